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

// resigningTokens checks that messages are re-signed for session tokens only (API,
// security).
var resigningTokens = slices.Concat(
	bearer{"allow", "lets nobody re-sign", api.AllowResigningBearer, func(ctx context.Context, d *deal, phone *actor.Session) *actor.Call {
		d.permit(ctx, d.alice, d.alice, []*actor.Session{d.alice}) // finds the form of keys out
		return d.allow(phone, d.bob, d.bob).With(d.t.Prove(ctx, d.alice))
	}}.checks(),
	bearer{"messages", "hands out no messages to re-sign", api.GetMessagesBearer, func(ctx context.Context, d *deal, phone *actor.Session) *actor.Call {
		d.permit(ctx, d.alice, phone, []*actor.Session{phone})
		return d.messages(phone)
	}}.checks(),
	bearer{"abort", "ends no permission to re-sign", api.AbortResigningBearer, func(ctx context.Context, d *deal, phone *actor.Session) *actor.Call {
		d.deals(ctx)
		return d.abort(phone, d.bob)
	}}.checks(),
	bearer{"commit", "takes no re-signed messages", api.CommitMessagesBearer, func(ctx context.Context, d *deal, phone *actor.Session) *actor.Call {
		messages := d.posts(ctx, 2)
		signer := *d.t.NewSession(ctx, d.alice.Actor) // whose ID-Cert outlives the session of the token
		signer.Token = phone.Token
		whose := dealOf(d.t, d.alice, &signer)
		whose.form, whose.kept = d.form, d.kept
		whose.deals(ctx)
		list := whose.handed(ctx, messages...)
		ordered := inOrder(list, messages)
		whose.commits(ctx, list, ordered[0])
		return whose.resign(list, ordered[1])
	}}.checks(),
)

// bearer is an operation that needs a session token.
type bearer struct {
	id, does string
	requires requirement.Requirement
	// call is a right request of a session of alice's, what it takes being done.
	call func(ctx context.Context, d *deal, phone *actor.Session) *actor.Call
}

func (b bearer) checks() []check.Check {
	make := permits
	if b.id == "commit" {
		make = resigns
	}
	all := []check.Check{
		make("token."+b.id+"-without", b.does+" for a request without a session token",
			b.refuses(func(*check.T, *actor.Session) []check.WrongToken {
				return []check.WrongToken{{What: "no session token", Change: actor.WithoutToken()}}
			}), b.requires),
		make("token."+b.id+"-wrong", b.does+" for anything but a session token that the server gave out",
			b.refuses(func(t *check.T, s *actor.Session) []check.WrongToken { return t.WrongTokens(s) }), b.requires),
		make("token."+b.id+"-revoked", b.does+" for the token of a revoked session", b.refusesRevoked, b.requires, core.RevocationEndsSession),
	}
	return all
}

// refuses expects a refusal for each wrong token. That the right one is granted the
// same then is the control.
func (b bearer) refuses(tokens func(*check.T, *actor.Session) []check.WrongToken) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		d := newDeal(ctx, t)
		phone := t.NewSession(ctx, d.alice.Actor)
		call := b.call(ctx, d, phone)
		for _, w := range tokens(t, phone) {
			t.Refused(call.With(w.Change).Send(ctx), w.What)
		}
		t.Grants(ctx, call, "the same request with the right session token")
		d.forget()
	}
}

// refusesRevoked has the token be good for another operation before.
func (b bearer) refusesRevoked(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	phone := t.NewSession(ctx, d.alice.Actor)
	d.permit(ctx, phone, phone, []*actor.Session{phone})
	call := b.call(ctx, d, phone)
	t.Grants(ctx, d.alice.RevokeSession(phone.ID), "the revocation of a session")
	t.Refused(call.Send(ctx), "the token of a revoked session")
	t.Grants(ctx, call.With(actor.Token(t.NewSession(ctx, d.alice.Actor).Token)), "the same request with the token of another session")
	d.forget()
}

// forget leaves it to others what became of the messages.
func (d *deal) forget() {
	for _, a := range d.kept {
		d.t.Forget(a)
	}
}
