package run

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
)

// flakes names the checks whose tries came to different verdicts.
func flakes(results []reports.Result) string {
	var ids []string
	for _, r := range results {
		if r.Flaky() {
			ids = append(ids, r.Check)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return "flaky, and counted as the worst of its tries: " + strings.Join(ids, ", ")
}

// ErrMerge says that reports are not of one run in parts; errors wrap it.
var ErrMerge = errors.New("these reports cannot be merged")

// Merge makes one document of the parts of a run, which asked different checks of
// the same server: the shards of a job, say. A check that stands in two of them
// was tried twice, and counts as the worse. Suite are all checks, in the order in
// which results are wanted, and certifies the profiles that a claim is made for.
// The documents are not changed. An error wraps ErrMerge, and says what differs.
func Merge(docs []*reports.Document, suite []check.Check, certifies []requirement.Profile) (*reports.Document, error) {
	if len(docs) == 0 {
		return nil, fmt.Errorf("%w: there are none", ErrMerge)
	}
	// Who could ask nothing knows less of the target than the others.
	at := max(0, slices.IndexFunc(docs, func(d *reports.Document) bool { return d.Problem == nil }))
	for i, d := range docs {
		if of := parts(d); of != 0 && parts(docs[at]) != 0 && of != parts(docs[at]) {
			return nil, fmt.Errorf("%w: report %d is of %d parts, report %d of %d", ErrMerge, i+1, of, at+1, parts(docs[at]))
		}
		if what := differs(docs[at], d); what != "" {
			return nil, fmt.Errorf("%w: report %d has another %s than report %d", ErrMerge, i+1, what, at+1)
		}
	}
	out := *docs[at]
	out.Results, out.Readings, out.Notes, out.Waivers, out.Requirements = nil, nil, nil, nil, nil
	out.Partial = ""
	var partial, said []string
	for i, d := range docs {
		for _, r := range d.Results {
			out.Results = mergeResult(out.Results, r)
		}
		out.Readings = mergeReadings(out.Readings, d.Readings)
		for _, n := range d.Notes {
			if !slices.Contains(out.Notes, n) && !strings.HasPrefix(n, "flaky, ") {
				out.Notes = append(out.Notes, n)
			}
		}
		for _, w := range d.Waivers {
			out.Waivers = mergeWaiver(out.Waivers, w)
		}
		if out.Problem == nil {
			out.Problem = d.Problem
		}
		if d.Partial != "" && !strings.HasPrefix(d.Partial, missingParts) {
			partial = append(partial, fmt.Sprintf("report %d: %s", i+1, d.Partial))
		}
		if !slices.Contains(said, d.Settings.Selection) {
			said = append(said, d.Settings.Selection)
		}
		out.Started, out.Ended = earliest(out.Started, d.Started), latest(out.Ended, d.Ended)
	}
	var missing string
	if out.Settings.Parts, missing = mergeParts(docs); missing != "" {
		partial = append(partial, missing)
	}
	out.Partial = strings.Join(partial, "; ")
	place := map[string]int{}
	for i, c := range suite {
		place[c.ID] = i
	}
	order := func(id string) int {
		if i, ok := place[id]; ok {
			return i
		}
		return len(suite)
	}
	slices.SortStableFunc(out.Results, func(a, b reports.Result) int {
		return cmp.Or(cmp.Compare(order(a.Check), order(b.Check)), cmp.Compare(a.Check, b.Check))
	})
	version := out.Spec.API
	known := narrow(suite, version)
	asked := slices.DeleteFunc(slices.Clone(known), func(c check.Check) bool {
		return !slices.ContainsFunc(out.Results, func(r reports.Result) bool { return r.Check == c.ID })
	})
	out.Settings.Selection = strings.Join(said, " and ")
	if len(asked) == len(known) {
		out.Settings.Selection = ""
	}
	out.Requirements = mergeRequirements(docs)
	if note := flakes(out.Results); note != "" {
		out.Notes = append(out.Notes, note)
	}
	out.Count()
	out.Claims = claims(&out, deciding(suite, version), asked, certifies)
	return &out, nil
}

// differs names what keeps two reports from being of one run; empty for nothing.
func differs(a, b *reports.Document) string {
	x, y := reports.Canonical(a), reports.Canonical(b)
	switch {
	case x.Suite != y.Suite:
		return "version of the suite"
	case x.Spec != y.Spec:
		return "version of the specification"
	case (x.Problem != nil || y.Problem != nil) && (x.Target.URL == "" || y.Target.URL == "" || x.Target.URL == y.Target.URL):
		return "" // what else there is to know of the target was not found out
	case x.Target.Name != y.Target.Name, x.Target.URL != y.Target.URL, x.Target.Domain != y.Target.Domain:
		return "target"
	case x.Target.Version != y.Target.Version:
		return "version of the target"
	case x.Target.Driver != y.Target.Driver:
		return "driver"
	}
	return ""
}

// mergeResult adds a result, or counts it as another try of one that is there.
func mergeResult(list []reports.Result, r reports.Result) []reports.Result {
	i := slices.IndexFunc(list, func(other reports.Result) bool { return other.Check == r.Check })
	if i < 0 {
		return append(list, r)
	}
	before := list[i]
	worst := before
	if r.Verdict > before.Verdict {
		worst = r
	}
	worst.Tries = slices.Concat(triesOf(before), triesOf(r))
	list[i] = worst
	return list
}

func triesOf(r reports.Result) []reports.Verdict {
	if len(r.Tries) > 0 {
		return r.Tries
	}
	return []reports.Verdict{r.Verdict}
}

// mergeWaiver adds a waiver, or what became of it in another part: what was seen
// in one part counts for more than that it was not asked in another.
func mergeWaiver(list []reports.Waiver, w reports.Waiver) []reports.Waiver {
	i := slices.IndexFunc(list, func(other reports.Waiver) bool { return other.About() == w.About() })
	if i < 0 {
		return append(list, w)
	}
	rank := []reports.WaiverState{reports.WaiverUnused, reports.WaiverStale, reports.WaiverUsed, reports.WaiverExpired, reports.WaiverDifferent}
	if slices.Index(rank, w.State) > slices.Index(rank, list[i].State) {
		list[i].State = w.State
	}
	return list
}

// mergeRequirements are those of all the documents, in catalogue order, and then
// those that this catalogue does not know.
func mergeRequirements(docs []*reports.Document) []reports.Requirement {
	out := []reports.Requirement{}
	for _, d := range docs {
		for _, q := range d.Requirements {
			if !slices.ContainsFunc(out, func(o reports.Requirement) bool { return o.ID == q.ID }) {
				out = append(out, q)
			}
		}
	}
	place := map[requirement.ID]int{}
	for i, r := range catalog.All() {
		place[r.ID] = i + 1
	}
	slices.SortStableFunc(out, func(a, b reports.Requirement) int {
		if i, j := place[a.ID], place[b.ID]; i > 0 && j > 0 {
			return cmp.Compare(i, j)
		}
		return cmp.Compare(place[b.ID], place[a.ID])
	})
	return out
}

func earliest(a, b *time.Time) *time.Time {
	if a == nil || b != nil && b.Before(*a) {
		return b
	}
	return a
}

// latest is nil where one of them has not ended.
func latest(a, b *time.Time) *time.Time {
	if a == nil || b == nil {
		return nil
	}
	if a.After(*b) {
		return a
	}
	return b
}
