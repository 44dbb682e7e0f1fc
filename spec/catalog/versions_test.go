package catalog_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

func TestVersionsAreThoseOfTheDocument(t *testing.T) {
	if got, want := requirement.Versions, openapi.Versions(); !slices.Equal(got, want) {
		t.Errorf("requirements know %q, and there are %q", got, want)
	}
	if catalog.API != openapi.Newest {
		t.Errorf("the catalogue was read from %s, and the newest is %s", catalog.API, openapi.Newest)
	}
}

// TestSpans holds the versions against the documents: what is new in one has
// other facts there than in the one before, and what ends in one has other facts
// in the one after.
func TestSpans(t *testing.T) {
	versions := openapi.Versions()
	var parts []map[string]any
	for _, version := range versions {
		parts = append(parts, partsOf(t, version))
	}
	changed := func(r requirement.Requirement, i int) bool {
		return !reflect.DeepEqual(facts(parts[i-1][r.Ref.Section]), facts(parts[i][r.Ref.Section]))
	}
	since, until := 0, 0
	for _, r := range catalog.All() {
		if r.Span() != "" && r.Ref.Doc != "api" {
			t.Errorf("%s holds %s, and the prose has one version", r.ID, r.Span())
			continue
		}
		if r.Since != "" {
			since++
			if i := slices.Index(versions, r.Since); i < 1 || !changed(r, i) {
				t.Errorf("%s: %s is not new in %s", r.ID, r.Ref, r.Since)
			}
		}
		if r.Until != "" {
			until++
			if i := slices.Index(versions, r.Until); i < 0 || i+1 == len(versions) || !changed(r, i+1) {
				t.Errorf("%s: %s does not end in %s", r.ID, r.Ref, r.Until)
			}
		}
	}
	if since == 0 || until == 0 {
		t.Errorf("%d requirements begin in a version and %d end in one", since, until)
	}
}

// TestEveryDifferenceIsRead looks for operations and schemas that changed from
// one version to the next, and of which no requirement begins or ends there.
func TestEveryDifferenceIsRead(t *testing.T) {
	// These are read with the operations that use them, or bind nobody.
	elsewhere := []string{"Version", "Models.ResourceInformation"}
	versions := openapi.Versions()
	for i := 1; i < len(versions); i++ {
		before, after := partsOf(t, versions[i-1]), partsOf(t, versions[i])
		for section := range after {
			if slices.Contains(elsewhere, section) || reflect.DeepEqual(facts(before[section]), facts(after[section])) {
				continue
			}
			if !slices.ContainsFunc(catalog.All(), func(r requirement.Requirement) bool {
				return r.Ref.Section == section && (r.Since == versions[i] || r.Until == versions[i-1])
			}) {
				t.Errorf("no requirement tells how %s changed in %s", section, versions[i])
			}
		}
	}
}

func TestOf(t *testing.T) {
	for version, want := range map[string]int{"v1.0-beta.1": 10, "v1.0-beta.2": 1, openapi.Newest: 0} {
		older := 0
		for _, r := range catalog.Of(version) {
			if !r.HoldsIn(version) {
				t.Errorf("%s does not hold in %s", r.ID, version)
			}
			if r.Until != "" {
				older++
			}
		}
		if older != want {
			t.Errorf("%s: %d requirements that later versions do not have, want %d", version, older, want)
		}
	}
}
