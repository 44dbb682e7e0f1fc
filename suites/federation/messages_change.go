package federation

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// messageChange is about an ID-Cert that takes the place of another one in a session
// which has sent messages (core 6.4.1).
var messageChange = []check.Check{
	{
		ID:      "federation.message-change.asked",
		Title:   "asks the home server of an actor before it takes a message with a new ID-Cert",
		Decides: []requirement.Requirement{core.CheckAfterChange},
		Needs:   posting,
		Run: func(ctx context.Context, t *check.T) {
			home, _, renewed := changed(ctx, t)
			before := askedForActors(home)
			m := t.NewMessage(renewed.Session)
			p := t.Post(ctx, renewed.Session, m)
			if !p.Accepted || askedForActors(home) == before {
				t.RefusedMessage(renewed.Session, m, p, "a new ID-Cert about which the home server was not asked")
			}
			t.LogIn(ctx, renewed)
			t.PostsRight(ctx, renewed.Session)
			if askedForActors(home) == before {
				t.Fail("a request to the home server about the new ID-Cert of a session",
					"messages with it were taken, and the home server was not asked since it was issued")
			}
		},
	},
	changedStatus("login", "takes no message with a new ID-Cert that its home server does not vouch for",
		func(ctx context.Context, t *check.T, _, renewed *check.Foreigner) bool {
			return t.TryLogIn(ctx, renewed)
		}),
	changedStatus("update", "takes no message with an ID-Cert that it was told of, and its home server does not vouch for",
		func(ctx context.Context, t *check.T, bob, renewed *check.Foreigner) bool {
			res := bob.UpdateIDCert(renewed.PEM).Send(ctx)
			t.GotAnswer(res)
			if res.Status >= 500 {
				t.RefusedForOthers(res, "an ID-Cert whose cache signature is not the home server's")
			}
			return res.OK()
		}),
}

// changed is a session that has had a message taken, and that has a new ID-Cert and
// key: the one before is revoked.
func changed(ctx context.Context, t *check.T) (home *peer.Home, bob, renewed *check.Foreigner) {
	home = t.NewPeer()
	bob = t.NewForeigner(home)
	t.LogIn(ctx, bob)
	t.PostsRight(ctx, bob.Session)
	home.Revoke(bob.Issued)
	return home, bob, t.Renewed(bob)
}

// changedStatus makes a check that a message with a new ID-Cert is refused while the
// home server's answer about that one is not signed. How the server gets to know of
// the change differs; where it refuses that already, nobody can send anything.
func changedStatus(id, title string, tells func(ctx context.Context, t *check.T, bob, renewed *check.Foreigner) bool) check.Check {
	return check.Check{
		ID: "federation.message-change." + id, Title: title, Decides: []requirement.Requirement{core.CheckAfterChange}, Needs: posting,
		Run: func(ctx context.Context, t *check.T) {
			home, bob, renewed := changed(ctx, t)
			const what = "a cache signature of zeros about its new ID-Cert"
			rewriteEntries(home, "hands out "+what, renewed, func(entry map[string]any) {
				entry["cacheSignature"] = zeros(entry["cacheSignature"])
			})
			if tells(ctx, t, bob, renewed) {
				t.RefusesMessage(ctx, renewed.Session, t.NewMessage(renewed.Session), what)
			}
			carol := t.NewForeigner(home)
			t.LogIn(ctx, carol)
			t.PostsRight(ctx, carol.Session)
			t.Hold(nil)
		},
	}
}
