package suites_test

import (
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/selftest"
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

// withoutVariant are the readings of probed entries that the reference server
// cannot be switched to, and why.
var withoutVariant = map[string]string{
	"A-001=typespec":  "What the build lost of the sources is in no document that a server could keep.",
	"A-002=latest":    "There is one version, so that it looks like the literal reading.",
	"A-006=actual":    "An actor of such a server has a name that no federation ID has.",
	"A-016=mixed":     "Without a gateway it looks like numbers.",
	"A-029=frames":    "It is about the gateway.",
	"A-035=request":   "It shows as A-034=named.",
	"A-047=any-route": "One route takes solutions, so that it looks like the same route.",
	"A-049=prefix":    "No text says what the prefix is.",
	"A-065=separate":  "No text names the route.",
	"A-313=named":     "No request has a place for the time.",
}

// Every reading that a probe could meet is met: it is the reference server's own,
// one that it can be switched to, or listed with its reason.
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
			if i == 0 || r.Fails || tried[name] {
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
