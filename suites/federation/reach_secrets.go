package federation

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// reachSecrets is about what a server says to others of what it was told. That no
// request to a home server has any of it is held in every check; here there is more
// to be told.
var reachSecrets = []check.Check{
	{
		ID:      "federation.reach.keeps-token",
		Title:   "does not tell the home server of an actor what else the request for a token carries",
		Decides: []requirement.Requirement{core.ForeignTokenSecret},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			home := t.NewPeer() // of which the target knows nothing yet, so that it has to ask
			cookie, factor := actor.Word(t.Random(), 20), actor.Word(t.Random(), 20)
			t.Confide("a cookie", cookie)
			t.Confide("a second factor", factor)
			res := t.LoggingIn(ctx, t.NewForeigner(home)).With(
				actor.Token(bob.Token), actor.SecondFactor(factor), actor.Header("Cookie", "session="+cookie),
			).Send(ctx)
			t.Answered(res)
			if len(home.Visits()) == 0 {
				t.NotApplicable("the home server of an actor is not asked for a request for a token that carries a session token already")
			}
			t.Hold(nil)
		},
	},
}
