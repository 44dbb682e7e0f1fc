package check

import (
	"context"
	"errors"

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
func (t *T) NewActor(ctx context.Context) *actor.Actor { return t.newActor(ctx, t.client) }

// NewActorOver does the same for an actor whose requests travel in one way only.
func (t *T) NewActorOver(ctx context.Context, w client.Wire) *actor.Actor {
	return t.newActor(ctx, t.Over(w))
}

func (t *T) newActor(ctx context.Context, c *client.Client) *actor.Actor {
	name, password := t.NewName(), "Pw-"+actor.Word(t.random, 24)
	t.secret(reports.Password, password)
	if t.target.Driver == nil {
		t.Untested("no actor can be had: %s", t.target.NoDriver)
	}
	r := driver.NewActor(ctx, t.target.Driver, t.client, name, password)
	t.drove(driver.Register, r)
	if !r.Accepted {
		t.Blocked(Registering, "an actor could not be registered: %s", r.Why)
	}
	a := t.actorOf(ctx, c, name, password, r)
	if a.Token == "" {
		t.loggedIn(a.Login(ctx))
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
	t.drove(driver.Register, r)
	if r.Token != "" {
		t.secret(reports.Token, r.Token)
	}
	return r
}

// RegisterTogether has the driver register one name many times at the same time,
// each with its own password, and returns what came of each in their order.
func (t *T) RegisterTogether(ctx context.Context, name string, passwords []string) []driver.Registration {
	if t.target.Driver == nil {
		t.Untested("no actor can be had: %s", t.target.NoDriver)
	}
	for _, p := range passwords {
		t.secret(reports.Password, p)
	}
	all := make([]driver.Registration, len(passwords))
	Together(len(all), func(i int) { all[i] = t.target.Driver.Register(ctx, t.client, name, passwords[i]) })
	for _, r := range all {
		if r.Token != "" {
			t.secret(reports.Token, r.Token)
		}
		if r.Err != nil {
			t.Error("the driver %s does not work: %v", t.target.Driver.Name(), r.Err)
		}
		if r.Response != nil {
			t.Served(r.Response, len(all))
		}
	}
	return all
}

// Actor is the actor of a registration that was accepted. It is not logged in.
func (t *T) Actor(ctx context.Context, name, password string, r driver.Registration) *actor.Actor {
	return t.actorOf(ctx, t.client, name, password, r)
}

func (t *T) actorOf(ctx context.Context, c *client.Client, name, password string, r driver.Registration) *actor.Actor {
	account := driver.Account{LocalName: name, Password: password, Token: r.Token}
	if r.Account != nil {
		account = *r.Account
	}
	return t.account(ctx, c, account)
}

// account is the actor of an account, whose secrets get into no report.
func (t *T) account(ctx context.Context, c *client.Client, account driver.Account) *actor.Actor {
	t.secret(reports.Password, account.Password)
	t.secret(reports.Token, account.Token)
	a, err := actor.Of(ctx, t.target, c, t.random, account, func() { t.factorless.Store(true) })
	if err != nil {
		t.Error("%v", err)
	}
	t.secret(reports.SecondFactor, a.Factor)
	return a
}

// loggedIn ends the check where logging in after registering did not work.
func (t *T) loggedIn(err error) {
	if err == nil {
		return
	}
	var refused *actor.LoginError
	if errors.As(err, &refused) {
		t.drove(driver.Login, refused.Registration)
	}
	t.Blocked(Registering, "an actor was registered, but could not log in: %v", err)
}

// drove ends the check where the driver cannot do that, could not ask, or got no
// whole answer.
func (t *T) drove(c driver.Capability, r driver.Registration) {
	t.offered(c, r.Err)
	if r.Err != nil {
		t.Error("the driver %s does not work: %v", t.target.Driver.Name(), r.Err)
	}
	if r.Response != nil {
		t.answered(r.Response)
	}
}

// offered ends the check where the driver lacks a capability, or has no actor
// left.
func (t *T) offered(c driver.Capability, err error) {
	switch {
	case errors.Is(err, driver.ErrNotOffered):
		t.Untested("%s", driver.Lacks(t.target.Driver.Name(), c))
	case errors.Is(err, driver.ErrNoActors):
		t.Untested("%v", err)
	}
}

// NewSession makes a session: a key, an ID-Cert for it, and a token.
func (t *T) NewSession(ctx context.Context, a *actor.Actor) *actor.Session {
	call := a.NewIDCert()
	return t.session(call, t.Grants(ctx, call, "a right ID-CSR"))
}

// session reads the answer to a call of NewIDCert that was granted.
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
