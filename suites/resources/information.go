package resources

import (
	"context"
	"errors"
	"net/http"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// information checks GET /resource/{rid}/info/ (API Unregistered_getResourceInfos).
var information = []check.Check{
	check.Probing(check.Proving(opInfo, one("info.ok", "tells the uploader the ID, the size and the access properties of a resource, in an array", infoOK,
		api.ResourceInfoOK, api.ResourceInformationRequired)), ambiguity.ResourceInfoShape),
	one("info.size", "tells the size of a resource in bytes", infoSize, api.ResourceInformationRequired),
	one("info.lists", "tells the uploader who is on the lists", infoLists, api.AccessLists),
	one("info.public", "tells about a public resource without a session token, and takes one", infoPublic, api.ResourceInfoPublic),
	one("info.unknown", "answers a question about a resource that is not there with 404", infoUnknown, api.ResourceInfoUnknown),
	one("info.no-access", "tells an actor without access nothing about a resource, not even that it is there", infoNoAccess, api.ResourceInfoNoAccess),
	one("info.without-token", "tells nothing about a private resource without a session token", infoWithoutToken, api.ResourceInfoNoAccess),
	one("info.allowed", "tells an actor who is allowed about a private resource", infoAllowed, api.ResourceInfoOK),
}

// infoOK shows whether others are told who is on the lists.
func infoOK(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	r := alice.add(ctx, 123, p2.ResourceAccess{Private: true, Allowed: []string{bob.Actor.FID.String()}})
	res := alice.ResourceInfo(r.ID).Send(ctx)
	t.Answered(res)
	t.Granted(res, http.StatusOK)
	list, err := p2.ParseResourceInfos(res.Body)
	switch {
	case errors.Is(err, p2.ErrSingleObject):
		t.Took(ambiguity.ResourceInfoShape, "object") // which fails
	case err != nil:
		t.Fail("a JSON array with the information about the resource", "%v", err)
	case len(list) != 1:
		t.Fail("a JSON array with one element", "%d", len(list))
	}
	t.Hold(says(list[0], r))
	other := bob.ResourceInfo(r.ID).Send(ctx)
	t.Answered(other)
	if told, err := p2.ParseResourceInfos(other.Body); other.OK() && err == nil && len(told) == 1 && len(told[0].Access.Allowed) == 0 {
		t.Took(ambiguity.ResourceInfoShape, "list-without-access")
		return
	}
	t.Took(ambiguity.ResourceInfoShape, "list")
}

func infoSize(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	for _, body := range [][]byte{{}, []byte("na\xc3\xafve \xe2\x82\xac"), []byte("\r\n\r\n"), make([]byte, 1025)} {
		r := h.newResource(0, hidden)
		r.Bytes = body
		h.upload(ctx, r)
		t.Hold(says(h.info(ctx, r), r))
	}
}

func infoLists(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob, carol := alice.other(ctx), alice.other(ctx)
	r := alice.add(ctx, 20, p2.ResourceAccess{
		Private: true, Allowed: []string{bob.Actor.FID.String(), "instance.example"}, Denied: []string{carol.Actor.FID.String()},
	})
	t.Hold(listsAre(alice.info(ctx, r).Access, r.Access))
}

func infoPublic(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	r := alice.add(ctx, 20, shown)
	alice.info(ctx, r)
	t.Hold(says(alice.informed(t.Accepts(ctx, alice.Actor.ResourceInfo(r.ID), "a question about a public resource without a session token")), r))
	t.Hold(says(alice.informed(t.Accepts(ctx, bob.ResourceInfo(r.ID), "a question about a public resource by another actor")), r))
}

func infoUnknown(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 20, hidden)
	t.Refuses(ctx, h.ResourceInfo(r.ID), "an ID of nothing", at(h.ResourceInfo(newID(t))), check.Status(http.StatusNotFound))
}

func infoNoAccess(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	r := alice.add(ctx, 20, hidden)
	t.Hold(alike(ctx, t, bob.ResourceInfo(r.ID), bob.ResourceInfo(newID(t)), r.ID))
	alice.info(ctx, r)
}

func infoWithoutToken(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 20, hidden)
	t.Refused(h.Actor.ResourceInfo(r.ID).Send(ctx), "no session token")
	h.info(ctx, r)
}

func infoAllowed(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	r := alice.add(ctx, 20, p2.ResourceAccess{Private: true, Allowed: []string{bob.Actor.FID.String()}})
	alice.info(ctx, r)
	t.Hold(says(alice.informed(t.Accepts(ctx, bob.ResourceInfo(r.ID), "a question about a resource by an actor who is allowed")), r))
}
