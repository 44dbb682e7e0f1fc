package check_test

import (
	"context"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
)

// later is a target that limits our rate, and asks for a second.
func later() answer {
	return answer{status: http.StatusTooManyRequests, header: http.Header{"Retry-After": {"1"}}}
}

// A check comes to the same verdict on a target that limits our rate now and then,
// and the time that it waits is not its own.
func TestLimitedNowAndThen(t *testing.T) {
	tg := serve(t, scripted(
		[]answer{later(), later(), status(400)},
		[]answer{later(), status(200)},
	))
	var body *check.T
	var pauses []time.Duration
	tg.Pause = func(ctx context.Context, d time.Duration) error {
		if pauses = append(pauses, d); !check.Paused(body) {
			t.Error("the time of the check runs while the target has it wait")
		}
		return ctx.Err()
	}
	o, log := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
		body = c
		c.Refuses(ctx, someCall(c.Target(), c.Client()), "the flaw", flawed())
	}), tg, check.Settings{Timeout: 30 * time.Second})
	want(t, o, reports.Pass)
	var statuses []int
	for _, e := range log.Exchanges() {
		statuses = append(statuses, e.Status)
	}
	if !slices.Equal(statuses, []int{429, 429, 400, 429, 200}) || !slices.Equal(pauses, []time.Duration{time.Second, time.Second, time.Second}) {
		t.Errorf("the answers are %d, the pauses %v", statuses, pauses)
	}
}

// Requests that are to come at the same time do not come again later: what they
// would show then is something else.
func TestLimitedTogether(t *testing.T) {
	var asked atomic.Int32
	h := func(w http.ResponseWriter, _ *http.Request) {
		if asked.Add(1) > 3 {
			later().write(w)
		}
	}
	o := run(t, h, func(ctx context.Context, c *check.T) {
		calls := make([]*actor.Call, 6)
		for i := range calls {
			calls[i] = someCall(c.Target(), c.Client())
		}
		c.Together(ctx, calls...)
		c.Hold(nil)
	})
	want(t, o, reports.Untested)
	if n := asked.Load(); n != 6 {
		t.Errorf("%d requests were sent, want 6", n)
	}
}

// A refusal that names a time to come back may be about the rate, so that nothing
// is decided; one without is a refusal.
func TestLimitedWithoutEnd(t *testing.T) {
	back := http.Header{"Retry-After": {"1"}}
	for _, tt := range []struct {
		answer  answer
		verdict reports.Verdict
	}{
		{answer{status: 403, header: back}, reports.Error},
		{answer{status: 503, header: back}, reports.Error},
		{later(), reports.Error},
		{status(403), reports.Pass},
		{answer{status: 413, header: back}, reports.Pass},
		{status(503), reports.Fail},
	} {
		o := run(t, scripted([]answer{tt.answer}, []answer{status(200)}), func(ctx context.Context, c *check.T) {
			c.Refuses(ctx, someCall(c.Target(), c.Client()), "the flaw", flawed())
		})
		if o.Verdict != tt.verdict {
			t.Errorf("%d with %v: verdict %s, want %s: %s %s", tt.answer.status, tt.answer.header, o.Verdict, tt.verdict, o.Detail, o.Actual)
		}
	}
}
