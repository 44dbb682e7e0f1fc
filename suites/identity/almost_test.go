package identity

import (
	"slices"
	"testing"
)

func TestNear(t *testing.T) {
	for secret, want := range map[string][]string{
		"aB1": {"aB1x", "aB1\xe9", "aB", "B1", "AB1", "ab1", "Ab1"},
		"12":  {"12x", "12\xe9", "1", "2"},
		"":    {"x", "\xe9"},
	} {
		var got []string
		for _, v := range near(secret) {
			got = append(got, v.value)
		}
		if !slices.Equal(got, want) {
			t.Errorf("near(%q) is %q, want %q", secret, got, want)
		}
	}
}
