package services

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// ranking checks which provider is the primary one after a registration (section
// 9.1.1, A-147).
var ranking = []check.Check{
	one("rank.first", "makes the first provider of a service primary that says so", rankFirst, api.ServicePrimary, core.PrimaryOnlyOne),
	one("rank.answer", "says in the answer to a registration whether the provider is primary", rankAnswer, api.ServicePrimary),
	check.Probing(one("rank.registration", "has at most one primary provider of a service after a registration as primary", rankRegistration,
		core.PrimaryOnlyOne), ambiguity.PrimaryOnRegistration),
	one("rank.two", "has one primary provider of a service when two are registered as primary", rankTwo, core.PrimaryOnlyOne),
	one("rank.later", "leaves the primary provider as it is when another is registered", rankLater, core.PrimaryOnlyOne, api.ServicePrimary),
	one("rank.other-service", "leaves the primary provider of another service as it is", rankOtherService, core.PrimaryOnlyOne),
}

func rankFirst(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	list := h.list(ctx)
	h.must(opAdd, "its registration", only(list, v))
	t.Hold(after("its registration", primaryIs(list, v)))
}

func rankAnswer(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	for _, v := range []p2.Service{h.provider(chat, true), h.provider(talk, false)} {
		got, err := p2.ParseService(t.Grants(ctx, h.AddService(v), "the registration of a service").Body)
		if err != nil {
			t.Blocked(opAdd, "%v", err)
		}
		list := h.list(ctx)
		h.must(opAdd, "its registration", has(list, v))
		listed := withProvider(list, v)[0]
		if got.Primary != listed.Primary {
			t.Fail("the same member primary in the answer and in the list", "%t and %t", got.Primary, listed.Primary)
		}
	}
	t.Hold(nil)
}

// rankRegistration registers a first provider that is not to be primary, and a
// second that is, for which it sends no second factor.
func rankRegistration(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	first := h.register(ctx, h.provider(chat, false))
	before := h.list(ctx)
	h.must(opAdd, "its registration", only(before, first))
	stored := !before[0].Primary
	second := h.provider(chat, true)
	res := h.AddService(second).Send(ctx)
	t.Answered(res)
	list := h.list(ctx)
	if lacks(list, first) == nil || !res.OK() && h.keepsOne(ctx) {
		t.NotApplicable("the server keeps one provider of a service: services.register.several says so")
	}
	if res.OK() {
		h.must(opAdd, "registrations", only(list, first, second))
	}
	if n := len(primariesOf(list, chat)); n > 1 {
		t.Fail("at most one primary provider of a service", "%d in %s", n, lines(list))
	}
	switch {
	case !res.OK():
		t.Took(ambiguity.PrimaryOnRegistration, "factor")
		t.Refused(res, "a second provider that says that it is primary")
		h.register(ctx, h.provider(chat, false))
		return
	case stored:
		t.Took(ambiguity.PrimaryOnRegistration, "stored")
		t.Hold(primaryIs(list, second))
	case primaryIs(list, second) == nil:
		t.Took(ambiguity.PrimaryOnRegistration, "first-forced")
		t.Hold(onePrimary(list, chat))
	default:
		t.Took(ambiguity.PrimaryOnRegistration, h.laterRank(ctx))
		t.Hold(primaryIs(list, first))
	}
}

// rankTwo takes a refusal of the second as well.
func rankTwo(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	first, second := h.add(ctx, chat), h.provider(chat, true)
	h.there(ctx, first)
	if t.TakesOrRefuses(ctx, h.AddService(second), "a second provider that says that it is primary", h.AddService(h.provider(talk, true))) == nil {
		h.still(ctx, "that refusal", first)
		return
	}
	list := h.list(ctx)
	h.must(opAdd, "registrations", has(list, second))
	t.Hold(after("the registration of a second", onePrimary(list, chat)))
}

// laterRank tells a server that wants a second factor for it from one that takes no
// notice of what a later provider says.
func (h holder) laterRank(ctx context.Context) string {
	v := h.provider(chat, true)
	res := h.AddService(v).With(actor.SecondFactor(h.Actor.Factor)).Send(ctx)
	if res.OK() && primaryIs(h.list(ctx), v) == nil {
		return "factor"
	}
	return "ignored"
}

// keepsOne reports a server that refuses every other provider of a service.
func (h holder) keepsOne(ctx context.Context) bool {
	res := h.AddService(h.provider(chat, false)).Send(ctx)
	h.t.GotAnswer(res)
	return !res.OK()
}

func rankLater(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.severalOf(ctx, chat, 3)
	h.still(ctx, "the registration of two others that are not primary", providers...)
}

func rankOtherService(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	other := h.add(ctx, talk)
	h.must(opAdd, "registrations", only(h.list(ctx), v, other))
	h.still(ctx, "the registration of another service", v, other)
	t.Grants(ctx, h.SetPrimary(other), "making a provider primary")
	h.still(ctx, "making a provider of another service primary", v, other)
}
