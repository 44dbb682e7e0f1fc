package migration

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// redirects are the checks of how a redirect is set up (core 7.1.1; API
// Registered_setupRedirect and Unregistered_setupRedirectExtern).
var redirects = []check.Check{
	redirecting("redirect.implemented", "has the operations that set up and remove redirects", implemented, core.RedirectsImplemented),
	check.Proving(opSetUp, redirecting("redirect.same-server", "takes a redirect between two of its own actors", sameServer, core.MigrationSameServer)),
	redirecting("redirect.body", "takes the federation ID of the target as text", asText, api.RedirectSourceBody),
	redirecting("redirect.no-second-factor", "asks for no second factor to set up a redirect", noSecondFactor, core.MigrationNotSensitive),
	leaving("redirect.source-accepted", "answers the source of a redirect with 202 while the target has not confirmed it", sourceAccepted,
		api.RedirectSourceAccepted),
	leaving("redirect.target-accepted", "answers the target of a redirect with 202 while the source has not confirmed it", targetAccepted,
		api.RedirectTargetAccepted),
	leaving("redirect.source-ok", "answers the source of a redirect with 200 when the target has confirmed it before", sourceOK,
		api.RedirectSourceOK),
	check.Probing(check.Proving(opConfirm, leaving("redirect.target-ok", "answers the target of a redirect with 200 when the source has confirmed it before", targetOK,
		api.RedirectTargetOK)), ambiguity.EmptySuccess),
	leaving("redirect.source-first", "takes the proof of its keys for the confirmation of the source", sourceFirst, core.RedirectSourceConfirmed),
	leaving("redirect.any-order", "redirects an actor, whichever of source and target confirmed it first", anyOrder, core.RedirectAnyOrder),
	check.Probing(check.Proving(opInForce, leaving("redirect.temporary", "answers requests for an actor with 307 to the target once both have confirmed it", temporary,
		core.RedirectTemporary)), ambiguity.RedirectScope),
	redirecting("redirect.until-deleted", "redirects an actor after the session that asked for it was revoked", untilDeleted, core.RedirectUntilDeleted),
	leaving("redirect.source-alone", "redirects nobody before the target has confirmed it", sourceAlone,
		api.RedirectSourceTargetConfirms, core.RedirectConfirmedByBoth),
	leaving("redirect.target-alone", "redirects nobody who has not asked for it", targetAlone, core.RedirectConfirmedByBoth),
}

// isAbsent reports an answer by which a server says that it has no such operation.
func isAbsent(res *client.Response) bool {
	switch res.Status {
	case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	}
	return false
}

func implemented(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	for _, step := range []func() *actor.Call{
		func() *actor.Call { return m.ask(ctx) }, m.confirm, m.withdraw,
		func() *actor.Call { return m.ask(ctx) }, m.remove,
	} {
		call := step()
		res := call.Send(ctx)
		t.GotAnswer(res)
		if isAbsent(res) {
			t.Fail("an answer of the operation "+call.Operation+", which every home server has", "%s", actor.Line(res))
		}
		if call.Accepted(res) != nil {
			t.Blocked(opSetUp, "a right request is not granted: %s", actor.Line(res))
		}
	}
	t.Hold(nil)
}

func sameServer(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	t.Accepts(ctx, m.ask(ctx), "a redirect to another actor of the server")
}

// asText looks for a server that takes the federation ID in another form.
func asText(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	call := m.ask(ctx)
	res := call.Send(ctx)
	t.Answered(res)
	if !res.OK() {
		for _, body := range []any{m.into(), map[string]any{"newActorFid": m.into()}, map[string]any{"body": m.into()}} {
			if m.ask(ctx).With(actor.JSONBody(body)).Send(ctx).OK() {
				t.FailAt(res, "a redirect for the federation ID of the target as text/plain", "%s, and one for JSON", actor.Line(res))
			}
		}
		t.Blocked(opSetUp, "a right request is not granted: %s", actor.Line(res))
	}
	m.confirms(ctx)
	m.holds(ctx)
	t.Hold(nil)
}

func noSecondFactor(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	res := m.ask(ctx).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		factor := m.source.Actor.Factor
		if factor != "" && m.ask(ctx).With(actor.SecondFactor(factor)).Send(ctx).OK() {
			t.FailAt(res, "a redirect without a second factor", "%s, and one with a second factor", actor.Line(res))
		}
		t.Blocked(opSetUp, "a right request is not granted: %s", actor.Line(res))
	}
	t.Hold(nil)
}

// own is that a source may ask for a redirect at all, so that a refusal is about the
// target.
func own(ctx context.Context, m move) {
	m.to(m.t.NewSession(ctx, m.t.NewActor(ctx))).asks(ctx)
}

func sourceAccepted(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	own(ctx, move{t, t.NewSession(ctx, t.NewActor(ctx)), m.target})
	t.Granted(m.ask(ctx).Send(ctx), http.StatusAccepted)
}

func targetAccepted(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	res := m.confirm().Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Blocked(opConfirm, "the target may not confirm a redirect first: %s", actor.Line(res))
	}
	t.Granted(res, http.StatusAccepted)
}

func sourceOK(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	m.confirms(ctx)
	res := m.ask(ctx).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		own(ctx, m)
	}
	m.isDone(res, "a redirect that the target has confirmed before")
}

func targetOK(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	m.asks(ctx)
	res := m.confirm().Send(ctx)
	m.isDone(res, "a redirect that the source has confirmed before")
	m.tookStatus(res)
}

func sourceFirst(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	m.asks(ctx)
	res := m.confirms(ctx)
	if res.Status == http.StatusAccepted {
		t.FailAt(res, "a redirect that is set up, since the source has proved its keys", "%s", actor.Line(res))
	}
	m.holds(ctx)
	t.Hold(nil)
}

func anyOrder(ctx context.Context, t *check.T) {
	sourceThen, _ := newMoveAbroad(ctx, t)
	sourceThen.setUp(ctx)
	m, _ := newMoveAbroad(ctx, t)
	t.Accepts(ctx, m.confirm(), "the confirmation of a target before the source has asked")
	t.Accepts(ctx, m.ask(ctx), "the request of a source after the target has confirmed")
	t.Hold(m.leads(ctx))
}

func temporary(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	t.Hold(m.stays(ctx, "before anybody asked for one"))
	m.asks(ctx)
	m.confirms(ctx)
	t.Hold(m.leads(ctx))
	local := newMove(ctx, t)
	local.asks(ctx)
	local.confirms(ctx)
	t.Hold(local.leads(ctx))
	m.tookScope(m.asked(ctx))
}

// tookScope says which requests are redirected, and where to. Who redirects
// other ones than these readings have is none of them.
func (m move) tookScope(all []answer) {
	redirected := func(a answer) bool { return a.res.Status == http.StatusTemporaryRedirect }
	services, certs, trials := redirected(all[0]), redirected(all[1]), redirected(all[2])
	named := false
	for _, a := range all {
		named = named || redirected(a) && a.res.Exchange.URL.Path != path(a.res.Header.Get("Location"))
	}
	switch {
	case !named:
		m.t.Took(ambiguity.RedirectScope, "same-path")
	case services && certs && trials:
		m.t.Took(ambiguity.RedirectScope, "all")
	case services && !certs && !trials:
		m.t.Took(ambiguity.RedirectScope, "information")
	}
}

func untilDeleted(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	phone := t.NewSession(ctx, m.source.Actor)
	m.setUp(ctx)
	t.Grants(ctx, phone.RevokeSession(m.source.ID), "the revocation of a session")
	m.source = phone
	t.Hold(m.leads(ctx))
}

func sourceAlone(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	m.asks(ctx)
	t.Hold(m.stays(ctx, "to whom the target has not agreed"))
	local := newMove(ctx, t)
	local.asks(ctx)
	t.Hold(local.stays(ctx, "to whom the target, an actor of the same server, has not agreed"))
	m.confirms(ctx)
	m.holds(ctx)
}

// targetAlone has the target confirm twice as well.
func targetAlone(ctx context.Context, t *check.T) {
	m, _ := newMoveAbroad(ctx, t)
	for range 2 {
		t.Answered(m.confirm().Send(ctx))
		t.Hold(m.stays(ctx, "who has not asked for it"))
	}
	m.asks(ctx)
	m.confirms(ctx)
	m.holds(ctx)
}
