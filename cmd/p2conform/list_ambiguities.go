package main

import (
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/suites"
)

// listedAmbiguity is an entry of the register, with what finds it out.
type listedAmbiguity struct {
	ID       string          `json:"id"`
	Title    string          `json:"title"`
	Places   []listedPlace   `json:"places"`
	Question string          `json:"question"`
	Impact   string          `json:"impact"`
	Erratum  bool            `json:"erratum"`
	Readings []listedReading `json:"readings"`
	// Wire says that the reading shows in what a server does. Probe is how to
	// find it out, and Probes are the checks that do, and the preflight; Unprobed
	// says why none does.
	Wire     bool     `json:"wire"`
	Probe    string   `json:"probe,omitempty"`
	Probes   []string `json:"probes"`
	Unprobed string   `json:"unprobed,omitempty"`
	Accepts  string   `json:"accepts"`
	Proposal string   `json:"proposal"`
	Issue    string   `json:"issue,omitempty"`
}

type listedPlace struct {
	Doc     string `json:"doc"`
	Section string `json:"section"`
	Link    string `json:"link"`
}

type listedReading struct {
	ID   string `json:"id"`
	Says string `json:"says"`
	// Fails marks what no server passes with, and Variant what the reference home
	// server can be switched to.
	Fails   bool `json:"fails"`
	Variant bool `json:"variant"`
}

func listedEntry(e ambiguity.Entry) listedAmbiguity {
	item := listedAmbiguity{
		ID: string(e.ID), Title: e.Title, Question: e.Question, Impact: e.Impact.String(), Erratum: e.Erratum(),
		Wire: e.Wire, Probe: e.Probe, Probes: probesOf(e.ID), Unprobed: suites.WhyUnprobed(e), Accepts: e.Accepts, Proposal: e.Proposal, Issue: e.Issue,
	}
	for _, place := range e.Places {
		item.Places = append(item.Places, listedPlace{place.Doc, place.Section, place.URL()})
	}
	variants := variantsOf(e.ID)
	for _, r := range e.Readings {
		item.Readings = append(item.Readings, listedReading{r.ID, r.Says, r.Fails, slices.Contains(variants, r.ID)})
	}
	return item
}

// row is an ambiguity for people, in cells; verbose names its readings, and says why
// nothing finds them out.
func (a listedAmbiguity) row(verbose bool) []string {
	readings := count(len(a.Readings), "reading")
	if a.Erratum {
		readings = "erratum"
	}
	row := []string{a.ID, a.Impact, readings, a.shown(), a.Title}
	if verbose {
		var ids []string
		for _, r := range a.Readings {
			ids = append(ids, r.ID)
		}
		row = append(row, strings.Join(ids, ", "))
		if a.Unprobed != "" {
			row = append(row, a.Unprobed)
		}
	}
	return row
}

// shown says whether the reading of a server can be seen, and whether it is.
func (a listedAmbiguity) shown() string {
	switch {
	case len(a.Probes) > 0:
		return "probed"
	case a.Wire:
		return "on the wire"
	}
	return "off the wire"
}

func listEntries(entries []ambiguity.Entry, verbose bool) listing {
	l, items := listing{name: "ambiguities"}, []listedAmbiguity{}
	for _, e := range entries {
		item := listedEntry(e)
		items, l.rows = append(items, item), append(l.rows, item.row(verbose))
	}
	l.items = items
	return l
}
