package check

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/onsi/gomega"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// T is what the body of a check is given: the target, actors of its own, and
// the ways to come to a verdict. Every way that ends the check stops its
// goroutine, as testing.T does; a verdict only ever gets worse.
type T struct {
	check   Check
	target  *target.Target
	client  *client.Client
	maxWait time.Duration
	secret  func(kind reports.Kind, value string)

	random io.Reader

	mu      sync.Mutex
	outcome Outcome
	proved  int // controls and expectations that held
	waiting string
}

// Settings are what a run gives every check.
type Settings struct {
	// Seed makes names, keys and challenges; Nonce is mixed into names, so that
	// the same seed can be run twice against a target that remembers.
	Seed  int64
	Nonce string
	// MaxWait is the longest that a check may wait for real time to pass.
	MaxWait time.Duration
	// Secret learns every token, password and second factor, to be redacted.
	Secret func(kind reports.Kind, value string)
}

// Run runs a check against a target to its outcome. It returns when the body
// does, or when ctx ends: a body that hangs is left behind, and costs only this
// check. The log holds what was exchanged.
func Run(ctx context.Context, c Check, tg *target.Target, s Settings) (Outcome, *client.Log) {
	t := newT(c, tg, s)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer t.recoverPanic()
		c.Run(ctx, t)
		t.finish()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		t.giveGrace(done)
		t.timedOut(ctx)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.outcome, t.client.Log()
}

// grace is how long a body has to notice that its context ended.
const grace = 500 * time.Millisecond

func (t *T) giveGrace(done <-chan struct{}) {
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
	}
}

func newT(c Check, tg *target.Target, s Settings) *T {
	t := &T{check: c, target: tg, maxWait: s.MaxWait, secret: s.Secret}
	if t.secret == nil {
		t.secret = func(reports.Kind, string) {}
	}
	t.client = tg.NewClient(learnSecrets(t.secret))
	h := sha256.New()
	_ = binary.Write(h, binary.BigEndian, s.Seed) // a hash never fails to write
	_, _ = io.WriteString(h, c.ID+"\x00"+s.Nonce)
	t.random = rand.NewChaCha8([32]byte(h.Sum(nil)))
	return t
}

// Target is the server under test.
func (t *T) Target() *target.Target { return t.target }

// Client sends requests that no helper makes; they are recorded all the same.
func (t *T) Client() *client.Client { return t.client }

// Random is this check's own stream: the same for the same seed.
func (t *T) Random() io.Reader { return t.random }

// Now is the target's time.
func (t *T) Now() time.Time { return t.target.Now() }

// Expect makes an assertion about the target with Gomega. A matcher that does
// not match fails the check.
func (t *T) Expect(actual any, extra ...any) gomega.Assertion {
	return gomega.NewGomega(func(message string, _ ...int) {
		expected, got := splitMessage(message)
		t.end(reports.Fail, Outcome{Expected: expected, Actual: got})
	}).Expect(actual, extra...)
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
	r, err := e.Reading(reading)
	if err != nil {
		t.Error("%v", err)
	}
	t.mu.Lock()
	t.outcome.Readings = append(t.outcome.Readings, reports.Reading{
		Ambiguity: string(e.ID), Reading: r.ID, Says: r.Says,
	})
	t.mu.Unlock()
	if r.Fails {
		t.Fail("a reading of "+string(e.ID)+" that the text allows: "+e.Accepts, "%s", r.Says)
	}
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
	t.mu.Lock()
	defer t.mu.Unlock()
	if v == reports.Fail && !t.check.Level().Binding() {
		v = reports.Warn
	}
	if t.outcome.Verdict.Worse(v) == t.outcome.Verdict {
		return
	}
	o.Verdict, o.Readings = v, t.outcome.Readings
	if o.Decisive == nil {
		if all := t.client.Log().Exchanges(); len(all) > 0 {
			o.Decisive = all[len(all)-1]
		}
	}
	t.outcome = o
}

// finish passes a body that ran to its end and asserted something.
func (t *T) finish() {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.outcome.Verdict != 0:
	case t.proved == 0:
		t.outcome.Verdict = reports.Error
		t.outcome.Detail = "the check ended without asserting anything"
	default:
		t.outcome.Verdict = reports.Pass
	}
}

func (t *T) recoverPanic() {
	if p := recover(); p != nil {
		t.merge(reports.Error, Outcome{Detail: fmt.Sprintf("the check panicked: %v\n%s", p, debug.Stack())})
	}
}

func (t *T) timedOut(ctx context.Context) {
	t.mu.Lock()
	waiting := t.waiting
	t.mu.Unlock()
	if waiting == "" {
		waiting = "an answer"
	}
	why := "was stopped"
	if errors.Is(context.Cause(ctx), context.DeadlineExceeded) || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		why = "ran out of time"
	}
	t.merge(reports.Error, Outcome{Detail: fmt.Sprintf("the check %s while waiting for %s", why, waiting), Lost: true})
}
