package auth

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// registration checks how an actor is registered (auth 1.1). That names are
// unique, and of what they are made, is checked with the driver by the suite
// identity.
var registration = []check.Check{
	{
		ID:      "auth.registration.created",
		Title:   "answers a registration with 201",
		Decides: []requirement.Requirement{auth.RegisterCreated},
		Run: func(ctx context.Context, t *check.T) {
			t.Granted(newAccount(ctx, t).registered, http.StatusCreated)
		},
	},
	{
		ID:      "auth.registration.federation-id",
		Title:   "answers a registration with the federation ID of the new actor",
		Decides: []requirement.Requirement{auth.RegisterFederationID},
		Proves:  registering,
		Run: func(ctx context.Context, t *check.T) {
			a := newAccount(ctx, t)
			if !names(a.registered.Body, a.FID) {
				t.Fail("an answer with the federation ID "+a.FID.String(), "%s, and no text in it is that", actor.Line(a.registered))
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "auth.registration.no-token",
		Title:   "gives out no session token for a registration",
		Decides: []requirement.Requirement{auth.RegisterNoToken},
		Run: func(ctx context.Context, t *check.T) {
			a := newAccount(ctx, t)
			if !names(a.registered.Body, a.FID) {
				t.Blocked(registering, "the registration was answered without the federation ID of an actor")
			}
			if len(tokensIn(a.registered.Body)) > 0 {
				t.Fail("an answer without a session token", "it has one")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "auth.registration.data",
		Title:   "registers nobody by a request that has no local name, or cannot be read",
		Decides: []requirement.Requirement{auth.RegisterVerified},
		Run: func(ctx context.Context, t *check.T) {
			newAccount(ctx, t)
			right := `{"localName":"` + t.NewName() + `","password":"` + newPassword(t) + `","tosConsent":true}`
			t.Refused(send(ctx, t, right[:len(right)/2]), "a JSON object that is cut short")
			t.Refused(send(ctx, t, "{}"), "an empty JSON object")
			t.Refused(send(ctx, t, `{"localName":["`+t.NewName()+`"],"password":"`+newPassword(t)+`","tosConsent":true}`), "a local name that is a list")
		},
	},
	{
		ID:      "auth.registration.csr",
		Title:   "registers nobody with an ID-CSR that does not hold, where a registration has one",
		Decides: []requirement.Requirement{auth.RegisterCSRVerified},
		Probes:  []ambiguity.Entry{ambiguity.RegistrationCSR},
		Run:     registrationCSR,
	},
	strictRegistration("malleable", "registers nobody with an ID-CSR with a malleable signature, where a registration has one",
		core.MalleableSignaturesRejected, idcert.Malleable),
	strictRegistration("weak-key", "registers nobody with an ID-CSR for a weak key, where a registration has one",
		core.WeakKeysRejected, idcert.WeakKey),
	strictRegistration("undecodable", "registers nobody with an ID-CSR with a key, a signature or a point that RFC 8032 does not decode, where a registration has one",
		auth.RegisterCSRVerified, idcert.Undecodable),
	{
		ID:      "auth.registration.csr-orders",
		Title:   "registers actors with ID-CSRs with points of small or mixed order, or refuses them, where a registration has one",
		Decides: []requirement.Requirement{auth.RegisterCSRVerified},
		Run: func(ctx context.Context, t *check.T) {
			signsRegistrations(ctx, t)
			eachFlaw(idcert.Open, func(what string, change idcert.Change) {
				if res, _ := registerWith(ctx, t, change); !res.OK() {
					t.Refused(res, what)
				}
			})
			signsRegistrations(ctx, t)
			t.Hold(nil)
		},
	},
}

// registering is what Proves names for a registration by the extension.
const registering = "register by the auth extension"

func send(ctx context.Context, t *check.T, body string) *client.Response {
	return t.Client().Do(ctx, client.Request{
		Method: http.MethodPost, Path: extension.Base + "/register",
		Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(body),
	})
}

// registrationCSR finds out first what becomes of an ID-CSR that holds: a
// server may know of none.
func registrationCSR(ctx context.Context, t *check.T) {
	newAccount(ctx, t)
	res, a := registerWith(ctx, t)
	switch {
	case res.OK() && certIn(res.Body) != nil:
		t.Took(ambiguity.RegistrationCSR, "returned")
	case res.OK() && len(t.Certs(ctx, a.Actor)) > 0:
		t.Took(ambiguity.RegistrationCSR, "optional")
	default:
		t.Answered(res)
		t.Took(ambiguity.RegistrationCSR, "none")
		t.NotApplicable("an ID-CSR that comes with a registration is not signed")
	}
	flawed, _ := registerWith(ctx, t, idcert.CorruptSignature())
	t.Refused(flawed, "an ID-CSR whose signature does not verify")
}

// strictRegistration makes a check that the ID-CSR of a registration is verified as
// strictly as any (core 6.2.1).
func strictRegistration(id, title string, decides requirement.Requirement, kind idcert.FlawKind) check.Check {
	return check.Check{
		ID: "auth.registration.csr-" + id, Title: title, Decides: []requirement.Requirement{decides},
		Run: func(ctx context.Context, t *check.T) {
			signsRegistrations(ctx, t)
			eachFlaw(kind, func(what string, change idcert.Change) {
				flawed, _ := registerWith(ctx, t, change)
				t.Refused(flawed, what)
			})
			signsRegistrations(ctx, t)
		},
	}
}

// signsRegistrations ends the check on a server that signs no ID-CSR which comes
// with a registration.
func signsRegistrations(ctx context.Context, t *check.T) {
	newAccount(ctx, t)
	res, a := registerWith(ctx, t)
	if !res.OK() || certIn(res.Body) == nil && len(t.Certs(ctx, a.Actor)) == 0 {
		t.Answered(res)
		t.NotApplicable("an ID-CSR that comes with a registration is not signed")
	}
}

func registerWith(ctx context.Context, t *check.T, changes ...idcert.Change) (*client.Response, account) {
	a := unregistered(t)
	return a.registerWith(ctx, t, changes...), a
}

// unregistered is an account that is not there yet.
func unregistered(t *check.T) account {
	return account{Actor: actor.New(t.Target(), t.Client(), t.Random(), t.NewName(), newPassword(t), "")}
}

// registerWith sends a registration with an ID-CSR that the changes spoil.
func (a account) registerWith(ctx context.Context, t *check.T, changes ...idcert.Change) *client.Response {
	csr := pem(t, a, a.NewKey(), a.NewSessionID(), changes...)
	return extension.RegisterWith(ctx, t.Client(), a.FID.Local, a.Password, csr).Response
}
