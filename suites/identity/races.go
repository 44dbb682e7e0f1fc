package identity

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/history"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// races asks for the same thing many times at once. What holds for one request
// after another has to hold for requests that overlap.
var races = []check.Check{
	{
		ID:      "identity.races.session-id",
		Title:   "issues at most one ID-Cert when many ID-CSRs ask for one session ID at the same time",
		Decides: []requirement.Requirement{core.SessionIDOneValidCert, core.SessionIDUnique},
		Needs:   check.Needs{Actors: true, Racing: true},
		Run:     racesForSessionID,
	},
	{
		ID:      "identity.races.serials",
		Title:   "gives ID-Certs that are issued at the same time different serial numbers",
		Decides: []requirement.Requirement{core.SerialUnique},
		Needs:   check.Needs{Actors: true, Racing: true},
		Run: func(ctx context.Context, t *check.T) {
			var serials []*big.Int
			for _, s := range sessionsTogether(ctx, t, 4, 50) {
				if d := ownCertificate(s); d != nil {
					t.Blocked("Registered_newIdCert", "an actor got %s", d.Actual)
				}
				serials = append(serials, s.Cert.Serial)
			}
			t.Hold(distinct(serials))
		},
	},
	{
		ID:      "identity.races.own-certificate",
		Title:   "gives actors who ask at the same time each their own ID-Cert",
		Decides: []requirement.Requirement{core.SubjectName, core.KeyFromCSR},
		Needs:   check.Needs{Actors: true, Racing: true},
		Run: func(ctx context.Context, t *check.T) {
			if d := ownCertificate(newSession(ctx, t, t.NewActor(ctx))); d != nil {
				t.Blocked(opNewIDCert, "an actor who asks alone got %s", d.Actual)
			}
			check.ForAll(t, "ID-Certs", sessionsTogether(ctx, t, 10, 3), ownCertificate)
		},
	},
	{
		ID:      "identity.races.registration",
		Title:   "registers a local name once when many ask for it at the same time",
		Decides: []requirement.Requirement{core.LocalNameUnique, core.FIDUnique, auth.RegisterNameAvailable},
		Needs:   check.Needs{Actors: true, Names: true, Racing: true},
		Run:     racesForName,
	},
	{
		ID:      "identity.races.challenge",
		Title:   "takes the solution of a challenge string once, if it takes one but once, when it comes many times at the same time",
		Decides: []requirement.Requirement{core.ChallengeReplayRefused},
		Needs:   check.Needs{Actors: true, Racing: true, Trials: true},
		Run:     racesForChallenge,
	},
	{
		ID:      "identity.races.tokens",
		Title:   "leaves one session token at most to a session that logs in many times at the same time",
		Decides: []requirement.Requirement{core.OneTokenPerIDCert},
		Needs:   check.Needs{Actors: true, Racing: true, Trials: true},
		Run:     racesForToken,
	},
	{
		ID:      "identity.races.revocation",
		Title:   "takes no token of a session once its revocation was answered, while it is in use",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true, Racing: true},
		Run:     racesRevocation,
	},
}

// racesForSessionID asks with the token of the login, which is of no session.
// Where one request after another gets an ID-Cert as well, that is for another
// check.
func racesForSessionID(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	laptop := newSession(ctx, t, alice)
	again := alice.NewIDCert(idcert.SessionID(laptop.ID))
	if again.Accepted(again.Send(ctx)) == nil {
		t.Blocked(opInUse, "an ID-CSR with a session ID in use was granted")
	}
	if validOf(withSessionID(t.Certs(ctx, alice), laptop.ID), t.Now()) != 1 {
		t.Blocked(opNewIDCert, "a session ID that is asked for again ends its session")
	}
	id := alice.NewSessionID()
	calls := make([]*actor.Call, 50)
	for i := range calls {
		calls[i] = alice.NewIDCert(idcert.SessionID(id))
	}
	attempts, responses := history.Together(ctx, t, "issue", calls...)
	history.Decide(t, history.Once("one ID-Cert at most for one session ID"), attempts)
	if n := validOf(withSessionID(t.Certs(ctx, alice), id), t.Now()); n > 1 {
		t.Fail("one valid ID-Cert at most for one session ID", "the actor's list has %d", n)
	}
	if !slices.ContainsFunc(responses, (*client.Response).OK) {
		t.Grants(ctx, alice.NewIDCert(idcert.SessionID(id)), "one ID-CSR by itself")
	}
	t.Hold(nil)
}

// sessionsTogether makes sessions of some actors, all at the same time.
func sessionsTogether(ctx context.Context, t *check.T, actors, each int) []*actor.Session {
	var calls []*actor.Call
	for range actors {
		a := t.NewActor(ctx)
		for range each {
			calls = append(calls, a.NewIDCert())
		}
	}
	var made []*actor.Session
	for i, res := range t.Together(ctx, calls...) {
		if calls[i].Accepted(res) == nil {
			made = append(made, t.Session(calls[i], res))
		}
	}
	if len(made) < 2 {
		t.Blocked("Registered_newIdCert", "of %d right ID-CSRs at the same time %d got an ID-Cert", len(calls), len(made))
	}
	return made
}

// ownCertificate decides whether a session's ID-Cert is its own.
func ownCertificate(s *actor.Session) *check.Deviation {
	if d := subjectFID(issuance{Session: s, Cert: s.Cert}); d != nil {
		return d
	}
	return certKey(issuance{Session: s, Cert: s.Cert})
}

func racesForName(ctx context.Context, t *check.T) {
	const many = 30
	if d := t.Target().Driver; d != nil && driver.Sequential(d) {
		t.Untested("the driver %s registers one actor after another, so that no two registrations overlap", d.Name())
	}
	name := t.NewName()
	passwords := make([]string, many)
	for i := range passwords {
		passwords[i] = fmt.Sprintf("%s-%d", name, i)
	}
	var attempts history.Recorder
	all := t.RegisterTogether(ctx, name, passwords)
	accepted := 0
	for i, r := range all {
		a := history.Attempt{What: "register", About: i, Outcome: history.Refused, Line: r.Why}
		if r.Accepted {
			a.Outcome, a.Line = history.Granted, "registered"
			accepted++
		}
		if r.Response != nil {
			a.From, a.To, a.Line = r.Response.Exchange.Started, r.Response.Exchange.Started.Add(r.Response.Exchange.Duration), actor.Line(r.Response)
		}
		attempts.Add(a, nil)
	}
	history.Decide(t, history.Once("one actor at most of one local name"), &attempts)
	if accepted == 0 {
		t.Blocked(check.Registering, "of %d registrations of a free name at the same time none was granted: %s", many, all[0].Why)
	}
	t.Hold(nil)
}

// racesForChallenge first finds out, with another challenge string, whether a
// solution is taken again at all.
func racesForChallenge(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	needsLogin(ctx, t, laptop)
	twice := laptop.CompleteTrial(challengeFor(ctx, t, laptop))
	laptop.Token = actor.Text(t.Grants(ctx, twice, "a solved challenge string"))
	if twice.Send(ctx).OK() {
		t.NotApplicable("the server takes the solution of a challenge string more than once")
	}
	// After that: there are servers that know one challenge string at a time.
	solution := laptop.CompleteTrial(challengeFor(ctx, t, laptop))
	attempts, responses := history.Together(ctx, t, "solve", slices.Repeat([]*actor.Call{solution}, 50)...)
	history.Decide(t, history.Once("a solution that is taken once, as it is where requests come one after another"), attempts)
	if !slices.ContainsFunc(responses, (*client.Response).OK) {
		t.Blocked("Unregistered_requestToken", "of 50 times at the same time a right solution was taken at none")
	}
	t.Hold(nil)
}

// racesForToken logs in many times with one ID-Cert. Where a second login is
// refused, one token is what there is.
func racesForToken(ctx context.Context, t *check.T) {
	laptop, phone := twoSessions(ctx, t)
	needsLogin(ctx, t, phone)
	calls := make([]*actor.Call, 20)
	for i := range calls {
		calls[i] = phone.CompleteTrial(challengeFor(ctx, t, phone))
	}
	var tokens []string
	for _, res := range t.Together(ctx, calls...) {
		if token := actor.Text(res); res.OK() && !slices.Contains(tokens, token) {
			tokens = append(tokens, token)
		}
	}
	if len(tokens) == 0 {
		t.Blocked("Unregistered_requestToken", "of %d logins at the same time none was granted", len(calls))
	}
	good := 0
	for _, token := range tokens {
		spare := newSession(ctx, t, laptop.Actor)
		revoke := laptop.RevokeSession(spare.ID).With(actor.Token(token))
		if revoke.Accepted(revoke.Send(ctx)) == nil {
			good++
		}
	}
	switch {
	case good > 1:
		t.Fail("one session token at most for one ID-Cert", "%d of %d tokens that were given out at the same time are good", good, len(tokens))
	case good == 0:
		t.Blocked("Registered_deleteSession", "none of the tokens opens anything")
	}
	t.Hold(nil)
}

// racesRevocation revokes a session while its token is in use by several workers,
// each of whom sends its next request when the last is answered. A use is the
// revocation of a session made for that.
func racesRevocation(ctx context.Context, t *check.T) {
	const workers, uses, before = 3, 6, 2
	laptop, phone := twoSessions(ctx, t)
	spares := make([]*actor.Session, workers*uses)
	for i := range spares {
		spares[i] = newSession(ctx, t, laptop.Actor)
	}
	opens(ctx, t, phone)
	var attempts history.Recorder
	history.Amid(workers, uses, before, func(worker, n int) {
		attempts.Send(ctx, "use", 0, phone.RevokeSession(spares[worker*uses+n].ID))
	}, func() { attempts.Send(ctx, "revoke", 0, laptop.RevokeSession(phone.ID)) })
	for _, a := range attempts.Attempts() {
		if a.What == "revoke" && !a.Granted() {
			t.Blocked("Registered_deleteSession", "the revocation of a session that is in use was not granted: %s", a.Line)
		}
	}
	history.Decide(t, sessionModel, &attempts)
	t.Hold(nil)
}

// sessionModel is the life of a session as those see it who use it: it works until
// it is revoked, which it can be once.
var sessionModel = history.Model[bool]{
	Begins:  true,
	Grants:  func(alive bool, a history.Attempt) (bool, bool) { return alive && a.What != "revoke", alive },
	Refuses: func(alive bool, _ history.Attempt) bool { return !alive },
	Wants:   "answers that some order of the requests explains, with the session working before its revocation and not after",
}
