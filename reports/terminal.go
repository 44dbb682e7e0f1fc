package reports

import (
	"fmt"
	"io"
	"strings"
)

// TerminalOptions say how Terminal writes.
type TerminalOptions struct {
	// Colour allows escape sequences for colours; without it there are none.
	Colour bool
	// Width is in columns; 0 is 80, and less than 40 is 40. Only what people
	// copy, links and commands, may be wider, since a break would spoil it.
	Width int
	// Verbose shows headers and longer bodies, what passed, and the readings.
	Verbose bool
}

const (
	defaultWidth = 80
	minWidth     = 40
)

// Terminal writes the document for people at a terminal: the failures, each on
// one screen with the duty, what was expected and what came; the warnings; what
// could not be found out; and a summary in the last lines, where one looks
// first. Control characters of the target are made visible. Its errors are the
// writer's.
func Terminal(w io.Writer, d *Document, o TerminalOptions) error {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	t := &terminal{o: o, width: max(o.Width, minWidth)}
	v := newView(d)
	for _, verdict := range []Verdict{Fail, Warn} {
		t.full(v.of(verdict))
	}
	for _, verdict := range []Verdict{Error, Blocked, Untested, waived} {
		t.reasons(v, v.of(verdict))
	}
	if o.Verbose {
		t.reasons(v, v.of(NotApplicable))
		t.titles(v.of(Pass))
		t.readings(v)
	}
	t.summary(v)
	if _, err := io.WriteString(w, t.b.String()); err != nil {
		return fmt.Errorf("write report to the terminal: %w", err)
	}
	return nil
}

// terminal collects lines.
type terminal struct {
	o     TerminalOptions
	width int // in columns
	b     strings.Builder
}

// style is the parameter of an SGR escape sequence.
type style string

const (
	bold    style = "1"
	dim     style = "2"
	red     style = "31"
	green   style = "32"
	yellow  style = "33"
	magenta style = "35"
	cyan    style = "36"
)

var verdictStyles = map[Verdict]style{
	Pass: green, Fail: red, Warn: yellow, Blocked: cyan, Untested: cyan, waived: cyan, NotApplicable: dim, Error: magenta,
}

var claimStyles = map[ClaimState]style{Conformant: green, Nonconformant: red, Incomplete: yellow}

// paint colours text in which everything is visible already.
func (t *terminal) paint(s style, text string) string {
	if !t.o.Colour || text == "" || s == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

func (t *terminal) line(parts ...string) {
	t.b.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	t.b.WriteByte('\n')
}

func (t *terminal) heading(g group) {
	head := fmt.Sprintf("━━ %s (%d) ", g.Heading, len(g.Items))
	t.line(t.paint(bold, t.paint(verdictStyles[g.Verdict], head+strings.Repeat("━", max(0, t.width-columns(head))))))
	t.line()
}

// full writes results with all that a reader needs to understand them.
func (t *terminal) full(g group) {
	if len(g.Items) == 0 {
		return
	}
	t.heading(g)
	l := limits{Chars: 600, Lines: 8, Folded: true}
	if t.o.Verbose {
		l = limits{Chars: 8000, Lines: 200, Headers: true}
	}
	for _, it := range g.Items {
		t.title(g, it)
		t.duties(it.Duties)
		for _, s := range it.evidence(l) {
			if s.Copied {
				t.copied(s.Label, s.Text)
				t.indented(s.Note, "    ", dim)
				continue
			}
			t.part(s.Label, s.Text, s.Note)
		}
		t.line()
	}
}

// duties writes what a result is about. Where there are many, what was noted about
// each would push the failure itself off the screen; explain shows it. A link that
// several have in a row stands once.
func (t *terminal) duties(all []duty) {
	const many = 3
	for i, d := range all {
		t.part("Duty", d.heading(), "")
		t.part("", oneLine(d.Says), "")
		if len(all) < many || t.o.Verbose {
			t.part("", oneLine(d.Note), "")
		}
		if d.Href != "" && (i == len(all)-1 || all[i+1].Href != d.Href) {
			t.copied("", oneLine(d.Href))
		}
	}
}

// title writes a check's id, its level and impact to the right, and its title.
func (t *terminal) title(g group, it *item) {
	id := g.Symbol + " " + oneLine(it.Check)
	tag := oneLine(it.Tag())
	if room := t.width - columns(id) - columns(tag); room >= 2 {
		t.line(t.paint(bold, t.paint(verdictStyles[g.Verdict], id)), strings.Repeat(" ", room), t.paint(dim, tag))
	} else {
		for _, l := range wrap(id, t.width) {
			t.line(t.paint(bold, t.paint(verdictStyles[g.Verdict], l)))
		}
		t.indented(tag, "  ", dim)
	}
	t.indented(oneLine(it.Title), "  ", bold)
	t.line()
}

func (t *terminal) indented(s, by string, st style) {
	for _, l := range wrap(s, t.width-columns(by)) {
		t.line(by, t.paint(st, l))
	}
}

// labelWidth is the column in which the texts of labelled parts begin.
const labelWidth = 13

// part writes a labelled text, wrapped.
func (t *terminal) part(label, text, note string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	label = t.label(label)
	for _, l := range wrap(text, t.width-labelWidth) {
		t.line(label, l)
		label = strings.Repeat(" ", labelWidth)
	}
	for _, l := range wrap(note, t.width-labelWidth) {
		t.line(label, t.paint(dim, l))
	}
}

// copied writes a labelled text that people copy. It stands whole on lines of
// its own, so that nothing but it is marked; and as it is: what is put in before
// its further lines would be copied with it.
func (t *terminal) copied(label, text string) {
	if label != "" {
		t.line(strings.TrimRight(t.label(label), " "))
	}
	by := strings.Repeat(" ", labelWidth)
	if label != "" {
		by = "    "
	}
	t.line(by, t.paint(dim, text))
}

func (t *terminal) label(s string) string {
	return "  " + t.paint(bold, s) + strings.Repeat(" ", max(0, labelWidth-2-columns(s)))
}

// reasons writes why results are not known: a cause once, however many have it.
func (t *terminal) reasons(v *view, g group) {
	if len(g.Items) == 0 {
		return
	}
	t.heading(g)
	for _, c := range v.causes(g) {
		if len(c.Items) == 1 {
			t.reason(g, c.Items[0], c.says())
			continue
		}
		t.marked(g, c.Said())
		if c.Folded() && !t.o.Verbose {
			t.indented(c.Suites(), "    ", dim)
			continue
		}
		for _, it := range c.Items {
			t.indented(oneLine(it.Check), "    ", dim)
			if t.o.Verbose && c.By != "" {
				t.indented(oneLine(it.Detail), "      ", dim)
			}
		}
	}
	t.line()
}

// reason writes the one result that has a cause.
func (t *terminal) reason(g group, it *item, cause string) {
	t.marked(g, oneLine(it.Check))
	why := it.why()
	if it.BlockedBy != "" {
		why = cause + "; " + why
	}
	t.indented(why, "    ", dim)
}

// tried is how many requests to a target that could not be asked are shown.
const tried = 6

// marked writes a text behind the symbol of a verdict.
func (t *terminal) marked(g group, text string) {
	for i, l := range wrap(text, t.width-2) {
		symbol := " "
		if i == 0 {
			symbol = t.paint(verdictStyles[g.Verdict], g.Symbol)
		}
		t.line(symbol, " ", l)
	}
}

func (t *terminal) titles(g group) {
	if len(g.Items) == 0 {
		return
	}
	t.heading(g)
	for _, it := range g.Items {
		t.marked(g, oneLine(it.Check)+": "+oneLine(it.Title))
	}
	t.line()
}

func (t *terminal) readings(v *view) {
	if len(v.Readings) == 0 {
		return
	}
	t.line(t.paint(bold, "How the server reads ambiguous places"))
	for _, r := range v.Readings {
		t.indented(oneLine(r.text()), "  ", "")
	}
	t.line()
}

// summary writes the last lines: notes, counts, claims, and the verdict.
func (t *terminal) summary(v *view) {
	for _, n := range v.Notes {
		t.indented("note: "+oneLine(n), "", "")
	}
	t.log(v)
	if v.Partial != "" {
		t.indented("The run was cut short: "+oneLine(v.Partial), "", yellow)
	}
	if v.Problem != nil && len(v.Problem.Tried) > 0 {
		n := tried
		if t.o.Verbose {
			n = len(v.Problem.Tried)
		}
		t.part("Tried", strings.Join(v.Problem.lines(n), "\n"), "")
		t.line()
	}
	t.indented(fmt.Sprintf("%s: %s", plural(len(v.Results), "check"), counts(v.Counts)), "", "")
	width := 0
	for _, c := range v.Claims {
		width = max(width, columns(oneLine(string(c.Profile))))
	}
	width = min(width, t.width-20)
	for _, c := range v.Claims {
		w, p := claimWordsOf(c.Claim), oneLine(string(c.Profile))
		claim := "  " + p + strings.Repeat(" ", max(0, width-columns(p))) + "  " + w.Symbol + " " + oneLine(w.Adjective)
		for _, l := range wrap(claim, t.width) {
			t.line(t.paint(claimStyles[c.Claim], l))
		}
	}
	t.next(v)
	t.indented(oneLine(v.Headline), "", style(string(bold)+";"+string(orStyle(claimStyles[v.Overall]))))
}

// log writes the end of a launched server's log, if the server ended too early, or
// somebody wants to see more.
func (t *terminal) log(v *view) {
	lines := 10
	if t.o.Verbose {
		lines = 40
	}
	if v.Target.Ended != "" {
		t.indented("The server ended while the run went on: "+oneLine(v.Target.Ended), "", red)
	} else if !t.o.Verbose {
		return
	}
	if v.Target.Log == "" {
		return
	}
	text, note := lastOf(Visible(v.Target.Log), 400*lines, lines)
	t.part("Its log", text, note)
	t.line()
}

// next says which checks to make pass first: those that most others wait for.
func (t *terminal) next(v *view) {
	for i, s := range v.Steps() {
		if i == 0 {
			t.line(t.paint(bold, "What to do first:"))
		}
		t.indented(fmt.Sprintf("%d. %s", i+1, s.Text()), "  ", "")
		if s.Root != nil && s.Root.Reproduce != nil && i == 0 && s.Root.Reproduce.Command != "" {
			t.line("       ", t.paint(dim, oneLine(s.Root.Reproduce.Command)))
		}
	}
}

func orStyle(s style) style {
	if s == "" {
		return dim
	}
	return s
}
