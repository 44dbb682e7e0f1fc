package run

import (
	"fmt"
	"slices"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
)

// decider is the check that decides whether an operation works at all, empty if
// there is none but the one that is blocked.
func (r *runner) decider(blocked check.Check, operation string) string {
	for _, c := range r.o.Suite {
		if operation != "" && c.Proves == operation && c.ID != blocked.ID {
			return c.ID
		}
	}
	return ""
}

// roots names the first cause where a check is blocked by one that is blocked
// itself: whoever reads it can do something about that one alone.
func roots(results []reports.Result) {
	by := map[string]string{}
	for _, r := range results {
		if r.Verdict == reports.Blocked {
			by[r.Check] = r.BlockedBy
		}
	}
	for i := range results {
		r := &results[i]
		if r.Verdict != reports.Blocked {
			continue
		}
		seen := map[string]bool{r.Check: true}
		for next := by[r.BlockedBy]; next != "" && !seen[next]; next = by[r.BlockedBy] {
			seen[r.BlockedBy] = true
			r.BlockedBy = next
		}
	}
}

// explain does not leave who is blocked with the name of a check that passed: an
// operation can work, and its answer still be one that others cannot go on with.
// It names the first check that failed on an answer to the same operation. Where
// none did, what broke works by itself, and not after what this check did: then no
// check is named, and the detail says so.
func explain(results []reports.Result, suite []check.Check) {
	defer roots(results)
	passed, failed := map[string]bool{}, map[string]string{}
	for _, r := range results {
		passed[r.Check] = r.Verdict == reports.Pass
		if r.Verdict != reports.Fail && r.Verdict != reports.Warn {
			continue
		}
		if op := operationOf(r); op != "" && failed[op] == "" {
			failed[op] = r.Check
		}
	}
	for i := range results {
		r := &results[i]
		if r.Verdict == reports.Blocked && r.BlockedBy == "" {
			r.BlockedBy = failed[operationOf(*r)] // no check is there to decide that one
		}
		if r.Verdict != reports.Blocked || !passed[r.BlockedBy] {
			continue
		}
		by := slices.IndexFunc(suite, func(c check.Check) bool { return c.ID == r.BlockedBy })
		if by >= 0 && failed[suite[by].Proves] != "" {
			r.BlockedBy = failed[suite[by].Proves]
			continue
		}
		r.Detail += fmt.Sprintf("; %s decides this by itself, and passed", r.BlockedBy)
		r.BlockedBy = ""
	}
}

// operationOf is the operation of the exchange that a result rests on; empty for
// none, or one of no operation.
func operationOf(r reports.Result) string {
	for _, e := range r.Exchanges {
		if e.Decisive {
			return e.Operation
		}
	}
	return ""
}
