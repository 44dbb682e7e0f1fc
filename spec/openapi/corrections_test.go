package openapi

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/p2conform/p2conform/spec/ambiguity"
)

func TestEveryVersionHasItsFiles(t *testing.T) {
	named := []string{overlayFile}
	for _, v := range versions {
		named = append(named, v.file)
		if v.overlay != "" {
			named = append(named, v.overlay)
		}
	}
	for _, name := range named {
		if text, err := files.ReadFile(name); err != nil || len(text) == 0 {
			t.Errorf("%s: %d bytes, %v", name, len(text), err)
		}
	}
	there, err := files.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range there {
		if !slices.Contains(named, entry.Name()) {
			t.Errorf("no version is made from %s", entry.Name())
		}
	}
	if last := Versions()[len(versions)-1]; last != Newest {
		t.Errorf("exchanges are held against %s, and the newest version is %s", Newest, last)
	}
}

func TestDigest(t *testing.T) {
	seen := map[string]string{}
	for _, name := range Versions() {
		got := Digest(name)
		if got != Digest(name) || !regexp.MustCompile(`^sha256:[0-9a-f]{64}$`).MatchString(got) {
			t.Errorf("%s: got %q", name, got)
		}
		if other, ok := seen[got]; ok {
			t.Errorf("%s and %s have one digest", other, name)
		}
		seen[got] = name
	}
}

func TestCorrectionsNameTheirAmbiguity(t *testing.T) {
	for _, v := range versions {
		list, actions := Corrections(v.name), 0
		for _, text := range overlays(v) {
			actions += strings.Count(string(text), "\n  - target:")
		}
		if len(list) == 0 || len(list) != actions {
			t.Errorf("%s: %d corrections from %d actions", v.name, len(list), actions)
		}
		for i, c := range list {
			if _, err := ambiguity.ByID(ambiguity.ID(c.Ambiguity)); err != nil {
				t.Errorf("%s: action %d (%s): %v", v.name, i, c.Target, err)
			}
			if !strings.HasPrefix(c.Target, "$.") || c.Why == "" {
				t.Errorf("%s: action %d: target %q, why %q", v.name, i, c.Target, c.Why)
			}
		}
	}
}

// TestEveryCorrectionChangesSomething applies the actions one after the other,
// to every version: one that leaves the document as it was is not needed, or
// misses its target.
func TestEveryCorrectionChangesSomething(t *testing.T) {
	for _, v := range versions {
		t.Run(v.name, func(t *testing.T) {
			text := rewritten(t, raw(t, v.name))
			for _, overlay := range overlays(v) {
				text = oneByOne(t, text, overlay)
			}
			whole, err := correct(raw(t, v.name), v)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, "", generic(t, text), generic(t, whole))
		})
	}
}

// TestEveryDifferenceChangesSomething does the same with what leads back to an
// older version.
func TestEveryDifferenceChangesSomething(t *testing.T) {
	for i, v := range versions[:len(versions)-1] {
		t.Run(v.name, func(t *testing.T) {
			text := oneByOne(t, rewritten(t, raw(t, versions[i+1].name)), mustRead(v.file))
			compare(t, "", generic(t, text), generic(t, raw(t, v.name)))
		})
	}
}

// rewritten is a document as the library writes it: what it has written once, it
// writes the same way again.
func rewritten(t *testing.T, text []byte) []byte {
	t.Helper()
	text, err := apply(text, []byte("overlay: 1.0.0\ninfo: {title: x, version: y}\nactions:\n  - {target: $, update: {openapi: 3.0.0}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// oneByOne applies each action of an overlay alone, after those before it, and
// holds that it changes something.
func oneByOne(t *testing.T, text, overlay []byte) []byte {
	t.Helper()
	var file yaml.MapSlice
	if err := yaml.UnmarshalWithOptions(overlay, &file, yaml.UseOrderedMap()); err != nil {
		t.Fatal(err)
	}
	for i, action := range actionsOf(t, file) {
		single, err := yaml.Marshal(withActions(file, []any{action}))
		if err != nil {
			t.Fatal(err)
		}
		after, err := apply(text, single)
		if err != nil {
			t.Fatalf("action %d: %v", i, err)
		}
		if bytes.Equal(text, after) {
			t.Errorf("action %d changes nothing:\n%s", i, single)
		}
		text = after
	}
	return text
}

func TestApplyRefusesAMissedTarget(t *testing.T) {
	missed := "overlay: 1.0.0\ninfo: {title: x, version: y}\nactions:\n  - target: $.nowhere\n    remove: true\n"
	if _, err := apply(raw(t, Newest), []byte(missed)); err == nil || !strings.Contains(err.Error(), "$.nowhere") {
		t.Errorf("got %v, want an error that names the target", err)
	}
	if _, err := apply(raw(t, Newest), nil); err == nil {
		t.Error("an empty overlay was taken")
	}
}

// TestNothingIsLost holds that a correction drops no operation, and adds none.
func TestNothingIsLost(t *testing.T) {
	for _, v := range versions {
		text, err := correct(raw(t, v.name), v)
		if err != nil {
			t.Fatal(err)
		}
		before, err := index(raw(t, v.name))
		if err != nil {
			t.Fatal(err)
		}
		document := generic(t, text).(map[string]any)
		var after int
		for _, methods := range document["paths"].(map[string]any) {
			after += len(methods.(map[string]any))
		}
		if after != len(before) {
			t.Errorf("%s: %d operations became %d", v.name, len(before), after)
		}
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
