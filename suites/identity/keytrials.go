package identity

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"net/http"
	"strconv"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// keyTrials checks what GET /keytrial/{fid} publishes (section 4.3; API
// Unregistered_getKeyTrials). What is published of a login is open: where
// nothing is, there is nothing to decide.
var keyTrials = []check.Check{
	{
		ID:      "identity.challenge.none-published",
		Title:   "answers with 204 for an actor that has completed no key trials",
		Decides: []requirement.Requirement{api.KeyTrialsNoContent},
		Probes:  []ambiguity.Entry{ambiguity.BuildLosses},
		Needs:   check.Needs{Actors: true},
		Proves:  opKeyTrials,
		Run:     nonePublished,
	},
	{
		ID:      "identity.challenge.unknown-actor",
		Title:   "answers with 404 for the key trials of an actor that it does not know",
		Decides: []requirement.Requirement{api.KeyTrialsUnknownActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			nobody := p2.FID{Local: t.NewName(), Domain: laptop.Actor.FID.Domain}
			res := laptop.KeyTrials(nobody.String()).Send(ctx)
			offered(ctx, t, laptop.KeyTrials(laptop.Actor.FID.String()))
			t.Refused(res, "the key trials of an actor that nobody registered", check.Status(http.StatusNotFound))
		},
	},
	check.Probing(published("published", "publishes a solved challenge string with its solution after its end",
		publishedPair, core.ChallengesPublic, api.KeyTrialsOK, core.ChallengesVerifiable), ambiguity.TrialListShape, ambiguity.TrialPublication),
	published("published-after-end", "publishes no challenge string before its end",
		publishedLate, api.KeyTrialsExpiredOnly),
	published("published-when-solved", "publishes no challenge string that nobody solved",
		publishedSolved, api.KeyTrialsCompletedOnly),
	published("limit", "lists no more key trials than it is asked for", limited, api.KeyTrialsLimit),
	published("limit-zero", "lists all key trials for a limit of 0", unlimited, api.KeyTrialsNoLimit),
	published("not-before", "lists no key trials that were performed before the time asked for",
		performedAfter, api.KeyTrialsNotBefore),
	published("not-after", "lists no key trials that were performed after the time asked for",
		performedBefore, api.KeyTrialsNotAfter),
	check.Probing(published("performed-at", "lists a key trial by one time: when it was solved, or given, or over",
		performedAt, api.KeyTrialsNotBefore, api.KeyTrialsNotAfter), ambiguity.TrialFilterTime),
}

// opKeyTrials is the operation that publishes key trials.
const opKeyTrials = "Unregistered_getKeyTrials"

func published(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{
		ID: "identity.challenge." + id, Title: title, Decides: decides,
		Needs: check.Needs{Actors: true, Trials: true, Time: true}, Alone: true, Run: run,
	}
}

// nonePublished takes a 200 without a body as well: that is what the sources of
// the API document say. A server that has nothing to show to its own actors
// answers them as it answers somebody without a right token.
func nonePublished(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	call := laptop.KeyTrials(laptop.Actor.FID.String())
	res := call.Send(ctx)
	t.Answered(res)
	switch {
	case res.Status == http.StatusUnauthorized, res.Status == http.StatusForbidden,
		res.Status >= 400 && res.Status == call.With(unknownToken(t)).Send(ctx).Status:
		t.NotApplicable("the server shows no key trials to its own actors: %s", actor.Line(res))
	case res.Status == http.StatusOK && len(res.Body) == 0:
		t.Hold(nil)
		t.Took(ambiguity.BuildLosses, "sources")
	case res.Status == http.StatusNotFound && !lists(ctx, t, laptop.Actor.Certs(), laptop):
		t.Blocked("Unregistered_actorCerts", "the server knows no actor by its federation ID")
	default:
		t.Granted(res, http.StatusNoContent)
	}
}

// solvedTrial is a challenge string that a session has solved.
type solvedTrial struct {
	p2.KeyTrial
	signature []byte
	// at is a time well after which the server had the solution.
	at, ends time.Time
}

// solve solves a challenge string for a session that has shown that it can.
func solve(ctx context.Context, t *check.T, s *actor.Session) solvedTrial {
	trial := challengeFor(ctx, t, s)
	out := solvedTrial{KeyTrial: trial, signature: s.Sign(trial.Trial), ends: EndOf(t, trial)}
	s.Token = actor.Text(t.Grants(ctx, s.CompleteTrial(trial), "a solved challenge string"))
	out.at = t.Now()
	return out
}

// list asks for the session's own key trials. No content is an empty list.
func list(ctx context.Context, t *check.T, s *actor.Session, changes ...actor.Change) trialList {
	res := offered(ctx, t, s.KeyTrials(s.Actor.FID.String()).With(changes...))
	all, err := parseTrialList(res.Body)
	if err != nil {
		t.Blocked(opKeyTrials, "the list of key trials could not be read: %v", err)
	}
	return all
}

// whenPublished waits for the end of what was solved and gets the list, which has
// to have it all: else the server does not publish logins, and the check
// is not applicable.
func whenPublished(ctx context.Context, t *check.T, s *actor.Session, trials ...solvedTrial) trialList {
	for _, trial := range trials {
		t.WaitUntil(ctx, trial.ends.Add(2*time.Second), "the end of a challenge string")
	}
	all := list(ctx, t, s)
	for _, trial := range trials {
		if !all.has(trial.Trial) {
			t.Took(ambiguity.TrialPublication, "migration")
			t.NotApplicable("the server does not publish the challenge strings of logins")
		}
	}
	return all
}

// loggedIn is a session that the server gives tokens for solved challenge strings.
func loggedIn(ctx context.Context, t *check.T) *actor.Session {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	needsLogin(ctx, t, laptop)
	return laptop
}

func publishedPair(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	if !bytes.Equal(laptop.Cert.Key.Bits, laptop.Key.Public().(ed25519.PublicKey)) || laptop.Cert.Serial.Sign() <= 0 || laptop.Cert.Serial.BitLen() > 160 {
		t.Blocked("Registered_newIdCert", "the ID-Cert has another key than was asked for, or a serial number that cannot be named")
	}
	trial := solve(ctx, t, laptop)
	if d := challengeLength(trial.Trial); d != nil {
		t.Blocked(opTrial, "the challenge string has %s", d.Actual)
	}
	t.WaitUntil(ctx, trial.ends.Add(2*time.Second), "the end of a challenge string")
	res := offered(ctx, t, laptop.KeyTrials(laptop.Actor.FID.String()))
	if bareCompletions(res.Body) {
		t.Took(ambiguity.TrialListShape, "completions") // which fails
	}
	all, err := parseTrialList(res.Body)
	if err != nil {
		t.Fail("a JSON array of key trials with their completions", "%v", err)
	}
	if !all.has(trial.Trial) {
		t.Took(ambiguity.TrialPublication, "migration")
		t.NotApplicable("the server does not publish the challenge strings of logins")
	}
	t.InForm(res)
	t.Hold(all.proves(trial.Trial, laptop.Cert))
	t.Took(ambiguity.TrialListShape, "pairs")
	open := laptop.KeyTrials(laptop.Actor.FID.String()).With(actor.WithoutToken()).Send(ctx)
	t.GotAnswer(open)
	t.Took(ambiguity.TrialPublication, map[bool]string{true: "public", false: "all"}[open.OK() && bytes.Contains(open.Body, []byte(trial.Trial))])
}

// publishedLate looks for the text itself: whatever the form, it must not be
// there.
func publishedLate(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	trial := solve(ctx, t, laptop)
	res := offered(ctx, t, laptop.KeyTrials(laptop.Actor.FID.String()))
	if t.Now().After(trial.ends) {
		t.Untested("the challenge string was over before its list came")
	}
	if bytes.Contains(res.Body, []byte(trial.Trial)) {
		t.Fail("no challenge string that is not over", "one that ends %s from now", check.About(trial.ends.Sub(t.Now())))
	}
	whenPublished(ctx, t, laptop, trial)
	t.Hold(nil)
}

func publishedSolved(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	open := challengeFor(ctx, t, laptop)
	ends := EndOf(t, open)
	trial := solve(ctx, t, laptop)
	if open.Trial == trial.Trial {
		t.Blocked(opTrial, "the same challenge string was given out twice")
	}
	t.WaitUntil(ctx, ends.Add(2*time.Second), "the end of a challenge string")
	if whenPublished(ctx, t, laptop, trial).has(open.Trial) {
		t.Fail("no challenge string that nobody solved", "one")
	}
	t.Hold(nil)
}

func limited(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	whenPublished(ctx, t, laptop, solve(ctx, t, laptop), solve(ctx, t, laptop))
	for _, limit := range []int{1, 2} {
		all := list(ctx, t, laptop, actor.Query("limit", strconv.Itoa(limit)))
		if len(all) == 0 || len(all) > limit {
			t.Fail("some key trials, and no more than the limit of "+strconv.Itoa(limit), "%d", len(all))
		}
	}
	t.Hold(nil)
}

func unlimited(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	all := whenPublished(ctx, t, laptop, solve(ctx, t, laptop), solve(ctx, t, laptop))
	if got := list(ctx, t, laptop, actor.Query("limit", "0")); len(got) != len(all) {
		t.Fail("as many key trials for a limit of 0 as for none, "+strconv.Itoa(len(all)), "%d", len(got))
	}
	t.Hold(nil)
}
