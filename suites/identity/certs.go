package identity

import (
	"context"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// certs checks the publication of an actor's ID-Certs (section 6.1.3, API
// Unregistered_actorCerts).
var certs = slices.Concat(certsServed, certsFound, certsAlike, certsChosen, certsRange, certsKept, certsParameters)

const opActorCerts = "Unregistered_actorCerts"

// certsServed are about the route itself.
var certsServed = []check.Check{
	{
		ID:      "identity.certs.served",
		Title:   "answers GET /idcert/actor/{fid} with 200 and a list that has the actor's ID-Cert",
		Decides: []requirement.Requirement{api.ActorCertsOK, core.HomeServesCert},
		Needs:   check.Needs{Actors: true},
		Proves:  opActorCerts,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			res := laptop.Actor.Certs().Send(ctx)
			t.Granted(res, http.StatusOK)
			t.Hold(listsCert(res.Body, laptop.Cert.Serial))
		},
	},
	{
		ID:      "identity.certs.schema",
		Title:   "answers GET /idcert/actor/{fid} in the form of the API document",
		Decides: []requirement.Requirement{api.ActorCertsOK},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.InForm(t.Grants(ctx, laptop.Actor.Certs(), "the list of an actor's ID-Certs"))
		},
	},
	{
		ID:      "identity.certs.public",
		Title:   "lists an actor's ID-Certs for whoever asks, without a session token",
		Decides: []requirement.Requirement{api.ActorCertsPublic},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			call := laptop.Actor.Certs()
			res := t.Grants(ctx, call.With(actor.Token(laptop.Token)), "the list of an actor's ID-Certs, with a session token")
			if d := listsCert(res.Body, laptop.Cert.Serial); d != nil {
				t.Blocked(opActorCerts, "the list is %s", d.Actual)
			}
			res = t.Accepts(ctx, call.With(actor.WithoutToken()), "the list without a session token")
			t.Hold(listsCert(res.Body, laptop.Cert.Serial))
		},
	},
	{
		ID:      "identity.certs.parameters-optional",
		Title:   "lists an actor's ID-Certs without any query parameter",
		Decides: []requirement.Requirement{api.ActorCertsParametersOptional},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			call := laptop.Actor.Certs()
			if !slices.ContainsFunc(check.Units(), func(u check.Unit) bool { // the list would show which it is
				return listedIn(ctx, t, laptop, append(check.WholeValidity(laptop.Cert, u), actor.Query("session_id", laptop.ID))...)
			}) {
				t.Blocked(opActorCerts, "the ID-Cert of a session is not listed for its session ID and time")
			}
			t.Accepts(ctx, call, "the list without query parameters")
		},
	},
	{
		ID:      "identity.certs.same-certificate",
		Title:   "lists the very ID-Cert that it issued",
		Decides: []requirement.Requirement{api.CacheableIDCertPEM},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.Hold(sameDER(t.EntryOf(ctx, laptop).Cert, laptop.Cert))
		},
	},
	{
		ID:      "identity.certs.all-sessions",
		Title:   "lists the ID-Certs of all of an actor's sessions",
		Decides: []requirement.Requirement{api.ActorCertsOK},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			sessions := manySessions(ctx, t, alice)
			t.Hold(listsAll(t.Certs(ctx, alice), sessions))
		},
	},
	{
		ID:      "identity.certs.none-yet",
		Title:   "answers for an actor without ID-Certs that there are none",
		Decides: []requirement.Requirement{api.ActorCertsOK},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice, bob := t.NewActor(ctx), t.NewActor(ctx)
			if alice.First != nil {
				t.NotApplicable("the first ID-Cert is issued by logging in, so that every actor has one")
			}
			t.EntryOf(ctx, t.NewSession(ctx, bob))
			res := alice.Certs().Send(ctx)
			t.Answered(res)
			_, d := nothing(res)
			t.Hold(d)
		},
	},
}
