package lint

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/p2conform/p2conform/spec/openapi"
)

// API is an API document, as it is published.
type API struct {
	doc        *openapi3.T
	operations []operation
	schemas    []schema
}

// operation is one operation, by its path and method.
type operation struct {
	method, path string
	op           *openapi3.Operation
	item         *openapi3.PathItem
}

// schema is one schema, and where it stands.
type schema struct {
	at Place
	// name is that of the property or parameter, or empty.
	name string
	*openapi3.Schema
}

// ErrNotOpenAPI is the answer to a text that is no OpenAPI document of version 3.
var ErrNotOpenAPI = errors.New("it is no OpenAPI 3 document")

// ReadAPI reads an API document in YAML or JSON.
func ReadAPI(text []byte) (*API, error) {
	if err := openapi.Bounded(text); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotOpenAPI, err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrNotOpenAPI, err)
	case doc.OpenAPI == "":
		return nil, fmt.Errorf("%w: it has no member openapi", ErrNotOpenAPI)
	case !strings.HasPrefix(doc.OpenAPI, "3."):
		return nil, fmt.Errorf("%w, but one of version %s", ErrNotOpenAPI, doc.OpenAPI)
	case doc.Paths.Len() == 0:
		return nil, fmt.Errorf("%w: it has no paths", ErrNotOpenAPI)
	}
	if doc.Components == nil {
		doc.Components = &openapi3.Components{}
	}
	a := &API{doc: doc}
	paths := doc.Paths.Map()
	for _, path := range sorted(paths) {
		byMethod := paths[path].Operations()
		for _, method := range sorted(byMethod) {
			a.operations = append(a.operations, operation{method, path, byMethod[method], paths[path]})
		}
	}
	a.collect()
	return a, nil
}

// sorted are the names in a map, so that findings have an order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// at is a place in an operation.
func (o operation) at(detail string) Place {
	name := o.op.OperationID
	if name == "" {
		name = o.method + " " + o.path
	}
	return Place{Doc: "api", Section: name, Detail: detail}
}

// parameters are the operation's own and those of its path.
func (o operation) parameters() []*openapi3.Parameter {
	var all []*openapi3.Parameter
	for _, list := range []openapi3.Parameters{o.op.Parameters, o.item.Parameters} {
		for _, p := range list {
			if p != nil && p.Value != nil {
				all = append(all, p.Value)
			}
		}
	}
	return all
}

// responses are the documented ones, by status.
func (o operation) responses() map[string]*openapi3.Response {
	all := map[string]*openapi3.Response{}
	if o.op.Responses == nil {
		return all
	}
	for status, r := range o.op.Responses.Map() {
		if r != nil && r.Value != nil {
			all[status] = r.Value
		}
	}
	return all
}

// security is what the operation asks for: its own, or the document's.
func (a *API) security(o operation) openapi3.SecurityRequirements {
	if o.op.Security != nil {
		return *o.op.Security
	}
	return a.doc.Security
}

// wantsToken reports whether nothing but a token will do.
func (a *API) wantsToken(o operation) bool {
	list := a.security(o)
	return len(list) > 0 && !slices.ContainsFunc(list, func(r openapi3.SecurityRequirement) bool { return len(r) == 0 })
}

// part is a place in a named part of the document.
func part(name, detail string) Place { return Place{Doc: "api", Section: name, Detail: detail} }
