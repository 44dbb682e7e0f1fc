package check_test

import (
	"context"
	"net/http"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
)

// A server that limits the rate is not to blame, and what it did answer is judged.
func TestTogetherOnABusyServer(t *testing.T) {
	for name, tt := range map[string]struct {
		status  int // of every second answer
		granted int // that the check allows
		want    reports.Verdict
	}{
		"nothing is wrong":             {http.StatusOK, 6, reports.Pass},
		"too many requests":            {http.StatusTooManyRequests, 6, reports.Untested},
		"unavailable":                  {http.StatusServiceUnavailable, 6, reports.Untested},
		"wrong beside too many":        {http.StatusTooManyRequests, 1, reports.Fail},
		"a server error like no other": {http.StatusInternalServerError, 6, reports.Fail},
	} {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int64
			busy := func(w http.ResponseWriter, _ *http.Request) {
				if n.Add(1)%2 == 0 {
					w.WriteHeader(tt.status)
				}
			}
			o := run(t, busy, func(ctx context.Context, ct *check.T) {
				call := someCall(ct.Target(), ct.Client())
				granted := 0
				for _, res := range ct.Together(ctx, slices.Repeat([]*actor.Call{call}, 6)...) {
					if res.OK() {
						granted++
					}
				}
				if granted > tt.granted {
					ct.Fail("fewer", "%d", granted)
				}
				ct.Hold(nil)
			})
			want(t, o, tt.want)
		})
	}
}

// A check that sends many requests at once says so, since not every target is
// asked for that.
func TestTogetherIsDeclared(t *testing.T) {
	fine := func(http.ResponseWriter, *http.Request) {}
	o := run(t, fine, func(ctx context.Context, ct *check.T) {
		ct.Together(ctx, slices.Repeat([]*actor.Call{someCall(ct.Target(), ct.Client())}, 7)...)
		ct.Hold(nil)
	})
	want(t, o, reports.Error)
}

// Generated inputs are the same in every run of a seed; names are not.
func TestInputsAreThoseOfTheSeed(t *testing.T) {
	read := func(seed int64, nonce string) (inputs, names [8]byte) {
		tg := serve(t, func(http.ResponseWriter, *http.Request) {})
		check.Run(t.Context(), checking(func(_ context.Context, ct *check.T) {
			if ct.Seed() != seed {
				t.Errorf("the seed is %d, not %d", ct.Seed(), seed)
			}
			_, _ = ct.Inputs().Read(inputs[:])
			_, _ = ct.Random().Read(names[:])
			ct.Hold(nil)
		}), tg, check.Settings{Seed: seed, Nonce: nonce})
		return inputs, names
	}
	inputs, names := read(1, "a")
	again, others := read(1, "b")
	if inputs != again || names == others {
		t.Errorf("inputs %x and %x, names %x and %x", inputs, again, names, others)
	}
	if other, _ := read(2, "a"); other == inputs {
		t.Errorf("two seeds have the same inputs, %x", inputs)
	}
}
