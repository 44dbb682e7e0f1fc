package suites_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

// lacking is a driver without some capabilities. Without Register it hands out
// actors that it prepares when they are asked for.
type lacking struct {
	driver.Driver
	without driver.Capability
}

func (l lacking) Name() string { return "lacking" }

func (l lacking) Capabilities() driver.Capabilities {
	var has driver.Capabilities
	for _, c := range l.Driver.Capabilities() {
		if c != l.without {
			has = append(has, c)
		}
	}
	return has
}

func (l lacking) Login(ctx context.Context, c *client.Client, name, password, csr string) driver.Registration {
	if l.without == driver.Login {
		return driver.Registration{Err: driver.ErrNotOffered}
	}
	return l.Driver.Login(ctx, c, name, password, csr)
}

type preparing struct {
	lacking
	c    *client.Client
	next *atomic.Int64
}

func (p preparing) Register(context.Context, *client.Client, string, string) driver.Registration {
	return driver.Registration{Err: driver.ErrNotOffered}
}

func (p preparing) Next(ctx context.Context) driver.Registration {
	name := fmt.Sprintf("prepared%d", p.next.Add(1))
	r := p.Driver.Register(ctx, p.c, name, "a password of "+name)
	r.Account = &driver.Account{LocalName: name, Password: "a password of " + name, Token: r.Token}
	r.Response = nil // it was registered long ago
	return r
}

// ask runs the whole suite against a reference server with a driver.
func ask(t *testing.T, make func(*target.Embedded) driver.Driver) *reports.Document {
	t.Helper()
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	e.Driver = make(e)
	found, err := run.Preflight(t.Context(), e.Target, nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err := run.Run(t.Context(), run.Options{Checks: suites.All(), Target: e.Target, Seed: 1, Preflight: found})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// knowsAdmin is a driver whose administrator is there already.
func knowsAdmin(t *testing.T, e *target.Embedded) driver.Driver {
	t.Helper()
	d := driver.Auth{Base: driver.AuthBase}
	if r := d.Register(t.Context(), e.NewClient(nil), e.Admin.LocalName, e.Admin.Password); !r.Accepted {
		t.Fatal(r.Why)
	}
	return d
}

// What a check needs of a driver stands in its Needs, so that a plan can say what
// a missing capability leaves untested. No other check comes to another verdict,
// but for want of second factors: a server may ask for one wherever there is an
// ID-Cert.
func TestNeedsOfDriversAreDeclared(t *testing.T) {
	notUnderRace(t)
	used := &atomic.Int64{}
	for _, tt := range []struct {
		without driver.Capability
		make    func(*target.Embedded) driver.Driver
		needs   func(check.Needs) bool
		others  bool // others may be untested as well
	}{
		{driver.Register, func(e *target.Embedded) driver.Driver {
			return preparing{lacking{knowsAdmin(t, e), driver.Register}, e.NewClient(nil), used}
		}, func(n check.Needs) bool { return n.Names }, false},
		{driver.Login, func(e *target.Embedded) driver.Driver {
			return lacking{knowsAdmin(t, e), driver.Login}
		}, func(n check.Needs) bool { return n.Admin }, false},
		{driver.SecondFactor, func(e *target.Embedded) driver.Driver {
			return lacking{knowsAdmin(t, e), driver.SecondFactor}
		}, func(n check.Needs) bool { return n.SecondFactor }, true},
		{driver.PostMessage, func(e *target.Embedded) driver.Driver {
			e.Posts = nil
			return knowsAdmin(t, e)
		}, func(n check.Needs) bool { return n.Messages }, false},
		{driver.SetClock, func(e *target.Embedded) driver.Driver {
			e.Clock = nil
			return knowsAdmin(t, e)
		}, func(n check.Needs) bool { return n.Time }, false},
	} {
		t.Run(tt.without.Words(), func(t *testing.T) {
			d := ask(t, tt.make)
			declared := map[string]bool{}
			for _, c := range suites.All() {
				declared[c.ID] = tt.needs(c.Needs)
			}
			for _, r := range d.Results {
				switch untested := r.Verdict == reports.Untested; {
				case !untested && r.Verdict != reports.Pass && r.Check != "identity.registration.routes":
					t.Errorf("%s: %s: %s %s", r.Check, r.Verdict, r.Detail, r.Actual)
				case declared[r.Check] && !untested, untested && !declared[r.Check] && !tt.others:
					t.Errorf("%s needs it, says its Needs: %t; %s: %s", r.Check, declared[r.Check], r.Verdict, r.Detail)
				}
			}
		})
	}
	if n := used.Load(); n > driver.WholeRun || n < driver.WholeRun-200 {
		t.Errorf("a whole run used %d prepared actors, and driver.WholeRun says %d", n, driver.WholeRun)
	}
}
