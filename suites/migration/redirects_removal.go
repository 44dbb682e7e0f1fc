package migration

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// redirectRemoval is about how redirects end (API Registered_removeRedirect and
// Unregistered_removeRedirectExtern).
var redirectRemoval = []check.Check{
	check.Probing(check.Proving(opRemove, redirecting("removal.source-no-content", "answers the source of a redirect with 204 when it removes it", sourceRemoves,
		api.RemoveRedirectSourceNoContent)), ambiguity.RemovalStatus),
	check.Probing(redirecting("removal.source-ends", "ends a redirect that its source removes", sourceEnds, api.RemoveRedirectSourceEnds),
		ambiguity.RemovedConfirmations),
	redirecting("removal.source-pending", "sets up no redirect that its source has removed before it was confirmed", sourcePending,
		api.RemoveRedirectSourceEnds),
	redirecting("removal.source-other-target", "leaves a redirect alone when its source removes one to somebody else", sourceOther,
		api.RemoveRedirectSourceEnds),
	redirecting("removal.source-no-parameter", "refuses the removal of a redirect that names no target", sourceNamesNobody,
		api.RemoveRedirectSourceActorRequired),
	redirecting("removal.source-invalid", "answers the removal of a redirect that names no target with 400", sourceInvalid,
		api.RemoveRedirectSourceInvalid),
	check.Proving(opWithdraw, leaving("removal.target-ok", "answers the target of a redirect with 200 when it removes it", targetRemoves,
		api.RemoveRedirectTargetOK)),
	leaving("removal.target-ends", "ends a redirect that its target removes", targetEnds, api.RemoveRedirectTargetEnds),
	redirecting("removal.target-pending", "sets up no redirect that its target has removed before it was confirmed", targetPending,
		api.RemoveRedirectTargetEnds),
	redirecting("removal.target-no-parameter", "refuses the removal of a redirect by its target that names no source", targetNamesNobody,
		api.RemoveRedirectTargetSourceRequired),
}

func sourceRemoves(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.asks(ctx)
	t.Granted(m.remove().Send(ctx), http.StatusNoContent)
	again := m.remove().Send(ctx)
	t.Answered(again)
	switch {
	case again.OK():
		t.Took(ambiguity.RemovalStatus, "success")
	case again.Status == http.StatusNotFound:
		t.Took(ambiguity.RemovalStatus, "404")
	case again.Status == http.StatusBadRequest:
		t.Took(ambiguity.RemovalStatus, "as-documented")
	default:
		t.Refused(again, "the removal of a redirect that is not there")
	}
}

// sourceEnds asks again afterwards: whether the target has to confirm once more is
// open.
func sourceEnds(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.setUp(ctx)
	t.Grants(ctx, m.remove(), "the removal of a redirect by its source")
	t.Hold(m.stays(ctx, "who has removed it"))
	if res := m.asks(ctx); done(res) {
		t.Took(ambiguity.RemovedConfirmations, "own")
		t.Hold(m.leads(ctx))
		return
	}
	t.Took(ambiguity.RemovedConfirmations, "both")
	t.Hold(m.stays(ctx, "to whom the target has not agreed again"))
}

func sourcePending(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.asks(ctx)
	t.Grants(ctx, m.remove(), "the removal of a redirect by its source")
	t.Answered(m.confirm().Send(ctx))
	t.Hold(m.stays(ctx, "who has removed it before the target agreed"))
	m.asks(ctx)
	m.confirms(ctx)
	m.holds(ctx)
}

func sourceOther(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.setUp(ctx)
	other := m.to(t.NewSession(ctx, t.NewActor(ctx)))
	t.Answered(other.remove().Send(ctx))
	t.Hold(m.leads(ctx))
	t.Grants(ctx, m.remove(), "the removal of a redirect by its source")
	t.Hold(m.stays(ctx, "who has removed it"))
}

func sourceNamesNobody(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.setUp(ctx)
	res := m.remove().With(actor.WithoutQuery("removeActorFid")).Send(ctx)
	t.Refused(res, "no parameter removeActorFid")
	t.Hold(m.leads(ctx))
	t.Grants(ctx, m.remove(), "the removal of a redirect by its source")
}

func sourceInvalid(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.asks(ctx)
	t.Refuses(ctx, m.remove(), "no parameter removeActorFid", actor.WithoutQuery("removeActorFid"), check.Status(http.StatusBadRequest))
}

func targetRemoves(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	m.asks(ctx)
	m.confirms(ctx)
	m.isDone(m.withdraw().Send(ctx), "the removal of a redirect by its target")
	m.asks(ctx)
	m.confirms(ctx)
}

func targetEnds(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	m.setUp(ctx)
	t.Grants(ctx, m.withdraw(), "the removal of a redirect by its target")
	t.Hold(m.stays(ctx, "whose target has removed it"))
}

func targetPending(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.confirms(ctx)
	t.Grants(ctx, m.withdraw(), "the removal of a redirect by its target")
	t.Answered(m.ask(ctx).Send(ctx))
	t.Hold(m.stays(ctx, "whose target has taken its confirmation back"))
	m.confirms(ctx)
	m.asks(ctx)
	m.holds(ctx)
}

func targetNamesNobody(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.setUp(ctx)
	t.Refused(m.withdraw().With(actor.WithoutQuery("redirectSourceFid")).Send(ctx), "no parameter redirectSourceFid")
	t.Hold(m.leads(ctx))
	t.Grants(ctx, m.withdraw(), "the removal of a redirect by its target")
}
