package reports

import "fmt"

// Verdict is what a check came to.
type Verdict int

// The verdicts, best first. A verdict only ever gets worse: Worse picks the
// later of two.
const (
	// Pass: the requirement held, and so did the positive control.
	Pass Verdict = iota + 1
	// NotApplicable: an optional feature that the target does not offer, or what
	// only another version of the API document requires.
	NotApplicable
	// Untested: the driver or the settings do not let us ask.
	Untested
	// Blocked: something that the check needs broke first.
	Blocked
	// Error: the harness could not find out. Never blamed on the target.
	Error
	// Warn: a SHOULD was broken.
	Warn
	// Fail: a MUST was broken.
	Fail
)

// Verdicts lists all verdicts in the order in which summaries show them.
var Verdicts = []Verdict{Pass, Fail, Warn, Blocked, Untested, NotApplicable, Error}

var verdictNames = map[Verdict]string{
	Pass: "pass", Fail: "fail", Warn: "warn", Blocked: "blocked",
	Untested: "untested", NotApplicable: "notApplicable", Error: "error",
}

func (v Verdict) String() string {
	if v == waived {
		return "waived"
	}
	if n, ok := verdictNames[v]; ok {
		return n
	}
	return fmt.Sprintf("verdict(%d)", int(v))
}

// Worse returns the worse of two verdicts; the zero verdict is better than any.
func (v Verdict) Worse(w Verdict) Verdict { return max(v, w) }

// MarshalText writes the verdict as it stands in a report.
func (v Verdict) MarshalText() ([]byte, error) {
	if n, ok := verdictNames[v]; ok {
		return []byte(n), nil
	}
	return nil, fmt.Errorf("verdict %d has no name", int(v))
}

// UnmarshalText reads what MarshalText writes.
func (v *Verdict) UnmarshalText(b []byte) error {
	for _, w := range Verdicts {
		if w.String() == string(b) {
			*v = w
			return nil
		}
	}
	return fmt.Errorf("unknown verdict %q: want one of %v", b, Verdicts)
}
