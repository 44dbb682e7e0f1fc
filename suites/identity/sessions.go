package identity

import (
	"context"
	"slices"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// opInUse is that a session ID in use is not given to another session.
const opInUse = "the refusal of a session ID in use"

// sessions checks that a session ID belongs to one valid ID-Cert of an actor
// (section 6.1.1.3), and the ways in which sessions end.
var sessions = slices.Concat([]check.Check{
	{
		ID:      "identity.sessions.id-in-use",
		Title:   "rejects an ID-CSR with a session ID that a session of the actor is using",
		Decides: []requirement.Requirement{core.SessionIDInUseRefused},
		Needs:   check.Needs{Actors: true},
		Proves:  opInUse,
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop := newSession(ctx, t, alice)
			// With the token of the login: the session itself may ask.
			t.Refuses(ctx, alice.NewIDCert(), "a session ID in use", actor.CSR(idcert.SessionID(laptop.ID)))
		},
	},
	{
		ID:      "identity.sessions.id-of-other-session",
		Title:   "does not let a session regenerate the ID-Cert of another",
		Decides: []requirement.Requirement{core.RegenerateOwnSessionOnly},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop, phone := newSession(ctx, t, alice), newSession(ctx, t, alice)
			t.Refuses(ctx, alice.NewIDCert(), "the session ID of another session", func(c *actor.Call) {
				idcert.SessionID(laptop.ID)(c.CSR)
				c.SetToken(phone.Token)
			}, check.IfTaken(func() { refusesInUse(ctx, t, phone) }))
		},
	},
	{
		ID:      "identity.sessions.one-valid-certificate",
		Title:   "has at most one valid ID-Cert for a session ID of an actor",
		Decides: []requirement.Requirement{core.SessionIDOneValidCert, core.SessionIDUnique},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop := newSession(ctx, t, alice)
			valid := func() int { return validOf(withSessionID(t.Certs(ctx, alice), laptop.ID), t.Now()) }
			if n := valid(); n != 1 {
				t.Blocked("Unregistered_actorCerts", "the list shows %d valid ID-Certs of a new session", n)
			}
			refusesInUse(ctx, t, laptop)
			if n := valid(); n > 1 {
				t.Fail("one valid ID-Cert for the session ID", "%d", n)
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.sessions.not-overridden",
		Title:   "leaves a session as it is when its session ID is asked for again",
		Decides: []requirement.Requirement{core.SessionIDNotOverridden},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			alive(ctx, t, laptop)
			refusesInUse(ctx, t, laptop)
			untouched(ctx, t, laptop)
		},
	},
	{
		ID:      "identity.sessions.reuse",
		Title:   "takes a session ID again after the session that had it was revoked",
		Decides: []requirement.Requirement{core.SessionIDReuse},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop, phone := newSession(ctx, t, alice), newSession(ctx, t, alice)
			t.Grants(ctx, phone.RevokeSession(laptop.ID), "the revocation of a session")
			t.Accepts(ctx, alice.NewIDCert(idcert.SessionID(laptop.ID)), "an ID-CSR with the session ID of a revoked session")
		},
	},
	{
		ID:      "identity.sessions.same-id-of-other-actor",
		Title:   "issues an ID-Cert with a session ID that another actor is using",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			bob := t.NewActor(ctx)
			newSession(ctx, t, bob)
			t.Accepts(ctx, bob.NewIDCert(idcert.SessionID(laptop.ID)), "an ID-CSR with the session ID of another actor's session")
		},
	},
}, renewals, continuing, revocation, updates)

// newSession makes a session that is called by the ID that was asked for. What
// stands in its ID-Cert is for other checks.
func newSession(ctx context.Context, t *check.T, a *actor.Actor) *actor.Session {
	id := a.NewSessionID()
	call := a.NewIDCert(idcert.SessionID(id))
	s := t.Session(call, t.Grants(ctx, call, "a right ID-CSR"))
	s.ID = id
	return s
}

// refusesInUse asks for the session ID of a session with the token of the login,
// which is none of that session. Where that is granted, another check says so, and
// what becomes of the session then follows from it.
func refusesInUse(ctx context.Context, t *check.T, s *actor.Session) {
	call := s.Actor.NewIDCert(idcert.SessionID(s.ID))
	res := call.Send(ctx)
	t.GotAnswer(res)
	if call.Accepted(res) == nil {
		t.Blocked(opInUse, "an ID-CSR with a session ID in use was granted")
	}
}

// opens has a session revoke another, made for that, with its token: what the
// token of a session is good for.
func opens(ctx context.Context, t *check.T, s *actor.Session) {
	t.Grants(ctx, s.RevokeSession(newSession(ctx, t, s.Actor).ID), "a request with the token of a session")
}

// stillOpens fails the check unless the token of a session that opened something
// before still does.
func stillOpens(ctx context.Context, t *check.T, s *actor.Session, what string) {
	t.Accepts(ctx, s.RevokeSession(newSession(ctx, t, s.Actor).ID), what)
}

// noLongerOpens fails the check unless the token is refused what a witness, a
// session of the same actor, is then granted.
func noLongerOpens(ctx context.Context, t *check.T, token string, witness *actor.Session, flaw string) {
	spare := newSession(ctx, t, witness.Actor)
	t.Refuses(ctx, witness.RevokeSession(spare.ID), flaw, actor.Token(token))
}

// validOf counts the entries whose ID-Cert is valid.
func validOf(entries []check.Entry, now time.Time) int {
	valid := 0
	for _, e := range entries {
		if e.InvalidatedAt == nil && !now.After(e.Cert.NotAfter) {
			valid++
		}
	}
	return valid
}
