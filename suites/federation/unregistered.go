package federation

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// unregistered is about what foreign actors find of the routes for registered ones.
// It needs no actor of the server, which may have none.
var unregistered = []check.Check{
	{
		ID:      "federation.routes.unregistered",
		Title:   "refuses a foreign actor the routes for registered ones, or has none",
		Decides: []requirement.Requirement{core.RegisteredRoutesClosed},
		Probes:  []ambiguity.Entry{ambiguity.ServerWithoutActors},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			reading := "left-out"
			for _, closed := range []struct {
				call *actor.Call
				what string
			}{
				{bob.Actor.NewIDCert().With(actor.Token(bob.Token)), "a request of a foreign actor for an ID-Cert of this server"},
				{bob.EncryptedKeys(), "a request of a foreign actor for encrypted keys that are stored here"},
				{bob.AddService(service(t)), "a service of a foreign actor"},
			} {
				res := closed.call.Send(ctx)
				t.Refused(res, closed.what)
				if res.Status != http.StatusNotFound {
					reading = "all-routes"
				}
			}
			t.Grants(ctx, tells(t, bob), "a request with the token with which these were refused")
			t.Took(ambiguity.ServerWithoutActors, reading)
		},
	},
	{
		ID:      "federation.logout.own-session",
		Title:   "lets a foreign session be ended by the route of home servers, or leaves it alone",
		Decides: []requirement.Requirement{core.RevocationSameRoutes},
		Probes:  []ambiguity.Entry{ambiguity.ForeignLogout},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			phone := t.Another(bob)
			t.LogIn(ctx, bob)
			t.LogIn(ctx, phone)
			res := bob.RevokeSession(bob.ID).Send(ctx)
			t.Answered(res)
			reading := "impossible"
			if res.Status < 400 {
				reading = "delete"
				t.Refused(tells(t, bob).Send(ctx), "the token of a foreign session that was ended")
			} else {
				t.Grants(ctx, tells(t, bob), "a request with the token of a foreign session whose end was refused")
				t.Hold(nil)
			}
			t.Grants(ctx, tells(t, phone), "a request with the token of another session of the actor")
			t.Took(ambiguity.ForeignLogout, reading)
		},
	},
}
