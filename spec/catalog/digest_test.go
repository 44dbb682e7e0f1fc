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

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0},
		{"abc", "abd", 1}, {"abc", "acb", 2}, {"kitten", "sitting", 3}, {"flaw", "lawn", 2},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		id, first string
		none      bool
	}{
		{id: "core.idcert.session-id.length", first: "core.idcert.session-id.length"},
		{id: "core.idcert.session-id.lenght", first: "core.idcert.session-id.length"},
		{id: "CORE.idcert.Session-ID.length", first: "core.idcert.session-id.length"},
		{id: " core.idcert.serial.unique ", first: "core.idcert.serial.unique"},
		{id: "session-id.length", first: "core.idcert.session-id.length"},
		{id: "core.fid.grammer", first: "core.fid.grammar"},
		{id: "", none: true},
		{id: "c", none: true},
		{id: "a completely different sort of thing", none: true},
	} {
		got := Nearest(requirement.ID(c.id))
		switch {
		case c.none && len(got) != 0:
			t.Errorf("Nearest(%q) = %q, want none", c.id, got)
		case !c.none && (len(got) == 0 || string(got[0]) != c.first):
			t.Errorf("Nearest(%q) = %q, want %q first", c.id, got, c.first)
		case len(got) > maxNearest:
			t.Errorf("Nearest(%q) offers %d ids", c.id, len(got))
		}
	}
}
