package run

import (
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

// The table of contents has every requirement of the version once, and knows how
// many checks decide it.
func TestContents(t *testing.T) {
	twice := []check.Check{asking("a.a.0", holds), asking("a.a.1", holds)}
	for _, version := range openapi.Versions() {
		api, err := openapi.Load(version)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[requirement.ID]int{}
		depth := -1
		for _, s := range contents(api, twice) {
			if s.Depth > depth+1 {
				t.Errorf("%s: %s %q stands in nothing", version, s.Doc, s.Heading)
			}
			depth = s.Depth
			if s.Heading == "" || s.Link == "" {
				t.Errorf("%s: %+v has no heading or no link", version, s)
			}
			for _, e := range s.Requirements {
				seen[e.ID]++
				known, ok := catalog.ByID(e.ID)
				if !ok || known.Ref.Doc != s.Doc || known.Ref.Section != s.Section || known.Ref.URL() != s.Link {
					t.Errorf("%s: %s stands in %s %s, and belongs into %s", version, e.ID, s.Doc, s.Section, known.Ref)
				}
				want := 0
				if e.ID == core.WellKnownPresent.ID {
					want = 2
				}
				if e.Checks != want {
					t.Errorf("%s: %d checks decide %s, want %d", version, e.Checks, e.ID, want)
				}
			}
		}
		for _, r := range catalog.Of(version) {
			if seen[r.ID] != 1 {
				t.Errorf("%s: %s is there %d times", version, r.ID, seen[r.ID])
			}
		}
		if len(seen) != len(catalog.Of(version)) {
			t.Errorf("%s: %d requirements, want %d", version, len(seen), len(catalog.Of(version)))
		}
	}
}
