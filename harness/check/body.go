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
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// Settings are what a run gives every check.
type Settings struct {
	// Seed makes names, keys and challenges; Nonce is mixed into names, so that
	// the same seed can be run twice against a target that remembers.
	Seed  int64
	Nonce string
	// Timeout bounds the body, but for what it waits by WaitUntil; zero leaves
	// it to the context.
	Timeout time.Duration
	// MaxWait is the longest that a check may wait for real time to pass.
	MaxWait time.Duration
	// Secret learns every token, password and second factor, to be redacted. It
	// is called by several goroutines.
	Secret func(kind reports.Kind, value string)
}

// Run runs a check against a target to its outcome. It returns when the body
// does, or when ctx or the timeout ends: a body that hangs is left behind, and
// costs only this check. What a body comes to after that is an Error. The log
// holds what was exchanged.
func Run(ctx context.Context, c Check, tg *target.Target, s Settings) (Outcome, *client.Log) {
	ctx, budget, cancel := withBudget(ctx, s.Timeout)
	defer cancel()
	t := newT(ctx, c, tg, s)
	defer t.leavePeers()
	defer t.leaveGateways()
	t.budget = budget
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer t.ended()
		c.Run(ctx, t)
		t.takeStock(ctx)
		t.finish()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		if !inGrace(done) {
			o, _ := t.late()
			t.merge(reports.Error, o)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.outcome, t.client.Log()
}

// grace is how long a body has to notice that its context ended.
const grace = 500 * time.Millisecond

// inGrace waits for a body to end, and reports whether it did.
func inGrace(done <-chan struct{}) bool {
	timer := time.NewTimer(grace)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}

func newT(ctx context.Context, c Check, tg *target.Target, s Settings) *T {
	t := &T{ctx: ctx, check: c, target: tg, maxWait: s.MaxWait, secret: s.Secret}
	var observe func(*client.Exchange)
	if t.secret == nil {
		t.secret = func(reports.Kind, string) {}
	} else {
		observe = Secrets(t.secret)
	}
	t.client = tg.NewClient(observe)
	t.client.Waits(t.beLimited)
	if tg.Pace != nil {
		t.client.Paces(func(ctx context.Context) error {
			t.budget.pause()
			defer t.budget.resume()
			return tg.Pace(ctx)
		})
	}
	h := sha256.New()
	_ = binary.Write(h, binary.BigEndian, s.Seed) // a hash never fails to write
	_, _ = io.WriteString(h, c.ID+"\x00"+s.Nonce)
	t.random = &lockedReader{r: rand.NewChaCha8([32]byte(h.Sum(nil)))}
	t.seed = s.Seed
	inputs := sha256.Sum256(fmt.Appendf(nil, "inputs\x00%s\x00%d", c.ID, s.Seed))
	t.inputs = &lockedReader{r: rand.NewChaCha8(inputs)}
	return t
}

// lockedReader lets a body ask from several goroutines.
type lockedReader struct {
	mu sync.Mutex
	r  io.Reader
}

func (l *lockedReader) Read(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.r.Read(p)
}

// finish passes a body that ran to its end and asserted something.
func (t *T) finish() {
	if stray, why := t.strays(); stray != nil {
		t.merge(reports.Fail, Outcome{
			Expected: "no requests to the home servers of actors but those that find out about them", Actual: why, Decisive: stray,
		})
	}
	late, isLate := t.late()
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.outcome.Verdict != 0:
	case isLate:
		readings := t.outcome.Readings
		t.outcome = late
		t.outcome.Verdict, t.outcome.Readings = reports.Error, readings
	case t.proved == 0:
		t.outcome.Verdict = reports.Error
		t.outcome.Detail = "the check ended without asserting anything"
	default:
		t.outcome.Verdict = reports.Pass
	}
}

// lastSent is the last exchange with the target; nil before the first, and where the
// driver has posted a message since: none shows that.
func lastSent(l *client.Log) *client.Exchange {
	for _, e := range slices.Backward(l.Exchanges()) {
		switch e.At {
		case "":
			return e
		case driverLane:
			return nil
		}
	}
	return nil
}

// ended is deferred by the body's goroutine: it takes up a panic, and leaves no
// check without a verdict, however its goroutine came to an end.
func (t *T) ended() {
	if p := recover(); p != nil {
		t.merge(reports.Error, Outcome{Detail: fmt.Sprintf("the check panicked: %v\n%s", p, callers())})
	}
	t.mu.Lock()
	none := t.outcome.Verdict == 0
	t.mu.Unlock()
	if none {
		t.merge(reports.Error, Outcome{Detail: "the check ended its goroutine without a verdict"})
	}
}

// callers is where a panic came from: functions of ours and their lines, without
// addresses and paths, so that it is the same each time.
func callers() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	var lines []string
	for {
		f, more := frames.Next()
		if name, ours := strings.CutPrefix(f.Function, module); ours && !slices.Contains(machinery, name) {
			lines = append(lines, fmt.Sprintf("at %s:%d", name, f.Line))
		}
		if !more {
			return strings.Join(lines, "\n")
		}
	}
}

const module = "github.com/p2conform/p2conform/"

// machinery is on every stack.
var machinery = []string{"harness/check.callers", "harness/check.(*T).ended", "harness/check.Run.func1"}

// late is what a body came to whose time is over, and whether it is.
func (t *T) late() (Outcome, bool) {
	if t.ctx.Err() == nil {
		return Outcome{}, false
	}
	t.mu.Lock()
	waiting := t.waiting
	t.mu.Unlock()
	why, lost := "was stopped", false
	if errors.Is(context.Cause(t.ctx), context.DeadlineExceeded) {
		why = "ran out of time"
	}
	switch {
	case waiting != "":
		why += " while waiting for " + waiting
	case t.unanswered():
		why += " while waiting for an answer"
		lost = true
	default:
		why += ", although every request was answered"
	}
	return Outcome{Detail: "the check " + why, Lost: lost}, true
}

// unanswered reports that the last request got no answer: else it is not the
// target that took the time.
func (t *T) unanswered() bool {
	last := lastSent(t.client.Log())
	return last != nil && last.Status == 0 && !errors.Is(last.Err, client.ErrNotSent)
}

// maxText is the longest text of an outcome, in bytes: a target can send more.
const maxText = 4 << 10

// clip cuts a text between two characters.
func clip(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "") + "…"
}
