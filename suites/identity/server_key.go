package identity

import (
	"bytes"
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// serverKey checks who may rotate the server's key, and what that does (section
// 6.1.3; API Registered_name). Each check rotates it once, at its end: what
// happens to ID-Certs and tokens then is open.
var serverKey = []check.Check{
	check.Probing(rotation("works", "rotates its key for an administrator, and answers with the new ID-Cert",
		rotates, api.RotateServerKeyOK, api.RotateServerKeyNewKey, core.RootKeyLossNewKey),
		ambiguity.RotationVerb, ambiguity.TextBodies),
	rotation("token", "rotates its key for no request without a session token that it gave out",
		rotatesNot(func(_ context.Context, t *check.T, admin *actor.Actor) []flaw {
			return []flaw{
				{"no session token", actor.WithoutToken()},
				{"a session token of nobody", unknownToken(t)},
				{"an empty session token", actor.Header("Authorization", "Bearer ")},
				{"a session token under the scheme Basic", actor.Scheme("Basic", admin.Token)},
			}
		}), api.RotateServerKeyBearer),
	rotation("administrator", "rotates its key for no actor who is no administrator",
		rotatesNot(func(ctx context.Context, t *check.T, _ *actor.Actor) []flaw {
			return []flaw{{"the session token and second factor of an ordinary actor", asActor(t.NewActor(ctx))}}
		}), api.RotateServerKeyAdministrator),
	rotation("second-factor", "rotates its key for no request without the right second factor",
		rotatesNot(func(ctx context.Context, t *check.T, admin *actor.Actor) []flaw {
			return []flaw{
				{"no second factor", actor.WithoutSecondFactor()},
				{"a wrong second factor", actor.SecondFactor("not " + admin.Factor)},
				{"an empty second factor", actor.SecondFactor("")},
				{"the second factor of another actor", actor.SecondFactor(t.NewActor(ctx).Factor)},
			}
		}), api.RotateServerKeySensitive, core.SensitiveSecondFactor, core.SensitiveAdministration, core.SensitiveHeader, core.SensitiveSolutionVerified),
	rotation("revoked-session", "rotates its key for no token of a revoked session of the administrator",
		rotatesNot(func(ctx context.Context, t *check.T, admin *actor.Actor) []flaw {
			laptop, phone := adminSession(ctx, t, admin), adminSession(ctx, t, admin)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			return []flaw{{"the session token of a revoked session", actor.Token(phone.Token)}}
		}), core.RevocationEndsSession),
}

// adminSession makes a session of the administrator, whose account others use as
// well: the server may want the token of one of their sessions for it.
func adminSession(ctx context.Context, t *check.T, admin *actor.Actor) *actor.Session {
	call := admin.NewIDCert()
	res := call.Send(ctx)
	t.GotAnswer(res)
	if call.Accepted(res) != nil {
		t.Untested("the administrator got no ID-Cert with the token of a login: %s", actor.Line(res))
	}
	return t.Session(call, res)
}

// opRotate is what the first of them proves.
const opRotate = "Registered_name"

func rotation(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := check.Check{
		ID: "identity.authorization.server-key-" + id, Title: title, Decides: decides,
		Needs: check.Needs{Actors: true, Admin: true, Destructive: true}, Alone: true, Run: run,
	}
	if id == "works" {
		c.ID, c.Proves = "identity.authorization.server-key", opRotate
	}
	return c
}

// asActor puts an actor's token and second factor into a call.
func asActor(a *actor.Actor) actor.Change {
	return func(c *actor.Call) { c.SetToken(a.Token); c.SetSecondFactor(a.Factor) }
}

// flaw is one way to spoil a call, and its name.
type flaw struct {
	name   string
	change actor.Change
}

// rotatesNot expects each flaw to be refused, and then has the administrator
// rotate the key, once.
func rotatesNot(flaws func(context.Context, *check.T, *actor.Actor) []flaw) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		admin := t.Admin(ctx)
		call := admin.RotateServerKey()
		before := t.ServerCert(ctx)
		for _, f := range flaws(ctx, t, admin) {
			t.Refused(call.With(f.change).Send(ctx), f.name)
		}
		if after := t.ServerCert(ctx); !sameKey(before.Cert, after.Cert) {
			t.Fail("the same key after a rotation was refused", "another one")
		}
		t.Grants(ctx, call, "the administrator's rotation of the server's key")
	}
}

func rotates(ctx context.Context, t *check.T) {
	before := t.ServerCert(ctx)
	call := t.Admin(ctx).RotateServerKey()
	res := call.Send(ctx)
	if res.Status == http.StatusNotFound || res.Status == http.StatusMethodNotAllowed {
		put := call.With(func(c *actor.Call) { c.Request.Method = http.MethodPut })
		if put.Accepted(put.Send(ctx)) == nil {
			t.TookBy(check.Deviates("the rotation of the key by POST", "%s for POST, and PUT rotates it", actor.Line(res)), ambiguity.RotationVerb, "put")
		}
	}
	t.Granted(res, http.StatusOK)
	t.Took(ambiguity.RotationVerb, "post")
	rotated, err := p2.ParseCertPEM(actor.Text(res))
	if err != nil {
		t.Fail("the server's new ID-Cert in PEM", "%v", err)
	}
	t.Took(ambiguity.TextBodies, textForm(res.Body))
	if sameKey(before.Cert, rotated) {
		t.Fail("another key than before", "the same")
	}
	if after := t.ServerCert(ctx); !sameKey(rotated, after.Cert) {
		t.Fail("the new key in the server's ID-Cert", "another one")
	}
	t.Hold(nil)
}

// textForm is the reading of A-024 that a body takes.
func textForm(body []byte) string {
	if text := bytes.TrimSpace(body); len(text) > 0 && text[0] == '"' {
		return "json-string"
	}
	return "plain"
}

func sameKey(a, b *p2.Cert) bool { return bytes.Equal(a.Key.Bits, b.Key.Bits) }
