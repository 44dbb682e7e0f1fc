package identity

import (
	"context"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/requirement"
)

// authorization checks that routes which need a session token ask for one, and
// that the others do not (API, security).
var authorization = slices.Concat([]check.Check{
	issuesNothing("without-token", "issues no ID-Cert for a request without a session token", "no session token",
		func(context.Context, *check.T, *actor.Actor) actor.Change { return actor.WithoutToken() }),
	issuesNothing("unknown-token", "issues no ID-Cert for a session token that it never gave out", "a session token of nobody",
		func(_ context.Context, t *check.T, _ *actor.Actor) actor.Change { return unknownToken(t) }),
	issuesNothing("empty-token", "issues no ID-Cert for an empty session token", "an empty session token",
		func(context.Context, *check.T, *actor.Actor) actor.Change {
			return actor.Header("Authorization", "Bearer ")
		}),
	issuesNothing("other-scheme", "issues no ID-Cert for a session token under another scheme than Bearer", "a session token under the scheme Basic",
		func(_ context.Context, _ *check.T, a *actor.Actor) actor.Change {
			return actor.Scheme("Basic", a.Token)
		}),
	issuesNothing("other-actor", "issues no ID-Cert to an actor for the session token of another", "the session token of another actor",
		func(ctx context.Context, t *check.T, _ *actor.Actor) actor.Change {
			return actor.Token(t.NewActor(ctx).Token)
		}),
	revokesNothing("without-token", "revokes no session for a request without a session token", "no session token",
		func(*check.T) actor.Change { return actor.WithoutToken() }),
	revokesNothing("unknown-token", "revokes no session for a session token that it never gave out", "a session token of nobody", unknownToken),
	{
		ID:      "identity.authorization.update-session",
		Title:   "is told of no ID-Cert by a request without a session token that it gave out",
		Decides: []requirement.Requirement{api.UpdateSessionCertBearer},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			call := laptop.UpdateIDCert(laptop.PEM)
			without := call.With(actor.WithoutToken()).Send(ctx)
			unknown := call.With(unknownToken(t)).Send(ctx)
			offered(ctx, t, call)
			t.Refused(without, "no session token")
			t.Refused(unknown, "a session token of nobody")
		},
	},
	{
		ID:      "identity.authorization.key-trials",
		Title:   "shows key trials to everybody, or to nobody without a session token that it gave out",
		Decides: []requirement.Requirement{api.KeyTrialsBearer},
		Probes:  []ambiguity.Entry{ambiguity.UnregisteredRoutes},
		Needs:   check.Needs{Actors: true},
		Run:     keyTrialsToken,
	},
	{
		ID:      "identity.authorization.certificates-public",
		Title:   "shows an actor's ID-Certs without a session token",
		Decides: []requirement.Requirement{api.ActorCertsPublic},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			s := newSession(ctx, t, alice)
			if lists(ctx, t, alice.Certs(), s) {
				t.Hold(nil)
				return
			}
			if lists(ctx, t, alice.Certs().With(actor.Token(s.Token)), s) {
				t.Fail("the actor's ID-Certs for a request without a session token", "they are shown with one only")
			}
			t.Blocked("Unregistered_actorCerts", "the ID-Cert of a session is not listed, with a session token or without")
		},
	},
}, serverKey, serverKeyHistory)

// unknownToken is a session token that nobody was given.
func unknownToken(t *check.T) actor.Change { return actor.Token(actor.Word(t.Random(), 64)) }

// issuesNothing makes a check that POST /idcert refuses a request that is right
// but for its token.
func issuesNothing(id, title, flaw string, change func(context.Context, *check.T, *actor.Actor) actor.Change) check.Check {
	return check.Check{
		ID: "identity.authorization.issue-" + id, Title: title,
		Decides: []requirement.Requirement{api.NewIDCertBearer}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(), flaw, change(ctx, t, alice))
		},
	}
}

// revokesNothing makes a check that DELETE /session refuses a request that is
// right but for its token. The control shows that the session was still there.
func revokesNothing(id, title, flaw string, change func(*check.T) actor.Change) check.Check {
	return check.Check{
		ID: "identity.authorization.revoke-" + id, Title: title,
		Decides: []requirement.Requirement{api.DeleteSessionBearer}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop, phone := newSession(ctx, t, alice), newSession(ctx, t, alice)
			t.Refuses(ctx, laptop.RevokeSession(phone.ID), flaw, change(t))
		},
	}
}

// offered grants the control of an operation that is there for actors of other
// servers. A home server that refuses it to its own has it all the same:
// then nothing can be decided with an actor of its own. To a reader of A-105 the
// control revokes the session, so that it comes last.
func offered(ctx context.Context, t *check.T, control *actor.Call) *client.Response {
	res := control.Send(ctx)
	t.GotAnswer(res)
	switch {
	case control.Accepted(res) == nil:
	case res.Status >= 400 && res.Status < 500:
		if res.Status == http.StatusUnauthorized || res.Status == http.StatusForbidden {
			t.Took(ambiguity.UnregisteredRoutes, "foreign-only")
		}
		t.NotApplicable("the server does not offer %s to its own actors: a right request was answered with %s", control.Operation, actor.Line(res))
	default:
		t.Blocked(control.Operation, "the positive control failed, so nothing is decided: the answer is %s", actor.Line(res))
	}
	return res
}

// keyTrialsToken takes each reading of A-012: key trials for everybody, for who
// has a token, and for no actor of the server itself. To show them for any token
// at all is none of them.
func keyTrialsToken(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	call := laptop.KeyTrials(laptop.Actor.FID.String())
	without := call.With(actor.WithoutToken()).Send(ctx)
	unknown := call.With(unknownToken(t)).Send(ctx)
	offered(ctx, t, call)
	t.Answered(without)
	if without.OK() {
		t.Took(ambiguity.UnregisteredRoutes, "anybody")
		t.Hold(nil)
		return
	}
	t.Refused(without, "no session token")
	t.Refused(unknown, "a session token of nobody")
	t.Took(ambiguity.UnregisteredRoutes, "any-session")
}
