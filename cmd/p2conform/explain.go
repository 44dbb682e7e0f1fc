package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/nearest"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain ID",
		Short: "say what a check, a requirement, an ambiguity, a profile, a suite or a fault is",
		Long: `Explain says what something is: what the server has to do, where the
specification says so, what decides it, and how to run that.`,
		Example: `  p2conform explain identity.issue.granted
  p2conform explain core.idcert.session-id.length
  p2conform explain A-033
  p2conform explain identity
  p2conform explain session-id-any-length`,
		ValidArgsFunction: everyName,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("name a check, a requirement, an ambiguity, a profile, a suite or a fault; p2conform list shows them",
					"explain takes one name, got %d", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			p := &page{width: columns(a.out)}
			if !p.explain(args[0]) {
				return unknownName(args[0])
			}
			if err := p.writeTo(a.out); err != nil {
				return unwritten("on standard output", err, "")
			}
			return nil
		},
	}
}

// explain writes about everything that has the name, and reports whether there
// is anything.
func (p *page) explain(name string) bool {
	before := p.b.Len()
	apart := func() {
		if p.b.Len() > before {
			p.line("")
		}
	}
	for _, c := range suites.All() {
		if c.ID == name {
			p.check(c)
		}
	}
	if r, ok := catalog.ByID(requirement.ID(name)); ok {
		apart()
		p.requirement(r)
	}
	if e, err := ambiguity.ByID(ambiguity.ID(strings.ToUpper(name))); err == nil {
		apart()
		p.ambiguity(e)
	}
	if slices.Contains(profileNames(), name) {
		apart()
		p.profile(requirement.Profile(name))
	}
	if checks := checksOfSuite(name); len(checks) > 0 {
		apart()
		p.suite(name, checks)
	}
	for _, f := range homeserver.Faults() {
		if f.Name == name {
			apart()
			p.fault(f)
		}
	}
	return p.b.Len() > before
}

func unknownName(name string) error {
	names := idsOf(suites.All())
	names = append(names, requirementIDs()...)
	for _, e := range ambiguity.All {
		names = append(names, string(e.ID))
	}
	names = append(names, profileNames()...)
	for _, f := range homeserver.Faults() {
		names = append(names, f.Name)
	}
	hint := didYouMean(nearest.Names(name, names))
	if hint == "" {
		hint = "p2conform list " + join(listings, "or") + " shows the names"
	}
	return usage(hint, "nothing has the name %q", name)
}
