package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// ambiguityFlags choose entries of the register, and how to write them.
type ambiguityFlags struct {
	wire, unprobed, erratum, all bool
	impacts                      []string
	format                       string
}

func (a *app) specAmbiguitiesCommand() *cobra.Command {
	f := &ambiguityFlags{}
	cmd := &cobra.Command{
		Use: "ambiguities [ID...]", Short: "list where the specification can be read in two ways, or write it for its authors",
		Long: `Ambiguities lists the places where the specification can be read in more than one
way, or is wrong: the impact when two servers differ, the readings, whether the
reading of a server shows on the wire, and whether something finds it out; with
--verbose what the readings are called, too, and why nothing finds them out.

With an ID it writes that place as a text that can be filed with the authors of the
specification. With --all, or -o markdown, it writes all that the flags choose as
one document for them: contents first, errata apart from open questions, by
document and chapter, the worst impact first.`,
		Example: `  p2conform spec ambiguities --impact security --unprobed
  p2conform spec ambiguities A-033
  p2conform spec ambiguities --all > ambiguities.md`,
		ValidArgsFunction: ambiguityNames,
		RunE: func(c *cobra.Command, args []string) error {
			entries, err := f.choose(args)
			if err != nil {
				return err
			}
			text := listEntries(entries, a.verbose).text
			document := func(w io.Writer) error {
				_, err := io.WriteString(w, ambiguity.Document(entries, suites.WhyUnprobed, textsRead()...))
				return err
			}
			if len(args) == 1 {
				document = func(w io.Writer) error {
					_, err := io.WriteString(w, entries[0].Markdown(suites.WhyUnprobed(entries[0])))
					return err
				}
			}
			if f.all || len(args) > 0 {
				text = document
			}
			return a.showIn(f.format, []form{
				{"text", text},
				{"json", func(w io.Writer) error { return writeJSON(w, listEntries(entries, a.verbose).items) }},
				{"markdown", document},
			})
		},
	}
	s := cmd.Flags()
	s.BoolVar(&f.wire, "wire", false, "choose those of which the reading shows in what a server does")
	s.BoolVar(&f.unprobed, "unprobed", false, "choose those that show and that nothing finds out yet")
	s.BoolVar(&f.erratum, "erratum", false, "choose those where the text is wrong, and not open")
	s.StringArrayVar(&f.impacts, "impact", nil, "choose those with the impact `NAME`: "+join(impactNames(), "or")+"; repeatable")
	s.BoolVar(&f.all, "all", false, "write what is chosen as one document")
	formatsFlag(cmd, &f.format, "text", "json", "markdown")
	complete(cmd, "impact", fixed(impactNames()...))
	return cmd
}

// textsRead are the versions that the register is about.
func textsRead() []string {
	var texts []string
	for _, v := range catalog.Versions {
		texts = append(texts, fmt.Sprintf("%s %s: `%s` of `%s` at `%s`", v.Doc, v.Version, v.Path, v.Repository, v.Commit))
	}
	return texts
}

func impactNames() []string {
	var names []string
	for i := requirement.Security; i <= requirement.Cosmetic; i++ {
		names = append(names, i.String())
	}
	return names
}

func ambiguityNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, e := range ambiguity.All {
		out = append(out, cobra.CompletionWithDesc(string(e.ID), e.Title))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// choose returns the entries that were named, or those that the flags choose.
func (f *ambiguityFlags) choose(ids []string) ([]ambiguity.Entry, error) {
	for _, impact := range f.impacts {
		if !slices.Contains(impactNames(), impact) {
			return nil, unknownOf("impact", impact, impactNames())
		}
	}
	filtered := f.wire || f.unprobed || f.erratum || len(f.impacts) > 0
	if len(ids) > 0 {
		if filtered || f.all {
			return nil, usage("leave out the flags, or the IDs", "an ambiguity was named, and a flag chooses others")
		}
		return named(ids)
	}
	entries := slices.DeleteFunc(slices.Clone(ambiguity.All), func(e ambiguity.Entry) bool { return !f.match(e) })
	if len(entries) == 0 {
		return nil, usage("each of the flags narrows the choice; leave one out", "no ambiguity is all of that")
	}
	return entries, nil
}

// named returns the entries with the ids, in the order of the register.
func named(ids []string) ([]ambiguity.Entry, error) {
	var all []string
	for _, e := range ambiguity.All {
		all = append(all, string(e.ID))
	}
	wanted := map[string]bool{}
	for _, id := range ids {
		id = strings.ToUpper(id)
		if !slices.Contains(all, id) {
			return nil, unknown("ambiguity", id, all, "ambiguities")
		}
		wanted[id] = true
	}
	return slices.DeleteFunc(slices.Clone(ambiguity.All), func(e ambiguity.Entry) bool { return !wanted[string(e.ID)] }), nil
}

func (f *ambiguityFlags) match(e ambiguity.Entry) bool {
	switch {
	case f.wire && !e.Wire,
		f.unprobed && (!e.Wire || e.Erratum() || len(probesOf(e.ID)) > 0),
		f.erratum && !e.Erratum(),
		len(f.impacts) > 0 && !slices.Contains(f.impacts, e.Impact.String()):
		return false
	}
	return true
}
