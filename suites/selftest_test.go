package suites_test

import (
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/suites"
)

// The suite is proven on every run of the tests: every fault is noticed by the
// checks of what it breaks and by no other, and nothing passes on a server that
// is none.
func TestSelfTest(t *testing.T) {
	report, err := selftest.Run(t.Context(), selftest.Options{
		Checks: suites.All(), Faults: homeserver.Faults(), Nulls: selftest.Nulls(), Seed: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	for what, findings := range map[string][]selftest.Finding{
		"missed": report.Missed, "tripped": report.Tripped, "passed": report.Passed,
	} {
		for _, f := range findings {
			t.Errorf("%s: %s: %s: %s", what, f.Server, f.Subject, f.Why)
		}
	}
	for _, id := range report.Unproven {
		t.Errorf("unproven: no fault makes %s fail", id)
	}
}
