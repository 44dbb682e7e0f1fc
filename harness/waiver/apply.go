package waiver

import (
	"strings"
	"time"

	"github.com/p2conform/p2conform/reports"
)

// Apply marks the results of a document that are waived on a day, and says what
// became of each waiver. What is blocked by a result that is waived is waived
// with it. A result whose waiver has expired, or names another symptom, is marked
// as well: that the waiver has to be seen to is the waiver's state.
//
// A waiver is stale where what it is about was asked and is good. Warnings are
// not waived, since they do not count, and errors are not, since they say nothing
// about the target.
func Apply(d *reports.Document, list []reports.Waiver, now time.Time) {
	d.Waivers = nil
	for _, w := range list {
		w.State = reports.WaiverUnused
		var covers []*reports.Result
		alike := true
		for i := range d.Results {
			r := &d.Results[i]
			if !about(w, *r) {
				continue
			}
			switch {
			case waivable(*r):
				covers = append(covers, r)
				alike = alike && strings.Contains(reports.Symptom(*r), w.Symptom)
			case r.Verdict != reports.Error && w.State == reports.WaiverUnused:
				w.State = reports.WaiverStale
			}
		}
		switch {
		case len(covers) == 0:
		case expired(w, now):
			w.State = reports.WaiverExpired
		case !alike:
			w.State = reports.WaiverDifferent
		default:
			w.State = reports.WaiverUsed
		}
		if w.State == reports.WaiverUnused && expired(w, now) {
			w.State = reports.WaiverExpired
		}
		for _, r := range covers {
			if r.Waived == nil {
				r.Waived = &w
			}
		}
		d.Waivers = append(d.Waivers, w)
	}
	follow(d)
	for _, w := range d.Waivers {
		if note := says(w); note != "" {
			d.Notes = append(d.Notes, note)
		}
	}
}

// follow waives what is blocked by what is waived, however far that goes.
func follow(d *reports.Document) {
	by := map[string]*reports.Result{}
	for i := range d.Results {
		by[d.Results[i].Check] = &d.Results[i]
	}
	for again := true; again; {
		again = false
		for i := range d.Results {
			r := &d.Results[i]
			root := by[r.BlockedBy]
			if r.Verdict == reports.Blocked && r.Waived == nil && root != nil && root.Waived != nil {
				r.Waived, again = root.Waived, true
			}
		}
	}
}

// expired: a waiver holds to the end of its day, in UTC.
func expired(w reports.Waiver, now time.Time) bool {
	day, err := time.Parse(date, w.Expires)
	return err != nil || !now.Before(day.AddDate(0, 0, 1))
}

// says is what has to be done about a waiver, or nothing.
func says(w reports.Waiver) string {
	switch w.State {
	case reports.WaiverExpired:
		return "the waiver of " + w.About() + " has expired on " + w.Expires + ": mend it, or have " + w.Owner + " say for how much longer it is known"
	case reports.WaiverStale:
		return "the waiver of " + w.About() + " is stale: what it waives holds now; take the waiver out"
	case reports.WaiverDifferent:
		return "what the waiver of " + w.About() + " waives looks different now: it is known as \"" + w.Symptom + "\""
	}
	return ""
}
