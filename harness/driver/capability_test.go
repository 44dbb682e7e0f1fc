package driver_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/driver"
)

func TestCapabilities(t *testing.T) {
	some := driver.Capabilities{driver.SetClock, driver.Register, driver.SetClock}
	if got := some.Sorted(); !slices.Equal(got, driver.Capabilities{driver.Register, driver.SetClock}) {
		t.Errorf("sorted: %v", got)
	}
	if got := some.Missing(); !slices.Equal(got, driver.Capabilities{driver.Login, driver.SecondFactor, driver.Admin, driver.SeedMessages, driver.PostMessage, driver.Reset}) {
		t.Errorf("missing: %v", got)
	}
	if got := driver.SeedMessages.Words(); got != "seed messages" {
		t.Errorf("words: %q", got)
	}
	if got := driver.Lacks("static", driver.SetClock); got != "the driver static does not set the clock" {
		t.Errorf("lacks: %q", got)
	}
	for _, c := range driver.All {
		if got, err := driver.ParseCapability(string(c)); got != c || err != nil {
			t.Errorf("%s is read as %s, %v", c, got, err)
		}
	}
	if _, err := driver.ParseCapability("fly"); err == nil {
		t.Error("a capability that there is none of was read")
	}
}

// What a driver does not override is not offered.
func TestUnable(t *testing.T) {
	var d driver.Unable
	ctx := t.Context()
	_, factor := d.SecondFactor(ctx, nil, driver.Account{})
	_, admin := d.Admin(ctx, nil)
	_, seed := d.Seed(ctx, nil, driver.Account{}, nil)
	_, stored := d.Stored(ctx, nil, driver.Account{}, nil)
	for what, err := range map[string]error{
		"register": d.Register(ctx, nil, "", "").Err, "login": d.Login(ctx, nil, "", "", "").Err,
		"second factor": factor, "admin": admin, "seed": seed, "stored": stored,
		"post":  d.Post(ctx, nil, driver.Posting{}).Err,
		"clock": d.SetClock(ctx, nil, time.Time{}), "reset": d.Reset(ctx, nil),
	} {
		if !errors.Is(err, driver.ErrNotOffered) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}
