package coverage

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/p2conform/p2conform/reports"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(reports.CoverageSchemaText()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(Schema, text); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(Schema)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func decoded(t *testing.T, s Source) map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := JSON(&b, New(s)); err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	return v.(map[string]any)
}

func TestDocumentsHoldToTheSchema(t *testing.T) {
	schema := compiled(t)
	for name, s := range map[string]Source{"made up": source(), "everything": all(), "nothing": {}} {
		if err := schema.Validate(decoded(t, s)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, change := range map[string]func(map[string]any){
		"another schema":   func(d map[string]any) { d["schema"] = "https://p2conform.dev/schema/coverage-v2.json" },
		"no totals":        func(d map[string]any) { delete(d, "totals") },
		"null levels":      func(d map[string]any) { d["levels"] = nil },
		"an unknown state": func(d map[string]any) { d["requirements"].([]any)[0].(map[string]any)["state"] = "fine" },
	} {
		d := decoded(t, source())
		change(d)
		if schema.Validate(d) == nil {
			t.Errorf("the schema takes %s", name)
		}
	}
}

// object is a part of the schema that describes an object.
type object struct {
	Required   []string
	Properties map[string]struct {
		Ref   string `json:"$ref"`
		Items struct {
			Ref string `json:"$ref"`
		}
	}
}

func TestSchemaAndTypesHaveTheSameMembers(t *testing.T) {
	var root struct {
		object
		ID   string            `json:"$id"`
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(reports.CoverageSchemaText(), &root); err != nil {
		t.Fatal(err)
	}
	if root.ID != Schema {
		t.Errorf("$id is %q, want %q", root.ID, Schema)
	}
	seen := map[string]bool{}
	var compare func(where string, o object, typ reflect.Type)
	compare = func(where string, o object, typ reflect.Type) {
		members := map[string]bool{}
		for _, f := range reflect.VisibleFields(typ) {
			if f.Anonymous {
				continue
			}
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			members[name] = true
			p, ok := o.Properties[name]
			if !ok {
				t.Errorf("%s.%s is not in the schema", where, name)
				continue
			}
			if wanted := !strings.Contains(options, "omitempty"); wanted != slices.Contains(o.Required, name) {
				t.Errorf("%s.%s: required is %v in the types", where, name, wanted)
			}
			inner := f.Type
			if inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			def := strings.TrimPrefix(p.Ref+p.Items.Ref, "#/$defs/")
			if inner.Kind() == reflect.Struct && !seen[def] {
				seen[def] = true
				compare(def, root.Defs[def], inner)
			}
		}
		for name := range o.Properties {
			if !members[name] {
				t.Errorf("%s.%s is in the schema alone", where, name)
			}
		}
	}
	compare("document", root.object, reflect.TypeFor[Document]())
	for name, def := range root.Defs {
		if len(def.Properties) > 0 && !seen[name] {
			t.Errorf("nothing uses the definition %s", name)
		}
	}
}
