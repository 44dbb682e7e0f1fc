package suites_test

import (
	"os"
	"runtime/debug"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/suites"
)

// watchdog is the command line by which these tests end what they have launched.
var watchdog = []string{os.Args[0], "__watch"}

// The self-test makes much garbage and keeps little.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == watchdog[1] {
		if err := launch.Watch(os.Stdin); err != nil {
			panic(err)
		}
		os.Exit(0)
	}
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// The suite is proven on every run of the tests: every fault is noticed by the
// checks of what it breaks and by no other, nothing fails on a server with other
// readings and each of them is recognised, and nothing passes on a server that is none.
//
// On a server with another reading, those checks are run that reach what it replaces,
// and on one with a fault those that are to notice it; on both a sample of the others
// besides. All that reach a fault are run by make selftest. Under the race detector
// some checks and some servers are enough: it looks for races, and .ci/run tests the
// others without it.
func TestSelfTest(t *testing.T) {
	checks, faults, variants, nulls, sample := suites.All(), homeserver.Faults(), homeserver.Variants(), selftest.Nulls(), 20
	if underRace {
		checks, faults, variants, nulls, sample = every(16, checks), every(16, faults), every(48, variants), every(4, nulls), 5
	}
	report, err := selftest.Run(t.Context(), selftest.Options{
		Checks: checks, Faults: faults, Variants: variants, Probed: run.Probed(), Nulls: nulls, Seed: 1, Sample: sample, Brief: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	for what, findings := range map[string][]selftest.Finding{
		"missed": report.Missed, "tripped": report.Tripped, "alarm": report.Alarms, "misread": report.Misread, "passed": report.Passed,
		"strayed": report.Strayed,
	} {
		if underRace && (what == "missed" || what == "misread") {
			continue // most of the checks are not there
		}
		for _, f := range findings {
			if recurs := what == "missed" || what == "misread" || what == "passed" || foundAgain(t, f); !recurs {
				t.Logf("unsteady, and not found again: %s: %s: %s: %s", what, f.Server, f.Subject, f.Why)
				continue
			}
			t.Errorf("%s: %s: %s: %s", what, f.Server, f.Subject, f.Why)
		}
	}
	holdUndecided(t, report, !underRace)
	if underRace {
		return
	}
	for _, id := range report.Unproven {
		t.Errorf("unproven: no fault makes %s fail", id)
	}
}

// foundAgain tries the check of a finding on its server by itself: what came once of
// many requests at a time is told, and is no failure of these tests.
func foundAgain(t *testing.T, f selftest.Finding) bool {
	t.Helper()
	o := selftest.Options{
		Checks:   slices.DeleteFunc(suites.All(), func(c check.Check) bool { return c.ID != f.Subject }),
		Faults:   slices.DeleteFunc(homeserver.Faults(), func(o homeserver.Fault) bool { return o.Name != f.Server }),
		Variants: slices.DeleteFunc(homeserver.Variants(), func(v homeserver.Variant) bool { return v.Name() != f.Server }),
		Probed:   run.Probed(), Seed: 1, Whole: true,
	}
	report, err := selftest.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(slices.Concat(report.Tripped, report.Alarms, report.Strayed), func(again selftest.Finding) bool {
		return again.Server == f.Server && again.Subject == f.Subject
	})
}

func every[E any](n int, list []E) []E {
	var some []E
	for i := 0; i < len(list); i += n {
		some = append(some, list[i])
	}
	return some
}
