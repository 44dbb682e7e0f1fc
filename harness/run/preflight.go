package run

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// Findings are what the preflight noticed.
type Findings struct {
	Notes    []string
	Readings []reports.Reading
}

// preflight looks at one target before any check runs.
type preflight struct {
	t        *target.Target
	c        *client.Client
	redactor *reports.Redactor
	// components are those that the domain was taken from; nil where it is known
	// otherwise.
	components *p2.PDN
	// atLogin are the readings that logging in took.
	atLogin []target.Way
	Findings
}

// Preflight finds out what the harness must know to go on: whether the target is
// there, its domain and its clock, a driver that works, and the readings without
// which nothing could be asked. It completes the target. The error is a
// *Problem, or the end of ctx.
func Preflight(ctx context.Context, t *target.Target, r *reports.Redactor) (Findings, error) {
	if r == nil {
		r = &reports.Redactor{}
	}
	p := &preflight{t: t, redactor: r}
	p.c = t.NewClient(check.Secrets(r.Add))
	for _, w := range t.Told {
		p.record(w.Entry, w.Reading, true)
	}
	if err := p.reach(ctx); err != nil {
		return p.Findings, err
	}
	p.drive(ctx)
	if sentAgain(p.c.Log().Exchanges()) {
		p.note("%s", saidAgain("during the preflight"))
	}
	if ctx.Err() != nil {
		return p.Findings, fmt.Errorf("the preflight was stopped: %w", context.Cause(ctx))
	}
	return p.Findings, nil
}

func (p *preflight) note(format string, args ...any) {
	p.Notes = append(p.Notes, fmt.Sprintf(format, args...))
}

// drive finds a driver and the readings that it takes to get an ID-Cert.
func (p *preflight) drive(ctx context.Context) {
	name, password := check.NamePrefix+actor.Word(rand.Reader, 13), "Pw-"+actor.Word(rand.Reader, 24)
	p.redactor.Add(reports.Password, password)
	var r driver.Registration
	if _, toFind := p.t.Driver.(driver.Auth); p.t.Driver == nil || toFind && p.t.Driver == (driver.Auth{}) {
		d, got, err := driver.Detect(ctx, p.c, name, password, p.t.Dialect.Accounts)
		if err != nil {
			p.t.Driver, p.t.NoDriver = nil, err.Error()
			p.took(ambiguity.AccountRoutes, "private")
			p.note("%s: everything that needs an actor is untested", err)
			p.trials(ctx, nil)
			return
		}
		p.t.Driver, r = d, got
		if d.Base == driver.AuthBaseV1 {
			p.took(ambiguity.AccountRoutes, "draft")
		}
	} else if r = driver.NewActor(ctx, p.t.Driver, p.c, name, password); !r.Accepted {
		p.note("the driver could not register an actor: %s", r.Why)
		p.trials(ctx, nil)
		return
	}
	account := driver.Account{LocalName: name, Password: password, Token: r.Token}
	if r.Account != nil {
		account = *r.Account
		p.redactor.Add(reports.Password, account.Password)
	}
	a, err := actor.Of(ctx, p.t, p.c, rand.Reader, account, nil)
	if err != nil {
		p.note("%s", err)
		p.trials(ctx, nil)
		return
	}
	p.redactor.Add(reports.SecondFactor, a.Factor)
	if a.Token == "" {
		p.login(ctx, a)
	}
	s := p.dialect(ctx, a)
	if s != nil {
		p.lists(ctx, s, p.tokens(ctx, a))
	}
	p.trials(ctx, s)
}
