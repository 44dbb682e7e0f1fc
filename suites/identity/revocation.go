package identity

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// revocation checks DELETE /session (section 6.1.4; API Registered_deleteSession).
var revocation = []check.Check{
	{
		ID:      "identity.sessions.revoke",
		Title:   "revokes another session of the actor, and answers with 204",
		Decides: []requirement.Requirement{api.DeleteSessionNoContent, core.RevocableByActor},
		Probes:  []ambiguity.Entry{ambiguity.EmptyContentLength},
		Needs:   check.Needs{Actors: true},
		Proves:  "Registered_deleteSession",
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			res := laptop.RevokeSession(phone.ID).Send(ctx)
			if !res.OK() && !opensAny(ctx, laptop, laptop.Actor.NewIDCert(), laptop.KeyTrials(laptop.Actor.FID.String())) {
				t.Blocked("Registered_newIdCert", "the token of a new session opens no other route either")
			}
			t.Granted(res, http.StatusNoContent)
			_, sent := res.Header["Content-Length"]
			t.Took(ambiguity.EmptyContentLength, map[bool]string{true: "sent", false: "omitted"}[sent])
		},
	},
	{
		ID:      "identity.sessions.revoke-own",
		Title:   "revokes the session whose token asks for it",
		Decides: []requirement.Requirement{core.RevocableByActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
			t.Accepts(ctx, laptop.RevokeSession(laptop.ID), "the revocation of the own session")
		},
	},
	{
		ID:      "identity.sessions.revoke-invalidates",
		Title:   "shows the ID-Cert of a revoked session as invalidated",
		Decides: []requirement.Requirement{api.DeleteSessionInvalidates, api.CacheableIDCertInvalidatedAt, core.HomeServesCert},
		Needs:   check.Needs{Actors: true},
		Run:     revocationShows,
	},
	{
		ID:      "identity.sessions.revoke-ends",
		Title:   "takes no token of a session that another one revoked",
		Decides: []requirement.Requirement{core.RevocationEndsSession, api.DeleteSessionEnds},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			opens(ctx, t, phone)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			noLongerOpens(ctx, t, phone.Token, laptop, "the token of a revoked session")
		},
	},
	{
		ID:      "identity.sessions.revoke-own-ends",
		Title:   "takes no token of a session that revoked itself",
		Decides: []requirement.Requirement{core.RevocationEndsSession, api.DeleteSessionEnds},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			opens(ctx, t, phone)
			t.Grants(ctx, phone.RevokeSession(phone.ID), "the revocation of the own session")
			noLongerOpens(ctx, t, phone.Token, laptop, "the token of a session that revoked itself")
		},
	},
	{
		ID:      "identity.sessions.revoke-others-live",
		Title:   "still takes the tokens of an actor's other sessions after one was revoked",
		Decides: []requirement.Requirement{core.TokenGivesAccess},
		Needs:   check.Needs{Actors: true},
		Run:     othersLive,
	},
	{
		ID:      "identity.sessions.revoke-unknown",
		Title:   "answers with 404 when it is to revoke a session that the actor does not have",
		Decides: []requirement.Requirement{api.DeleteSessionUnknown},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			opens(ctx, t, laptop)
			t.Refuses(ctx, laptop.RevokeSession(phone.ID), "a session ID that no session has",
				actor.Query("session_id", laptop.Actor.NewSessionID()), check.Status(http.StatusNotFound))
		},
	},
	{
		ID:      "identity.sessions.revoke-twice",
		Title:   "refuses to revoke a session that was revoked before, or answers as the first time",
		Decides: []requirement.Requirement{api.DeleteSessionUnknown},
		Probes:  []ambiguity.Entry{ambiguity.RevokeEndedSession},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			res := laptop.RevokeSession(phone.ID).Send(ctx)
			t.Answered(res)
			if res.Status != http.StatusNoContent { // it is revoked, as was asked
				t.Refused(res, "a session that was revoked before")
			}
			t.Hold(nil)
			took(t, ambiguity.RevokeEndedSession, strconv.Itoa(res.Status))
		},
	},
	{
		ID:      "identity.sessions.revoke-other-actor",
		Title:   "leaves a session alone whose session ID another actor asks to revoke",
		Decides: []requirement.Requirement{api.DeleteSessionOwnActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alices := newSession(ctx, t, t.NewActor(ctx))
			bobs, spare := twoSessions(ctx, t)
			alive(ctx, t, alices)
			t.GotAnswer(bobs.RevokeSession(alices.ID).Send(ctx)) // 404, or whatever it is
			t.Grants(ctx, bobs.RevokeSession(spare.ID), "the revocation of an own session")
			untouched(ctx, t, alices)
		},
	},
	{
		ID:      "identity.sessions.revoke-same-id",
		Title:   "leaves another actor's session alone that has the session ID of a revoked one",
		Decides: []requirement.Requirement{api.DeleteSessionOwnActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alices := newSession(ctx, t, t.NewActor(ctx))
			bobs, _ := twoSessions(ctx, t)
			alive(ctx, t, alices)
			t.Grants(ctx, bobs.Actor.NewIDCert(idcert.SessionID(alices.ID)), "an ID-CSR with the session ID of another actor's session")
			t.Grants(ctx, bobs.RevokeSession(alices.ID), "the revocation of an own session")
			untouched(ctx, t, alices)
		},
	},
	{
		ID:      "identity.sessions.revoke-no-id",
		Title:   "refuses to revoke a session that the request does not name",
		Decides: []requirement.Requirement{api.DeleteSessionIDRequired},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			t.Refuses(ctx, laptop.RevokeSession(phone.ID), "no session_id", actor.WithoutQuery("session_id"))
		},
	},
}

// opensAny reports that one of the calls is granted with the token of a session.
func opensAny(ctx context.Context, s *actor.Session, calls ...*actor.Call) bool {
	return slices.ContainsFunc(calls, func(call *actor.Call) bool {
		with := call.With(actor.Token(s.Token))
		return with.Accepted(with.Send(ctx)) == nil
	})
}

// twoSessions are those of an actor of their own.
func twoSessions(ctx context.Context, t *check.T) (a, b *actor.Session) {
	owner := t.NewActor(ctx)
	return newSession(ctx, t, owner), newSession(ctx, t, owner)
}

// alive has a session open something, and its ID-Cert shown as valid after that.
func alive(ctx context.Context, t *check.T, s *actor.Session) {
	opens(ctx, t, s)
	if d := notInvalidated(t.EntryOf(ctx, s)); d != nil {
		t.Blocked("Unregistered_actorCerts", "the ID-Cert of a session that nobody revoked is listed as %s", d.Actual)
	}
}

// untouched fails the check unless a session that was alive still is.
func untouched(ctx context.Context, t *check.T, s *actor.Session) {
	t.Hold(notInvalidated(t.EntryOf(ctx, s)))
	stillOpens(ctx, t, s, "a request with the token of a session that nobody revoked")
}

// othersLive asks with the token of a third session for anything but a revocation,
// which could end the others.
func othersLive(ctx context.Context, t *check.T) {
	laptop, phone := twoSessions(ctx, t)
	desk := newSession(ctx, t, laptop.Actor)
	for _, call := range []func() *actor.Call{
		func() *actor.Call { return desk.Actor.NewIDCert().With(actor.Token(desk.Token)) },
		func() *actor.Call { return desk.KeyTrials(desk.Actor.FID.String()) },
	} {
		if !opensAny(ctx, desk, call()) {
			continue
		}
		t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
		t.Accepts(ctx, call(), "a request with the token of a session that nobody revoked")
		return
	}
	t.Untested("the token of a session opens no route but that of revocation")
}

// revocationShows takes an ID-Cert that is no longer listed at all for one that
// nobody can think valid: that it has to be kept is for another check.
func revocationShows(ctx context.Context, t *check.T) {
	laptop, phone := twoSessions(ctx, t)
	alive(ctx, t, phone)
	unit := t.EntryOf(ctx, phone).Unit()
	t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
	for _, changes := range [][]actor.Change{nil, check.WholeValidity(phone.Cert, unit)} {
		for _, e := range t.Certs(ctx, phone.Actor, changes...) {
			if e.Cert.Serial.Cmp(phone.Cert.Serial) == 0 && e.InvalidatedAt == nil {
				t.Fail("an entry with invalidatedAt for a revoked ID-Cert", "one without")
			}
		}
	}
	t.Hold(nil)
}
