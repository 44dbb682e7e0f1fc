package check

import (
	"context"
	"sync"
	"time"
)

// budget is the time that a body has for itself. What it waits for by WaitUntil
// is bounded by MaxWait, and not taken from it.
type budget struct {
	mu      sync.Mutex
	timer   *time.Timer // nil without a bound
	ends    time.Time
	left    time.Duration
	waiters int
}

// overTime is why the context of a body ended.
type overTime struct{}

func (overTime) Error() string { return "the time for the check was over" }

// Is tells that this is the end of a deadline like any other.
func (overTime) Is(target error) bool { return target == context.DeadlineExceeded }

// withBudget ends a context when the time is used up; zero is no bound. Cancel
// releases it.
func withBudget(ctx context.Context, d time.Duration) (context.Context, *budget, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	b := &budget{}
	if d > 0 {
		b.ends = time.Now().Add(d)
		b.timer = time.AfterFunc(d, func() { cancel(overTime{}) })
	}
	return ctx, b, func() {
		if b.timer != nil {
			b.timer.Stop()
		}
		cancel(nil)
	}
}

// pause stops the clock until as many calls of resume.
func (b *budget) pause() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.waiters++; b.waiters == 1 && b.timer != nil && b.timer.Stop() {
		b.left = time.Until(b.ends)
	}
}

func (b *budget) resume() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.waiters--; b.waiters == 0 && b.left > 0 {
		b.ends = time.Now().Add(b.left)
		b.timer.Reset(b.left)
		b.left = 0
	}
}
