package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/spec/prose"
)

func proseAnchors(d *prose.Document, found report) {
	anchors := map[string]bool{}
	for _, h := range d.Headings {
		anchors[h.Anchor] = true
	}
	for _, m := range d.Marks() {
		anchors[m] = true
	}
	for _, l := range d.Links() {
		if name, inside := strings.CutPrefix(l.To, "#"); inside && !anchors[name] {
			found(coreAt(d, l.Line, ""), "nothing has the anchor "+l.To)
		}
	}
}

// sectionForm is how the text names a section of itself.
var sectionForm = regexp.MustCompile(`(?i)\b(?:section|chapter)\s+#?(\d+(?:\.\d+)*)|^#(\d+(?:\.\d+)*)`)

// proseSections holds what a link says about where it leads against where it
// does.
func proseSections(d *prose.Document, found report) {
	numbers := map[string]string{}
	for _, h := range d.Headings {
		numbers[h.Anchor] = h.Number
	}
	for _, l := range d.Links() {
		name, _ := strings.CutPrefix(l.To, "#")
		m := sectionForm.FindStringSubmatch(l.Text)
		if number := numbers[name]; m != nil && number != "" && m[1]+m[2] != number {
			found(coreAt(d, l.Line, l.Text), fmt.Sprintf("it leads to %s", number))
		}
	}
}

// brokenLink is a link whose address has a space: it is shown as it is written.
var brokenLink = regexp.MustCompile(`\]\(([^()<>"\n]*[^()<>"\s][ ]+[^()<>"\s][^()<>"\n]*)\)`)

func proseLinks(d *prose.Document, found report) {
	for _, u := range d.Units {
		if u.Whole || u.Code {
			continue
		}
		for _, m := range brokenLink.FindAllStringSubmatch(u.Text, -1) {
			found(coreAt(d, u.Line, ""), fmt.Sprintf("the address %q has a space", m[1]))
		}
	}
}

func proseHeadings(d *prose.Document, found report) {
	seen := map[string]bool{}
	var last []int
	for _, h := range d.Headings {
		if h.Number == "" {
			continue
		}
		at := coreAt(d, h.Line, "")
		if seen[h.Number] {
			found(at, h.Number+" is there twice")
			continue
		}
		seen[h.Number] = true
		now := numbersOf(h.Number)
		if depth := len(now) + 1; h.Level != depth {
			found(at, fmt.Sprintf("%s stands at depth %d, and has a number of depth %d", h.Number, h.Level-1, len(now)))
		}
		if last != nil && !follows(last, now) {
			found(at, fmt.Sprintf("%s stands after %s", h.Number, joined(last)))
		}
		last = now
	}
}

func numbersOf(number string) []int {
	var all []int
	for part := range strings.SplitSeq(number, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			n = -1 // more digits than any number of a section: it follows nothing
		}
		all = append(all, n)
	}
	return all
}

func joined(numbers []int) string {
	var parts []string
	for _, n := range numbers {
		parts = append(parts, strconv.Itoa(n))
	}
	return strings.Join(parts, ".")
}

// follows reports whether a section comes right after another: the first below
// it, or the next beside it or beside one that it stands in.
func follows(last, now []int) bool {
	if len(now) > len(last) {
		return len(now) == len(last)+1 && slices.Equal(now[:len(last)], last) && now[len(last)] == 1
	}
	n := len(now) - 1
	return slices.Equal(now[:n], last[:n]) && now[n] == last[n]+1
}

// unfinished is what authors write where they have not written yet. It is put
// together, as it stands in no text of ours.
var unfinished = regexp.MustCompile("(?i)(?:\\b|_)(" + "to" + "do|" + "fix" + "me|tbd|unfinished)(?:\\b|_)")

func proseUnfinished(d *prose.Document, found report) {
	last := 0
	for _, u := range d.Units {
		if m := unfinished.FindStringSubmatch(u.Text); m != nil && !u.Whole && u.Line != last {
			last = u.Line
			found(coreAt(d, u.Line, ""), fmt.Sprintf("it says %q", m[1]))
		}
	}
}
