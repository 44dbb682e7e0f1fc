package migration

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// resigningAlone is about what goes on when the home server of a foreign actor
// cannot be asked, and nothing that it said may be cached any more (core 6.4.1).
var resigningAlone = []check.Check{
	byItself("abort", "ends a permission to re-sign of a foreign session without asking its home server", core.NoCheckForResigningAbort,
		func(ctx context.Context, t *check.T, alice *check.Foreigner) func() *actor.Call {
			next := func() *deal {
				d := dealOf(t, alice.Session, t.NewSession(ctx, t.NewActor(ctx)))
				d.post(ctx, d.alice)
				d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob})
				return d
			}
			deals := []*deal{next(), next()}
			return func() *actor.Call {
				d := deals[0]
				deals = deals[1:]
				return d.abort(d.alice, d.bob)
			}
		}),
	byItself("fetch", "hands out messages to re-sign to a foreign session without asking its home server", core.NoCheckForResigningFetch,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) func() *actor.Call {
			d := dealOf(t, t.NewSession(ctx, t.NewActor(ctx)), bob.Session)
			d.post(ctx, d.alice)
			d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob})
			return func() *actor.Call { return d.messages(d.bob) }
		}),
}

// window is for how long a home server lets its ID-Certs be cached here.
const window = 5 * time.Second

// byItself makes a check that what a foreign session asks for is done as before when its
// home server cannot be asked. prepare gives the request, for a first and for a second
// time.
func byItself(id, title string, decides requirement.Requirement,
	prepare func(context.Context, *check.T, *check.Foreigner) func() *actor.Call,
) check.Check {
	c := resigns("alone."+id, title, func(ctx context.Context, t *check.T) {
		home := t.NewPeer()
		home.CacheFor(window)
		foreign := t.NewForeigner(home)
		t.LogIn(ctx, foreign)
		next := prepare(ctx, t, foreign)
		before := next().Send(ctx)
		t.GotAnswer(before)
		if !before.OK() {
			t.NotApplicable("the server does not let foreign sessions do this: %s", actor.Line(before))
		}
		t.WaitUntil(ctx, t.Now().Add(window+2*time.Second), "the end of a cache window")
		call := next()
		home.Down(true)
		after := call.Send(ctx)
		home.Down(false)
		t.GotAnswer(after)
		if !after.OK() {
			t.FailAt(after, "the answer that there was while the home server could be asked: "+actor.Line(before), "%s", actor.Line(after))
		}
		t.Hold(nil)
	}, decides)
	c.Needs.Peers, c.Needs.Time, c.Alone = true, true, true
	return c
}
