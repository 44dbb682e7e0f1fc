package selftest

import (
	"hash/fnv"
	"math/rand/v2"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// chosen are the checks that are run on a server: those that reach what is different
// about it, those that are there to notice it, and a sample of the others, which prove
// that they can be told. Unreached are the ids of those that do not reach it, run or not,
// and of those that are left out to be brief.
func (o Options) chosen(s server, t *target.Target) (chosen []check.Check, unreached map[string]bool) {
	unreached = map[string]bool{}
	reaches := o.reaching(s, t)
	for _, c := range o.Checks {
		reached := reaches(c)
		if !reached || o.Brief && s.kind == FaultKind {
			unreached[c.ID] = !reached || !s.notices(c) && !o.draws(s, c)
		}
		if s.notices(c) || o.draws(s, c) || !unreached[c.ID] {
			chosen = append(chosen, c)
		}
	}
	return chosen, unreached
}

// draws reports whether a check is in the sample of a server. Which ones are differs
// between servers, and is the same each time.
func (o Options) draws(s server, c check.Check) bool {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s.name + " " + c.ID)) // which never fails
	return rand.New(rand.NewPCG(h.Sum64(), uint64(o.Seed))).IntN(len(o.Checks)) < o.Sample
}

// outcome is what the checks came to on a server, and which of all of them reach
// nothing that is different about it.
type outcome struct {
	doc       *reports.Document
	unreached map[string]bool
}

// resultOf is what a check came to on a server. One that was left out came to what it
// comes to on the reference.
func (o Options) resultOf(got outcome, c check.Check) (result reports.Result, asked bool) {
	for _, r := range got.doc.Results {
		if r.Check == c.ID {
			return r, true
		}
	}
	if v, known := o.reach.verdict(c.ID); known && got.unreached[c.ID] {
		return reports.Result{Check: c.ID, Verdict: v, Detail: "it was not asked, since it reaches nothing that the server replaces"}, false
	}
	return reports.Result{Check: c.ID, Verdict: reports.Error, Detail: "the check has no result: " + got.doc.Partial}, true
}
