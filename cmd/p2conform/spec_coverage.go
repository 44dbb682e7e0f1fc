package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/reports/coverage"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// coverageFlags choose requirements, and how to write what became of them.
type coverageFlags struct {
	profiles, docs, levels []string
	version                string
	format                 string
}

func (a *app) specCoverageCommand() *cobra.Command {
	f := &coverageFlags{}
	cmd := &cobra.Command{
		Use: "coverage", Short: "say how much of the specification is checked",
		Long: `Coverage counts the requirements of the specification by document, section, level,
profile and what it takes to decide them: with a check, without one yet, and out
of reach, since only a client shows them or nobody outside the server does. It says
why what could be decided is not, how many ambiguities have something that finds
out how a server reads them, and why the others have nothing.

Text names what is missing with --verbose; the other formats always do. A choice of
requirements leaves the ambiguities out.`,
		Example: `  p2conform spec coverage
  p2conform spec coverage --profile identity --level must --verbose
  p2conform spec coverage -o html > coverage.html`,
		Args: noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			s, err := f.source()
			if err != nil {
				return err
			}
			d := coverage.New(s)
			return a.showIn(f.format, []form{
				{"text", func(w io.Writer) error {
					return coverage.PlainText(w, d, coverage.TextOptions{Verbose: a.verbose})
				}},
				{"json", func(w io.Writer) error { return coverage.JSON(w, d) }},
				{"markdown", func(w io.Writer) error { return coverage.Markdown(w, d) }},
				{"html", func(w io.Writer) error { return coverage.HTML(w, d) }},
			})
		},
	}
	s := cmd.Flags()
	s.StringArrayVar(&f.profiles, "profile", nil, "count the requirements of the profile `NAME` only; repeatable")
	s.StringArrayVar(&f.docs, "doc", nil, "count those of the document `NAME` only: "+join(docNames(), "or")+"; repeatable")
	s.StringArrayVar(&f.levels, "level", nil, "count those of the level `NAME` only: "+join(levelNames(), "or")+"; repeatable")
	specVersionFlag(cmd, &f.version, "count what is required in the version")
	formatsFlag(cmd, &f.format, "text", "json", "markdown", "html")
	complete(cmd, "profile", fixed(profileNames()...))
	complete(cmd, "doc", fixed(docNames()...))
	complete(cmd, "level", fixed(levelNames()...))
	return cmd
}

func docNames() []string {
	var names []string
	for _, v := range catalog.Versions {
		names = append(names, v.Doc)
	}
	return names
}

// levelNames are as in the labels of checks.
func levelNames() []string {
	var names []string
	for l := requirement.Must; l <= requirement.May; l++ {
		names = append(names, levelName(l))
	}
	return names
}

func levelName(l requirement.Level) string {
	return strings.ReplaceAll(strings.ToLower(l.String()), " ", "-")
}

// source puts together what the coverage is made of. Names of one kind add up,
// and kinds narrow each other.
func (f *coverageFlags) source() (coverage.Source, error) {
	version, err := knownVersion(f.version)
	if err != nil {
		return coverage.Source{}, err
	}
	build := thisBuild()
	s := coverage.Source{
		Suite: reports.Suite{Version: build.Version, Commit: build.Commit},
		Spec:  reports.Spec{Prose: catalog.Prose, API: version, Digest: run.Digest(version)},
		Why:   suites.WhyPending, Requirements: catalog.Of(version), Checks: checksByRequirement(), Faults: faultsByRequirement(),
	}
	var said []string
	for _, k := range []struct {
		noun        string
		wanted, all []string
		of          func(requirement.Requirement) string
	}{
		{"profile", f.profiles, profileNames(), func(r requirement.Requirement) string { return string(r.Profile) }},
		{"document", f.docs, docNames(), func(r requirement.Requirement) string { return r.Ref.Doc }},
		{"level", f.levels, levelNames(), func(r requirement.Requirement) string { return levelName(r.Level) }},
	} {
		if len(k.wanted) == 0 {
			continue
		}
		for _, name := range k.wanted {
			if !slices.Contains(k.all, name) {
				return s, unknownOf(k.noun, name, k.all)
			}
		}
		s.Requirements = slices.DeleteFunc(s.Requirements, func(r requirement.Requirement) bool { return !slices.Contains(k.wanted, k.of(r)) })
		said = append(said, k.noun+" "+join(k.wanted, "or"))
	}
	if len(said) > 0 {
		s.Selection = strings.Join(said, ", ")
		if len(s.Requirements) == 0 {
			return s, usage("leave one of the flags out", "nothing is selected: there is no requirement of %s", s.Selection)
		}
		return s, nil
	}
	s.Entries, s.WhyUnprobed = ambiguity.All, suites.WhyUnprobed
	s.Probes, s.Variants = map[ambiguity.ID][]string{}, map[ambiguity.ID][]string{}
	for _, e := range ambiguity.All {
		s.Probes[e.ID], s.Variants[e.ID] = probesOf(e.ID), variantsOf(e.ID)
	}
	return s, nil
}

func checksByRequirement() map[requirement.ID][]string {
	m := map[requirement.ID][]string{}
	for _, c := range suites.All() {
		for _, r := range c.Decides {
			m[r.ID] = append(m[r.ID], c.ID)
		}
	}
	return m
}

func faultsByRequirement() map[requirement.ID][]string {
	m := map[requirement.ID][]string{}
	for _, f := range homeserver.Faults() {
		for _, id := range f.Breaks {
			m[id] = append(m[id], f.Name)
		}
	}
	return m
}
