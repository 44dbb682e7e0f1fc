package services

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// spellings checks that names, URLs and numbers of every allowed form are the same
// to all operations.
var spellings = []check.Check{
	one("names.ends", "takes the name of a service that begins or ends with a hyphen, an underscore or a digit", takesNames(
		func(random func(int) string) []string {
			return []string{"-" + random(4), random(4) + "-", "_" + random(4), random(4) + "_", random(2) + "--" + random(2), digitsOf(random(6)), "--", "__"}
		}), api.ServiceName),
	one("names.discovered", "finds the providers of a service by any namespace", everyName(func(ctx context.Context, h holder, _, v p2.Service) {
		h.t.Hold(after("its registration", only(h.providersOf(ctx, v.Name), v)))
	}), api.DiscoverOneOK),
	one("names.preferred", "makes a provider primary of a service with any namespace", everyName(func(ctx context.Context, h holder, control, v p2.Service) {
		res := h.SetPrimary(v).Send(ctx)
		h.t.Answered(res)
		if !res.OK() {
			h.t.Grants(ctx, h.SetPrimary(control), "making a provider of another service primary")
			h.t.Fail("making a provider of "+quoted(v.Name)+" primary is granted", "%s", actor.Line(res))
		}
	}), api.SetPrimaryBody),
	one("names.removed", "removes a service with any namespace", everyName(func(ctx context.Context, h holder, _, v p2.Service) {
		h.t.Accepts(ctx, h.RemoveServices(v), "the removal of "+quoted(v.Name))
		h.t.Hold(after("its removal", lacks(h.list(ctx), v)))
	}), api.RemoveServiceLists),
	one("urls.escaped", "shows the URL of a provider with its escapes, or refuses it", urlOf(func(url string) string {
		return url + "/a%2Fb%20c%3Fd"
	}), api.ServiceURL),
	one("urls.query", "shows the URL of a provider with its query, or refuses it", urlOf(func(url string) string {
		return url + "?tenant=a&path=%2Fb"
	}), api.ServiceURL),
	one("urls.scheme", "shows the URL of a provider with the scheme http as it is, or refuses it", urlOf(func(url string) string {
		return strings.Replace(url, "https://", "http://", 1)
	}), api.ServiceURL),
	one("urls.long", "shows the whole of the URL of a provider, however long it is, or refuses it", urlOf(func(url string) string {
		return url + "/" + strings.Repeat("p2-conform/", 60) + "end"
	}), api.ServiceURL),
	one("limit.wide", "takes a limit of up to 64 bits", wideLimit(allOf), api.DiscoverLimit),
	one("limit.one-wide", "takes a limit of up to 64 bits for a service", wideLimit(oneOf), api.DiscoverOneLimit),
	one("lists.same-twice", "removes a provider that is named twice, or refuses it and removes nothing", sameTwice, api.RemoveServiceGone),
}

// digitsOf makes digits of a word.
func digitsOf(word string) string {
	return strings.Map(func(r rune) rune { return '0' + r%10 }, word)
}

// everyName registers services whose names are at the bounds of the grammar. Those
// that are not kept are for other checks.
func everyName(use func(ctx context.Context, h holder, control, v p2.Service)) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		control := h.addAny(ctx)
		random := func(n int) string { return actor.Word(t.Random(), n) }
		for _, name := range []string{random(2), random(64), random(4) + "_" + random(4), random(4) + "0189", "7" + random(4), "-" + random(3) + "_"} {
			v := h.add(ctx, name)
			h.must(opAdd, "its registration", has(h.list(ctx), v))
			use(ctx, h, control, v)
		}
		t.Hold(nil)
	}
}

// urlOf registers a provider with a URL that is a valid one.
func urlOf(make func(url string) string) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		control := h.add(ctx, chat)
		h.there(ctx, control)
		t.Grants(ctx, h.RemoveServices(control), "the removal of a service")
		h.left(ctx)
		v := h.provider(talk, true)
		right := h.AddService(v)
		v.URL = make(v.URL)
		if t.TakesOrRefuses(ctx, h.AddService(v), "a URL of "+fmt.Sprint(len(v.URL))+" characters, "+quoted(v.URL), right) == nil {
			h.still(ctx, "the refusal of a URL")
			t.Grants(ctx, right, "a shorter URL without escapes")
			return
		}
		t.Hold(after("its registration", only(h.list(ctx), v)))
	}
}

// wideLimit asks for more than there can be.
func wideLimit(ask asking) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		v := h.add(ctx, chat)
		call := ask.of(h.Actor, h.Actor.FID.String(), chat)
		h.must(call.Operation, "a registration", only(h.found(ctx, call), v))
		for _, n := range []uint64{math.MaxInt32 + 1, math.MaxUint32 + 1, math.MaxInt64, math.MaxUint64} {
			res := t.Accepts(ctx, call.With(actor.Query("limit", fmt.Sprint(n))), fmt.Sprintf("a discovery with a limit of %d", n))
			t.Hold(only(read(t, call.Operation, res), v))
		}
	}
}

// sameTwice takes either, but not a refusal of what was done.
func sameTwice(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	control := h.RemoveServices(v)
	if t.TakesOrRefuses(ctx, h.RemoveServices(v, v), "a provider that is named twice", h.Actor.Services()) == nil {
		h.still(ctx, "that refusal", v, other)
		t.Grants(ctx, control, "the removal of a service")
		return
	}
	h.still(ctx, "the removal of a provider that is named twice", other)
}
