package reports

import (
	"fmt"
	"io"
	"strings"
)

// mostAnnotations is how many errors, and how many warnings, a forge shows for one
// step.
const mostAnnotations = 10

// Annotations writes what kept the server from being asked, failures and warnings as workflow commands, which GitHub and
// Forgejo show beside a change: at most ten of each, the worst first, and a notice
// of how many more there are. What is waived is none. Nothing of the target's can
// end a command or begin another. Its errors are the writer's.
func Annotations(w io.Writer, d *Document) error {
	v := newView(d)
	var b strings.Builder
	if p := v.Problem; p != nil {
		says, _ := clip(oneLine(p.What), 500, 1)
		if p.Hint != "" {
			says += "\n" + oneLine(p.Hint)
		}
		fmt.Fprintf(&b, "::error title=p2conform::%s\n", annotated(says, false))
	}
	left := 0
	for _, kind := range []struct {
		verdict Verdict
		command string
	}{{Fail, "error"}, {Warn, "warning"}} {
		for i, it := range v.of(kind.verdict).Items {
			if i == mostAnnotations {
				left += len(v.of(kind.verdict).Items) - i
				break
			}
			says := orElse(it.Actual, it.Detail)
			if it.Expected != "" {
				says = "expected " + it.Expected + "; got " + says
			}
			says, _ = clip(oneLine(says), 500, 1)
			if it.Reproduce != nil {
				says += "\n" + oneLine(it.Reproduce.Command)
			}
			fmt.Fprintf(&b, "::%s title=%s::%s\n", kind.command, annotated(short(it.Check)+": "+short(it.Title), true), annotated(says, false))
		}
	}
	if left > 0 {
		fmt.Fprintf(&b, "::notice title=p2conform::%s in the report\n", plural(left, "more result"))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write annotations: %w", err)
	}
	return nil
}

// annotated escapes a text for a workflow command, whose properties end at a
// colon or a comma.
func annotated(s string, property bool) string {
	s = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
	if property {
		s = strings.NewReplacer(":", "%3A", ",", "%2C").Replace(s)
	}
	return s
}
