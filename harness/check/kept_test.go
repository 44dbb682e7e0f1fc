package check_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
)

// What was acknowledged is asked for when the body has come to its end, and what the
// check has removed is not.
func TestAcknowledged(t *testing.T) {
	for _, tt := range []struct {
		name, wrong string
		forget      bool
		want        reports.Verdict
	}{
		{"kept", "", false, reports.Pass},
		{"gone", "is gone", false, reports.Fail},
		{"removed", "is gone", true, reports.Pass},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := run(t, http.NotFound, func(_ context.Context, c *check.T) {
				a := c.Acknowledge("a message", func(context.Context) string { return tt.wrong })
				if tt.forget {
					c.Forget(a)
				}
				c.Hold(nil)
			})
			if o.Verdict != tt.want || (o.Verdict == reports.Fail && (o.Expected != check.Kept || o.Actual != "a message is gone")) {
				t.Errorf("%+v", o)
			}
		})
	}
}
