package run_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/harness/target"
)

// A preflight ends with its context on servers that are none, and gives up on
// them, with a driver and without.
func TestPreflightOnNullServers(t *testing.T) {
	for _, n := range selftest.Nulls() {
		for _, d := range []driver.Driver{nil, driver.Auth{Base: driver.AuthBase}} {
			t.Run(fmt.Sprint(n.Name, " ", d), func(t *testing.T) {
				e, err := target.Serve(n.Handler, n.Name)
				if err != nil {
					t.Fatal(err)
				}
				defer e.Close() // whatever it says, it is over
				e.Driver = d
				ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
				defer cancel()
				_, err = run.Preflight(ctx, e.Target, nil)
				var p *run.Problem
				if !errors.As(err, &p) || p.What == "" {
					t.Errorf("error %v", err)
				}
			})
		}
	}
}

// A server that answers like a home server, but with nonsense now and then, does
// not bring a preflight down.
func TestPreflightOnNonsense(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 0))
		home := &homeserver.Server{Domain: "p2.example"}
		home.Behaviour.Rewrite = func(_ string, _ *http.Request, a *homeserver.Answer) {
			spoil(r, a)
		}
		e, err := target.Serve(home, "nonsense")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		if _, err := run.Preflight(ctx, e.Target, nil); err != nil {
			var p *run.Problem
			if !errors.As(err, &p) {
				t.Errorf("seed %d: %v", seed, err)
			}
		}
		if ctx.Err() != nil {
			t.Errorf("seed %d: it took all the time there was", seed)
		}
		cancel()
		_ = e.Close() // whatever it says, it is over
	}
}

// spoil changes some bytes of every other answer, or its status.
func spoil(r *rand.Rand, a *homeserver.Answer) {
	switch r.IntN(6) {
	case 0:
		a.Status = 200 + r.IntN(400)
	case 1:
		a.Body = nil
	case 2:
		if len(a.Body) > 0 {
			a.Body[r.IntN(len(a.Body))] ^= byte(1 << r.IntN(8))
		}
	case 3:
		a.Body = a.Body[:r.IntN(len(a.Body)+1)]
	}
	if a.Status == http.StatusNoContent || a.Status == http.StatusNotModified {
		a.Body = nil
	}
}
