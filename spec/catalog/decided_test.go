package catalog_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
)

func TestEveryRequirementSaysHowItIsDecided(t *testing.T) {
	used := map[requirement.Means]int{}
	for _, r := range catalog.All() {
		used[r.Decided]++
		capability := slices.Contains(requirement.Capabilities, r.By)
		switch r.Decided {
		case requirement.BlackBox, requirement.ClientOnly:
			if r.By != "" {
				t.Errorf("%s: %s, by %q", r.ID, r.Decided, r.By)
			}
		case requirement.Peer:
			if r.By != "" && !capability {
				t.Errorf("%s: %q is no capability of a driver", r.ID, r.By)
			}
		case requirement.Driver:
			if !capability {
				t.Errorf("%s: %q is no capability of a driver", r.ID, r.By)
			}
		case requirement.Time:
			if r.By == "" || capability || strings.HasSuffix(r.By, ".") {
				t.Errorf("%s: %q is nothing to wait for", r.ID, r.By)
			}
		case requirement.Untestable:
			if !strings.HasSuffix(r.By, ".") {
				t.Errorf("%s: %q is no reason", r.ID, r.By)
			}
		default:
			t.Errorf("%s does not say how it can be decided", r.ID)
		}
	}
	for m := requirement.BlackBox; m <= requirement.Untestable; m++ {
		if used[m] == 0 {
			t.Errorf("nothing is decided by %s", m)
		}
	}
}

// Whether a client keeps its duties, no server shows; and where only a client
// can show it, the duty is a client's.
func TestDutiesOfClients(t *testing.T) {
	for _, r := range catalog.All() {
		byClient := r.Decided == requirement.ClientOnly
		switch {
		case r.Subject == requirement.Client && !byClient && r.Decided != requirement.Untestable:
			t.Errorf("%s binds clients and is decided by %s", r.ID, r.Decided)
		case byClient && r.Subject != requirement.Client && r.Subject != requirement.Both:
			t.Errorf("%s binds the %s, and only a client shows it", r.ID, r.Subject)
		}
	}
}

func TestReasonsFitTheirRequirements(t *testing.T) {
	for _, r := range catalog.All() {
		if r.By == requirement.Permission && r.Level != requirement.May {
			t.Errorf("%s is a %s, and its reason says that it is a permission", r.ID, r.Level)
		}
		if r.By == requirement.Documents && r.Subject != requirement.Extension && r.Subject != requirement.Both {
			t.Errorf("%s binds the %s, and its reason says that it binds documents", r.ID, r.Subject)
		}
	}
}

func TestEveryCapabilityIsTaken(t *testing.T) {
	for _, c := range requirement.Capabilities {
		if !slices.ContainsFunc(catalog.All(), func(r requirement.Requirement) bool { return r.By == c }) {
			t.Errorf("no requirement takes the capability %q", c)
		}
	}
}

func TestEveryProfileHasRequirements(t *testing.T) {
	for _, p := range requirement.Profiles {
		if len(catalog.OfProfile(p)) == 0 {
			t.Errorf("the profile %s is empty", p)
		}
	}
}

// apiVersions are the versions of the API document that we know, the oldest
// first.
var apiVersions = []string{"v1.0-beta.1", "v1.0-beta.2", "v1.0-beta.3"}

// TestSince holds the versions against the documents: what is new in one has
// other facts there than in the one before. Their facts lie beside the
// repository where it is developed.
func TestSince(t *testing.T) {
	found := 0
	for _, r := range catalog.All() {
		if r.Since == "" {
			continue
		}
		found++
		i := slices.Index(apiVersions, r.Since)
		if i < 1 || r.Ref.Doc != "api" {
			t.Errorf("%s: %s of %q is no version that adds anything", r.ID, r.Ref, r.Since)
			continue
		}
		before, after := partsOf(t, apiVersions[i-1]), partsOf(t, apiVersions[i])
		if reflect.DeepEqual(before[r.Ref.Section], after[r.Ref.Section]) {
			t.Errorf("%s: %s is the same in %s and %s", r.ID, r.Ref.Section, apiVersions[i-1], r.Since)
		}
	}
	if found == 0 {
		t.Error("no requirement has a version")
	}
}

// partsOf maps the operations and schemas of a version to their facts.
func partsOf(t *testing.T, version string) map[string]any {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "upstream", "polyproto.core-"+version+".facts.json"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the documents do not lie beside this checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths      map[string]map[string]map[string]any
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	parts := doc.Components.Schemas
	for _, operations := range doc.Paths {
		for _, op := range operations {
			if id, ok := op["operationId"].(string); ok {
				parts[id] = op
			}
		}
	}
	return parts
}
