package run

import (
	"net/http"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
)

func TestLimitReadings(t *testing.T) {
	limited := func(status int, retryAfter string) *client.Exchange {
		header := http.Header{}
		if retryAfter != "" {
			header.Set("Retry-After", retryAfter)
		}
		return &client.Exchange{Status: status, Header: header}
	}
	for name, tt := range map[string]struct {
		exchanged []*client.Exchange
		want      []string
	}{
		"none":                {[]*client.Exchange{limited(200, ""), limited(403, "")}, nil},
		"once":                {[]*client.Exchange{limited(429, "1")}, []string{"A-030=429", "A-032=seconds"}},
		"twice the same":      {[]*client.Exchange{limited(429, "1"), limited(429, "2")}, []string{"A-030=429", "A-032=seconds"}},
		"without a time":      {[]*client.Exchange{limited(429, "")}, []string{"A-030=429"}},
		"as a refusal":        {[]*client.Exchange{limited(403, "1700000000")}, []string{"A-030=403", "A-032=timestamp"}},
		"in a way of its own": {[]*client.Exchange{limited(503, "Sun, 06 Nov 1994 08:49:37 GMT")}, []string{"A-032=http-date"}},
	} {
		var got []string
		for _, r := range limitReadings(tt.exchanged) {
			got = append(got, r.Ambiguity+"="+r.Reading)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
