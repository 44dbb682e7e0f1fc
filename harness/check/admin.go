package check

import (
	"context"
	"errors"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/reports"
)

// Admin is the administrator of the target, logged in anew: it is the target's
// account, not the check's. An account that nobody has registered yet is
// registered. Where neither works, the check is untested.
func (t *T) Admin(ctx context.Context) *actor.Actor {
	account := t.administrator(ctx)
	a := t.account(ctx, t.client, account)
	if a.Token != "" {
		return a
	}
	err := a.Login(ctx)
	if err != nil {
		t.loginAnswered(err)
		if t.target.Driver.Capabilities().Has(driver.Register) {
			if r := t.Register(ctx, account.LocalName, account.Password); r.Token != "" {
				a.Token, err = r.Token, nil
			} else {
				err = a.Login(ctx)
			}
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
		t.drove(driver.Login, refused.Registration)
	}
}

// administrator is the account that the user named, or else the driver knows.
func (t *T) administrator(ctx context.Context) driver.Account {
	d := t.target.Driver
	switch a := t.target.Admin; {
	case d == nil:
	case a != nil:
		return driver.Account{LocalName: a.LocalName, Password: a.Password}
	case d.Capabilities().Has(driver.Admin):
		account, err := d.Admin(ctx, t.client)
		t.offered(driver.Admin, err)
		if err != nil {
			t.Error("the driver %s does not get the administrator: %v", d.Name(), err)
		}
		return account
	}
	t.Untested("no administrator's account is known")
	return driver.Account{}
}
