package main

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/reports"
)

// reportFlags say how to render a saved report again.
type reportFlags struct {
	format, out string
	canonical   bool
}

func (a *app) reportCommand() *cobra.Command {
	f := &reportFlags{}
	cmd := &cobra.Command{
		Use: "report FILE", Short: "render a saved JSON report again",
		Long: `Report reads a JSON report that a run wrote, - for standard input, and renders it
in another format. The exit code says whether that was possible, and nothing about
the server.`,
		Example: `  p2conform report report.json
  p2conform report report.json --format markdown --out report.md
  diff <(p2conform report a.json --format json --canonical) <(p2conform report b.json --format json --canonical)`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("name the JSON file that a run wrote, or - for standard input", "report takes one file, got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return []cobra.Completion{"json"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.rerender(args[0], f) },
	}
	s := cmd.Flags()
	s.StringVar(&f.format, "format", terminalFormat, "the `FORMAT`: "+join(formatNames(), "or"))
	s.StringVar(&f.out, "out", toStdout, "the `FILE` to write to; - is standard output")
	s.BoolVar(&f.canonical, "canonical", false, "leave out what differs from run to run: times, durations, random values")
	complete(cmd, "format", fixed(formatNames()...))
	cmd.AddCommand(a.mergeCommand(), a.diffCommand(), a.meetingsCommand())
	return cmd
}

func (a *app) rerender(path string, f *reportFlags) error {
	format, err := reports.Lookup(f.format)
	if err != nil {
		return usage("", "--format: %v", err)
	}
	d, err := a.decode(path)
	if err != nil {
		return err
	}
	if f.out == toStdout {
		if err := a.render(format, f.canonical, d); err != nil {
			return unwritten("on standard output", err, "")
		}
		return nil
	}
	if f.canonical {
		d = reports.Canonical(d)
	}
	file := destination{format: format, path: f.out}
	if err := file.prepare(); err != nil {
		return err
	}
	if err := file.write(func(w io.Writer) error { return format.Render(w, d) }); err != nil {
		return unwritten(f.out, err, "")
	}
	return nil
}

// decode reads a saved report; - is standard input.
func (a *app) decode(path string) (*reports.Document, error) {
	in, name := a.in, "standard input"
	if path != toStdout {
		file, err := os.Open(path)
		if err != nil {
			return nil, usage("name the JSON file that a run wrote", "the report %s cannot be read: %v", path, plainPath(err))
		}
		defer file.Close() // it was only read
		in, name = file, path
	}
	d, err := reports.Decode(in)
	switch {
	case errors.Is(err, reports.ErrTooLarge):
		return nil, usage("", "%s: %v", name, err)
	case err != nil:
		return nil, usage("name the JSON report of p2conform run --report json=FILE; other formats cannot be read back", "%s: %v", name, err)
	}
	return d, nil
}
