package requirement_test

import (
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

func TestHoldsIn(t *testing.T) {
	const one, two, three = "v1.0-beta.1", "v1.0-beta.2", "v1.0-beta.3"
	for _, c := range []struct {
		since, until, span string
		holds              []bool // in one, two, three and an unknown version
	}{
		{"", "", "", []bool{true, true, true, true}},
		{two, "", "since v1.0-beta.2", []bool{false, true, true, false}},
		{three, "", "since v1.0-beta.3", []bool{false, false, true, false}},
		{"", one, "until v1.0-beta.1", []bool{true, false, false, false}},
		{"", two, "until v1.0-beta.2", []bool{true, true, false, false}},
		{two, two, "from v1.0-beta.2 to v1.0-beta.2", []bool{false, true, false, false}},
	} {
		r := requirement.Requirement{Since: c.since, Until: c.until}
		for i, version := range []string{one, two, three, "v9"} {
			if got := r.HoldsIn(version); got != c.holds[i] {
				t.Errorf("since %q until %q in %s: %v", c.since, c.until, version, got)
			}
		}
		if got := r.Span(); got != c.span {
			t.Errorf("since %q until %q: span %q, want %q", c.since, c.until, got, c.span)
		}
	}
}
