package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
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
	var format string
	var chosen choice
	cmd := &cobra.Command{
		Use:   "list [checks|requirements|profiles|suites|faults|ambiguities]",
		Short: "list what there is, checks if nothing else is named",
		Long: `List shows what there is: the checks, the requirements that they decide, the
profiles that a server can be certified for, the suites, the faults of the
reference home server, and the places where the specification can be read in two
ways. The flags that choose checks choose here what run would run.`,
		Example: `  p2conform list
  p2conform list requirements
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
			l, err := listOf(name, &chosen, c)
			if err != nil {
				return err
			}
			return a.show(format, l.items, l.text)
		},
	}
	chosen.flags(cmd)
	formatFlag(cmd, &format)
	return cmd
}

func listOf(name string, chosen *choice, c *cobra.Command) (listing, error) {
	if name == "checks" {
		return listChecks(chosen)
	}
	for _, flag := range []string{"check", "requirement", "suite", "profile", "select"} {
		if c.Flags().Changed(flag) {
			return listing{}, usage("leave it out, or list checks", "--%s chooses among checks", flag)
		}
	}
	switch name {
	case "requirements":
		return listRequirements(), nil
	case "profiles":
		return listProfiles(), nil
	case "suites":
		return listSuites(), nil
	case "faults":
		return listFaults(), nil
	case "ambiguities":
		return listAmbiguities(), nil
	}
	hint := didYouMean(nearest(name, listings))
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

func listChecks(chosen *choice) (listing, error) {
	checks, _, _, err := chosen.apply(suites.All())
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
	ID      requirement.ID      `json:"id"`
	Level   requirement.Level   `json:"level"`
	Subject requirement.Subject `json:"subject"`
	Impact  requirement.Impact  `json:"impact"`
	Profile requirement.Profile `json:"profile"`
	Doc     string              `json:"doc"`
	Section string              `json:"section"`
	Link    string              `json:"link"`
	Says    string              `json:"says"`
	Note    string              `json:"note,omitempty"`
	Checks  []string            `json:"checks"`
	Faults  []string            `json:"faults"`
}

func listRequirements() listing {
	l, items := listing{name: "requirements"}, []listedRequirement{}
	for _, r := range catalog.All() {
		item := listedRequirement{
			r.ID, r.Level, r.Subject, r.Impact, r.Profile, r.Ref.Doc, r.Ref.Section, r.Ref.URL(), r.Says, r.Note,
			idsOf(checksOf(r.ID)), faultsOf(r.ID),
		}
		items = append(items, item)
		l.rows = append(l.rows, []string{string(r.ID), r.Level.String(), r.Ref.String(), count(len(item.Checks), "check"), r.Says})
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

func listProfiles() listing {
	l, items := listing{name: "profiles"}, []listedGroup{}
	for _, p := range requirement.Profiles {
		certified := slices.Contains(suites.Certified, p)
		g := listedGroup{string(p), len(checksOfProfile(p)), len(catalog.OfProfile(p)), &certified}
		items, l.rows = append(items, g), append(l.rows, g.row())
	}
	l.items = items
	return l
}

func listSuites() listing {
	l, items := listing{name: "suites"}, []listedGroup{}
	for _, name := range suiteNames(suites.All()) {
		g := listedGroup{Name: name}
		decided := map[requirement.ID]bool{}
		for _, c := range checksOfSuite(name) {
			g.Checks++
			for _, r := range c.Decides {
				decided[r.ID] = true
			}
		}
		g.Requirements = len(decided)
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

type listedAmbiguity struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Question string   `json:"question"`
	Impact   string   `json:"impact"`
	Readings []string `json:"readings"`
}

func listAmbiguities() listing {
	l, items := listing{name: "ambiguities"}, []listedAmbiguity{}
	for _, e := range ambiguity.All {
		item := listedAmbiguity{string(e.ID), e.Title, e.Question, e.Impact.String(), nil}
		for _, r := range e.Readings {
			item.Readings = append(item.Readings, r.ID)
		}
		items = append(items, item)
		l.rows = append(l.rows, []string{item.ID, item.Impact, count(len(item.Readings), "reading"), item.Title})
	}
	l.items = items
	return l
}
