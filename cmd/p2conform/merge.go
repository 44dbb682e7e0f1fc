package main

import (
	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

func (a *app) mergeCommand() *cobra.Command {
	f := &outputFlags{}
	cmd := &cobra.Command{
		Use: "merge FILE…", Short: "put the reports of parts of a run together",
		Long: `Merge reads the JSON reports of runs that asked different checks of the same server,
as run --shard does, and makes one report of them, with claims of its own. A check
that is in two of them counts as the worse, and is called a flake if they differ.
Where a part is missing, the merged run counts as cut short.

The exit code is that of one run that asked it all.`,
		Example: `  p2conform report merge part-*.json --out out`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("name the JSON files that the runs wrote", "merge takes at least one file")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.merge(args, f) },
	}
	f.flags(cmd)
	return cmd
}

func (a *app) merge(paths []string, f *outputFlags) error {
	var docs []*reports.Document
	for _, path := range paths {
		d, err := a.decode(path)
		if err != nil {
			return err
		}
		docs = append(docs, d)
	}
	d, err := run.Merge(docs, suites.All(), suites.Certified)
	if err != nil {
		return usage("merge the reports of one version of p2conform about one server", "%v", err)
	}
	o, err := f.open(a)
	if err != nil {
		return err
	}
	if err := o.finish(d); err != nil {
		return err
	}
	if code := exitCode(d, nil, nil); code != exitOK {
		a.remark(d, code)
		return exitStatus(code)
	}
	return nil
}
