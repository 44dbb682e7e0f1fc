package reports

import (
	"strings"
)

// section is one labelled part of what a report says about a result.
type section struct {
	Label string
	Text  string
	// Note says what was left out of Text, or nothing.
	Note string
	// Copied says that people copy the text, so that it must not be wrapped.
	Copied bool
}

// limits bound how much of what went over the wire is shown.
type limits struct {
	// Chars and Lines bound each text; Headers says whether to show headers.
	Chars, Lines int
	Headers      bool
	// Folded shortens what nobody reads at a terminal: the base64 of PEM, and long
	// bodies in curl lines.
	Folded bool
}

// evidence is what a result rests on, without its duties: in order what was
// expected, what came, what went over the wire and how to see it again. Parts
// that the result has not are left out. Everything is visible in the sense of
// the function of that name.
func (it *item) evidence(l limits) []section {
	all := []section{
		clipped("Waived", it.waiver(), l),
		clipped("Tries", it.triesWords(), l),
		clipped("Detail", it.Detail, l),
		clipped("Blocked by", it.BlockedBy, l),
		clipped("Expected", it.Expected, l),
		clipped("Actual", it.Actual, l),
	}
	all = append(all, clipped("Timeline", it.timelineText(), l))
	if x := it.Shown; x != nil {
		all = append(all, x.sections(l)...)
	}
	if it.Left > 0 {
		all = append(all, section{Label: "Left out", Text: plural(it.Left, "exchange") + ", for size"})
	}
	for _, r := range it.Readings {
		all = append(all, clipped("Reading", r.text(), l))
	}
	if r := it.Reproduce; r != nil {
		curl, note := Visible(r.Curl), ""
		if l.Folded {
			curl, note = shortCurl(curl)
		}
		all = append(all, section{Label: "Run", Text: Visible(r.Command), Copied: true},
			section{Label: "Curl", Text: curl, Note: note, Copied: true})
	}
	var out []section
	for _, s := range all {
		if strings.TrimSpace(s.Text) != "" {
			out = append(out, s)
		}
	}
	return out
}

func (it *item) waiver() string {
	if it.Waived == nil {
		return ""
	}
	return it.Waived.says()
}

func clipped(label, text string, l limits) section {
	text, note := clip(Visible(text), l.Chars, l.Lines)
	return section{Label: label, Text: text, Note: note}
}

// sections are what one exchange shows.
func (x *Exchange) sections(l limits) []section {
	all := []section{x.Request.section("Sent", l)}
	if x.Response != nil {
		all = append(all, x.Response.section("Came back", l))
	}
	all = append(all, clipped("No answer", x.Error, l))
	if x.Response != nil {
		all[len(all)-1].Label = "Broken off"
	}
	return append(all, clipped("Schema", strings.Join(x.Schema, "\n"), l))
}

// section is a message as it went over the wire.
func (m *Message) section(label string, l limits) section {
	text := Visible(m.Line())
	if l.Headers {
		headers, note := clip(Visible(strings.Join(m.Headers, "\n")), l.Chars, l.Lines)
		text += "\n" + strings.TrimRight(headers+"\n"+note, "\n")
	}
	whole := Visible(m.Body)
	if l.Folded {
		whole = folded(whole)
	}
	body, note := clip(whole, l.Chars, l.Lines)
	if body != "" {
		text = strings.TrimRight(text, "\n") + "\n\n" + body
	}
	notes := []string{}
	for _, n := range []string{note, m.Cut()} {
		if n != "" {
			notes = append(notes, n)
		}
	}
	return section{Label: label, Text: strings.TrimRight(text, "\n"), Note: strings.Join(notes, "; ")}
}

// text is a reading in a line.
func (r Reading) text() string {
	s := r.Ambiguity + ": " + r.Reading
	if r.Told {
		s += " (as told)"
	}
	if r.Says != "" {
		s += ". " + r.Says
	}
	return s
}

// heading names a duty in a line: its level, its place and its id.
func (d duty) heading() string {
	var parts []string
	if d.Level > 0 {
		parts = append(parts, d.Level.String())
	}
	if d.Place != "" {
		parts = append(parts, d.Place)
	}
	return oneLine(strings.Join(append(parts, "("+string(d.ID)+")"), " "))
}
