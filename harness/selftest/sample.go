package selftest

import (
	"hash/fnv"
	"math/rand/v2"

	"github.com/p2conform/p2conform/harness/check"
)

// chosen are the checks that are run on a server: all, or on a faulty one those
// that can notice its fault and a sample of the others.
func (o Options) chosen(s server) []check.Check {
	if o.Sample <= 0 || s.kind != FaultKind {
		return o.Checks
	}
	var chosen []check.Check
	for _, c := range o.Checks {
		if o.asks(s, c) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// asks reports whether a check is run on a server. Which ones are drawn differs
// between faults, and is the same each time.
func (o Options) asks(s server, c check.Check) bool {
	if o.Sample <= 0 || s.kind != FaultKind || decidesAny(c, s.fault) {
		return true
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(s.name + " " + c.ID)) // which never fails
	return rand.New(rand.NewPCG(h.Sum64(), uint64(o.Seed))).IntN(len(o.Checks)) < o.Sample
}
