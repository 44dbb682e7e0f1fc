package check_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// clock is a target's time that the harness can move.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time          { return c.now }
func (c *clock) Advance(d time.Duration) { c.now = c.now.Add(d) }

// waiting runs a check that waits until a point of the target's time.
func waiting(t *testing.T, tg *target.Target, until time.Duration, aloneToo bool, s check.Settings) check.Outcome {
	t.Helper()
	c := checking(func(ctx context.Context, c *check.T) {
		at := c.Now().Add(until)
		c.WaitUntil(ctx, at, "the tide")
		if until >= 0 && !c.Now().After(at) {
			c.Fail("a time after "+at.String(), "%s", c.Now())
		}
		c.Hold(nil)
	})
	c.Alone = aloneToo
	o, _ := check.Run(t.Context(), c, tg, s)
	return o
}

func TestWaitMovesTheClock(t *testing.T) {
	begun := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name    string
		until   time.Duration
		alone   bool
		verdict reports.Verdict
		moved   time.Duration
	}{
		{"ahead", time.Hour, true, reports.Pass, time.Hour + time.Second},
		{"now", 0, true, reports.Pass, time.Second},
		{"behind", -time.Hour, true, reports.Pass, 0},
		{"behind, beside others", -time.Hour, false, reports.Pass, 0},
		{"beside others", time.Hour, false, reports.Error, 0},
		{"farther than anything", 1<<63 - 1, true, reports.Untested, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := &clock{begun}
			want(t, waiting(t, &target.Target{Clock: c}, tt.until, tt.alone, check.Settings{}), tt.verdict)
			if moved := c.now.Sub(begun); moved != tt.moved {
				t.Errorf("the clock was moved by %s, want %s", moved, tt.moved)
			}
		})
	}
}

func TestWaitForRealTime(t *testing.T) {
	tests := []struct {
		name    string
		until   time.Duration
		max     time.Duration
		skew    time.Duration
		verdict reports.Verdict
		took    time.Duration
		says    string
	}{
		{name: "within what is allowed", until: 5 * time.Minute, max: 6 * time.Minute, verdict: reports.Pass, took: 5*time.Minute + 2*time.Second},
		{name: "just allowed", until: 8 * time.Second, max: 10 * time.Second, verdict: reports.Pass, took: 10 * time.Second},
		{
			name: "just not", until: 9 * time.Second, max: 10 * time.Second, verdict: reports.Untested,
			says: "waiting for the tide takes 11s; allow it with --max-wait 12s",
		},
		{name: "nothing allowed", until: time.Second, verdict: reports.Untested, says: "takes 3s; allow it with --max-wait 4s"},
		{name: "behind", until: -time.Second, verdict: reports.Pass},
		{name: "on a clock ahead of ours", until: 5 * time.Second, max: time.Minute, skew: time.Hour, verdict: reports.Pass, took: 7 * time.Second},
		{name: "farther than anything", until: 1<<63 - 1, max: 1<<63 - 1, verdict: reports.Untested, says: "would take more than 100 years"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begun := time.Now()
				// The wait is longer than the check may take for itself.
				o := waiting(t, &target.Target{Skew: tt.skew}, tt.until, false, check.Settings{MaxWait: tt.max, Timeout: time.Second})
				want(t, o, tt.verdict)
				if took := time.Since(begun); took != tt.took {
					t.Errorf("it took %s, want %s", took, tt.took)
				}
				if !strings.Contains(o.Detail, tt.says) {
					t.Errorf("detail %q does not say %q", o.Detail, tt.says)
				}
			})
		})
	}
}

// The time that a check has for itself goes on after a wait, and no longer than
// it was.
func TestBudgetGoesOnAfterAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		o, _ := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
			<-time.After(600 * time.Millisecond)
			c.WaitUntil(ctx, c.Now().Add(time.Minute), "the tide")
			<-ctx.Done()
			c.Hold(nil)
		}), &target.Target{}, check.Settings{MaxWait: time.Hour, Timeout: time.Second})
		want(t, o, reports.Error)
		if took := time.Since(begun); took != time.Minute+3*time.Second {
			t.Errorf("it took %s", took)
		}
	})
}

// A run that ends ends a wait.
func TestWaitIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		begun := time.Now()
		o, _ := check.Run(ctx, checking(func(ctx context.Context, c *check.T) {
			c.WaitUntil(ctx, c.Now().Add(time.Hour), "the tide")
			c.Hold(nil)
		}), &target.Target{}, check.Settings{MaxWait: 2 * time.Hour})
		want(t, o, reports.Error)
		if o.Lost || !strings.Contains(o.Detail, "while waiting for the tide") {
			t.Errorf("detail is %q, lost is %v", o.Detail, o.Lost)
		}
		if took := time.Since(begun); took != time.Minute {
			t.Errorf("it took %s", took)
		}
	})
}
