package check

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/driver"
)

// WaitUntil lets the target's time pass until it is after a point, for a reason
// named as in "the challenge to expire". A target whose clock can be moved is
// moved (the check must be Alone); with another, real time passes, unless it is
// longer than the run allows: then the check is untested. The wait does not count
// against the check's timeout.
func (t *T) WaitUntil(ctx context.Context, at time.Time, what string) {
	d := at.Sub(t.Now())
	if d < 0 {
		return
	}
	if d > farthest {
		t.Untested("waiting for %s would take more than %d years", what, farthest/year)
	}
	if t.target.Clock != nil {
		if !t.check.Alone {
			t.Error("the check moves the target's clock, but does not run alone")
		}
		t.target.Clock.Advance(d + time.Second)
		return
	}
	if t.setClock(ctx, at.Add(time.Second), what) {
		return
	}
	if d += 2 * time.Second; d > t.maxWait { // clocks in whole seconds, at both ends
		t.Untested("waiting for %s takes %s; allow it with --max-wait %s", what,
			d.Round(time.Second), d.Truncate(time.Second)+time.Second)
	}
	t.budget.pause()
	defer t.budget.resume()
	t.setWaiting(what)
	defer t.setWaiting("")
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		t.Error("the run ended while waiting for %s", what)
	}
}

// beLimited waits until a target that limits our rate takes requests again. The
// time is the target's to name, within the bounds of the client, and does not
// count against the check's timeout.
func (t *T) beLimited(ctx context.Context, d time.Duration) error {
	t.budget.pause()
	defer t.budget.resume()
	return t.target.BeLimited(ctx, d)
}

// setClock has the driver set the target's clock, and reports whether it can.
func (t *T) setClock(ctx context.Context, to time.Time, what string) bool {
	d := t.target.Driver
	if d == nil || !d.Capabilities().Has(driver.SetClock) {
		return false
	}
	if !t.check.Alone {
		t.Error("the check sets the target's clock, but does not run alone")
	}
	if err := d.SetClock(ctx, t.client, to); err != nil {
		t.Error("the driver %s does not set the clock, for %s: %v", d.Name(), what, err)
	}
	t.target.ClockSet(to)
	return true
}

// A time may be a target's, and so be any. What is farther away is not waited
// for, not even by moving a clock.
const (
	year     = 365 * 24 * time.Hour
	farthest = 100 * year
)

func (t *T) setWaiting(what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.waiting = what
}
