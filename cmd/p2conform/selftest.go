package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// selftestFlags narrow a self-test.
type selftestFlags struct {
	faults, checks, readings []string
	sample                   int
	matrix, whole            bool
	format                   string
	parallel                 int
	seed                     int64
}

func (a *app) selftestCommand() *cobra.Command {
	f := &selftestFlags{}
	cmd := &cobra.Command{
		Use: "selftest", Short: "prove the checks on servers that are broken on purpose",
		Long: `Selftest runs the checks against the reference home server as it is, against it
with each of its faults, against it with each other reading of the text that it
can take, and against servers that are none. It shows which check noticed which
fault, and lists
  missed    what a fault breaks and no check noticed,
  tripped   checks that failed on what is not broken,
  alarms    checks that failed, or could not be decided, on a reading that the text
            allows,
  misread   readings that no check recognised, or that one took for others,
  passed    checks that passed on a server that is none,
  strayed   checks that came to something else on a server than on the reference,
            although they reach nothing that it replaces,
  unproven  checks that no fault makes fail.

A check that reaches nothing of what a server replaces meets what it meets on the
reference, and is left out there. A sample of them is asked all the same, and all are
where faults or readings are named, or with --whole: that takes some four times as
long, and shows besides what a check meets that is another's doing.

Exit codes: 0 if all these lists are empty, 1 if one is not, 2 for wrong usage,
3 if a server could not be run.`,
		Example: `  p2conform selftest
  p2conform selftest --fault session-id-any-length
  p2conform selftest --reading A-092=prose-names
  p2conform selftest --check identity.issued.lifetime --matrix
  p2conform selftest --whole`,
		Args: noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error { return a.selftest(c.Context(), f) },
	}
	s := cmd.Flags()
	s.StringArrayVar(&f.faults, "fault", nil, "try the fault `NAME` only, and nothing but what is named; repeatable")
	s.StringArrayVar(&f.readings, "reading", nil, "try the reading `A-NNN=READING` only, and nothing but what is named; repeatable")
	s.StringArrayVar(&f.checks, "check", nil, "try the check `ID` only, and the faults that it is to notice; repeatable")
	s.BoolVar(&f.matrix, "matrix", false, "show every verdict of every check on every server")
	s.IntVar(&f.sample, "sample", 5, "on each server, try about `N` checks that reach nothing of what it replaces")
	s.BoolVar(&f.whole, "whole", false, "try every check on every server, and leave none out")
	s.IntVar(&f.parallel, "parallel", min(max(2, runtime.NumCPU()), 16), "how many servers are tried side by side, 1 to 64")
	s.Int64Var(&f.seed, "seed", 1, "what names and keys are made from")
	formatFlag(cmd, &f.format)
	complete(cmd, "fault", faultNames)
	complete(cmd, "reading", variantNames)
	complete(cmd, "check", checkNames)
	complete(cmd, "sample", noNames)
	complete(cmd, "parallel", noNames)
	complete(cmd, "seed", noNames)
	return cmd
}

func (a *app) selftest(ctx context.Context, f *selftestFlags) error {
	o, err := f.options()
	if err != nil {
		return err
	}
	ctx, end := a.interruptible(ctx, "ending")
	defer end()
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // it makes much garbage and keeps little
	total, done := 1+len(o.Faults)+len(o.Variants)+len(o.Nulls), 0
	_, terminal := terminalOf(a.console.w)
	o.Progress = func(name string) {
		done++
		switch line := fmt.Sprintf("%d of %d servers  %s", done, total, name); {
		case a.quiet:
		case terminal && !a.env.dumb:
			a.console.live(line)
		default:
			a.console.say(line)
		}
	}
	defer a.console.live("")
	report, err := selftest.Run(ctx, o)
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("the self-test was stopped: %w", context.Cause(ctx))
	case err != nil:
		return err
	}
	a.console.live("")
	f.narrow(report, o)
	t := &table{Report: report, page: page{width: columns(a.out)}, matrix: f.matrix}
	if err := a.show(f.format, report, t.text); err != nil {
		return err
	}
	if !report.OK() {
		return exitStatus(exitNonconformant)
	}
	return nil
}

// options are what the flags choose.
func (f *selftestFlags) options() (selftest.Options, error) {
	o := selftest.Options{
		Checks: suites.All(), Faults: homeserver.Faults(), Variants: homeserver.Variants(), Nulls: selftest.Nulls(),
		Probed: run.Probed(), Sample: f.sample, Whole: f.whole || f.named(), Parallel: f.parallel, Seed: f.seed,
	}
	if f.sample < 0 {
		return o, usage("write how many, or 0 for none", "--sample %d is out of bounds", f.sample)
	}
	if f.parallel < 1 || f.parallel > 64 {
		return o, usage("write a number from 1 to 64", "--parallel %d is out of bounds", f.parallel)
	}
	if f.format != "text" && f.format != "json" {
		return o, unknownFormat(f.format)
	}
	chosen := choice{checks: f.checks}
	var err error
	if o.Checks, _, _, err = chosen.apply(o.Checks); err != nil {
		return o, err
	}
	if len(f.checks) > 0 {
		o.Faults = slices.DeleteFunc(o.Faults, func(fault homeserver.Fault) bool {
			return !slices.ContainsFunc(o.Checks, func(c check.Check) bool { return slices.Contains(faultsFor(c), fault.Name) })
		})
	}
	if !f.named() {
		return o, nil
	}
	o.Faults, o.Variants, o.Nulls = nil, nil, nil
	for _, name := range f.faults {
		fault, err := faultNamed(name)
		if err != nil {
			return o, err
		}
		o.Faults = append(o.Faults, fault)
	}
	for _, name := range f.readings {
		v, err := variantNamed(name)
		if err != nil {
			return o, err
		}
		o.Variants = append(o.Variants, v)
	}
	return o, nil
}

// named reports that the servers are named.
func (f *selftestFlags) named() bool { return len(f.faults)+len(f.readings) > 0 }

// narrow takes out of a narrowed self-test what it did not ask: what a check that
// was left out decides is not missed, and a check is not unproven because of
// faults that were left out, unless both were named.
func (f *selftestFlags) narrow(r *selftest.Report, o selftest.Options) {
	if len(f.checks) > 0 {
		chosen := idsOf(o.Checks)
		r.Missed = slices.DeleteFunc(r.Missed, func(m selftest.Finding) bool {
			deciding := checksOf(requirement.ID(m.Subject))
			return len(deciding) == 0 || slices.ContainsFunc(deciding, func(c check.Check) bool { return !slices.Contains(chosen, c.ID) })
		})
	}
	if f.named() && (len(f.checks) == 0 || len(f.faults) == 0) {
		r.Unproven = []string{}
	}
}
