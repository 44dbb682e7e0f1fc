package suites_test

import (
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/suites"
)

// A variant whose reading nobody finds out shows that nothing fails on it, and
// leaves open whether it is that reading.
func TestEveryVariantIsProbed(t *testing.T) {
	o := selftest.Options{Checks: suites.All(), Probed: run.Probed(), Variants: homeserver.Variants()}
	for _, name := range o.Unprobed() {
		t.Errorf("no check and no preflight finds out the reading of %s", name)
	}
}

// probed are the places of which the preflight or some check finds out the reading.
func probed() map[ambiguity.ID]bool {
	ids := map[ambiguity.ID]bool{}
	for _, e := range run.Probed() {
		ids[e.ID] = true
	}
	for _, c := range suites.All() {
		for _, e := range c.Probes {
			ids[e.ID] = true
		}
	}
	return ids
}

// toFindOut reports whether there is a reading to find out: it shows, and there is
// more than one.
func toFindOut(e ambiguity.Entry) bool { return e.Wire && !e.Erratum() }

// What shows is found out, or the list says why not.
func TestNoReadingIsMissedInSilence(t *testing.T) {
	found := probed()
	for _, e := range ambiguity.All {
		if toFindOut(e) && !found[e.ID] && suites.WhyUnprobed(e) == "" {
			t.Errorf("%s has no probe, and no silence says why: %s", e.ID, e.Title)
		}
	}
}

// An entry that got a probe is taken out of the list.
func TestSilencesAreOpen(t *testing.T) {
	found, seen, said := probed(), map[ambiguity.ID]bool{}, map[string]bool{}
	for _, s := range suites.Silences {
		switch {
		case !strings.HasSuffix(s.Why, ".") || strings.ToUpper(s.Why[:1]) != s.Why[:1]:
			t.Errorf("%q is no sentence", s.Why)
		case said[s.Why]:
			t.Errorf("%q stands twice", s.Why)
		case len(s.Entries) == 0:
			t.Errorf("%q is about nothing", s.Why)
		}
		said[s.Why] = true
		for _, e := range s.Entries {
			known, err := ambiguity.ByID(e.ID)
			switch {
			case err != nil:
				t.Errorf("%q: %v", s.Why, err)
			case known.Title != e.Title:
				t.Errorf("%q is about %q as %s, and the register has %q", s.Why, e.Title, e.ID, known.Title)
			case found[e.ID]:
				t.Errorf("%s has a probe, and %q says why it has none", e.ID, s.Why)
			case !toFindOut(known):
				t.Errorf("%s does not show, or has one reading, and %q says why it has no probe", e.ID, s.Why)
			case seen[e.ID]:
				t.Errorf("%s is in two silences", e.ID)
			}
			seen[e.ID] = true
		}
	}
}

// withoutVariant are the readings of probed entries that the reference server
// cannot be switched to, and why.
var withoutVariant = map[string]string{
	"A-001=typespec":     "What the build lost of the sources is in no document that a server could keep.",
	"A-002=latest":       "There is one version, so that it looks like the literal reading.",
	"A-006=actual":       "An actor of such a server has a name that no federation ID has.",
	"A-030=none":         "How many requests a limit would take is not known.",
	"A-016=mixed":        "Without a gateway it looks like numbers.",
	"A-029=frames":       "It is about the gateway.",
	"A-035=request":      "It shows as A-034=named.",
	"A-047=any-route":    "One route takes solutions, so that it looks like the same route.",
	"A-049=prefix":       "No text says what the prefix is.",
	"A-065=separate":     "No text names the route.",
	"A-112=configured":   "It is at the place that a target file names.",
	"A-143=other":        "Nobody knows what the route is, so that it looks like none.",
	"A-209=limited":      "How many questions a limit would take is not known.",
	"A-205=extension":    "Messages are posted with a signature over their content, which every extension that takes them has.",
	"A-207=build":        "Who keeps the built document keeps its sources as well.",
	"A-307=own-included": "That no number was met twice shows nothing.",
	"A-321=extension":    "The messages that are posted are of no extension, so that it looks like one of the others.",
	"A-322=inside":       "The messages that are posted have no ID, so that it looks like the content.",
	"A-313=named":        "No request has a place for the time.",
}

// Every reading that a probe could meet is met: it is the reference server's own,
// and shows there, one that it can be switched to, or listed with its reason.
func TestEveryProbedReadingIsTried(t *testing.T) {
	tried := map[string]bool{}
	for _, v := range homeserver.Variants() {
		tried[v.Name()] = true
	}
	probed := run.Probed()
	for _, c := range suites.All() {
		probed = append(probed, c.Probes...)
	}
	open := map[string]bool{}
	for _, e := range probed {
		for i, r := range e.Readings {
			name := string(e.ID) + "=" + r.ID
			if i == 0 && !e.Rare || r.Fails || tried[name] {
				continue
			}
			open[name] = true
			if withoutVariant[name] == "" {
				t.Errorf("%s is probed, and the reference server cannot be switched to %q: write the variant, or why not", e.ID, r.ID)
			}
		}
	}
	for name := range withoutVariant {
		if !open[name] {
			t.Errorf("%s has a variant, fails, or is not probed any more, and stands among those without", name)
		}
	}
}
