package reports

import "fmt"

// Waiver is a known failure that the target's own repository admits.
type Waiver struct {
	// Check or Requirement is what it is about; the other one is empty.
	Check       string `json:"check,omitempty"`
	Requirement string `json:"requirement,omitempty"`
	Reason      string `json:"reason"`
	Owner       string `json:"owner"`
	// Expires is the last day on which it holds, in UTC, as in "2027-01-31".
	Expires string `json:"expires"`
	// Symptom is a text that what came instead has in it.
	Symptom string      `json:"symptom"`
	State   WaiverState `json:"state"`
}

// WaiverState is what became of a waiver in a run.
type WaiverState string

// The states of a waiver. Expired, Stale and Different call for an edit.
const (
	// WaiverUsed: the failure is there, and looks as it is said to.
	WaiverUsed WaiverState = "used"
	// WaiverUnused: what it is about was not asked in this run.
	WaiverUnused WaiverState = "unused"
	// WaiverExpired: its day has passed.
	WaiverExpired WaiverState = "expired"
	// WaiverStale: nothing is left to waive.
	WaiverStale WaiverState = "stale"
	// WaiverDifferent: the failure has another symptom than the one waived.
	WaiverDifferent WaiverState = "different"
)

// Red reports a state that somebody has to see to.
func (s WaiverState) Red() bool {
	return s == WaiverExpired || s == WaiverStale || s == WaiverDifferent
}

// About is the id of what is waived.
func (w Waiver) About() string { return orElse(w.Check, w.Requirement) }

func (w Waiver) says() string {
	return fmt.Sprintf("waived until %s by %s: %s", w.Expires, w.Owner, w.Reason)
}

// Symptom is by what a result is known again in another run: what came instead,
// or why it was not found out, as Canonical has it.
func Symptom(r Result) string { return Steady(orElse(r.Actual, r.Detail)) }

// waived groups the results that are waived, of whatever verdict. It stands in
// no document.
const waived Verdict = 100

// group is the verdict under which people find a result.
func (r *Result) group() Verdict {
	if r.Waived != nil {
		return waived
	}
	return effective(r.Verdict)
}
