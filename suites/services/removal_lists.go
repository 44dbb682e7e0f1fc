package services

import (
	"context"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// removalLists checks the lists of DELETE /services: one of URLs and one of names,
// of which those at the same place belong together.
var removalLists = []check.Check{
	check.Probing(one("lists.two", "removes two providers that are named with commas between them", listsTwo, api.RemoveServiceLists),
		ambiguity.ArrayParameters),
	one("lists.places", "takes the URL and the name at the same place of the lists for one provider", listsPlaces, api.RemoveServiceLists),
	one("lists.crossed", "rejects lists whose URLs and names do not belong together", listsCrossed, api.RemoveServiceLists),
	one("lists.missing", "rejects a removal without URLs or names, and removes nothing", listsMissing, api.RemoveServiceListsRequired),
	one("lists.lengths", "rejects a removal with more URLs than names or the reverse, and removes nothing", listsLengths,
		api.RemoveServiceListsRequired),
	one("lists.part", "removes what the actor has of a list, or refuses it and removes nothing", listsPart,
		api.RemoveServiceGone, api.RemoveServiceUnknown),
}

func listsTwo(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	call := h.RemoveServices(v, other)
	res := call.Send(ctx)
	t.Answered(res)
	if !res.OK() {
		h.othersStyles(ctx, call, v)
	}
	t.Granted(res, http.StatusOK, http.StatusNoContent)
	t.Took(ambiguity.ArrayParameters, "commas")
	h.still(ctx, "the removal of all services")
}

// othersStyles looks for the way in which a server wants lists that takes no
// commas.
func (h holder) othersStyles(ctx context.Context, call *actor.Call, first p2.Service) {
	repeated := call.With(func(c *actor.Call) {
		for _, name := range []string{"url", "name"} {
			c.Request.Query[name] = strings.Split(c.Request.Query.Get(name), ",")
		}
	})
	if repeated.Send(ctx).OK() {
		h.t.Took(ambiguity.ArrayParameters, "repeated") // which fails
	}
	if h.RemoveServices(first).Send(ctx).OK() {
		h.t.Took(ambiguity.ArrayParameters, "single") // which fails
	}
}

// listsPlaces has two services with the same three providers, and removes one that
// is not primary of each.
func listsPlaces(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	chats := h.several(ctx, chat, 3)
	var talks []p2.Service
	for _, v := range chats {
		v.Name = talk
		talks = append(talks, h.register(ctx, v))
	}
	h.there(ctx, append(chats, talks...)...)
	t.Accepts(ctx, h.RemoveServices(chats[1], talks[2]), "the removal of two providers")
	t.Hold(after("the removal of one provider of each service", only(h.list(ctx), chats[0], chats[2], talks[0], talks[1])))
}

func listsCrossed(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	a, b := v, other
	a.Name, b.Name = b.Name, a.Name
	t.Refused(h.RemoveServices(a, b).Send(ctx), "lists of which no URL stands where its name does")
	h.still(ctx, "that refusal", v, other)
	t.Grants(ctx, h.RemoveServices(v), "the removal of a service")
}

func listsMissing(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	call := h.RemoveServices(v)
	noURL, noName := actor.WithoutQuery("url"), actor.WithoutQuery("name")
	t.Refused(call.With(noURL).Send(ctx), "no url")
	t.Refused(call.With(noName).Send(ctx), "no name")
	t.Refused(call.With(noURL, noName).Send(ctx), "neither url nor name")
	h.still(ctx, "those refusals", v, other)
	t.Grants(ctx, call, "the removal of a service")
}

func listsLengths(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	call := h.RemoveServices(v)
	t.Refused(call.With(actor.Query("url", v.URL+","+other.URL)).Send(ctx), "two URLs and one name")
	t.Refused(call.With(actor.Query("name", v.Name+","+other.Name)).Send(ctx), "one URL and two names")
	h.still(ctx, "those refusals", v, other)
	t.Grants(ctx, call, "the removal of a service")
}

// listsPart leaves open whether a list is removed as a whole. To say one
// thing and do the other is neither.
func listsPart(ctx context.Context, t *check.T) {
	for _, firstKnown := range []bool{true, false} {
		h := newHolder(ctx, t)
		v, other := h.add(ctx, chat), h.add(ctx, talk)
		h.there(ctx, v, other)
		list := []p2.Service{v, h.provider(chat, false)}
		if !firstKnown {
			list[0], list[1] = list[1], list[0]
		}
		control := h.RemoveServices(v)
		if t.TakesOrRefuses(ctx, h.RemoveServices(list...), "a list with a provider that the actor does not have", control) != nil {
			h.still(ctx, "the removal of what there is", other)
			continue
		}
		h.still(ctx, "the refusal of the list", v, other)
		t.Grants(ctx, control, "the removal of what there is of it")
	}
}
