package prose

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// top is the section of what stands above the first numbered heading.
const top = "0"

// line is one line and what it stands in.
type line struct {
	text    string
	section string
	// fenced is inside a block of code or its fences; a mark is a fence itself.
	fenced, mark bool
	heading      bool
}

var (
	headingForm = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*\s*$`)
	numberForm  = regexp.MustCompile(`^(\d+(?:\.\d+)*)\.?\s+`)
	explicitID  = regexp.MustCompile(`\s*\{\s*#([A-Za-z0-9_-]+)\s*\}$`)
	fenceForm   = regexp.MustCompile("^\\s*(```+|~~~+)")
	versionForm = regexp.MustCompile("^\\*\\*(?:Version:\\*\\*\\s*)?`?(v\\d[\\w.+-]*)`?")
	linkForm    = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
)

// scan reads the lines, and the headings in them.
func (d *Document) scan(text []byte) {
	raw := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	blankFrontMatter(raw)
	d.source = []byte(strings.Join(raw, "\n"))
	section, fence, start := top, "", 0
	slugs := map[string]int{}
	for i, s := range raw {
		l := line{text: s, fenced: fence != ""}
		if m := fenceForm.FindStringSubmatch(s); m != nil {
			switch {
			case fence == "":
				fence, l.fenced, l.mark = m[1], true, true
			case strings.HasPrefix(m[1], fence) && strings.Trim(s, "`~ \t") == "":
				fence, l.mark = "", true
			}
		}
		if m := headingForm.FindStringSubmatch(s); m != nil && !l.fenced {
			h := headingOf(m[2], slugs)
			h.Level, h.Line = len(m[1]), i+1
			if h.Number != "" {
				section = h.Number
			}
			d.Headings = append(d.Headings, h)
			l.heading = true
		}
		if m := versionForm.FindStringSubmatch(s); m != nil && d.Version == "" && section == top {
			d.Version = m[1]
		}
		l.section = section
		d.lines = append(d.lines, l)
		d.starts = append(d.starts, start)
		start += len(s) + 1
	}
}

// blankFrontMatter empties what stands between two lines of hyphens at the
// beginning, which is for the site's generator and no text.
func blankFrontMatter(lines []string) {
	if lines[0] != "---" {
		return
	}
	for i, s := range lines[1:] {
		if s == "---" {
			for j := range i + 2 {
				lines[j] = ""
			}
			return
		}
	}
}

func headingOf(text string, slugs map[string]int) Heading {
	var h Heading
	if m := explicitID.FindStringSubmatch(text); m != nil {
		text = strings.TrimSuffix(text, m[0])
		h.Anchor = m[1]
	}
	plain := linkForm.ReplaceAllString(text, "$1")
	if h.Anchor == "" {
		h.Anchor = slug(plain, slugs)
	}
	h.Title = plain
	if m := numberForm.FindStringSubmatch(plain); m != nil {
		h.Number, h.Title = m[1], plain[len(m[0]):]
	}
	return h
}

// slug makes an anchor as the site's generator does: lower case, spaces as
// hyphens, nothing else but letters, digits, hyphens and underscores. The second
// of the same name has a number behind it.
func slug(text string, used map[string]int) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(text))
	n := used[s]
	used[s]++
	if n == 0 {
		return s
	}
	return s + "-" + strconv.Itoa(n)
}
