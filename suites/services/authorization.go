package services

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// authorization checks that services are added, removed and preferred for session
// tokens only (API, security).
var authorization = slices.Concat(adding.checks(), removing.checks(), preferring.checks())

// protected is an operation that needs a session token.
type protected struct {
	id, does string
	bearer   requirement.Requirement
	// call is the right request of a session about a service.
	call func(s *actor.Session, v p2.Service) *actor.Call
}

var (
	adding = protected{"add", "takes no service", api.AddServiceBearer, func(s *actor.Session, v p2.Service) *actor.Call {
		return s.AddService(v)
	}}
	removing = protected{"remove", "removes no service", api.RemoveServiceBearer, func(s *actor.Session, v p2.Service) *actor.Call {
		return s.RemoveServices(v)
	}}
	preferring = protected{"primary", "makes no provider primary", api.SetPrimaryBearer, func(s *actor.Session, v p2.Service) *actor.Call {
		return s.SetPrimary(v)
	}}
)

func (p protected) checks() []check.Check {
	return []check.Check{
		one("authorization."+p.id+"-without-token", p.does+" for a request without a session token",
			p.refuses(func(*check.T, *actor.Session) []check.WrongToken {
				return []check.WrongToken{{What: "no session token", Change: actor.WithoutToken()}}
			}), p.bearer),
		one("authorization."+p.id+"-wrong-token", p.does+" for anything but a session token that it gave out",
			p.refuses(wrongTokens), p.bearer),
		one("authorization."+p.id+"-revoked", p.does+" for the token of a revoked session",
			p.refusesRevoked, p.bearer, core.RevocationEndsSession),
	}
}

// wrongTokens are those of any operation, and the federation ID.
func wrongTokens(t *check.T, s *actor.Session) []check.WrongToken {
	fid := check.WrongToken{What: "the federation ID for a session token", Change: actor.Token(s.Actor.FID.String())}
	return append(t.WrongTokens(s), fid)
}

// start has a session of an actor with a service, another session, whose token is
// tried, and the service that the operation is about. What is there is what holds
// before and after a request that is refused.
func (p protected) start(ctx context.Context, t *check.T) (h holder, phone *actor.Session, v p2.Service, there []p2.Service) {
	h = newHolder(ctx, t)
	phone = t.NewSession(ctx, h.Actor)
	switch first := h.add(ctx, chat); p.id {
	case adding.id:
		v, there = h.provider(talk, true), []p2.Service{first}
	default:
		v, there = first, []p2.Service{first, h.add(ctx, talk)}
	}
	h.there(ctx, there...)
	return h, phone, v, there
}

// refuses expects a refusal for each wrong token, with no effect. That the right
// one is granted the same then is the control.
func (p protected) refuses(tokens func(*check.T, *actor.Session) []check.WrongToken) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h, phone, v, there := p.start(ctx, t)
		for _, w := range tokens(t, phone) {
			t.Refused(p.call(phone, v).With(w.Change).Send(ctx), w.What)
		}
		h.still(ctx, "requests that were refused", there...)
		t.Grants(ctx, p.call(phone, v), "the same request with the right session token")
	}
}

// refusesRevoked has the token take a service before, so that it was good.
func (p protected) refusesRevoked(ctx context.Context, t *check.T) {
	h, phone, v, there := p.start(ctx, t)
	again := h.RemoveServices(there[0])
	t.Grants(ctx, again.With(actor.Token(phone.Token)), "the removal of a service with the token of a session")
	h.left(ctx, there[1:]...)
	h.register(ctx, there[0])
	h.there(ctx, there...)
	t.Grants(ctx, h.RevokeSession(phone.ID), "the revocation of a session")
	t.Refused(p.call(phone, v).Send(ctx), "the token of a revoked session")
	h.still(ctx, "that refusal", there...)
	t.Grants(ctx, p.call(h.Session, v), "the same request with the token of another session")
}
