package check

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/onsi/gomega"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// T is what the body of a check is given: the target, actors of its own, and
// the ways to come to a verdict. Every way that ends the check stops its
// goroutine, as testing.T does; a verdict only ever gets worse.
type T struct {
	// ctx is the body's. What the body comes to after its end counts for nothing:
	// it may only look so because the time was over.
	ctx     context.Context
	check   Check
	target  *target.Target
	client  *client.Client
	maxWait time.Duration
	budget  *budget
	secret  func(kind reports.Kind, value string)

	seed           int64
	random, inputs io.Reader

	mu       sync.Mutex
	outcome  Outcome
	proved   int // controls and expectations that held
	waiting  string
	peers    []*peer.Home
	traps    []*peer.Trap
	gateways []*Gateway
	private  []confidence
	kept     []*Acknowledged
	given    []string // credentials that the check has put into addresses

	// factorless says that a sensitive action was asked for without the second
	// factor that it takes, since the driver knows none.
	factorless atomic.Bool
}

// Target is the server under test.
func (t *T) Target() *target.Target { return t.target }

// Client sends requests that no helper makes; they are recorded all the same.
func (t *T) Client() *client.Client { return t.client }

// Over is the same for requests that travel in one way only. A way with TLS ends
// the check where the target is not known to have any.
func (t *T) Over(w client.Wire) *client.Client {
	tg := t.target
	if w.TLS || w.HTTP == 3 {
		var err error
		switch tg, err = t.target.WithTLS(); {
		case err != nil:
			t.Error("the target cannot be asked with TLS: %v", err)
		case tg == nil:
			t.Untested("the target is asked without TLS: name a URL with https://")
		}
	}
	return t.client.At(tg.URL).Over(tg.Over(w))
}

// Random is this check's own stream: the same for the same seed.
func (t *T) Random() io.Reader { return t.random }

// Seed is the run's.
func (t *T) Seed() int64 { return t.seed }

// Inputs is what generated inputs are drawn from: the same for the same seed, on
// every target and in every run. Names are not: an earlier run may have taken them.
func (t *T) Inputs() io.Reader { return t.inputs }

// Now is the target's time.
func (t *T) Now() time.Time { return t.target.Now() }

// Expect makes an assertion about the target with Gomega. A matcher that does
// not match fails the check; one that returns an error, since the value is of a
// kind that it cannot judge, is our own mistake.
func (t *T) Expect(actual any, extra ...any) gomega.Assertion {
	return newAssertion(t, actual, extra)
}

// Hold fails the check with the deviation, if there is one.
func (t *T) Hold(d *Deviation) {
	if d != nil {
		t.Fail(d.Expected, "%s", d.Actual)
	}
	t.hold()
}

// Fail ends the check: the requirement is broken. Only where all that the check
// decides is a SHOULD does it become a warning.
func (t *T) Fail(expected, actualFormat string, args ...any) {
	t.end(reports.Fail, Outcome{Expected: expected, Actual: fmt.Sprintf(actualFormat, args...)})
}

// FailAt is Fail where the exchange that decides is not the last one.
func (t *T) FailAt(res *client.Response, expected, actualFormat string, args ...any) {
	t.end(reports.Fail, Outcome{Expected: expected, Actual: fmt.Sprintf(actualFormat, args...), Decisive: res.Exchange})
}

// Blocked ends the check: an operation that it needs, named by its operationId
// or Registering, did not work, and another check decides that.
func (t *T) Blocked(operation, format string, args ...any) {
	t.end(reports.Blocked, Outcome{BlockedOn: operation, Detail: fmt.Sprintf(format, args...)})
}

// Untested ends the check: the settings or the driver do not let us ask.
func (t *T) Untested(format string, args ...any) {
	t.end(reports.Untested, Outcome{Detail: fmt.Sprintf(format, args...)})
}

// NotApplicable ends the check: the target does not offer the optional feature.
func (t *T) NotApplicable(format string, args ...any) {
	t.end(reports.NotApplicable, Outcome{Detail: fmt.Sprintf(format, args...)})
}

// Error ends the check: we could not find out, and the target is not to blame.
func (t *T) Error(format string, args ...any) {
	t.end(reports.Error, Outcome{Detail: fmt.Sprintf(format, args...)})
}

// Took records which reading of an ambiguous place the target takes. A reading
// that the register says fails, fails the check; one that it does not have is
// our own mistake.
func (t *T) Took(e ambiguity.Entry, reading string) {
	if r := t.took(e, reading); r.Fails {
		t.Fail("a reading of "+string(e.ID)+" that passes: "+e.Accepts, "%s", r.Says)
	}
}

// TookBy is Took for a reading that a decision found. Where the register says
// that it fails, the check fails with the deviation, which says more.
func (t *T) TookBy(d *Deviation, e ambiguity.Entry, reading string) {
	if d == nil {
		t.hold()
		t.Took(e, reading)
		return
	}
	if r := t.took(e, reading); !r.Fails {
		t.Error("the reading %s of %s passes, and yet there is a deviation: %s", r.ID, e.ID, d.Actual)
	}
	t.Hold(d)
}

func (t *T) took(e ambiguity.Entry, reading string) ambiguity.Reading {
	r, err := e.Reading(reading)
	if err != nil {
		t.Error("%v", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.outcome.Readings = append(t.outcome.Readings, reports.Reading{
		Ambiguity: string(e.ID), Reading: r.ID, Says: r.Says,
	})
	return r
}

// hold counts an assertion that held.
func (t *T) hold() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.proved++
}

// end merges an outcome into the check's and stops the body.
func (t *T) end(v reports.Verdict, o Outcome) {
	t.merge(v, o)
	runtime.Goexit()
}

func (t *T) merge(v reports.Verdict, o Outcome) {
	late, isLate := t.late()
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case isLate && v != reports.Error:
		v, o = reports.Error, late
	case (v == reports.Fail || v == reports.Blocked) && t.factorless.Load():
		v, o = reports.Untested, Outcome{Detail: driver.Lacks(t.target.Driver.Name(), driver.SecondFactor) + ", and without one: " +
			cmp.Or(o.Detail, o.Actual), Decisive: o.Decisive}
	case v == reports.Fail && !t.check.Level().Binding():
		v = reports.Warn
	}
	if t.outcome.Verdict.Worse(v) == t.outcome.Verdict {
		return
	}
	o.Verdict, o.Readings = v, t.outcome.Readings
	o.Detail, o.Expected, o.Actual = clip(o.Detail), clip(o.Expected), clip(o.Actual)
	if o.Decisive == nil {
		o.Decisive = lastSent(t.client.Log())
	}
	t.outcome = o
}
