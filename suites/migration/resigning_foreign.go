package migration

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// resigningForeign is about actors of other home servers, who need no registration to
// re-sign messages.
var resigningForeign = []check.Check{
	abroad("foreign.new", "lets an actor of another home server re-sign what an actor of its own lets them", foreignNew,
		api.AllowResigningOK, api.GetMessagesOK, api.CommitMessagesOK),
	abroad("foreign.old", "lets an actor of another home server give a permission", foreignOld, api.AllowResigningOK),
	abroad("foreign.forged-certificate", "takes no new signature under an ID-Cert that the home server of its actor has not signed", foreignForged,
		core.ResigningCertVerified),
	abroad("foreign.revoked", "takes no new signature under an ID-Cert that the home server of its actor has revoked", foreignRevoked,
		core.ResigningCertVerified),
}

func abroad(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := resigns(id, title, run, decides...)
	c.Needs.Peers = true
	return c
}

// emigrates has alice of the target let bob of another home server re-sign.
func emigrates(ctx context.Context, t *check.T) (*deal, *check.Foreigner) {
	bob := t.NewForeigner(t.NewPeer())
	t.LogIn(ctx, bob)
	return dealOf(t, t.NewSession(ctx, t.NewActor(ctx)), bob.Session), bob
}

func foreignNew(ctx context.Context, t *check.T) {
	d, _ := emigrates(ctx, t)
	messages := d.posts(ctx, 1)
	call := d.allow(d.alice, d.bob, d.bob).With(t.Prove(ctx, d.alice))
	if res := call.Send(ctx); !res.OK() {
		t.GotAnswer(res)
		local := t.NewSession(ctx, t.NewActor(ctx))
		d.permit(ctx, d.alice, local, []*actor.Session{local}) // finds the form of keys out
		t.Accepts(ctx, d.allow(d.alice, d.bob, d.bob).With(t.Prove(ctx, d.alice)), "a request that lets an actor of another home server re-sign")
	}
	res := d.messages(d.bob).Send(ctx)
	if t.Answered(res); !res.OK() {
		t.Fail("messages to re-sign for an actor of another home server", "%s", actor.Line(res))
	}
	d.accepts(ctx, d.handed(ctx, messages...), "a commit of an actor of another home server", messages[0])
	d.done(messages...)
	t.Hold(nil)
}

func foreignOld(ctx context.Context, t *check.T) {
	alice := t.NewForeigner(t.NewPeer())
	t.LogIn(ctx, alice)
	d := dealOf(t, alice.Session, t.NewSession(ctx, t.NewActor(ctx)))
	message := d.post(ctx, d.alice)
	local := t.NewSession(ctx, t.NewActor(ctx))
	d.permit(ctx, local, local, []*actor.Session{local}) // the control
	t.Accepts(ctx, d.allow(d.alice, d.bob, d.bob).With(t.Prove(ctx, d.alice)), "a request of an actor of another home server to let another one re-sign")
	d.offered(ctx, "the message of an actor of another home server, who has let it be re-signed", message)
}

func foreignForged(ctx context.Context, t *check.T) {
	d, bob := emigrates(ctx, t)
	forged := t.Another(bob, peer.SignedBy(t.NewKey()), peer.Hidden())
	d.wrongCert(ctx, forged.Session, "an ID-Cert that anybody could have made, for a key that may sign")
}

// foreignRevoked has the session be revoked before the target can have heard of it.
func foreignRevoked(ctx context.Context, t *check.T) {
	d, bob := emigrates(ctx, t)
	phone := t.Another(bob)
	bob.Home.Revoke(phone.Issued)
	d.wrongCert(ctx, phone.Session, "an ID-Cert that was revoked, for a key that may sign")
}

// wrongCert has bob commit a message that another session has signed, whose ID-Cert is
// wrong.
func (d *deal) wrongCert(ctx context.Context, signer *actor.Session, flaw string) {
	list, _, left := d.ready(ctx, 1, signer)
	m := left[0]
	d.namesCert()
	d.t.RefusedForOthers(d.commit(d.bob, signedAnew(among(list, m.Message), signer, m)).Send(ctx), flaw)
	d.still(ctx, "the refusal of "+flaw, m)
	d.commits(ctx, list, m)
}
