package auth

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// operations checks what stands in the header Authorization of operations that
// need a session token. No token, and one of nobody, are checked with each
// operation by the suite that it belongs to; that of another actor is, too, where
// the operation is about somebody.
var operations = []check.Check{
	tokenForm("revoke", "DELETE /session", api.DeleteSessionBearer,
		func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
			return s.RevokeSession(t.NewSession(ctx, s.Actor).ID)
		}),
	tokenForm("update-session", "PUT /session/idcert/extern", api.UpdateSessionCertBearer,
		func(_ context.Context, _ *check.T, s *actor.Session) *actor.Call { return s.UpdateIDCert(s.PEM) }),
	tokenForm("key-trials", "GET /keytrial/{fid}", api.KeyTrialsBearer, keyTrials),
	{
		ID:      "auth.operations.key-trials-ended",
		Title:   "takes no session token of a revoked session for GET /keytrial/{fid}",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop, phone := t.NewSession(ctx, alice), t.NewSession(ctx, alice)
			call := keyTrials(ctx, t, laptop)
			public(ctx, t, call)
			asked(ctx, t, call.With(actor.Token(phone.Token)))
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			ended := call.With(actor.Token(phone.Token)).Send(ctx)
			asked(ctx, t, call)
			t.Refused(ended, "the session token of a revoked session")
		},
	},
}

func keyTrials(_ context.Context, _ *check.T, s *actor.Session) *actor.Call {
	return s.KeyTrials(s.Actor.FID.String())
}

// tokenForm makes a check that an operation takes a session token in one form.
// What the update of an ID-Cert does to its session is open, so that the
// right request comes last.
func tokenForm(
	id, route string, decides requirement.Requirement,
	right func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call,
) check.Check {
	return check.Check{
		ID:      "auth.operations." + id,
		Title:   "takes for " + route + " neither a session token under another scheme than Bearer, nor an empty one",
		Decides: []requirement.Requirement{decides},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			call := right(ctx, t, laptop)
			if call.Request.Method == http.MethodGet {
				public(ctx, t, call)
			}
			scheme := call.With(actor.Scheme("Basic", laptop.Token)).Send(ctx)
			notTaken(t, scheme, "a session token under the scheme Basic")
			empty := call.With(actor.Header("Authorization", "Bearer ")).Send(ctx)
			notTaken(t, empty, "an empty session token")
			asked(ctx, t, call)
			t.Refused(scheme, "a session token under the scheme Basic")
			t.Refused(empty, "an empty session token")
		},
	}
}

// notTaken fails the check at once where a request was granted: the right one
// could be refused after it.
func notTaken(t *check.T, res *client.Response, flaw string) {
	if res.OK() {
		t.Fail("a refusal (4xx) of "+flaw, "the server accepted it")
	}
}

// public ends the check where the server shows everybody what is asked for
//
func public(ctx context.Context, t *check.T, call *actor.Call) {
	if call.With(actor.WithoutToken()).Send(ctx).OK() {
		t.NotApplicable("the server asks nobody for a session token here")
	}
}

// asked is the positive control. An operation that is there for actors of other
// servers may be refused to the server's own; whether it is there at all is
// for another check.
func asked(ctx context.Context, t *check.T, call *actor.Call) {
	res := call.Send(ctx)
	refused := res.Status >= 400 && res.Status < 500 && res.Status != http.StatusTooManyRequests
	if res.Err == nil && (refused || res.Status == http.StatusNotImplemented) {
		t.NotApplicable("the server does not offer %s to its own actors: a right request was answered with %s", call.Operation, actor.Line(res))
	}
	t.Answered(res)
}
