package client_test

import (
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

func TestLimitIn(t *testing.T) {
	for _, tt := range []struct {
		status     int
		retryAfter string
		want       client.Limit
		limits     bool
	}{
		{429, "", client.Limit{Status: 429}, true},
		{429, "soon", client.Limit{Status: 429}, true},
		{429, "120", client.Limit{Status: 429, RetryAfter: "seconds"}, true},
		{403, "999999999", client.Limit{Status: 403, RetryAfter: "seconds"}, true},
		{503, "1000000000", client.Limit{Status: 503, RetryAfter: "timestamp"}, true},
		{429, "Sun, 06 Nov 1994 08:49:37 GMT", client.Limit{Status: 429, RetryAfter: "http-date"}, true},
		{403, "", client.Limit{}, false},
		{202, "1", client.Limit{}, false},
	} {
		header := http.Header{}
		if tt.retryAfter != "" {
			header.Set("Retry-After", tt.retryAfter)
		}
		if got, limits := client.LimitIn(&client.Exchange{Status: tt.status, Header: header}); got != tt.want || limits != tt.limits {
			t.Errorf("%d with Retry-After %q: %+v and %t, want %+v", tt.status, tt.retryAfter, got, limits, tt.want)
		}
	}
}

// A timestamp is waited for, and not for as many seconds.
func TestLimitedUntilATimestamp(t *testing.T) {
	for _, tt := range []struct {
		ahead time.Duration
		want  int
	}{{20 * time.Second, 200}, {-time.Hour, 200}, {time.Hour, 429}} {
		c := refusing(t, 1, http.StatusTooManyRequests, strconv.FormatInt(time.Now().Add(tt.ahead).Unix(), 10))
		pauses := waiting(c)
		if res := c.Do(t.Context(), question()); res.Status != tt.want {
			t.Errorf("%s ahead: status %d, want %d", tt.ahead, res.Status, tt.want)
		}
		for _, p := range *pauses {
			if p > max(tt.ahead, 0) {
				t.Errorf("%s ahead: a pause of %s", tt.ahead, p)
			}
		}
	}
}
