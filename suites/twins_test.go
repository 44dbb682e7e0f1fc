package suites_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// twinsFile lists requirements that no fault tells apart from others: wherever a
// fault breaks one and a check that decides it could notice, both are about the
// others as well. The texts say these things twice, in prose and API or in two
// sections, so that nobody keeps one and breaks the other.
const twinsFile = "testdata/twins.tsv"

// A check that names a requirement which it does not look at would not be found
// out by a fault that breaks this one beside another. Such pairs are listed.
func TestRequirementsAreToldApart(t *testing.T) {
	deciding := map[requirement.ID][]check.Check{}
	for _, c := range suites.All() {
		for _, r := range c.Decides {
			deciding[r.ID] = append(deciding[r.ID], c)
		}
	}
	var got []string
	for id, checks := range deciding {
		if twins, apart := twinsOf(id, checks); !apart {
			got = append(got, string(id)+"\t"+strings.Join(twins, " "))
		}
	}
	slices.Sort(got)
	if *update {
		if err := os.WriteFile(twinsFile, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(twinsFile)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSpace(string(text)), "\n")
	for _, line := range got {
		if !slices.Contains(known, line) {
			t.Errorf("no fault breaks this alone: write one, or run with -update if the texts say it twice: %s", line)
		}
	}
	for _, line := range known {
		if !slices.Contains(got, line) {
			t.Errorf("%s is left over: run with -update and look at the difference: %s", twinsFile, line)
		}
	}
}

// twinsOf reports whether some fault breaks a requirement, and a check decides it,
// that have no other in common; else which ones they always have.
func twinsOf(id requirement.ID, checks []check.Check) (twins []string, apart bool) {
	shared, pairs := map[string]int{}, 0
	for _, f := range homeserver.Faults() {
		if !slices.Contains(f.Breaks, id) {
			continue
		}
		for _, c := range checks {
			pairs++
			alone := true
			for _, r := range c.Decides {
				if r.ID != id && slices.Contains(f.Breaks, r.ID) {
					shared[string(r.ID)]++
					alone = false
				}
			}
			if alone {
				return nil, true
			}
		}
	}
	for twin, n := range shared {
		if n == pairs {
			twins = append(twins, twin)
		}
	}
	slices.Sort(twins)
	return twins, pairs == 0
}
