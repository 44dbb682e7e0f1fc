package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// newApp is an app whose streams are buffers.
func newApp() (a *app, stdout, stderr *bytes.Buffer) {
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	return &app{in: strings.NewReader(""), out: stdout, console: &console{w: stderr}}, stdout, stderr
}

// panicking is a reader that no code expects.
type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("out of paper") }

func TestPanicIsNoVerdict(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		a, stdout, stderr := newApp()
		a.in = panicking{}
		args := []string{"report", "-"}
		if verbose {
			args = append(args, "--verbose")
		}
		if code := a.run(args); code != exitUnknown {
			t.Errorf("exit code %d, want %d", code, exitUnknown)
		}
		if stdout.Len() > 0 || !strings.Contains(stderr.String(), "p2conform: a mistake of p2conform's own, which says nothing about the server: out of paper\nhint: please report it") {
			t.Errorf("stdout %q, stderr %q", stdout, stderr)
		}
		if stack := strings.Contains(stderr.String(), "goroutine"); stack != verbose {
			t.Errorf("with verbose %t, the stack is shown: %t", verbose, stack)
		}
	}
}

// A panic in what the runner calls is in another goroutine than ours, where
// nothing could recover it: the runner has to.
func TestPanicUnderTheRunner(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	checks := checksOfSuite("discovery")
	d, err := run.Run(t.Context(), run.Options{
		Checks: checks, Target: e.Target, Seed: 1,
		Progress: func(r reports.Result) {
			if r.Check == checks[0].ID && r.Verdict != 0 {
				panic("out of paper")
			}
		},
	})
	var p *run.Panic
	if !errors.As(err, &p) || p.Value != "out of paper" {
		t.Errorf("the error is %v", err)
	}
	if code := exitCode(d, nil, err); code != exitUnknown {
		t.Errorf("exit code %d, want %d", code, exitUnknown)
	}
}

// Every example of the help names things that there are.
func TestExamplesHold(t *testing.T) {
	a, _, _ := newApp()
	flags := map[string]func(string) error{
		"--check":       func(s string) error { return choose(choice{checks: []string{s}}) },
		"--requirement": func(s string) error { return choose(choice{requirements: []string{s}}) },
		"--suite":       func(s string) error { return choose(choice{suites: []string{s}}) },
		"--profile":     func(s string) error { return choose(choice{profiles: []string{s}}) },
		"--select":      func(s string) error { return choose(choice{expression: s}) },
		"--fault":       func(s string) error { _, err := faultNamed(s); return err },
		"--target":      func(s string) error { _, err := parseTarget(s); return err },
		"explain": func(s string) error {
			if !(&page{width: 80}).explain(s) {
				return unknownName(s)
			}
			return nil
		},
	}
	found := 0
	for _, c := range append(a.root().Commands(), a.root()) {
		for line := range strings.SplitSeq(c.Example, "\n") {
			words := shellWords(line)
			for i, word := range words[:max(0, len(words)-1)] {
				if lookUp := flags[word]; lookUp != nil {
					found++
					if err := lookUp(words[i+1]); err != nil {
						t.Errorf("%s: %q: %v", c.Name(), strings.TrimSpace(line), err)
					}
				}
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d names were found in examples", found)
	}
}

func choose(c choice) error {
	_, _, _, err := c.apply(checksWhere(func(check.Check) bool { return true }))
	return err
}

// shellWords splits a line at spaces outside of single quotes.
func shellWords(line string) []string {
	var words []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}

// Every flag whose values can be known is completed, and none offers files where
// there are none.
func TestEveryFlagIsCompleted(t *testing.T) {
	a, _, _ := newApp()
	root := a.root()
	files := map[string]bool{
		"run --ca": true, "run --config": true, "run --waivers": true, "report --out": true, "run --rerun-failed": true, "replay --ca": true, "replay --config": true,
		"run --driver-file": true, "replay --driver-file": true, "run --dockerfile": true, "run --peer": true, "serve --tls": true,
		"doctor --dockerfile": true, "replay --dockerfile": true,
		"doctor --ca": true, "doctor --config": true, "doctor --driver-file": true, "init --ca": true, "init --out": true,
	}
	for _, c := range root.Commands() {
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == "bool" || files[c.Name()+" --"+f.Name] {
				return
			}
			_, completed := c.GetFlagCompletionFunc(f.Name)
			if !completed && f.Annotations[cobra.BashCompSubdirsInDir] == nil {
				t.Errorf("%s --%s offers the files of the directory", c.Name(), f.Name)
			}
		})
	}
}

func TestConsoleShowsNoSecretAndNoControls(t *testing.T) {
	a, _, stderr := newApp()
	a.console.redact = a.redactor.String
	a.redactor.Add(reports.Token, "tok-1234567890")
	a.complain(errors.New("the server said \x1b[31mtok-1234567890\x1b[0m\a\u202e"))
	if got, want := stderr.String(), "p2conform: the server said \\x1b[31m[token 1]\\x1b[0m\\x07\\u202e\n"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestComplainEach(t *testing.T) {
	a, _, stderr := newApp()
	a.console.redact = a.redactor.String
	a.complainEach(errors.Join(context.Canceled, errors.Join(usage("do this", "that"), nil)))
	if got, want := stderr.String(), "p2conform: context canceled\np2conform: that\nhint: do this\n"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
