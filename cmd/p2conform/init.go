package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/doctor"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/targetfile"
)

const initLong = `Init writes a target file, which says which server is tested and what may be done
to it, with a comment for every member. With --target it looks at that server first,
as doctor does, and fills in what it found; with --yes it writes the defaults; else
it asks a few questions.

A file that is there stays as it is, unless --force is given.`

// defaultURL is where a server is that nobody says anything of.
const defaultURL = "http://127.0.0.1:8080"

// initFlags are what init is asked to write.
type initFlags struct {
	run        runFlags
	out        string
	yes, force bool
}

func (a *app) initCommand() *cobra.Command {
	f := &initFlags{}
	cmd := &cobra.Command{
		Use: "init", Short: "write a target file to start from", Long: initLong,
		Example: `  p2conform init
  p2conform init --target https://polyproto.example
  p2conform init --yes --out test/p2conform.yaml`,
		Args: noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error { return a.init(c.Context(), f) },
	}
	t := &f.run.target
	f.run.parallel, f.run.seed = 4, 1
	s := cmd.Flags()
	s.StringVar(&t.url, "target", "", "look at the server at `URL`, and write down what was found")
	s.StringVar(&t.domain, "domain", "", "the server's visible domain `NAME` (default what the server says)")
	s.StringVar(&t.ca, "ca", "", "a PEM `FILE` of certificate authorities to trust beside those of this machine")
	specVersionFlag(cmd, &t.version, "what the server is held against: the version")
	s.DurationVar(&f.run.timeout, "timeout", 30*time.Second, "how long the server may take for all that it is asked")
	s.StringVar(&f.out, "out", targetfile.Name, "the `FILE` to write; - is standard output")
	s.BoolVar(&f.yes, "yes", false, "ask nothing: write the defaults for what no flag says")
	s.BoolVar(&f.force, "force", false, "replace the file if it is there")
	for _, name := range []string{"target", "domain", "timeout"} {
		complete(cmd, name, noNames)
	}
	return cmd
}

func (a *app) init(ctx context.Context, f *initFlags) error {
	t := &f.run.target
	if t.url == "" && t.ca != "" {
		return usage("name the server with --target, or leave --ca out", "--ca is about a server to look at, and none is named")
	}
	if t.domain != "" && !looksLikeDomain(t.domain) {
		return t.checkNamed()
	}
	if t.url != "" {
		if err := f.run.check(); err != nil {
			return err
		}
	}
	if err := f.free(); err != nil {
		return err
	}
	ctx, end := a.interruptible(ctx, "writing nothing")
	defer end()
	var d targetfile.Draft
	var err error
	switch {
	case t.url != "":
		d, err = a.found(ctx, f)
	case f.yes:
		d.URL, d.Domain = defaultURL, t.domain
	default:
		d, err = a.interview(ctx, f)
	}
	if err != nil {
		return err
	}
	if err := f.write(a, d); err != nil {
		return err
	}
	if f.out != toStdout {
		a.note("wrote " + f.out + "; p2conform doctor" + f.config() + " looks at the server, and p2conform run" + f.config() + " asks it")
	}
	return nil
}

// config is the flag that names the file, where it has another name than the one
// that is looked for.
func (f *initFlags) config() string {
	if f.out == targetfile.Name {
		return ""
	}
	return " --config " + f.out
}

// free makes sure that no file is in the way.
func (f *initFlags) free() error {
	if f.out == toStdout || f.force {
		return nil
	}
	if _, err := os.Lstat(f.out); err == nil {
		return usage("--force replaces it; --out names another", "%s is there already, and stays as it is", f.out)
	}
	return nil
}

// write writes the file, which nobody else may have made meanwhile.
func (f *initFlags) write(a *app, d targetfile.Draft) error {
	if f.out == toStdout {
		if err := d.Write(a.out); err != nil {
			return unwritten("on standard output", err, "")
		}
		return nil
	}
	unwritten := func(err error) error {
		return &problem{code: exitUnknown, err: err, what: fmt.Sprintf("the target file %s cannot be written: %v", f.out, plainPath(err)), hint: "name another with --out"}
	}
	if f.force {
		to := destination{path: f.out}
		if err := to.prepare(); err != nil {
			return unwritten(err)
		}
		if err := to.write(d.Write); err != nil {
			return unwritten(err)
		}
		return nil
	}
	file, err := os.OpenFile(f.out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return unwritten(err)
	}
	if err := errors.Join(d.Write(file), file.Close()); err != nil {
		return unwritten(err)
	}
	return nil
}

// found looks at the server that was named.
func (a *app) found(ctx context.Context, f *initFlags) (targetfile.Draft, error) {
	t := &f.run.target
	d := targetfile.Draft{URL: t.url, Domain: t.domain, CA: f.beside(t.ca)}
	a.note("looking at " + t.url)
	tg, end, err := a.start(ctx, &plan{runFlags: &f.run})
	if err != nil {
		return d, err
	}
	defer end()
	r, features := a.examineTarget(ctx, &f.run, tg, nil)
	if ctx.Err() != nil {
		return d, fmt.Errorf("nothing was written: %w", context.Cause(ctx))
	}
	if r.Outcome != doctor.Ready {
		a.note("something is in the way of a run, which p2conform doctor" + f.config() + " explains; the file has what is known")
	}
	if len(features.Stages) == 0 {
		return d, nil
	}
	d.Domain = tg.Domain
	d.Name = tg.Domain
	for _, have := range features.Features {
		if have.Presence == run.Present {
			d.Offers = append(d.Offers, have.Name)
		}
	}
	told := &target.Target{}
	for _, reading := range features.Readings {
		// What makes no difference to what is sent cannot be told; and what is not
		// there yet is looked for again.
		if name := reading.Ambiguity + "=" + reading.Reading; reading.Reading != "out-of-band" && told.Tell(name) == nil {
			d.Readings = append(d.Readings, name)
		}
	}
	return d, nil
}

// beside is a path as the target file has it, whose paths start where it lies.
func (f *initFlags) beside(path string) string {
	if path == "" || filepath.IsAbs(path) || f.out == toStdout {
		return path
	}
	if rel, err := filepath.Rel(filepath.Dir(f.out), path); err == nil {
		return rel
	}
	return path
}

// mostAsks is how often a question is asked whose answer will not do.
const mostAsks = 3

// interview asks what no flag says.
func (a *app) interview(ctx context.Context, f *initFlags) (targetfile.Draft, error) {
	in := bufio.NewReader(io.LimitReader(a.in, 1<<16))
	ask := func(question string, check func(string) error) (string, error) {
		for range mostAsks {
			a.console.say(question)
			text, err := in.ReadString('\n')
			if text = strings.TrimSpace(text); err != nil && text == "" {
				return "", usage("p2conform init --yes asks nothing", "a question got no answer: %q", question)
			}
			if err = check(text); err == nil {
				return text, nil
			}
			a.complain(err)
		}
		return "", usage("p2conform init --yes asks nothing", "none of %d answers would do", mostAsks)
	}
	t := &f.run.target
	var d targetfile.Draft
	var err error
	t.url, err = ask("The URL of your server, as in https://p2.example.com; nothing if the run is to start it:", func(s string) error {
		if s == "" {
			return nil
		}
		_, err := parseTarget(s)
		return err
	})
	if err != nil {
		return d, err
	}
	if t.url == "" {
		var start string
		start, err = ask("The command that starts it, as in ./server --listen 127.0.0.1:${PORT}, or image NAME for a container; no shell reads it:", func(s string) error {
			if s == "" || s == "image" {
				return usage("without a server there is nothing to test; p2conform run alone asks the reference home server", "nothing starts the server")
			}
			return nil
		})
		if d.Command = strings.Fields(start); len(d.Command) == 2 && d.Command[0] == "image" {
			d.Image, d.Command = d.Command[1], nil
		}
	} else if err = f.run.check(); err == nil {
		var look bool
		if look, err = yesOrNo(ask, "Look at it now, and write down what is found? It registers an actor. [Y/n]", true); look && err == nil {
			d, err = a.found(ctx, f)
		}
		d.URL = t.url
	}
	if err != nil {
		return d, err
	}
	domain, err := ask(fmt.Sprintf("Its visible domain name, the part of federation IDs after the @ [%s]:", cmp.Or(t.domain, d.Domain, "what the server says")), func(s string) error {
		if s != "" && !looksLikeDomain(s) {
			return usage("write it as in example.com", "%q is no domain name", s)
		}
		return nil
	})
	if err != nil {
		return d, err
	}
	d.Domain = cmp.Or(domain, t.domain, d.Domain)
	d.Destructive, err = yesOrNo(ask, "May checks lose its data, or rotate its key? Only on a server that is there for tests. [y/N]", false)
	return d, err
}

// yesOrNo asks a question with a default.
func yesOrNo(ask func(string, func(string) error) (string, error), question string, otherwise bool) (bool, error) {
	answers := map[string]bool{"": otherwise, "y": true, "yes": true, "n": false, "no": false}
	text, err := ask(question, func(s string) error {
		if _, known := answers[strings.ToLower(s)]; !known {
			return usage("write y or n", "%q is neither yes nor no", s)
		}
		return nil
	})
	return answers[strings.ToLower(text)], err
}
