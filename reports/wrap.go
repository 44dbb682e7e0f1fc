package reports

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

const tabWidth = 4

// wrap breaks text into lines of at most so many columns (at least 1): at line
// feeds, then between words, and inside a word that is longer than a line. A
// line that goes on is indented as its first part was. Empty text has no lines.
func wrap(s string, cols int) []string {
	if s == "" {
		return nil
	}
	cols = max(cols, 1)
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", strings.Repeat(" ", tabWidth)), " ")
		words := strings.TrimLeft(line, " ")
		by := line[:len(line)-len(words)]
		// The text keeps two columns at least, which a wide character needs.
		if most := max(0, cols-2) / 2; len(by) > most {
			by = by[:most]
		}
		for columns(words) > cols-len(by) {
			head, tail := breakAt(words, cols-len(by))
			out = append(out, by+head)
			words = tail
		}
		out = append(out, strings.TrimRight(by+words, " "))
	}
	return out
}

// breakAt cuts one line off a text that is wider than it.
func breakAt(s string, cols int) (head, tail string) {
	used, space, end := 0, -1, 0
	for i, r := range s {
		w := runeColumns(r)
		if used+w > cols && i > 0 {
			end = i
			if r == ' ' {
				space = i
			}
			break
		}
		if r == ' ' {
			space = i
		}
		used += w
		end = len(s)
	}
	if space > 0 {
		end = space
	}
	return strings.TrimRight(s[:end], " "), strings.TrimLeft(s[end:], " ")
}

// columns is how wide a terminal shows a text of one line.
func columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

func runeColumns(r rune) int {
	if r < unicode.MaxLatin1 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}
