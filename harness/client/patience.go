package client

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// How patient a client is with a target that limits its rate.
const (
	// MaxTries is how often one request is sent at most.
	MaxTries = 5
	// MaxPause is the longest pause that a target may ask for before a request is
	// sent again.
	MaxPause = 30 * time.Second
	// MaxPauses is how long all pauses of one client may be together.
	MaxPauses = 2 * time.Minute
	// firstPause is for a target that names no time; each further one is twice as
	// long.
	firstPause = time.Second
)

// Limited reports an answer that says nothing about a request but that there were
// too many: 429, or another refusal for now, which names a time to come back
//
func Limited(r *Response) bool { return r.Err == nil && limited(r.Status, r.Header) }

func limited(status int, h http.Header) bool {
	switch status {
	case http.StatusTooManyRequests:
		return true
	case http.StatusForbidden, http.StatusServiceUnavailable:
		return h.Get("Retry-After") != ""
	}
	return false
}

// patience sends requests again that a target was not ready for.
type patience struct {
	// wait lets time pass; its error is why that ended early.
	wait func(ctx context.Context, d time.Duration) error

	mu   sync.Mutex
	left time.Duration // for further pauses
}

func newPatience() *patience { return &patience{wait: Sleep, left: MaxPauses} }

// Sleep waits for real time to pass, or for the end of ctx.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Waits has the client wait in another way where a target limits its rate: wait
// returns when the time is over, or an error when it cannot be waited for.
func (c *Client) Waits(wait func(ctx context.Context, d time.Duration) error) { c.patience.wait = wait }

// pause is how long to wait after an exchange until the request is sent again, and
// whether that is to be done.
func (p *patience) pause(ctx context.Context, e *Exchange, tries int) (time.Duration, bool) {
	if e.Err != nil || !limited(e.Status, e.Header) || tries >= MaxTries || ctx.Err() != nil || ctx.Value(onceKey{}) != nil {
		return 0, false
	}
	d, ok := retryAfter(e.Header, e.Started.Add(e.Duration))
	if !ok {
		d = firstPause << (tries - 1)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if d > MaxPause || d > p.left {
		return 0, false
	}
	p.left -= d
	return d, true
}

// retryAfter reads the header Retry-After: seconds, or a date (RFC 9110, 10.2.3), or
// a UNIX timestamp, which an operation of the API document has. A time that
// is over is no time at all; a number of any length is one.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseUint(text, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		if n >= firstTimestamp {
			return fromTimestamp(n, now), true
		}
		return time.Duration(min(n, uint64(2*MaxPause/time.Second))) * time.Second, true
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0, false
	}
	return max(at.Sub(now), 0), true
}

type onceKey struct{}

// Once is a context whose requests are sent once, whatever comes back: for those
// that are to arrive at a certain time.
func Once(ctx context.Context) context.Context { return context.WithValue(ctx, onceKey{}, true) }
