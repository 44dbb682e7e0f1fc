package p2

import (
	"strings"
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
	begin := r.at
	if err = r.within("validity", func() (err error) {
		if notBefore, err = r.time(&seq.content, "notBefore"); err == nil {
			notAfter, err = r.time(&seq.content, "notAfter")
		}
		return err
	}); err != nil {
		return time.Time{}, time.Time{}, err
	}
	if notAfter.Before(notBefore) {
		r.noteAt(begin, "validity", "notAfter %s is before notBefore %s",
			notAfter.Format(time.RFC3339), notBefore.Format(time.RFC3339))
	}
	r.done(seq.content, "validity")
	return notBefore, notAfter, nil
}

// time reads a Time: UTCTime until 2049, GeneralizedTime from 2050 on, both
// with seconds and Z. Where the tag is another one, or that of the other kind,
// the characters say which of the two it is.
func (r *reader) time(s *cryptobyte.String, where string) (time.Time, error) {
	e, err := r.next(s, where)
	if err != nil {
		return time.Time{}, err
	}
	if tag := e.tag &^ constructed; tag != e.tag && (tag == casn1.UTCTime || tag == casn1.GeneralizedTime) {
		if e, err = r.join(e, tag, where); err != nil {
			return time.Time{}, err
		}
	}
	if len(e.content) > 32 {
		return time.Time{}, r.errorf(where, "time of %d characters", len(e.content))
	}
	text := string(e.content)
	utc, general := clock{text: text, kind: "UTCTime"}, clock{text: text, kind: "GeneralizedTime"}
	isUTC, isGeneral := utc.read(), general.read()
	switch {
	case e.tag == casn1.UTCTime && isUTC, e.tag != casn1.GeneralizedTime && isUTC && !isGeneral:
		if e.tag != casn1.UTCTime {
			r.note(where, "tag 0x%02x of a time with the characters of a UTCTime", uint8(e.tag))
		}
		return r.noteClock(utc, where), nil
	case isGeneral:
		if e.tag != casn1.GeneralizedTime {
			r.note(where, "tag 0x%02x of a time with the characters of a GeneralizedTime", uint8(e.tag))
		}
		t := r.noteClock(general, where)
		if t.Year() < 2050 {
			r.note(where, "GeneralizedTime for the year %d; until 2049 X.509 uses UTCTime", t.Year())
		}
		return t, nil
	case isUTC:
		r.note(where, "GeneralizedTime %q with the characters of a UTCTime", text)
		return r.noteClock(utc, where), nil
	case e.tag == casn1.UTCTime || e.tag == casn1.GeneralizedTime:
		kind := utc.kind
		if e.tag == casn1.GeneralizedTime {
			kind = general.kind
		}
		return time.Time{}, r.errorf(where, "%s %q is not a time", kind, text)
	}
	return time.Time{}, r.errorf(where, "tag 0x%02x is neither UTCTime nor GeneralizedTime", uint8(e.tag))
}

// noteClock keeps what is not DER about a time.
func (r *reader) noteClock(c clock, where string) time.Time {
	for _, what := range c.notes {
		r.note(where, "%s %q %s", c.kind, c.text, what)
	}
	return c.time
}

// clock is the characters of a time. DER allows one form; BER allows what is in
// the notes as well.
type clock struct {
	text, kind string
	rest       string
	time       time.Time
	notes      []string
}

// number takes digits off the rest; false if there are too few.
func (c *clock) number(digits int, n *int) bool {
	if len(c.rest) < digits {
		return false
	}
	*n = 0
	for _, o := range []byte(c.rest[:digits]) {
		if o < '0' || o > '9' {
			return false
		}
		*n = 10**n + int(o-'0')
	}
	c.rest = c.rest[digits:]
	return true
}

func (c *clock) digitNext() bool {
	return c.rest != "" && c.rest[0] >= '0' && c.rest[0] <= '9'
}

// read reports whether the text is a time of its kind.
func (c *clock) read() bool {
	c.rest = c.text
	var year, month, day, hour, minute, second int
	switch c.kind {
	case "UTCTime":
		if !c.number(2, &year) {
			return false
		}
		// RFC 5280 §4.1.2.5.1: 50 to 99 are of the last century.
		if year += 1900; year < 1950 {
			year += 100
		}
	default:
		if !c.number(4, &year) {
			return false
		}
	}
	if !c.number(2, &month) || !c.number(2, &day) || !c.number(2, &hour) {
		return false
	}
	switch {
	case c.kind == "GeneralizedTime" && !c.digitNext():
		c.notes = append(c.notes, "is without minutes")
	case !c.number(2, &minute):
		return false
	case !c.digitNext():
		c.notes = append(c.notes, "is without seconds")
	case !c.number(2, &second):
		return false
	}
	leap := second == 60
	if leap {
		c.notes = append(c.notes, "is in a leap second, read as the one before")
		second = 59
	}
	if c.rest != "" && (c.rest[0] == '.' || c.rest[0] == ',') {
		c.notes = append(c.notes, "has a fraction, which is not counted")
		c.rest = c.rest[1:]
		if !c.digitNext() {
			return false
		}
		c.rest = strings.TrimLeft(c.rest, "0123456789")
	}
	offset, ok := c.zone()
	if !ok {
		return false
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, 0, time.UTC)
	c.time = t.Add(-offset)
	// time.Date carries the 30th of February over to March; a time that comes
	// back changed was none.
	return t.Year() == year && int(t.Month()) == month && t.Day() == day &&
		t.Hour() == hour && t.Minute() == minute && t.Second() == second
}

// zone reads what follows the digits of a time: Z, nothing, or an offset.
func (c *clock) zone() (time.Duration, bool) {
	switch c.rest {
	case "Z":
		return 0, true
	case "":
		c.notes = append(c.notes, "is without Z, read as UTC")
		return 0, true
	}
	t, err := time.Parse("-0700", c.rest)
	if err != nil {
		return 0, false
	}
	c.notes = append(c.notes, "has an offset instead of Z")
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second, true
}
