package check

import "strings"

// splitMessage takes a failure message of Gomega apart into what was expected
// and what was there. Its matchers write "Expected", the actual value indented,
// and then what they wanted; any other message is returned as what was there.
func splitMessage(message string) (expected, actual string) {
	rest, ok := strings.CutPrefix(message, "Expected\n")
	if !ok {
		return "the assertion to hold", message
	}
	lines := strings.Split(rest, "\n")
	n := 0
	for n < len(lines) && strings.HasPrefix(lines[n], "    ") {
		n++
	}
	if n == 0 || n == len(lines) {
		return "the assertion to hold", message
	}
	return trimLines(lines[n:]), trimLines(lines[:n])
}

func trimLines(lines []string) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimSpace(l)
	}
	return strings.Join(out, " ")
}
