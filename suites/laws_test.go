package suites_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/suites"
)

var checkID = regexp.MustCompile(`^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*){2,3}$`)

func TestChecksAreWellFormed(t *testing.T) {
	seen, proves := map[string]bool{}, map[string]string{}
	for _, c := range suites.All() {
		if !checkID.MatchString(c.ID) {
			t.Errorf("%q is no id: want suite.topic.name in lower case", c.ID)
		}
		if seen[c.ID] {
			t.Errorf("%s stands twice", c.ID)
		}
		seen[c.ID] = true
		if c.Title == "" || strings.HasSuffix(c.Title, ".") || strings.ToLower(c.Title[:1]) != c.Title[:1] {
			t.Errorf("%s: the title %q is no sentence about the server without subject and full stop", c.ID, c.Title)
		}
		if c.Run == nil {
			t.Errorf("%s has no body", c.ID)
		}
		if len(c.Decides) == 0 {
			t.Errorf("%s decides nothing", c.ID)
		}
		for _, r := range c.Decides {
			if known, ok := catalog.ByID(r.ID); !ok || known != r {
				t.Errorf("%s decides %s, which is not in the catalogue", c.ID, r.ID)
			}
		}
		if c.Proves != "" && proves[c.Proves] != "" {
			t.Errorf("%s and %s both prove %q", c.ID, proves[c.Proves], c.Proves)
		}
		proves[c.Proves] = c.ID
	}
}

func TestFaultsAreWellFormed(t *testing.T) {
	name := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, f := range homeserver.Faults() {
		if !name.MatchString(f.Name) || seen[f.Name] {
			t.Errorf("the fault's name %q is no words joined by hyphens, or stands twice", f.Name)
		}
		seen[f.Name] = true
		if len(f.Breaks) == 0 || f.Set == nil {
			t.Errorf("the fault %s breaks or sets nothing", f.Name)
		}
		for _, id := range f.Breaks {
			if _, ok := catalog.ByID(id); !ok {
				t.Errorf("the fault %s breaks %s, which is not in the catalogue", f.Name, id)
			}
		}
	}
}

// A MUST that some check decides is broken by some fault: else nobody knows
// whether the check notices.
func TestEveryBindingRequirementWithACheckIsBrokenByAFault(t *testing.T) {
	broken := map[string]bool{}
	for _, f := range homeserver.Faults() {
		for _, id := range f.Breaks {
			broken[string(id)] = true
		}
	}
	for _, c := range suites.All() {
		for _, r := range c.Decides {
			if r.Level.Binding() && !broken[string(r.ID)] {
				t.Errorf("%s decides %s, which no fault breaks", c.ID, r.ID)
			}
		}
	}
}

// What is probed can be found out: the reading shows, and there is more than one.
func TestProbesFindOutWhatShows(t *testing.T) {
	probe := func(who string, entries []ambiguity.Entry) {
		seen := map[ambiguity.ID]bool{}
		for _, e := range entries {
			known, err := ambiguity.ByID(e.ID)
			switch {
			case err != nil:
				t.Errorf("%s: %v", who, err)
			case known.Title != e.Title:
				t.Errorf("%s probes %q as %s, and the register has %q", who, e.Title, e.ID, known.Title)
			case !known.Wire:
				t.Errorf("%s probes %s, which does not show on the wire", who, e.ID)
			case known.Erratum():
				t.Errorf("%s probes %s, which has one reading", who, e.ID)
			case seen[e.ID]:
				t.Errorf("%s probes %s twice", who, e.ID)
			}
			seen[e.ID] = true
		}
	}
	probe("the preflight", run.Probed())
	for _, c := range suites.All() {
		probe(c.ID, c.Probes)
	}
}

func TestSelect(t *testing.T) {
	some := []check.Check{{ID: "identity.csr.signature"}, {ID: "discovery.root.ca"}}
	for expression, want := range map[string]int{"": 2, "identity": 1, "!identity": 1, "check: containsAny {discovery.root.ca}": 1, "nothing": 0} {
		chosen, err := suites.Select(some, expression)
		if err != nil || len(chosen) != want {
			t.Errorf("Select(%q) chose %d checks (%v), want %d", expression, len(chosen), err, want)
		}
	}
	if _, err := suites.Select(some, "identity &&"); err == nil {
		t.Error("an expression that is cut short was taken")
	}
}
