package reports

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns the text with everything that has no shape of its own written
// as a Go escape: control characters, which could steer a terminal; marks that
// turn the direction of writing, or take no room, which could deceive a reader;
// bytes that are no UTF-8; and what XML 1.0 cannot hold. Line feeds and tabs
// stay.
func Visible(s string) string {
	clean := utf8.ValidString(s)
	for _, r := range s {
		clean = clean && plain(r)
	}
	if clean {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case plain(r):
			b.WriteRune(r)
		case r < utf8.RuneSelf:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
		i += n
	}
	return b.String()
}

func plain(r rune) bool { return r == '\n' || r == '\t' || unicode.IsGraphic(r) }

// oneLine is Visible for a place that has room for one line.
func oneLine(s string) string {
	return strings.Join(strings.Fields(Visible(s)), " ")
}

// clip returns at most so many characters and lines of a text, and a note that
// says how much was left out; the note is empty if nothing was.
func clip(s string, chars, lines int) (text, note string) {
	end, n, nl := len(s), 0, 0
	for i, r := range s {
		if n == chars || nl == lines {
			end = i
			break
		}
		n++
		if r == '\n' {
			nl++
		}
	}
	if end == len(s) {
		return s, ""
	}
	return strings.TrimRight(s[:end], "\n"), fmt.Sprintf("… %s more", plural(utf8.RuneCountInString(s[end:]), "character"))
}

// lastOf returns at most so many characters and lines of the end of a text, and a
// note that says how much was left out before; the note is empty if nothing was.
func lastOf(s string, chars, lines int) (text, note string) {
	s = strings.TrimRight(s, "\n")
	start, n, nl := 0, 0, 1
	for i := len(s); i > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if r == '\n' {
			nl++
		}
		if n == chars || nl > lines {
			start = i
			break
		}
		i -= size
	}
	if start == 0 {
		return s, ""
	}
	return s[start:], fmt.Sprintf("… %s before", plural(utf8.RuneCountInString(s[:start]), "character"))
}

// plural is a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// join lists words as a sentence does: "a", "a and b", "a, b and c".
func join(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// orElse is the text, or what stands in for an empty one.
func orElse(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}
