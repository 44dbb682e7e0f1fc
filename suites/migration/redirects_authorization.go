package migration

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// redirectAuthorization is about the session tokens that operations on redirects
// need (API, security).
var redirectAuthorization = slices.Concat(settingUp.checks(), removing.checks(), confirming.checks(), withdrawing.checks())

// protected is an operation that needs a session token.
type protected struct {
	id, does string
	bearer   requirement.Requirement
	// call is the right request of a session: of the source of a redirect, or of its
	// target.
	call func(ctx context.Context, m move) *actor.Call
	// bySource says whose request it is.
	bySource bool
	// begun says that both have confirmed the redirect before.
	begun bool
}

var (
	settingUp = protected{
		id: settingUpID, does: "sets up no redirect", bearer: api.RedirectSourceBearer, bySource: true,
		call: func(ctx context.Context, m move) *actor.Call { return m.ask(ctx) },
	}
	removing = protected{
		id: "remove", does: "removes no redirect", bearer: api.RemoveRedirectSourceBearer, bySource: true, begun: true,
		call: func(_ context.Context, m move) *actor.Call { return m.remove() },
	}
	confirming = protected{
		id: "confirm", does: "takes no confirmation of a redirect", bearer: api.RedirectTargetBearer,
		call: func(_ context.Context, m move) *actor.Call { return m.confirm() },
	}
	withdrawing = protected{
		id: "withdraw", does: "takes no confirmation of a redirect back", bearer: api.RemoveRedirectTargetBearer, begun: true,
		call: func(_ context.Context, m move) *actor.Call { return m.withdraw() },
	}
)

func (p protected) checks() []check.Check {
	return []check.Check{
		redirecting("authorization."+p.id+"-without-token", p.does+" for a request without a session token",
			p.refuses(func(*check.T, *actor.Session) []check.WrongToken {
				return []check.WrongToken{{What: "no session token", Change: actor.WithoutToken()}}
			}), p.bearer),
		redirecting("authorization."+p.id+"-wrong-token", p.does+" for anything but a session token that it gave out",
			p.refuses(func(t *check.T, s *actor.Session) []check.WrongToken { return t.WrongTokens(s) }), p.bearer),
		redirecting("authorization."+p.id+"-revoked", p.does+" for the token of a revoked session", p.refusesRevoked,
			p.bearer, core.RevocationEndsSession),
	}
}

// start is a redirect as the operation finds it.
func (p protected) start(ctx context.Context, t *check.T) move {
	m := newMove(ctx, t)
	switch {
	case p.begun:
		m.setUp(ctx)
	case p.bySource:
		m.confirms(ctx)
	default:
		m.asks(ctx)
	}
	return m
}

// asks is the session whose request it is.
func (p protected) asks(m move) *actor.Session {
	if p.bySource {
		return m.source
	}
	return m.target
}

// unchanged is that a request that was refused has done nothing.
func (p protected) unchanged(ctx context.Context, m move) {
	if p.begun {
		m.t.Hold(m.leads(ctx))
		return
	}
	m.t.Hold(m.stays(ctx, "after requests that were refused"))
}

// refuses expects a refusal for each wrong token, with no effect. That the right one
// is granted the same then is the control.
func (p protected) refuses(tokens func(*check.T, *actor.Session) []check.WrongToken) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		m := p.start(ctx, t)
		for _, w := range tokens(t, p.asks(m)) {
			t.Refused(p.call(ctx, m).With(w.Change).Send(ctx), w.What)
		}
		p.unchanged(ctx, m)
		t.Grants(ctx, p.call(ctx, m), "the same request with the right session token")
	}
}

// settingUpID names the operation that wants keys to be proved.
const settingUpID = "set-up"

// refusesRevoked proves the keys of both sessions, so that the token alone is wrong.
func (p protected) refusesRevoked(ctx context.Context, t *check.T) {
	m := p.start(ctx, t)
	s := p.asks(m)
	phone := t.NewSession(ctx, s.Actor)
	t.Grants(ctx, s.RevokeSession(phone.ID), "the revocation of a session")
	call := p.call(ctx, m)
	if p.id == settingUpID {
		call = m.ask(ctx, phone)
	}
	t.Refused(call.With(actor.Token(phone.Token)).Send(ctx), "the token of a revoked session")
	p.unchanged(ctx, m)
	t.Grants(ctx, p.call(ctx, m), "the same request with the token of another session")
}

// redirectIsolation is that the redirects of one actor are no concern of another.
var redirectIsolation = []check.Check{
	redirecting("isolation.redirect-set-up", "sets up no redirect of an actor for the session of another", othersNotRedirected,
		api.RedirectSourceBearer, core.RedirectSourceProven),
	redirecting("isolation.redirect-confirm", "takes no confirmation of a target from the session of another actor", othersNotConfirming,
		core.RedirectConfirmedByBoth, core.RedirectOneTarget),
	redirecting("isolation.redirect-remove", "removes no redirect of an actor for the session of another", othersNotRemoving,
		api.RemoveRedirectSourceEnds),
	redirecting("isolation.redirect-withdraw", "takes no confirmation of a target back for the session of another actor", othersNotWithdrawing,
		api.RemoveRedirectTargetEnds),
	{
		ID: "migration.isolation.redirect-foreign-source", Title: "sets up no redirect for the session token of a foreign actor",
		Decides: []requirement.Requirement{core.RegisteredRoutesClosed}, Needs: elsewhere, Run: foreignSource,
	},
}

// othersNotRedirected has somebody show the proof of another actor's key.
func othersNotRedirected(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	call := m.to(mallory).ask(ctx)
	t.Answered(call.With(actor.Token(mallory.Token), actor.Body([]byte(m.into()))).Send(ctx))
	m.confirms(ctx)
	t.Hold(m.stays(ctx, "who has not asked for it, though somebody else has in its name"))
	m.asks(ctx)
	m.confirms(ctx)
	m.holds(ctx)
}

func othersNotConfirming(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	m.asks(ctx)
	t.Answered(m.to(mallory).confirm().Send(ctx))
	t.Hold(m.stays(ctx, "whose target has not agreed, though somebody else has"))
	m.confirms(ctx)
	m.holds(ctx)
}

func othersNotRemoving(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	m.setUp(ctx)
	t.Answered(m.remove().With(actor.Token(mallory.Token)).Send(ctx))
	t.Hold(m.leads(ctx))
	t.Grants(ctx, m.remove(), "the removal of a redirect by its source")
	t.Hold(m.stays(ctx, "who has removed it"))
}

func othersNotWithdrawing(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	m.setUp(ctx)
	t.Answered(m.withdraw().With(actor.Token(mallory.Token)).Send(ctx))
	t.Hold(m.leads(ctx))
	t.Grants(ctx, m.withdraw(), "the removal of a redirect by its target")
	t.Hold(m.stays(ctx, "whose target has removed it"))
}

// foreignSource has a foreign actor ask with the local name of the source.
func foreignSource(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	twin := t.NamedForeigner(t.NewPeer(), m.source.Actor.FID.Local)
	t.LogIn(ctx, twin)
	t.Refuses(ctx, m.ask(ctx), "the session token of a foreign actor", actor.Token(twin.Token))
}
