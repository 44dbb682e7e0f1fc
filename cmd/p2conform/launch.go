package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// launchFlags describe a server that run, doctor or replay starts.
type launchFlags struct {
	image, dockerfile, ready string
	port                     int
	env                      []string
	readyTimeout             time.Duration
	// command stands behind --.
	command []string
}

func (f *launchFlags) flags(cmd *cobra.Command) {
	s := cmd.Flags()
	s.StringVar(&f.image, "image", "", "start the server in a container of the image `NAME`, which is there already")
	s.StringVar(&f.dockerfile, "dockerfile", "", "start the server in a container of the image that the Dockerfile `PATH` makes")
	s.IntVar(&f.port, "port", 0, "the port that a server which is started listens on (default a free one, in a container 8080)")
	s.StringArrayVar(&f.env, "env", nil, "a `NAME=VALUE` for the environment of a server that is started, or a NAME whose value is in this one; repeatable")
	s.StringVar(&f.ready, "ready", "", "the `PATH` or URL that a server which is started answers when it is ready (default /.well-known/polyproto-core)")
	s.DurationVar(&f.readyTimeout, "ready-timeout", 30*time.Second, "how long a server that is started may take to be ready")
	for _, name := range []string{"image", "port", "env", "ready", "ready-timeout"} {
		complete(cmd, name, noNames)
	}
}

// commandArgs takes a command behind --, and nothing else.
func commandArgs(c *cobra.Command, args []string) error {
	before, _, err := splitArgs(c, args)
	if err == nil && len(before) > 0 {
		err = usage("write -- before a command that starts the server: "+c.CommandPath()+" -- ./server", "%s takes no arguments, got %q", c.CommandPath(), before[0])
	}
	return err
}

// splitArgs are the arguments before -- and the command behind it.
func splitArgs(c *cobra.Command, args []string) (before, command []string, err error) {
	dash := c.ArgsLenAtDash()
	switch {
	case dash < 0:
		return args, nil, nil
	case dash == len(args):
		return args, nil, usage("write the command that starts the server, or leave the -- out", "no command stands behind --")
	}
	return args[:dash], args[dash:], nil
}

// launcher is the server to start; nil where none is.
func (f *launchFlags) launcher(changed func(string) bool, environ []string) (launch.Launcher, error) {
	container := f.image != "" || f.dockerfile != ""
	if !container && len(f.command) == 0 {
		for _, name := range []string{"port", "env", "ready", "ready-timeout"} {
			if changed(name) {
				return nil, usage("write the command that starts it behind --, or name its --image", "--%s is about a server that is started, and none is", name)
			}
		}
		return nil, nil
	}
	if changed("port") && f.port == 0 {
		return nil, usage("write a number from 1 to 65535", "--port 0 is out of bounds")
	}
	if f.readyTimeout <= 0 {
		return nil, usage("write how long the server may take, as in 30s", "--ready-timeout %s is no time at all", f.readyTimeout)
	}
	env := map[string]string{}
	for _, pair := range f.env {
		name, value, given := strings.Cut(pair, "=")
		if name == "" {
			return nil, usage("write --env NAME=VALUE", "an --env has no name")
		}
		if !given {
			i := slices.IndexFunc(environ, func(s string) bool { return strings.HasPrefix(s, name+"=") })
			if i < 0 {
				return nil, usage("set it, or write --env "+name+"=VALUE", "--env %s is not set in the environment of p2conform", name)
			}
			// It is a value, and not one with placeholders.
			value = strings.ReplaceAll(strings.TrimPrefix(environ[i], name+"="), "${", "$${")
		}
		env[name] = value
	}
	ready := launch.Ready{Timeout: launch.Duration(f.readyTimeout)}
	if strings.Contains(f.ready, "://") {
		ready.URL = f.ready
	} else {
		ready.Path = f.ready
	}
	var l launch.Launcher = launch.Process{Command: f.command, Env: env, Port: f.port, Ready: ready}
	if container {
		l = launch.Container{Image: f.image, Dockerfile: f.dockerfile, Command: f.command, Env: env, Port: f.port, Ready: ready}
	}
	return l, l.Check()
}

// words are the flags that start the server again, but for what stands behind --.
// No secret is among them.
func (f *launchFlags) words() []string {
	var words []string
	add := func(flag, value string) {
		if value != "" {
			words = append(words, "--"+flag, value)
		}
	}
	add("image", f.image)
	add("dockerfile", f.dockerfile)
	if f.port != 0 {
		add("port", strconv.Itoa(f.port))
	}
	for _, pair := range f.env {
		if name, _, _ := strings.Cut(pair, "="); launch.Secret(name) {
			pair = name
		}
		add("env", pair)
	}
	add("ready", f.ready)
	return words
}

// after is what stands behind the flags.
func (f *launchFlags) after() []string {
	if len(f.command) == 0 {
		return nil
	}
	return append([]string{"--"}, f.command...)
}

// started is a server that this run has started.
type started struct {
	*launch.Running
	kind string // process or container

	mu   sync.Mutex
	asks []string // the checks under way
	end  error    // how it ended, once that was noticed
}

// launch starts the server that the flags describe.
func (a *app) launch(ctx context.Context, p *plan, h *homes) (*target.Target, *started, error) {
	s := &started{kind: kindOfLauncher(p.launcher)}
	a.note(fmt.Sprintf("starting %s", p.launcher))
	var err error
	o := launch.Options{
		Watch: []string{a.env.program, watchCommandName}, Domain: strings.ToLower(p.target.domain),
		Environ: a.env.environ, Secret: a.redactor.Add,
	}
	h.launch(&o)
	s.Running, err = p.launcher.Start(ctx, o)
	if err != nil {
		if ctx.Err() != nil {
			err = fmt.Errorf("no check was run: %w", err)
		}
		return nil, nil, err
	}
	t, err := p.target.at(s.URL)
	if err != nil {
		return nil, nil, errors.Join(err, s.Stop(context.WithoutCancel(ctx)))
	}
	return t, s, nil
}

// watch ends the context when the server ends, and says which checks were under way.
func (s *started) watch(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-s.Exited():
			cancel(s.gone())
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}

// gone says how the server ended. It is made up once, when that is first noticed:
// then the checks that noticed it are still under way.
func (s *started) gone() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.end == nil {
		during := ""
		if len(s.asks) > 0 {
			during = ", while these checks asked it: " + strings.Join(s.asks, ", ")
		}
		s.end = fmt.Errorf("%s ended: %s%s", s.Name(), s.Exit().Status, during)
	}
	return s.end
}

// progress is told when a check begins and ends.
func (s *started) progress(r reports.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Verdict == 0 {
		s.asks = append(s.asks, r.Check)
	} else if i := slices.Index(s.asks, r.Check); i >= 0 {
		s.asks = slices.Delete(s.asks, i, i+1)
	}
}

// complete tells a report what became of the server.
func (s *started) complete(d *reports.Document) {
	d.Target.Launched = s.kind + " " + s.Name()
	d.Target.Log = s.Log()
	if e := s.Exit(); !e.Asked {
		d.Target.Ended = e.Status
	}
}

// notice is how long a server that has stopped answering may take to show that it
// has ended.
const notice = 500 * time.Millisecond

// hasEnded reports whether a server that gives no answer has ended.
func (s *started) hasEnded() bool {
	late := time.NewTimer(notice)
	defer late.Stop()
	select {
	case <-s.Exited():
		return true
	case <-late.C:
		return false
	}
}

// explain is why a server cannot be asked: if it has ended, that comes first.
func (s *started) explain(err error) error {
	if !s.hasEnded() {
		return err
	}
	return &launch.Problem{
		Cause: launch.EndedEarly, Err: err, Log: s.LastLines(10),
		What: fmt.Sprintf("no check was run: %s ended when it was first asked: %s", s.Name(), s.Exit().Status),
	}
}

// why is why no check will get an answer any more; empty where one might.
func (s *started) why() string {
	if !s.hasEnded() {
		return ""
	}
	return s.gone().Error()
}

// end ends what was started; nothing where nothing was.
func (p *plan) end(a *app) {
	if p.server != nil {
		p.server.close(a)
	}
}

// close ends the server. That it may still be there is told, and changes no verdict.
func (s *started) close(a *app) {
	if err := s.Stop(context.Background()); err != nil {
		a.complain(fmt.Errorf("%s may still be there: %w", s.Name(), err))
	}
}

const watchCommandName = "__watch"

// watchCommand is what the program runs itself with, to end what it has started.
func (a *app) watchCommand() *cobra.Command {
	return &cobra.Command{
		Use: watchCommandName, Short: "end what p2conform has started when p2conform ends", Hidden: true,
		Args: noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if err := launch.Watch(a.in); err != nil {
				return usage("", "%v", err)
			}
			return nil
		},
	}
}

// launchedAt checks what --target may not be given together with.
func (f *targetFlags) launchedAt() error {
	switch {
	case f.url != "":
		return usage("leave --target out: what is started is asked", "--target names a server, and another one is to be started")
	case f.fault != "":
		return usage("leave --fault out", "--fault is for the reference home server, and another one is to be started")
	}
	return f.checkNamed()
}
