package coverage

import (
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// Markdown writes the document as GitHub shows it. Its errors are the writer's.
func Markdown(w io.Writer, d *Document) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n", title, md(d.summary()))
	if d.Ambiguities != nil {
		fmt.Fprintf(&b, "\n%s %s\n", md(d.Ambiguities.Summary()), md(d.Ambiguities.Readings.Summary()))
	}
	b.WriteString("\n")
	for _, w := range stateWords {
		fmt.Fprintf(&b, "- **%s**: %s\n", w.Column, md(w.Means))
	}
	documents := table{Title: "By document"}
	for _, t := range d.Documents {
		documents.Rows = append(documents.Rows, row{t.Name(), 0, t.Counts})
	}
	for _, t := range append([]table{documents}, d.tables()...) {
		t.markdown(&b, "##")
	}
	b.WriteString("\n## By section\n")
	for _, t := range d.Documents {
		sections := table{Title: t.Name()}
		for _, s := range t.Sections {
			sections.Rows = append(sections.Rows, row{s.Heading(t.Doc), 0, s.Counts})
		}
		sections.markdown(&b, "###")
	}
	for _, r := range d.why() {
		r.markdown(&b, d.byID())
	}
	if a := d.Ambiguities; a != nil {
		a.markdown(&b)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write coverage as Markdown: %w", err)
	}
	return nil
}

func (t table) markdown(b *strings.Builder, level string) {
	if len(t.Rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s %s\n\n| | total |", level, md(t.Title))
	for _, w := range stateWords {
		fmt.Fprintf(b, " %s |", w.Column)
	}
	b.WriteString("\n| --- | ---: |" + strings.Repeat(" ---: |", len(stateWords)) + "\n")
	for _, r := range t.Rows {
		fmt.Fprintf(b, "| %s%s | %d |", strings.Repeat("&emsp;", r.Depth), md(r.Name), r.Counts.Total)
		for _, w := range stateWords {
			fmt.Fprintf(b, " %d |", r.Counts.Of(w.State))
		}
		b.WriteString("\n")
	}
}

// markdown lists the reasons and what they are for, folded: it is long.
func (r reasons) markdown(b *strings.Builder, known map[requirement.ID]Requirement) {
	fmt.Fprintf(b, "\n## %s\n", md(r.Title))
	for _, g := range r.List {
		fmt.Fprintf(b, "\n<details><summary>%d: %s</summary>\n\n", len(g.Requirements), html.EscapeString(g.Why))
		for _, id := range g.Requirements {
			r := known[id]
			fmt.Fprintf(b, "- `%s` (%s): %s\n", id, r.Level, md(r.Says))
		}
		b.WriteString("\n</details>\n")
	}
}

func (a *Ambiguities) markdown(b *strings.Builder) {
	b.WriteString("\n## Ambiguities, by impact\n\n| | total | probed | not yet | off the wire | errata |\n| --- | ---: | ---: | ---: | ---: | ---: |\n")
	for _, g := range a.Impacts {
		c := g.Counts
		fmt.Fprintf(b, "| %s | %d | %d | %d | %d | %d |\n", g.Name, c.Total, c.Probed, c.Unprobed, c.OffWire, c.Errata)
	}
	if len(a.Unprobed) == 0 {
		return
	}
	titles := a.titles()
	fmt.Fprintf(b, "\n## %s\n", unprobedTitle)
	for _, s := range a.Unprobed {
		fmt.Fprintf(b, "\n<details><summary>%d: %s</summary>\n\n", len(s.Entries), html.EscapeString(s.Why))
		for _, id := range s.Entries {
			fmt.Fprintf(b, "- %s: %s\n", id, md(titles[id]))
		}
		b.WriteString("\n</details>\n")
	}
}

var mdSpecial = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "|", `\|`, "&", "&amp;", "<", "&lt;", ">", "&gt;",
)

// md writes a text so that Markdown shows it as it is.
func md(s string) string { return mdSpecial.Replace(s) }
