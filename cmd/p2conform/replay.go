package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

const replayLong = `Replay asks one check of a saved report again, with the seed and the settings of
that run, and says what became of it: mended, still failing in the same way, or
failing in another. The same requests are sent, in the same order; what a report
does not keep, tokens and passwords, is had anew.

Without --target or --config the server is asked that the report is about. One that
its run has started is started again: give the command behind --, or --image, as it
was given to run. A report about the reference home server needs the fault that it
had, --fault.

Exit codes: 0 if it holds now, 1 if it still fails, 2 for wrong usage, 3 if that
could not be found out.`

func (a *app) replayCommand() *cobra.Command {
	f := &runFlags{}
	cmd := &cobra.Command{
		Use: "replay [flags] REPORT CHECK [-- COMMAND ARGS...]", Short: "ask a check of a saved report again, and say what became of it",
		Long: replayLong,
		Example: `  p2conform replay report.json identity.issued.version
  p2conform replay report.json identity.issued.version --target http://localhost:8080
  p2conform replay report.json identity.issued.version -- ./server --listen '127.0.0.1:${PORT}'`,
		Args: func(c *cobra.Command, args []string) error {
			before, _, err := splitArgs(c, args)
			if err == nil && len(before) != 2 {
				err = usage("name the JSON file that a run wrote, and the ID of a check in it", "replay takes a file and a check, got %s", count(len(before), "argument"))
			}
			return err
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error { return a.replay(c, args[0], args[1], args[2:], f) },
	}
	f.target.flags(cmd)
	f.launch.flags(cmd)
	f.limits(cmd)
	return cmd
}

func (a *app) replay(cmd *cobra.Command, path, id string, command []string, f *runFlags) error {
	d, err := a.decode(path)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(d.Results, func(r reports.Result) bool { return r.Check == id })
	if i < 0 {
		var ids []string
		for _, r := range d.Results {
			ids = append(ids, r.Check)
		}
		return unknown("check", id, ids, "")
	}
	before := d.Results[i]
	if err := f.describe(cmd, a, command); err != nil {
		return err
	}
	if f.target.url == "" && f.launcher == nil && !d.Target.Embedded {
		if d.Target.Launched != "" {
			return usage("write the command that starts it behind --, or name its --image, or another server with --target",
				"the report is about a server that its run had started, the %s", d.Target.Launched)
		}
		f.target.url = d.Target.URL
		if !cmd.Flags().Changed("domain") {
			f.target.domain = d.Target.Domain
		}
	}
	if !cmd.Flags().Changed("spec-version") && d.Spec.API != "" {
		f.target.version = d.Spec.API
	}
	if !cmd.Flags().Changed("seed") {
		f.seed = d.Settings.Seed
	}
	f.choice.checks = []string{id}
	if err := f.check(); err != nil {
		return err
	}
	p := &plan{runFlags: f, outputs: &outputs{app: a}}
	if p.checks, p.words, _, err = f.choice.apply(suites.All()); err != nil {
		return err
	}
	ctx, end := a.interruptible(context.WithoutCancel(cmd.Context()), "ending the replay")
	defer end()
	defer p.end(a)
	now, err := a.ask(ctx, p)
	if err != nil {
		return err
	}
	if len(now.Results) != 1 {
		return &problem{code: exitUnknown, what: "the replay was cut short: " + now.Partial}
	}
	text, code := became(before, now.Results[0])
	if _, err := fmt.Fprintf(a.out, "%s\n", reports.Visible(text)); err != nil {
		return unwritten("on standard output", err, "")
	}
	if code != exitOK {
		return exitStatus(code)
	}
	return nil
}

// became says what happened to a result, and the exit code for that.
func became(before, now reports.Result) (string, int) {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format, args...) }
	bad := func(r reports.Result) bool { return r.Verdict == reports.Fail || r.Verdict == reports.Warn }
	code := exitOK
	switch {
	case now.Verdict == reports.Pass && bad(before):
		say("%s: mended: it holds now", now.Check)
	case now.Verdict == reports.Pass:
		say("%s: it holds (before: %s)", now.Check, before.Verdict)
	case bad(now) && bad(before) && reports.Symptom(now) == reports.Symptom(before):
		say("%s: still failing, as before", now.Check)
		code = exitNonconformant
	case bad(now) && bad(before):
		say("%s: still failing, in another way\n  before    %s", now.Check, reports.Symptom(before))
		code = exitNonconformant
	case bad(now):
		say("%s: failing (before: %s)", now.Check, before.Verdict)
		code = exitNonconformant
	default:
		say("%s: %s now (before: %s)", now.Check, now.Verdict, before.Verdict)
		code = exitUnknown
	}
	for _, part := range []struct{ label, text string }{{"expected", now.Expected}, {"got", now.Actual}, {"detail", now.Detail}} {
		if part.text != "" {
			say("\n  %-8s  %s", part.label, part.text)
		}
	}
	if code == exitNonconformant {
		say("\n  %s", sameRequests(before, now))
	}
	return b.String(), code
}

// sameRequests says how far the requests of two runs of a check agree.
func sameRequests(before, now reports.Result) string {
	line := func(x reports.Exchange) string {
		return x.Request.Method + " " + reports.Steady(x.Request.URL)
	}
	n := min(len(before.Exchanges), len(now.Exchanges))
	for i := range n {
		if line(before.Exchanges[i]) != line(now.Exchanges[i]) {
			return fmt.Sprintf("the requests differ from %s on: %s, and before %s", fmt.Sprintf("request %d", i+1), line(now.Exchanges[i]), line(before.Exchanges[i]))
		}
	}
	if len(before.Exchanges) != len(now.Exchanges) {
		return fmt.Sprintf("the first %d requests were the same; there were %d, and before %d", n, len(now.Exchanges), len(before.Exchanges))
	}
	return fmt.Sprintf("the same %s were sent", count(n, "request"))
}
