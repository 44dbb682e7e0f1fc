package main

import (
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/waiver"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/suites"
)

// readWaivers reads the known failures, if a file of them is named.
func (f *runFlags) readWaivers() error {
	if f.waivers == "" {
		return nil
	}
	text, err := os.ReadFile(f.waivers)
	if err != nil {
		return usage("p2conform waive report.json --owner NAME > "+waiver.Name+" writes a first one", "the waivers %s cannot be read: %v", f.waivers, plainPath(err))
	}
	f.waived, err = waiver.Parse(f.waivers, text, waivable())
	return misconfigured(err)
}

// waivable are the names that a waiver may be about.
func waivable() waiver.Known {
	var k waiver.Known
	for _, c := range suites.All() {
		k.Checks = append(k.Checks, c.ID)
	}
	for _, r := range catalog.All() {
		k.Requirements = append(k.Requirements, string(r.ID))
	}
	return k
}

func (a *app) waiveCommand() *cobra.Command {
	var owner string
	var days int
	cmd := &cobra.Command{
		Use: "waive REPORT", Short: "write waivers for what a run found, to start from",
		Long: `Waive reads a JSON report that a run wrote, - for standard input, and writes a
waiver for each failure, and for each check that was blocked or untested, to
standard output. Put the file beside your server's code, and write a reason to
each: who reads it later wants to know why it is known, and when it goes away.

A run that is told of the file with --waivers, or by the target file, ends with 0
while the server is no worse than that, and with 4 where a waiver has expired, what
it waives holds now, or the failure looks different.`,
		Example: `  p2conform waive report.json --owner ann@example.com > ` + waiver.Name,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("name the JSON file that a run wrote, or - for standard input", "waive takes one file, got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if strings.TrimSpace(owner) == "" {
				return usage("name who sees to the failures, as in --owner ann@example.com", "a waiver has an owner")
			}
			if days < 1 || days > 366 {
				return usage("write a number from 1 to 366", "--days %d is out of bounds", days)
			}
			d, err := a.decode(args[0])
			if err != nil {
				return err
			}
			if reports.Unasked(d) {
				return &problem{code: exitUnknown, what: "the run of " + args[0] + " could ask its server nothing, so there is nothing to waive: " + d.Problem.What, hint: d.Problem.Hint}
			}
			return waiver.Write(a.out, waiver.First(d, owner, time.Now().AddDate(0, 0, days)))
		},
	}
	s := cmd.Flags()
	s.StringVar(&owner, "owner", "", "the `NAME` of who sees to the failures; required")
	s.IntVar(&days, "days", 90, "for how many days from now the waivers hold, 1 to 366")
	complete(cmd, "owner", noNames)
	complete(cmd, "days", noNames)
	return cmd
}
