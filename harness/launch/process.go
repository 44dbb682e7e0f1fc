//go:build unix

package launch

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"time"
)

// Start starts the process and waits until it is ready.
func (p Process) Start(ctx context.Context, o Options) (*Running, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	port, err := portFor(p.Port)
	if err != nil {
		return nil, err
	}
	known := names{"HOST": "127.0.0.1", "PORT": strconv.Itoa(port), "DOMAIN": o.Domain}
	command, err := known.all(p.Command)
	if err != nil {
		return nil, err
	}
	env, err := known.env(p.Env)
	if err != nil {
		return nil, err
	}
	place, err := known.place(p.URL)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(p.Dir); p.Dir != "" && (err != nil || !info.IsDir()) {
		return nil, misconfigured("dir", "name one that is there", "the directory %s that %s is to run in is not there, or is none", p.Dir, p)
	}
	r := newRunning(p.String())
	led, temp := r.leadProcess(o, p.Env)
	all := slices.Concat(o.Environ, pairs(led), pairs(env))
	learn(all, o.Secret)
	matched := p.Ready.listen(r.log)
	r.dog, err = o.watch(r, order{Command: command, Env: all, Dir: p.Dir, Temp: temp, Grace: graceOf(p.Stop)}, nil)
	if err != nil {
		r.leave()
		_ = os.RemoveAll(temp) // the first error is the one to tell
		return nil, err
	}
	if err := r.begun(ctx); err != nil {
		r.stopNow(ctx)
		return nil, err
	}
	if r.URL, err = r.await(ctx, p.Ready, known, matched, []*url.URL{place}); err != nil {
		r.stopNow(ctx)
		return nil, err
	}
	return r, nil
}

// begun waits until the watchdog has started what it is to watch.
func (r *Running) begun(ctx context.Context) error {
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case n, ok := <-r.dog.started:
		switch {
		case !ok:
			return &Problem{Cause: Failed, What: fmt.Sprintf("the watchdog of %s ended before it had started it", r.name)}
		case n.Missing:
			return &Problem{
				Cause: Misconfigured, Field: "command", What: fmt.Sprintf("%s cannot be started: %s", r.name, n.Refused),
				Hint: "name a program in PATH, or the path of one, as in ./server, that may be executed",
			}
		case n.Refused != "":
			return &Problem{Cause: Failed, What: fmt.Sprintf("%s cannot be started: %s", r.name, n.Refused)}
		}
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-late.C:
		return &Problem{Cause: Failed, What: fmt.Sprintf("the watchdog of %s does not start it", r.name)}
	}
}
