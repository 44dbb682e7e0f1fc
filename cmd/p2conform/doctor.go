package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/doctor"
	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
)

const doctorLong = `Doctor looks at a home server step by step, as a run does before its checks, and
says what it found: the addresses of its name, connections, TLS with its certificate,
versions of HTTP, whether a home server is there and which one, its clock, how actors
are had, how ambiguous places are read, and optional features. It registers an actor.
Where going on makes no sense it stops, and it ends with what to do next.

The server is named as for run: --target, or the command that starts it behind --, or
--image, or a target file; without any it is the reference home server. What was sent and received is shown where something is wrong,
and with --verbose always, without secrets.

Exit codes:
  0  checks can be run
  1  something is wrong with the server, so that a run would be senseless
  2  wrong usage or configuration
  3  could not find out: the server cannot be reached, or does not answer`

func (a *app) doctorCommand() *cobra.Command {
	f := &runFlags{}
	var format string
	cmd := &cobra.Command{
		Use: "doctor [flags] [-- COMMAND ARGS...]", Short: "look at a home server, and say what is in the way of a run", Long: doctorLong,
		Example: `  p2conform doctor --target https://polyproto.example
  p2conform doctor --domain example.com -- ./server --listen '127.0.0.1:${PORT}'
  p2conform doctor --format json`,
		Args: commandArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return unknownOf("format", format, []string{"text", "json"})
			}
			if err := f.describe(c, a, args); err != nil {
				return err
			}
			if err := f.check(); err != nil {
				return err
			}
			return a.doctor(c.Context(), f, format, c.Flags().Changed)
		},
	}
	f.parallel, f.seed = 4, 1
	f.target.flags(cmd)
	f.launch.flags(cmd)
	s := cmd.Flags()
	s.DurationVar(&f.timeout, "timeout", 30*time.Second, "how long the server may take for all that it is asked; a single connection or answer is waited for no longer than 10s")
	s.StringVar(&format, "format", "text", "how to write it: text or json")
	for _, name := range []string{"destructive", "racing"} {
		if err := s.MarkHidden(name); err != nil { // they allow nothing that doctor does
			panic(err)
		}
	}
	complete(cmd, "timeout", noNames)
	complete(cmd, "format", fixed("text", "json"))
	return cmd
}

// doctor looks at the server, and writes what it found.
func (a *app) doctor(ctx context.Context, f *runFlags, format string, changed func(string) bool) error {
	ctx, end := a.interruptible(ctx, "writing what was found")
	defer end()
	r, err := a.examine(ctx, f, changed)
	if err != nil {
		return err
	}
	err = a.show(format, r, func(w io.Writer) error {
		return doctor.Terminal(w, r, doctor.TerminalOptions{Colour: a.coloured(a.out), Width: columns(a.out), Verbose: a.verbose})
	})
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil, r.Outcome == doctor.Unknown:
		return exitStatus(exitUnknown)
	case r.Outcome == doctor.Wrong:
		return exitStatus(exitNonconformant)
	}
	return nil
}

// longestStep bounds one step of the network, where --timeout does not do so before.
const longestStep = 10 * time.Second

// examine finds or starts the server, and looks at it.
func (a *app) examine(ctx context.Context, f *runFlags, changed func(string) bool) (*doctor.Report, error) {
	p := &plan{runFlags: f}
	defer p.end(a)
	t, end, err := a.start(ctx, p)
	if err != nil {
		return nil, err
	}
	defer end()
	r, _ := a.examineTarget(ctx, f, t, f.named(changed))
	if p.server != nil && r.Outcome != doctor.Ready && p.server.hasEnded() {
		a.complain(&launch.Problem{
			Cause: launch.EndedEarly, Log: p.server.LastLines(10), Hint: "its log may say why; what is told of it is from before and after that",
			What: fmt.Sprintf("%s ended while it was looked at: %s", p.server.Name(), p.server.Exit().Status),
		})
	}
	return r, nil
}

// examineTarget looks at a target; flags are those that name it.
func (a *app) examineTarget(ctx context.Context, f *runFlags, t *target.Target, flags []string) (*doctor.Report, run.Findings) {
	o := doctor.Options{
		Target: t, Redactor: &a.redactor, Configured: f.target.file != nil, Flags: flags, Behind: f.launch.after(),
		Limit: min(longestStep, f.timeout), Preflight: f.timeout,
	}
	if f.target.file != nil {
		o.Resolve = f.target.file.Resolve
	}
	return doctor.Examine(ctx, o)
}

// named are the flags that name the same server again: those that were given. A
// target file that was found by its name needs none.
func (f *runFlags) named(changed func(string) bool) []string {
	var flags []string
	for _, one := range []struct{ name, value string }{
		{"config", f.target.config}, {"target", f.target.url}, {"domain", f.target.domain}, {"ca", f.target.ca}, {"fault", f.target.fault},
		{"spec-version", f.target.version}, {"driver", f.target.driver.kind}, {"driver-file", f.target.driver.file},
	} {
		if changed(one.name) {
			flags = append(flags, "--"+one.name, one.value)
		}
	}
	if changed("reading") {
		for _, r := range f.target.readings {
			flags = append(flags, "--reading", r)
		}
	}
	return append(flags, f.launch.words()...)
}
