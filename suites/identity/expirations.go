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
		Needs:   check.Needs{Actors: true, Trials: true},
		Alone:   true,
		Run:     expired,
	},
	{
		ID:      "identity.challenge.replayed",
		Title:   "refuses a recorded solution after the end of its challenge string",
		Decides: []requirement.Requirement{core.ChallengeReplayRefused},
		Needs:   check.Needs{Actors: true, Trials: true},
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			trial := challengeFor(ctx, t, laptop)
			recorded := laptop.CompleteTrial(trial.Trial)
			laptop.Token = actor.Text(t.Grants(ctx, recorded, "a solved challenge string"))
			t.WaitUntil(ctx, endOf(t, trial).Add(2*time.Second), "the end of a challenge string")
			challengeFor(ctx, t, laptop) // is open now, and not the one that was solved
			t.Refused(recorded.Send(ctx), "a solution of another challenge string, which is over")
			solvedOnceMore(ctx, t, laptop)
		},
	},
	{
		ID:      "identity.challenge.expired-certificate",
		Title:   "gives no session token for an expired ID-Cert",
		Decides: []requirement.Requirement{core.ForeignExpiryChecked},
		Needs:   check.Needs{Actors: true, Trials: true},
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			end := laptop.Cert.NotAfter
			if end.Before(t.Now()) {
				t.Blocked("Registered_newIdCert", "the ID-Cert is expired when it is issued")
			}
			t.WaitUntil(ctx, end.Add(-8*time.Second), "the last seconds of an ID-Cert")
			if !askChallenge(t, laptop).Send(ctx).OK() || !logIn(ctx, t, laptop) {
				t.Untested("the session cannot log in any more in the last seconds of its ID-Cert")
			}
			trial := challengeFor(ctx, t, laptop)
			if over := endOf(t, trial); !over.After(end.Add(10 * time.Second)) {
				t.Untested("a challenge string does not live longer than the ID-Cert by enough: %s", over.Sub(end))
			}
			t.WaitUntil(ctx, end.Add(2*time.Second), "the end of an ID-Cert")
			t.Refused(laptop.CompleteTrial(trial.Trial).Send(ctx), "an expired ID-Cert")
		},
	},
}

// endOf is when a challenge string ends that was just given out.
func endOf(t *check.T, trial p2.KeyTrial) time.Time {
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
	t.WaitUntil(ctx, endOf(t, trial).Add(2*time.Second), "the end of a challenge string")
	res := laptop.CompleteTrial(trial.Trial).Send(ctx)
	if res.OK() && !before {
		t.Took(ambiguity.TrialExpiryDirection, "after") // which fails
	}
	t.Refused(res, "a challenge string that is over")
	if !before {
		t.NotApplicable("the server gives a session of its own actor no token for a solved challenge string")
	}
	solvedOnceMore(ctx, t, laptop)
	t.Took(ambiguity.TrialExpiryDirection, "before")
}
