package coverage

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

//go:embed html/coverage.html
var pageText string

//go:embed html/coverage.css
var pageStyle string

var page = template.Must(template.New("coverage").Funcs(template.FuncMap{
	"bar":     func(c Counts) []segment { return c.segments() },
	"entries": func(c EntryCounts) []segment { return c.segments() },
	"plural":  plural,
}).Parse(pageText))

// HTML writes the document as one page that needs nothing else: no other file, no
// network and no script. It looks like the page of a report, and has a policy as
// strict. Its errors are the writer's.
func HTML(w io.Writer, d *Document) error {
	style := reports.Style() + pageStyle
	known := d.byID()
	data := struct {
		*Document
		Title, Summary, Policy string
		Style                  template.CSS
		States                 any
		Tables                 []table
		Reasons                []reasons
		Find                   func(requirement.ID) Requirement
	}{
		Document: d, Title: title, Summary: d.summary(), Policy: reports.Policy(style, ""),
		Style: template.CSS(style), States: stateWords, Tables: d.tables(), Reasons: d.why(),
		Find: func(id requirement.ID) Requirement { return known[id] },
	}
	if err := page.Execute(w, data); err != nil {
		return fmt.Errorf("write coverage as HTML: %w", err)
	}
	return nil
}

// segment is a part of a bar; X and Width are in thousandths of its length.
type segment struct {
	State    State
	X, Width int
}

func (c Counts) segments() []segment {
	var out []segment
	x := 0
	for i, width := range c.parts(1000) {
		if width > 0 {
			out = append(out, segment{stateWords[i].State, x, width})
		}
		x += width
	}
	return out
}

// segments of ambiguities have the colours of requirements: what is found out,
// what is not yet, what need not be.
func (c EntryCounts) segments() []segment {
	return Counts{c.Total, c.Probed, c.Unprobed, c.Apart()}.segments()
}

// Classes name the states that some of them have, for what the reader chose to
// see.
func (c Counts) Classes() string {
	classes := ""
	for _, w := range stateWords {
		if c.Of(w.State) > 0 {
			classes += " has-" + string(w.State)
		}
	}
	return classes
}

// ID is the section's place in the page.
func (s Section) ID(doc string) string { return doc + "-" + s.Number }

// Class is the state of a requirement that has the same colour.
func (e Entry) Class() State {
	switch e.State {
	case Probed:
		return Checked
	case Unprobed:
		return Waiting
	default:
		return OutOfReach
	}
}
