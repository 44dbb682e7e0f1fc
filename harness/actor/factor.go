package actor

import (
	"context"
	"fmt"
	"io"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

// Of describes an actor as the driver knows it, with its second factor and the
// session that it may have. Factorless, which may be nil, is called when a
// sensitive action is asked for without a second factor, since the driver knows
// none. The error is the driver's, or says what is wrong with the account.
func Of(
	ctx context.Context, t *target.Target, c *client.Client, random io.Reader, account driver.Account, factorless func(),
) (*Actor, error) {
	a := New(t, c, random, account.LocalName, account.Password, account.Token)
	a.Factor, a.factorless = account.Factor, factorless
	if err := a.learnFactor(ctx, account); err != nil {
		return nil, err
	}
	if account.Key == nil || account.Cert == "" {
		return a, nil
	}
	cert, err := p2.ParseCertPEM(account.Cert)
	if err != nil {
		return nil, fmt.Errorf("the ID-Cert of the actor %s cannot be read: %w", account.LocalName, err)
	}
	a.First = &Session{Key: account.Key, Token: account.Token, PEM: account.Cert, Cert: cert, Actor: a}
	if ids := cert.Subject.PDN().SessionIDs; len(ids) > 0 {
		a.First.ID = ids[0].Text()
	}
	a.tokens.made(a.First)
	return a, nil
}

// learnFactor asks the driver, where the account does not bring its factor.
func (a *Actor) learnFactor(ctx context.Context, account driver.Account) error {
	d := a.target.Driver
	if a.Factor != "" || d == nil || !d.Capabilities().Has(driver.SecondFactor) {
		return nil
	}
	ask := func(ctx context.Context) (driver.Factor, error) {
		f, err := d.SecondFactor(ctx, a.client, account)
		if err != nil {
			return f, fmt.Errorf("the driver %s does not get the second factor of %s: %w", d.Name(), account.LocalName, err)
		}
		return f, nil
	}
	f, err := ask(ctx)
	if err != nil {
		return err
	}
	a.Factor = f.Value
	if f.Once {
		a.fresh = func(ctx context.Context) (string, error) {
			f, err := ask(ctx)
			return f.Value, err
		}
	}
	return nil
}

// withFactor is a request with a second factor that is good for it.
func (a *Actor) withFactor(ctx context.Context, r client.Request) (client.Request, error) {
	switch {
	case a.Factor == "":
		if a.factorless != nil {
			a.factorless()
		}
		return r, nil
	case a.fresh == nil:
		return r, nil
	}
	value, err := a.fresh(ctx)
	if err != nil {
		return r, err
	}
	r = r.Clone()
	r.Header.Set(sensitiveHeader, value)
	return r, nil
}
