package services

import (
	"context"
	"fmt"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/history"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// races asks for the same thing, or for what gets in its way, at the same time.
// The text does not say who wins: what holds for some order of the requests holds.
var races = []check.Check{
	racing("races.registration", "registers a provider of a service once when many ask for it at the same time", racesRegistration,
		core.ServicesKeyUnique, api.AddServiceConflict),
	racing("races.providers", "keeps every provider of a service that it takes at the same time as others", racesProviders, api.AddServiceDiscoverable),
	racing("races.registered-primary", "has one primary provider of a service after many were registered as primary at the same time",
		racesRegisteredPrimary, core.PrimaryOnlyOne),
	racing("races.primary", "has the primary provider that was chosen last, and no other, when several are chosen at the same time",
		racesPrimary, api.SetPrimarySets, core.PrimaryOnlyOne),
	racing("races.removal", "removes a provider, and lists it no more, while it is made primary at the same time", racesRemoval,
		api.RemoveServiceGone, api.RemoveServiceUnknown, api.SetPrimaryExisting, core.PrimaryOnlyOne),
}

// racesRegistration has 50 requests for one provider. Where one request after
// another is granted as well, that is for another check, and the list alone counts.
func racesRegistration(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	first := h.add(ctx, talk)
	h.there(ctx, first)
	again := h.AddService(first)
	twice := again.Accepted(again.Send(ctx)) == nil
	v := h.provider(chat, true)
	attempts, responses := history.Together(ctx, t, "register", slices.Repeat([]*actor.Call{h.AddService(v)}, 50)...)
	if !twice {
		history.Decide(t, history.Once("one registration at most of one provider of a service, as where requests come one after another"), attempts)
	}
	list := h.list(ctx)
	if n := len(withProvider(list, v)); n > 1 {
		t.Fail("one entry at most for "+line(v), "%d after these requests:\n%s", n, history.Interleaving(attempts.Attempts(), nil))
	}
	if !slices.ContainsFunc(responses, (*client.Response).OK) && len(withProvider(list, v)) == 0 {
		h.register(ctx, v)
	}
	t.Hold(nil)
}

// racesProviders looks for an update that is lost: a list that is read and written
// back by each request, say.
func racesProviders(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	sent := h.several(ctx, chat, 2)
	var calls []*actor.Call
	var added []p2.Service
	for range 20 {
		v := h.provider(chat, false)
		added, calls = append(added, v), append(calls, h.AddService(v))
	}
	attempts, responses := history.Together(ctx, t, "register", calls...)
	granted := 0
	for i, res := range responses {
		if calls[i].Accepted(res) == nil {
			sent = append(sent, added[i])
			granted++
		}
	}
	list := withName(h.list(ctx), chat)
	for _, v := range sent {
		t.Hold(overlapped("registrations", has(list, v), attempts.Attempts()))
	}
	if granted == 0 {
		h.register(ctx, added[0])
	}
	t.Hold(nil)
}

// racesRegisteredPrimary asks where another is primary already. What a second
// registration as primary comes to is open: whatever it is, one is
// primary afterwards.
func racesRegisteredPrimary(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.there(ctx, h.add(ctx, chat))
	calls := make([]*actor.Call, 20)
	for i := range calls {
		calls[i] = h.AddService(h.provider(chat, true))
	}
	attempts, _ := history.Together(ctx, t, "register", calls...)
	list := h.list(ctx)
	t.Hold(overlapped("registrations", onePrimary(list, chat), attempts.Attempts()))
}

// racesPrimary has each worker choose one provider after another, each but once: one
// that is chosen twice could hide that it was lost in between. The model is a
// register: it has the provider that was chosen last.
func racesPrimary(ctx context.Context, t *check.T) {
	const workers, uses = 3, 3
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 1+workers*uses)
	h.makePrimary(ctx, providers, 0)
	var attempts history.Recorder
	look := func() {
		attempts.Read(ctx, "discover", h.Actor.Service(chat), func(res *client.Response) (int, bool) { return primaryAmong(res, providers) })
	}
	check.Together(workers, func(worker int) {
		for n := range uses {
			i := 1 + worker*uses + n
			attempts.Send(ctx, fmt.Sprintf("choose %d", i), i, h.SetPrimary(providers[i]))
			look()
		}
	})
	look()
	history.Decide(t, history.Model[int]{
		Grants: func(now int, a history.Attempt) (int, bool) {
			if a.Reads {
				return now, a.About == now
			}
			return a.About, true
		},
		Wants: "answers that some order of the requests explains, with one provider that is primary: the one that was chosen last",
	}, &attempts)
	t.Hold(overlapped("choices", onePrimary(h.list(ctx), chat), attempts.Attempts()))
}

// severalPrimary stands for a list without exactly one primary provider.
const severalPrimary = -1

// primaryAmong is the place of the primary provider, as a list shows it.
func primaryAmong(res *client.Response, providers []p2.Service) (int, bool) {
	list, err := p2.ParseServices(res.Body)
	if !res.OK() || err != nil {
		return 0, false
	}
	found := primariesOf(list, chat)
	if len(found) != 1 {
		return severalPrimary, true
	}
	return slices.IndexFunc(providers, func(v p2.Service) bool { return sameProvider(v, found[0]) }), true
}

// racesRemoval removes a provider while it is made primary, and others are.
func racesRemoval(ctx context.Context, t *check.T) {
	const workers, uses = 4, 5
	h := newHolder(ctx, t)
	providers := h.several(ctx, chat, 3)
	gone := providers[2]
	var attempts history.Recorder
	removal := slices.Repeat([]*actor.Call{h.RemoveServices(gone)}, 5)
	history.Amid(workers, uses, 1, func(worker, n int) {
		if n == 0 && worker%2 == 0 {
			attempts.Send(ctx, "choose other", 0, h.SetPrimary(providers[0]))
			return
		}
		attempts.Send(ctx, "choose", 0, h.SetPrimary(gone))
	}, func() {
		check.Together(len(removal), func(i int) { attempts.Send(ctx, "remove", 0, removal[i]) })
	})
	history.Decide(t, history.Model[bool]{
		Begins: true,
		Grants: func(there bool, a history.Attempt) (bool, bool) {
			return there && a.What != "remove", there || a.What == "choose other"
		},
		Wants: "answers that some order of the requests explains, with the provider there until it is removed, once, and not after",
	}, &attempts)
	list := h.list(ctx)
	if !slices.ContainsFunc(attempts.Attempts(), func(a history.Attempt) bool { return a.What == "remove" && a.Granted() }) {
		t.Grants(ctx, removal[0], "the removal of a provider by itself")
		list = h.list(ctx)
	}
	for _, d := range []*check.Deviation{lacks(list, gone), onePrimary(list, chat), only(withName(list, chat), providers[:2]...)} {
		t.Hold(overlapped("removals", d, attempts.Attempts()))
	}
	t.Hold(nil)
}

// overlapped says of a deviation after which requests it was found.
func overlapped(what string, d *check.Deviation, attempts []history.Attempt) *check.Deviation {
	if d == nil {
		return nil
	}
	return check.Deviates("after "+what+" that overlapped: "+d.Expected, "%.400s, after these requests:\n%s", d.Actual, history.Interleaving(attempts, nil))
}
