package services

import (
	"context"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// discovery checks what GET /services/discover/{fid} shows, and the same for one
// service (API Unregistered_getServicesOfActor and
// Unregistered_getSingleServiceOfActor). Nobody needs a token for it.
var discovery = []check.Check{
	check.Proving(opDiscover, one("discover.ok", "answers the discovery of an actor's services with 200 and a list of them",
		ok(allOf), api.DiscoverOK, api.DiscoverPublic, api.ServiceRequired, api.ServicePrimary)),
	one("discover.all", "shows all services of an actor", all, api.DiscoverAll, core.ServicesDiscovered),
	check.Probing(one("discover.none", "answers with 204, 404 or an empty list for an actor without services", none, api.DiscoverNoContent),
		ambiguity.NoServicesStatus),
	one("discover.unknown-actor", "answers the discovery of an unknown actor's services with 404", unknownActor(allOf), api.DiscoverUnknown),
	check.Proving(opOne, one("discover-one.ok", "answers the discovery of a service with 200 and a list of its providers",
		ok(oneOf), api.DiscoverOneOK, api.DiscoverOnePublic)),
	check.Probing(one("discover-one.only", "shows the providers of the service that is asked for, and no others", onlyThat,
		api.DiscoverOneOnly, api.DiscoverOneOK), ambiguity.SingleServicePlace),
	one("discover-one.all", "shows all providers of a service", allProviders, api.DiscoverOneOK, core.ServicesDiscovered),
	one("discover-one.part", "does not take the beginning of a name for the name of a service", partOfName, api.DiscoverOneOnly, api.DiscoverOneNoContent),
	one("discover-one.none", "answers with 204, 404 or an empty list for a service that an actor does not use", noneOfOne, api.DiscoverOneNoContent),
	one("discover-one.unknown-actor", "answers the discovery of an unknown actor's service with 404", unknownActor(oneOf), api.DiscoverOneUnknown),
}

// asking is one of the two operations that discover services.
type asking struct {
	operation string
	of        func(a *actor.Actor, fid, name string) *actor.Call
}

var (
	allOf = asking{opDiscover, func(a *actor.Actor, fid, _ string) *actor.Call { return a.ServicesOf(fid) }}
	oneOf = asking{opOne, func(a *actor.Actor, fid, name string) *actor.Call { return a.ServiceOf(fid, name) }}
)

func ok(ask asking) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		v := h.add(ctx, chat)
		res := ask.of(h.Actor, h.Actor.FID.String(), chat).Send(ctx)
		h.known(ctx, res)
		t.Granted(res, http.StatusOK)
		list, err := p2.ParseServices(res.Body)
		if err != nil {
			t.Fail("a JSON array of services", "%v", err)
		}
		t.Hold(has(list, v))
		t.InForm(res)
	}
}

func all(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	res := t.Grants(ctx, h.Actor.Services(), "a discovery of services")
	list := read(t, opDiscover, res)
	t.Hold(has(list, v))
	t.Hold(has(list, other))
}

func none(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	nobody := t.NewActor(ctx)
	h.there(ctx, h.add(ctx, chat))
	t.Took(ambiguity.NoServicesStatus, silent(t, nobody.Services().Send(ctx), "an actor without services"))
}

// silent reads the answer where there is nothing to list.
func silent(t *check.T, res *client.Response, of string) string {
	t.Answered(res)
	switch res.Status {
	case http.StatusNoContent:
		t.Hold(bodiless(res.Header, res.Body))
		return "204-404"
	case http.StatusNotFound:
		t.Hold(nil)
		return "404"
	case http.StatusOK:
		list, err := p2.ParseServices(res.Body)
		if err == nil && len(list) == 0 {
			t.Hold(nil)
			return "empty-list"
		}
		t.Fail("an empty list of "+of, "%s", excerpt(res.Body))
	}
	t.Fail("204, 404 or an empty list of "+of, "%s", actor.Line(res))
	return ""
}

// bodiless decides that an answer has no body, and announces none. That it
// announces one of length 0 cannot be asked for.
func bodiless(h http.Header, body []byte) *check.Deviation {
	const want = "an answer without a body"
	if len(body) > 0 {
		return check.Deviates(want, "%d bytes", len(body))
	}
	if n := h.Get("Content-Length"); n != "" && n != "0" {
		return check.Deviates(want, "the header Content-Length: %s", n)
	}
	return nil
}

func unknownActor(ask asking) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		v := h.add(ctx, chat)
		h.there(ctx, v)
		t.Grants(ctx, ask.of(h.Actor, h.Actor.FID.String(), chat), "a discovery of services")
		nobody := p2.FID{Local: t.NewName(), Domain: h.Actor.FID.Domain}
		t.Refused(ask.of(h.Actor, nobody.String(), chat).Send(ctx), "the federation ID of nobody", check.Status(http.StatusNotFound))
		elsewhere := p2.FID{Local: h.Actor.FID.Local, Domain: "elsewhere.example"}
		res := ask.of(h.Actor, elsewhere.String(), chat).Send(ctx)
		t.GotAnswer(res)
		t.Hold(after("a request for an actor of another server", lacks(services(res), v)))
	}
}

// onlyThat asks for each of two services.
func onlyThat(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	for _, want := range []p2.Service{v, other} {
		call := h.Actor.Service(want.Name)
		res := call.Send(ctx)
		t.Answered(res)
		if answers(services(res), want) != nil && readsBody(ctx, call, want) {
			t.Took(ambiguity.SingleServicePlace, "body") // which fails
		}
		t.Granted(res, http.StatusOK)
		t.Hold(answers(read(t, opOne, res), want))
	}
	t.Took(ambiguity.SingleServicePlace, "path")
}

// answers decides that a list has the one provider, and none of another service.
func answers(list []p2.Service, want p2.Service) *check.Deviation {
	if d := has(list, want); d != nil {
		return d
	}
	if n := len(withName(list, want.Name)); n != len(list) {
		return check.Deviates(fmt.Sprintf("providers of %q alone", want.Name), "%s", lines(list))
	}
	return nil
}

// readsBody reports that a service is found by its name in the body, as a known
// implementation sends it.
func readsBody(ctx context.Context, call *actor.Call, want p2.Service) bool {
	for _, body := range []any{want.Name, map[string]any{"service": want.Name}, map[string]any{"name": want.Name}} {
		if answers(services(call.With(actor.JSONBody(body)).Send(ctx)), want) == nil {
			return true
		}
	}
	return false
}

// services are those of an answer, if there are any.
func services(res *client.Response) []p2.Service {
	list, err := p2.ParseServices(res.Body)
	if !res.OK() || err != nil {
		return nil
	}
	return list
}

func allProviders(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	h.add(ctx, talk)
	res := t.Grants(ctx, h.Actor.Service(chat), "a discovery of a service")
	t.Hold(only(read(t, opOne, res), providers...))
}

func partOfName(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.findsOne(ctx, chat, v)
	for _, name := range []string{"polyproto", "polyproto-cha", "polyproto-chat2", "%", "polyproto_chat", "*"} {
		res := h.Actor.Service(name).Send(ctx)
		t.Answered(res)
		t.Hold(lacks(services(res), v))
	}
}

func noneOfOne(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.findsOne(ctx, chat, h.add(ctx, chat))
	silent(t, h.Actor.Service(talk).Send(ctx), "a service that the actor does not use")
	silent(t, t.NewActor(ctx).Service(chat).Send(ctx), "an actor without services")
}
