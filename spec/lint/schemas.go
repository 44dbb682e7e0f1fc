package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

func requiredProperties(a *API, found report) {
	for _, s := range a.schemas {
		has := propertiesOf(s.Schema)
		for _, name := range s.Required {
			if len(has) > 0 && !has[name] {
				found(s.at, fmt.Sprintf("%s is required, and no property", name))
			}
		}
	}
}

// propertiesOf are the properties of a schema and of those that it is made of.
func propertiesOf(s *openapi3.Schema) map[string]bool {
	has := map[string]bool{}
	seen := map[*openapi3.Schema]bool{}
	var add func(*openapi3.Schema)
	add = func(s *openapi3.Schema) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		for name := range s.Properties {
			has[name] = true
		}
		for _, one := range slices.Concat(s.AllOf, s.OneOf, s.AnyOf) {
			add(one.Value)
		}
	}
	add(s)
	return has
}

func boundsInOrder(a *API, found report) {
	for _, s := range a.schemas {
		if s.Min != nil && s.Max != nil && *s.Min > *s.Max {
			found(s.at, fmt.Sprintf("minimum %v, maximum %v", *s.Min, *s.Max))
		}
		for _, b := range []struct {
			name  string
			least uint64
			most  *uint64
		}{{"Length", s.MinLength, s.MaxLength}, {"Items", s.MinItems, s.MaxItems}, {"Properties", s.MinProps, s.MaxProps}} {
			if b.most != nil && b.least > *b.most {
				found(s.at, fmt.Sprintf("min%s %d, max%s %d", b.name, b.least, b.name, *b.most))
			}
		}
	}
}

// formatTypes are the formats of OpenAPI 3 and of its registry, and the types
// that they belong to.
var formatTypes = map[string][]string{
	"int8": {"integer", "number"}, "int16": {"integer", "number"}, "int32": {"integer", "number"}, "int64": {"integer", "number", "string"},
	"uint8": {"integer", "number"}, "uint16": {"integer", "number"}, "uint32": {"integer", "number"}, "uint64": {"integer", "number", "string"},
	"double-int": {"integer"}, "float": {"number"}, "double": {"number"}, "decimal": {"number", "string"}, "decimal128": {"number", "string"},
	"byte": {"string"}, "binary": {"string"}, "base64url": {"string"}, "date": {"string"}, "date-time": {"string"}, "time": {"string"},
	"date-time-local": {"string"}, "time-local": {"string"}, "http-date": {"string"}, "duration": {"string"}, "password": {"string"}, "email": {"string"},
	"idn-email": {"string"}, "hostname": {"string"}, "idn-hostname": {"string"}, "ipv4": {"string"}, "ipv6": {"string"}, "uri": {"string"},
	"uri-reference": {"string"}, "uri-template": {"string"}, "iri": {"string"}, "iri-reference": {"string"}, "uuid": {"string"}, "regex": {"string"},
	"json-pointer": {"string"}, "relative-json-pointer": {"string"}, "char": {"string"}, "media-range": {"string"}, "html": {"string"},
	"commonmark": {"string"}, "unixtime": {"integer", "number"},
}

func formatsFit(a *API, found report) {
	for _, s := range a.schemas {
		types, known := formatTypes[s.Format]
		if !known || s.Type == nil {
			continue
		}
		if !slices.ContainsFunc(s.Type.Slice(), func(t string) bool { return slices.Contains(types, t) }) {
			found(s.at, fmt.Sprintf("the format %s beside the type %s", s.Format, strings.Join(s.Type.Slice(), " or ")))
		}
	}
}

func formatsKnown(a *API, found report) {
	for _, s := range a.schemas {
		if _, known := formatTypes[s.Format]; s.Format != "" && !known {
			found(s.at, "the format "+s.Format)
		}
	}
}

func nullables(a *API, found report) {
	for _, s := range a.schemas {
		switch {
		case !s.Nullable:
		case s.Type == nil:
			found(s.at, "it is nullable and has no type")
		case len(s.Enum) > 0 && !slices.Contains(s.Enum, nil):
			found(s.at, "it is nullable, and null is not among its values")
		}
	}
}

// enumsOfOne leaves out what stands in headers and is a whole body: a constant
// says there what there is to be said.
func enumsOfOne(a *API, found report) {
	for _, s := range a.schemas {
		if len(s.Enum) == 1 && (s.name != "" || s.at.Detail == "") {
			found(s.at, "the only value is "+written(s.Enum[0]))
		}
	}
}

func schemasSaySomething(a *API, found report) {
	for _, s := range a.schemas {
		made := len(s.AllOf) + len(s.OneOf) + len(s.AnyOf)
		switch {
		case made > 0 || s.Always != nil || s.Const != nil || len(s.Enum) > 0:
		case s.Type == nil && len(s.Properties) == 0:
			found(s.at, "it has no type")
		case s.Type.Is("object") && len(s.Properties) == 0 && s.AdditionalProperties.Schema == nil:
			found(s.at, "it is an object without members")
		case s.Type.Is("array") && s.Items == nil:
			found(s.at, "it is a list of anything")
		}
	}
}

func schemasUsed(a *API, found report) {
	used := map[string]bool{}
	use := func(ref *openapi3.SchemaRef) {
		if ref != nil && ref.Ref != "" {
			used[ref.Ref[strings.LastIndexByte(ref.Ref, '/')+1:]] = true
		}
	}
	for _, s := range a.schemas {
		for _, property := range s.Properties {
			use(property)
		}
		for _, one := range slices.Concat(s.AllOf, s.OneOf, s.AnyOf) {
			use(one)
		}
		use(s.Items)
		use(s.AdditionalProperties.Schema)
	}
	a.eachContent(use)
	for _, name := range sorted(a.doc.Components.Schemas) {
		if !used[name] {
			found(part(name, ""), "nothing refers to it")
		}
	}
}

// eachContent calls f for the schema of every body, parameter and header.
func (a *API) eachContent(f func(*openapi3.SchemaRef)) {
	content := func(c openapi3.Content) {
		for _, m := range c {
			f(m.Schema)
		}
	}
	for _, o := range a.operations {
		for _, p := range o.parameters() {
			f(p.Schema)
			content(p.Content)
		}
		if o.op.RequestBody != nil && o.op.RequestBody.Value != nil {
			content(o.op.RequestBody.Value.Content)
		}
		for _, r := range o.responses() {
			content(r.Content)
			for _, h := range r.Headers {
				if h.Value != nil {
					f(h.Value.Schema)
				}
			}
		}
	}
}
