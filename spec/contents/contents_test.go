package contents_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/contents"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

func TestEveryRequirementStandsInASection(t *testing.T) {
	for _, r := range catalog.All() {
		s, ok := contents.Find(r.Ref)
		if !ok {
			t.Errorf("%s: there is no section %s", r.ID, r.Ref)
		}
		if s.Anchor != r.Ref.Anchor {
			t.Errorf("%s: the anchor of %s is %s, and its heading has %s", r.ID, r.Ref, r.Ref.Anchor, s.Anchor)
		}
	}
}

// An entry can be about a document as a whole; what names a section names one
// that there is.
func TestEveryPlaceStandsInASection(t *testing.T) {
	for _, e := range ambiguity.All {
		for _, place := range e.Places {
			if _, ok := contents.Find(place); !ok && place.Section != "" {
				t.Errorf("%s: there is no section %s", e.ID, place)
			}
		}
	}
}

func TestSectionsAreInOrderWithTheirChapters(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range contents.All() {
		if s.Title == "" || s.Chapter == "" || seen[s.Ref().String()] {
			t.Errorf("%+v has no title or chapter, or stands twice", s)
		}
		seen[s.Ref().String()] = true
		parent := s.Number[:max(0, strings.LastIndexByte(s.Number, '.'))]
		if s.Doc != "api" && parent != "" && !seen[requirement.Ref{Doc: s.Doc, Section: parent}.String()] {
			t.Errorf("%s stands before %s, or without it", s.Ref(), parent)
		}
	}
	inAPI := func(s contents.Section) bool { return s.Doc == "api" }
	sections := slices.DeleteFunc(contents.All(), inAPI)
	for i := 1; i < len(sections); i++ {
		if a, b := sections[i-1], sections[i]; a.Doc == b.Doc && a.Number >= b.Number {
			t.Errorf("%s stands before %s", a.Ref(), b.Ref())
		}
	}
}

func TestFind(t *testing.T) {
	s, ok := contents.Find(requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids"})
	if want := (contents.Section{Doc: "core", Number: "6.1.1.3", Anchor: "6113-session-ids", Title: "Session IDs", Chapter: "Cryptography and ID-Certs"}); !ok || s != want || s.Depth() != 3 {
		t.Errorf("Find(core 6.1.1.3) = %+v, %v, want %+v", s, ok, want)
	}
	if s, ok := contents.Find(requirement.Ref{Doc: "core"}); ok {
		t.Errorf("the document as a whole is the section %+v", s)
	}
}

// TestOperations holds the methods and paths against the API document.
func TestOperations(t *testing.T) {
	doc, err := openapi.Load(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range doc.Operations() {
		s, ok := contents.Find(requirement.Ref{Doc: "api", Section: op.ID})
		if want := op.Method + " " + strings.TrimPrefix(op.Path, contents.Base); !ok || s.Title != want {
			t.Errorf("%s has the title %q, want %q", op.ID, s.Title, want)
		}
	}
}
