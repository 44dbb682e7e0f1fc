package coverage

import (
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/requirement"
)

// title stands over every form of the document.
const title = "What p2conform checks of the specification"

// What the three states are called, and what they mean.
var stateWords = []struct {
	State State
	// Column heads the counts, and Means explains it.
	Column, Means string
	// Cell draws it in a bar of text, and Symbol marks it in a page.
	Cell, Symbol string
}{
	{Checked, "with a check", "Some check decides it.", "█", "✓"},
	{Waiting, "no check yet", "It can be decided, and no check does.", "▒", "○"},
	{OutOfReach, "out of reach", "Only a client shows it, or nobody outside the server does.", "·", "–"},
}

// Of is the count of one state.
func (c Counts) Of(s State) int {
	switch s {
	case Checked:
		return c.Checked
	case Waiting:
		return c.Pending
	default:
		return c.OutOfReach
	}
}

// reasons is why requirements of one state have no check.
type reasons struct {
	ID, Title string
	State     State
	List      []Reason
}

// why lists the reasons of both states that have some.
func (d *Document) why() []reasons {
	all := []reasons{
		{"pending", "No check yet, and why", Waiting, d.Pending},
		{"out-of-reach", "Out of reach, and why", OutOfReach, d.OutOfReach},
	}
	return slices.DeleteFunc(all, func(r reasons) bool { return len(r.List) == 0 })
}

// row is one line of a table.
type row struct {
	Name   string
	Depth  int
	Counts Counts
}

// table is one way to divide the requirements.
type table struct {
	Title string
	Rows  []row
}

// tables are the ways but for documents.
func (d *Document) tables() []table {
	levels, means, profiles := table{Title: "By level"}, table{Title: "By what it takes to decide"}, table{Title: "By profile"}
	for _, g := range d.Levels {
		levels.Rows = append(levels.Rows, row{g.Name, 0, g.Counts})
	}
	for _, m := range d.Means {
		means.Rows = append(means.Rows, row{m.Decided.String(), 0, m.Counts})
		if m.Decided == requirement.Untestable {
			continue // its reasons are listed by themselves
		}
		for _, g := range m.By {
			means.Rows = append(means.Rows, row{g.Name, 1, g.Counts})
		}
	}
	for _, g := range d.Profiles {
		profiles.Rows = append(profiles.Rows, row{g.Name, 0, g.Counts})
	}
	return []table{levels, means, profiles}
}

// Name is what people call the document.
func (t Text) Name() string {
	if t.Doc == "api" {
		return "API " + t.Version
	}
	return t.Doc + " " + t.Version
}

// Heading is the section as a line, with its number if it has one.
func (s Section) Heading(doc string) string {
	if doc == "api" || s.Number == "0" {
		return s.Title
	}
	return s.Number + " " + s.Title
}

// summary is the document in two sentences.
func (d *Document) summary() string {
	c := d.Totals
	of := ""
	if d.Selection != "" {
		of = " of " + d.Selection
	}
	s := fmt.Sprintf("Of %s%s, %d have a check, %d have none yet, and %d are out of reach.",
		plural(c.Total, "requirement"), of, c.Checked, c.Pending, c.OutOfReach)
	if c.Decidable() > 0 {
		s += fmt.Sprintf(" That is %s of the %d that can be decided.", percent(c.Checked, c.Decidable()), c.Decidable())
	}
	return s
}

// Summary is the register in two sentences.
func (a *Ambiguities) Summary() string {
	c := a.Counts
	return fmt.Sprintf("Of %s, %d show on the wire: %d with a probe, %d without one yet. %d do not show, and %d are errata.",
		ambiguities(c.Total), c.OnWire(), c.Probed, c.Unprobed, c.OffWire, c.Errata)
}

// unprobedTitle stands above the reasons why nothing finds some ambiguities out.
const unprobedTitle = "Shown on the wire, without a probe, and why"

// titles are what the ambiguities are called.
func (a *Ambiguities) titles() map[ambiguity.ID]string {
	m := make(map[ambiguity.ID]string, len(a.Entries))
	for _, e := range a.Entries {
		m[e.ID] = e.Title
	}
	return m
}

// Summary is the readings in two sentences.
func (c ReadingCounts) Summary() string {
	return fmt.Sprintf("Of their %s, %d are those that the reference server is seen to take, and it can be switched to %d more; "+
		"%d fail, %d are missing, and %d do not show.", plural(c.Total, "reading"), c.Reference, c.Variant, c.Failing, c.Missing, c.OffWire)
}

// percent is a share as a whole number that is 0 or 100 only where it is none or
// all.
func percent(n, of int) string {
	p := (100*n + of/2) / of
	if n > 0 {
		p = max(p, 1)
	}
	if n < of {
		p = min(p, 99)
	}
	return fmt.Sprintf("%d %%", p)
}

// parts divides a width among the states as their counts are.
func (c Counts) parts(width int) []int {
	parts := make([]int, len(stateWords))
	sum, from := 0, 0
	for i, w := range stateWords {
		sum += c.Of(w.State)
		to := 0
		if c.Total > 0 {
			to = (2*width*sum + c.Total) / (2 * c.Total)
		}
		parts[i], from = to-from, to
	}
	return parts
}

// Symbol marks what became of the requirement.
func (r Requirement) Symbol() string {
	for _, w := range stateWords {
		if w.State == r.State {
			return w.Symbol
		}
	}
	return ""
}

// How says how the requirement is decided, with what that leaves open.
func (r Requirement) How() string {
	if r.By == "" || r.State == OutOfReach {
		return r.Decided.String()
	}
	return r.Decided.String() + ": " + r.By
}

// Words say what became of the ambiguity.
func (e Entry) Words() string {
	switch e.State {
	case Probed:
		return "probed"
	case Unprobed:
		return "no probe yet"
	case OffWire:
		return "does not show on the wire"
	default:
		return "erratum"
	}
}

// Words say what the reference server does with the reading; empty where none
// shows.
func (r Reading) Words() string {
	switch r.State {
	case Reference:
		return "the reference server's own"
	case Variant:
		return "the reference server can take it"
	case Failing:
		return "a server that reads it so does not pass"
	case Missing:
		return "the reference server does not show it yet"
	default:
		return ""
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func ambiguities(n int) string {
	return strings.Replace(plural(n, "ambiguity"), "ambiguitys", "ambiguities", 1)
}
