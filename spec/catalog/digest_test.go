package catalog

import (
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

func TestDigestFollowsEveryField(t *testing.T) {
	before := Digest()
	if !strings.HasPrefix(before, "sha256:") || len(before) != len("sha256:")+64 {
		t.Fatalf("digest %q", before)
	}
	for name, change := range map[string]func(*requirement.Requirement){
		"id":      func(r *requirement.Requirement) { r.ID += "x" },
		"level":   func(r *requirement.Requirement) { r.Level = requirement.May },
		"subject": func(r *requirement.Requirement) { r.Subject = requirement.Extension },
		"impact":  func(r *requirement.Requirement) { r.Impact = requirement.Cosmetic },
		"profile": func(r *requirement.Requirement) { r.Profile = requirement.Transport },
		"decided": func(r *requirement.Requirement) { r.Decided = requirement.ClientOnly },
		"by":      func(r *requirement.Requirement) { r.By += "x" },
		"since":   func(r *requirement.Requirement) { r.Since += "x" },
		"until":   func(r *requirement.Requirement) { r.Until += "x" },
		"print":   func(r *requirement.Requirement) { r.Ref.Print += "0" },
		"says":    func(r *requirement.Requirement) { r.Says += " " },
		"note":    func(r *requirement.Requirement) { r.Note += " " },
	} {
		changed := slices.Clone(all)
		change(&changed[len(changed)/2])
		if digest(changed) == before {
			t.Errorf("another %s leaves the digest as it was", name)
		}
	}
	swapped := slices.Clone(all)
	swapped[0], swapped[1] = swapped[1], swapped[0]
	if digest(swapped) == before {
		t.Error("another order leaves the digest as it was")
	}
	if Digest() != before {
		t.Error("the digest changes from call to call")
	}
}
