package federation

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// needsActors is for what foreign actors may do to those of the server, or may not.
var needsActors = check.Needs{Peers: true, Trials: true, Actors: true}

// routes is about what foreign actors may ask for (core 3). Theirs is always the
// local name and the session ID of the actor of the server whom it would hit: who
// looks at less than the whole federation ID takes one for the other.
var routes = []check.Check{
	closed("issue", "issues no ID-Cert", func(_ context.Context, _ *check.T, s *actor.Session) *actor.Call {
		return s.Actor.NewIDCert()
	}),
	closed("revoke", "revokes no session of an actor of its own", func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		return s.RevokeSession(t.NewSession(ctx, s.Actor).ID)
	}),
	closed("upload-keys", "takes no encrypted private key", func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		key := storedKey(ctx, t, s)
		key.Serial.Int = t.NewSession(ctx, s.Actor).Cert.Serial
		return s.UploadKeys(key)
	}),
	closed("get-keys", "gives no encrypted private key", func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		storedKey(ctx, t, s)
		return s.EncryptedKeys()
	}),
	closed("delete-keys", "deletes no encrypted private key", func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		storedKey(ctx, t, s)
		return s.DeleteKeys(s.Cert.Serial)
	}),
	closed("add-service", "takes no service", func(_ context.Context, t *check.T, s *actor.Session) *actor.Call {
		return s.AddService(service(t))
	}),
	closed("remove-service", "removes no service", func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		v := service(t)
		t.Grants(ctx, s.AddService(v), "the registration of a service")
		return s.RemoveServices(v)
	}),
	closed("primary", "makes no provider primary", func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		v, w := service(t), service(t)
		w.Primary = false
		t.Grants(ctx, s.AddService(v), "the registration of a service")
		second := s.AddService(w)
		res := second.Send(ctx)
		if t.GotAnswer(res); second.Accepted(res) != nil {
			t.NotApplicable("the server takes no second provider of a service (A-144): %s", actor.Line(res))
		}
		return s.SetPrimary(w)
	}),
	{
		ID:      "federation.routes.open",
		Title:   "answers a foreign actor on the routes that need no registration",
		Decides: []requirement.Requirement{core.UnregisteredRoutesOpen},
		Needs:   needsActors,
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Grants(ctx, t.NewSession(ctx, alice).AddService(service(t)), "the registration of a service")
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			t.Accepts(ctx, bob.KeyTrials(alice.FID.String()), "a foreign actor's request for the key trials of an actor")
			for _, open := range []struct {
				call *actor.Call
				what string
			}{
				{alice.Certs(), "a request for an actor's ID-Certs"},
				{alice.Services(), "a request for an actor's services"},
			} {
				t.Grants(ctx, open.call, open.what+" without a token")
				t.Accepts(ctx, open.call.With(actor.Token(bob.Token)), open.what+" with the token of a foreign actor")
			}
		},
	},
	{
		ID:      "federation.clash.login",
		Title:   "takes a foreign actor for nobody of its own who has the same local name, session ID and serial number",
		Decides: []requirement.Requirement{core.ForeignKeyPossession, core.FIDClaimVerified},
		Needs:   needsActors,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			home := t.NewPeer()
			twin := alike(t, home, laptop)
			trial := t.NewTrial(ctx, twin)
			stolen := twin.SubmitTrial(trial, laptop.Sign(trial.Trial), twin.Cert.Serial)
			t.RefusesSolution(ctx, stolen, "a signature of the actor of the server with that local name", twin)
			opens(ctx, t, twin, "the token of the foreign actor")
		},
	},
	{
		ID:      "federation.clash.local-session",
		Title:   "leaves a session of its own actor alone when a foreign one of the same name and session ID is revoked",
		Decides: []requirement.Requirement{core.FIDParts},
		Needs:   needsActors,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			twin := alike(t, t.NewPeer(), laptop)
			t.LogIn(ctx, twin)
			still(ctx, t, laptop, "the login of a foreign actor of the same name")
			twin.Home.Revoke(twin.Issued)
			t.Grants(ctx, twin.UpdateIDCert(twin.PEM), "telling the server of the revoked ID-Cert of a foreign session")
			still(ctx, t, laptop, "the revocation of a foreign session of the same name and session ID")
		},
	},
	{
		ID:      "federation.clash.foreign-session",
		Title:   "leaves a foreign session alone when one of its own actor of the same name and session ID is revoked",
		Decides: []requirement.Requirement{core.FIDParts},
		Needs:   needsActors,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			phone := t.NewSession(ctx, laptop.Actor)
			twin := alike(t, t.NewPeer(), phone)
			t.LogIn(ctx, twin)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			opens(ctx, t, twin, "the token of a foreign session with the session ID of one that was revoked")
		},
	},
	{
		ID:      "federation.clash.two-homes",
		Title:   "takes nobody for the actor of another home server with the same local name, session ID and serial number",
		Decides: []requirement.Requirement{core.ForeignKeyPossession, core.FIDClaimVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			twin := alike(t, t.NewPeer(), bob.Session)
			twin.Token = actor.Text(t.Accepts(ctx, t.LoggingIn(ctx, twin), "a solution of an actor of that name at another home server"))
			trial := t.NewTrial(ctx, bob)
			t.Refused(bob.SubmitTrial(trial, twin.Sign(trial.Trial), bob.Cert.Serial).Send(ctx), "a signature of the actor of that name at another home server")
			opens(ctx, t, bob, "the token of the actor of one home server")
			opens(ctx, t, twin, "the token of the actor of the other")
		},
	},
	{
		ID:      "federation.clash.two-homes-revoked",
		Title:   "leaves a foreign session alone when that of the same name and session ID of another home server is revoked",
		Decides: []requirement.Requirement{core.FIDParts},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			for _, first := range []bool{true, false} { // whichever the server finds first
				bob := t.NewForeigner(t.NewPeer())
				twin := alike(t, t.NewPeer(), bob.Session)
				if first {
					t.LogIn(ctx, twin)
				}
				t.LogIn(ctx, bob)
				if !first {
					t.LogIn(ctx, twin)
				}
				bob.Home.Revoke(bob.Issued)
				t.Grants(ctx, bob.UpdateIDCert(bob.PEM), "telling the server of the revoked ID-Cert of a session")
				opens(ctx, t, twin, "the token of the session of another home server's actor")
			}
		},
	},
}

// closed makes a check that an operation for registered actors is not done for a
// foreign one, who names one of the server: the control is that one's own request.
func closed(id, does string, call func(context.Context, *check.T, *actor.Session) *actor.Call) check.Check {
	return check.Check{
		ID: "federation.routes." + id, Title: does + " for the session token of a foreign actor",
		Decides: []requirement.Requirement{core.RegisteredRoutesClosed}, Needs: needsActors,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			right := call(ctx, t, laptop)
			twin := alike(t, t.NewPeer(), laptop)
			t.LogIn(ctx, twin)
			t.Refuses(ctx, right, "the session token of a foreign actor", actor.Token(twin.Token))
		},
	}
}

// alike is a foreign actor with the local name, session ID and serial number of
// somebody's session.
func alike(t *check.T, h *peer.Home, s *actor.Session) *check.Foreigner {
	return t.NamedForeigner(h, s.Actor.FID.Local, sessionNamed(s.ID), peer.Numbered(s.Cert.Serial))
}

// still holds that a session of an actor of the server is good for something: it
// revokes another one.
func still(ctx context.Context, t *check.T, s *actor.Session, after string) {
	spare := t.NewSession(ctx, s.Actor)
	t.Accepts(ctx, s.RevokeSession(spare.ID), "a request with the token of a session after "+after)
}

// service is a new provider of a service that a server takes if it takes any
//
func service(t *check.T) p2.Service {
	return p2.Service{Name: "polyproto-chat", URL: t.Target().ProviderURL(actor.Word(t.Random(), 12)), Primary: true}
}

// storedKey has the server store an encrypted private key of a session, in whatever
// form it takes.
func storedKey(ctx context.Context, t *check.T, s *actor.Session) p2.EncryptedKey {
	for _, serial := range []p2.JSONForm{p2.FormInteger, p2.FormString, p2.FormBytes} {
		for _, data := range []string{"c2VhbGVk", encryptedPEM} {
			for _, numbers := range []bool{false, true} {
				key := p2.EncryptedKey{
					Data: data, Serial: p2.Serial{Int: s.Cert.Serial, Form: serial},
					Algorithms: []string{"2.16.840.1.101.3.4.1.46"}, NumberLists: numbers,
				}
				res := s.UploadKeys(key).Send(ctx)
				if t.GotAnswer(res); res.OK() {
					return key
				}
			}
		}
	}
	t.NotApplicable("the server takes an encrypted private key in none of the forms that are tried here: the suite keymaterial tries more")
	return p2.EncryptedKey{}
}

// encryptedPEM is what a server sees that looks for PEM.
const encryptedPEM = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nc2VhbGVk\n-----END ENCRYPTED PRIVATE KEY-----\n"
