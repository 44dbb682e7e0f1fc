package suites_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

// recorded is one request as it went over the wire, and the status it got.
type recorded struct {
	method, url string
	header      http.Header
	body        []byte
	status      int
}

// recorder keeps every exchange of a client.
type recorder struct {
	next http.RoundTripper
	mu   sync.Mutex
	all  []recorded
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	rec := recorded{method: req.Method, url: req.URL.RequestURI(), header: req.Header.Clone()}
	if req.Body != nil {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		rec.body = body
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	res, err := r.next.RoundTrip(req)
	if err == nil {
		rec.status = res.StatusCode
	}
	r.mu.Lock()
	r.all = append(r.all, rec)
	r.mu.Unlock()
	return res, err
}

// BenchmarkRun measures a whole run with one check at a time, and the same
// exchanges replayed by a bare client against the same server begun anew: its
// seed makes the same tokens in the same order, so that it does the same work.
// Checks that move the clock are left out, those that choose how their requests
// travel, which the recorder does not see, and those that ask several things at
// once, whose answers depend on which comes first.
func BenchmarkRun(b *testing.B) {
	var checks []check.Check
	for _, c := range suites.All() {
		wire := c.Suite() == "transport" && (c.Topic() == "http" || c.Topic() == "ip")
		atOnce := c.Topic() == "races" || strings.HasSuffix(c.ID, ".at-once")
		if !c.Alone && !wire && !atOnce {
			checks = append(checks, c)
		}
	}
	var running, replaying time.Duration
	var exchanges int
	for b.Loop() {
		start := time.Now() // of both servers' clocks
		rec := &recorder{}
		running += runOnce(b, start, checks, 1, rec)
		replaying += replay(b, start, rec.all)
		exchanges = len(rec.all)
	}
	perRun := running / time.Duration(b.N)
	b.ReportMetric(float64(len(checks))/perRun.Seconds(), "checks/s")
	b.ReportMetric(float64(perRun.Milliseconds()), "ms/run")
	b.ReportMetric(float64(exchanges), "exchanges/run")
	b.ReportMetric(running.Seconds()/replaying.Seconds(), "run/replay")
}

// BenchmarkRunParallel measures a whole run as a user starts it.
func BenchmarkRunParallel(b *testing.B) {
	checks := suites.All()
	var running time.Duration
	for b.Loop() {
		running += runOnce(b, time.Now(), checks, 4, nil)
	}
	perRun := running / time.Duration(b.N)
	b.ReportMetric(float64(len(checks))/perRun.Seconds(), "checks/s")
	b.ReportMetric(float64(perRun.Milliseconds()), "ms/run")
}

// runOnce is how long a run takes. The recorder may be nil.
func runOnce(b *testing.B, start time.Time, checks []check.Check, parallel int, rec *recorder) time.Duration {
	b.Helper()
	e := startSeeded(b, start)
	defer e.Close()
	if rec != nil {
		rec.next = e.HTTP.Transport
		e.HTTP.Transport = rec
	}
	started := time.Now()
	findings, err := run.Preflight(context.Background(), e.Target, nil)
	if err != nil {
		b.Fatal(err)
	}
	doc, err := run.Run(context.Background(), run.Options{
		Checks: checks, Target: e.Target, Seed: 1, Parallel: parallel, Preflight: findings,
	})
	took := time.Since(started)
	if err != nil {
		b.Fatal(err)
	}
	for _, r := range doc.Results {
		if r.Verdict != reports.Pass {
			b.Fatalf("%s did not pass: %s, expected %s, got %s %s", r.Check, r.Verdict, r.Expected, r.Actual, r.Detail)
		}
	}
	return took
}

func startSeeded(b *testing.B, start time.Time) *target.Embedded {
	b.Helper()
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, Start: start, Still: true})
	if err != nil {
		b.Fatal(err)
	}
	return e
}

// replay sends what was recorded, one after another.
func replay(b *testing.B, start time.Time, log []recorded) time.Duration {
	b.Helper()
	e := startSeeded(b, start)
	defer e.Close()
	bare := &http.Client{
		Transport:     &http.Transport{},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer bare.CloseIdleConnections()
	started := time.Now()
	for i, rec := range log {
		req, err := http.NewRequest(rec.method, e.URL.String()+rec.url, bytes.NewReader(rec.body))
		if err != nil {
			b.Fatal(err)
		}
		req.Header = rec.header.Clone()
		res, err := bare.Do(req)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			b.Fatal(err)
		}
		if err := res.Body.Close(); err != nil {
			b.Fatal(err)
		}
		if res.StatusCode != rec.status {
			b.Fatalf("exchange %d, %s %s: the replay got %d, the run %d", i, rec.method, rec.url, res.StatusCode, rec.status)
		}
	}
	return time.Since(started)
}
