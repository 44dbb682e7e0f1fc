package resources

import (
	"context"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/history"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// races uploads at the same time what only one of several can have.
var races = []check.Check{
	racing("races.id", "takes one of several resources of one ID that are uploaded at the same time, and keeps that one", racesID,
		api.UploadResourceDuplicate, core.ResourceIDUnique),
	racing("races.room", "stores no more than the limit when several resources are uploaded at the same time", racesRoom,
		api.UploadResourceTooLarge, api.ResourceUsageCounts),
	racing("races.many", "keeps every resource that it takes at the same time as others, and lists each once", racesMany,
		api.ListResourcesOwn),
}

// racesID has several resources of one ID, each of other bytes.
func racesID(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	first := h.newResource(20, hidden)
	sent := first.ID
	h.upload(ctx, first)
	clientIDs(t, first, sent)
	all := make([]*resource, 12)
	calls := make([]*actor.Call, len(all))
	id := newID(t)
	for i := range all {
		all[i] = h.newResource(100, hidden)
		all[i].ID = id
		calls[i] = h.uploading(all[i])
	}
	attempts, responses := history.Together(ctx, t, "upload", calls...)
	var won []*resource
	for i, res := range responses {
		if res.OK() {
			won = append(won, h.acknowledged(all[i], res))
		}
	}
	switch {
	case len(won) > 1:
		for _, r := range won {
			h.forget(r) // of which all but one are lost
		}
		t.Fail("one upload at most of one ID that is granted", "%d were:\n%s", len(won), history.Interleaving(attempts.Attempts(), nil))
	case len(won) == 0:
		h.upload(ctx, all[0])
	default:
		h.has(ctx, won[0])
	}
	t.Hold(nil)
}

// racesRoom has resources each of which fits, and no two of which do.
func racesRoom(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	h.ofActors(ctx)
	half := h.half(ctx)
	calls := make([]*actor.Call, 4)
	all := make([]*resource, len(calls))
	for i := range calls {
		all[i] = h.newResource(half, hidden)
		calls[i] = h.uploading(all[i])
	}
	granted := 0
	for i, res := range t.Together(ctx, calls...) {
		if res.OK() {
			granted++
			h.acknowledged(all[i], res)
		}
	}
	if granted > 1 {
		t.Fail("one at most of resources of which no two have room is granted", "%d were", granted)
	}
	if granted == 0 {
		res := calls[0].Send(ctx)
		t.Answered(res)
		if res.Status == http.StatusRequestEntityTooLarge {
			t.NotApplicable("the server takes no resource of %d bytes, which are left", half)
		}
	}
	t.Hold(nil)
}

func racesMany(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := []*resource{h.add(ctx, 10, hidden)}
	calls := make([]*actor.Call, 15)
	sent := make([]*resource, len(calls))
	for i := range calls {
		sent[i] = h.newResource(50, hidden)
		calls[i] = h.uploading(sent[i])
	}
	responses := t.Together(ctx, calls...)
	for i, res := range responses {
		if res.OK() {
			all = append(all, h.acknowledged(sent[i], res))
		}
	}
	if !slices.ContainsFunc(responses, (*client.Response).OK) {
		all = append(all, h.upload(ctx, sent[0]))
	}
	t.Hold(after("uploads that overlapped", only(h.list(ctx), all...)))
}

// absence checks a server that does without resources (core 7.3.1).
var absence = []check.Check{
	check.Probing(plain("absence.not-found", "answers with 404 for a resource that is not there, and on the routes of resources if it does without them", absent, core.ResourcesUnimplemented),
		ambiguity.FeatureAbsent),
}

// absent asks each operation, as an actor. A server that has resources answers alike
// for one that is not there.
func absent(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	id := newID(t)
	for _, call := range []*actor.Call{h.Resources(), h.StorageLimit()} {
		res := call.Send(ctx)
		t.GotAnswer(res)
		if res.OK() || res.Status == http.StatusUnauthorized || res.Status == http.StatusForbidden {
			found := h.Resource(id).Send(ctx)
			if t.GotAnswer(found); found.Status != http.StatusNotFound {
				t.Blocked("resources.retrieval.unknown", "the server has resources, and one that is not there is answered with %s", actor.Line(found))
			}
			t.Hold(nil)
			return
		}
	}
	t.Refused(h.Resource(id).Send(ctx), "a resource on a server without them", check.Status(http.StatusNotFound))
	every := true
	for _, call := range []*actor.Call{
		h.Resources(), h.StorageLimit(), h.ResourceInfo(id), h.uploading(h.newResource(10, hidden)),
		h.ModifyResource(id, p2.ResourceAccess{}), h.DeleteResource(id),
	} {
		res := call.Send(ctx)
		t.GotAnswer(res)
		if res.OK() {
			t.FailAt(res, "no success of "+call.Operation+" on a server without resources", "%s", actor.Line(res))
		}
		every = every && res.Status == http.StatusNotFound
	}
	t.Took(ambiguity.FeatureAbsent, map[bool]string{true: "every-route", false: "resource-route"}[every])
}
