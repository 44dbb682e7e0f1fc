package suites_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/reports"
)

var update = flag.Bool("update", false, "write the lists in testdata anew")

// undecidedFile lists what the checks leave open on servers with other readings,
// though they decide it on the reference: what a reading does away with, or lets a
// server do that should not. A line that is new may be a check that gave up.
const undecidedFile = "testdata/undecided.tsv"

// holdUndecided holds a self-test against the file. Of some variants only, it asks
// that no line is new; of all, that none is left over either.
func holdUndecided(t *testing.T, r *selftest.Report, all bool) {
	t.Helper()
	var got []string
	for _, row := range r.Rows {
		if row.Kind != selftest.VariantKind {
			continue
		}
		for i, v := range row.Verdicts {
			switch v {
			case reports.Untested, reports.NotApplicable, reports.Warn: // of others, the self-test has its own lists
				got = append(got, fmt.Sprintf("%s\t%s\t%s", row.Server, v, r.Checks[i]))
			}
		}
	}
	if *update && all {
		if err := os.WriteFile(undecidedFile, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(undecidedFile)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, line := range got {
		if !slices.Contains(known, line) {
			t.Errorf("the checks leave open what they did not before, on a reading that the text allows: %s", line)
		}
	}
	if !all {
		return
	}
	for _, line := range known {
		if !slices.Contains(got, line) {
			t.Errorf("%s is left over: run with -update and look at the difference: %s", undecidedFile, line)
		}
	}
}
