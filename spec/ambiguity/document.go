package ambiguity

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/contents"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Document is entries as one text in Markdown for the authors of the spec:
// contents first, errata apart from open questions, each by the chapter of the
// first place, the worst impact first. Unprobed is as for Entry.Markdown, and texts
// name the versions that were read.
func Document(entries []Entry, unprobed func(Entry) string, texts ...string) string {
	var errata, open []Entry
	for _, e := range entries {
		if e.Erratum() {
			errata = append(errata, e)
		} else {
			open = append(open, e)
		}
	}
	parts := []part{
		{"Open questions", "The text can be read in more than one way.", chapters(open)},
		{"Errata", "The text is wrong, and cannot be read in another way.", chapters(errata)},
	}
	parts = slices.DeleteFunc(parts, func(p part) bool { return len(p.chapters) == 0 })
	var b strings.Builder
	b.WriteString("# Where the specification of polyproto can be read in two ways\n\n")
	fmt.Fprintf(&b, "From the register of ambiguities of p2conform. Open questions: %d, errata: %d. It was read from:\n\n", len(open), len(errata))
	for _, text := range texts {
		fmt.Fprintf(&b, "- %s\n", text)
	}
	b.WriteString("\n## Contents\n")
	for _, p := range parts {
		p.contents(&b)
	}
	for _, p := range parts {
		p.write(&b, unprobed)
	}
	return b.String()
}

// part is one of the two halves of the document.
type part struct {
	title, means string
	chapters     []chapter
}

// chapter is the entries whose first place is in one chapter of a text.
type chapter struct {
	name    string
	order   int
	entries []Entry
}

// chapters sorts entries into the chapters of the texts.
func chapters(entries []Entry) []chapter {
	var all []chapter
	for _, e := range entries {
		name, order := chapterOf(e.Places[0])
		i := slices.IndexFunc(all, func(c chapter) bool { return c.name == name })
		if i < 0 {
			i = len(all)
			all = append(all, chapter{name: name, order: order})
		}
		all[i].entries = append(all[i].entries, e)
	}
	slices.SortStableFunc(all, func(a, b chapter) int { return cmp.Compare(a.order, b.order) })
	for _, c := range all {
		slices.SortStableFunc(c.entries, func(a, b Entry) int { return cmp.Compare(a.Impact, b.Impact) })
	}
	return all
}

// chapterOf names the chapter that a place is in, and gives its rank among all: a
// document as a whole stands before its chapters. A chapter of the prose has one
// or two numbers, as in 3.2.
func chapterOf(place requirement.Ref) (name string, rank int) {
	section, ok := contents.Find(place)
	chapter := func(contents.Section) bool { return true }
	switch {
	case ok && place.Doc == "api":
		chapter = func(s contents.Section) bool { return s.Chapter == section.Chapter }
	case ok:
		numbers := strings.Split(section.Number, ".")
		number := strings.Join(numbers[:min(len(numbers), 2)], ".")
		chapter = func(s contents.Section) bool { return s.Number == number }
	}
	all := contents.All()
	i := slices.IndexFunc(all, func(s contents.Section) bool { return s.Doc == place.Doc && chapter(s) })
	switch {
	case !ok:
		return place.Doc + " as a whole", 2 * i
	case place.Doc == "api":
		return "API: " + section.Chapter, 2*i + 1
	default:
		return all[i].Ref().String() + ": " + all[i].Title, 2*i + 1
	}
}

func (p part) contents(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s\n", p.title)
	for _, c := range p.chapters {
		fmt.Fprintf(b, "\n%s\n\n", c.name)
		for _, e := range c.entries {
			fmt.Fprintf(b, "- [%s](#%s) %s (%s)\n", e.ID, e.anchor(), e.Title, e.Impact)
		}
	}
}

func (p part) write(b *strings.Builder, unprobed func(Entry) string) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n", p.title, p.means)
	for _, c := range p.chapters {
		fmt.Fprintf(b, "\n### %s\n", c.name)
		for _, e := range c.entries {
			fmt.Fprintf(b, "\n<a id=\"%s\"></a>\n\n#### %s: %s\n\n", e.anchor(), e.ID, e.Title)
			e.body(b, "#####", unprobed(e))
		}
	}
}

// anchor is where links to the entry lead.
func (e Entry) anchor() string { return strings.ToLower(string(e.ID)) }
