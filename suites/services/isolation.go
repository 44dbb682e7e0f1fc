package services

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// isolation checks that the services of one actor are no concern of another.
var isolation = []check.Check{
	one("isolation.discovery", "shows no services of another actor", othersNotShown, core.ServicesOnlyAdded),
	one("isolation.discovery-of-one", "shows no providers of another actor for a service", othersNotShownForOne, core.ServicesOnlyAdded),
	one("isolation.same-provider", "takes a provider of a service that another actor has as well", sameForBoth,
		core.ServicesOnlyAdded, api.AddServiceDiscoverable),
	one("isolation.removal", "removes no service of another actor", othersNotRemoved, api.RemoveServiceUnknown, api.RemoveServiceGone),
	one("isolation.removal-of-same", "removes a provider for the actor alone who asks, where another has the same", sameNotRemoved, api.RemoveServiceGone),
	one("isolation.primary", "makes no provider of another actor primary", othersNotPreferred, api.SetPrimaryExisting, api.SetPrimarySets),
	one("isolation.successor", "makes no provider of another actor primary when one is removed", othersNotSucceeding,
		api.RemoveServiceNewPrimary, api.RemoveServiceOK, core.ServicesOnlyAdded),
}

// two have a provider of the same service each.
func two(ctx context.Context, t *check.T) (alice, bob holder, alices, bobs p2.Service) {
	alice, bob = newHolder(ctx, t), newHolder(ctx, t)
	alices, bobs = alice.add(ctx, chat), bob.add(ctx, chat)
	return alice, bob, alices, bobs
}

// twoThere are sure that they have.
func twoThere(ctx context.Context, t *check.T) (alice, bob holder, alices, bobs p2.Service) {
	alice, bob, alices, bobs = two(ctx, t)
	alice.there(ctx, alices)
	bob.there(ctx, bobs)
	return alice, bob, alices, bobs
}

func othersNotShown(ctx context.Context, t *check.T) {
	alice, bob, alices, bobs := two(ctx, t)
	list, others := alice.list(ctx), bob.list(ctx)
	alice.must(opAdd, "its registration", has(list, alices))
	bob.must(opAdd, "its registration", has(others, bobs))
	t.Hold(after("the registration of one by another actor", only(list, alices)))
	t.Hold(after("the registration of one by another actor", only(others, bobs)))
}

func othersNotShownForOne(ctx context.Context, t *check.T) {
	alice, bob, alices, bobs := two(ctx, t)
	list, others := alice.providersOf(ctx, chat), bob.providersOf(ctx, chat)
	alice.must(opOne, "its registration", has(list, alices))
	bob.must(opOne, "its registration", has(others, bobs))
	t.Hold(after("the registration of one by another actor", only(list, alices)))
	t.Hold(after("the registration of one by another actor", only(others, bobs)))
}

func sameForBoth(ctx context.Context, t *check.T) {
	alice, bob := newHolder(ctx, t), newHolder(ctx, t)
	v := alice.add(ctx, chat)
	alice.there(ctx, v)
	t.Accepts(ctx, bob.AddService(v), "a provider that another actor has")
	alice.still(ctx, "its registration by another actor", v)
	bob.still(ctx, "its registration by two actors", v)
}

func othersNotRemoved(ctx context.Context, t *check.T) {
	alice, bob, alices, bobs := twoThere(ctx, t)
	t.Refused(bob.RemoveServices(alices).Send(ctx), "a provider of another actor")
	alice.still(ctx, "the request of another actor to remove it", alices)
	t.Answered(bob.RemoveServices(bobs, alices).Send(ctx))
	alice.still(ctx, "the request of another actor to remove it beside its own", alices)
	t.Grants(ctx, alice.RemoveServices(alices), "the removal of the own service")
}

func sameNotRemoved(ctx context.Context, t *check.T) {
	alice, bob := newHolder(ctx, t), newHolder(ctx, t)
	v := alice.add(ctx, chat)
	alice.there(ctx, v)
	bob.register(ctx, v)
	bob.there(ctx, v)
	t.Grants(ctx, alice.RemoveServices(v), "the removal of a service")
	alice.still(ctx, "the removal of its service")
	bob.still(ctx, "the removal of the same by another actor", v)
}

func othersNotPreferred(ctx context.Context, t *check.T) {
	alice, bob := newHolder(ctx, t), newHolder(ctx, t)
	alices := alice.several(ctx, chat, 2)
	bobs := bob.add(ctx, chat)
	alice.there(ctx, alices...)
	bob.there(ctx, bobs)
	t.Refused(bob.SetPrimary(alices[1]).Send(ctx), "a provider of another actor")
	alice.still(ctx, "the request of another actor to make one primary", alices...)
	bob.still(ctx, "that refusal", bobs)
	t.Grants(ctx, bob.SetPrimary(bobs), "making the own provider primary")
	alice.still(ctx, "another actor made one of its own primary", alices...)
}

func othersNotSucceeding(ctx context.Context, t *check.T) {
	alice, bob, alices, bobs := twoThere(ctx, t)
	answer := bob.removes(ctx, bobs)
	for _, r := range answer {
		if r.NewPrimary != "" {
			t.Fail("no new primary provider, since the actor has none left", "%s", r.NewPrimary)
		}
	}
	bob.left(ctx)
	alice.still(ctx, "the removal of another actor's service", alices)
}
