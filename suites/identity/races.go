package identity

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"sync"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
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
		Needs:   check.Needs{Actors: true},
		Run:     racesForSessionID,
	},
	{
		ID:      "identity.races.serials",
		Title:   "gives ID-Certs that are issued at the same time different serial numbers",
		Decides: []requirement.Requirement{core.SerialUnique},
		Needs:   check.Needs{Actors: true},
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
		Needs:   check.Needs{Actors: true},
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
		Needs:   check.Needs{Actors: true},
		Run:     racesForName,
	},
	{
		ID:      "identity.races.challenge",
		Title:   "takes the solution of a challenge string once, if it takes one but once, when it comes many times at the same time",
		Decides: []requirement.Requirement{core.ChallengeReplayRefused},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     racesForChallenge,
	},
	{
		ID:      "identity.races.tokens",
		Title:   "leaves one session token at most to a session that logs in many times at the same time",
		Decides: []requirement.Requirement{core.OneTokenPerIDCert},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     racesForToken,
	},
	{
		ID:      "identity.races.revocation",
		Title:   "takes no token of a session once its revocation was answered, while it is in use",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true},
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
	if again.Accepted(again.Send(ctx)) == nil || validOf(withSessionID(t.Certs(ctx, alice), laptop.ID), t.Now()) != 1 {
		t.Blocked(opNewIDCert, "a session ID in use is given to another session, or ends its own")
	}
	id := alice.NewSessionID()
	calls := make([]*actor.Call, 50)
	for i := range calls {
		calls[i] = alice.NewIDCert(idcert.SessionID(id))
	}
	issued := 0
	for i, res := range t.Together(ctx, calls...) {
		if calls[i].Accepted(res) == nil {
			issued++
		}
	}
	if issued > 1 {
		t.Fail("one ID-Cert at most for one session ID", "%d of %d requests that overlapped got one", issued, len(calls))
	}
	if n := validOf(withSessionID(t.Certs(ctx, alice), id), t.Now()); n > 1 {
		t.Fail("one valid ID-Cert at most for one session ID", "the actor's list has %d", n)
	}
	if issued == 0 {
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
	name := t.NewName()
	all := make([]driver.Registration, many)
	// Register ends the check where it cannot ask, which no goroutine but its own
	// may do.
	check.Together(many, func(i int) {
		all[i] = t.Target().Driver.Register(ctx, t.Client(), name, fmt.Sprintf("%s-%d", name, i))
	})
	accepted := 0
	for _, r := range all {
		if r.Err != nil {
			t.Error("the driver does not work: %v", r.Err)
		}
		if r.Response != nil {
			t.Answered(r.Response)
		}
		if r.Accepted {
			accepted++
		}
	}
	switch {
	case accepted > 1:
		t.Fail("one actor at most of one local name", "%d of %d registrations that overlapped were granted", accepted, many)
	case accepted == 0:
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
	taken := 0
	for _, res := range t.Together(ctx, slices.Repeat([]*actor.Call{solution}, 50)...) {
		if res.OK() {
			taken++
		}
	}
	switch taken {
	case 0:
		t.Blocked("Unregistered_requestToken", "of 50 times at the same time a right solution was taken at none")
	case 1:
		t.Hold(nil)
	default:
		t.Fail("a solution that is taken once, as it is where requests come one after another", "it was taken %d times of 50 that overlapped", taken)
	}
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
	const workers, uses, before = 4, 6, 2
	laptop, phone := twoSessions(ctx, t)
	spares := make([]*actor.Session, workers*uses)
	for i := range spares {
		spares[i] = newSession(ctx, t, laptop.Actor)
	}
	opens(ctx, t, phone)
	var (
		mu      sync.Mutex
		history []attempt
		busy    sync.WaitGroup // until each worker has used the token twice
	)
	send := func(what string, call *actor.Call) {
		a := attempted(what, call, call.Send(ctx))
		mu.Lock()
		defer mu.Unlock()
		history = append(history, a)
	}
	busy.Add(workers)
	check.Together(workers+1, func(i int) {
		if i == workers {
			busy.Wait()
			send("revoke", laptop.RevokeSession(phone.ID))
			return
		}
		for n, spare := range spares[i*uses : (i+1)*uses] {
			send("use", phone.RevokeSession(spare.ID))
			if n+1 == before {
				busy.Done()
			}
		}
	})
	for _, a := range history {
		if a.what == "revoke" && !a.granted {
			t.Blocked("Registered_deleteSession", "the revocation of a session that is in use was not granted: %s", a.line)
		}
	}
	for _, e := range t.Client().Log().Exchanges() {
		if e.Status >= 500 || e.Status == 429 || e.Err != nil {
			t.Untested("the server did not answer all requests at the same time: %d, %v", e.Status, e.Err)
		}
	}
	t.Hold(inSomeOrder(history))
}
