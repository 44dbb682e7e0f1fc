package reports

import (
	"reflect"
	"regexp"
	"strings"
)

// Canonical returns a copy of the document without what differs between two
// runs of the same suite with the same seed against the same target, so that
// two runs can be compared with diff. Left out are the times of the run, all
// durations, the target's log, and the headers, bodies and sizes of exchanges. In the texts of the
// target, the results, the readings, the notes, and the reason of a run that was
// cut short or asked nothing, these are replaced:
//
//	‹pem›       a PEM block
//	‹time›      a time of RFC 3339, of HTTP, or as Go prints one
//	‹uuid›      a UUID
//	‹hex›       32 or more hexadecimal digits, also in pairs joined by colons
//	‹base64›    40 or more characters of base64 of either alphabet
//	‹duration›  a duration as Go prints it, if it has minutes and seconds, or a
//	            fraction, or is below 1s
//	‹number›    an integer of 9 or more digits
//
//	‹actor›     the local name of an actor that the harness registered
//
// A port goes away where it follows a loopback address or localhost, and the
// number in the label of a redacted secret ("[token 3]"), which counts in the
// order in which checks ran. The suite's commit, the spec's digest and the
// settings stay as they are. It is idempotent.
func Canonical(d *Document) *Document {
	c := clone(d)
	c.Started, c.Ended, c.Target.Log = nil, nil, ""
	for i := range c.Results {
		c.Results[i].DurationMS = nil
	}
	for _, x := range c.exchanges() {
		x.DurationMS = nil
		for _, m := range []*Message{&x.Request, x.Response} {
			if m != nil {
				m.Headers, m.Body, m.Size = nil, "", 0
			}
		}
	}
	for _, part := range []any{&c.Target, &c.Partial, &c.Problem, &c.Results, &c.Readings, &c.Notes} {
		rewrite(reflect.ValueOf(part).Elem(), Steady)
	}
	return c
}

// varying are the things that differ from run to run, and what stands in for
// them, in the order in which they are looked for: a longer form first, so that
// the digits of a time are not taken for a number. A replacement holds nothing
// that a later pattern, or a second pass, would find.
var varying = []struct {
	what *regexp.Regexp
	by   string
}{
	{regexp.MustCompile(`(?s)-----BEGIN [A-Z0-9 ]+-----.*?(?:-----END [A-Z0-9 ]+-----|$)`), "‹pem›"},
	{regexp.MustCompile(`\d{4}-\d\d-\d\d(?:[Tt ]|%20|\+)\d\d(?::|%3[Aa])\d\d(?::|%3[Aa])\d\d(?:[.,]\d+)?` +
		`(?:[Zz]|(?: ?[+-]|%2[Bb])\d\d(?::|%3[Aa])?\d\d)?(?: [A-Z]{3,4})?(?: m=[+-]\d+\.\d+)?`), "‹time›"},
	{regexp.MustCompile(`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*, \d\d[- ][A-Z][a-z]{2}[- ]\d{2,4} \d\d:\d\d:\d\d [A-Z]{3,4}` +
		`| [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[A-Z]{3,4} )?\d{4})`), "‹time›"},
	{regexp.MustCompile(`[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`), "‹uuid›"},
	{regexp.MustCompile(`(?:[0-9a-fA-F]{2}:){15,}[0-9a-fA-F]{2}`), "‹hex›"},
	{regexp.MustCompile(`[0-9a-fA-F]{32,}`), "‹hex›"},
	{regexp.MustCompile(`\b(?:\d+h)?\d+m\d+s\b`), "‹duration›"},
	{regexp.MustCompile(`\b(?:\d+h)?(?:\d+m)?(?:\d+\.\d+(?:ns|[µμ]s|ms|s)|\d+(?:ns|[µμ]s|ms))\b`), "‹duration›"},
	{regexp.MustCompile(`(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\blocalhost|\[::1\]|%5[Bb]::1%5[Dd])(?:(?::|%3[Aa])\d{1,5}\b)+`), "$1"},
	{regexp.MustCompile(`\d{9,}`), "‹number›"},
	{regexp.MustCompile(`\bp2c[a-z2-7]{13}\b`), "‹actor›"},
	{regexp.MustCompile(`\[(token|password|second factor|secret) \d+\]`), "[$1]"},
}

// base64Run may match plain words as well; Steady looks at its letters.
var base64Run = regexp.MustCompile(`[A-Za-z0-9+/_-]{40,}={0,2}`)

// Steady replaces what varies in one text, until nothing is left to replace: a
// replacement may set free what a longer word hid. Each one leaves less text
// outside the placeholders, so this ends.
func Steady(s string) string {
	for {
		next := steadier(s)
		if next == s {
			return s
		}
		s = next
	}
}

func steadier(s string) string {
	for i, v := range varying {
		if i == len(varying)-1 {
			// Before numbers, since base64 may hold nine digits in a row, and
			// after hexadecimal digits, which are base64 as well.
			s = base64Run.ReplaceAllStringFunc(s, base64OrWords)
		}
		s = v.what.ReplaceAllString(s, v.by)
	}
	return s
}

// base64OrWords tells encoded bytes, which have letters of both cases, from a
// path, a check's id or a run of one letter, which have not.
func base64OrWords(run string) string {
	if strings.ToLower(run) == run || strings.ToUpper(run) == run {
		return run
	}
	return "‹base64›"
}
