package openapi

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func TestEveryVersionHasItsFiles(t *testing.T) {
	for _, version := range Versions() {
		for _, name := range []string{documentFile(version), overlayFile(version)} {
			if text, err := files.ReadFile(name); err != nil || len(text) == 0 {
				t.Errorf("%s: %d bytes, %v", name, len(text), err)
			}
		}
	}
	if last := Versions()[len(Versions())-1]; last != current {
		t.Errorf("exchanges are held against %s, and the newest version is %s", current, last)
	}
}

func TestDigest(t *testing.T) {
	if got := Digest(); got != Digest() || !regexp.MustCompile(`^sha256:[0-9a-f]{64}$`).MatchString(got) {
		t.Errorf("got %q", got)
	}
}

func TestCorrectionsNameTheirAmbiguity(t *testing.T) {
	list := Corrections()
	if len(list) == 0 {
		t.Fatal("there are no corrections")
	}
	if got, want := len(list), strings.Count(string(Overlay()), "\n  - target:"); got != want {
		t.Errorf("%d corrections from %d actions", got, want)
	}
	for i, c := range list {
		if !regexp.MustCompile(`^A-[0-9]{3}$`).MatchString(c.Ambiguity) {
			t.Errorf("action %d (%s): ambiguity %q", i, c.Target, c.Ambiguity)
		}
		if !strings.HasPrefix(c.Target, "$.") || c.Why == "" {
			t.Errorf("action %d: target %q, why %q", i, c.Target, c.Why)
		}
	}
}

// TestEveryCorrectionChangesSomething applies the actions one after the other:
// one that leaves the document as it was is not needed, or misses its target.
func TestEveryCorrectionChangesSomething(t *testing.T) {
	var file yaml.MapSlice
	if err := yaml.UnmarshalWithOptions(Overlay(), &file, yaml.UseOrderedMap()); err != nil {
		t.Fatal(err)
	}
	// What the library has written once, it writes the same way again.
	text, err := correct(Raw(), []byte("overlay: 1.0.0\ninfo: {title: x, version: y}\nactions:\n  - {target: $, update: {openapi: 3.0.0}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i, action := range actionsOf(t, file) {
		single, err := yaml.Marshal(withActions(file, []any{action}))
		if err != nil {
			t.Fatal(err)
		}
		after, err := correct(text, single)
		if err != nil {
			t.Fatalf("action %d: %v", i, err)
		}
		if bytes.Equal(text, after) {
			t.Errorf("action %d (%s) changes nothing", i, Corrections()[i].Target)
		}
		text = after
	}
	whole, err := correct(Raw(), Overlay())
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "", generic(t, text), generic(t, whole))
}

func TestCorrectRefusesAMissedTarget(t *testing.T) {
	missed := "overlay: 1.0.0\ninfo: {title: x, version: y}\nactions:\n  - target: $.nowhere\n    remove: true\n"
	if _, err := correct(Raw(), []byte(missed)); err == nil || !strings.Contains(err.Error(), "$.nowhere") {
		t.Errorf("got %v, want an error that names the target", err)
	}
	if _, err := correct(Raw(), nil); err == nil {
		t.Error("an empty overlay was taken")
	}
}

// TestNothingIsLost holds that a correction drops no operation, and adds none.
func TestNothingIsLost(t *testing.T) {
	text, err := correct(Raw(), Overlay())
	if err != nil {
		t.Fatal(err)
	}
	before, err := index(Raw())
	if err != nil {
		t.Fatal(err)
	}
	document := generic(t, text).(map[string]any)
	var after int
	for _, methods := range document["paths"].(map[string]any) {
		after += len(methods.(map[string]any))
	}
	if after != len(before) {
		t.Errorf("%d operations became %d", len(before), after)
	}
}

func actionsOf(t *testing.T, file yaml.MapSlice) []any {
	t.Helper()
	for _, item := range file {
		if item.Key == "actions" {
			return item.Value.([]any)
		}
	}
	t.Fatal("the overlay has no actions")
	return nil
}

func withActions(file yaml.MapSlice, actions []any) yaml.MapSlice {
	var out yaml.MapSlice
	for _, item := range file {
		if item.Key == "actions" {
			item.Value = actions
		}
		out = append(out, item)
	}
	return out
}
