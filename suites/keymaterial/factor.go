package keymaterial

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// secondFactor checks the header X-P2-Sensitive-Solution of deletions (section
// 4.2). No section says of these that they only should ask for it.
var secondFactor = []check.Check{
	factor("missing", "without a second factor", func(context.Context, *check.T, *actor.Session) []wrongFactor {
		return []wrongFactor{{"no second factor", actor.WithoutSecondFactor()}}
	}, api.DeleteKeysSensitive, core.SensitiveKeyMaterial),
	factor("wrong", "for a wrong second factor", func(_ context.Context, _ *check.T, s *actor.Session) []wrongFactor {
		return []wrongFactor{
			{"a wrong second factor", actor.SecondFactor("not " + s.Actor.Factor)},
			{"a second factor with a character behind it", actor.SecondFactor(s.Actor.Factor + "x")},
			{"a second factor without its last character", actor.SecondFactor(s.Actor.Factor[:len(s.Actor.Factor)-1])},
			{"the session token for a second factor", actor.SecondFactor(s.Token)},
		}
	}, core.SensitiveSolutionVerified, core.SensitiveKeyMaterial),
	factor("empty", "for an empty second factor", func(context.Context, *check.T, *actor.Session) []wrongFactor {
		return []wrongFactor{{"an empty second factor", actor.SecondFactor("")}}
	}, core.SensitiveSolutionVerified),
	factor("other-actor", "for the second factor of another actor", func(ctx context.Context, t *check.T, _ *actor.Session) []wrongFactor {
		return []wrongFactor{{"the second factor of another actor", actor.SecondFactor(t.NewActor(ctx).Factor)}}
	}, core.SensitiveSolutionVerified),
	factor("other-header", "for a second factor in the header of challenge strings", func(_ context.Context, _ *check.T, s *actor.Session) []wrongFactor {
		return []wrongFactor{{"a second factor in the header X-P2-Challenge-String-Solution", func(c *actor.Call) {
			actor.WithoutSecondFactor()(c)
			actor.Header("X-P2-Challenge-String-Solution", s.Actor.Factor)(c)
		}}}
	}, core.SensitiveHeader),
	solvedChallenge(),
	one("second-factor.without-effect", "deletes no encrypted private key for a wrong second factor that it refuses",
		withoutEffect, core.SensitiveSolutionVerified),
}

// wrongFactor is what stands in the place of a second factor.
type wrongFactor struct {
	what   string
	change actor.Change
}

func factor(id, title string, wrong func(context.Context, *check.T, *actor.Session) []wrongFactor, decides ...requirement.Requirement) check.Check {
	return one("second-factor."+id, "deletes no encrypted private key "+title, func(ctx context.Context, t *check.T) {
		u, key := stored(ctx, t)
		call := u.DeleteKeys(key.Serial.Int)
		for _, w := range wrong(ctx, t, u.Session) {
			t.Refused(call.With(w.change).Send(ctx), w.what)
		}
		t.Grants(ctx, call, "the same request with the right second factor")
	}, decides...)
}

// withoutEffect looks for what a refused deletion has done all the same.
func withoutEffect(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	t.Refused(call.With(actor.SecondFactor("not "+u.Actor.Factor)).Send(ctx), "a wrong second factor")
	still(ctx, t, u.Session, "the refusal to delete it", key)
	t.Grants(ctx, call, "the same request with the right second factor")
}

func solvedChallenge() check.Check {
	c := factor("solved-challenge", "for a solved challenge string in place of the second factor",
		func(ctx context.Context, t *check.T, s *actor.Session) []wrongFactor {
			res := t.Grants(ctx, s.NewTrial(), "a request for a challenge string")
			trial, err := p2.ParseKeyTrial(res.Body)
			if err != nil {
				t.Blocked(check.Challenge, "the challenge string could not be read: %v", err)
			}
			solution := s.Actor.EncodeSignature(s.Sign(trial.Trial))
			return []wrongFactor{{"a solved challenge string for a second factor", actor.SecondFactor(solution)}}
		}, core.ChallengeNotSensitiveSolution)
	c.Needs.Trials = true
	return c
}
