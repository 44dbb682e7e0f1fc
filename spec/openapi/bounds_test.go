package openapi

import (
	"errors"
	"strings"
	"testing"
)

func TestBounded(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       error
	}{
		{"nothing", "", nil},
		{"as large as may be", strings.Repeat("a", MaxSize), nil},
		{"too large", strings.Repeat("a", MaxSize+1), ErrTooLarge},
		{"as deep as may be", strings.Repeat("[", MaxDepth), nil},
		{"brackets", strings.Repeat("[", MaxDepth+1), ErrTooDeep},
		{"braces on lines", "a: " + strings.Repeat("{a:\n", MaxDepth+1), ErrTooDeep},
		{"elements", strings.Repeat("- ", MaxDepth+1) + "a", ErrTooDeep},
		{"side by side", strings.Repeat("[{}]\n- a\n", 2*MaxDepth), nil},
		{"in a string", `a: "\"` + strings.Repeat("[", 2*MaxDepth) + `"`, nil},
		{"in another string", "- '" + strings.Repeat("[", 2*MaxDepth) + "'", nil},
		{"after an apostrophe", "a: it's " + strings.Repeat("[", 2*MaxDepth), ErrTooDeep},
		{"after a string", `a: ["", ` + strings.Repeat("[", MaxDepth) + `]`, ErrTooDeep},
		{"closed too often", strings.Repeat("]", 2*MaxDepth) + strings.Repeat("[", MaxDepth+1), ErrTooDeep},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := Bounded([]byte(tt.text)); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// TestBoundedTakesOurCopies leaves room for what the next versions may have.
func TestBoundedTakesOurCopies(t *testing.T) {
	for _, version := range Versions() {
		text, err := Raw(version)
		if err != nil {
			t.Fatal(err)
		}
		if err := Bounded(text); err != nil {
			t.Errorf("%s: %v", version, err)
		}
	}
}
