package services

import (
	"context"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// primary checks PUT /services/primary (API Registered_setPrimaryProvider).
var primary = []check.Check{
	check.Proving(opPrimary, one("primary.ok", "makes a provider primary, and answers with 200 and a list of services",
		primaryOK, api.SetPrimaryOK, api.SetPrimaryBody)),
	one("primary.changed", "answers with the new primary provider and the former one", primaryChanged, api.SetPrimaryOK),
	one("primary.sets", "makes the provider primary that it is asked to, and the former one no longer so", primarySets,
		api.SetPrimarySets, core.PrimaryOnlyOne),
	one("primary.back", "makes the former provider primary again", primaryBack, api.SetPrimarySets, core.PrimaryOnlyOne),
	one("primary.again", "answers with one or two services when a provider is primary already", primaryAgain, api.SetPrimaryOK, api.SetPrimarySets),
	check.Probing(one("primary.unknown", "rejects making a provider primary that the actor does not have", primaryUnknown, api.SetPrimaryExisting),
		ambiguity.UnknownProviderStatus),
	one("primary.other-service", "rejects making a provider primary for a service that it does not provide", primaryOfOtherService, api.SetPrimaryExisting),
	one("primary.removed", "rejects making a provider primary that was removed", primaryRemoved, api.SetPrimaryExisting),
	one("primary.no-body", "rejects a body that names no provider", primaryFlawed(noProvider), api.SetPrimaryInvalid, api.SetPrimaryBody),
	one("primary.wrong-members", "rejects a body whose URL or name is none", primaryFlawed(wrongProvider), api.SetPrimaryInvalid, api.SetPrimaryBody),
}

func primaryOK(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	res := h.SetPrimary(v).Send(ctx)
	t.Granted(res, http.StatusOK)
	t.InForm(res)
	t.Hold(primaryIs(changedIn(t, res), v))
}

// changedIn reads the answer to the choice of a primary provider.
func changedIn(t *check.T, res *client.Response) []p2.Service {
	list, err := p2.ParseServices(res.Body)
	if err != nil {
		t.Fail("a JSON array of services", "%v", err)
	}
	if len(list) == 0 || len(list) > 2 {
		t.Fail("one or two services", "%s", lines(list))
	}
	return list
}

func primaryChanged(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	res := t.Grants(ctx, h.SetPrimary(providers[2]), "making a provider primary")
	now, former := providers[2], providers[0]
	now.Primary, former.Primary = true, false
	t.Hold(unchanged(changedIn(t, res), now, former))
}

func primarySets(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	h.prefers(ctx, providers, 2)
}

// prefers makes one of the providers primary, and holds that it is.
func (h holder) prefers(ctx context.Context, providers []p2.Service, n int) {
	h.t.Grants(ctx, h.SetPrimary(providers[n]), "making a provider primary")
	for i := range providers {
		providers[i].Primary = i == n
	}
	h.still(ctx, "making a provider primary", providers...)
}

func primaryBack(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 2)
	h.prefers(ctx, providers, 1)
	h.prefers(ctx, providers, 0)
}

func primaryAgain(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	for range 2 {
		res := h.SetPrimary(v).Send(ctx)
		t.Granted(res, http.StatusOK)
		t.Hold(primaryIs(changedIn(t, res), v))
		h.still(ctx, "making it primary once more", v)
	}
}

func primaryUnknown(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	control := h.SetPrimary(v)
	res := h.SetPrimary(h.provider(chat, false)).Send(ctx)
	t.Refused(res, "a provider that the actor does not have")
	switch res.Status {
	case http.StatusNotFound:
		t.Took(ambiguity.UnknownProviderStatus, "404")
	case http.StatusBadRequest:
		t.Took(ambiguity.UnknownProviderStatus, "400")
	case http.StatusForbidden:
		t.Took(ambiguity.UnknownProviderStatus, "403")
	}
	h.still(ctx, "that refusal", v)
	t.Grants(ctx, control, "making the actor's own provider primary")
}

func primaryOfOtherService(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	swapped := v
	swapped.Name = talk
	t.Refused(h.SetPrimary(swapped).Send(ctx), "a provider of another service")
	h.still(ctx, "that refusal", v, other)
	t.Grants(ctx, h.SetPrimary(v), "making a provider primary")
}

func primaryRemoved(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
	h.left(ctx, other)
	t.Refused(h.SetPrimary(v).Send(ctx), "a provider that was removed")
	h.still(ctx, "that refusal", other)
	t.Grants(ctx, h.SetPrimary(other), "making a provider primary")
}

// primaryFlawed expects refusals of bodies with flaws, and then grants one without.
func primaryFlawed(flaws func(v p2.Service) []flaw) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		v := h.add(ctx, chat)
		h.there(ctx, v)
		call := h.SetPrimary(v)
		for _, f := range flaws(v) {
			t.Refused(call.With(actor.Body(f.body)).Send(ctx), f.what)
		}
		h.still(ctx, "bodies that were refused", v)
		t.Grants(ctx, call, "the same without the flaw")
	}
}

func noProvider(v p2.Service) []flaw {
	return []flaw{
		{"no body", nil},
		{"a body that is no JSON", []byte(`{"url":`)},
		{"null in place of an object", []byte(`null`)},
		{"an array in place of an object", []byte(`[]`)},
		{"an empty object", []byte(`{}`)},
		{"no member url", []byte(`{"name":"` + v.Name + `"}`)},
		{"no member name", []byte(`{"url":"` + v.URL + `"}`)},
	}
}

func wrongProvider(v p2.Service) []flaw {
	var all []flaw
	for _, value := range []string{`null`, `7`, `[]`, `{}`, `""`, `"no URL"`} {
		all = append(all, flaw{"the member url " + value, []byte(`{"url":` + value + `,"name":"` + v.Name + `"}`)})
	}
	for _, value := range []string{`null`, `7`, `[]`, `{}`, `""`, `"a"`, `"` + strings.Repeat("a", 65) + `"`} {
		all = append(all, flaw{"the member name " + value, []byte(`{"url":"` + v.URL + `","name":` + value + `}`)})
	}
	return all
}
