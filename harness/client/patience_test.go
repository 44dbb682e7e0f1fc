package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// waiting has a client wait by a clock of the test, which notes each pause.
func waiting(c *client.Client) *[]time.Duration {
	var pauses []time.Duration
	c.Waits(func(_ context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		return nil
	})
	return &pauses
}

// refusing answers a number of requests with a status, and those after them with
// 200.
func refusing(t *testing.T, times, status int, retryAfter ...string) *client.Client {
	t.Helper()
	asked := 0
	return dial(t, serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil || string(body) != "the request" || r.URL.Query().Get("q") != "1" {
			t.Errorf("try %d has the query %s and the body %q: %v", asked+1, r.URL.RawQuery, body, err)
		}
		if asked++; asked > times {
			return
		}
		w.Header()["Retry-After"] = retryAfter
		w.WriteHeader(status)
	}), nil)
}

func question() client.Request {
	return client.Request{Method: http.MethodPost, Path: "/there", Query: map[string][]string{"q": {"1"}}, Body: []byte("the request")}
}

// A target that limits our rate is asked again when it says, as often and as long
// as the bounds allow.
func TestLimitedRate(t *testing.T) {
	const second = time.Second
	always := 1000
	for _, tt := range []struct {
		name          string
		times, status int
		retryAfter    []string
		want          int
		pauses        []time.Duration
	}{
		{"once", 1, 429, []string{"1"}, 200, []time.Duration{second}},
		{"four times", 4, 429, []string{"3"}, 200, []time.Duration{3 * second, 3 * second, 3 * second, 3 * second}},
		{"always", always, 429, []string{"1"}, 429, []time.Duration{second, second, second, second}},
		{"no time", always, 429, nil, 429, []time.Duration{second, 2 * second, 4 * second, 8 * second}},
		{"no time that can be read", 1, 429, []string{"soon"}, 200, []time.Duration{second}},
		{"at once", 1, 429, []string{"0"}, 200, []time.Duration{0}},
		{"a date that is over", 1, 429, []string{"Sun, 06 Nov 1994 08:49:37 GMT"}, 200, []time.Duration{0}},
		{"longest", 1, 429, []string{"30"}, 200, []time.Duration{30 * second}},
		{"too long", 1, 429, []string{"31"}, 429, nil},
		{"a year", 1, 429, []string{"31536000"}, 429, nil},
		{"a number that overflows", 1, 429, []string{"18446744073709551615"}, 429, nil},
		{"a number of many digits", 1, 429, []string{"99999999999999999999"}, 429, nil},
		{"a date far ahead", 1, 429, []string{"Fri, 31 Dec 9999 23:59:59 GMT"}, 429, nil},
		{"negative", 1, 429, []string{"-1"}, 200, []time.Duration{second}},
		{"as 403", 1, 403, []string{"1"}, 200, []time.Duration{second}},
		{"overloaded", 1, 503, []string{"1"}, 200, []time.Duration{second}},
		{"forbidden", 1, 403, nil, 403, nil},
		{"unavailable", 1, 503, nil, 503, nil},
		{"too large for now", 1, 413, []string{"1"}, 413, nil},
		{"later", 1, 202, []string{"1"}, 202, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := refusing(t, tt.times, tt.status, tt.retryAfter...)
			pauses := waiting(c)
			res := c.Do(t.Context(), question())
			if res.Status != tt.want || !slices.Equal(*pauses, tt.pauses) {
				t.Errorf("status %d after %v, want %d after %v", res.Status, *pauses, tt.want, tt.pauses)
			}
			all := c.Log().Exchanges()
			if len(all) != len(tt.pauses)+1 || all[len(all)-1] != res.Exchange {
				t.Fatalf("%d exchanges recorded of %d", len(all), len(tt.pauses)+1)
			}
			for i, e := range all {
				if e.Again != (i < len(all)-1) || e.Again && e.Status != tt.status {
					t.Errorf("exchange %d: status %d, again %t", i, e.Status, e.Again)
				}
			}
			if got := client.Limited(res); got != (tt.want == 429) {
				t.Errorf("the last answer limits the rate: %t", got)
			}
		})
	}
}

// All pauses of a client are bounded together.
func TestLimitedRateAltogether(t *testing.T) {
	c := refusing(t, 1000, http.StatusTooManyRequests, "25")
	pauses := waiting(c)
	for range 4 {
		c.Do(t.Context(), question())
	}
	if n := client.MaxPauses / (25 * time.Second); len(*pauses) != int(n) {
		t.Errorf("%d pauses of 25 s, want %d", len(*pauses), n)
	}
}

// Who wants to be at a certain time does not come again, and a run that ends does
// not wait.
func TestNotAgain(t *testing.T) {
	c := refusing(t, 1, http.StatusTooManyRequests, "1")
	pauses := waiting(c)
	if res := c.Do(client.Once(t.Context()), question()); res.Status != http.StatusTooManyRequests || len(*pauses) > 0 {
		t.Errorf("once: status %d after %v", res.Status, *pauses)
	}

	c = refusing(t, 1, http.StatusTooManyRequests, "1")
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("the run ended")
	var got error
	c.Waits(func(ctx context.Context, d time.Duration) error {
		cancel(why)
		got = client.Sleep(ctx, time.Hour)
		return got
	})
	if res := c.Do(ctx, question()); res.Status != http.StatusTooManyRequests || !errors.Is(got, why) {
		t.Errorf("cut short: status %d, error %v", res.Status, got)
	}
}
