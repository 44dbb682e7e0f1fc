package check_test

import (
	"context"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
)

// The time that requests wait for their turn is not the check's.
func TestPaceTakesNoTimeOfTheCheck(t *testing.T) {
	tg := *serve(t, func(http.ResponseWriter, *http.Request) {})
	tg.HTTP = &http.Client{Transport: prompt{}}
	synctest.Test(t, func(t *testing.T) {
		waited := 0
		tg.Pace = func(ctx context.Context) error {
			waited++
			select {
			case <-time.After(time.Minute):
				return nil
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		o, _ := check.Run(t.Context(), checking(func(ctx context.Context, ct *check.T) {
			for range 3 {
				ct.Answered(someCall(ct.Target(), ct.Client()).Send(ctx))
			}
			ct.Hold(nil)
		}), &tg, check.Settings{Timeout: time.Second})
		if waited != 3 || o.Verdict != reports.Pass {
			t.Errorf("%d requests waited, %s: %s", waited, o.Verdict, o.Detail)
		}
	})
}

// prompt answers at once, without a socket.
type prompt struct{}

func (prompt) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Proto: "HTTP/1.1", Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}
