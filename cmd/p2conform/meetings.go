package main

import (
	"encoding/json"
	"io"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/reports"
)

func (a *app) meetingsCommand() *cobra.Command {
	format := "text"
	formats := []string{"text", "markdown", "json"}
	cmd := &cobra.Command{
		Use: "matrix FILE…", Short: "put runs between two servers into one table",
		Long: `Matrix reads the JSON reports of runs between two servers, as run --peer writes them,
and makes one table of them: a row for each server that was visited, a column for each
whose actors came, and what it came to. The exit code says whether that was possible,
and nothing about the servers.`,
		Example: `  p2conform run --config a.yaml --peer b.yaml --report json=ab.json
  p2conform report matrix ab.json ab.back.json --format markdown`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("name the JSON files that the runs wrote", "matrix takes at least one file")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.meetings(args, format, formats) },
	}
	cmd.Flags().StringVar(&format, "format", format, "how to write it: text, markdown or json")
	complete(cmd, "format", fixed(formats...))
	return cmd
}

func (a *app) meetings(paths []string, format string, formats []string) error {
	var docs []*reports.Document
	for _, path := range paths {
		d, err := a.decode(path)
		if err != nil {
			return err
		}
		docs = append(docs, d)
	}
	m, err := reports.Meet(docs)
	if err != nil {
		return usage("name reports that run --peer wrote", "%v", err)
	}
	var write func(io.Writer) error
	switch format {
	case "text":
		write = m.Text
	case "markdown":
		write = m.Markdown
	case "json":
		write = func(w io.Writer) error {
			e := json.NewEncoder(w)
			e.SetIndent("", "  ")
			return e.Encode(m)
		}
	default:
		return unknownOf("format", format, formats)
	}
	if err := write(a.out); err != nil {
		return unwritten("on standard output", err, "")
	}
	return nil
}
