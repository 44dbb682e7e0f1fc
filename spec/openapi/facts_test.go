package openapi

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestStructureIsTheOneThatWasPublished compares our copy with the facts of the
// published document, where they are at hand. Prose is ours, so it is left out.
func TestStructureIsTheOneThatWasPublished(t *testing.T) {
	for _, version := range Versions() {
		t.Run(version, func(t *testing.T) {
			name := filepath.Join("..", "..", "..", "shared", "upstream", "polyproto.core-"+version+".facts.json")
			text, err := os.ReadFile(name)
			if err != nil {
				t.Skip("the facts of the published document are not here: ", err)
			}
			var want any
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			got := withoutProse(generic(t, raw(t, version)), false)
			compare(t, "", got, withoutProse(want, false))
		})
	}
}

// generic reads YAML as JSON would be read.
func generic(t *testing.T, text []byte) any {
	t.Helper()
	asJSON, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(asJSON, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// withoutProse drops titles, summaries and descriptions, but no member of a
// named set (a property may be called "title").
func withoutProse(node any, named bool) any {
	switch node := node.(type) {
	case map[string]any:
		kept := map[string]any{}
		for name, value := range node {
			if !named && (name == "title" || name == "summary" || name == "description") {
				continue
			}
			set := !named && (name == "properties" || name == "schemas" || name == "headers" || name == "paths")
			kept[name] = withoutProse(value, set)
		}
		return kept
	case []any:
		kept := make([]any, len(node))
		for i, value := range node {
			kept[i] = withoutProse(value, false)
		}
		return kept
	default:
		return node
	}
}

// compare fails the test for each place in which two documents differ.
func compare(t *testing.T, at string, got, want any) {
	t.Helper()
	gotMap, gotIsMap := got.(map[string]any)
	wantMap, wantIsMap := want.(map[string]any)
	gotList, gotIsList := got.([]any)
	wantList, wantIsList := want.([]any)
	switch {
	case gotIsMap && wantIsMap:
		for name := range wantMap {
			if _, ok := gotMap[name]; !ok {
				t.Errorf("%s/%s is missing", at, name)
				continue
			}
			compare(t, at+"/"+name, gotMap[name], wantMap[name])
		}
		for name := range gotMap {
			if _, ok := wantMap[name]; !ok {
				t.Errorf("%s/%s was not published", at, name)
			}
		}
	case gotIsList && wantIsList && len(gotList) == len(wantList):
		for i := range wantList {
			compare(t, fmt.Sprintf("%s/%d", at, i), gotList[i], wantList[i])
		}
	case !reflect.DeepEqual(got, want):
		t.Errorf("%s: got %v, want %v", at, got, want)
	}
}
