package services

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// sessions checks that services are those of the actor (section 9.1.1), whichever
// of its sessions asks, and whoever looks for them.
var sessions = []check.Check{
	one("sessions.revoked", "still shows a service whose session was revoked after its registration", ofRevoked, core.ServicesDiscovered),
	one("sessions.remove", "removes a service for another session of the actor", removedByOther, api.RemoveServiceGone),
	one("sessions.primary", "makes a provider primary for another session of the actor", preferredByOther, api.SetPrimarySets),
	one("sessions.conflict", "answers another session with 409 where the actor has the provider of the service", conflictOfOther,
		api.AddServiceConflict, core.ServicesKeyUnique),
	one("sessions.asked-by-another", "shows the services of the actor who is asked for to another actor with a session token",
		askedByAnother, api.DiscoverAll),
	one("sessions.one-asked-by-another", "shows the providers of the actor who is asked for to another actor with a session token",
		oneAskedByAnother, api.DiscoverOneOK),
	racing("register.at-once", "keeps one entry for a provider that is registered many times at once", atOnce, core.ServicesKeyUnique, api.AddServiceConflict),
}

func ofRevoked(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	phone := holder{t.NewSession(ctx, h.Actor), t}
	v, other := phone.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	t.Grants(ctx, h.RevokeSession(phone.ID), "the revocation of a session")
	h.still(ctx, "the revocation of the session that registered one", v, other)
}

func removedByOther(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	phone := t.NewSession(ctx, h.Actor)
	v, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, other)
	call := phone.RemoveServices(v)
	res := call.Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Grants(ctx, h.RemoveServices(v), "the removal of a service by the session that registered it")
		t.Fail("the removal of a service by another session of the actor is granted", "%s", actor.Line(res))
	}
	h.still(ctx, "the removal by another session", other)
}

func preferredByOther(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	phone := holder{t.NewSession(ctx, h.Actor), t}
	providers := h.several(ctx, chat, 2)
	res := phone.SetPrimary(providers[1]).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Grants(ctx, h.SetPrimary(providers[1]), "making a provider primary by the session that registered it")
		t.Fail("making a provider primary by another session of the actor is granted", "%s", actor.Line(res))
	}
	providers[0].Primary, providers[1].Primary = false, true
	h.still(ctx, "making it primary by another session", providers...)
}

func conflictOfOther(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	phone := t.NewSession(ctx, h.Actor)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	t.Refused(phone.AddService(v).Send(ctx), "a provider that another session of the actor has registered", check.Status(http.StatusConflict))
	h.still(ctx, "the refusal of the same", v)
}

func askedByAnother(ctx context.Context, t *check.T) {
	alice, bob, alices, _ := twoThere(ctx, t)
	res := t.Accepts(ctx, alice.Actor.Services().With(actor.Token(bob.Token)), "a discovery with the session token of another actor")
	t.Hold(only(read(t, opDiscover, res), alices))
}

func oneAskedByAnother(ctx context.Context, t *check.T) {
	alice, bob, alices, _ := twoThere(ctx, t)
	alice.findsOne(ctx, chat, alices)
	res := t.Accepts(ctx, alice.Actor.Service(chat).With(actor.Token(bob.Token)), "a discovery with the session token of another actor")
	t.Hold(only(read(t, opOne, res), alices))
}

// atOnce registers one provider with requests that overlap: one is granted, and the
// others are conflicts.
func atOnce(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	control := h.add(ctx, talk)
	h.there(ctx, control)
	t.Grants(ctx, h.RemoveServices(control), "the removal of a service")
	h.left(ctx)
	v := h.provider(chat, true)
	calls := make([]*actor.Call, 30)
	for i := range calls {
		calls[i] = h.AddService(v)
	}
	granted := 0
	for _, res := range t.Together(ctx, calls...) {
		if res.OK() {
			granted++
		}
	}
	if granted == 0 {
		t.Grants(ctx, calls[0], "one registration by itself")
	}
	if granted > 1 {
		t.Fail("one registration of a provider is granted", "%d of %d that overlapped were", granted, len(calls))
	}
	t.Hold(after("registrations at the same time", only(h.list(ctx), v)))
}
