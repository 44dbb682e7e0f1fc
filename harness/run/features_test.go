package run

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/targetfile"
)

// The reference server has all features that it can have, and a plain look asks for
// none of them.
func TestFeatures(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, InMemory: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	found, err := Examine(t.Context(), e.Target, nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range found.Features {
		names = append(names, f.Name)
		if f.Presence != Present || f.Declared || f.Says == "" {
			t.Errorf("%+v, want %s", f, Present)
		}
	}
	if !slices.Equal(names, FeatureNames) {
		t.Errorf("looked for %q", names)
	}
	for _, s := range found.Stages {
		if !s.OK || s.Says == "" {
			t.Errorf("%+v", s)
		}
	}
	if found, err = Preflight(t.Context(), e.Target, nil); err != nil || len(found.Features) > 0 {
		t.Errorf("a plain look has found %+v, error %v", found.Features, err)
	}
}

// A run notes what the target file offers and the server has not.
func TestOffersAreHeld(t *testing.T) {
	home := &homeserver.Server{}
	tg := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/.p2/core/v1/services") {
			http.NotFound(w, r)
			return
		}
		home.ServeHTTP(w, r)
	})
	tg.Offers = []string{"http3", "keymaterial", "services"}
	found, err := Preflight(t.Context(), tg, nil)
	if err != nil {
		t.Fatal(err)
	}
	noted := func(part string) bool {
		return slices.ContainsFunc(found.Notes, func(n string) bool { return strings.Contains(n, part) })
	}
	if !noted("offers services, and the server does not have it: GET ") || !noted("offers http3, which could not be found out") || noted("keymaterial") {
		t.Errorf("the notes are %q", found.Notes)
	}
}

// A stage that does not go well says why.
func TestStagesSayWhy(t *testing.T) {
	tg := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/.p2/auth") {
			http.NotFound(w, r)
			return
		}
		(&homeserver.Server{}).ServeHTTP(w, r)
	})
	found, err := Examine(t.Context(), tg, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Stages) != 1 || found.Stages[0].OK || !strings.Contains(found.Stages[0].Says, "no route registers actors") || len(found.Stages[0].Exchanges) == 0 {
		t.Errorf("%+v", found.Stages)
	}
	for _, f := range found.Features {
		if f.Name == "auth" && f.Presence != Absent || f.Name == "services" && f.Presence != Unclear {
			t.Errorf("%+v", f)
		}
	}
}

// What a target file can offer is what can be found out.
func TestFeatureNames(t *testing.T) {
	var s struct {
		Properties struct {
			Offers struct{ Items struct{ Enum []string } }
		}
	}
	if err := json.Unmarshal(targetfile.SchemaText(), &s); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(s.Properties.Offers.Items.Enum, FeatureNames) {
		t.Errorf("the schema has %q, and %q can be found out", s.Properties.Offers.Items.Enum, FeatureNames)
	}
}
