package suites_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/suites"
)

// withoutStrictFlaw are the places and flaws for which no fault is written, and why.
// An asterisk stands for every flaw.
var withoutStrictFlaw = map[string]string{
	"solution, key-small-order":               keyOfCert,
	"solution, key-small-order-non-canonical": keyOfCert,
	"solution, key-zero":                      keyOfCert,
	"solution, key-and-signature-zero":        keyOfCert,
	"solution, key-no-point":                  keyOfCert,
	"solution, key-mixed-order":               keyOfCert,
	"update, *":                               "A server knows its own ID-Certs by what they are, and need not verify its own signature; those of others come with a peer.",
	"gateway, *":                              "The gateway has a suite of its own to come.",
	"messages, *":                             "What a message is signed over is open (A-205), and no message is sent to a server yet.",
}

const keyOfCert = "The key is that of an ID-Cert: who is lax on it has taken it with the ID-CSR."

// siteOf says which checks are about a place, by how their ids begin.
var siteOf = map[string][]string{
	"issue":        {"identity.csr."},
	"renewal":      {"identity.sessions.regenerate-"},
	"registration": {"auth.registration.csr-"},
	"login":        {"auth.login.csr-"},
	"solution":     {"identity.challenge."},
}

// Wherever a server verifies a signature, each flaw that only a strict verifier sees
// is a fault of its own (section 6.2.1), and a check of that place notices: of the
// place, since one of another place that fails on the fault is about more than it.
func TestSignaturesAreVerifiedStrictlyEverywhere(t *testing.T) {
	places := []string{"update", "gateway", "messages"}
	for _, site := range homeserver.StrictSites() {
		places = append(places, site.Name)
	}
	faults := map[string]homeserver.Fault{}
	for _, f := range homeserver.Faults() {
		faults[f.Name] = f
	}
	used := map[string]bool{}
	for _, place := range places {
		var checks []check.Check
		for _, c := range suites.All() {
			if slices.ContainsFunc(siteOf[place], func(begin string) bool { return strings.HasPrefix(c.ID, begin) }) {
				checks = append(checks, c)
			}
		}
		for _, flaw := range idcert.StrictFlaws() {
			cell := place + ", " + flaw.Name
			used[cell], used[place+", *"] = true, true
			why := withoutStrictFlaw[cell] + withoutStrictFlaw[place+", *"]
			f, ok := faults["strict-"+place+"-"+flaw.Name]
			if ok != (why == "") {
				t.Errorf("%s: there is a fault: %v, and a reason that there is none: %q", cell, ok, why)
			}
			if !ok {
				continue
			}
			t.Run(cell, func(t *testing.T) {
				var b homeserver.Behaviour
				f.Set(&b)
				if found := failing(t, deciding(checks, f), b); len(found) == 0 {
					t.Error("no check of this place fails")
				}
			})
		}
	}
	for cell := range withoutStrictFlaw {
		if !used[cell] {
			t.Errorf("there is no %s: take its reason out", cell)
		}
	}
}

// deciding are the checks that decide what a fault breaks.
func deciding(checks []check.Check, f homeserver.Fault) []check.Check {
	var some []check.Check
	for _, c := range checks {
		for _, r := range c.Decides {
			if slices.Contains(f.Breaks, r.ID) {
				some = append(some, c)
				break
			}
		}
	}
	return some
}
