package p2

import (
	"fmt"
	"time"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// validity reads a Validity (RFC 5280 §4.1.2.5).
func (r *reader) validity(s *cryptobyte.String) (notBefore, notAfter time.Time, err error) {
	seq, err := r.want(s, casn1.SEQUENCE, "validity")
	if err != nil {
		return time.Time{}, time.Time{}, err
	}
	if notBefore, err = r.time(&seq.content, "notBefore"); err != nil {
		return time.Time{}, time.Time{}, err
	}
	if notAfter, err = r.time(&seq.content, "notAfter"); err != nil {
		return time.Time{}, time.Time{}, err
	}
	if notAfter.Before(notBefore) {
		r.note("validity", "notAfter %s is before notBefore %s",
			notAfter.Format(time.RFC3339), notBefore.Format(time.RFC3339))
	}
	r.done(seq.content, "validity")
	return notBefore, notAfter, nil
}

// time reads a Time: UTCTime until 2049, GeneralizedTime from 2050 on, both
// with seconds and Z.
func (r *reader) time(s *cryptobyte.String, where string) (time.Time, error) {
	e, err := r.next(s, where)
	if err != nil {
		return time.Time{}, err
	}
	if len(e.content) > 32 {
		return time.Time{}, fmt.Errorf("%s: time of %d characters", where, len(e.content))
	}
	text := string(e.content)
	var t time.Time
	switch e.tag {
	case casn1.UTCTime:
		t, err = r.clock(text, 2, "UTCTime", where)
	case casn1.GeneralizedTime:
		t, err = r.clock(text, 4, "GeneralizedTime", where)
		if err == nil && t.Year() < 2050 {
			r.note(where, "GeneralizedTime for the year %d; until 2049 X.509 uses UTCTime", t.Year())
		}
	default:
		return time.Time{}, fmt.Errorf("%s: tag 0x%02x is neither UTCTime nor GeneralizedTime", where, uint8(e.tag))
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("%s: %w", where, err)
	}
	return t, nil
}

// clock reads the characters of a time whose year has the given number of
// digits. DER allows one form; what BER allows beside it is read with a
// finding.
func (r *reader) clock(text string, yearDigits int, kind, where string) (time.Time, error) {
	bad := fmt.Errorf("%s %q is not a time", kind, text)
	rest, broken := text, false
	number := func(digits int) int {
		n := 0
		for range digits {
			if rest == "" || rest[0] < '0' || rest[0] > '9' {
				broken = true
				return 0
			}
			n = 10*n + int(rest[0]-'0')
			rest = rest[1:]
		}
		return n
	}
	digitNext := func() bool { return rest != "" && rest[0] >= '0' && rest[0] <= '9' }

	year := number(yearDigits)
	if yearDigits == 2 {
		// RFC 5280 §4.1.2.5.1: 50 to 99 are of the last century.
		year += 1900
		if year < 1950 {
			year += 100
		}
	}
	month, day, hour, minute := number(2), number(2), number(2), number(2)
	second := 0
	if digitNext() {
		second = number(2)
	} else {
		r.note(where, "%s %q is without seconds", kind, text)
	}
	if rest != "" && (rest[0] == '.' || rest[0] == ',') {
		r.note(where, "%s %q has a fraction of a second", kind, text)
		rest = rest[1:]
		broken = broken || !digitNext()
		for digitNext() {
			rest = rest[1:]
		}
	}
	offset, err := r.zone(rest, kind, text, where)
	if broken || err != nil {
		return time.Time{}, bad
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
	// time.Date carries the 30th of February over to March; a time that comes
	// back changed was none.
	if t.Year() != year || int(t.Month()) != month || t.Day() != day ||
		t.Hour() != hour || t.Minute() != minute || t.Second() != second {
		return time.Time{}, bad
	}
	return t.Add(-offset), nil
}

// zone reads what follows the digits of a time: Z, nothing, or an offset.
func (r *reader) zone(rest, kind, text, where string) (time.Duration, error) {
	switch rest {
	case "Z":
		return 0, nil
	case "":
		r.note(where, "%s %q is without Z, read as UTC", kind, text)
		return 0, nil
	}
	t, err := time.Parse("-0700", rest)
	if err != nil {
		return 0, err
	}
	r.note(where, "%s %q has an offset instead of Z", kind, text)
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second, nil
}
