package openapi

import (
	"strings"
	"testing"
)

func TestFits(t *testing.T) {
	for _, tc := range []struct {
		number string
		bits   int
		want   bool
	}{
		{"0", 64, true},
		{"-0", 64, true},
		{"-1", 64, false},
		{"18446744073709551615", 64, true},
		{"18446744073709551616", 64, false},
		{"00000000000000000000018446744073709551615", 64, true},
		{"99999999999999999999", 64, false},
		{"1.8e19", 64, true},
		{"1.9e19", 64, false},
		{"-1e0", 64, false},
		{"1e999999999", 64, false},
		{"255", 8, true},
		{"256", 8, false},
		{"1461501637330902918203684832716283019655932542975", 160, true},
		{"1461501637330902918203684832716283019655932542976", 160, false},
		{strings.Repeat("9", 1<<20), 160, false},
	} {
		if got := fits(tc.number, tc.bits); got != tc.want {
			t.Errorf("%.60s in %d bits: got %t, want %t", tc.number, tc.bits, got, tc.want)
		}
	}
}

func TestDecimal(t *testing.T) {
	for text, want := range map[string]bool{
		"0": true, "17": true, "18446744073709551615": true,
		"18446744073709551616": false, "": false, "-1": false, "+1": false, "1.0": false, "1 ": false, "0x1": false, "٣": false,
	} {
		if err := decimal(text, "uint64"); (err == nil) != want {
			t.Errorf("%q: got %v, want it taken: %t", text, err, want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                   "plain",
		"a\x1b[31m\n\u0085\u202e": `a\x1b[31m\n\u0085\u202e`,
		"\xff":                    `\xff`,
		`"\`:                      `\"\\`,
		strings.Repeat("é", 60):   strings.Repeat("é", 50) + "…",
	} {
		if got := printable(text); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPointer(t *testing.T) {
	if got, want := pointer([]string{"a/b", "~", "0"}), "/a~1b/~0/0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
