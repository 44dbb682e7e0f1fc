package nearest

import (
	"slices"
	"testing"
)

func TestNames(t *testing.T) {
	names := []string{"identity.issue.granted", "identity.issue.schema", "identity.issued.version", "discovery.well-known.served", "--check", "run"}
	tests := []struct {
		want string
		got  []string
	}{
		{"identity.issue.grantd", []string{"identity.issue.granted"}},
		{"Identity.Issue.Granted", []string{"identity.issue.granted"}},
		{"identity.isseu.granted", []string{"identity.issue.granted"}},
		{"granted", []string{"identity.issue.granted"}},
		{"identity.issue", []string{"identity.issue.granted", "identity.issue.schema", "identity.issued.version"}},
		{"--chekc", []string{"--check"}},
		{"rnu", []string{"run"}},
		{"rum", []string{"run"}},
		{" identity.issue.granted ", []string{"identity.issue.granted"}},
		{"frobnicate", nil},
		{"a completely different sort of thing", nil},
		{"x", nil},
		{"", nil},
	}
	for _, test := range tests {
		if got := Names(test.want, names); !slices.Equal(got, test.got) {
			t.Errorf("Names(%q) = %q, want %q", test.want, got, test.got)
		}
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "abc", 0}, {"abc", "abd", 1}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"kitten", "sitting", 3},
	}
	for _, test := range tests {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
		if got := distance(test.b, test.a); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.b, test.a, got, test.want)
		}
	}
}
