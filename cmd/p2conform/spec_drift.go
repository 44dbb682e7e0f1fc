package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/spec/drift"
)

// driftFlags name the other version of the texts.
type driftFlags struct {
	core, auth, mls, api string
	format               string
}

func (a *app) specDriftCommand() *cobra.Command {
	f := &driftFlags{}
	cmd := &cobra.Command{
		Use: "drift --core FILE --api FILE", Short: "hold another version of the texts against the one that was read",
		Long: `Drift says what another version of the specification's texts changes: statements of
the catalogue whose paragraph was reworded, has moved or is gone; new sentences that
may bind somebody; operations, parameters, schemas and so on that are new, gone or
different, and which requirements cite them. Any of the four texts will do.

The exit code is 0 if there is nothing to be read again, 1 if there is, and 2 if a
file is not what it is meant to be. Paragraphs that nothing cites and that bind
nobody are counted, and make no difference.`,
		Example: `  p2conform spec drift --core core.md --api polyproto.core-v1.0-beta.3.yaml
  p2conform spec drift --api openapi.yaml -o markdown`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error {
			r, err := a.drift(f)
			if err != nil {
				return err
			}
			if err := a.showDrift(f.format, r); err != nil {
				return err
			}
			if r.Drifted() {
				return exitStatus(exitNonconformant)
			}
			return nil
		},
	}
	textFlag(cmd, &f.core, "core", "the core protocol's prose, a `FILE` in Markdown", "md")
	textFlag(cmd, &f.api, "api", "the API document, a `FILE` in YAML or JSON", "yaml", "yml", "json")
	textFlag(cmd, &f.auth, "auth", "the prose of polyproto-auth, a `FILE` in Markdown", "md")
	textFlag(cmd, &f.mls, "mls", "the prose of polyproto-mls, a `FILE` in Markdown", "md")
	cmd.Flags().StringVarP(&f.format, "output", "o", "text", "how to write it: text, json or markdown")
	complete(cmd, "output", fixed("text", "json", "markdown"))
	return cmd
}

// drift reads the files and compares them.
func (a *app) drift(f *driftFlags) (drift.Report, error) {
	var r drift.Report
	if f.format != "text" && f.format != "json" && f.format != "markdown" {
		return r, usage("write -o text, -o json or -o markdown", "unknown output format %q", f.format)
	}
	if f.core+f.auth+f.mls+f.api == "" {
		return r, usage("as in p2conform spec drift --core core.md", "name a text: --core, --api, --auth or --mls")
	}
	for _, text := range []struct{ doc, path string }{{"core", f.core}, {"auth", f.auth}, {"mls", f.mls}} {
		if text.path == "" {
			continue
		}
		d, err := readProse(text.doc, text.path)
		if err != nil {
			return r, err
		}
		p, err := drift.OfProse(text.doc, d)
		if err != nil {
			return r, err
		}
		if p.Foreign() {
			a.note(fmt.Sprintf("hardly a paragraph of --%s %s is known: it may be another document", text.doc, text.path))
		}
		r.Prose = append(r.Prose, p)
	}
	if f.api != "" {
		text, err := readText("api", f.api, apiHint)
		if err != nil {
			return r, err
		}
		d, err := drift.OfAPI(text)
		if err != nil {
			return r, usage(apiHint, "--api %s: %v", f.api, err)
		}
		r.API = &d
	}
	return r, nil
}

// showDrift writes a report as -o says.
func (a *app) showDrift(format string, r drift.Report) error {
	text := func(w io.Writer) error {
		p := &page{width: columns(a.out)}
		p.drift(r)
		return p.writeTo(w)
	}
	if format == "markdown" {
		format, text = "text", func(w io.Writer) error { return drift.Markdown(w, r) }
	}
	return a.show(format, r, text)
}
