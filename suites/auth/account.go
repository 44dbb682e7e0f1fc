package auth

import (
	"context"
	"crypto/ed25519"
	"net/http"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
)

// extension is where the draft has its routes.
var extension = driver.Auth{Base: driver.AuthBaseV1}

// account is an actor that was registered by the extension.
type account struct {
	*actor.Actor
	// registered is the answer to the registration, which the server took.
	registered *client.Response
}

// newAccount registers an actor, and ends the check where the server takes no
// registration of that form, or takes it in the way that stands beside the draft
//
func newAccount(ctx context.Context, t *check.T) account {
	name, password := t.NewName(), newPassword(t)
	r := extension.Register(ctx, t.Client(), name, password)
	taken(t, r, registering, "registration")
	a := account{actor.New(t.Target(), t.Client(), t.Random(), name, password, ""), r.Response}
	if len(tokensIn(r.Response.Body)) > 0 {
		in := a.login(ctx, t, password)
		if in.OK() && certIn(in.Body) == nil && len(tokensIn(in.Body)) > 0 {
			t.NotApplicable("registering and logging in give tokens, and the ID-Cert comes later: this is not the draft's way (A-010)")
		}
	}
	return a
}

// taken ends the check unless the server took a right request.
func taken(t *check.T, r driver.Registration, proved, what string) {
	switch res := r.Response; {
	case r.Err != nil:
		t.Error("%v", r.Err)
	case res.Status == http.StatusNotFound || res.Status == http.StatusMethodNotAllowed || res.Status == http.StatusNotImplemented:
		t.NotApplicable("the server has no route of the auth extension: %s", r.Why)
	case res.OK():
	case res.Err == nil && res.Status >= 500:
		t.Blocked(proved, "a right %s failed: %s", what, r.Why)
	case res.Err == nil && res.Status != http.StatusTooManyRequests:
		t.NotApplicable("the server takes no %s of the form that is known, and the draft has none: %s", what, r.Why)
	default:
		t.Answered(res)
	}
}

func newPassword(t *check.T) string { return "Pw-" + actor.Word(t.Random(), 24) }

// login sends the password with an ID-CSR that the changes spoil.
func (a account) login(ctx context.Context, t *check.T, password string, changes ...idcert.Change) *client.Response {
	return a.loginAs(ctx, t, password, a.NewKey(), a.NewSessionID(), changes...)
}

func (a account) loginAs(
	ctx context.Context, t *check.T, password string, key ed25519.PrivateKey, id string, changes ...idcert.Change,
) *client.Response {
	return extension.Login(ctx, t.Client(), a.FID.Local, password, pem(t, a, key, id, changes...)).Response
}

// pem is an ID-CSR of the account.
func pem(t *check.T, a account, key ed25519.PrivateKey, id string, changes ...idcert.Change) string {
	text, err := a.CSR(key, id, changes...).PEM()
	if err != nil {
		t.Error("write an ID-CSR: %v", err)
	}
	return text
}

// loggedIn logs an account in, and ends the check where the server takes no login
// of that form.
func (a account) loggedIn(ctx context.Context, t *check.T) (*actor.Session, *client.Response) {
	s := &actor.Session{ID: a.NewSessionID(), Key: a.NewKey(), Actor: a.Actor}
	r := extension.Login(ctx, t.Client(), a.FID.Local, a.Password, pem(t, a, s.Key, s.ID))
	taken(t, r, loggingIn, "login")
	s.Cert = certIn(r.Response.Body)
	if tokens := tokensIn(r.Response.Body); len(tokens) > 0 {
		s.Token = tokens[0]
	}
	return s, r.Response
}
