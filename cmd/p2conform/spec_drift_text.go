package main

import (
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/drift"
)

// maxQuoted is how much of a paragraph is shown, in characters.
const maxQuoted = 240

// drift writes what became of the texts, for people.
func (p *page) drift(r drift.Report) {
	for i, text := range r.Prose {
		if i > 0 {
			p.line("")
		}
		p.driftOfProse(text)
	}
	if r.API != nil {
		if len(r.Prose) > 0 {
			p.line("")
		}
		p.driftOfAPI(*r.API)
	}
}

// against is the first line about a text.
func (p *page) against(s drift.Source) {
	other := "a text without a version"
	if s.Other != "" {
		other = reports.Visible(s.Other)
	}
	p.line("%s %s at %s, against %s", s.Doc, s.Version, s.Commit, other)
	p.line("")
}

func (p *page) tally(t drift.Tally, kind string) {
	if t.Total() == 0 {
		return
	}
	words := fmt.Sprintf("%s: %d unchanged", kind, t.Unchanged)
	for _, n := range []struct {
		count int
		state drift.State
	}{{t.Moved, drift.Moved}, {t.Reworded, drift.Reworded}, {t.Changed, drift.Changed}, {t.Gone, drift.Gone}} {
		if n.count > 0 {
			words += fmt.Sprintf(", %d %s", n.count, n.state)
		}
	}
	p.line("  %s", words)
}

func (p *page) driftOfProse(d drift.Prose) {
	p.against(d.Source)
	p.tally(d.Requirements, "of "+count(d.Requirements.Total(), "requirement"))
	p.tally(d.Places, "of "+count(d.Places.Total(), "place")+" of the register")
	p.line("  %s kept, %d new, %d gone", count(d.Paragraphs.Kept, "paragraph"), d.Paragraphs.New, d.Paragraphs.Gone)
	if !d.Drifted() {
		p.line("")
		p.line("  Nothing is to be read again.")
		return
	}
	for _, part := range []struct {
		state   drift.State
		heading string
	}{
		{drift.Reworded, "Reworded: what was read here is to be read again"},
		{drift.Gone, "Gone: the paragraph is not there, nor one like it"},
		{drift.Moved, "Moved: the same paragraph stands in another section"},
	} {
		p.touched(part.heading, part.state, d.Touched)
	}
	if len(d.Sentences) == 0 {
		return
	}
	p.heading("New sentences that may bind somebody")
	for _, s := range d.Sentences {
		place := fmt.Sprintf("    %s, line %d", s.Section, s.Line)
		if len(s.Near) > 0 {
			place += " (of " + join(s.Near, "and") + "?)"
		}
		p.line("%s", place)
		p.para(6, reports.Visible(quoted(s.Text)))
	}
}

// touched lists the paragraphs of one state, under a heading.
func (p *page) touched(heading string, state drift.State, all []drift.Touched) {
	begun := false
	for _, t := range all {
		if t.State != state {
			continue
		}
		if !begun {
			p.heading(heading)
			begun = true
		}
		p.line("    %s", t.Where())
		for _, c := range t.Cited {
			p.hang("      ", "        ", c.ID+": "+c.Says)
		}
		if t.Text != "" {
			p.hang("      now: ", "        ", reports.Visible(quoted(t.Text)))
		}
	}
}

func (p *page) driftOfAPI(d drift.API) {
	p.against(d.Source)
	p.tally(d.Requirements, "of "+count(d.Requirements.Total(), "requirement"))
	p.tally(d.Places, "of "+count(d.Places.Total(), "place")+" of the register")
	if !d.Drifted() {
		p.line("")
		p.line("  Nothing is to be read again.")
		return
	}
	for _, change := range []struct {
		what    drift.Change
		heading string
	}{{drift.Added, "Added"}, {drift.Removed, "Removed"}, {drift.Altered, "Changed"}} {
		begun := false
		for _, part := range d.Parts {
			if part.What != change.what {
				continue
			}
			if !begun {
				p.heading(change.heading)
				begun = true
			}
			p.changedPart(part)
		}
	}
}

// changedPart writes about one part of the API document.
func (p *page) changedPart(part drift.Part) {
	name := part.Kind + " " + part.Name
	if part.Operation != "" {
		name += " (" + part.Operation + ")"
	}
	p.line("    %s", reports.Visible(name))
	for _, c := range part.Changes {
		p.hang("      ", "        ", reports.Visible(c.String()))
	}
	if len(part.Requirements) > 0 {
		p.hang("      cited by ", "        ", join(part.Requirements, "and"))
	}
}

// quoted is a paragraph in one line, cut where it is long.
func quoted(text string) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) > maxQuoted {
		return string(r[:maxQuoted-1]) + "…"
	}
	return string(r)
}
