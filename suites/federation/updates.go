package federation

import (
	"context"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// updates is about foreign actors who tell the server of a new or revoked ID-Cert
// (API Unregistered_updateSessionCert).
var updates = []check.Check{
	{
		ID:      "federation.update.created",
		Title:   "answers with 201 when a foreign actor tells it of a new ID-Cert",
		Decides: []requirement.Requirement{api.UpdateSessionCertCreated},
		Needs:   needs,
		Honest:  true,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			res := tells(t, bob).Send(ctx)
			t.Granted(res, http.StatusCreated)
		},
	},
	{
		ID:      "federation.update.takes-over",
		Title:   "uses the new ID-Cert of a foreign session from then on",
		Decides: []requirement.Requirement{api.UpdateSessionCertChanges},
		Probes:  []ambiguity.Entry{ambiguity.ForeignTokenAfterUpdate},
		Needs:   needs,
		Run:     takesOver,
	},
	{
		ID:      "federation.update.revoked",
		Title:   "ends a foreign session when it is told that its ID-Cert was revoked",
		Decides: []requirement.Requirement{api.UpdateSessionCertRevokes},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			next := t.Renewed(bob)
			bob.Home.Revoke(bob.Issued)
			t.Answered(bob.UpdateIDCert(bob.PEM).Send(ctx)) // 401 or 403 would do, if the session ends
			t.Refused(bob.UpdateIDCert(next.PEM).Send(ctx), "the token of a session whose ID-Cert was revoked")
			t.LogIn(ctx, next)
			t.Grants(ctx, tells(t, next), "a request with the token for the ID-Cert that came after")
		},
	},
	{
		ID:      "federation.update.current",
		Title:   "reads a known ID-Cert of a session as an update or as a revocation",
		Decides: []requirement.Requirement{api.UpdateSessionCertCreated},
		Probes:  []ambiguity.Entry{ambiguity.UpdateOrRevoke},
		Needs:   needs,
		Run:     currentAgain,
	},
	honest(refusesUpdate("other-actor", "of another actor of the same home server", api.UpdateSessionCertOwnActor,
		func(t *check.T, bob *check.Foreigner) *check.Foreigner { return t.NewForeigner(bob.Home) })),
	refusesUpdate("other-home", "of an actor of the same name at another home server", api.UpdateSessionCertOwnActor,
		func(t *check.T, bob *check.Foreigner) *check.Foreigner {
			return t.NamedForeigner(t.NewPeer(), bob.Actor.FID.Local, sessionNamed(bob.ID))
		}),
	refusesUpdate("wrong-signer", "that another key than the home server's has signed", core.ForeignIssuerVerified,
		func(t *check.T, bob *check.Foreigner) *check.Foreigner {
			return t.Renewed(bob, peer.SignedBy(t.NewKey()))
		}),
	refusesUpdate("expired", "that has expired", core.ReceivedValidityChecked,
		func(t *check.T, bob *check.Foreigner) *check.Foreigner {
			return t.Renewed(bob, dated(-48*time.Hour, -time.Hour)(t, bob.Home))
		}),
	{
		ID:      "federation.update.local-actor",
		Title:   "refuses to be told by a foreign actor of the ID-Cert of an actor of its own",
		Decides: []requirement.Requirement{api.UpdateSessionCertOwnActor},
		Needs:   check.Needs{Peers: true, Trials: true, Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			bob := t.NamedForeigner(t.NewPeer(), laptop.Actor.FID.Local, sessionNamed(laptop.ID))
			t.LogIn(ctx, bob)
			t.Refuses(ctx, tells(t, bob), "the ID-Cert of an actor of the server with the same name", actor.Body([]byte(laptop.PEM)))
		},
	},
	{
		ID:      "federation.update.no-certificate",
		Title:   "answers with 400 when a foreign actor tells it of an ID-Cert that is none",
		Decides: []requirement.Requirement{api.UpdateSessionCertInvalid},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			garbage := tells(t, bob).With(actor.Body([]byte("this is no certificate")))
			half := tells(t, bob).With(actor.Body([]byte(bob.PEM[:len(bob.PEM)/2])))
			t.Refused(garbage.Send(ctx), "a body that is no ID-Cert", check.Status(http.StatusBadRequest))
			t.Refused(half.Send(ctx), "half of an ID-Cert", check.Status(http.StatusBadRequest))
			t.Grants(ctx, tells(t, bob), "an ID-Cert")
		},
	},
	{
		ID:      "federation.update.same-routes",
		Title:   "lets a foreign session be revoked by the route of home servers, or by that for foreign actors",
		Decides: []requirement.Requirement{core.RevocationSameRoutes},
		Probes:  []ambiguity.Entry{ambiguity.RevocationRoutes},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			next := t.Renewed(bob)
			bob.Home.Revoke(bob.Issued)
			res := bob.RevokeSession(bob.ID).Send(ctx)
			t.Answered(res)
			reading := "delete"
			if res.Status >= 400 {
				reading = "each-its-own"
				t.Accepts(ctx, bob.UpdateIDCert(bob.PEM), "telling the server of the revoked ID-Cert of the session, where DELETE /session is refused")
			}
			t.Refused(bob.UpdateIDCert(next.PEM).Send(ctx), "the token of a foreign session that was revoked")
			t.LogIn(ctx, next)
			t.Grants(ctx, tells(t, next), "a request with the token for the ID-Cert that came after")
			t.Took(ambiguity.RevocationRoutes, reading)
		},
	},
}

// refusesUpdate makes a check that a foreign session cannot come by one ID-Cert.
func refusesUpdate(id, which string, decides requirement.Requirement, other func(*check.T, *check.Foreigner) *check.Foreigner) check.Check {
	return check.Check{
		ID: "federation.update." + id, Title: "refuses to be told by a foreign actor of an ID-Cert " + which,
		Decides: []requirement.Requirement{decides}, Needs: needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			t.Refused(bob.UpdateIDCert(other(t, bob).PEM).Send(ctx), "an ID-Cert "+which)
			t.Grants(ctx, tells(t, bob), "telling the server of a new ID-Cert of the session")
		},
	}
}

// honest is a check that wants no more of a home server than every real one does.
func honest(c check.Check) check.Check {
	c.Honest = true
	return c
}

// sessionNamed gives an ID-Cert a session ID.
func sessionNamed(id string) func(*peer.Certification) {
	return func(c *peer.Certification) { c.SessionID = id }
}

// takesOver shows that the session belongs to the new ID-Cert: a login with that one
// leaves the old token none (core 4.1), or is refused for its sake.
func takesOver(ctx context.Context, t *check.T) {
	bob := t.NewForeigner(t.NewPeer())
	t.LogIn(ctx, bob)
	token, next := bob.Token, t.Renewed(bob)
	t.Grants(ctx, bob.UpdateIDCert(next.PEM), "telling the server of a new ID-Cert")
	last := t.Renewed(next)
	second := bob.UpdateIDCert(last.PEM)
	res := second.Send(ctx)
	t.Answered(res)
	reading := "kept"
	if res.Status >= 400 {
		reading = "ended"
	}
	if !again(ctx, t, last) {
		if reading == "ended" {
			t.Fail("a session token for the new ID-Cert of a session whose token has ended", "a refusal")
		}
		opens(ctx, t, bob, "the session token, which the new ID-Cert has now")
		t.Took(ambiguity.ForeignTokenAfterUpdate, reading)
		return
	}
	if last.Token != token {
		t.Refused(tells(t, last).With(actor.Token(token)).Send(ctx), "the token from before a login with the ID-Cert that the session has now")
	}
	opens(ctx, t, last, "the session token of the new ID-Cert")
	t.Took(ambiguity.ForeignTokenAfterUpdate, reading)
}

// currentAgain tells the server of ID-Certs that it knows, and that nobody revoked
//
func currentAgain(ctx context.Context, t *check.T) {
	home := t.NewPeer()
	bob := t.NewForeigner(home)
	t.LogIn(ctx, bob)
	t.Accepts(ctx, bob.UpdateIDCert(bob.PEM), "telling the server of the ID-Cert that the session has")
	if alive(ctx, t, bob) {
		t.Took(ambiguity.UpdateOrRevoke, "ask-home")
		return
	}
	carol := t.NewForeigner(home)
	t.LogIn(ctx, carol)
	next := t.Renewed(carol)
	t.Grants(ctx, carol.UpdateIDCert(next.PEM), "telling the server of a new ID-Cert")
	res := carol.UpdateIDCert(carol.PEM).Send(ctx)
	t.Answered(res)
	if res.Status >= 400 {
		return // the token has ended with the update, and does not show more
	}
	t.Took(ambiguity.UpdateOrRevoke, map[bool]string{true: "session-id", false: "serial"}[alive(ctx, t, carol)])
}

// alive reports whether a foreign session's token is good, by telling the server of
// a new ID-Cert.
func alive(ctx context.Context, t *check.T, f *check.Foreigner) bool {
	res := tells(t, f).Send(ctx)
	t.Answered(res)
	return res.OK()
}
