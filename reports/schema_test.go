package reports

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(SchemaText()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(Schema, text); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(Schema)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestDocumentsHoldToTheSchema(t *testing.T) {
	schema := compiled(t)
	for name, d := range map[string]*Document{
		"full": full(), "canonical": Canonical(full()), "empty": {Schema: Schema}, "unasked": unasked(),
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := JSON(&b, d); err != nil {
				t.Fatal(err)
			}
			v, err := jsonschema.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(v); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t)
	for name, change := range map[string]func(map[string]any){
		"another schema":      func(d map[string]any) { d["schema"] = "https://p2conform.dev/schema/report-v2.json" },
		"no results":          func(d map[string]any) { delete(d, "results") },
		"null claims":         func(d map[string]any) { d["claims"] = nil },
		"an unknown verdict":  func(d map[string]any) { d["results"].([]any)[0].(map[string]any)["verdict"] = "fine" },
		"an unknown level":    func(d map[string]any) { d["results"].([]any)[0].(map[string]any)["level"] = "must" },
		"a time that is none": func(d map[string]any) { d["started"] = "yesterday" },
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := JSON(&b, full()); err != nil {
				t.Fatal(err)
			}
			v, err := jsonschema.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			change(v.(map[string]any))
			if schema.Validate(v) == nil {
				t.Error("the schema takes it")
			}
		})
	}
}

// object is a part of the schema that describes an object.
type object struct {
	Description string
	Required    []string
	Properties  map[string]struct {
		Description string
		Ref         string `json:"$ref"`
		Type        string
		Enum        []string
		Items       struct {
			Ref string `json:"$ref"`
		}
	}
	Enum []string
}

func TestSchemaAndTypesHaveTheSameMembers(t *testing.T) {
	var root struct {
		object
		ID   string            `json:"$id"`
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal(SchemaText(), &root); err != nil {
		t.Fatal(err)
	}
	if root.ID != Schema {
		t.Errorf("$id is %q, want %q", root.ID, Schema)
	}
	seen := map[string]bool{}
	var compare func(where string, o object, typ reflect.Type)
	compare = func(where string, o object, typ reflect.Type) {
		members := map[string]bool{}
		for f := range fields(typ) {
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
			if p.Description == "" && p.Ref == "" {
				t.Errorf("%s.%s has no description", where, name)
			}
			inner := f.Type
			if inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if inner.Kind() != reflect.Struct || inner == reflect.TypeFor[time.Time]() {
				continue
			}
			def := strings.TrimPrefix(p.Ref+p.Items.Ref, "#/$defs/")
			if !seen[def] {
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

	enums := map[string][]string{}
	for _, v := range Verdicts {
		enums["verdict"] = append(enums["verdict"], v.String())
	}
	for l := requirement.Must; l <= requirement.May; l++ {
		enums["level"] = append(enums["level"], l.String())
	}
	for i := requirement.Security; i <= requirement.Cosmetic; i++ {
		enums["impact"] = append(enums["impact"], i.String())
	}
	for m := requirement.BlackBox; m <= requirement.Untestable; m++ {
		enums["means"] = append(enums["means"], m.String())
	}
	for name, want := range enums {
		if got := root.Defs[name].Enum; !slices.Equal(got, want) {
			t.Errorf("%s: the schema has %q, the types have %q", name, got, want)
		}
	}
	var subjects []string
	for s := requirement.HomeServer; s <= requirement.Extension; s++ {
		subjects = append(subjects, s.String())
	}
	if got := root.Defs["requirement"].Properties["subject"].Enum; !slices.Equal(got, subjects) {
		t.Errorf("subject: the schema has %q, the types have %q", got, subjects)
	}
}

// fields yields the exported fields of a struct.
func fields(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && !yield(f) {
				return
			}
		}
	}
}
