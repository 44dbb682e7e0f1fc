package catalog_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/openapi"
)

type apiOperation struct {
	OperationID string `yaml:"operationId"`
	Parameters  []struct{ Name, In string }
	Responses   map[string]struct{ Headers map[string]any }
	Security    []map[string]any
}

// TestTheWholeAPIIsRead looks for what the API document names and no requirement
// does: a status, parameter, header or member of it, or that a token is needed.
func TestTheWholeAPIIsRead(t *testing.T) {
	var doc struct {
		Paths      map[string]map[string]apiOperation
		Components struct {
			Schemas map[string]struct {
				Properties map[string]any
				Enum       []string
			}
		}
	}
	if err := yaml.Unmarshal(newest(t), &doc); err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, r := range api.All {
		if r.HoldsIn(openapi.Newest) {
			said[r.Ref.Section] += "\n" + r.Says
		}
	}
	wants := func(section string, words ...string) {
		for _, word := range words {
			if !regexp.MustCompile(`(?i)\b` + regexp.QuoteMeta(word) + `s?\b`).MatchString(said[section]) {
				t.Errorf("no requirement of %s says %s", section, word)
			}
		}
	}
	operations := 0
	for _, methods := range doc.Paths {
		for method, op := range methods {
			operations++
			wants(op.OperationID, method)
			for _, p := range op.Parameters {
				if p.In != "path" {
					wants(op.OperationID, p.Name)
				}
			}
			for status, response := range op.Responses {
				wants(op.OperationID, status)
				for name := range response.Headers {
					wants(op.OperationID, strings.TrimSpace(name))
				}
			}
			if len(op.Security) == 1 && op.Security[0]["BearerAuth"] != nil {
				wants(op.OperationID, "valid session token")
			}
		}
	}
	if want := 35; operations != want {
		t.Errorf("%d operations, want %d", operations, want)
	}
	for name, schema := range doc.Components.Schemas {
		if name == "Version" {
			continue // the version of the document, which nothing refers to
		}
		if said[name] == "" {
			t.Errorf("no requirement is about %s", name)
		}
		for member := range schema.Properties {
			wants(name, member)
		}
		wants(name, schema.Enum...)
	}
}

// newest is the newest version of the API document.
func newest(t *testing.T) []byte {
	t.Helper()
	text, err := openapi.Raw(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
