package coverage

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// TextOptions are what a reader of text asks for.
type TextOptions struct {
	// Verbose names every requirement that has no check yet.
	Verbose bool
}

// barWidth is the length of a bar of text, in characters.
const barWidth = 16

// PlainText writes the document for people who read it in a terminal, the sum at the
// end. Its errors are the writer's.
func PlainText(w io.Writer, d *Document, o TextOptions) error {
	var b strings.Builder
	b.WriteString(title + "\n")
	legend(&b)
	for _, t := range d.Documents {
		text := table{Title: "By section: " + t.Name()}
		for _, s := range t.Sections {
			if s.Counts.Total > 0 {
				text.Rows = append(text.Rows, row{s.Heading(t.Doc), s.Depth, s.Counts})
			}
		}
		text.write(&b)
	}
	documents := table{Title: "By document"}
	for _, t := range d.Documents {
		documents.Rows = append(documents.Rows, row{t.Name(), 0, t.Counts})
	}
	documents.write(&b)
	for _, t := range d.tables() {
		t.write(&b)
	}
	for _, r := range d.why() {
		r.write(&b, o.Verbose && r.State == Waiting)
	}
	if a := d.Ambiguities; a != nil {
		a.write(&b, o.Verbose)
		fmt.Fprintf(&b, "\n%s\n%s\n", a.Summary(), a.Readings.Summary())
	}
	fmt.Fprintf(&b, "\n%s\n", d.summary())
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write coverage as text: %w", err)
	}
	return nil
}

func legend(b *strings.Builder) {
	for _, w := range stateWords {
		fmt.Fprintf(b, "  %s %s: %s\n", w.Cell, w.Column, w.Means)
	}
}

// write writes the counts first: names have any length.
func (t table) write(b *strings.Builder) {
	if len(t.Rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n  total", t.Title)
	for _, w := range stateWords {
		fmt.Fprintf(b, "  %s", w.Column)
	}
	b.WriteString("\n")
	for _, r := range t.Rows {
		fmt.Fprintf(b, "  %5d", r.Counts.Total)
		for _, w := range stateWords {
			fmt.Fprintf(b, "  %*d", utf8.RuneCountInString(w.Column), r.Counts.Of(w.State))
		}
		fmt.Fprintf(b, "  %s  %s%s\n", r.Counts.bar(), strings.Repeat("  ", r.Depth), r.Name)
	}
}

func (c Counts) bar() string {
	var b strings.Builder
	for i, n := range c.parts(barWidth) {
		b.WriteString(strings.Repeat(stateWords[i].Cell, n))
	}
	return b.String()
}

// write writes the reasons, and if asked for it what they are for.
func (r reasons) write(b *strings.Builder, named bool) {
	fmt.Fprintf(b, "\n%s\n", r.Title)
	for _, g := range r.List {
		fmt.Fprintf(b, "  %5d  %s\n", len(g.Requirements), g.Why)
		if !named {
			continue
		}
		for _, id := range g.Requirements {
			fmt.Fprintf(b, "           %s\n", id)
		}
	}
}

// write writes the ambiguities by their impact, and the reasons why nothing finds
// some of them out; if asked for it with their titles.
func (a *Ambiguities) write(b *strings.Builder, named bool) {
	b.WriteString("\nAmbiguities, by impact\n  total  probed  not yet  off the wire  errata\n")
	for _, g := range a.Impacts {
		c := g.Counts
		fmt.Fprintf(b, "  %5d  %6d  %7d  %12d  %6d  %s\n", c.Total, c.Probed, c.Unprobed, c.OffWire, c.Errata, g.Name)
	}
	if len(a.Unprobed) == 0 {
		return
	}
	titles := a.titles()
	fmt.Fprintf(b, "\n%s\n", unprobedTitle)
	for _, s := range a.Unprobed {
		fmt.Fprintf(b, "  %5d  %s\n", len(s.Entries), s.Why)
		if !named {
			continue
		}
		for _, id := range s.Entries {
			fmt.Fprintf(b, "           %s  %s\n", id, titles[id])
		}
	}
}
