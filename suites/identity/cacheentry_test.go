package identity

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestFindEntry(t *testing.T) {
	laptop := sessionOf(t, "xenia", 5)
	pem := idcert.PEM(laptop.Cert.Raw)
	for _, c := range []struct {
		name  string
		body  []byte
		found bool
	}{
		{"there", jsonOf(t, []any{map[string]any{"idCertPem": pem, "x": 1}}), true},
		{"after one that is broken", jsonOf(t, []any{map[string]any{"idCertPem": 1}, map[string]any{"idCertPem": pem, "x": 1}}), true},
		{"not there", jsonOf(t, []any{map[string]any{"idCertPem": "x", "x": 1}}), false},
		{"no array", jsonOf(t, map[string]any{"idCertPem": pem}), false},
		{"nothing", nil, false},
	} {
		e := findEntry(c.body, laptop.Cert.Serial)
		if (e != nil) != c.found || c.found && string(e["x"]) != "1" {
			t.Errorf("%s: %v", c.name, e)
		}
	}
}

func TestCacheMembers(t *testing.T) {
	const api, prose = `"cacheNotValidBefore":1,"cacheNotValidAfter":2`, `"cacheValidNotBefore":1,"cacheValidNotAfter":2`
	for _, c := range []struct {
		entry                 string
		start, end, signature bool
		names, times          string // readings; empty where there is a deviation
	}{
		{`{` + api + `,"cacheSignature":"ab"}`, true, true, true, "api-names", "integer"},
		{`{` + prose + `,"cacheSignature":"ab"}`, true, true, true, "prose-names", "integer"},
		{`{` + api + `,` + prose + `,"cacheSignature":"ab"}`, true, true, true, "both", "integer"},
		{`{"cacheNotValidBefore":"1","cacheNotValidAfter":"2","cacheSignature":"ab"}`, true, true, true, "api-names", "string"},
		{`{"cacheValidNotBefore":"1","cacheValidNotAfter":"2","invalidatedAt":"3","cacheSignature":"ab"}`, true, true, true, "prose-names", "string"},
		{`{"cacheValidNotBefore":"1","cacheValidNotAfter":"2","invalidatedAt":3,"cacheSignature":"ab"}`, true, true, true, "prose-names", ""},
		{`{` + api + `,"cacheValidNotBefore":"1","cacheValidNotAfter":"2","cacheSignature":"ab"}`, true, true, true, "both", "integer"},
		{`{` + api + `,"cacheValidNotBefore":"1","cacheValidNotAfter":2,"cacheSignature":"ab"}`, true, true, true, "both", ""},
		{`{` + api + `,"invalidatedAt":3,"cacheSignature":"ab"}`, true, true, true, "api-names", "integer"},
		{`{` + api + `,"invalidatedAt":null,"cacheSignature":"ab"}`, true, true, true, "api-names", "integer"},
		{`{` + api + `,"invalidatedAt":"3","cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{` + api + `,"cacheValidNotBefore":1,"cacheValidNotAfter":9,"cacheSignature":"ab"}`, true, true, true, "", "integer"},
		{`{` + api + `}`, true, true, false, "", "integer"},
		{`{` + api + `,"cacheSignature":null}`, true, true, false, "", "integer"},
		{`{` + api + `,"cacheSignature":""}`, true, true, false, "api-names", "integer"},
		{`{` + api + `,"cacheSignature":7}`, true, true, false, "api-names", "integer"},
		{`{"cacheNotValidAfter":2,"cacheSignature":"ab"}`, false, true, true, "", "integer"},
		{`{"cacheNotValidBefore":1,"cacheSignature":"ab"}`, true, false, true, "", "integer"},
		{`{"cacheNotValidBefore":1,"cacheNotValidAfter":null,"cacheSignature":"ab"}`, true, false, true, "", "integer"},
		{`{"cacheNotValidBefore":1,"cacheValidNotAfter":2,"cacheSignature":"ab"}`, true, true, true, "", "integer"},
		{`{"cacheNotValidBefore":1.5,"cacheNotValidAfter":2,"cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{"cacheNotValidBefore":1e3,"cacheNotValidAfter":2,"cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{"cacheNotValidBefore":-1,"cacheNotValidAfter":2,"cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{"cacheNotValidBefore":1,"cacheNotValidAfter":"2","cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{"cacheNotValidBefore":"01","cacheNotValidAfter":"2","cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{"cacheNotValidBefore":"2026-03-01T12:00:00Z","cacheNotValidAfter":"2","cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{"cacheNotValidBefore":1,"cacheNotValidAfter":18446744073709551616,"cacheSignature":"ab"}`, true, true, true, "api-names", ""},
		{`{"cacheNotValidBefore":1,"cacheNotValidAfter":18446744073709551615,"cacheSignature":"ab"}`, true, true, true, "api-names", "integer"},
		{`{}`, false, false, false, "", ""},
	} {
		var e entryMembers
		if err := json.Unmarshal([]byte(c.entry), &e); err != nil {
			t.Fatal(err)
		}
		if d := cacheStart(e); (d == nil) != c.start {
			t.Errorf("%s, start: %v", c.entry, d)
		}
		if d := cacheEnd(e); (d == nil) != c.end {
			t.Errorf("%s, end: %v", c.entry, d)
		}
		if d := cacheSignatureThere(e); (d == nil) != c.signature {
			t.Errorf("%s, signature: %v", c.entry, d)
		}
		if reading, d := cacheNames(e); reading != c.names || (d == nil) != (c.names != "") {
			t.Errorf("%s, names: %q %v", c.entry, reading, d)
		}
		if reading, d := cacheTimes(e); reading != c.times || (d == nil) != (c.times != "") {
			t.Errorf("%s, times: %q %v", c.entry, reading, d)
		}
	}
}

func TestSignatureLength(t *testing.T) {
	for in, want := range map[string]string{
		strings.Repeat("0a", 64): "128", strings.Repeat("0A", 64): "128",
		strings.Repeat("0a", 32): "64", strings.Repeat("0a", 16): "32",
		strings.Repeat("0a", 65): "", strings.Repeat("0", 127): "", "": "",
		"0x" + strings.Repeat("0a", 63): "", strings.Repeat("g", 128): "", strings.Repeat("0a:", 64): "",
	} {
		reading, d := signatureLength(in)
		if reading != want || (d == nil) != (want != "") {
			t.Errorf("%q: %q %v, want %q", in, reading, d, want)
		}
		if want != "" {
			if _, err := ambiguity.CacheSignatureLength.Reading(reading); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestSignedOver(t *testing.T) {
	order := verify.CacheDiagnosis{Flaw: verify.WrongOrder, How: "the end before the start"}
	if signedOver(order, verify.WrongOrder, "x") == nil || signedOver(order, verify.WrongContents, "x") != nil ||
		signedOver(verify.CacheDiagnosis{}, verify.WrongOrder, "x") != nil {
		t.Error("a flaw is a deviation from its own rule alone")
	}
}

func TestWindows(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name                  string
		from, to              time.Duration // from now on
		started, open, length bool
	}{
		{"six hours", 0, 6 * time.Hour, true, true, true},
		{"one hour", 0, time.Hour, true, true, true},
		{"twelve hours", 0, 12 * time.Hour, true, true, true},
		{"a clock that is ahead", 3 * time.Second, 6 * time.Hour, true, true, true},
		{"six hours in the middle", -3 * time.Hour, 3 * time.Hour, true, true, true},
		{"six hours near their end", -6*time.Hour + time.Minute, time.Minute, true, true, true},
		{"12 hours, and started an hour ago", -time.Hour, 12 * time.Hour, true, true, true},
		{"five minutes", 0, 5 * time.Minute, true, true, false},
		{"a week", 0, 7 * 24 * time.Hour, true, true, false},
		{"no time at all", 0, 0, true, true, false},
		{"tomorrow", 24 * time.Hour, 30 * time.Hour, false, true, true},
		{"yesterday", -24 * time.Hour, -18 * time.Hour, true, false, true},
		{"the wrong way round", 0, -6 * time.Hour, true, false, false},
	} {
		for _, unit := range []func(time.Time) uint64{
			func(t time.Time) uint64 { return uint64(t.Unix()) },
			func(t time.Time) uint64 { return uint64(t.UnixMilli()) },
		} {
			e := p2.CacheableCert{NotBefore: unit(now.Add(c.from)), NotAfter: unit(now.Add(c.to))}
			if d := windowStarted(e, now); (d == nil) != c.started {
				t.Errorf("%s, started: %v", c.name, d)
			}
			if d := windowOpen(e, now); (d == nil) != c.open {
				t.Errorf("%s, open: %v", c.name, d)
			}
			if d := windowLength(e, now); (d == nil) != c.length {
				t.Errorf("%s, length: %v", c.name, d)
			}
		}
	}
}

func TestRevokedBetween(t *testing.T) {
	before := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	after := before.Add(2 * time.Second)
	for _, c := range []struct {
		at   uint64
		good bool
	}{
		{uint64(before.Unix()), true},
		{uint64(after.UnixMilli()), true},
		{uint64(after.Add(4 * time.Second).Unix()), true},
		{uint64(before.Add(-4 * time.Second).Unix()), true},
		{uint64(before.Add(-time.Minute).Unix()), false},
		{uint64(after.AddDate(0, 1, 0).Unix()), false},
		{0, false}, {1, false}, {1<<64 - 1, false},
	} {
		if d := revokedBetween(c.at, before, after); (d == nil) != c.good {
			t.Errorf("%d: %v", c.at, d)
		}
	}
}
