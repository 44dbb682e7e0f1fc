package identity

import (
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestValidOf(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	entry := func(ends time.Duration, invalidated bool) check.Entry {
		e := check.Entry{Cert: &p2.Cert{}}
		e.Cert.NotAfter = now.Add(ends)
		if invalidated {
			at := uint64(now.Unix())
			e.InvalidatedAt = &at
		}
		return e
	}
	for name, tc := range map[string]struct {
		entries []check.Entry
		want    int
	}{
		"none":                     {nil, 0},
		"one":                      {[]check.Entry{entry(time.Hour, false)}, 1},
		"one revoked":              {[]check.Entry{entry(time.Hour, true)}, 0},
		"one expired":              {[]check.Entry{entry(-time.Hour, false)}, 0},
		"the last moment":          {[]check.Entry{entry(0, false)}, 1},
		"a revoked and a new one":  {[]check.Entry{entry(time.Hour, true), entry(time.Hour, false)}, 1},
		"two":                      {[]check.Entry{entry(time.Hour, false), entry(2*time.Hour, false)}, 2},
		"an expired and a new one": {[]check.Entry{entry(-time.Second, false), entry(time.Hour, false)}, 1},
	} {
		if got := validOf(tc.entries, now); got != tc.want {
			t.Errorf("%s: %d, want %d", name, got, tc.want)
		}
	}
}

func TestNotInvalidated(t *testing.T) {
	at := uint64(1)
	for name, tc := range map[string]struct {
		at  *uint64
		bad bool
	}{"valid": {nil, false}, "invalidated": {&at, true}} {
		var e check.Entry
		e.InvalidatedAt = tc.at
		if d := notInvalidated(e); (d != nil) != tc.bad {
			t.Errorf("%s: decided %+v, want a deviation: %v", name, d, tc.bad)
		}
	}
}

func TestTextForm(t *testing.T) {
	for text, want := range map[string]string{`secret`: "plain", `"secret"`: "json-string", "\n \"secret\"": "json-string", "": "plain", "-----BEGIN": "plain"} {
		if got := textForm([]byte(text)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}
