package suites_test

import (
	"slices"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

// besides are the checks that can be run between two real servers.
func besides() []check.Check {
	return slices.DeleteFunc(suites.All(), func(c check.Check) bool { return !c.Honest })
}

// Two servers that conform get along, whatever readings they take; one that is broken
// is found out as the one that is visited, and not as the one that is left.
func TestBetweenTwo(t *testing.T) {
	if len(besides()) < 4 {
		t.Fatalf("only %d checks can be run between two servers", len(besides()))
	}
	network := peer.NewNetwork("", time.Now)
	plain := inNetwork(t, network, "plain.p2.example", homeserver.Behaviour{})
	var other, broken homeserver.Behaviour
	for _, v := range homeserver.Variants() {
		if v.Name() == "A-033=get-challenge" {
			v.Set(&other)
		}
	}
	for _, f := range homeserver.Faults() {
		if f.Name == "foreign-signature-any" {
			f.Set(&broken)
		}
	}
	another := inNetwork(t, network, "another.p2.example", other)
	faulty := inNetwork(t, network, "faulty.p2.example", broken)
	for _, c := range []struct {
		visited, home *target.Target
		fails         bool
	}{{plain, another, false}, {another, plain, false}, {plain, faulty, false}, {faulty, plain, true}} {
		tg := *c.visited
		tg.Beside = c.home
		doc, err := run.Run(t.Context(), run.Options{Checks: besides(), Suite: suites.All(), Target: &tg, Seed: 1, Nonce: c.visited.Domain + c.home.Domain})
		if err != nil {
			t.Fatal(err)
		}
		failed := 0
		for _, r := range doc.Results {
			switch r.Verdict {
			case reports.Pass:
			case reports.Fail:
				failed++
				if !c.fails {
					t.Errorf("%s visited from %s: %s: expected %s, got %s", c.visited.Domain, c.home.Domain, r.Check, r.Expected, r.Actual)
				}
			default:
				t.Errorf("%s visited from %s: %s: %s: %s", c.visited.Domain, c.home.Domain, r.Check, r.Verdict, r.Detail)
			}
		}
		if c.fails && failed == 0 {
			t.Errorf("%s visited from %s: nothing failed", c.visited.Domain, c.home.Domain)
		}
	}
}

// inNetwork is a server that finds others in a network, and is found there.
func inNetwork(t *testing.T, n *peer.Network, domain string, b homeserver.Behaviour) *target.Target {
	t.Helper()
	home := &homeserver.Server{Domain: domain, Outbound: n, Behaviour: b}
	e, err := target.Serve(home, domain)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	if err := n.Lead(domain, home); err != nil {
		t.Fatal(err)
	}
	e.Domain, e.DomainGiven = domain, true
	if _, err := run.Preflight(t.Context(), e.Target, nil); err != nil {
		t.Fatal(err)
	}
	return e.Target
}
