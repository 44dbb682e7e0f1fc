package check

import (
	"regexp"
	"slices"
	"strings"
)

// anyAssertion stands for what was expected where a message does not say.
const anyAssertion = "the assertion to hold"

// splitMessage takes a failure message of Gomega apart into what was expected
// and what was there. Most matchers write "Expected", the actual value indented,
// and then what they wanted, after the description of the assertion if it has
// one; the matchers of errors have forms of their own. Any other message is
// returned as what was there.
func splitMessage(message string) (expected, actual string) {
	lines := strings.Split(address.ReplaceAllString(message, "<$1>"), "\n")
	for _, f := range forms {
		at := slices.Index(lines, f.begins)
		if at < 0 {
			continue
		}
		n := at + 1
		for n < len(lines) && strings.HasPrefix(lines[n], "    ") {
			n++
		}
		wanted := f.expected
		if wanted == "" {
			wanted = joined(lines[n:])
		}
		if n == at+1 || wanted == "" {
			continue
		}
		if at > 0 {
			wanted = joined(lines[:at]) + ": " + wanted
		}
		return wanted, joined(lines[at+1 : n])
	}
	return anyAssertion, strings.Join(lines, "\n")
}

// forms are the lines that come before an actual value, and what was expected
// where it does not follow.
var forms = []struct{ begins, expected string }{
	{"Expected", ""},
	{"Unexpected error:", "no error"},
	{"Expected success, but got an error:", "success"},
}

// address is where a value stood in memory, which is elsewhere each time.
var address = regexp.MustCompile(`<([^<>\n]*) \| 0x[0-9a-f]+>`)

// joined makes one line of many, without the mark under which Gomega puts the
// first difference.
func joined(lines []string) string {
	var out []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); strings.HasPrefix(l, "to equal ") {
			l = strings.TrimRight(l, " |")
		}
		if l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, " ")
}
