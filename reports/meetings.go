package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Meetings are what several runs between two servers each came to: a row for each
// server that was visited, a column for each whose actors came.
type Meetings struct {
	// Form is the version of the document's own form: 1.
	Form int `json:"p2conformMeetings"`
	// Servers are the visible domain names of all, in alphabetical order.
	Servers []string `json:"servers"`
	// Cells stand in the order of the rows, and in each of the columns. A pair that
	// never met has none.
	Cells []Meeting `json:"cells"`
}

// Meeting is what came of actors of one server who came to another.
type Meeting struct {
	Target  string  `json:"target"`
	Peer    string  `json:"peer"`
	Verdict Verdict `json:"verdict"`
	Summary Summary `json:"summary"`
}

// Meet makes one matrix of the documents of runs between two servers; of a pair that
// met more than once, all counts. The error names a document of another run by its
// place.
func Meet(docs []*Document) (*Meetings, error) {
	m := &Meetings{Form: 1, Servers: []string{}, Cells: []Meeting{}}
	for i, d := range docs {
		if d.Target.Peer == "" {
			return nil, fmt.Errorf("report %d is of no run between two servers", i+1)
		}
		m.Servers = append(m.Servers, d.Target.Domain, d.Target.Peer)
		at := slices.IndexFunc(m.Cells, func(c Meeting) bool { return c.Target == d.Target.Domain && c.Peer == d.Target.Peer })
		if at < 0 {
			at = len(m.Cells)
			m.Cells = append(m.Cells, Meeting{Target: d.Target.Domain, Peer: d.Target.Peer})
		}
		c := &m.Cells[at]
		all := Document{}
		for _, v := range Verdicts {
			for range c.Summary.Of(v) {
				all.Results = append(all.Results, Result{Verdict: v})
			}
		}
		all.Results = append(all.Results, d.Results...)
		all.Count()
		c.Summary = all.Summary
		for _, r := range d.Results {
			c.Verdict = c.Verdict.Worse(r.Verdict)
		}
	}
	slices.Sort(m.Servers)
	m.Servers = slices.Compact(m.Servers)
	slices.SortFunc(m.Cells, func(a, b Meeting) int {
		return strings.Compare(a.Target+"\x00"+a.Peer, b.Target+"\x00"+b.Peer)
	})
	return m, nil
}

// rows are the matrix as texts, the names of the columns first.
func (m *Meetings) rows() [][]string {
	rows := [][]string{append([]string{"visited"}, m.Servers...)}
	for _, target := range m.Servers {
		row := []string{target}
		for _, from := range m.Servers {
			text := "-"
			for _, c := range m.Cells {
				if c.Target == target && c.Peer == from {
					text = c.text()
				}
			}
			row = append(row, text)
		}
		rows = append(rows, row)
	}
	return rows
}

// text is the counts of a meeting, as in "3 fail, 1 pass".
func (c Meeting) text() string {
	var parts []string
	for _, v := range Verdicts {
		if n := c.Summary.Of(v); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	return strings.Join(parts, ", ")
}

// Text writes the matrix for a terminal.
func (m *Meetings) Text(w io.Writer) error {
	rows := m.rows()
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(Visible(cell)))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			cell = Visible(cell)
			line += cell + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	b.WriteString("\nA row is a server that was visited, a column one whose actors came.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// Markdown writes the matrix as a table.
func (m *Meetings) Markdown(w io.Writer) error {
	var b strings.Builder
	for i, row := range m.rows() {
		for _, cell := range row {
			b.WriteString("| " + meetingCell(cell) + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
		}
	}
	b.WriteString("\nA row is a server that was visited, a column one whose actors came.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// meetingCell is a text that is one cell of a table, whatever a server is called.
func meetingCell(s string) string {
	return strings.NewReplacer("|", `\|`, "`", "\\`", "<", "&lt;", "&", "&amp;", "[", `\[`, "*", `\*`, "\\", `\\`).Replace(Visible(s))
}
