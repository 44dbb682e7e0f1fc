package run

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

func TestNothingChosen(t *testing.T) {
	d, err := Run(t.Context(), Options{Target: serve(t, fine)})
	if !errors.Is(err, ErrEmpty) || d != nil {
		t.Errorf("document %v, error %v", d, err)
	}
}

func TestDefaults(t *testing.T) {
	for asked, want := range map[int]int{0: 4, -1: 4, 1: 1, 64: 64, 1000: 64} {
		d := run(t, Options{Checks: numbered(1, holds), Target: serve(t, fine), Parallel: asked})
		if d.Settings.Parallel != want || d.Settings.CheckTimeout != "30s" || d.Settings.RunTimeout != "0s" || d.Settings.MaxWait != "0s" {
			t.Errorf("%d: settings are %+v", asked, d.Settings)
		}
		if d.Partial != "" || d.Started == nil || d.Ended == nil || d.Ended.Before(*d.Started) {
			t.Errorf("partial %q, from %v to %v", d.Partial, d.Started, d.Ended)
		}
	}
}

// The seed decides in which order checks begin, and never that of the results.
func TestOrder(t *testing.T) {
	begun := func(seed int64, parallel int) (order []string) {
		checks := numbered(20, holds)
		d := run(t, Options{Checks: checks, Target: serve(t, fine), Seed: seed, Parallel: parallel, Progress: func(r reports.Result) {
			if r.Verdict == 0 {
				order = append(order, r.Check)
			}
		}})
		for i, r := range d.Results {
			if r.Check != checks[i].ID {
				t.Fatalf("result %d is of %s", i, r.Check)
			}
		}
		return order
	}
	one := begun(1, 1)
	if again := begun(1, 1); !slices.Equal(one, again) {
		t.Errorf("the same seed begins %q and %q", one, again)
	}
	if other := begun(2, 1); slices.Equal(one, other) {
		t.Errorf("two seeds begin %q", one)
	}
	if slices.IsSorted(one) {
		t.Errorf("the order is not shuffled: %q", one)
	}
	begun(1, 8)
}

// As many checks run side by side as may, and never more. Those that run alone
// run after all others, with none beside them.
func TestParallel(t *testing.T) {
	const parallel, total, alone = 3, 9, 3
	var running, most, done atomic.Int32
	met := make(chan struct{})
	var once sync.Once
	body := func(ctx context.Context, c *check.T) {
		n := running.Add(1)
		defer running.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		if n == parallel {
			once.Do(func() { close(met) })
		}
		select { // the first ones wait until there are enough
		case <-met:
		case <-ctx.Done():
		}
		done.Add(1)
		c.Hold(nil)
	}
	checks := numbered(total, body)
	for i := range alone {
		c := asking(fmt.Sprint("b.alone.", i), func(_ context.Context, c *check.T) {
			if n := running.Load(); n != 0 || done.Load() != total {
				c.Fail("to be alone, after all others", "%d beside it, %d done", n, done.Load())
			}
			running.Add(1)
			defer running.Add(-1)
			c.Hold(nil)
		})
		c.Alone = true
		checks = slices.Insert(checks, i*2, c)
	}
	d := run(t, Options{Checks: checks, Target: serve(t, fine), Parallel: parallel})
	if d.Summary.Pass != total+alone {
		t.Errorf("%q", verdicts(d))
	}
	if n := most.Load(); n != parallel {
		t.Errorf("%d ran side by side", n)
	}
}

// After five checks that lost the target the rest is given up, unless the run is
// to keep going.
func TestBreaker(t *testing.T) {
	dead := serve(t, hangsUp)
	d := run(t, Options{Checks: numbered(20, holds), Target: dead, Parallel: 1})
	if d.Summary.Error != 5 || len(d.Results) != 5 || d.Partial != "the target stopped answering: 5 checks in a row got no answer" {
		t.Errorf("%+v, partial %q", d.Summary, d.Partial)
	}
	if d.Claims[0].Claim != reports.Incomplete {
		t.Errorf("claims are %+v", d.Claims)
	}
	d = run(t, Options{Checks: numbered(20, holds), Target: dead, Parallel: 1, KeepGoing: true})
	if d.Summary.Error != 20 || d.Partial != "" {
		t.Errorf("%+v, partial %q", d.Summary, d.Partial)
	}
}

// A target that answers now and then is not gone; a check that asks nothing does
// not make it come back, and one that hangs without asking does not lose it.
func TestBreakerCounts(t *testing.T) {
	every := func(n int, what http.HandlerFunc) http.HandlerFunc {
		var i atomic.Int32
		return func(w http.ResponseWriter, r *http.Request) {
			if i.Add(1)%int32(n) == 0 {
				what(w, r)
				return
			}
			hangsUp(w, r)
		}
	}
	d := run(t, Options{Checks: numbered(20, holds), Target: serve(t, every(3, fine)), Parallel: 1})
	if d.Partial != "" || len(d.Results) != 20 {
		t.Errorf("now and then: partial %q, %d results", d.Partial, len(d.Results))
	}

	silent := numbered(20, holds)
	for i := range silent {
		if i%2 == 0 {
			silent[i].Run = func(_ context.Context, c *check.T) { c.NotApplicable("nobody was asked") }
		}
	}
	d = run(t, Options{Checks: silent, Target: serve(t, hangsUp), Parallel: 1})
	if d.Summary.Error != 5 || d.Partial == "" {
		t.Errorf("checks that ask nothing: %+v, partial %q", d.Summary, d.Partial)
	}

	end := make(chan struct{})
	defer close(end)
	hangs := numbered(8, func(context.Context, *check.T) { <-end })
	d = run(t, Options{Checks: hangs, Target: serve(t, fine), Parallel: 8, CheckTimeout: time.Millisecond})
	if d.Summary.Error != 8 || d.Partial != "" {
		t.Errorf("checks that hang: %+v, partial %q", d.Summary, d.Partial)
	}
}

// A run that is stopped leaves a valid document with the verdicts that there
// are, and none of a check that was not asked to its end.
func TestStopped(t *testing.T) {
	stop := map[string]func(*testing.T, Options) (*reports.Document, error){
		"the run was stopped: the time for the whole run was over": func(t *testing.T, o Options) (*reports.Document, error) {
			o.RunTimeout = 100 * time.Millisecond
			return Run(t.Context(), o)
		},
		"the run was stopped: the user said so": func(t *testing.T, o Options) (*reports.Document, error) {
			ctx, cancel := context.WithCancelCause(t.Context())
			o.Progress = func(r reports.Result) {
				if r.Verdict == reports.Pass {
					cancel(errors.New("the user said so"))
				}
			}
			return Run(ctx, o)
		},
	}
	tg := atOnce(t)
	for why, run := range stop {
		t.Run(why, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var first atomic.Bool
				d, err := run(t, Options{Target: tg, Parallel: 1, Checks: numbered(10, func(ctx context.Context, c *check.T) {
					if !first.CompareAndSwap(false, true) {
						<-ctx.Done()
						c.Blocked("op", "because the run was stopped")
					}
					c.Hold(nil)
				})})
				if err != nil {
					t.Fatal(err)
				}
				validate(t, d)
				if len(d.Results) != 1 || d.Summary.Pass != 1 || d.Partial != why || d.Ended == nil {
					t.Errorf("%q, partial %q", verdicts(d), d.Partial)
				}
				if reports.Overall(d) != reports.Incomplete {
					t.Errorf("claims are %+v", d.Claims)
				}
			})
		})
	}
}

// A run that is stopped before it begins asks nothing.
func TestStoppedBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	asked := false
	d, err := Run(ctx, Options{Checks: numbered(3, holds), Target: serve(t, func(http.ResponseWriter, *http.Request) { asked = true })})
	if err != nil || asked || len(d.Results) != 0 || d.Partial == "" {
		t.Errorf("asked is %v, %q, partial %q, error %v", asked, verdicts(d), d.Partial, err)
	}
	validate(t, d)
}

// What was planned without asking stays in a run that is stopped.
func TestPlannedResultsStay(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	checks := numbered(2, holds)
	checks[1].Needs.Actors = true
	d, err := Run(ctx, Options{Checks: checks, Target: serve(t, fine)})
	if err != nil || len(d.Results) != 1 || d.Results[0].Verdict != reports.Untested || d.Partial == "" {
		t.Errorf("%q, partial %q, error %v", verdicts(d), d.Partial, err)
	}
}

// The timeout of a check costs that check, and leaves out what it waits for.
func TestCheckTimeout(t *testing.T) {
	checks := numbered(2, holds)
	checks[0].Run = func(ctx context.Context, c *check.T) { <-ctx.Done() }
	tg := atOnce(t)
	synctest.Test(t, func(t *testing.T) {
		d := run(t, Options{Checks: checks, Target: tg, CheckTimeout: 50 * time.Millisecond})
		if got := verdicts(d); !slices.Equal(got, []string{"a.a.0 error", "a.a.1 pass"}) || !strings.HasPrefix(d.Results[0].Detail, "the check ran out of time") {
			t.Errorf("%q, detail %q", got, d.Results[0].Detail)
		}
	})
}

// A panic costs the check that it was in.
func TestPanicCostsOneCheck(t *testing.T) {
	checks := numbered(5, holds)
	checks[2].Run = func(context.Context, *check.T) { panic("oh") }
	d := run(t, Options{Checks: checks, Target: serve(t, fine)})
	if d.Summary.Pass != 4 || d.Results[2].Verdict != reports.Error {
		t.Errorf("%q", verdicts(d))
	}
}

// A panic of ours costs one result, and is the run's error.
func TestPanicOfOurs(t *testing.T) {
	d, err := Run(t.Context(), Options{Checks: numbered(5, holds), Target: serve(t, fine), Parallel: 1, Progress: func(r reports.Result) {
		if r.Check == "a.a.3" && r.Verdict == 0 {
			panic("oh")
		}
	}})
	var p *Panic
	if !errors.As(err, &p) || p.Value != "oh" || len(p.Stack) == 0 {
		t.Errorf("error %v", err)
	}
	if len(d.Results) != 4 || d.Partial == "" {
		t.Errorf("%q, partial %q", verdicts(d), d.Partial)
	}
	validate(t, d)
}

// Secrets are in nothing that leaves the run: not in what is saved, not in what
// is told on the way.
func TestSecretsStayInside(t *testing.T) {
	const token, password = "tok-0123456789abcdef", "Pw-0123456789abcdef"
	tg := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"token":%q}`, token) // the client's error will show
	})
	var told []string
	var saved []*reports.Document
	c := check.Check{ID: "a.a.secret", Title: "t", Run: func(ctx context.Context, c *check.T) {
		c.Client().Do(ctx, client.Request{Method: http.MethodPost, Path: "/", Body: []byte(`{"password":"` + password + `"}`)})
		c.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: "/" + token, Header: http.Header{
			"Authorization": {"Bearer " + token}, "X-P2-Sensitive-Solution": {password},
		}})
		c.Fail("nothing", "it said %s and %s", token, password)
	}}
	d := run(t, Options{Checks: []check.Check{c}, Target: tg,
		Progress: func(r reports.Result) { told = append(told, fmt.Sprintf("%+v %+v", r, r.Reproduce)) },
		Save:     func(d *reports.Document) error { saved = append(saved, d); return nil },
	})
	for _, doc := range append(saved, d) {
		var b strings.Builder
		if err := reports.JSON(&b, doc); err != nil {
			t.Fatal(err)
		}
		told = append(told, b.String())
	}
	if len(told) < 4 {
		t.Errorf("only %d things were told", len(told))
	}
	for _, text := range told {
		if strings.Contains(text, token) || strings.Contains(text, password) {
			t.Errorf("a secret is in %s", text)
		}
	}
}

// Documents that were saved on the way are whole, valid, and nobody's but the
// callee's; that one could not be saved does not matter when the last one could.
func TestSave(t *testing.T) {
	var saved []*reports.Document
	var asked int
	now := time.Unix(0, 0)
	o := Options{Checks: numbered(6, func(_ context.Context, c *check.T) {
		if asked++; asked == 4 {
			now = now.Add(saveEvery)
		}
		c.Fail("x", "y")
	}), Target: serve(t, fine), Parallel: 1, now: func() time.Time { return now }, Save: func(d *reports.Document) error {
		validate(t, d)
		saved = append(saved, d)
		if len(saved) == 1 {
			return errors.New("not yet")
		}
		return nil
	}}
	d := run(t, o)
	if n := len(saved); n != 3 || len(saved[1].Results) != 4 || saved[2] != d {
		t.Fatalf("%d documents were saved", n)
	}
	if n := len(saved[0].Results); n != 1 || saved[0].Partial != "the run is still under way" || saved[0].Ended != nil {
		t.Errorf("the first has %d results, partial %q", n, saved[0].Partial)
	}
	saved[0].Results[0].Exchanges[0].Request.Method = "CHANGED"
	saved[0].Results[0].Requirements[0] = "changed"
	saved[0].Results[0].Reproduce.Command = "changed"
	for _, r := range d.Results {
		if r.Exchanges[0].Request.Method != http.MethodGet || r.Requirements[0] == "changed" || r.Reproduce.Command == "changed" {
			t.Error("a change of a document that was saved changed the last one")
		}
	}

	o.Save = func(*reports.Document) error { return errors.New("the disk is full") }
	o.Checks = numbered(1, holds)
	if d, err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "the disk is full") || len(d.Results) != 1 {
		t.Errorf("document %v, error %v", d, err)
	}
}

// A disk that takes long does not hold up the checks each time.
func TestSaveOnASlowDisk(t *testing.T) {
	now, saved := time.Unix(0, 0), 0
	run(t, Options{Checks: numbered(100, func(_ context.Context, c *check.T) {
		now = now.Add(time.Second)
		c.Hold(nil)
	}), Target: serve(t, fine), Parallel: 1, now: func() time.Time { return now }, Save: func(*reports.Document) error {
		now = now.Add(5 * time.Second)
		saved++
		return nil
	}})
	if saved != 4 { // after 1, 46 and 91 seconds of the checks, and at the end
		t.Errorf("in 100 seconds of checks, the document was written %d times for five seconds each, want 4", saved)
	}
}

// Who reads the report learns that the target limited our rate, even where all
// checks passed.
func TestLimitedRateIsNoted(t *testing.T) {
	for _, limits := range []bool{false, true} {
		var asked atomic.Int32
		d := run(t, Options{Checks: numbered(2, holds), Target: serve(t, func(w http.ResponseWriter, _ *http.Request) {
			if limits && asked.Add(1) == 1 {
				w.WriteHeader(http.StatusTooManyRequests)
			}
		})})
		if noted := len(d.Notes) == 1 && strings.Contains(d.Notes[0], "limited our rate"); noted != limits || d.Results[0].Verdict != reports.Pass {
			t.Errorf("limits: %t, verdict %s, notes %q", limits, d.Results[0].Verdict, d.Notes)
		}
	}
}
