package reports

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// encapsulated is PEM (RFC 7468), with line feeds as they are or as JSON escapes
// them: its first line, the line feed, the first line of base64, the rest, and its
// last line. What is not quite PEM does not match, and is shown as it is.
var encapsulated = regexp.MustCompile(
	`(-----BEGIN [A-Z0-9 ]+-----)(\n|\\n)([A-Za-z0-9+/=]{64})(?:\n|\\n)([A-Za-z0-9+/=\n\\]+?)(-----END [A-Z0-9 ]+-----)`)

// folded writes the base64 of PEM as its first line and how much follows: nobody
// reads the rest at a terminal, and it takes the room of what is read.
func folded(s string) string {
	return encapsulated.ReplaceAllStringFunc(s, func(block string) string {
		m := encapsulated.FindStringSubmatch(block)
		rest := strings.NewReplacer("\n", "", `\n`, "").Replace(m[4])
		return m[1] + m[2] + m[3] + m[2] + "… " + plural(len(rest), "character") + " more" + m[2] + m[5]
	})
}

// maxCurlBody is the longest body, in characters, that a terminal shows in a curl
// line; one of several lines is too long as well.
const maxCurlBody = 400

// shortCurl is a curl line that takes its body from a file where the body is long,
// and a note that says what to write into that; the note is empty if it is short.
func shortCurl(line string) (short, note string) {
	before, rest, found := strings.Cut(line, " --data-raw ")
	if !found {
		return line, ""
	}
	body := rest[:shellWordEnd(rest)]
	if n := utf8.RuneCountInString(body); n <= maxCurlBody && !strings.Contains(body, "\n") {
		return line, ""
	}
	return before + " --data-binary @body" + rest[len(body):], "the file body has what was sent: --verbose and the JSON report show all of it"
}

// shellWordEnd is where the first word of a shell line ends: at a space that is not
// quoted. Quotes are as harness/run writes them: single ones, and double ones around
// variables and single quotes.
func shellWordEnd(s string) int {
	var quote byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quote != '\'':
			i++
		case c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case quote == 0 && c == ' ':
			return i
		}
	}
	return len(s)
}
