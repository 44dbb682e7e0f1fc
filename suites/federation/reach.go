package federation

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// reach is about where strangers may lead a server. The text says little about it:
// what always holds is that nobody is let in, that the server does not fail, and that
// it answers. Whether it asks is recorded.
var reach = []check.Check{
	{
		ID:      "federation.reach.addresses",
		Title:   "gives no token for federation IDs whose domain name is an address of its own machine or network",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Probes:  []ambiguity.Entry{ambiguity.InnerAddresses},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			tried, trap := loopbackOnly, (*peer.Trap)(nil)
			if t.Traps() {
				tried = slices.Concat(plainAddresses, innerNames(t), spelledAddresses)
				trap = t.NewTrap(tried...)
			}
			asked := map[string]bool{}
			for _, domain := range tried {
				before := arrivals(trap)
				t.GivesNoToken(ctx, t.LoggingIn(ctx, claiming(t, direct.Home, domain)), "a federation ID whose domain name is "+domain, direct)
				asked[domain] = arrivals(trap) > before
			}
			t.LogIn(ctx, direct)
			if trap != nil {
				t.Took(ambiguity.InnerAddresses, howMany(asked, plainAddresses))
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.reach.domains",
		Title:   "gives no token for federation IDs whose domain name is none",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			if t.Target().Dialect.SolvesWithCert() {
				t.NotApplicable("a completed key trial names its actor by an ID-Cert alone (A-035)")
			}
			home := t.NewPeer()
			direct := t.NewForeigner(home)
			t.Offered(":", "user:", "user:password", home.Domain+":") // so does what reads it as a part of an address
			for _, domain := range oddDomains(home.Domain) {
				mallory := t.NewForeigner(home, peer.Hidden()) // whom nobody can verify, wherever the server asks
				mallory.Actor.FID.Domain = domain
				t.GivesNoToken(ctx, t.LoggingIn(ctx, mallory), "a federation ID whose domain name is "+shown(domain), direct)
			}
			t.LogIn(ctx, direct)
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.reach.delegated-addresses",
		Title:   "gives no token where a well-known document leads to its own machine or network",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Probes:  []ambiguity.Entry{ambiguity.InnerDelegation},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			f := followed(ctx, t)
			tried, trap := loopbackOnly, (*peer.Trap)(nil)
			if t.Traps() {
				tried = slices.Concat(plainAddresses, innerNames(t))
				trap = t.NewTrap(tried...)
			}
			asked := map[string]bool{}
			for _, name := range tried {
				for _, what := range sorted(leadings) {
					home := host(t, t.NewPeer(), leadings[what](f, authority(name, trap != nil)))
					before := arrivals(trap)
					t.GivesNoToken(ctx, t.LoggingIn(ctx, t.NewForeigner(home)), fmt.Sprintf("an actor whose home server has %s to %s", what, name), direct)
					asked[what+" "+name] = arrivals(trap) > before
				}
			}
			t.LogIn(ctx, direct)
			if trap != nil {
				var documents []string
				for _, name := range tried {
					documents = append(documents, byDocument+" "+name)
				}
				t.Took(ambiguity.InnerDelegation, howMany(asked, documents))
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.reach.schemes",
		Title:   "gives no token where a well-known document or a redirect leads to something else than HTTP",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			for _, address := range otherSchemes {
				document := peer.Hosting{Document: func(w http.ResponseWriter, r *http.Request, _ string) { peer.API(w, r, address) }}
				redirect := peer.Hosting{Document: always(to(address)), Otherwise: always(to(address))}
				ways := map[string]peer.Hosting{byDocument: document, byRedirect: redirect}
				for _, what := range sorted(ways) {
					home := host(t, t.NewPeer(), ways[what])
					t.GivesNoToken(ctx, t.LoggingIn(ctx, t.NewForeigner(home)), fmt.Sprintf("an actor whose home server has %s to %s", what, shown(address)), direct)
				}
			}
			t.LogIn(ctx, direct)
			t.Hold(nil)
		},
	},
}

// What leads a server on.
const (
	byDocument = "a well-known document that leads"
	byRedirect = "a redirect of its API and its document"
	byAPI      = "a redirect of its API"
)

// leadings are how a home leads to a host.
var leadings = map[string]func(f form, host string) peer.Hosting{
	byDocument: func(f form, host string) peer.Hosting {
		return peer.Hosting{Document: func(w http.ResponseWriter, r *http.Request, _ string) {
			f.write(w, r, "https://"+host+"/.p2/core/")
		}}
	},
	byRedirect: func(_ form, host string) peer.Hosting {
		return peer.Hosting{Document: always(to("https://" + host + peer.WellKnownPath)), Otherwise: always(to("https://" + host + "/"))}
	},
	byAPI: func(_ form, host string) peer.Hosting {
		return peer.Hosting{Document: always(http.NotFound), Otherwise: always(to("https://" + host + "/"))}
	},
}

// to answers with a redirect to an address as it stands.
func to(address string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", address)
		w.WriteHeader(http.StatusTemporaryRedirect)
	}
}

// always answers in the same way, wherever the API is.
func always(h http.HandlerFunc) func(http.ResponseWriter, *http.Request, string) {
	return func(w http.ResponseWriter, r *http.Request, _ string) { h(w, r) }
}

// authority is a host in an address. What cannot be counted is led to a port at which
// nobody listens, so that nothing of the target's machine is disturbed.
func authority(name string, counted bool) string {
	if strings.Contains(name, ":") {
		name = "[" + strings.Trim(name, "[]") + "]"
	}
	if !counted {
		name += ":9"
	}
	return name
}

// claiming is an actor who claims a domain name that is a host's.
func claiming(t *check.T, home *peer.Home, domain string) *check.Foreigner {
	mallory := t.NewForeigner(home, peer.Hidden(), func(c *peer.Certification) {
		c.Edit = func(cert *idcert.Cert) {
			cert.Issuer, cert.Subject = idcert.ServerName(domain), idcert.ActorName(c.Local, domain, c.SessionID)
		}
	})
	mallory.Actor.FID.Domain = domain
	return mallory
}

// arrivals counts what a trap has caught; nil catches nothing.
func arrivals(trap *peer.Trap) int {
	if trap == nil {
		return 0
	}
	return len(trap.Visits())
}

// howMany says whether none, some or all were asked; all are those that matter.
func howMany(asked map[string]bool, all []string) string {
	some, every := false, true
	for _, was := range asked {
		some = some || was
	}
	for _, name := range all {
		every = every && asked[name]
	}
	switch {
	case every:
		return "asked"
	case some:
		return "some"
	}
	return "refused"
}
