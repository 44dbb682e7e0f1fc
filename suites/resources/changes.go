package resources

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// changes checks PUT /resource/{rid} (API Registered_modifyResource).
var changes = []check.Check{
	check.Proving(opModify, one("modify.ok", "replaces access properties, and answers with 204", modified,
		api.ModifyResourceNoContent, api.ModifyResourceBody, api.ModifyResourceContentLength)),
	one("modify.opens", "gives a resource to everybody from when it is public", modifyOpens, api.ModifyResourceReplaces),
	one("modify.closes", "gives a resource to nobody else from when it is private", modifyCloses, api.ModifyResourceReplaces),
	one("modify.lists", "replaces the lists with the flags, and keeps no entry of before", modifyLists, api.ModifyResourceReplaces),
	one("modify.incomplete", "refuses access properties without private and public, and leaves the old ones", modifyIncomplete,
		api.ModifyResourceBody, api.AccessRequired),
}

func modified(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 40, hidden)
	res := h.ModifyResource(r.ID, shown).Send(ctx)
	t.Answered(res)
	if res.OK() {
		r.Access = shown
	}
	t.Granted(res, http.StatusNoContent)
	t.Hold(withoutBody(res))
	h.has(ctx, r)
}

func modifyOpens(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 40, hidden)
	h.answers(ctx, h.Actor.Resource(r.ID), "a request without a session token", no, r)
	h.modify(ctx, r, shown)
	h.answers(ctx, h.Actor.Resource(r.ID), "a request without a session token", yes, r)
	t.Hold(after("new access properties", says(h.info(ctx, r), r)))
}

func modifyCloses(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	r := alice.add(ctx, 40, shown)
	alice.answers(ctx, alice.Actor.Resource(r.ID), "a request without a session token", yes, r)
	alice.modify(ctx, r, hidden)
	alice.answers(ctx, alice.Actor.Resource(r.ID), "a request without a session token", no, r)
	alice.answers(ctx, bob.Resource(r.ID), "another actor", no, r)
}

// modifyLists has one actor in the place of another, and then none.
func modifyLists(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob, carol := alice.other(ctx), alice.other(ctx)
	r := alice.add(ctx, 40, p2.ResourceAccess{Private: true, Allowed: []string{bob.Actor.FID.String()}})
	if !alice.sees(ctx, bob.Resource(r.ID), r) {
		t.Blocked("resources.access.private-allowed", "an actor who is allowed does not get the resource")
	}
	alice.modify(ctx, r, p2.ResourceAccess{Private: true, Allowed: []string{carol.Actor.FID.String()}})
	alice.answers(ctx, carol.Resource(r.ID), "an actor who is allowed now", yes, r)
	alice.answers(ctx, bob.Resource(r.ID), "an actor who was allowed before", no, r)
	alice.modify(ctx, r, hidden)
	alice.answers(ctx, carol.Resource(r.ID), "an actor who was allowed before", no, r)
	t.Hold(after("new access properties", listsAre(alice.info(ctx, r).Access, r.Access)))
}

func modifyIncomplete(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 40, hidden)
	call := h.ModifyResource(r.ID, shown)
	for _, f := range incomplete {
		t.Refused(call.With(actor.Body([]byte(f.json))).Send(ctx), f.what)
	}
	for _, body := range []string{"", "{", `"private"`} {
		t.Refused(call.With(actor.Body([]byte(body))).Send(ctx), "a body that is no JSON object")
	}
	h.answers(ctx, h.Actor.Resource(r.ID), "a request without a session token", no, r)
	h.modify(ctx, r, shown)
}

// deletion checks DELETE /resource/{rid} (API Registered_deleteResource).
var deletion = []check.Check{
	check.Proving(opDelete, one("delete.ok", "answers the deletion of a resource with 204", deleted, api.DeleteResourceNoContent)),
	one("delete.gone", "neither gives nor lists a resource that was deleted, nor tells about it", deletedGone, api.DeleteResourceGone),
	one("delete.others-stay", "deletes no other resource of the actor", othersStay, api.DeleteResourceGone),
	one("delete.again", "takes another resource of the ID of one that was deleted, or refuses it, and never shows the old one", uploadedAgain, api.DeleteResourceGone),
	check.Probing(one("delete.missing", "refuses to delete or change a resource of somebody else, and leaves it as it is", missing,
		api.DeleteResourceUploaderOnly, api.ModifyResourceUploaderOnly), ambiguity.ChangeForeignResource),
}

func deleted(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 40, hidden)
	h.forget(r)
	res := h.DeleteResource(r.ID).Send(ctx)
	t.Answered(res)
	t.Granted(res, http.StatusNoContent)
}

func deletedGone(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 40, shown)
	if times(h.list(ctx), r) != 1 {
		t.Blocked(opList, "a resource that was uploaded is not in the list")
	}
	h.info(ctx, r)
	h.remove(ctx, r)
	for _, asker := range []struct {
		call *actor.Call
		who  string
	}{
		{h.Resource(r.ID), "the retrieval of a resource that was deleted, by its uploader"},
		{h.Actor.Resource(r.ID), "the retrieval of a resource that was deleted"},
		{h.ResourceInfo(r.ID), "a question about a resource that was deleted"},
	} {
		t.Refused(asker.call.Send(ctx), asker.who)
	}
	if times(h.list(ctx), r) != 0 {
		t.Fail("no entry for a resource that was deleted", "it is in the list")
	}
}

func othersStay(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := h.some(ctx, 10, 20, 30)
	h.remove(ctx, all[1])
	h.has(ctx, all[0])
	h.has(ctx, all[2])
	list := h.list(ctx)
	if times(list, all[0]) != 1 || times(list, all[2]) != 1 {
		t.Fail("one entry for each of the resources that are left", "%s", idsOf(list))
	}
}

// uploadedAgain leaves open whether an ID can be had again.
func uploadedAgain(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 40, hidden)
	h.remove(ctx, r)
	next := h.newResource(50, hidden)
	next.ID = r.ID
	res := h.send(ctx, next)
	t.Answered(res)
	if res.OK() {
		h.acknowledged(next, res)
		h.has(ctx, next)
		return
	}
	t.Refused(res, "the ID of a resource that was deleted")
	t.Refused(h.Resource(r.ID).Send(ctx), "the retrieval of a resource that was deleted")
}

// missing asks as another actor, whose request for nothing at all a server may grant
//
func missing(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	r, others := alice.add(ctx, 40, shown), bob.add(ctx, 30, hidden)
	gone := newID(t)
	deletion, change := bob.DeleteResource(r.ID).Send(ctx), bob.ModifyResource(r.ID, hidden).Send(ctx)
	none := bob.DeleteResource(gone).Send(ctx)
	t.Answered(deletion)
	t.Answered(change)
	t.Answered(none)
	alice.has(ctx, r)
	t.Hold(after("another actor's request to change it", says(alice.info(ctx, r), r)))
	alice.answers(ctx, alice.Actor.Resource(r.ID), "a request without a session token", yes, r)
	switch {
	case none.OK():
		t.Took(ambiguity.ChangeForeignResource, "204")
	case deletion.Status == http.StatusForbidden:
		t.Took(ambiguity.ChangeForeignResource, "403-404")
	default:
		t.Took(ambiguity.ChangeForeignResource, "404")
	}
	bob.remove(ctx, others)
	if bob.sees(ctx, bob.Resource(others.ID), others) {
		t.Blocked(opDelete, "a resource that was deleted is still given")
	}
}
