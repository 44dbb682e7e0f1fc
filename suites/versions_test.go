package suites_test

import (
	"testing"

	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/suites"
)

// The reference server keeps every version of the API document.
func TestEveryVersionPasses(t *testing.T) {
	notUnderRace(t)
	for _, version := range openapi.Versions() {
		t.Run(version, func(t *testing.T) {
			e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, API: version, InMemory: true})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := e.Close(); err != nil {
					t.Error(err)
				}
			}()
			doc := asked(t, e, run.Options{Checks: suites.All(), Seed: 1})
			if doc.Spec.API != version {
				t.Errorf("the run was held against %s", doc.Spec.API)
			}
			if len(doc.Results) != len(suites.All()) || reports.Overall(doc) != reports.Conformant {
				t.Errorf("%d results, %s", len(doc.Results), reports.Overall(doc))
			}
			for _, r := range doc.Results {
				if r.Verdict != reports.Pass && r.Verdict != reports.NotApplicable {
					t.Errorf("%s is %s: expected %s, got %s %s", r.Check, r.Verdict, r.Expected, r.Actual, r.Detail)
				}
			}
		})
	}
}
