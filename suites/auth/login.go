package auth

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// login checks how a client is logged in on its home server (auth 1.2).
var login = []check.Check{
	{
		ID:      "auth.login.created",
		Title:   "answers a login with 201",
		Decides: []requirement.Requirement{auth.LoginCreated},
		Run: func(ctx context.Context, t *check.T) {
			_, res := newAccount(ctx, t).loggedIn(ctx, t)
			t.Granted(res, http.StatusCreated)
		},
	},
	{
		ID:      "auth.login.certificate",
		Title:   "answers a login with an ID-Cert for the key of its ID-CSR",
		Decides: []requirement.Requirement{auth.LoginIDCert},
		Run: func(ctx context.Context, t *check.T) {
			s, _ := newAccount(ctx, t).loggedIn(ctx, t)
			switch {
			case s.Cert == nil:
				t.Fail("an answer with an ID-Cert", "it has none that can be read")
			case !bytes.Equal(s.Cert.Key.Bits, s.Key.Public().(ed25519.PublicKey)):
				t.Fail("an ID-Cert for the key of the ID-CSR", "it is for another key")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "auth.login.token",
		Title:   "answers a login with a session token",
		Decides: []requirement.Requirement{auth.LoginToken},
		Proves:  loggingIn,
		Run: func(ctx context.Context, t *check.T) {
			if s, _ := newAccount(ctx, t).loggedIn(ctx, t); s.Token == "" {
				t.Fail("an answer with a session token", "no member of it is called one")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "auth.login.usable",
		Title:   "gives out a session token for a login that acts for its actor",
		Decides: []requirement.Requirement{auth.LoginUsable},
		Run:     usable,
	},
	{
		ID:      "auth.login.password",
		Title:   "gives out neither ID-Cert nor session token for a wrong password",
		Decides: []requirement.Requirement{auth.LoginVerified},
		Run: func(ctx context.Context, t *check.T) {
			a, b := newAccount(ctx, t), newAccount(ctx, t)
			a.loggedIn(ctx, t)
			b.loggedIn(ctx, t)
			nothing(t, a.login(ctx, t, newPassword(t)), "a password of nobody")
			nothing(t, a.login(ctx, t, b.Password), "the password of another actor")
			nothing(t, a.login(ctx, t, ""), "an empty password")
		},
	},
	{
		ID:      "auth.login.csr",
		Title:   "gives out neither ID-Cert nor session token for an ID-CSR that does not hold",
		Decides: []requirement.Requirement{auth.LoginCSRVerified},
		Run: func(ctx context.Context, t *check.T) {
			a := newAccount(ctx, t)
			a.loggedIn(ctx, t)
			nothing(t, a.login(ctx, t, a.Password, idcert.CorruptSignature()), "an ID-CSR whose signature does not verify")
		},
	},
	strictLogin("malleable", "gives out neither ID-Cert nor session token for an ID-CSR with a malleable signature",
		core.MalleableSignaturesRejected, idcert.Malleable),
	strictLogin("weak-key", "gives out neither ID-Cert nor session token for an ID-CSR for a weak key",
		core.WeakKeysRejected, idcert.WeakKey),
	strictLogin("undecodable", "gives out neither ID-Cert nor session token for an ID-CSR with a key, a signature or a point that RFC 8032 does not decode",
		auth.LoginCSRVerified, idcert.Undecodable),
	{
		ID:      "auth.login.csr-orders",
		Title:   "logs in with an ID-CSR with points of small or mixed order, or refuses it",
		Decides: []requirement.Requirement{auth.LoginCSRVerified},
		Run: func(ctx context.Context, t *check.T) {
			a := newAccount(ctx, t)
			if s, _ := a.loggedIn(ctx, t); s.Cert == nil {
				t.Blocked(loggingIn, "logging in gave no ID-Cert")
			}
			eachFlaw(idcert.Open, func(what string, change idcert.Change) {
				if res := a.login(ctx, t, a.Password, change); !res.OK() {
					t.Refused(res, what)
				}
			})
			a.loggedIn(ctx, t)
			t.Hold(nil)
		},
	},
}

// eachFlaw goes through the ID-CSRs that have a flaw of some kind.
func eachFlaw(kind idcert.FlawKind, try func(what string, change idcert.Change)) {
	for _, f := range idcert.StrictFlawsOf(kind) {
		for _, change := range f.Changes {
			try("an ID-CSR with "+f.What, change)
		}
	}
}

// strictLogin makes a check that the ID-CSR of a login is verified as strictly as
// any (core 6.2.1).
func strictLogin(id, title string, decides requirement.Requirement, kind idcert.FlawKind) check.Check {
	return check.Check{
		ID: "auth.login.csr-" + id, Title: title, Decides: []requirement.Requirement{decides},
		Run: func(ctx context.Context, t *check.T) {
			a := newAccount(ctx, t)
			a.loggedIn(ctx, t)
			eachFlaw(kind, func(what string, change idcert.Change) {
				nothing(t, a.login(ctx, t, a.Password, change), what)
			})
			a.loggedIn(ctx, t)
		},
	}
}

// loggingIn is what Proves names for a login by the extension.
const loggingIn = "log in by the auth extension"

// nothing fails the check unless a login was refused with empty hands.
func nothing(t *check.T, res *client.Response, flaw string) {
	t.Refused(res, flaw)
	if certIn(res.Body) != nil || len(tokensIn(res.Body)) > 0 {
		t.Fail("a refusal of "+flaw, "%s, with an ID-Cert or a session token in it", actor.Line(res))
	}
}

// usable tries the token on several routes: which of them a server has, and
// works, is for other checks.
func usable(ctx context.Context, t *check.T) {
	a := newAccount(ctx, t)
	laptop, _ := a.loggedIn(ctx, t)
	phone, _ := a.loggedIn(ctx, t)
	if laptop.Token == "" {
		t.Blocked(loggingIn, "logging in gave no session token")
	}
	calls := []*actor.Call{laptop.RevokeSession(phone.ID), a.NewIDCert().With(actor.Token(laptop.Token)), laptop.KeyTrials(a.FID.String())}
	if !slices.ContainsFunc(calls, func(call *actor.Call) bool { return call.Accepted(call.Send(ctx)) == nil }) {
		t.Fail("a session token that opens a route", "one that opens neither DELETE /session nor POST /idcert nor GET /keytrial/{fid}")
	}
	t.Hold(nil)
}
