package drift

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes the report as a document, for an issue or a wiki.
func Markdown(w io.Writer, r Report) error {
	m := &markdown{}
	m.line("# Drift of the specification")
	for _, p := range r.Prose {
		m.prose(p)
	}
	if r.API != nil {
		m.api(*r.API)
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct{ b strings.Builder }

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

func (m *markdown) heading(s Source) {
	other := "a text without a version"
	if s.Other != "" {
		other = escaped(s.Other)
	}
	m.line("\n## %s %s at %s, against %s", s.Doc, s.Version, s.Commit, other)
}

// tallies writes a table of what became of the statements.
func (m *markdown) tallies(requirements, places Tally, states ...State) {
	head, rule := "| cited by |", "| --- |"
	for _, s := range states {
		head += fmt.Sprintf(" %s |", s)
		rule += " ---: |"
	}
	m.line("\n%s\n%s", head, rule)
	for _, row := range []struct {
		name  string
		tally Tally
	}{{"requirements", requirements}, {"places of the register", places}} {
		cells := "| " + row.name + " |"
		for _, s := range states {
			cells += fmt.Sprintf(" %d |", row.tally.of(s))
		}
		m.line("%s", cells)
	}
}

func (m *markdown) prose(p Prose) {
	m.heading(p.Source)
	m.tallies(p.Requirements, p.Places, Unchanged, Reworded, Moved, Gone)
	m.line("\nParagraphs: %d kept, %d new, %d gone.", p.Paragraphs.Kept, p.Paragraphs.New, p.Paragraphs.Gone)
	if !p.Drifted() {
		m.line("\nNothing is to be read again.")
		return
	}
	m.touched("Reworded", Reworded, p.Touched)
	m.touched("Gone", Gone, p.Touched)
	m.touched("Moved", Moved, p.Touched)
	if len(p.Sentences) > 0 {
		m.line("\n### New sentences that may bind somebody\n")
	}
	for _, s := range p.Sentences {
		of := ""
		if len(s.Near) > 0 {
			of = " (of `" + strings.Join(s.Near, "`, `") + "`?)"
		}
		m.line("- %s, line %d%s: %s", s.Section, s.Line, of, escaped(s.Text))
	}
}

func (m *markdown) touched(heading string, state State, all []Touched) {
	begun := false
	for _, t := range all {
		if t.State != state {
			continue
		}
		if !begun {
			m.line("\n### %s\n", heading)
			begun = true
		}
		m.line("- %s", t.Where())
		for _, c := range t.Cited {
			m.line("  - `%s`: %s", c.ID, escaped(c.Says))
		}
		if t.Text != "" {
			m.line("  - now: %s", escaped(t.Text))
		}
	}
}

func (m *markdown) api(a API) {
	m.heading(a.Source)
	m.tallies(a.Requirements, a.Places, Unchanged, Changed, Gone)
	if !a.Drifted() {
		m.line("\nNothing is to be read again.")
		return
	}
	for _, section := range []struct {
		what    Change
		heading string
	}{{Added, "Added"}, {Removed, "Removed"}, {Altered, "Changed"}} {
		begun := false
		for _, p := range a.Parts {
			if p.What != section.what {
				continue
			}
			if !begun {
				m.line("\n### %s\n", section.heading)
				begun = true
			}
			m.part(p)
		}
	}
}

func (m *markdown) part(p Part) {
	name := escaped(p.Kind + " " + p.Name)
	if p.Operation != "" {
		name += " (" + escaped(p.Operation) + ")"
	}
	m.line("- %s", name)
	for _, d := range p.Changes {
		m.line("  - %s", escaped(d.String()))
	}
	if len(p.Requirements) > 0 {
		m.line("  - cited by `%s`", strings.Join(p.Requirements, "`, `"))
	}
}

// escaped is a text of somebody else's as one line in which Markdown and HTML
// mean nothing.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		switch {
		case r < ' ' || r == 0x7f:
			continue
		case strings.ContainsRune("\\`*_{}[]<>()#+!|~$&", r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
