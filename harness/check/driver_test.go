package check_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/reports"
)

// able is a driver that has what a test gives it.
type able struct {
	driver.Unable
	has     driver.Capabilities
	factors func() (driver.Factor, error)
	admin   func() (driver.Account, error)
	clock   func(time.Time) error
	next    func() driver.Registration
}

func (able) Name() string                        { return "able" }
func (a able) Capabilities() driver.Capabilities { return a.has }

func (a able) Register(context.Context, *client.Client, string, string) driver.Registration {
	if !a.has.Has(driver.Register) {
		return driver.Registration{Err: driver.ErrNotOffered}
	}
	return driver.Registration{Accepted: true, Token: "t"}
}

func (a able) SecondFactor(context.Context, *client.Client, driver.Account) (driver.Factor, error) {
	return a.factors()
}

func (a able) Admin(context.Context, *client.Client) (driver.Account, error)    { return a.admin() }
func (a able) SetClock(_ context.Context, _ *client.Client, at time.Time) error { return a.clock(at) }

// handing hands out prepared actors.
type handing struct{ able }

func (h handing) Next(context.Context) driver.Registration { return h.next() }

// sensitive is a body that asks for an ID-Cert, and expects it.
func sensitive(ctx context.Context, c *check.T) {
	a := c.NewActor(ctx)
	for range 2 {
		c.Accepts(ctx, a.NewIDCert(), "an ID-Cert")
	}
}

func TestSecondFactors(t *testing.T) {
	n := 0
	for name, tt := range map[string]struct {
		driver  driver.Driver
		verdict reports.Verdict
		says    string
		sent    []string
	}{
		"one for all": {able{has: driver.Capabilities{driver.Register, driver.SecondFactor}, factors: func() (driver.Factor, error) {
			return driver.Factor{Value: "f"}, nil
		}}, reports.Fail, "", []string{"f"}},
		"good once": {able{has: driver.Capabilities{driver.Register, driver.SecondFactor}, factors: func() (driver.Factor, error) {
			n++
			return driver.Factor{Value: fmt.Sprint("f", n), Once: true}, nil
		}}, reports.Fail, "", []string{"f2"}},
		"unknown": {able{has: driver.Capabilities{driver.Register}}, reports.Untested,
			"the driver able does not know second factors, and without one: ", []string{""}},
		"broken": {able{has: driver.Capabilities{driver.Register, driver.SecondFactor}, factors: func() (driver.Factor, error) {
			return driver.Factor{}, errors.New("no such device")
		}}, reports.Error, "no such device", nil},
		"brought along": {handing{able{next: func() driver.Registration {
			return driver.Registration{Accepted: true, Account: &driver.Account{LocalName: "a", Token: "t", Factor: "own"}}
		}}}, reports.Fail, "", []string{"own"}},
		"of nobody": {handing{able{next: func() driver.Registration {
			return driver.Registration{Err: fmt.Errorf("%w: the file has 2", driver.ErrNoActors)}
		}}}, reports.Untested, "no prepared actor is left: the file has 2", nil},
	} {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			var sent []string
			tg := serve(t, func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				defer mu.Unlock()
				sent = append(sent, r.Header.Get("X-P2-Sensitive-Solution"))
				w.WriteHeader(http.StatusForbidden)
			})
			tg.Driver = tt.driver
			o, _ := check.Run(t.Context(), checking(sensitive), tg, check.Settings{Timeout: 30 * time.Second})
			want(t, o, tt.verdict)
			if !strings.Contains(o.Detail, tt.says) {
				t.Errorf("it says %q", o.Detail)
			}
			if !slices.Equal(sent, tt.sent) {
				t.Errorf("sent %q, want %q", sent, tt.sent)
			}
		})
	}
}

// The driver's administrator is one who needs no login, and the user's goes first.
func TestAdminOfTheDriver(t *testing.T) {
	for name, tt := range map[string]struct {
		admin   func() (driver.Account, error)
		verdict reports.Verdict
	}{
		"known":     {func() (driver.Account, error) { return driver.Account{LocalName: "root", Token: "t"}, nil }, reports.Pass},
		"broken":    {func() (driver.Account, error) { return driver.Account{}, errors.New("no") }, reports.Error},
		"after all": {func() (driver.Account, error) { return driver.Account{}, driver.ErrNotOffered }, reports.Untested},
		"unreadable": {func() (driver.Account, error) {
			return driver.Account{LocalName: "root", Token: "t", Key: make([]byte, 64), Cert: "x"}, nil
		}, reports.Error},
	} {
		t.Run(name, func(t *testing.T) {
			tg := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
			tg.Driver = able{has: driver.Capabilities{driver.Admin}, admin: tt.admin}
			o, _ := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
				if a := c.Admin(ctx); a.FID.Local != "root" || a.Token != "t" {
					c.Error("another administrator: %+v", a.FID)
				}
				c.Hold(nil)
			}), tg, check.Settings{Timeout: 30 * time.Second})
			want(t, o, tt.verdict)
		})
	}
}

// A driver that sets the clock does the waiting.
func TestDriverSetsTheClock(t *testing.T) {
	for name, tt := range map[string]struct {
		alone   bool
		err     error
		verdict reports.Verdict
	}{
		"set":                 {true, nil, reports.Pass},
		"not set":             {true, errors.New("no such clock"), reports.Error},
		"beside other checks": {false, nil, reports.Error},
	} {
		t.Run(name, func(t *testing.T) {
			tg := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
			tg.Driver = able{has: driver.Capabilities{driver.SetClock}, clock: func(time.Time) error { return tt.err }}
			want(t, waiting(t, tg, time.Hour, tt.alone, check.Settings{}), tt.verdict)
		})
	}
}
