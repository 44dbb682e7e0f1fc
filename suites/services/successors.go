package services

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// successors checks what becomes of a service whose primary provider is removed
// (API Registered_unregisterService).
var successors = []check.Check{
	one("successor.chosen", "makes another provider primary when the primary one is removed", successorChosen,
		api.RemoveServiceNewPrimary, core.PrimaryOnlyOne),
	one("successor.named", "names the new primary provider in the answer to the removal of the old one", successorInAnswer,
		api.RemoveServiceNewPrimary, api.RemoveServiceOK),
	one("successor.left", "makes primary what is left when the primary provider and another are removed together", successorLeft,
		api.RemoveServiceNewPrimary, core.PrimaryOnlyOne),
	one("successor.each", "makes another provider primary for each service whose primary one is removed", successorEach,
		api.RemoveServiceNewPrimary, core.PrimaryOnlyOne),
	one("successor.none", "leaves the primary provider as it is when another is removed", successorNone,
		core.PrimaryOnlyOne, api.RemoveServiceNewPrimary),
	one("successor.afterwards", "makes a provider primary that is registered after the last was removed", successorAfterwards,
		core.PrimaryOnlyOne, api.ServicePrimary),
}

// removes removes providers, and reads the answer.
func (h holder) removes(ctx context.Context, providers ...p2.Service) []removed {
	res := h.t.Grants(ctx, h.RemoveServices(providers...), "the removal of providers")
	if res.Status != http.StatusOK {
		h.t.Blocked(opRemove, "the answer to a removal is %s", actor.Line(res))
	}
	list, d := removedIn(res.Body)
	h.t.Hold(d)
	return list
}

func successorChosen(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	t.Grants(ctx, h.RemoveServices(providers[0]), "the removal of a primary provider")
	h.left(ctx, providers[1:]...)
	t.Hold(after("the removal of the primary provider", onePrimary(h.list(ctx), chat)))
}

func successorInAnswer(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	named, d := namedSuccessor(h.removes(ctx, providers[0]), providers[1:]...)
	t.Hold(d)
	t.Hold(primaryIs(h.list(ctx), named))
}

func successorLeft(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	answer := h.removes(ctx, providers[0], providers[1])
	left := providers[2]
	left.Primary = true
	_, d := namedSuccessor(answer, left)
	t.Hold(d)
	for _, r := range answer {
		if r.NewPrimary != "" && normal(r.NewPrimary) != normal(left.URL) {
			t.Fail("no new primary provider but the one that is left, "+left.URL, "%s", r.NewPrimary)
		}
	}
	h.left(ctx, left)
	h.still(ctx, "the removal of the others", left)
}

func successorEach(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	chats, talks := h.several(ctx, chat, 2), h.several(ctx, talk, 2)
	answer := h.removes(ctx, chats[0], talks[0])
	chats[1].Primary, talks[1].Primary = true, true
	for _, left := range []p2.Service{chats[1], talks[1]} {
		_, d := namedSuccessor(answer, left)
		t.Hold(d)
	}
	h.left(ctx, chats[1], talks[1])
	h.still(ctx, "the removal of both primary providers", chats[1], talks[1])
}

func successorNone(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	t.Grants(ctx, h.RemoveServices(providers[2]), "the removal of a provider")
	h.left(ctx, providers[:2]...)
	h.still(ctx, "the removal of one that is not primary", providers[:2]...)
}

func successorAfterwards(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
	h.left(ctx)
	h.still(ctx, "the removal of the only provider", h.add(ctx, chat))
}
