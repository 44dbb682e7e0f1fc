package lint

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/prose"
)

func ruleOf(t *testing.T, id string) Rule {
	t.Helper()
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("there is no rule %s", id)
	}
	return Rules[i]
}

// newest is the text of our copy of the API document.
func newest(t testing.TB) []byte {
	t.Helper()
	text, err := openapi.Raw(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// ourCopy is the API document that we bring along.
func ourCopy(t *testing.T) *API {
	t.Helper()
	a, err := ReadAPI(newest(t))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestRegisterIsAboutThePlace: an entry that is said to cover a finding names the
// place of it.
func TestRegisterIsAboutThePlace(t *testing.T) {
	for _, c := range register {
		doc := "core"
		if ruleOf(t, c.rule).ofAPI != nil {
			doc = "api"
		}
		if _, err := ambiguity.ByID(c.entry.ID); err != nil {
			t.Errorf("%s: %v", c.rule, err)
		}
		named := false
		for _, place := range c.entry.Places {
			named = named || place.Doc == doc && (c.section == "" || place.Section == c.section)
		}
		if !named {
			t.Errorf("%s, %s: %s has no such place", c.rule, c.section, c.entry.ID)
		}
	}
}

// TestRegisterIsUsed: each line about the API document covers something that is
// found in it, and each about the prose something there, where that is at hand.
func TestRegisterIsUsed(t *testing.T) {
	texts := Texts{API: ourCopy(t)}
	if *core != "" {
		text, err := os.ReadFile(filepath.FromSlash(*core))
		if err != nil {
			t.Fatal(err)
		}
		if texts.Prose, err = prose.Parse(text); err != nil {
			t.Fatal(err)
		}
	}
	found := Run(texts)
	for i, c := range register {
		if ruleOf(t, c.rule).ofAPI == nil && texts.Prose == nil {
			continue
		}
		if !slices.ContainsFunc(found, func(f Finding) bool { return first(f.Rule, f.Place) == i }) {
			t.Errorf("%s, %s, %s: nothing of it is found", c.rule, c.section, c.detail)
		}
	}
}

// TestOurCopy holds what the corrections of the overlay are for against what is
// found without them.
func TestOurCopy(t *testing.T) {
	found := Run(Texts{API: ourCopy(t)})
	for _, want := range []ambiguity.ID{"A-013", "A-020", "A-023", "A-043", "A-091", "A-161", "A-190", "A-193"} {
		if !slices.ContainsFunc(found, func(f Finding) bool { return f.Ambiguity == want }) {
			t.Errorf("nothing is found of %s", want)
		}
	}
	if Known(found) {
		t.Error("everything is registered: the operation called name is not")
	}
	if !Known(nil) {
		t.Error("nothing at all is not registered")
	}
}
