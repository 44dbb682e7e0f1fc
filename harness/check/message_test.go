package check

import (
	"errors"
	"strings"
	"testing"

	"github.com/onsi/gomega"
	"github.com/onsi/gomega/types"
)

func TestSplitMessage(t *testing.T) {
	tests := []struct{ name, message, expected, actual string }{
		{"value and value", "Expected\n    <int>: 1\nto equal\n    <int>: 2", "to equal <int>: 2", "<int>: 1"},
		{"value and words", "Expected\n    <bool>: false\nto be true", "to be true", "<bool>: false"},
		{"several lines", "Expected\n    <string>: {\n      \"a\": 1\n    }\nto match JSON of\n    <string>: {}", "to match JSON of <string>: {}", `<string>: { "a": 1 }`},
		{"a description", "the serial\nExpected\n    <int>: 1\nto equal\n    <int>: 2", "the serial: to equal <int>: 2", "<int>: 1"},
		{"an address", "Expected\n    <*x.Y | 0xc000123>: {}\nto be nil", "to be nil", "<*x.Y>: {}"},
		{"a target's text like an address", "Expected\n    <string>: 0xc000123\nto be empty", "to be empty", "<string>: 0xc000123"},
		{"a mark", "Expected\n    <string>: \"a\"\nto equal      |\n    <string>: \"b\"", `to equal <string>: "b"`, `<string>: "a"`},
		{"an error", "Unexpected error:\n    <*e | 0x1>: \n    boom\noccurred", "no error", "<*e>: boom"},
		{"no success", "Expected success, but got an error:\n    <*e | 0x1>: boom", "success", "<*e>: boom"},
		{"other words", "boom", anyAssertion, "boom"},
		{"nothing", "", anyAssertion, ""},
		{"no value", "Expected\nto be true", anyAssertion, "Expected\nto be true"},
		{"nothing wanted", "Expected\n    <int>: 1", anyAssertion, "Expected\n    <int>: 1"},
		{"nothing after", "Expected\n", anyAssertion, "Expected\n"},
		{"expected in the middle", "He Expected\n    <int>: 1\nto", anyAssertion, "He Expected\n    <int>: 1\nto"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			expected, actual := splitMessage(tt.message)
			if expected != tt.expected || actual != tt.actual {
				t.Errorf("expected %q, actual %q; want %q and %q", expected, actual, tt.expected, tt.actual)
			}
		})
	}
}

// Gomega words its messages as this package reads them.
func TestSplitMessagesOfGomega(t *testing.T) {
	tests := []struct {
		actual  any
		matcher types.GomegaMatcher
	}{
		{1, gomega.Equal(2)},
		{"two\nlines\n\nand\nExpected", gomega.Equal("one")},
		{strings.Repeat("a", 100), gomega.Equal(strings.Repeat("a", 99) + "b")},
		{false, gomega.BeTrue()},
		{[]int{1}, gomega.BeEmpty()},
		{[]int{1, 2}, gomega.ConsistOf(1, 3)},
		{[]string{"a"}, gomega.HaveLen(2)},
		{3, gomega.BeNumerically("<", 2)},
		{`{"a":1}`, gomega.MatchJSON(`{}`)},
		{errors.New("x"), gomega.Succeed()},
		{errors.New("x"), gomega.Not(gomega.HaveOccurred())},
		{"x", gomega.And(gomega.Equal("x"), gomega.HaveLen(2))},
		{map[string]int{"a": 1}, gomega.HaveKey("b")},
		{"<b>", gomega.MatchRegexp("^x")},
	}
	for _, tt := range tests {
		ok, err := tt.matcher.Match(tt.actual)
		if ok || err != nil {
			t.Fatalf("%v matches, or cannot: %v", tt.actual, err)
		}
		message := tt.matcher.FailureMessage(tt.actual)
		expected, actual := splitMessage(message)
		if expected == anyAssertion || actual == "" || strings.Contains(expected+actual, "0x") {
			t.Errorf("expected %q, actual %q of\n%s", expected, actual, message)
		}
	}
}

func FuzzSplitMessage(f *testing.F) {
	f.Add("Expected\n    <int>: 1\nto equal\n    <int>: 2")
	f.Add("x\nUnexpected error:\n    y\noccurred")
	f.Fuzz(func(t *testing.T, message string) {
		if expected, _ := splitMessage(message); strings.TrimSpace(expected) == "" {
			t.Errorf("nothing is expected of %q", message)
		}
	})
}
