package migration

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// resigningAborts is about the end of a permission (API
// Unregistered_removeResigningExtern).
var resigningAborts = []check.Check{
	check.Proving(opAbortResigning, permits("abort.ok", "ends a permission with 204", aborted, api.AbortResigningNoContent)),
	resigns("abort.ends", "hands out nothing to whose permission was aborted, and takes nothing from them", abortEnds, api.AbortResigningEnds),
	resigns("abort.others", "leaves the permissions of other actors when one is aborted", abortLeaves, api.AbortResigningEnds),
	permits("abort.unknown", "answers with 404 who aborts a permission that there is not", abortUnknown, api.AbortResigningUnknown),
	permits("abort.actor-required", "refuses to abort without the name of an actor", abortNobody, api.AbortResigningActorRequired),
}

// abort is the request that ends the permission of an actor.
func (d *deal) abort(from, to *actor.Session) *actor.Call {
	return from.Ask(opAbortResigning, http.MethodDelete, "/messages").With(actor.Query("removeActorFid", to.Actor.FID.String()))
}

func aborted(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	d.deals(ctx)
	res := d.abort(d.alice, d.bob).Send(ctx)
	t.Granted(res, http.StatusNoContent)
	t.InForm(res)
}

func abortEnds(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	list, _, left := d.ready(ctx, 1)
	m := left[0]
	t.Grants(ctx, d.abort(d.alice, d.bob), "the end of a permission to re-sign")
	t.Refused(d.resign(list, m).Send(ctx), "a commit of an actor whose permission was aborted")
	d.unlocked(ctx, "the permission was aborted", m)
	d.deals(ctx)
	d.still(ctx, "that refusal", m)
}

func abortLeaves(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 1)
	carol := t.NewSession(ctx, t.NewActor(ctx))
	d.deals(ctx)
	d.permit(ctx, d.alice, carol, []*actor.Session{carol})
	d.handed(ctx, messages...)
	t.Grants(ctx, d.abort(d.alice, carol), "the end of a permission to re-sign")
	d.still(ctx, "the permission of another actor was aborted", messages...)
}

func abortUnknown(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	t.Refused(d.abort(d.alice, d.bob).Send(ctx), "an actor who may not re-sign", check.Status(http.StatusNotFound))
	d.deals(ctx)
	t.Grants(ctx, d.abort(d.alice, d.bob), "the end of a permission to re-sign")
	t.Refused(d.abort(d.alice, d.bob).Send(ctx), "an actor who may not re-sign any more", check.Status(http.StatusNotFound))
}

func abortNobody(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	d.deals(ctx)
	right := d.abort(d.alice, d.bob)
	t.Refused(right.With(actor.WithoutQuery("removeActorFid")).Send(ctx), "no removeActorFid")
	t.Grants(ctx, right, "the end of a permission to re-sign")
}
