package run

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

// against is a target that is held against a version of the API document.
func against(t *testing.T, version string) *target.Target {
	t.Helper()
	document, err := openapi.Load(version)
	if err != nil {
		t.Fatal(err)
	}
	tg := serve(t, fine)
	tg.API = document
	return tg
}

// decidingThe makes a check of the given requirements.
func decidingThe(id string, body func(context.Context, *check.T), reqs ...requirement.Requirement) check.Check {
	c := asking(id, body)
	c.Decides = reqs
	return c
}

func fails(_ context.Context, c *check.T) { c.Fail("this", "that") }

// What only other versions require is not asked, and counts for no claim.
func TestChecksOfOtherVersions(t *testing.T) {
	older, newer := api.ListResourcesFlat, api.EncryptedKeyAlgorithms
	checks := []check.Check{
		decidingThe("a.a.always", holds, core.WellKnownPresent),
		decidingThe("a.a.older", fails, older),
		decidingThe("a.a.newer", fails, newer),
	}
	for version, want := range map[string][]string{
		"v1.0-beta.1": {"a.a.always pass", "a.a.older fail", "a.a.newer notApplicable"},
		"v1.0-beta.2": {"a.a.always pass", "a.a.older notApplicable", "a.a.newer notApplicable"},
		"v1.0-beta.3": {"a.a.always pass", "a.a.older notApplicable", "a.a.newer fail"},
	} {
		d := run(t, Options{Checks: checks, Target: against(t, version)})
		if got := verdicts(d); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", version, got, want)
		}
		if d.Spec.API != version || d.Spec.Digest != Digest(version) {
			t.Errorf("%s: %+v", version, d.Spec)
		}
		for _, r := range d.Results {
			if r.Verdict == reports.NotApplicable && !strings.HasSuffix(r.Detail, ", and the target is held against "+version) {
				t.Errorf("%s: %s is left out because %q", version, r.Check, r.Detail)
			}
		}
	}
}

// A claim rests on nothing that only other versions require.
func TestClaimsOfAVersion(t *testing.T) {
	checks := []check.Check{decidingThe("a.a.always", holds, api.ListResourcesBearer), decidingThe("a.a.older", fails, api.ListResourcesFlat)}
	for version, want := range map[string]reports.ClaimState{"v1.0-beta.1": reports.Nonconformant, "v1.0-beta.2": reports.Conformant} {
		d := run(t, Options{Checks: checks, Target: against(t, version)})
		if len(d.Claims) != 1 || d.Claims[0].Claim != want {
			t.Errorf("%s: claims %+v, want %s", version, d.Claims, want)
		}
	}
	narrow := run(t, Options{Checks: checks[:1], Suite: checks, Target: against(t, "v1.0-beta.2")})
	if len(narrow.Claims) != 1 || narrow.Claims[0].Claim != reports.Conformant {
		t.Errorf("a check of another version that was not chosen makes the claims %+v", narrow.Claims)
	}
	alone := run(t, Options{Checks: checks[1:], Target: against(t, "v1.0-beta.2")})
	if len(alone.Claims) != 0 {
		t.Errorf("a check of another version alone makes the claims %+v", alone.Claims)
	}
}

// A result counts for those of its check's requirements that hold: their level
// decides what a failure is.
func TestResultsCountForWhatHolds(t *testing.T) {
	should := core.WellKnownPresent
	should.Level = requirement.Should
	c := decidingThe("a.a.both", fails, should, api.ListResourcesFlat)
	for version, want := range map[string]reports.Verdict{"v1.0-beta.1": reports.Fail, "v1.0-beta.2": reports.Warn} {
		d := run(t, Options{Checks: []check.Check{c}, Target: against(t, version)})
		r := d.Results[0]
		if r.Verdict != want || slices.Contains(r.Requirements, api.ListResourcesFlat.ID) != (version == "v1.0-beta.1") {
			t.Errorf("%s: %s of %q, want %s", version, r.Verdict, r.Requirements, want)
		}
		if len(d.Requirements) != len(r.Requirements) {
			t.Errorf("%s: the document describes %d requirements, and the result names %d", version, len(d.Requirements), len(r.Requirements))
		}
	}
	if len(c.Decides) != 2 {
		t.Error("the run changed the check of its caller")
	}
}

func TestDigestsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, version := range openapi.Versions() {
		seen[Digest(version)] = true
	}
	if len(seen) != len(openapi.Versions()) {
		t.Errorf("%d digests of %d versions", len(seen), len(openapi.Versions()))
	}
}
