package lint

import (
	"fmt"
	"regexp"

	"github.com/getkin/kin-openapi/openapi3"
	"golang.org/x/net/http/httpguts"
)

var templateName = regexp.MustCompile(`\{([^{}]*)\}`)

func pathParameters(a *API, found report) {
	for _, o := range a.operations {
		inPath := map[string]bool{}
		for _, m := range templateName.FindAllStringSubmatch(o.path, -1) {
			inPath[m[1]] = true
		}
		declared := map[string]bool{}
		for _, p := range o.parameters() {
			if p.In != openapi3.ParameterInPath {
				continue
			}
			declared[p.Name] = true
			if !inPath[p.Name] {
				found(o.at("parameter "+p.Name), o.path+" does not have it")
			}
		}
		for _, name := range sorted(inPath) {
			if !declared[name] {
				found(o.at(""), fmt.Sprintf("%s has {%s}, and no parameter has that name", o.path, name))
			}
		}
	}
}

// parametersWritable finds values for which OpenAPI has no form outside of a
// body: objects inside of lists or objects, without a media type.
func parametersWritable(a *API, found report) {
	for _, o := range a.operations {
		for _, p := range o.parameters() {
			if len(p.Content) == 0 && nested(p.Schema) {
				found(o.at("parameter "+p.Name), fmt.Sprintf("how objects in it are written into the %s is not defined", p.In))
			}
		}
	}
}

// nested reports whether a value has members or elements that have members or
// elements.
func nested(ref *openapi3.SchemaRef) bool {
	if ref == nil || ref.Value == nil {
		return false
	}
	composite := func(r *openapi3.SchemaRef) bool {
		return r != nil && r.Value != nil && (r.Value.Type.Is("object") || r.Value.Type.Is("array"))
	}
	if ref.Value.Type.Is("array") && composite(ref.Value.Items) {
		return true
	}
	for _, property := range ref.Value.Properties {
		if composite(property) {
			return true
		}
	}
	return false
}

// headerNames holds the names of headers against RFC 9110, 5.1.
func headerNames(a *API, found report) {
	for _, o := range a.operations {
		for _, p := range o.parameters() {
			if p.In == openapi3.ParameterInHeader && !httpguts.ValidHeaderFieldName(p.Name) {
				found(o.at("parameter "+p.Name), fmt.Sprintf("%q is no name of a header", p.Name))
			}
		}
		responses := o.responses()
		for _, status := range sorted(responses) {
			for _, name := range sorted(responses[status].Headers) {
				if !httpguts.ValidHeaderFieldName(name) {
					found(o.at("response "+status), fmt.Sprintf("%q is no name of a header", name))
				}
			}
		}
	}
}
