package services

import (
	"context"
	"errors"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// register checks what POST /services takes (API Registered_registerService).
var register = []check.Check{
	check.Probing(check.Proving(opAdd, one("register.created", "takes a service, and answers with 201 and the service",
		created, api.AddServiceCreated, api.AddServiceBody, api.ServiceRequired)), ambiguity.ProviderHosts),
	one("register.discoverable", "makes a service that was registered discoverable", discoverable,
		api.AddServiceDiscoverable, core.ServicesDiscovered),
	check.Probing(one("register.bare", "takes a service that stands in no member, or refuses it", bare, api.AddServiceBody),
		ambiguity.ServiceRegistrationForm),
	check.Probing(one("register.name-object", "refuses the name of a service in an object, or reads it", nameObject, api.ServiceName),
		ambiguity.ServiceNameForm),
	one("register.conflict", "answers with 409 where the actor has the provider of the service", conflict, api.AddServiceConflict),
	one("register.conflict-rank", "does not make a provider primary that is registered once more", conflictRank, api.AddServiceConflict),
	one("register.twice", "has at most one entry for a provider that was registered twice", twice, core.ServicesKeyUnique),
	check.Probing(one("register.several", "keeps every provider of a service that it takes, or the last", several,
		api.AddServiceDiscoverable), ambiguity.ProvidersPerService),
	one("register.two-services", "takes two services of one provider", twoServices, core.ServicesUnlimited, api.AddServiceDiscoverable),
	one("register.many", "takes twenty services of one actor", many, core.ServicesUnlimited),
	one("register.after-removal", "takes a provider again that was removed", afterRemoval, api.RemoveServiceGone, api.AddServiceConflict),
}

func created(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.provider(chat, true)
	res := h.AddService(v).Send(ctx)
	t.Answered(res)
	if res.Status == http.StatusUnauthorized {
		t.Grants(ctx, h.KeyTrials(h.Actor.FID.String()), "another request with the session token")
	}
	if aboutTheBody(res.Status) && h.AddService(v).With(actor.JSONBody(v)).Send(ctx).OK() {
		t.Took(ambiguity.ServiceRegistrationForm, "bare-list") // which fails
	}
	t.Granted(res, http.StatusCreated)
	got, err := p2.ParseService(res.Body)
	_, noList := p2.ParseServices(res.Body)
	switch {
	case errors.Is(err, p2.ErrNameObject):
		t.Took(ambiguity.ServiceNameForm, "object") // which fails
	case err != nil && noList == nil:
		t.Took(ambiguity.ServiceRegistrationForm, "bare-list") // which fails
	case err != nil:
		t.Fail("a JSON object with service, url and primary", "%v", err)
	case !sameProvider(got, v):
		t.Fail("the service that was registered, "+line(v), "%s", line(got))
	}
	t.InForm(res)
	switch target := t.Target(); {
	case target.Providers != "":
	case target.Dialect.OwnProviders:
		t.Took(ambiguity.ProviderHosts, "resolvable")
	default:
		t.Took(ambiguity.ProviderHosts, "any")
	}
}

// aboutTheBody reports a refusal that another form of the same could escape.
func aboutTheBody(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusNotFound, http.StatusMethodNotAllowed:
		return false
	}
	return status >= 400 && status < 500
}

func discoverable(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.provider(chat, true)
	t.Hold(lacks(h.list(ctx), v))
	h.register(ctx, v)
	t.Hold(after("its registration", has(h.list(ctx), v)))
}

func bare(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	control := h.add(ctx, chat)
	h.there(ctx, control)
	v := h.provider(talk, true)
	call := h.AddService(v)
	if t.TakesOrRefuses(ctx, call.With(actor.JSONBody(v)), "a service that stands in no member", h.AddService(v)) == nil {
		t.Took(ambiguity.ServiceRegistrationForm, "wrapped")
		h.still(ctx, "the refusal of a service that stands in no member", control)
		h.register(ctx, v)
		return
	}
	t.Took(ambiguity.ServiceRegistrationForm, "either")
	t.Hold(after("its registration", has(h.list(ctx), v)))
}

func nameObject(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	control := h.add(ctx, chat)
	h.there(ctx, control)
	v := h.provider(talk, true)
	inObject := map[string]any{"service": map[string]any{"inner": v.Name}, "url": v.URL, "primary": true}
	call := h.AddService(v).With(actor.JSONBody(map[string]any{"service": inObject}))
	if t.TakesOrRefuses(ctx, call, "the name of a service in an object", h.AddService(v)) == nil {
		t.Took(ambiguity.ServiceNameForm, "string")
		h.still(ctx, "the refusal of another service", control)
		h.register(ctx, v)
		return
	}
	t.Took(ambiguity.ServiceNameForm, "either")
	t.Hold(after("its registration", has(h.list(ctx), v)))
}

func conflict(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	t.Refused(h.AddService(v).Send(ctx), "a provider that the actor has already", check.Status(http.StatusConflict))
	h.still(ctx, "the refusal of the same", v)
}

// conflictRank looks for a way around the second factor of PUT /services/primary.
func conflictRank(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := h.several(ctx, chat, 2)
	again := all[1]
	again.Primary = true
	t.Refused(h.AddService(again).Send(ctx), "a provider that the actor has already, as primary this time", check.Status(http.StatusConflict))
	t.Hold(after("that refusal", primaryIs(h.list(ctx), all[0])))
}

func twice(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	t.Answered(h.AddService(v).Send(ctx))
	h.still(ctx, "its registration once more", v)
}

func several(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	first := h.add(ctx, chat)
	h.there(ctx, first)
	second := h.provider(chat, false)
	res := t.TakesOrRefuses(ctx, h.AddService(second), "a second provider of a service", h.AddService(h.provider(talk, true)))
	list := withName(h.list(ctx), chat)
	switch {
	case res == nil:
		t.Took(ambiguity.ProvidersPerService, "one")
		t.Hold(after("the refusal of another provider", only(list, first)))
	case lacks(list, first) == nil:
		t.Took(ambiguity.ProvidersPerService, "one")
		t.Hold(after("another provider took its place", only(list, second)))
	default:
		t.Took(ambiguity.ProvidersPerService, "several")
		t.Hold(after("the registration of a second provider", only(list, first, second)))
	}
}

func twoServices(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	first := h.add(ctx, chat)
	h.there(ctx, first)
	second := first
	second.Name = talk
	t.Accepts(ctx, h.AddService(second), "another service of the same provider")
	t.Hold(after("the registration of two services", only(h.list(ctx), first, second)))
}

func many(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := []p2.Service{h.addAny(ctx)}
	for len(all) < 20 {
		v := h.provider(newName(t), true)
		t.Accepts(ctx, h.AddService(v), "the registration of another service")
		all = append(all, v)
	}
	t.Hold(after("the registration of twenty services", only(h.list(ctx), all...)))
}

func afterRemoval(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
	h.left(ctx)
	t.Accepts(ctx, h.AddService(v), "the registration of a service that was removed")
	t.Hold(after("its removal and another registration", only(h.list(ctx), v)))
}
