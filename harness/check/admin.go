package check

import (
	"context"
	"errors"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/reports"
)

// Admin is the administrator of the target, logged in anew: it is the target's
// account, not the check's. An account that nobody has registered yet is
// registered. Where neither works, the check is untested.
func (t *T) Admin(ctx context.Context) *actor.Actor {
	account := t.target.Admin
	if account == nil || t.target.Driver == nil {
		t.Untested("no administrator's account is known")
	}
	t.secret(reports.Password, account.Password)
	a := actor.New(t.target, t.client, t.random, account.LocalName, account.Password, "")
	err := a.Login(ctx)
	if err != nil {
		t.loginAnswered(err)
		if r := t.Register(ctx, account.LocalName, account.Password); r.Token != "" {
			a.Token, err = r.Token, nil
		} else {
			err = a.Login(ctx)
		}
	}
	if err != nil {
		t.loginAnswered(err)
		t.Untested("the administrator %s could neither log in nor be registered: %v", account.LocalName, err)
	}
	t.secret(reports.Token, a.Token)
	return a
}

// loginAnswered ends the check where logging in got no answer at all.
func (t *T) loginAnswered(err error) {
	var refused *actor.LoginError
	if errors.As(err, &refused) {
		t.drove(refused.Registration)
	}
}
