package resources

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// accessReadings finds out what a server makes of what the rules leave open.
var accessReadings = []check.Check{
	check.Probing(one("access.flags", "gives a resource with both flags or neither to its uploader, and not to who is denied", flags,
		api.AccessDenied, api.GetResourceAuthenticated), ambiguity.AccessModel),
	check.Probing(one("access.instances", "gives a private resource that allows the server's own domain name to its uploader, and not without a token", instances,
		core.ResourceLists, api.AccessPrivate), ambiguity.InstanceEntries),
	check.Probing(one("access.both-lists", "gives a resource to an actor on both lists or not, and to nobody without a token", onBothLists,
		core.ResourceLists, api.AccessPrivate), ambiguity.BothLists),
	check.Probing(one("access.uploader-denied", "keeps a resource whose denylist names the uploader, whoever may see it", uploaderDenied,
		core.ResourceLists, api.AccessPrivate), ambiguity.UploaderDenied),
}

// flags uploads with both flags, which a server may refuse, and with neither.
func flags(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob, carol := alice.other(ctx), alice.other(ctx)
	free := alice.add(ctx, 10, hidden)
	neither := alice.add(ctx, 40, p2.ResourceAccess{Denied: []string{carol.Actor.FID.String()}})
	alice.answers(ctx, alice.Resource(neither.ID), "the uploader", yes, neither)
	alice.answers(ctx, carol.Resource(neither.ID), "an actor on the denylist", no, neither)
	both := alice.newResource(40, p2.ResourceAccess{Private: true, Public: true})
	call := alice.uploading(both)
	res := t.TakesOrRefuses(ctx, call, "a resource that is private and public", alice.Resource(free.ID))
	if res != nil {
		alice.acknowledged(both, res)
		if alice.sees(ctx, alice.Actor.Resource(both.ID), both) {
			t.Took(ambiguity.AccessModel, "public-wins")
		} else {
			t.Took(ambiguity.AccessModel, "private-wins")
		}
		return
	}
	switch {
	case alice.sees(ctx, alice.Actor.Resource(neither.ID), neither):
		t.Took(ambiguity.AccessModel, "open")
	case alice.sees(ctx, bob.Resource(neither.ID), neither):
		t.Took(ambiguity.AccessModel, "members-only")
	default:
		t.Took(ambiguity.AccessModel, "listed-only")
	}
}

func instances(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	r := alice.add(ctx, 40, p2.ResourceAccess{Private: true, Allowed: []string{alice.Actor.FID.Domain}})
	alice.answers(ctx, alice.Actor.Resource(r.ID), "a request without a session token", no, r)
	alice.answers(ctx, alice.Resource(r.ID), "the uploader", yes, r)
	t.Took(ambiguity.InstanceEntries, map[bool]string{true: "actors-of", false: "server-itself"}[alice.sees(ctx, bob.Resource(r.ID), r)])
}

func onBothLists(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	fid := []string{bob.Actor.FID.String()}
	free := alice.add(ctx, 10, hidden)
	r := alice.newResource(40, p2.ResourceAccess{Private: true, Allowed: fid, Denied: fid})
	res := t.TakesOrRefuses(ctx, alice.uploading(r), "an actor on both lists", alice.Resource(free.ID))
	if res == nil {
		t.Took(ambiguity.BothLists, "refused")
		alice.noTrace(ctx, r)
		t.Hold(nil)
		return
	}
	alice.acknowledged(r, res)
	alice.answers(ctx, alice.Actor.Resource(r.ID), "a request without a session token", no, r)
	t.Took(ambiguity.BothLists, map[bool]string{true: "allowed", false: "denied"}[alice.sees(ctx, bob.Resource(r.ID), r)])
}

func uploaderDenied(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	free := alice.add(ctx, 10, hidden)
	r := alice.newResource(40, p2.ResourceAccess{Private: true, Denied: []string{alice.Actor.FID.String()}})
	res := t.TakesOrRefuses(ctx, alice.uploading(r), "a denylist with the uploader", alice.Resource(free.ID))
	if res == nil {
		t.Took(ambiguity.UploaderDenied, "refused")
		alice.noTrace(ctx, r)
		t.Hold(nil)
		return
	}
	alice.acknowledged(r, res)
	reading := map[bool]string{true: "uploader", false: "denied"}[alice.sees(ctx, alice.Resource(r.ID), r)]
	call := alice.ModifyResource(r.ID, hidden)
	t.Grants(ctx, call, "new access properties of a resource whose uploader was denied")
	r.Access = hidden
	alice.has(ctx, r)
	t.Took(ambiguity.UploaderDenied, reading)
}
