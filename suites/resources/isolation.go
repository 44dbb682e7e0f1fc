package resources

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// isolation checks that the resources of one actor are no concern of another, whoever
// may see them.
var isolation = []check.Check{
	one("isolation.delete", "deletes no resource for another actor, though that may see it", othersNotDeleted, api.DeleteResourceUploaderOnly),
	one("isolation.modify", "changes no access properties for another actor, though that may see the resource", othersNotModified, api.ModifyResourceUploaderOnly),
	one("isolation.list", "lists nothing that the actor may see and did not upload", othersNotListed, api.ListResourcesOwn),
	one("isolation.sessions", "deletes and changes a resource for another session of the uploader", sessionsAlike,
		api.DeleteResourceGone, api.ModifyResourceReplaces),
	withPeers(one("isolation.foreign", "deletes and changes nothing for a foreign actor with the uploader's local name", foreignersChangeNothing,
		api.DeleteResourceUploaderOnly, api.ModifyResourceUploaderOnly)),
}

// friends are two actors, and a resource of the first that the second may see.
func friends(ctx context.Context, t *check.T) (alice, bob holder, r *resource) {
	alice = newHolder(ctx, t)
	bob = alice.other(ctx)
	r = alice.add(ctx, 40, p2.ResourceAccess{Private: true, Allowed: []string{bob.Actor.FID.String()}})
	return alice, bob, r
}

func othersNotDeleted(ctx context.Context, t *check.T) {
	alice, bob, r := friends(ctx, t)
	t.Answered(bob.DeleteResource(r.ID).Send(ctx))
	alice.has(ctx, r)
	alice.remove(ctx, r)
}

func othersNotModified(ctx context.Context, t *check.T) {
	alice, bob, r := friends(ctx, t)
	t.Answered(bob.ModifyResource(r.ID, shown).Send(ctx))
	alice.answers(ctx, alice.Actor.Resource(r.ID), "a request without a session token", no, r)
	t.Hold(after("another actor's request to change it", says(alice.info(ctx, r), r)))
	alice.modify(ctx, r, hidden)
}

func othersNotListed(ctx context.Context, t *check.T) {
	_, bob, r := friends(ctx, t)
	own := bob.add(ctx, 20, hidden)
	list := bob.list(ctx)
	if times(list, own) != 1 {
		t.Blocked(opList, "a resource that was uploaded is not in the list")
	}
	if times(list, r) != 0 {
		t.Fail("no entry for a resource that another actor uploaded", "%s", idsOf(list))
	}
	t.Hold(nil)
}

func sessionsAlike(ctx context.Context, t *check.T) {
	laptop := newHolder(ctx, t)
	phone := laptop.another(ctx)
	r := laptop.add(ctx, 40, hidden)
	t.Accepts(ctx, phone.ModifyResource(r.ID, shown), "new access properties of a resource from another session of its uploader")
	r.Access = shown
	laptop.answers(ctx, laptop.Actor.Resource(r.ID), "a request without a session token", yes, r)
	laptop.forget(r)
	t.Accepts(ctx, phone.DeleteResource(r.ID), "the deletion of a resource from another session of its uploader")
	t.Refused(laptop.Resource(r.ID).Send(ctx), "the retrieval of a resource that was deleted")
}

func foreignersChangeNothing(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	twin := t.NamedForeigner(t.NewPeer(), alice.Actor.FID.Local)
	t.LogIn(ctx, twin)
	r, free := alice.add(ctx, 40, hidden), alice.add(ctx, 20, shown)
	t.Grants(ctx, twin.Resource(free.ID), "the retrieval of a public resource by a foreign actor")
	t.Answered(twin.ModifyResource(r.ID, shown).Send(ctx))
	alice.answers(ctx, alice.Actor.Resource(r.ID), "a request without a session token", no, r)
	t.Answered(twin.DeleteResource(r.ID).Send(ctx))
	alice.has(ctx, r)
}
