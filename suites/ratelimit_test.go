package suites_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/reports"
)

// limiting has a server refuse one in so many requests for now. Whatever else is
// asked meanwhile, the same request is answered when it comes again.
func limiting(one int, refuse func() *homeserver.Answer) func(*homeserver.Behaviour) {
	var mu sync.Mutex
	seen := map[[sha256.Size]byte]bool{}
	return func(b *homeserver.Behaviour) {
		b.Receive = func(r *http.Request) *homeserver.Answer {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				return &homeserver.Answer{Status: http.StatusBadRequest, Header: http.Header{}}
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
			key := sha256.Sum256(fmt.Appendf(nil, "%s %s %q %s", r.Method, r.RequestURI, r.Header["Authorization"], body))
			mu.Lock()
			defer mu.Unlock()
			if seen[key] || int(key[0])%one != 0 {
				return nil
			}
			seen[key] = true
			return refuse()
		}
	}
}

// A server that limits our rate now and then is not blamed for it, nor let off:
// every verdict is the one that it gets without limits, but for requests that have
// to come at the same time.
func TestLimitedRateChangesNoVerdict(t *testing.T) {
	notUnderRace(t)
	plain := certified(t, 1, 4, nil)
	for _, status := range []int{http.StatusTooManyRequests, http.StatusForbidden, http.StatusServiceUnavailable} {
		got := certified(t, 1, 4, limiting(4, func() *homeserver.Answer {
			return &homeserver.Answer{Status: status, Header: http.Header{"Retry-After": {"1"}}}
		}))
		if !slices.ContainsFunc(got.Notes, func(note string) bool { return strings.Contains(note, "limited our rate") }) {
			t.Errorf("%d: no note says so: %q", status, got.Notes)
		}
		before := *plain
		before.Results = slices.Clone(plain.Results)
		for i, r := range got.Results {
			if r.Verdict == reports.Untested && r.Verdict != before.Results[i].Verdict && strings.Contains(r.Detail, "at the same time") {
				before.Results[i].Verdict = reports.Untested
			}
		}
		sameVerdicts(t, fmt.Sprint(status), &before, got)
	}
}
