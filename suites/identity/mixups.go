package identity

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// mixups checks that a session is not taken for another of the same actor whose
// session ID is like its own, or was its own before (sections 6.1.1.3 and 6.1.4).
var mixups = slices.Concat([]check.Check{
	{
		ID:      "identity.sessions.revoke-longer-id",
		Title:   "leaves a session alone whose session ID begins with that of a revoked one",
		Decides: []requirement.Requirement{core.TokenGivesAccess},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			longer := sessionNamed(ctx, t, laptop.Actor, phone.ID+"2")
			alive(ctx, t, longer)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			untouched(ctx, t, longer)
		},
	},
	{
		ID:      "identity.sessions.revoke-pattern",
		Title:   "refuses to revoke a session by a part of its session ID or a pattern that it fits",
		Decides: []requirement.Requirement{api.DeleteSessionUnknown},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			for _, p := range patterns {
				laptop, phone := newSession(ctx, t, alice), newSession(ctx, t, alice)
				t.Refuses(ctx, laptop.RevokeSession(phone.ID), p.how, actor.Query("session_id", p.of(phone.ID)))
			}
		},
	},
	{
		ID:      "identity.certs.session-id-pattern",
		Title:   "lists no ID-Certs for a part of a session ID or a pattern that it fits",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			t.ChoosesSessions(ctx, laptop)
			for _, p := range patterns {
				notListed(ctx, t, laptop, actor.Query("session_id", p.of(laptop.ID)))
			}
		},
	},
	{
		ID:      "identity.sessions.revoke-other-case",
		Title:   "leaves a session alone whose session ID differs from that of a revoked one in case alone",
		Decides: []requirement.Requirement{core.TokenGivesAccess},
		Probes:  []ambiguity.Entry{ambiguity.SessionIDCase},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			phone := inCapitalsToo(ctx, t, laptop)
			desk := newSession(ctx, t, laptop.Actor)
			alive(ctx, t, phone)
			t.Grants(ctx, desk.RevokeSession(laptop.ID), "the revocation of a session")
			untouched(ctx, t, phone)
		},
	},
	{
		ID:      "identity.certs.session-id-case",
		Title:   "lists the ID-Certs of a session without those of one whose session ID differs in case alone",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Probes:  []ambiguity.Entry{ambiguity.SessionIDCase},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			phone := inCapitalsToo(ctx, t, laptop)
			t.ChoosesSessions(ctx, laptop)
			t.Hold(onlyChosen(t.Certs(ctx, laptop.Actor, actor.Query("session_id", laptop.ID)), laptop, phone))
			t.Hold(onlyChosen(t.Certs(ctx, laptop.Actor, actor.Query("session_id", phone.ID)), phone, laptop))
		},
	},
}, formerSessions)

// patterns are what some databases take for more than one text. None of them is
// the session ID.
var patterns = []struct {
	how string
	of  func(id string) string
}{
	{"the first part of a session ID", func(id string) string { return id[:len(id)-1] }},
	{"the last part of a session ID", func(id string) string { return id[1:] }},
	{"a percent sign for a session ID", func(string) string { return "%" }},
	{"an underscore for the last character of a session ID", func(id string) string { return id[:len(id)-1] + "_" }},
	{"an asterisk for a session ID", func(string) string { return "*" }},
}

// inCapitalsToo makes a session whose session ID is another's in capitals. A
// server may take the two for the same; then there is nothing to mix up.
func inCapitalsToo(ctx context.Context, t *check.T, s *actor.Session) *actor.Session {
	id := strings.ToUpper(s.ID)
	call := s.Actor.NewIDCert(idcert.SessionID(id))
	res := t.TakesOrRefuses(ctx, call, "an ID-CSR with a session ID in use, in capitals", s.Actor.NewIDCert())
	if res == nil {
		t.Grants(ctx, s.Actor.NewIDCert(), "a right ID-CSR")
		t.Took(ambiguity.SessionIDCase, "ignored")
		t.NotApplicable("the server takes session IDs that differ in case alone for the same")
	}
	t.Took(ambiguity.SessionIDCase, "exact")
	other := t.Session(call, res)
	other.ID = id
	return other
}

// formerSessions are about a session that was revoked, after its session ID went
// to another, or it was revoked once more.
var formerSessions = []check.Check{
	{
		ID:      "identity.certs.kept-after-reuse",
		Title:   "still lists a revoked ID-Cert after another one got its session ID",
		Decides: []requirement.Requirement{core.IDCertsKept},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			phone := revokedPhone(ctx, t)
			ended(ctx, t, phone)
			reuse(ctx, t, phone)
			if endedEntry(ctx, t, phone) == nil {
				t.Fail("the revoked ID-Cert in the list, as before its session ID was used again", "a list without it")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.cache.invalidated-at-after-reuse",
		Title:   "still sends the time of revocation with an ID-Cert after another one got its session ID",
		Decides: []requirement.Requirement{core.InvalidatedAtPresent},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			phone := revokedPhone(ctx, t)
			invalidatedAt(ctx, t, phone)
			reuse(ctx, t, phone)
			t.Hold(stillInvalidated(ended(ctx, t, phone)))
		},
	},
	{
		ID:      "identity.sessions.revoked-after-login",
		Title:   "shows an ID-Cert as invalidated after it was used to solve a challenge string once more",
		Decides: []requirement.Requirement{api.DeleteSessionInvalidates},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			needsLogin(ctx, t, phone)
			trial := challengeFor(ctx, t, phone)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			invalidatedAt(ctx, t, phone)
			t.GotAnswer(phone.CompleteTrial(trial).Send(ctx)) // whether it is granted is open
			t.Hold(stillInvalidated(ended(ctx, t, phone)))
		},
	},
	laterRevocation("identity.cache.invalidated-at-again", "sends the time of the first revocation with an ID-Cert that was to be revoked twice",
		func(ctx context.Context, t *check.T, laptop, phone *actor.Session) {
			t.GotAnswer(laptop.RevokeSession(phone.ID).Send(ctx)) // 404, or as before
		}),
	laterRevocation("identity.cache.invalidated-at-of-former", "leaves the time of revocation of an ID-Cert as it is when the next one with its session ID is revoked",
		func(ctx context.Context, t *check.T, laptop, phone *actor.Session) {
			reuse(ctx, t, phone)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session that has the session ID of a revoked one")
		}),
}

// reuse makes a session with the session ID of a revoked one.
func reuse(ctx context.Context, t *check.T, s *actor.Session) {
	t.Grants(ctx, s.Actor.NewIDCert(idcert.SessionID(s.ID)), "an ID-CSR with the session ID of a revoked session")
}

func stillInvalidated(e check.Entry) *check.Deviation {
	if e.InvalidatedAt == nil {
		return check.Deviates("an entry with invalidatedAt, as before", "one without")
	}
	return nil
}

// laterRevocation makes a check that the time of a revocation stays when
// something is done some seconds later.
func laterRevocation(id, title string, done func(ctx context.Context, t *check.T, laptop, phone *actor.Session)) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{core.InvalidatedAtPresent},
		Needs: check.Needs{Actors: true, Time: true}, Alone: true,
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			first := invalidatedAt(ctx, t, phone)
			t.WaitUntil(ctx, t.Now().Add(2*time.Second), "a later second than that of the revocation")
			done(ctx, t, laptop, phone)
			if again := invalidatedAt(ctx, t, phone); again != first {
				t.Fail("the same time of revocation as before", "a later one")
			}
			t.Hold(nil)
		},
	}
}
