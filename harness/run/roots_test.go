package run

import (
	"testing"

	"github.com/p2conform/p2conform/reports"
)

func TestRoots(t *testing.T) {
	results := []reports.Result{
		{Check: "a", Verdict: reports.Fail},
		{Check: "b", Verdict: reports.Blocked, BlockedBy: "a"},
		{Check: "c", Verdict: reports.Blocked, BlockedBy: "b"},
		{Check: "d", Verdict: reports.Blocked, BlockedBy: "c"},
		{Check: "not chosen", Verdict: reports.Blocked, BlockedBy: "somebody"},
		{Check: "unnamed", Verdict: reports.Blocked},
		{Check: "of unnamed", Verdict: reports.Blocked, BlockedBy: "unnamed"},
		{Check: "one", Verdict: reports.Blocked, BlockedBy: "other"},
		{Check: "other", Verdict: reports.Blocked, BlockedBy: "one"},
		{Check: "on a circle", Verdict: reports.Blocked, BlockedBy: "one"},
	}
	roots(results)
	for i, want := range []string{"", "a", "a", "a", "somebody", "", "unnamed", "other", "one", "other"} {
		if results[i].BlockedBy != want {
			t.Errorf("%s is blocked by %q, want %q", results[i].Check, results[i].BlockedBy, want)
		}
	}
}
