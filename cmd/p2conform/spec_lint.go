package main

import (
	"cmp"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/lint"
	"github.com/p2conform/p2conform/spec/openapi"
)

// lintFlags say what is looked at.
type lintFlags struct {
	api, version, core string
	strict             bool
	format             string
}

func (a *app) specLintCommand() *cobra.Command {
	f := &lintFlags{}
	cmd := &cobra.Command{
		Use: "lint", Short: "find contradictions in the texts",
		Long: `Lint looks for what contradicts itself in the specification's texts: in the API
document as it is published, without our corrections, and with --core in the prose
too, alone and beside the API document. Each finding names the entry of the register
of ambiguities that has it, if one does.

The exit code is 0 whatever is found, for it is the text's fault and not yours; with
--strict it is 1 if there is anything that the register does not have.`,
		Example: `  p2conform spec lint
  p2conform spec lint --core core.md
  p2conform spec lint --spec-version beta.1
  p2conform spec lint --api openapi.yaml --strict -o json`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if f.api != "" && c.Flags().Changed("spec-version") {
				return usage("leave one of them out", "--spec-version chooses among our copies, and --api names another document")
			}
			texts, err := f.read()
			if err != nil {
				return err
			}
			found := lint.Run(texts)
			if err := a.show(f.format, lintReport(found), func(w io.Writer) error {
				p := &page{width: columns(a.out)}
				p.lint(found)
				return p.writeTo(w)
			}); err != nil {
				return err
			}
			if f.strict && !lint.Known(found) {
				return exitStatus(exitNonconformant)
			}
			return nil
		},
	}
	textFlag(cmd, &f.api, "api", "the API document, a `FILE` in YAML or JSON; our copy if left out", "yaml", "yml", "json")
	specVersionFlag(cmd, &f.version, "the version of our copy")
	textFlag(cmd, &f.core, "core", "the core protocol's prose, a `FILE` in Markdown", "md")
	cmd.Flags().BoolVar(&f.strict, "strict", false, "exit with 1 if there is a finding that the register does not have")
	formatFlag(cmd, &f.format)
	return cmd
}

// read reads the texts.
func (f *lintFlags) read() (lint.Texts, error) {
	var t lint.Texts
	text, err := f.document()
	if err != nil {
		return t, err
	}
	api, err := lint.ReadAPI(text)
	if err != nil {
		return t, usage(apiHint, "--api %s: %v", cmp.Or(f.api, "(our copy)"), err)
	}
	t.API = api
	if f.core != "" {
		t.Prose, err = readProse("core", f.core)
	}
	return t, err
}

// document is the API document that was named, or our copy of a version.
func (f *lintFlags) document() ([]byte, error) {
	if f.api != "" {
		return readText("api", f.api, apiHint)
	}
	version, err := knownVersion(f.version)
	if err != nil {
		return nil, err
	}
	return openapi.Raw(version)
}

// linted is what -o json writes.
type linted struct {
	Findings     []lint.Finding `json:"findings"`
	Registered   int            `json:"registered"`
	Unregistered int            `json:"unregistered"`
	Rules        []lint.Rule    `json:"rules"`
}

func lintReport(found []lint.Finding) linted {
	r := linted{Findings: found, Rules: lint.Rules}
	for _, f := range found {
		if f.Ambiguity == "" {
			r.Unregistered++
		} else {
			r.Registered++
		}
	}
	return r
}

// lint writes the findings, for people: by rule.
func (p *page) lint(found []lint.Finding) {
	for _, rule := range lint.Rules {
		begun := false
		for _, f := range found {
			if f.Rule != rule.ID {
				continue
			}
			if !begun {
				p.line("%s (%s): %s", rule.ID, rule.Severity, rule.Says)
				begun = true
			}
			p.finding(f)
		}
		if begun {
			p.line("")
		}
	}
	severities := map[lint.Severity]int{}
	for _, f := range found {
		severities[f.Severity]++
	}
	r := lintReport(found)
	p.line("%s: %s, %s, %s; %d registered, %d not", count(len(found), "finding"),
		count(severities[lint.Error], "error"), count(severities[lint.Warning], "warning"), count(severities[lint.Note], "note"),
		r.Registered, r.Unregistered)
}

func (p *page) finding(f lint.Finding) {
	p.hang("  ", "    ", reports.Visible(placeOf(f.Place)+": "+f.What))
	if f.Ambiguity == "" {
		p.line("    not registered")
		return
	}
	title := ""
	if e, err := ambiguity.ByID(f.Ambiguity); err == nil {
		title = ": " + e.Title
	}
	p.hang("    ", "      ", "registered as "+string(f.Ambiguity)+title)
}

// placeOf names a place for people.
func placeOf(at lint.Place) string {
	words := at.Doc + " " + at.Section
	switch {
	case at.Line > 0:
		words += ", line " + strconv.Itoa(at.Line)
	case at.Section == "":
		words = "API"
	default:
		words = at.Section
	}
	if at.Detail != "" {
		words += ", " + strings.TrimSpace(at.Detail)
	}
	return words
}
