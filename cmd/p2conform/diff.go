package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/reports"
)

func (a *app) diffCommand() *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use: "diff OLD NEW", Short: "show which verdicts changed between two runs",
		Long: `Diff reads the JSON reports of two runs, and shows what changed, the worst first:
for a pull request, say, to which --format markdown makes a comment.

Exit codes: 0 if nothing is worse than before, 1 if something fails that did not, or
is no longer decided, 2 for wrong usage, 3 if one of the runs could ask its server
nothing.`,
		Example: `  p2conform report diff main.json report.json
  p2conform report diff main.json report.json --format markdown >> "$GITHUB_STEP_SUMMARY"`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage("name the JSON files of two runs, the earlier one first", "diff takes two files, got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.diff(args[0], args[1], format) },
	}
	cmd.Flags().StringVar(&format, "format", format, "the `FORMAT`: text, markdown or json")
	complete(cmd, "format", fixed("text", "markdown", "json"))
	return cmd
}

func (a *app) diff(old, later, format string) error {
	before, err := a.decode(old)
	if err != nil {
		return err
	}
	after, err := a.decode(later)
	if err != nil {
		return err
	}
	for _, one := range []struct {
		path string
		*reports.Document
	}{{old, before}, {later, after}} {
		if reports.Unasked(one.Document) {
			return &problem{code: exitUnknown, what: fmt.Sprintf("the run of %s could ask its server nothing, so there is nothing to compare: %s", one.path, one.Problem.What), hint: one.Problem.Hint}
		}
	}
	changes := reports.Diff(before, after)
	switch format {
	case "text":
		err = reports.DiffText(a.out, changes)
	case "markdown":
		err = reports.DiffMarkdown(a.out, before, after, changes)
	case "json":
		if changes == nil {
			changes = []reports.Change{}
		}
		e := json.NewEncoder(a.out)
		e.SetIndent("", "  ")
		err = e.Encode(changes)
	default:
		return unknownOf("format", format, []string{"text", "markdown", "json"})
	}
	if err != nil {
		return unwritten("on standard output", err, "")
	}
	if reports.Worse(changes) {
		return exitStatus(exitNonconformant)
	}
	return nil
}
