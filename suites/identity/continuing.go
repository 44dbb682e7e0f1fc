package identity

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// continuing checks how a session goes on with its session ID, and how it ends
// itself, where one reading asks for more than another.
var continuing = []check.Check{
	{
		ID:      "identity.sessions.regenerate",
		Title:   "gives a session a new ID-Cert with the same session ID",
		Decides: []requirement.Requirement{core.Regenerate, core.RenewalSameSessionID},
		Probes:  []ambiguity.Entry{ambiguity.RenewalOrder, ambiguity.RotationRoute},
		Needs:   check.Needs{Actors: true},
		Run:     regenerate,
	},
	{
		ID:      "identity.sessions.reuse-expired",
		Title:   "takes the session ID of an expired ID-Cert again, or refuses it",
		Decides: []requirement.Requirement{core.SessionIDReuse},
		Probes:  []ambiguity.Entry{ambiguity.SessionIDFree},
		Needs:   check.Needs{Actors: true, Time: true},
		Alone:   true,
		Run:     reuseExpired,
	},
	{
		ID:      "identity.tokens.of-expired-certificate",
		Title:   "takes the token of a session whose ID-Cert has expired, or refuses it",
		Decides: []requirement.Requirement{core.TokenGivesAccess},
		Probes:  []ambiguity.Entry{ambiguity.TokenOfExpired},
		Needs:   check.Needs{Actors: true, Time: true},
		Alone:   true,
		Run:     expiredToken,
	},
	{
		ID:      "identity.sessions.revoke-own-without-factor",
		Title:   "ends a session that revokes itself without a second factor, or asks for one",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Probes:  []ambiguity.Entry{ambiguity.RevokeOwnSession},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			spare := newSession(ctx, t, laptop.Actor)
			opens(ctx, t, laptop)
			call := laptop.RevokeSession(laptop.ID)
			res := t.TakesOrRefuses(ctx, call.With(actor.WithoutSecondFactor()),
				"the revocation of the own session without a second factor", laptop.RevokeSession(spare.ID))
			if res == nil {
				t.Grants(ctx, call, "the same revocation with the second factor")
				t.Took(ambiguity.RevokeOwnSession, "needed")
			} else {
				t.Took(ambiguity.RevokeOwnSession, "not-needed")
			}
			noLongerOpens(ctx, t, laptop.Token, phone, "the token of a session that revoked itself")
		},
	},
}

// regenerate takes every reading of how it is done: with the session ID in use,
// after revoking it with the token kept, and after logging in again (A-064,
//
func regenerate(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	laptop := newSession(ctx, t, alice)
	again := alice.NewIDCert(idcert.SessionID(laptop.ID))
	own := again.With(actor.Token(laptop.Token))
	res := own.Send(ctx)
	t.GotAnswer(res)
	if own.Accepted(res) == nil {
		t.Took(ambiguity.RotationRoute, "post-idcert")
		t.Took(ambiguity.RenewalOrder, "ask-first")
		t.Hold(nil)
		return
	}
	t.Grants(ctx, laptop.RevokeSession(laptop.ID), "the revocation of the own session")
	t.Took(ambiguity.RotationRoute, "after-revocation")
	res = own.Send(ctx)
	t.GotAnswer(res)
	if own.Accepted(res) == nil {
		t.Took(ambiguity.RenewalOrder, "token-kept")
		t.Hold(nil)
		return
	}
	t.Accepts(ctx, again, "an ID-CSR with the session ID of the revoked session and the token of a login")
	t.Took(ambiguity.RenewalOrder, "log-in-again")
}

// reuseExpired asks for the session ID while its ID-Cert is valid, by the session
// that has it, and once it has expired.
func reuseExpired(ctx context.Context, t *check.T) {
	p := newProbe(ctx, t, nil)
	laptop := newSession(ctx, t, p.alice)
	own := p.alice.NewIDCert(idcert.SessionID(laptop.ID)).With(actor.Token(laptop.Token))
	res := own.Send(ctx)
	t.GotAnswer(res)
	if own.Accepted(res) == nil {
		t.Took(ambiguity.SessionIDFree, "own-session")
		t.Hold(nil)
		return
	}
	if laptop.Cert.NotAfter.Before(t.Now()) {
		t.Blocked(opNewIDCert, "the ID-Cert is expired when it is issued")
	}
	t.WaitUntil(ctx, laptop.Cert.NotAfter.Add(2*time.Second), "the end of an ID-Cert")
	control := p.alice.NewIDCert()
	if control.Accepted(control.Send(ctx)) != nil {
		t.Untested("the token from registering opens nothing any more after that")
	}
	reading := "revoked-or-expired"
	if p.send(ctx, "the session ID of an expired ID-Cert", idcert.SessionID(laptop.ID)) == nil {
		reading = "revoked"
	}
	t.Took(ambiguity.SessionIDFree, reading)
}

// expiredToken uses the token of a session before the end of its ID-Cert and after
// it, on a route that issues and so needs nothing else that could be over.
func expiredToken(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	ask := func() *actor.Call { return laptop.Actor.NewIDCert().With(actor.Token(laptop.Token)) }
	if !opensAny(ctx, laptop, ask()) {
		t.Untested("the token of a session opens no route that issues ID-Certs")
	}
	if laptop.Cert.NotAfter.Before(t.Now()) {
		t.Blocked(opNewIDCert, "the ID-Cert is expired when it is issued")
	}
	t.WaitUntil(ctx, laptop.Cert.NotAfter.Add(2*time.Second), "the end of an ID-Cert")
	res := ask().Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.Hold(nil)
		t.Took(ambiguity.TokenOfExpired, "lives")
		return
	}
	nextSession(ctx, t, laptop.Actor) // the actor is still there, and can ask
	t.Hold(nil)
	t.Took(ambiguity.TokenOfExpired, "ends")
}
