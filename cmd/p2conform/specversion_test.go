package main

import (
	"strings"
	"testing"
)

func TestKnownVersion(t *testing.T) {
	for written, want := range map[string]string{
		"v1.0-beta.1": "v1.0-beta.1", "1.0-beta.2": "v1.0-beta.2", "beta.3": "v1.0-beta.3", " V1.0-Beta.2 ": "v1.0-beta.2",
	} {
		if got, err := knownVersion(written); err != nil || got != want {
			t.Errorf("%q is %q, %v, want %q", written, got, err, want)
		}
	}
	for written, hint := range map[string]string{
		"beta.4":      "did you mean beta.1, beta.2 or beta.3?",
		"v1.0-beta":   "did you mean",
		"v1.0.beta.2": "did you mean v1.0-beta.2",
		"":            "the versions are v1.0-beta.1, v1.0-beta.2 and v1.0-beta.3; the newest is the default",
		"latest":      "the versions are",
		"2":           "the versions are",
	} {
		got, err := knownVersion(written)
		if err == nil || !strings.HasPrefix(hintOf(err), hint) {
			t.Errorf("%q is %q, hint %q, want %q", written, got, hintOf(err), hint)
		}
	}
}
