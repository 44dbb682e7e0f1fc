package generate

import (
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
)

// kind is a part that is more than its text.
type kind struct{ name, text string }

func (k kind) Text() string { return k.text }

func (k kind) With(text string) any { return kind{k.name, text} }

func TestShrinkLeavesWhatBreaks(t *testing.T) {
	breaks := func(parts []string) *check.Deviation {
		if s := strings.Join(parts, ""); strings.Contains(s, "%") {
			return check.Deviates("none", "%d", len(s))
		}
		return nil
	}
	long := []string{"a", strings.Repeat("b", 6) + "%" + strings.Repeat("c", 6), "d"}
	parts, d := Shrink(long, breaks(long), breaks)
	if !slices.Equal(parts, []string{"%"}) || d.Actual != "1" {
		t.Errorf("%q: %v", parts, d)
	}
}

func TestShrinkKeepsTheKindOfAPart(t *testing.T) {
	breaks := func(parts []kind) *check.Deviation {
		if slices.ContainsFunc(parts, func(k kind) bool { return k.name == "uid" && strings.Contains(k.text, "@") }) {
			return check.Deviates("none", "one")
		}
		return nil
	}
	all := []kind{{"cn", "@"}, {"uid", "me@home"}}
	if parts, _ := Shrink(all, breaks(all), breaks); !slices.Equal(parts, []kind{{"uid", "@"}}) {
		t.Errorf("%v", parts)
	}
}

// Each try is a request: a long text does not cost as many as it has letters.
func TestShrinkIsBounded(t *testing.T) {
	tries := 0
	breaks := func([]string) *check.Deviation {
		tries++
		if tries > 1 {
			return nil
		}
		return check.Deviates("none", "one")
	}
	long := []string{strings.Repeat("x", 1000)}
	parts, d := Shrink(long, breaks(long), breaks)
	if tries > mostTries+1 || !slices.Equal(parts, long) || d == nil {
		t.Errorf("%d tries for %d letters", tries, len(parts[0]))
	}
}

func TestTextsAreManyAndDifferent(t *testing.T) {
	for name, texts := range map[string][]string{"stumbling": Stumbling("kim"), "numbers": Numbers()} {
		seen := map[string]bool{}
		for _, s := range texts {
			if seen[s] {
				t.Errorf("%s: %q stands twice", name, s)
			}
			seen[s] = true
		}
		if len(seen) < 20 || len(seen) > 40 {
			t.Errorf("%s: %d texts", name, len(seen))
		}
	}
}
