package lint

import (
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// collect lists every schema once, where it is written: what a reference leads
// to stands at its own place.
func (a *API) collect() {
	for _, o := range a.operations {
		for _, p := range o.parameters() {
			detail := "parameter " + p.Name
			a.ref(o.at(detail), p.Name, p.Schema)
			a.content(o.at(detail), p.Content)
		}
		if o.op.RequestBody != nil && o.op.RequestBody.Ref == "" && o.op.RequestBody.Value != nil {
			a.content(o.at("request body"), o.op.RequestBody.Value.Content)
		}
		responses := o.responses()
		for _, status := range sorted(responses) {
			detail := "response " + status
			for _, name := range sorted(responses[status].Headers) {
				if h := responses[status].Headers[name]; h.Value != nil {
					a.ref(o.at(detail+", header "+name), "", h.Value.Schema)
				}
			}
			a.content(o.at(detail), responses[status].Content)
		}
	}
	for _, name := range sorted(a.doc.Components.Schemas) {
		a.ref(part(name, ""), "", a.doc.Components.Schemas[name])
	}
}

func (a *API) content(at Place, content openapi3.Content) {
	for _, media := range sorted(content) {
		a.ref(at, "", content[media].Schema)
	}
}

// ref adds a schema and those inside of it, unless it is a reference.
func (a *API) ref(at Place, name string, ref *openapi3.SchemaRef) {
	if ref == nil || ref.Ref != "" || ref.Value == nil {
		return
	}
	s := ref.Value
	a.schemas = append(a.schemas, schema{at, name, s})
	for _, property := range sorted(s.Properties) {
		a.ref(inside(at, "property "+property), property, s.Properties[property])
	}
	a.ref(inside(at, "items"), name, s.Items)
	a.ref(inside(at, "other members"), "", s.AdditionalProperties.Schema)
	for _, list := range []openapi3.SchemaRefs{s.AllOf, s.OneOf, s.AnyOf} {
		for _, one := range list {
			a.ref(at, name, one)
		}
	}
}

// inside is a place below another.
func inside(at Place, detail string) Place {
	if at.Detail != "" {
		detail = at.Detail + ", " + detail
	}
	at.Detail = detail
	return at
}

// typeOf names the type of a schema, with its format, or is empty if it has none.
func typeOf(s *openapi3.Schema) string {
	if s == nil || s.Type == nil {
		return ""
	}
	name := strings.Join(s.Type.Slice(), " or ")
	if s.Format != "" {
		name += " (" + s.Format + ")"
	}
	return name
}
