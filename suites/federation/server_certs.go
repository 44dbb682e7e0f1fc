package federation

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

const (
	// pastCaching is longer than anything is to be cached of which nobody says for how
	// long (core 6.4).
	pastCaching = 13 * time.Hour
	// longAfter is longer than a server that caches for longer is likely to.
	longAfter = 25 * time.Hour
)

// serverCerts is about the ID-Certs of other home servers: how long they are kept,
// and what becomes of another one (core 6.1.3, 6.4).
var serverCerts = []check.Check{
	{
		ID:      "federation.server-cert.kept",
		Title:   "gives tokens to actors of a home server that it knows already, at once and half a day later",
		Decides: []requirement.Requirement{core.ForeignTokenIssued},
		Probes:  []ambiguity.Entry{ambiguity.ServerCertCaching},
		Needs:   timed,
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			t.LogIn(ctx, t.NewForeigner(home))
			first := askedForServer(home)
			const what = "a solution of another actor of a home server that is known, "
			t.Accepts(ctx, t.LoggingIn(ctx, t.NewForeigner(home)), what+"at once")
			second := askedForServer(home)
			t.WaitUntil(ctx, t.Now().Add(pastCaching), "the end of what a server keeps by its own choice")
			t.Accepts(ctx, t.LoggingIn(ctx, t.NewForeigner(home)), what+"half a day later")
			switch {
			case second > first:
				t.Took(ambiguity.ServerCertCaching, "window") // no window came with it
			case askedForServer(home) > second:
				t.Took(ambiguity.ServerCertCaching, "own-choice")
			default:
				t.Took(ambiguity.ServerCertCaching, "until-failure")
			}
		},
	},
	{
		ID:      "federation.server-cert.another-key",
		Title:   "gives a token to an actor of a home server that has another key than before, or refuses it",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Probes:  []ambiguity.Entry{ambiguity.RootContinuity},
		Needs:   timed,
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			home, other := t.NewPeer(), t.NewPeer()
			t.LogIn(ctx, t.NewForeigner(home))
			if err := home.Rotate(); err != nil {
				t.Error("%v", err)
			}
			t.WaitUntil(ctx, t.Now().Add(longAfter), "the end of what is cached of a home server")
			right := t.NewForeigner(other)
			reading := "pinned"
			if t.LogsInOrNot(ctx, t.NewForeigner(home), "an actor of a home server that has had another key for a day", right) {
				reading = "current"
			}
			t.LogIn(ctx, right)
			t.Hold(nil)
			t.Took(ambiguity.RootContinuity, reading)
		},
	},
	{
		ID:      "federation.server-cert.attributes",
		Title:   "takes a home server whose name has the attributes of an actor, or refuses it",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Probes:  []ambiguity.Entry{ambiguity.ServerNameAttributes},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			alice := ofServerNamed(t, func(domain string) idcert.Name {
				return idcert.ActorName("home", domain, "home").Without(idcert.OIDCommonName)
			})
			right := t.NewForeigner(t.NewPeer())
			reading := "refused"
			if t.LogsInOrNot(ctx, alice, "an actor of a home server that has a UID and a session ID in its name", right) {
				reading = "ignored"
			}
			t.LogIn(ctx, right)
			t.Hold(nil)
			t.Took(ambiguity.ServerNameAttributes, reading)
		},
	},
	{
		ID:      "federation.home.common-name",
		Title:   "gives no token to an actor of a home server that has a common name in its own ID-Cert",
		Decides: []requirement.Requirement{core.ReceivedCorrectnessChecked},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			mallory := ofServerNamed(t, func(domain string) idcert.Name {
				return idcert.ActorName("home", domain, "home").Without(idcert.OIDUID).Without(idcert.OIDUniqueIdentifier)
			})
			t.RefusesLogin(ctx, mallory, "a home server that has a common name, which only actors have", t.NewForeigner(t.NewPeer()))
		},
	},
}

// askedForServer counts how often a home was asked for its own ID-Cert.
func askedForServer(h *peer.Home) int { return h.Asked(client.Base + "/idcert/server") }

// ofServerNamed is an actor of a home server with another name, which is in the
// ID-Certs of both alike.
func ofServerNamed(t *check.T, name func(domain string) idcert.Name) *check.Foreigner {
	label := t.NewLabel()
	own := name(t.Target().Peers.Name(label))
	home := t.NewPeerAt(label, peer.Root(func(c *idcert.Cert) { c.Issuer, c.Subject = own, own }))
	return t.NewForeigner(home, peer.Edited(func(c *idcert.Cert) { c.Issuer = own }))
}
