package lint

import (
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// schemasEnd finds schemas that are made of themselves: no value can be held
// against them.
func schemasEnd(a *API, found report) {
	for _, name := range sorted(a.doc.Components.Schemas) {
		if s := a.doc.Components.Schemas[name].Value; s != nil && circular(s, madeOf) {
			found(part(name, ""), "it is made of itself")
		}
	}
}

// madeOf are the schemas that hold for a value if the schema does.
func madeOf(s *openapi3.Schema) openapi3.SchemaRefs {
	return slices.Concat(s.AllOf, s.OneOf, s.AnyOf, openapi3.SchemaRefs{s.Not})
}

// leadsTo are all schemas inside of one.
func leadsTo(s *openapi3.Schema) openapi3.SchemaRefs {
	refs := append(madeOf(s), s.Items, s.AdditionalProperties.Schema)
	for _, property := range s.Properties {
		refs = append(refs, property)
	}
	return refs
}

// circular reports whether a schema leads back to one that leads to it.
func circular(s *openapi3.Schema, next func(*openapi3.Schema) openapi3.SchemaRefs) bool {
	done, open := map[*openapi3.Schema]bool{}, map[*openapi3.Schema]bool{}
	var visit func(*openapi3.Schema) bool
	visit = func(s *openapi3.Schema) bool {
		switch {
		case open[s]:
			return true
		case done[s]:
			return false
		}
		open[s] = true
		for _, ref := range next(s) {
			if ref != nil && ref.Value != nil && visit(ref.Value) {
				return true
			}
		}
		open[s], done[s] = false, true
		return false
	}
	return visit(s)
}
