package catalog_test

import (
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
