package federation

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// login is about actors of other home servers who solve a challenge string.
var login = []check.Check{
	{
		ID:      "federation.login.token",
		Title:   "gives an actor of another home server a token for a solved challenge string",
		Decides: []requirement.Requirement{core.ForeignTokenIssued, auth.ForeignToken},
		Needs:   needs,
		Proves:  check.ForeignLogin,
		Honest:  true,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			res := t.Accepts(ctx, t.LoggingIn(ctx, bob), "a solved challenge string of an actor of another home server")
			if actor.Text(res) == "" {
				t.Fail("a session token as text", "%s, with an empty body", actor.Line(res))
			}
		},
	},
	{
		ID:      "federation.login.asks-home-server",
		Title:   "asks the home server of an actor about the ID-Cert before it gives a token",
		Decides: []requirement.Requirement{core.ForeignCertFetched},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			res := t.LogIn(ctx, t.NewForeigner(home))
			if home.Asked("/.p2/core/") == 0 {
				t.FailAt(res, "a request for the ID-Cert to the home server of the actor", "a token for an actor whose home server nobody has asked")
			}
			t.Hold(nil)
		},
	},
	refusesSolution("wrong-key", "gives no token for a challenge string that was signed with another key",
		"a signature of another key than that of the ID-Cert", core.ForeignSignatureVerified,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			trial := t.NewTrial(ctx, bob)
			return bob.SubmitTrial(trial, t.NewForeigner(bob.Home).Sign(trial.Trial), bob.Cert.Serial)
		}),
	refusesSolution("wrong-text", "gives no token for a signature over another text than the challenge string",
		"a signature over another text", auth.ForeignSignature,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			trial := t.NewTrial(ctx, bob)
			return bob.SubmitTrial(trial, bob.Sign(actor.Word(t.Random(), len(trial.Trial))), bob.Cert.Serial)
		}),
	refusesSolution("other-actor", "gives no token for the ID-Cert of another actor of the same home server",
		"the serial number of another actor's ID-Cert", core.ForeignKeyPossession,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			trial, carol := t.NewTrial(ctx, bob), t.NewForeigner(bob.Home)
			return carol.SubmitTrial(trial, bob.Sign(trial.Trial), carol.Cert.Serial)
		}),
}

// refusesSolution makes a check that an answer to a challenge string is refused
// that has one flaw: the ID-Cert is right. Its control is the right answer of the same
// actor.
func refusesSolution(id, title, flaw string, decides requirement.Requirement,
	flawed func(context.Context, *check.T, *check.Foreigner) *actor.Call,
) check.Check {
	return check.Check{
		ID: "federation.login." + id, Title: title, Decides: []requirement.Requirement{decides}, Needs: needs, Honest: true,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.RefusesSolution(ctx, flawed(ctx, t, bob), flaw, bob)
		},
	}
}
