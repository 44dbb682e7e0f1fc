package check

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/reports"
)

// NamePrefix begins the local name of every actor that the harness registers,
// so that an operator can find them, and a report can leave them out.
const NamePrefix = "p2c"

// NewName draws a local name that is free: the prefix and 13 letters and digits.
func (t *T) NewName() string { return NamePrefix + actor.Word(t.random, 13) }

// NewActor registers an actor of this check's own.
func (t *T) NewActor(ctx context.Context) *actor.Actor {
	name, password := t.NewName(), "Pw-"+actor.Word(t.random, 24)
	r := t.Register(ctx, name, password)
	if !r.Accepted {
		t.Blocked(Registering, "an actor could not be registered: %s", r.Why)
	}
	a := actor.New(t.target, t.client, t.random, name, password, r.Token)
	if a.Token == "" {
		if err := a.Login(ctx); err != nil {
			t.Blocked(Registering, "an actor was registered, but could not log in: %v", err)
		}
		t.secret(reports.Token, a.Token)
	}
	return a
}

// Register asks the target for an actor, and leaves the judgement to the check.
func (t *T) Register(ctx context.Context, name, password string) driver.Registration {
	t.secret(reports.Password, password)
	if t.target.Driver == nil {
		t.Untested("no actor can be had: %s", t.target.NoDriver)
	}
	r := t.target.Driver.Register(ctx, t.client, name, password)
	if r.Response != nil {
		t.answered(r.Response)
	}
	if r.Token != "" {
		t.secret(reports.Token, r.Token)
	}
	return r
}

// NewSession makes a session: a key, an ID-Cert for it, and a token.
func (t *T) NewSession(ctx context.Context, a *actor.Actor) *actor.Session {
	call := a.NewIDCert()
	return t.session(call, t.Grants(ctx, call, "a right ID-CSR"))
}

// SessionOf reads the answer to a call of NewIDCert that was granted.
func (t *T) session(call *actor.Call, res *client.Response) *actor.Session {
	s, err := call.Session(res)
	if err != nil {
		t.Blocked(call.Operation, "%v", err)
	}
	return s
}

// Session is the session that a granted call of NewIDCert made.
func (t *T) Session(call *actor.Call, res *client.Response) *actor.Session {
	return t.session(call, res)
}

// learnSecrets watches every exchange for the values that must not reach a
// report: tokens and second factors in headers, and members of JSON bodies that
// are named like secrets.
func learnSecrets(secret func(reports.Kind, string)) func(*client.Exchange) {
	return func(e *client.Exchange) {
		if _, token, ok := strings.Cut(e.Request.Header.Get("Authorization"), " "); ok {
			secret(reports.Token, token)
		}
		if factor := e.Request.Header.Get("X-P2-Sensitive-Solution"); factor != "" {
			secret(reports.SecondFactor, factor)
		}
		learnBody(e.Request.Body, secret)
		learnBody(e.Body, secret)
		if e.OperationKnown && e.Operation.ID == "Unregistered_requestToken" && e.Status == http.StatusOK {
			secret(reports.Token, strings.Trim(strings.TrimSpace(string(e.Body)), `"`))
		}
	}
}

func learnBody(body []byte, secret func(reports.Kind, string)) {
	var members map[string]json.RawMessage
	if json.Unmarshal(body, &members) != nil {
		return
	}
	for name, raw := range members {
		var value string
		if json.Unmarshal(raw, &value) != nil || value == "" {
			continue
		}
		switch strings.ToLower(name) {
		case "token", "session_token", "sessiontoken", "access_token", "accesstoken":
			secret(reports.Token, value)
		case "password", "passphrase":
			secret(reports.Password, value)
		}
	}
}

// Secrets is an observer of exchanges that tells the secrets in them.
func Secrets(secret func(reports.Kind, string)) func(*client.Exchange) { return learnSecrets(secret) }
