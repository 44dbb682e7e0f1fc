package catalog_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFingerprints holds the catalogue against a table of what was read where.
// Ids are permanent and fingerprints follow the text, so that every difference
// in the table is one to look at.
func TestFingerprints(t *testing.T) {
	var b strings.Builder
	for _, r := range catalog.All() {
		line := fmt.Sprintf("%s\t%s\t%s\t%s\t%s\t%s\t%s", r.ID, r.Level, r.Profile, r.Decided, r.Ref, r.Ref.Print, r.Span())
		fmt.Fprintln(&b, strings.TrimSpace(line))
	}
	path := filepath.Join("testdata", "fingerprints.tsv")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(b.String(), "\n")
	wanted := strings.Split(string(want), "\n")
	if len(got) != len(wanted) {
		t.Errorf("%d lines, the table has %d: run with -update and look at the difference", len(got), len(wanted))
	}
	for i := range min(len(got), len(wanted)) {
		if got[i] != wanted[i] {
			t.Fatalf("line %d differs: run with -update and look at the difference\n got %s\nwant %s", i+1, got[i], wanted[i])
		}
	}
}

// TestAPIFingerprints takes the fingerprints again from the copies of the API
// document that stand in this repository: from the newest that has a statement.
func TestAPIFingerprints(t *testing.T) {
	check := func(who string, ref requirement.Ref, parts map[string]any) {
		part, ok := parts[ref.Section]
		if !ok {
			t.Errorf("%s: the document has no operation, schema or security scheme %s", who, ref.Section)
			return
		}
		if got := requirement.Print(canonical(t, facts(part))); got != ref.Print {
			t.Errorf("%s: %s has the print %s, not %s", who, ref.Section, got, ref.Print)
		}
	}
	parts := map[string]map[string]any{}
	for _, version := range openapi.Versions() {
		parts[version] = partsOf(t, version)
	}
	for _, r := range api.All {
		check(string(r.ID), r.Ref, parts[cmp.Or(r.Until, openapi.Newest)])
	}
	for _, e := range ambiguity.All {
		for _, place := range e.Places {
			if place.Doc == "api" {
				check(string(e.ID), place, parts[openapi.Newest])
			}
		}
	}
}

// partsOf maps the operations, schemas and security schemes of a version to what
// the document says of them.
func partsOf(t *testing.T, version string) map[string]any {
	t.Helper()
	text, err := openapi.Raw(version)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Paths      map[string]map[string]map[string]any
		Components struct {
			Schemas         map[string]any
			SecuritySchemes map[string]any `yaml:"securitySchemes"`
		}
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	parts := doc.Components.Schemas
	maps.Copy(parts, doc.Components.SecuritySchemes)
	for _, operations := range doc.Paths {
		for _, op := range operations {
			if id, ok := op["operationId"].(string); ok {
				parts[id] = op
			}
		}
	}
	return parts
}

// facts leaves the prose out, which is ours in the copy.
func facts(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for key, value := range v {
			if _, text := value.(string); text && (key == "description" || key == "summary") {
				continue
			}
			m[key] = facts(value)
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i, value := range v {
			l[i] = facts(value)
		}
		return l
	}
	return v
}

// canonical is compact JSON with sorted keys, nothing escaped for HTML.
func canonical(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
