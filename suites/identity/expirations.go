package identity

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// expirations are checks that let time pass.
var expirations = []check.Check{
	{
		ID:      "identity.challenge.expired",
		Title:   "refuses a challenge string that is answered after its end",
		Decides: []requirement.Requirement{core.ChallengeExpires},
		Probes:  []ambiguity.Entry{ambiguity.TrialExpiryDirection, ambiguity.TrialExpiryBoundary},
		Needs:   check.Needs{Actors: true, Trials: true, Time: true},
		Alone:   true,
		Run:     expired,
	},
	{
		ID:      "identity.challenge.replayed",
		Title:   "refuses a recorded solution after the end of its challenge string",
		Decides: []requirement.Requirement{core.ChallengeReplayRefused},
		Needs:   check.Needs{Actors: true, Trials: true, Time: true},
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			trial := challengeFor(ctx, t, laptop)
			recorded := laptop.CompleteTrial(trial)
			laptop.Token = actor.Text(t.Grants(ctx, recorded, "a solved challenge string"))
			t.WaitUntil(ctx, EndOf(t, trial).Add(2*time.Second), "the end of a challenge string")
			challengeFor(ctx, t, laptop) // is open now, and not the one that was solved
			t.Refused(recorded.Send(ctx), "a solution of another challenge string, which is over")
			solvedOnceMore(ctx, t, laptop)
		},
	},
	{
		ID:      "identity.challenge.expired-certificate",
		Title:   "gives no session token for an expired ID-Cert",
		Decides: []requirement.Requirement{core.ForeignExpiryChecked},
		Needs:   check.Needs{Actors: true, Trials: true, Time: true},
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			end := laptop.Cert.NotAfter
			if end.Before(t.Now()) {
				t.Blocked("Registered_newIdCert", "the ID-Cert is expired when it is issued")
			}
			t.WaitUntil(ctx, end.Add(-8*time.Second), "the last seconds of an ID-Cert")
			ask := askChallenge(t, laptop)
			if ask.Accepted(ask.Send(ctx)) != nil || !logIn(ctx, t, laptop) {
				t.Untested("the session cannot log in any more in the last seconds of its ID-Cert")
			}
			trial := challengeFor(ctx, t, laptop)
			if over := EndOf(t, trial); !over.After(end.Add(10 * time.Second)) {
				t.Untested("a challenge string does not live longer than the ID-Cert by enough: it ends %s later", check.About(over.Sub(end)))
			}
			t.WaitUntil(ctx, end.Add(2*time.Second), "the end of an ID-Cert")
			t.Refused(laptop.CompleteTrial(trial).Send(ctx), "an expired ID-Cert")
		},
	},
}

// EndOf is when a challenge string ends that was just given out.
func EndOf(t *check.T, trial p2.KeyTrial) time.Time {
	form, d := lifetimeForm(trial.Expires, t.Now())
	if d != nil {
		t.Blocked(opTrial, "it is not known when a challenge string ends: %s", d.Actual)
	}
	return form.ends
}

// expired does not ask for the control first: there are servers that take
// solutions after the end only.
func expired(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	before := logIn(ctx, t, laptop)
	trial := challengeFor(ctx, t, laptop)
	t.WaitUntil(ctx, EndOf(t, trial).Add(2*time.Second), "the end of a challenge string")
	res := laptop.CompleteTrial(trial).Send(ctx)
	if res.OK() && !before {
		t.Took(ambiguity.TrialExpiryDirection, "after") // which fails
	}
	t.Refused(res, "a challenge string that is over")
	if !before {
		t.NotApplicable("the server gives a session of its own actor no token for a solved challenge string")
	}
	solvedOnceMore(ctx, t, laptop)
	t.Took(ambiguity.TrialExpiryDirection, "before")
	lastSecond(ctx, t, laptop)
}

// lastSecond answers a challenge string in the second in which it ends. On
// a clock that nobody holds, that second is not to be met; a target that counts in
// another unit has none.
func lastSecond(ctx context.Context, t *check.T, s *actor.Session) {
	if t.Target().Clock == nil {
		return
	}
	for range 5 { // the second may pass before the answer is there
		trial := challengeFor(ctx, t, s)
		form, d := lifetimeForm(trial.Expires, t.Now())
		if d != nil || form.lifetime != "absolute" || form.unit != "seconds" {
			return
		}
		t.WaitUntil(ctx, form.ends.Add(-900*time.Millisecond), "the second in which a challenge string ends") // and a second more
		res := s.CompleteTrial(trial).Send(ctx)
		t.GotAnswer(res)
		if t.Now().Truncate(time.Second).Equal(form.ends) {
			t.Took(ambiguity.TrialExpiryBoundary, map[bool]string{true: "inclusive", false: "exclusive"}[res.OK()])
			return
		}
	}
}
