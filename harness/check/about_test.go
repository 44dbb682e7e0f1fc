package check_test

import (
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
)

func TestAbout(t *testing.T) {
	const day = 24 * time.Hour
	for d, want := range map[time.Duration]string{
		0:                              "a few seconds",
		time.Second:                    "a few seconds",
		-time.Second:                   "a few seconds",
		29 * time.Second:               "about 30s",
		59 * time.Second:               "about 1m",
		time.Minute:                    "about 1m",
		5*time.Minute - time.Second:    "about 5m",
		5*time.Minute + 31*time.Second: "about 5m30s",
		time.Hour - time.Second:        "about 1h0m",
		-2 * time.Hour:                 "about 2h0m",
		47 * time.Hour:                 "about 47h0m",
		2*day + time.Second:            "about 2.0 days",
		30*day - 3*time.Second:         "about 30.0 days",
		365 * day:                      "about 365.0 days",
		50 * 365 * day:                 "more than a year",
	} {
		if got := check.About(d); got != want {
			t.Errorf("About(%s) = %q, want %q", d, got, want)
		}
	}
}
