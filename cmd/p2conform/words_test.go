package main

import "testing"

func TestJoin(t *testing.T) {
	tests := []struct {
		words []string
		want  string
	}{
		{nil, ""}, {[]string{"a"}, "a"}, {[]string{"a", "b"}, "a or b"}, {[]string{"a", "b", "c"}, "a, b or c"},
	}
	for _, test := range tests {
		if got := join(test.words, "or"); got != test.want {
			t.Errorf("join(%q) = %q, want %q", test.words, got, test.want)
		}
	}
}
