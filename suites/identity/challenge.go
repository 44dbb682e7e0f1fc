package identity

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// challenge checks challenge strings (section 4.3): as they are given out, what
// is taken for a solution, and what is published of them.
var challenge = slices.Concat([]check.Check{
	{
		ID:      "identity.challenge.given",
		Title:   "gives out challenge strings with their lifetime",
		Decides: []requirement.Requirement{api.KeyTrialMembers},
		Probes:  []ambiguity.Entry{ambiguity.TrialFieldNames, ambiguity.TrialBinding},
		Needs:   check.Needs{Actors: true, Trials: true},
		Proves:  opTrial,
		Run:     given,
	},
	{
		ID:      "identity.challenge.length",
		Title:   "gives out challenge strings of 32 to 256 characters",
		Decides: []requirement.Requirement{core.ChallengeLength, api.KeyTrialLength},
		Probes:  []ambiguity.Entry{ambiguity.TrialLengthUnit},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			texts := challengeTexts(ctx, t)
			check.ForAll(t, "challenge strings", texts, challengeLength)
			unit, d := lengthUnit(texts)
			t.Hold(d)
			if unit != "" {
				t.Took(ambiguity.TrialLengthUnit, unit)
			}
		},
	},
	ofChallenge("recommended-length", "gives out challenge strings of at least 64 characters", challengeAtLeast64,
		core.ChallengeRecommendedLength),
	ofChallenge("recommended-alphabet", "gives out challenge strings with small letters, capitals and digits", challengeAlphabet,
		core.ChallengeRecommendedAlphabet),
	{
		ID:      "identity.challenge.lifetime",
		Title:   "gives out challenge strings that end in the future",
		Decides: []requirement.Requirement{core.ChallengeLifetime, api.KeyTrialExpires},
		Probes:  []ambiguity.Entry{ambiguity.TimestampUnit, ambiguity.TrialLifetime},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			trial := challengeFor(ctx, t, newSession(ctx, t, t.NewActor(ctx)))
			form, d := lifetimeForm(trial.Expires, t.Now())
			t.Hold(d)
			t.Took(ambiguity.TrialLifetime, form.lifetime)
			t.Took(ambiguity.TimestampUnit, form.unit)
		},
	},
	{
		ID:      "identity.challenge.unique",
		Title:   "gives an actor no challenge string twice",
		Decides: []requirement.Requirement{core.ChallengeUnique},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			var laptops, phones []string
			for range 25 {
				laptops = append(laptops, challengeFor(ctx, t, laptop).Trial)
				phones = append(phones, challengeFor(ctx, t, phone).Trial)
			}
			t.Hold(challengesDiffer(laptops, phones))
		},
	},
}, solutions, solutionReadings, keyTrials, keyTrialMembers)

// opTrial is what a check proves that challenge strings are given out.
const opTrial = check.Challenge

// askChallenge prepares a session's request for a challenge string, where the
// preflight found them.
func askChallenge(_ *check.T, s *actor.Session) *actor.Call {
	call := s.NewTrial()
	call.Operation = opTrial
	return call
}

// challengeFor gets a session a challenge string.
func challengeFor(ctx context.Context, t *check.T, s *actor.Session) p2.KeyTrial {
	res := t.Grants(ctx, askChallenge(t, s), "a request for a challenge string")
	trial, err := p2.ParseKeyTrial(res.Body)
	if err != nil {
		t.Blocked(opTrial, "a challenge string could not be read: %v", err)
	}
	return trial
}

// given asks several times: one answer was enough for the preflight.
func given(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	var first p2.KeyTrial
	binding := "named"
	for i := range 3 {
		res := t.Accepts(ctx, askChallenge(t, laptop), "a request for a challenge string with the token of a session")
		trial, err := p2.ParseKeyTrial(res.Body)
		if err != nil {
			t.Fail("a challenge string and its lifetime as members of a JSON object", "%v", err)
		}
		if i == 0 {
			first = trial
		}
		if !names(trial.Trial, t.Target().Domain) && !names(trial.Trial, t.Target().URL.Hostname()) {
			binding = "opaque"
		}
	}
	t.Took(ambiguity.TrialFieldNames, fieldNames(first.Form))
	t.Took(ambiguity.TrialBinding, binding)
}

// ofChallenge makes a check that decides one thing on each of some challenge
// strings.
func ofChallenge(id, title string, decide func(string) *check.Deviation, decides ...requirement.Requirement) check.Check {
	return check.Check{
		ID: "identity.challenge." + id, Title: title, Decides: decides,
		Needs: check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			check.ForAll(t, "challenge strings", challengeTexts(ctx, t), decide)
		},
	}
}

// challengeTexts are some challenge strings for one session.
func challengeTexts(ctx context.Context, t *check.T) []string {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	var texts []string
	for range 5 {
		texts = append(texts, challengeFor(ctx, t, laptop).Trial)
	}
	return texts
}
