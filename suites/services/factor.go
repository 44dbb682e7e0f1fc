package services

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

// secondFactor checks the header X-P2-Sensitive-Solution of what changes primary
// providers (section 4.2). A missing one is a warning: section 9.1.1 recommends
// it, and the API has it optional for removals. A server that asks
// for none does not look at the header, so that nothing can be said of what stands
// in it.
var secondFactor = slices.Concat(factorToPrefer.checks(), factorToRemove.checks(), []check.Check{
	check.Probing(one("second-factor.remove-other", "removes a provider that is not primary without a second factor, or refuses it",
		removeOther, api.RemoveServiceGone), ambiguity.UnregisterFactor),
})

// sensitive is one sensitive action on services.
type sensitive struct {
	id, does string
	missing  []requirement.Requirement
	wrong    requirement.Requirement
	// probes are what the answer to a missing one shows. The first of them is whether
	// the server asks for it: reading is that it does not.
	probes  []ambiguity.Entry
	reading string
	// right is the right request.
	right func(h holder, v p2.Service) *actor.Call
}

// factorToPreferID is that of the choice of a primary provider.
const factorToPreferID = "primary"

var factorToPrefer = sensitive{
	factorToPreferID, "makes no provider primary", []requirement.Requirement{core.PrimarySecondFactor, api.SetPrimarySensitive},
	api.SetPrimaryForbidden, []ambiguity.Entry{ambiguity.SensitiveStrength, ambiguity.SensitiveRoutes}, "optional",
	func(h holder, v p2.Service) *actor.Call { return h.SetPrimary(v) },
}

var factorToRemove = sensitive{
	"remove", "removes no primary provider", []requirement.Requirement{core.PrimarySecondFactor, api.RemoveServiceSensitive},
	api.RemoveServiceForbidden, []ambiguity.Entry{ambiguity.UnregisterFactor}, "never",
	func(h holder, v p2.Service) *actor.Call { return h.RemoveServices(v) },
}

// wrongFactor is what stands in the place of a second factor.
type wrongFactor struct {
	what   string
	change actor.Change
}

func (a sensitive) checks() []check.Check {
	factor := func(id, title string, wrong func(context.Context, holder) []wrongFactor, decides ...requirement.Requirement) check.Check {
		return one("second-factor."+a.id+"-"+id, a.does+" "+title, a.refuses(wrong), decides...)
	}
	solved := factor("solved-challenge", "for a solved challenge string in place of the second factor", solvedChallenge,
		core.ChallengeNotSensitiveSolution)
	solved.Needs.Trials = true
	return []check.Check{
		check.Probing(one("second-factor."+a.id+"-missing", a.does+" without a second factor", a.refusesWithout, a.missing...), a.probes...),
		factor("wrong", "for a wrong second factor", func(_ context.Context, h holder) []wrongFactor {
			return []wrongFactor{
				{"a wrong second factor", actor.SecondFactor("not " + h.Actor.Factor)},
				{"a second factor with a character behind it", actor.SecondFactor(h.Actor.Factor + "x")},
				{"a second factor without its last character", actor.SecondFactor(h.Actor.Factor[:len(h.Actor.Factor)-1])},
				{"the session token for a second factor", actor.SecondFactor(h.Token)},
			}
		}, a.wrong, core.SensitiveSolutionVerified),
		factor("empty", "for an empty second factor", func(context.Context, holder) []wrongFactor {
			return []wrongFactor{{"an empty second factor", actor.SecondFactor("")}}
		}, a.wrong, core.SensitiveSolutionVerified),
		factor("other-actor", "for the second factor of another actor", func(ctx context.Context, h holder) []wrongFactor {
			return []wrongFactor{{"the second factor of another actor", actor.SecondFactor(h.t.NewActor(ctx).Factor)}}
		}, a.wrong, core.SensitiveSolutionVerified),
		factor("other-header", "for a second factor in the header of challenge strings", func(_ context.Context, h holder) []wrongFactor {
			return []wrongFactor{{"a second factor in the header X-P2-Challenge-String-Solution", func(c *actor.Call) {
				actor.WithoutSecondFactor()(c)
				actor.Header("X-P2-Challenge-String-Solution", h.Actor.Factor)(c)
			}}}
		}, core.SensitiveHeader),
		solved,
		one("second-factor."+a.id+"-without-effect", a.does+" for a wrong second factor that it refuses", a.withoutEffect,
			core.SensitiveSolutionVerified),
	}
}

// start has an actor with a primary provider, and the right request about it.
func (a sensitive) start(ctx context.Context, t *check.T) (holder, p2.Service, *actor.Call) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	return h, v, a.right(h, v)
}

func (a sensitive) refusesWithout(ctx context.Context, t *check.T) {
	h, _, call := a.start(ctx, t)
	res := call.With(actor.WithoutSecondFactor()).Send(ctx)
	if res.OK() {
		t.Took(a.probes[0], a.reading)
		if a.id == factorToPreferID {
			marked(ctx, h, true)
		}
	}
	t.Refused(res, "no second factor")
	t.Grants(ctx, call, "the same request with the second factor")
	if a.id == factorToPreferID {
		t.Took(ambiguity.SensitiveStrength, "mandatory")
		marked(ctx, h, false)
	}
}

// marked finds out which routes the server takes to be marked as sensitive:
// the choice of a primary provider has the required header and the tag, and does
// nothing that section 4.2 lists; the revocation of a session has the header, is
// listed, and has no tag. A server that does both without a second factor asks for
// none, and one that does not revoke with one either shows nothing.
func marked(ctx context.Context, h holder, prefers bool) {
	call := h.RevokeSession(h.t.NewSession(ctx, h.Actor).ID)
	revokes := call.With(actor.WithoutSecondFactor()).Send(ctx).OK()
	switch {
	case !revokes && !call.Send(ctx).OK():
	case prefers && !revokes:
		h.t.Took(ambiguity.SensitiveRoutes, "prose")
	case !prefers && revokes:
		h.t.Took(ambiguity.SensitiveRoutes, "tag")
	case !prefers && !revokes:
		h.t.Took(ambiguity.SensitiveRoutes, "header")
	}
}

// refuses expects a refusal for each wrong factor, unless the server does the same
// without any.
func (a sensitive) refuses(wrong func(context.Context, holder) []wrongFactor) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h, _, call := a.start(ctx, t)
		for _, w := range wrong(ctx, h) {
			res := call.With(w.change).Send(ctx)
			a.orOptional(ctx, t, res.OK())
			t.Refused(res, w.what)
		}
		t.Grants(ctx, call, "the same request with the right second factor")
	}
}

// orOptional ends the check where a wrong factor was taken and a missing one is
// taken as well.
func (a sensitive) orOptional(ctx context.Context, t *check.T, taken bool) {
	if !taken {
		return
	}
	if _, _, call := a.start(ctx, t); call.With(actor.WithoutSecondFactor()).Send(ctx).OK() {
		t.Took(a.probes[0], a.reading)
		t.NotApplicable("the server asks for no second factor here: services.second-factor.%s-missing says so", a.id)
	}
}

// withoutEffect looks for what a refused action has done all the same.
func (a sensitive) withoutEffect(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 2)
	about := providers[0]
	if a.id == factorToPreferID {
		about = providers[1]
	}
	call := a.right(h, about)
	res := call.With(actor.SecondFactor("not " + h.Actor.Factor)).Send(ctx)
	a.orOptional(ctx, t, res.OK())
	t.Refused(res, "a wrong second factor")
	h.still(ctx, "that refusal", providers...)
	t.Grants(ctx, call, "the same request with the right second factor")
}

func solvedChallenge(ctx context.Context, h holder) []wrongFactor {
	res := h.t.Grants(ctx, h.NewTrial(), "a request for a challenge string")
	trial, err := p2.ParseKeyTrial(res.Body)
	if err != nil {
		h.t.Blocked(check.Challenge, "the challenge string could not be read: %v", err)
	}
	solution := h.Actor.EncodeSignature(h.Sign(trial.Trial))
	return []wrongFactor{{"a solved challenge string for a second factor", actor.SecondFactor(solution)}}
}

// removeOther removes a provider that is not primary, and then asks for the
// removal of the primary one, without a second factor.
func removeOther(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	call := h.RemoveServices(providers[1])
	if t.TakesOrRefuses(ctx, call.With(actor.WithoutSecondFactor()), "a removal without a second factor", h.RemoveServices(providers[2])) == nil {
		t.Took(ambiguity.UnregisterFactor, "always")
		h.still(ctx, "that refusal", providers...)
		t.Grants(ctx, call, "the same with a second factor")
		return
	}
	h.still(ctx, "the removal of a provider", providers[0], providers[2])
	res := h.RemoveServices(providers[0]).With(actor.WithoutSecondFactor()).Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.Took(ambiguity.UnregisterFactor, "never")
		return
	}
	t.Took(ambiguity.UnregisterFactor, "primary-only")
}
