package services

import (
	"context"
	"fmt"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// limits checks the parameter limit of discoveries. What it counts is open
// but for 1, which selects primary providers.
var limits = []check.Check{
	one("limit.primaries", "shows the primary provider of each service for a limit of 1", limitPrimaries, api.DiscoverPrimaries),
	one("limit.all-primaries", "shows each service for a limit of 1", limitEach, api.DiscoverPrimaries),
	check.Probing(one("limit.counts", "shows no more providers of a service than the limit", limitCounts, api.DiscoverLimit), ambiguity.DiscoveryLimit),
	one("limit.large", "shows all services for a limit that is larger than their number", limitLarge(allOf), api.DiscoverLimit),
	check.Probing(one("limit.zero", "takes a limit of 0 for none, or refuses it, or shows nothing", limitZero, api.DiscoverLimitMinimum), ambiguity.LimitValues),
	one("limit.invalid", "rejects a limit below 0 and one that is no number", limitInvalid(allOf), api.DiscoverLimitMinimum),
	one("limit.one-primary", "shows the primary provider of a service for a limit of 1", limitOnePrimary, api.DiscoverOnePrimary),
	one("limit.one-counts", "shows no more providers of the service that is asked for than the limit", limitOneCounts, api.DiscoverOneLimit),
	one("limit.one-large", "shows all providers of a service for a limit that is larger than their number", limitLarge(oneOf), api.DiscoverOneLimit),
	one("limit.one-invalid", "rejects a limit below 0 and one that is no number for a service", limitInvalid(oneOf), api.DiscoverOneLimitMinimum),
}

// limited gets a discovery with a limit.
func (h holder) limited(ctx context.Context, call *actor.Call, n int) []p2.Service {
	res := h.t.Grants(ctx, call.With(actor.Limit(n)), fmt.Sprintf("a discovery with a limit of %d", n))
	return read(h.t, call.Operation, res)
}

// limitPrimaries makes the second provider primary, so that it is not the first
// that was registered.
func limitPrimaries(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	other := h.add(ctx, talk)
	h.makePrimary(ctx, providers, 1)
	h.there(ctx, append(providers, other)...)
	t.Hold(only(h.limited(ctx, h.Actor.Services(), 1), providers[1], other))
}

func limitEach(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	list := h.limited(ctx, h.Actor.Services(), 1)
	if len(list) == 1 {
		t.Took(ambiguity.DiscoveryLimit, "global") // which fails
	}
	t.Hold(only(list, v, other))
}

func limitCounts(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := append(h.several(ctx, chat, 3), h.several(ctx, talk, 3)...)
	h.there(ctx, providers...)
	list := h.limited(ctx, h.Actor.Services(), 2)
	for _, name := range []string{chat, talk} {
		if n := len(withName(list, name)); n > 2 {
			t.Fail(fmt.Sprintf("at most 2 providers of %q for a limit of 2", name), "%d in %s", n, lines(list))
		}
	}
	for _, v := range list {
		t.Hold(has(providers, v))
		t.Hold(has(list, v))
	}
	if len(list) > 2 {
		t.Took(ambiguity.DiscoveryLimit, "per-service")
	} else {
		t.Took(ambiguity.DiscoveryLimit, "special-one")
	}
	if len(list) == 0 {
		t.Fail("services for a limit of 2", "%s", lines(list))
	}
}

func limitLarge(ask asking) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		providers := h.several(ctx, chat, 3)
		call := ask.of(h.Actor, h.Actor.FID.String(), chat)
		h.must(call.Operation, "registrations", only(h.found(ctx, call), providers...))
		t.Hold(only(h.limited(ctx, call, 3), providers...))
		t.Hold(only(h.limited(ctx, call, 1000), providers...))
	}
}

// limitZero takes all readings of A-028: only what is no answer at all fails.
func limitZero(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	call := h.Actor.Services()
	res := t.TakesOrRefuses(ctx, call.With(actor.Limit(0)), "a limit of 0", call)
	if res == nil {
		t.Took(ambiguity.LimitValues, "zero-error")
		t.Grants(ctx, call, "a discovery without a limit")
		t.Hold(nil)
		return
	}
	list := read(t, opDiscover, res)
	if len(list) == 0 {
		t.Took(ambiguity.LimitValues, "zero-none")
		t.Hold(nil)
		return
	}
	t.Took(ambiguity.LimitValues, "zero-unlimited")
	t.Hold(only(list, v, other))
}

func limitInvalid(ask asking) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		h.there(ctx, h.add(ctx, chat))
		call := ask.of(h.Actor, h.Actor.FID.String(), chat)
		for _, value := range []string{"-1", "many", "1.5"} {
			t.Refuses(ctx, call, "limit="+value, actor.Query("limit", value))
		}
		t.Grants(ctx, call.With(actor.Limit(1)), "a discovery with a limit of 1")
	}
}

func limitOnePrimary(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	h.add(ctx, talk)
	h.makePrimary(ctx, providers, 1)
	h.findsOne(ctx, chat, providers...)
	t.Hold(only(h.limited(ctx, h.Actor.Service(chat), 1), providers[1]))
}

func limitOneCounts(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	h.findsOne(ctx, chat, providers...)
	list := h.limited(ctx, h.Actor.Service(chat), 2)
	if len(list) == 0 || len(list) > 2 {
		t.Fail("one or two providers for a limit of 2", "%s", lines(list))
	}
	for _, v := range list {
		t.Hold(has(providers, v))
		t.Hold(has(list, v))
	}
}
