package resources

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// authorization checks that resources are uploaded, changed, deleted and listed for
// session tokens only (API, security).
var authorization = slices.Concat(uploading.checks(), modifying.checks(), deleting.checks(), enumerating.checks())

// protected is an operation that needs a session token.
type protected struct {
	id, does string
	bearer   requirement.Requirement
	// call is the right request of a session about a resource.
	call func(by holder, r *resource) *actor.Call
	// adds says that the resource is not there before, and takes that it is not after.
	adds, takes bool
}

var (
	uploading = protected{id: "upload", does: "takes no resource", bearer: api.UploadResourceBearer, adds: true, call: func(by holder, r *resource) *actor.Call {
		return by.uploading(r)
	}}
	modifying = protected{id: "modify", does: "changes no access properties", bearer: api.ModifyResourceBearer, call: func(by holder, r *resource) *actor.Call {
		return by.ModifyResource(r.ID, hidden)
	}}
	deleting = protected{id: "delete", does: "deletes no resource", bearer: api.DeleteResourceBearer, takes: true, call: func(by holder, r *resource) *actor.Call {
		return by.DeleteResource(r.ID)
	}}
	enumerating = protected{id: "list", does: "lists no resources", bearer: api.ListResourcesBearer, call: func(by holder, _ *resource) *actor.Call {
		return by.Resources()
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

func wrongTokens(t *check.T, s *actor.Session) []check.WrongToken {
	fid := check.WrongToken{What: "the federation ID for a session token", Change: actor.Token(s.Actor.FID.String())}
	return append(t.WrongTokens(s), fid)
}

// start has an actor with a public resource, another session, whose token is tried,
// and the resource that the operation is about.
func (p protected) start(ctx context.Context, t *check.T) (h, phone holder, r *resource) {
	h = newHolder(ctx, t)
	phone = h.another(ctx)
	r = h.add(ctx, 40, shown)
	if p.adds {
		r = h.newResource(40, shown)
	}
	return h, phone, r
}

// untouched fails the check where a refused request had an effect.
func (p protected) untouched(ctx context.Context, h holder, r *resource) {
	if p.adds {
		h.noTrace(ctx, r)
		return
	}
	h.answers(ctx, h.Actor.Resource(r.ID), "a request without a session token, after requests that were refused", yes, r)
}

// control makes the right request, which is granted.
func (p protected) control(ctx context.Context, by, h holder, r *resource) {
	call := p.call(by, r)
	if p.takes {
		h.forget(r)
	}
	res := h.t.Grants(ctx, call, "the same request with a right session token")
	if p.adds {
		h.acknowledged(r, res)
	}
}

// refuses expects a refusal for each wrong token, with no effect. That the right one
// is granted the same then is the control.
func (p protected) refuses(tokens func(*check.T, *actor.Session) []check.WrongToken) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h, phone, r := p.start(ctx, t)
		for _, w := range tokens(t, phone.Session) {
			t.Refused(p.call(phone, r).With(w.Change).Send(ctx), w.What)
		}
		p.untouched(ctx, h, r)
		p.control(ctx, phone, h, r)
	}
}

// refusesRevoked has the token be good before.
func (p protected) refusesRevoked(ctx context.Context, t *check.T) {
	h, phone, r := p.start(ctx, t)
	t.Grants(ctx, phone.Resources(), "a request for the list of resources with the token of a session")
	t.Grants(ctx, h.RevokeSession(phone.ID), "the revocation of a session")
	t.Refused(p.call(phone, r).Send(ctx), "the token of a revoked session")
	p.untouched(ctx, h, r)
	p.control(ctx, h, h, r)
}
