package federation

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// tokens is about what the token of a foreign actor is good for. It is tried on the
// one operation that needs a token and is there for foreign actors in every reading:
// telling the server of a new ID-Cert.
var tokens = []check.Check{
	{
		ID:      "federation.token.validated",
		Title:   "is told of no ID-Cert by a foreign actor for anything but the session token that it gave out",
		Decides: []requirement.Requirement{core.ForeignTokenValidated, api.UpdateSessionCertBearer},
		Needs:   needs,
		Honest:  true,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			call := tells(t, bob)
			t.Refused(call.With(actor.WithoutToken()).Send(ctx), "no session token")
			for _, w := range t.WrongTokens(bob.Session) {
				t.Refused(call.With(w.Change).Send(ctx), w.What)
			}
			t.Grants(ctx, call, "the same request with the session token")
		},
	},
	{
		ID:      "federation.token.before-login",
		Title:   "lets a foreign actor do nothing before a solved challenge string",
		Decides: []requirement.Requirement{core.ForeignVerifiesFirst},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			trial := t.NewTrial(ctx, bob)
			next := t.Renewed(bob)
			call := bob.UpdateIDCert(next.PEM)
			for _, claim := range []check.WrongToken{
				{What: "no session token", Change: actor.WithoutToken()},
				{What: "a challenge string for a session token", Change: actor.Token(trial.Trial)},
				{What: "the solution of a challenge string for a session token", Change: actor.Token(bob.Actor.EncodeSignature(bob.Sign(trial.Trial)))},
				{What: "the federation ID for a session token", Change: actor.Token(bob.Actor.FID.String())},
				{What: "the serial number of the ID-Cert for a session token", Change: actor.Token(bob.Cert.Serial.String())},
			} {
				t.Refused(call.With(claim.Change).Send(ctx), claim.What)
			}
			t.LogIn(ctx, next)
			t.Grants(ctx, tells(t, next), "such a request with the session token")
		},
	},
	{
		ID:      "federation.token.of-home-server",
		Title:   "takes no session token that the home server of a foreign actor gave out",
		Decides: []requirement.Requirement{core.ForeignTokenValidated},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob := t.NewForeigner(home)
			t.LogIn(ctx, bob)
			token, err := home.Server.Enroll(t.NewName(), actor.Word(t.Random(), 20))
			if err != nil {
				t.Error("the home server of the harness gives no session token: %v", err)
			}
			t.Refuses(ctx, tells(t, bob), "a session token of the actor's home server", actor.Token(token))
		},
	},
	{
		ID:      "federation.token.one-per-certificate",
		Title:   "has one active session token for the ID-Cert of a foreign actor who logs in again",
		Decides: []requirement.Requirement{core.OneTokenPerIDCert},
		Probes:  []ambiguity.Entry{ambiguity.TokenReissue},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			old := bob.Token
			if !again(ctx, t, bob) {
				opens(ctx, t, bob, "the one session token of an ID-Cert")
				t.Took(ambiguity.TokenReissue, "refused")
				return
			}
			if bob.Token == old {
				t.Hold(nil)
				return
			}
			call := tells(t, bob)
			res := call.With(actor.Token(old)).Send(ctx)
			if t.Answered(res); res.OK() {
				t.Took(ambiguity.TokenReissue, "both-valid") // which fails
			}
			t.Refused(res, "the token from before another login with the same ID-Cert")
			t.Took(ambiguity.TokenReissue, "replaces")
			t.Grants(ctx, call, "the same request with the new token")
		},
	},
	{
		ID:      "federation.token.again",
		Title:   "gives a foreign actor a session token for another challenge string",
		Decides: []requirement.Requirement{auth.ForeignRepeated},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			if !again(ctx, t, bob) {
				t.NotApplicable("the server gives an ID-Cert no second session token while the first is good (A-053), and nobody says when that ends")
			}
			opens(ctx, t, bob, "the session token of another login")
		},
	},
}

// tells is a foreign session telling the server of a new ID-Cert of its own, each
// time another one.
func tells(t *check.T, f *check.Foreigner) *actor.Call {
	return f.UpdateIDCert(t.Renewed(f).PEM)
}

// opens holds that a foreign actor's token is good. The session has another ID-Cert
// then, or it has ended.
func opens(ctx context.Context, t *check.T, f *check.Foreigner, what string) *client.Response {
	return t.Accepts(ctx, tells(t, f), "a request with "+what)
}

// again logs a foreign actor in who has a token. It is false where the server
// refuses that with a conflict, and for no other reason.
func again(ctx context.Context, t *check.T, f *check.Foreigner) bool {
	res := t.LoggingIn(ctx, f).Send(ctx)
	t.Answered(res)
	if res.Status >= 400 {
		return false
	}
	f.Token = actor.Text(res)
	return true
}
