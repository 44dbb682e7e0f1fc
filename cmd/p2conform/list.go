package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/nearest"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// listing is one kind of thing that can be listed.
type listing struct {
	name string
	// rows are for people, a cell for each column; items are for JSON.
	rows  [][]string
	items any
}

var listings = []string{"checks", "requirements", "profiles", "suites", "faults", "ambiguities"}

func (a *app) listCommand() *cobra.Command {
	var format, version string
	var chosen choice
	cmd := &cobra.Command{
		Use:   "list [checks|requirements|profiles|suites|faults|ambiguities]",
		Short: "list what there is, checks if nothing else is named",
		Long: `List shows what there is: the checks, the requirements that they decide, the
profiles that a server can be certified for, the suites, the faults of the
reference home server, and the places where the specification can be read in two
ways. The flags that choose checks choose here what run would run, and
--spec-version leaves out what other versions of the API document require. With
--verbose, ambiguities are listed with what their readings are called.`,
		Example: `  p2conform list
  p2conform list requirements
  p2conform list requirements --spec-version beta.1
  p2conform list checks --profile identity -o json`,
		ValidArgsFunction: fixed(listings...),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("the kinds are "+join(listings, "and"), "list shows one kind at a time, got %q and %q", args[0], args[1])
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			name := "checks"
			if len(args) == 1 {
				name = args[0]
			}
			var err error
			if version, err = knownVersion(version); err != nil {
				return err
			}
			l, err := listOf(name, version, &chosen, c, a.verbose)
			if err != nil {
				return err
			}
			return a.show(format, l.items, l.text)
		},
	}
	chosen.flags(cmd)
	specVersionFlag(cmd, &version, "what is required in the version")
	formatFlag(cmd, &format)
	return cmd
}

func listOf(name, version string, chosen *choice, c *cobra.Command, verbose bool) (listing, error) {
	if name == "checks" {
		return listChecks(version, chosen)
	}
	for _, flag := range []string{"check", "requirement", "suite", "profile", "select"} {
		if c.Flags().Changed(flag) {
			return listing{}, usage("leave it out, or list checks", "--%s chooses among checks", flag)
		}
	}
	switch name {
	case "requirements":
		return listRequirements(version), nil
	case "profiles":
		return listProfiles(version), nil
	case "suites":
		return listSuites(version), nil
	}
	if c.Flags().Changed("spec-version") {
		return listing{}, usage("leave it out, or list checks, requirements, profiles or suites", "--spec-version chooses among what is required")
	}
	switch name {
	case "faults":
		return listFaults(), nil
	case "ambiguities":
		return listEntries(ambiguity.All, verbose), nil
	}
	hint := didYouMean(nearest.Names(name, listings))
	if hint == "" {
		hint = "the kinds are " + join(listings, "and")
	}
	return listing{}, usage(hint, "there are no %q to list", name)
}

func (l listing) text(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, row := range l.rows {
		for i, cell := range row {
			if i > 0 {
				fmt.Fprint(t, "\t")
			}
			fmt.Fprint(t, cell)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

type listedCheck struct {
	ID           string   `json:"id"`
	Title        string   `json:"title"`
	Suite        string   `json:"suite"`
	Level        string   `json:"level"`
	Impact       string   `json:"impact"`
	Requirements []string `json:"requirements"`
	Needs        []string `json:"needs"`
	Labels       []string `json:"labels"`
}

func listChecks(version string, chosen *choice) (listing, error) {
	checks, _, _, err := chosen.apply(checksIn(version))
	if err != nil {
		return listing{}, err
	}
	l, items := listing{name: "checks"}, []listedCheck{}
	for _, c := range checks {
		l.rows = append(l.rows, []string{c.ID, c.Level().String(), c.Impact().String(), c.Title})
		items = append(items, listedCheck{
			c.ID, c.Title, c.Suite(), c.Level().String(), c.Impact().String(), decidedBy(c), needs(c.Needs), c.Labels(),
		})
	}
	l.items = items
	return l, nil
}

type listedRequirement struct {
	reports.Requirement
	Checks []string `json:"checks"`
	Faults []string `json:"faults"`
}

func listRequirements(version string) listing {
	l, items := listing{name: "requirements"}, []listedRequirement{}
	for _, r := range catalog.Of(version) {
		item := listedRequirement{reports.Describe(r), idsOf(checksOf(r.ID)), faultsOf(r.ID)}
		items = append(items, item)
		l.rows = append(l.rows, []string{
			string(r.ID), r.Level.String(), r.Ref.String(), r.Decided.String(), count(len(item.Checks), "check"), r.Says,
		})
	}
	l.items = items
	return l
}

type listedGroup struct {
	Name         string `json:"name"`
	Checks       int    `json:"checks"`
	Requirements int    `json:"requirements"`
	// Certified says of a profile that a run makes a claim about it.
	Certified *bool `json:"certified,omitempty"`
}

func (g listedGroup) row() []string {
	row := []string{g.Name, count(g.Checks, "check"), count(g.Requirements, "requirement")}
	if g.Certified != nil && !*g.Certified {
		row = append(row, "no claim yet")
	}
	return row
}

func listProfiles(version string) listing {
	l, items := listing{name: "profiles"}, []listedGroup{}
	for _, p := range requirement.Profiles {
		certified := slices.Contains(suites.Certified, p)
		g := listedGroup{string(p), len(checksOfProfile(p)), len(requirementsOf(p, version)), &certified}
		items, l.rows = append(items, g), append(l.rows, g.row())
	}
	l.items = items
	return l
}

func listSuites(version string) listing {
	l, items := listing{name: "suites"}, []listedGroup{}
	for _, name := range suiteNames(suites.All()) {
		g := listedGroup{Name: name}
		decided := map[requirement.ID]bool{}
		for _, c := range checksOfSuite(name) {
			g.Checks++
			for _, r := range c.Decides {
				decided[r.ID] = decided[r.ID] || r.HoldsIn(version)
			}
		}
		for _, holds := range decided {
			if holds {
				g.Requirements++
			}
		}
		items, l.rows = append(items, g), append(l.rows, g.row())
	}
	l.items = items
	return l
}

type listedFault struct {
	Name   string   `json:"name"`
	Breaks []string `json:"breaks"`
	Checks []string `json:"checks"`
}

func listFaults() listing {
	l, items := listing{name: "faults"}, []listedFault{}
	for _, f := range homeserver.Faults() {
		items = append(items, listedFault{f.Name, broken(f), idsOf(checksAgainst(f))})
		l.rows = append(l.rows, []string{f.Name, "breaks " + join(broken(f), "and")})
	}
	l.items = items
	return l
}
