package identity

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be said of the cache data of an ID-Cert (section 6.4.1) from the JSON
// of its entry.

// entryMembers are those of one entry, as they were sent.
type entryMembers map[string]json.RawMessage

// The names of the two times, those of the API first.
var (
	startNames = []string{"cacheNotValidBefore", "cacheValidNotBefore"}
	endNames   = []string{"cacheNotValidAfter", "cacheValidNotAfter"}
)

// findEntry finds the entry of a certificate in a list, without reading more of
// it than the certificate; nil where it is not there.
func findEntry(body []byte, serial *big.Int) entryMembers {
	var entries []entryMembers
	if json.Unmarshal(body, &entries) != nil {
		return nil
	}
	for _, e := range entries {
		var text string
		if json.Unmarshal(e["idCertPem"], &text) != nil {
			continue
		}
		if c, err := p2.ParseCertPEM(text); err == nil && c.Serial.Cmp(serial) == 0 {
			return e
		}
	}
	return nil
}

// has reports whether a member is there, and not null.
func (e entryMembers) has(name string) bool {
	raw, ok := e[name]
	return ok && strings.TrimSpace(string(raw)) != "null"
}

func (e entryMembers) either(names []string) *check.Deviation {
	for _, name := range names {
		if e.has(name) {
			return nil
		}
	}
	return check.Deviates("the member "+strings.Join(names, " or "), "neither")
}

func cacheStart(e entryMembers) *check.Deviation { return e.either(startNames) }

func cacheEnd(e entryMembers) *check.Deviation { return e.either(endNames) }

func cacheSignatureThere(e entryMembers) *check.Deviation {
	const want = "a string cacheSignature"
	if !e.has("cacheSignature") {
		return check.Deviates(want, "no such member")
	}
	var text string
	switch err := json.Unmarshal(e["cacheSignature"], &text); {
	case err != nil:
		return check.Deviates(want, "a member that is no string")
	case text == "":
		return check.Deviates(want, "an empty one")
	}
	return nil
}

// cacheNames is the reading of A-092 that an entry shows: a whole pair of names,
// or both with the same values, and a signature beside them.
func cacheNames(e entryMembers) (reading string, d *check.Deviation) {
	const want = "idCertPem, both times under one pair of names, and cacheSignature"
	if !e.has("cacheSignature") {
		return "", check.Deviates(want, "no cacheSignature")
	}
	pair := func(n int) bool { return e.has(startNames[n]) && e.has(endNames[n]) }
	same := func(names []string) bool { return bare(e[names[0]]) == bare(e[names[1]]) }
	switch {
	case pair(0) && pair(1) && same(startNames) && same(endNames):
		return "both", nil
	case pair(0) && pair(1):
		return "", check.Deviates(want, "both pairs of names, with different values")
	case pair(0):
		return "api-names", nil
	case pair(1):
		return "prose-names", nil
	}
	return "", check.Deviates(want, "no pair of times that is whole")
}

// bare is a JSON number, or a string of digits, as digits.
func bare(raw json.RawMessage) string { return strings.Trim(strings.TrimSpace(string(raw)), `"`) }

var unsigned = regexp.MustCompile(`^(0|[1-9][0-9]*)$`)

// cacheTimes is the reading of A-093 that the times of an entry show: those under
// the names of the API, where it has them. Names of both documents may each have
// the type of their own.
func cacheTimes(e entryMembers) (reading string, d *check.Deviation) {
	const want = "times that are unsigned 64-bit numbers, all as JSON integers or all as decimal strings"
	pairs := [][]string{{startNames[0], endNames[0], "invalidatedAt"}, {startNames[1], endNames[1]}}
	if !e.has(startNames[0]) && !e.has(endNames[0]) {
		pairs = [][]string{{startNames[1], endNames[1], "invalidatedAt"}}
	}
	for _, names := range pairs {
		form, d := timesForm(e, names, want)
		if d != nil {
			return "", d
		}
		if reading == "" {
			reading = form
		}
	}
	if reading == "" {
		return "", check.Deviates(want, "no time at all")
	}
	return reading, nil
}

// timesForm is how the members of the names are written, those that are there.
func timesForm(e entryMembers, names []string, want string) (form string, d *check.Deviation) {
	for _, name := range names {
		if !e.has(name) {
			continue
		}
		raw := strings.TrimSpace(string(e[name]))
		is := "integer"
		if strings.HasPrefix(raw, `"`) {
			is = "string"
		}
		digits := bare(e[name])
		if _, err := strconv.ParseUint(digits, 10, 64); err != nil || !unsigned.MatchString(digits) {
			return "", check.Deviates(want, "%s is %.60s", name, raw)
		}
		if form != "" && form != is {
			return "", check.Deviates(want, "%s is written as %s, another one as %s", name, is, form)
		}
		form = is
	}
	return form, nil
}

// integersReading is the reading of A-016 that the times of cache data and those of
// challenge strings show together, each by the way in which it is written; "" where
// they differ. That of challenge strings may not be known.
func integersReading(cache string, challenge p2.JSONForm) string {
	if challenge != "" && string(challenge) != cache {
		return ""
	}
	return cache
}

// signatureLength is the reading of A-091 that a cache signature shows.
func signatureLength(s string) (reading string, d *check.Deviation) {
	const want = "64 bytes in hexadecimal: 128 digits"
	if strings.Trim(s, "0123456789abcdefABCDEF") != "" {
		return "", check.Deviates(want, "a text of %d characters that has others than hexadecimal digits", len(s))
	}
	switch len(s) {
	case 128, 64, 32:
		return strconv.Itoa(len(s)), nil
	}
	return "", check.Deviates(want, "%d digits", len(s))
}

// signedOver decides whether a signature is over the right string, as far as a
// flaw is concerned.
func signedOver(d verify.CacheDiagnosis, flaw verify.CacheFlaw, want string) *check.Deviation {
	if d.Flaw == flaw {
		return check.Deviates(want, "a signature over another string: %s", d.How)
	}
	return nil
}

// windowStarted wants an entry to count from now on, at the latest: one that may
// not be used yet is none.
func windowStarted(e p2.CacheableCert, now time.Time) *check.Deviation {
	if start, _ := check.TimeOf(e.NotBefore); start.After(now.Add(clockTolerance)) {
		return check.Deviates("a start of the cache window that is not in the future", "one that is %s from now", check.About(start.Sub(now)))
	}
	return nil
}

// windowOpen wants an entry to count still when it is sent.
func windowOpen(e p2.CacheableCert, now time.Time) *check.Deviation {
	if end, _ := check.TimeOf(e.NotAfter); end.Before(now.Add(-clockTolerance)) {
		return check.Deviates("an end of the cache window that is not in the past", "one that was %s ago", check.About(now.Sub(end)))
	}
	return nil
}

// What section 6.4 recommends for the time that an entry may be cached.
const (
	shortestWindow = time.Hour
	longestWindow  = 12 * time.Hour
)

// windowLength wants one to twelve hours, be it of the whole window or of what is
// left of it: servers that start windows at fixed times send them late.
func windowLength(e p2.CacheableCert, now time.Time) *check.Deviation {
	start, _ := check.TimeOf(e.NotBefore)
	end, _ := check.TimeOf(e.NotAfter)
	recommended := func(d time.Duration) bool {
		return d >= shortestWindow-clockTolerance && d <= longestWindow+clockTolerance
	}
	if whole, left := end.Sub(start), end.Sub(now); !recommended(whole) && !recommended(left) {
		return check.Deviates("a cache window of 1 to 12 hours", "one of %s", fmt.Sprintf("%.1f hours", whole.Hours()))
	}
	return nil
}

// revokedBetween wants a time of revocation to be in the span in which the
// request for it was under way.
func revokedBetween(at uint64, before, after time.Time) *check.Deviation {
	t, _ := check.TimeOf(at)
	if t.Before(before.Add(-clockTolerance)) || t.After(after.Add(clockTolerance)) {
		return check.Deviates("the time of the revocation, "+before.UTC().Format(time.RFC3339),
			"%s", t.Format(time.RFC3339))
	}
	return nil
}
