package selftest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// reach is what of the reference server's table is called, and for whom. A check that
// calls no entry that another server replaces meets on that one what it meets on the
// reference, and comes to the same verdict: what a server draws is a matter of the
// request (homeserver.Server.Recurring), and its clock stands still. The same holds
// where the other server's entries were called beside and came to the same
// (homeserver.Trace): what they remember is what they would have remembered.
//
// What that does not see is what one check does to another on the same server: a
// check may meet what an entry did to the state of all for a check beside it. Options.Whole
// runs all of them together, and the sample those that are drawn.
type reach struct {
	// atStart is called before anybody asks, and inPreflight before any check does; by
	// is for a check, by its id.
	atStart, inPreflight *called
	by                   map[string]*called
	// found is what the preflight found out, and verdicts are what the checks came to.
	found    found
	verdicts map[string]reports.Verdict
}

// called are entries of the reference server's table by their names, and the servers
// one of whose entries came to something else when it was called beside, by theirs.
type called struct{ entries, differing map[string]bool }

func newCalled() *called {
	return &called{entries: map[string]bool{}, differing: map[string]bool{}}
}

// trace runs all checks on the reference server, one after another, and takes down
// what each of them reaches.
func (o Options) trace(ctx context.Context) (*reach, error) {
	r := &reach{atStart: newCalled(), inPreflight: newCalled(), by: map[string]*called{}, verdicts: map[string]reports.Verdict{}}
	var mu sync.Mutex
	now := r.atStart
	next := func(c *called) {
		mu.Lock()
		defer mu.Unlock()
		now = c
	}
	beside := slices.DeleteFunc(o.servers(), func(s server) bool { return !s.shadows() })
	trace := &homeserver.Trace{
		Called: func(entry string) {
			mu.Lock()
			defer mu.Unlock()
			now.entries[entry] = true
		},
		Differs: func(shadow int) {
			mu.Lock()
			defer mu.Unlock()
			now.differing[beside[shadow].name] = true
		},
	}
	for _, s := range beside {
		trace.Shadows = append(trace.Shadows, s.behaviour())
	}
	e, err := target.StartEmbedded(target.EmbeddedOptions{
		Seed: o.Seed, InMemory: true, Memory: o.memory, Start: o.start, Still: true, Recurring: true, Trace: trace,
	})
	if err != nil {
		return nil, err
	}
	defer e.Close() // nothing that a test server's end could say matters here
	next(r.inPreflight)
	opts := run.Options{
		Checks: o.Checks, Target: e.Target, Seed: o.Seed, Parallel: 1, CheckTimeout: faultTimeout, Trusted: true,
		Progress: func(result reports.Result) {
			if result.Verdict != 0 {
				r.verdicts[result.Check] = result.Verdict
				return
			}
			r.by[result.Check] = newCalled()
			next(r.by[result.Check])
		},
	}
	if opts.Preflight, err = run.Preflight(ctx, e.Target, nil); err != nil {
		return nil, err
	}
	r.found = foundOut(e.Target)
	_, err = run.Run(ctx, opts)
	return r, err
}

// any reports a call of an entry with one of the names.
func (c *called) any(names []string) bool {
	return c != nil && slices.ContainsFunc(names, func(name string) bool { return c.entries[name] })
}

// shadows reports a server whose entries can be called beside those of the reference.
func (s server) shadows() bool {
	return (s.kind == FaultKind || s.kind == VariantKind) && s.behaviour().CanShadow()
}

// found is what a preflight finds out about an embedded server: how checks go on.
type found struct {
	domain       string
	domainGiven  bool
	path         string
	driver       driver.Driver
	noDriver     string
	peers        bool
	noPeers      string
	noForeigners string
	dialect      target.Dialect
}

func foundOut(t *target.Target) found {
	return found{
		domain: t.Domain, domainGiven: t.DomainGiven, path: t.URL.Path, driver: t.Driver, noDriver: t.NoDriver,
		peers: t.Peers != nil, noPeers: t.NoPeers, noForeigners: t.NoForeigners, dialect: t.Dialect,
	}
}

// reaching are the checks that may come to something else on a server than on the
// reference, as far as the trace tells.
func (o Options) reaching(s server, t *target.Target) func(check.Check) bool {
	r, everyCheck := o.reach, func(check.Check) bool { return true }
	if r == nil || s.kind != FaultKind && s.kind != VariantKind {
		return everyCheck
	}
	functions, values := s.behaviour().Replaced()
	differs := func(c *called) bool { return c.any(functions) }
	if s.shadows() {
		differs = func(c *called) bool { return c != nil && c.differing[s.name] }
	}
	switch {
	case len(values) > 0, differs(r.atStart):
		return everyCheck
	case differs(r.inPreflight) && !reflect.DeepEqual(foundOut(t), r.found):
		return everyCheck
	}
	return func(c check.Check) bool {
		if c.Needs.Racing { // whose requests come in another order each time
			return r.by[c.ID].any(functions)
		}
		return differs(r.by[c.ID])
	}
}

// notices reports a check that is there to notice what is different about a server.
func (s server) notices(c check.Check) bool {
	switch s.kind {
	case FaultKind:
		return decidesAny(c, s.fault)
	case VariantKind:
		return probes(c, s.variant)
	}
	return false
}

func probes(c check.Check, v homeserver.Variant) bool {
	for _, e := range c.Probes {
		if e.ID == v.Entry.ID {
			return true
		}
	}
	return false
}

// strayed are the checks that came to something else on a server than on the
// reference, although they reach nothing that it replaces and are not there to notice
// it; and on the reference, than where they were traced: what was called beside must
// have left something behind.
func (o Options) strayed(s server, got outcome) []Finding {
	var strayed []Finding
	for _, c := range o.Checks {
		result, asked := o.resultOf(got, c)
		want, known := o.reach.verdict(c.ID)
		if known && asked && result.Verdict != want && (s.kind == Reference || got.unreached[c.ID] && !s.notices(c)) {
			why := fmt.Sprintf("%s, and %s when the reference server was traced: %s %s %s", result.Verdict, want, result.Expected, result.Actual, result.Detail)
			strayed = append(strayed, Finding{s.name, c.ID, why})
		}
	}
	return strayed
}

func (r *reach) verdict(id string) (reports.Verdict, bool) {
	if r == nil {
		return 0, false
	}
	v, known := r.verdicts[id]
	return v, known
}
