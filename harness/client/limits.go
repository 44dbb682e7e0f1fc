package client

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// firstTimestamp is the least number of a header Retry-After that is taken for a
// UNIX timestamp: as seconds to wait it would be some thirty years.
const firstTimestamp = 1_000_000_000

// Limit is how a target says that there were too many requests.
type Limit struct {
	Status int
	// RetryAfter is how it says when to come back: "seconds", "timestamp",
	// "http-date"; empty where it does not say, or in no way that we know.
	RetryAfter string
}

// LimitIn is how an exchange limits our rate; false if it does not.
func LimitIn(e *Exchange) (Limit, bool) {
	if e.Err != nil || !limited(e.Status, e.Header) {
		return Limit{}, false
	}
	text := strings.TrimSpace(e.Header.Get("Retry-After"))
	l := Limit{Status: e.Status}
	if n, err := strconv.ParseUint(text, 10, 64); err == nil {
		l.RetryAfter = "seconds"
		if n >= firstTimestamp {
			l.RetryAfter = "timestamp"
		}
	} else if _, err := http.ParseTime(text); err == nil {
		l.RetryAfter = "http-date"
	}
	return l, true
}

// fromTimestamp is the time until a UNIX timestamp. One that is far ahead is longer
// than any pause.
func fromTimestamp(n uint64, now time.Time) time.Duration {
	return max(time.Unix(int64(min(n, 1<<40)), 0).Sub(now), 0)
}
