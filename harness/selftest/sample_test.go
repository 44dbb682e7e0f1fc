package selftest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// On a faulty server a sample is run of what cannot notice the fault, another one
// for each fault, and what can notice it always.
func TestSample(t *testing.T) {
	checks := []check.Check{present("a.a.present")}
	for _, id := range []string{"b", "c", "d", "e", "f", "g", "h", "i"} {
		checks = append(checks, blind("a.a."+id, core.WellKnownJSON))
	}
	o := Options{
		Checks: checks, Sample: 4, Seed: 1, Nulls: []Null{null404},
		Faults: []homeserver.Fault{missing(core.WellKnownPresent.ID), harmless("one", core.WellKnownPresent.ID), harmless("two", core.WellKnownPresent.ID)},
	}
	r := tested(t, o)
	samples := map[string]bool{}
	for _, row := range r.Rows {
		untested := 0
		for _, v := range row.Verdicts {
			if v == reports.Untested {
				untested++
			}
		}
		if row.Kind != FaultKind {
			if untested != 0 {
				t.Errorf("%s: %d checks were left out", row.Server, untested)
			}
			continue
		}
		samples[fmt.Sprint(row.Verdicts[1:])] = true
		if untested == 0 || untested == len(checks)-1 || row.Verdicts[0] == reports.Untested {
			t.Errorf("%s: %v", row.Server, row.Verdicts)
		}
	}
	if len(samples) < 2 {
		t.Error("every fault has the same sample")
	}
	if again := tested(t, o); !slices.EqualFunc(again.Rows, r.Rows, func(a, b Row) bool { return slices.Equal(a.Verdicts, b.Verdicts) }) {
		t.Errorf("a second time the sample is %v", again.Rows)
	}
}
