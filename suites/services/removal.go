package services

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// removal checks what DELETE /services does with one provider (API
// Registered_unregisterService).
var removal = []check.Check{
	check.Proving(opRemove, one("remove.ok", "removes a provider, and answers with 200", removeOK, api.RemoveServiceOK)),
	one("remove.gone", "shows a provider no longer that was removed, and the others as before", removeGone, api.RemoveServiceGone),
	one("remove.gone-from-one", "shows a provider no longer among those of its service after it was removed", removeGoneFromOne, api.RemoveServiceGone),
	one("remove.other-service", "leaves the provider of another service when it removes one of the same URL", removeOtherService,
		api.RemoveServiceGone, api.RemoveServiceLists),
	check.Probing(one("remove.answer", "answers with a list, or nothing, when the last provider of a service is removed", removeAnswer,
		api.RemoveServiceOK), ambiguity.UnregisterAnswer),
	one("remove.unknown", "rejects the removal of a provider that the actor does not have", removeUnknown, api.RemoveServiceUnknown),
	one("remove.other-name", "rejects the removal of a provider from a service that it does not provide", removeOtherName, api.RemoveServiceUnknown),
	one("remove.twice", "rejects the removal of a provider that was removed before", removeTwice, api.RemoveServiceUnknown),
	one("remove.rest", "shows exactly what is left after some registrations and removals", removeRest,
		api.RemoveServiceGone, core.ServicesOnlyAdded),
}

func removeOK(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	res := h.RemoveServices(v).Send(ctx)
	t.Granted(res, http.StatusOK)
	t.InForm(res)
	_, d := removedIn(res.Body)
	t.Hold(d)
	t.Hold(after("its removal", lacks(h.list(ctx), v)))
}

func removeGone(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	other := h.add(ctx, talk)
	h.there(ctx, append(providers, other)...)
	t.Grants(ctx, h.RemoveServices(providers[1]), "the removal of a provider")
	h.still(ctx, "the removal of another provider", providers[0], providers[2], other)
}

func removeGoneFromOne(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.findsOne(ctx, chat, v)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
	res := h.Actor.Service(chat).Send(ctx)
	t.GotAnswer(res)
	t.Hold(after("its removal", lacks(services(res), v)))
	t.Hold(after("the removal of another service", only(h.providersOf(ctx, talk), other)))
}

func removeOtherService(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	other := v
	other.Name = talk
	h.register(ctx, other)
	h.there(ctx, v, other)
	t.Grants(ctx, h.RemoveServices(other), "the removal of a service")
	h.still(ctx, "the removal of another service of the same provider", v)
}

// removeAnswer asks where nothing is primary afterwards.
func removeAnswer(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	res := t.Grants(ctx, h.RemoveServices(v), "the removal of the last provider of a service")
	list, d := removedIn(res.Body)
	t.Hold(d)
	switch {
	case len(res.Body) == 0:
		t.Took(ambiguity.UnregisterAnswer, "no-body")
	case len(list) == 0:
		t.Took(ambiguity.UnregisterAnswer, "new-primaries")
	default:
		t.Took(ambiguity.UnregisterAnswer, "all-removed")
		if len(list) != 1 || list[0].Service != chat || list[0].NewPrimary != "" {
			t.Fail("an element for the service "+chat+" without a new primary provider", "%q", list)
		}
	}
	t.Hold(nil)
}

func removeUnknown(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	t.Refused(h.RemoveServices(h.provider(chat, false)).Send(ctx), "a provider that the actor does not have")
	t.Refused(h.RemoveServices(h.provider(talk, false)).Send(ctx), "a service that the actor does not use")
	h.still(ctx, "those refusals", v)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
}

func removeOtherName(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	swapped := v
	swapped.Name = talk
	t.Refused(h.RemoveServices(swapped).Send(ctx), "a provider of another service")
	h.still(ctx, "that refusal", v, other)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
}

func removeTwice(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
	h.left(ctx, other)
	t.Refused(h.RemoveServices(v).Send(ctx), "a provider that was removed before")
	h.still(ctx, "that refusal", other)
}

func removeRest(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.still(ctx, "its registration as an actor")
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
	next := h.add(ctx, chat)
	h.still(ctx, "a removal and another registration", other, next)
	t.Grants(ctx, h.RemoveServices(next), "the removal of a service")
	t.Grants(ctx, h.RemoveServices(other), "the removal of a service")
	h.still(ctx, "the removal of all services")
}
