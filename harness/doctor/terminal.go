package doctor

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// TerminalOptions say how Terminal writes.
type TerminalOptions struct {
	// Colour allows escape sequences for colours.
	Colour bool
	// Width is in columns; default 80, at least 40. Commands may be wider.
	Width int
	// Verbose shows what was sent and received of steps that went well, too.
	Verbose bool
}

// marks are the signs of the states, and colours the parameters of their escape
// sequences.
var (
	marks   = map[State]string{OK: "✓", Warn: "!", Failed: "✗", Skipped: "–"}
	colours = map[State]string{OK: "32", Warn: "33", Failed: "31", Skipped: "2"}
)

// margin is where the text of a step begins, in columns.
const margin = 18

// Terminal writes a report for people at a terminal, with what to do next at its
// end. Its errors are the writer's.
func Terminal(w io.Writer, r *Report, o TerminalOptions) error {
	if o.Width == 0 {
		o.Width = 80
	}
	t := &terminal{o: o, width: max(o.Width, 40)}
	t.line("", "p2conform doctor: "+r.Target)
	t.line("", "")
	for i := 0; i < len(r.Steps); {
		n := alike(r.Steps[i:])
		if n > 1 {
			t.together(r.Steps[i : i+n])
		} else {
			t.step(r.Steps[i])
		}
		i += n
	}
	t.line("", "")
	t.line("1", headlines[r.Outcome])
	t.line("", "")
	t.line("1", "What to do next")
	for i, a := range r.Next {
		t.text(fmt.Sprintf("  %d. ", i+1), 5, a.Says)
		if a.Command != "" {
			t.line("36", "     $ "+a.Command)
		}
	}
	if _, err := io.WriteString(w, t.b.String()); err != nil {
		return fmt.Errorf("write what the doctor found: %w", err)
	}
	return nil
}

var headlines = map[Outcome]string{
	Ready:   "Checks can be run.",
	Wrong:   "Something is wrong: a run would be senseless as it is.",
	Unknown: "It could not be found out: the server cannot be asked.",
}

type terminal struct {
	o     TerminalOptions
	width int
	b     strings.Builder
}

func (t *terminal) line(colour, text string) {
	if t.o.Colour && colour != "" && text != "" {
		text = "\x1b[" + colour + "m" + text + "\x1b[0m"
	}
	t.b.WriteString(text + "\n")
}

// alike is how many steps at the beginning were left out for the same reason; 1
// where the first is none of these.
func alike(steps []Step) int {
	n := 1
	for n < len(steps) && steps[0].State == Skipped && steps[n].State == Skipped && slices.Equal(steps[n].Found, steps[0].Found) {
		n++
	}
	return n
}

// together writes steps that were left out for the same reason.
func (t *terminal) together(steps []Step) {
	var titles []string
	for _, s := range steps {
		titles = append(titles, s.Title)
	}
	all := steps[0]
	all.Title = fmt.Sprintf("%d steps", len(steps))
	all.Found = []string{strings.Join(all.Found, "; ") + " (" + strings.Join(titles, ", ") + ")"}
	t.step(all)
}

func (t *terminal) step(s Step) {
	mark := marks[s.State]
	if t.o.Colour {
		mark = "\x1b[" + colours[s.State] + "m" + mark + "\x1b[0m"
	}
	head := mark + " " + s.Title + strings.Repeat(" ", max(1, margin-2-utf8.RuneCountInString(s.Title)))
	for _, found := range s.Found {
		t.text(head, margin, found)
		head = strings.Repeat(" ", margin)
	}
	if s.State == Warn || s.State == Failed || t.o.Verbose {
		for _, x := range s.Exchanges {
			t.text(strings.Repeat(" ", margin)+"→ ", margin+2, x.Sent)
			t.text(strings.Repeat(" ", margin)+"← ", margin+2, x.Received)
		}
	}
	if s.Do != "" {
		t.text(strings.Repeat(" ", margin)+"do: ", margin+4, s.Do)
	}
}

// text writes a text behind a beginning, and breaks it between words; what follows
// is indented by so many columns.
func (t *terminal) text(head string, indent int, text string) {
	t.b.WriteString(head)
	at := indent
	for i, w := range strings.Fields(text) {
		n := utf8.RuneCountInString(w)
		switch {
		case i == 0:
		case at+1+n > t.width:
			t.b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			t.b.WriteByte(' ')
			at++
		}
		t.b.WriteString(w)
		at += n
	}
	t.b.WriteByte('\n')
}
