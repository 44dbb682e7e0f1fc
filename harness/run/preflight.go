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
	// Stages are the steps of the driver, and Exchanges what was sent and received
	// before them: both for whoever explains a target.
	Stages    []Stage
	Exchanges []*client.Exchange
	// Features are those that were looked for.
	Features []Feature
}

// preflight looks at one target before any check runs.
type preflight struct {
	t        *target.Target
	c        *client.Client
	redactor *reports.Redactor
	// root is the server's ID-Cert; nil where it could not be read.
	root *p2.Cert
	// components are those that the domain was taken from; nil where it is known
	// otherwise.
	components *p2.PDN
	// atLogin are the readings that logging in took.
	atLogin []target.Way
	// session is of the actor that was made; nil for none.
	session *actor.Session
	Findings
}

// Preflight finds out what the harness must know to go on: whether the target is
// there, its domain and its clock, a driver that works, and the readings without
// which nothing could be asked. It completes the target. The error is a
// *Problem, or the end of ctx. Of the optional features, it looks for those that
// the target file declares.
func Preflight(ctx context.Context, t *target.Target, r *reports.Redactor) (Findings, error) {
	return look(ctx, t, r, t.Offers)
}

// Examine is Preflight, and looks for all optional features.
func Examine(ctx context.Context, t *target.Target, r *reports.Redactor) (Findings, error) {
	return look(ctx, t, r, FeatureNames)
}

func look(ctx context.Context, t *target.Target, r *reports.Redactor, features []string) (Findings, error) {
	if r == nil {
		r = &reports.Redactor{}
	}
	p := &preflight{t: t, redactor: r}
	p.c = t.NewClient(check.Secrets(r.Add))
	for _, w := range t.Told {
		p.record(w.Entry, w.Reading, true)
	}
	err := p.reach(ctx)
	p.Exchanges = p.c.Log().Exchanges()
	if err != nil {
		return p.Findings, err
	}
	p.drive(ctx)
	p.federate(ctx)
	p.features(ctx, features)
	p.providers(ctx)
	p.Readings = mergeReadings(p.Readings, limitReadings(p.c.Log().Exchanges()))
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
	registered := p.stage(StageRegister)
	if _, toFind := p.t.Driver.(driver.Auth); p.t.Driver == nil || toFind && p.t.Driver == (driver.Auth{}) {
		d, got, err := driver.Detect(ctx, p.c, name, password, p.t.Dialect.Accounts)
		if err != nil {
			p.t.Driver, p.t.NoDriver = nil, err.Error()
			p.took(ambiguity.AccountRoutes, "private")
			p.note("%s: everything that needs an actor is untested; docs/drivers.md says how to describe another way", err)
			registered(false, "")
			p.trials(ctx, nil)
			return
		}
		p.t.Driver, r = d, got
		if d.Base == driver.AuthBaseV1 {
			p.took(ambiguity.AccountRoutes, "draft")
		}
	} else if r = driver.NewActor(ctx, p.t.Driver, p.c, name, password); !r.Accepted {
		p.note("the driver could not register an actor: %s", r.Why)
		registered(false, "")
		p.trials(ctx, nil)
		return
	}
	registered(true, "the driver "+p.t.Driver.Name()+" has made an actor")
	factor := p.stage(StageFactor)
	account := driver.Account{LocalName: name, Password: password, Token: r.Token}
	if r.Account != nil {
		account = *r.Account
		p.redactor.Add(reports.Password, account.Password)
	}
	a, err := actor.Of(ctx, p.t, p.c, rand.Reader, account, nil)
	if err != nil {
		p.note("%s", err)
		factor(false, "")
		p.trials(ctx, nil)
		return
	}
	p.redactor.Add(reports.SecondFactor, a.Factor)
	factor(true, "the driver "+p.t.Driver.Name()+" knows one")
	if a.Token == "" {
		login := p.stage(StageLogin)
		p.login(ctx, a)
		login(a.Token != "", "it gave a token")
	}
	p.session = p.issue(ctx, a)
	trial := p.stage(StageTrial)
	p.trials(ctx, p.session)
	if d := p.t.Dialect; d.NoTrial != "" {
		trial(false, d.NoTrial)
	} else {
		trial(true, "challenge strings are given out")
	}
}

// issue has the first ID-Certs of an actor issued, and returns the session of the
// first; nil for none.
func (p *preflight) issue(ctx context.Context, a *actor.Actor) *actor.Session {
	first := p.stage(StageFirst)
	if a.Token == "" {
		return nil
	}
	s := p.dialect(ctx, a)
	if first(s != nil, "an ID-Cert was issued"); s == nil {
		return nil
	}
	second := p.stage(StageSecond)
	two := p.tokens(ctx, a)
	second(two != nil, "a second one was issued for another session")
	p.serials(s, two)
	p.lists(ctx, s, two)
	return s
}
