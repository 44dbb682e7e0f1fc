package suites_test

import (
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// decided are the requirements that some check decides.
func decided() map[requirement.ID]bool {
	ids := map[requirement.ID]bool{}
	for _, c := range suites.All() {
		for _, r := range c.Decides {
			ids[r.ID] = true
		}
	}
	return ids
}

// decidable reports whether some check could decide the requirement.
func decidable(r requirement.Requirement) bool {
	return r.Decided != requirement.ClientOnly && r.Decided != requirement.Untestable
}

// What can be decided is decided, or the list says why not yet.
func TestNothingIsMissedInSilence(t *testing.T) {
	checked := decided()
	for _, r := range catalog.All() {
		if decidable(r) && !checked[r.ID] && suites.WhyPending(r) == "" {
			t.Errorf("%s (%s) has no check, and no gap says why: %s", r.ID, r.Decided, r.Says)
		}
	}
}

// A gap that was closed is taken out of the list.
func TestGapsAreOpen(t *testing.T) {
	checked := decided()
	seen, profiles := map[requirement.ID]bool{}, map[requirement.Profile]bool{}
	for _, g := range suites.Gaps {
		if !strings.HasSuffix(g.Why, ".") || strings.ToUpper(g.Why[:1]) != g.Why[:1] {
			t.Errorf("%q is no sentence", g.Why)
		}
		if (g.Profile == "") == (len(g.Requirements) == 0) {
			t.Errorf("%q is about a profile and single requirements, or about neither", g.Why)
		}
		for _, r := range g.Requirements {
			known, ok := catalog.ByID(r.ID)
			switch {
			case !ok || known != r:
				t.Errorf("%s is not in the catalogue", r.ID)
			case checked[r.ID]:
				t.Errorf("%s has a check, and a gap says why it has none", r.ID)
			case !decidable(r):
				t.Errorf("%s is %s: the catalogue says why it has no check", r.ID, r.Decided)
			case seen[r.ID]:
				t.Errorf("%s is in two gaps", r.ID)
			}
			seen[r.ID] = true
		}
		if g.Profile == "" {
			continue
		}
		if profiles[g.Profile] {
			t.Errorf("two gaps are about the profile %s", g.Profile)
		}
		profiles[g.Profile] = true
		open := false
		for _, r := range catalog.OfProfile(g.Profile) {
			open = open || g.Of(r) && decidable(r) && !checked[r.ID] && !seen[r.ID]
		}
		if !open {
			t.Errorf("the gap %q of the profile %s is closed", g.Why, g.Profile)
		}
	}
}

// No check claims to decide what no server shows.
func TestNoCheckDecidesWhatCannotBeDecided(t *testing.T) {
	for _, c := range suites.All() {
		for _, r := range c.Decides {
			if !decidable(r) {
				t.Errorf("%s decides %s, which is %s", c.ID, r.ID, r.Decided)
			}
		}
	}
}
