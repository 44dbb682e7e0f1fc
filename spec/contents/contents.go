// Package contents is the tables of contents of the documents: their sections
// in order, those under which nothing is required too, each with its title and
// its chapter, so that a reader of a report finds the texts again in it.
package contents

import (
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// Section is one section of a document.
type Section struct {
	// Doc, Number and Anchor are as in requirement.Ref.
	Doc, Number, Anchor string
	// Title is the heading. For the API document it is the method and
	// the path below the base, or the name of the schema.
	Title string
	// Chapter is the title of the top-level section that it belongs to. The API
	// document has none; there it is what the operations are about.
	Chapter string
}

// Depth is how many headings stand above the section.
func (s Section) Depth() int {
	if s.Doc == "api" {
		return 0
	}
	return strings.Count(s.Number, ".")
}

// Ref is the section as a place, without a print.
func (s Section) Ref() requirement.Ref {
	return requirement.Ref{Doc: s.Doc, Section: s.Number, Anchor: s.Anchor}
}

var all = slices.Concat(
	prose("core", core), prose("auth", auth), prose("mls", mls), api,
)

// All lists the sections of all documents, in the order of the catalogue: the
// prose first, then the API document. The slice is the caller's.
func All() []Section { return slices.Clone(all) }

// Find returns the section that a place is in, and whether there is one: a place
// can also be a document as a whole.
func Find(r requirement.Ref) (Section, bool) {
	i := slices.IndexFunc(all, func(s Section) bool { return s.Doc == r.Doc && s.Number == r.Section })
	if i < 0 {
		return Section{}, false
	}
	return all[i], true
}

// heading is a section of the prose.
type heading struct{ number, anchor, title string }

// prose gives each section the chapter that its number begins with.
func prose(doc string, headings []heading) []Section {
	chapters := map[string]string{}
	sections := make([]Section, len(headings))
	for i, h := range headings {
		chapter, _, below := strings.Cut(h.number, ".")
		if !below {
			chapters[chapter] = h.title
		}
		sections[i] = Section{doc, h.number, h.anchor, h.title, chapters[chapter]}
	}
	return sections
}
