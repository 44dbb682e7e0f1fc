package lint

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// examplesFit holds the examples of schemas, and of parameters and bodies.
func examplesFit(a *API, found report) {
	for _, s := range a.schemas {
		for _, e := range s.examples() {
			misfit(s.at, "the example", e, s.Schema, found)
		}
	}
	for _, o := range a.operations {
		for _, p := range o.parameters() {
			if p.Example != nil && p.Schema != nil && p.Schema.Value != nil {
				misfit(o.at("parameter "+p.Name), "the example", p.Example, p.Schema.Value, found)
			}
		}
		responses := o.responses()
		for _, status := range sorted(responses) {
			examplesOfContent(o.at("response "+status), responses[status].Content, found)
		}
		if o.op.RequestBody != nil && o.op.RequestBody.Value != nil {
			examplesOfContent(o.at("request body"), o.op.RequestBody.Value.Content, found)
		}
	}
}

func examplesOfContent(at Place, content openapi3.Content, found report) {
	for _, media := range sorted(content) {
		m := content[media]
		if m.Schema == nil || m.Schema.Value == nil {
			continue
		}
		if m.Example != nil {
			misfit(at, "the example", m.Example, m.Schema.Value, found)
		}
		for _, name := range sorted(m.Examples) {
			if e := m.Examples[name].Value; e != nil && e.Value != nil {
				misfit(at, "the example "+name, e.Value, m.Schema.Value, found)
			}
		}
	}
}

func defaultsFit(a *API, found report) {
	for _, s := range a.schemas {
		if s.Default != nil {
			misfit(s.at, "the default", s.Default, s.Schema, found)
		}
	}
}

// misfit reports a value that its schema does not allow. A schema that leads back
// to itself is left out: the library need not come back from it.
func misfit(at Place, what string, value any, s *openapi3.Schema, found report) {
	if circular(s, leadsTo) {
		return
	}
	err := s.VisitJSON(value, openapi3.EnableFormatValidation())
	if err == nil {
		return
	}
	reason := err.Error()
	var broken *openapi3.SchemaError
	if errors.As(err, &broken) {
		reason = broken.Reason
	}
	found(at, fmt.Sprintf("%s %s does not fit: %s", what, written(value), reason))
}

// examples are those of OpenAPI 3.0, which has one, and of 3.1, which has a list.
func (s schema) examples() []any {
	if s.Example == nil {
		return s.Examples
	}
	return append([]any{s.Example}, s.Examples...)
}

// maxWritten is how much of a value is shown, in characters.
const maxWritten = 80

// written is a value as JSON, cut where it is long.
func written(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		text = []byte(fmt.Sprint(v))
	}
	if r := []rune(string(text)); len(r) > maxWritten {
		return string(r[:maxWritten-1]) + "…"
	}
	return string(text)
}

func patternsCompile(a *API, found report) {
	for _, s := range a.schemas {
		if _, err := regexp.Compile(s.Pattern); err != nil {
			found(s.at, fmt.Sprintf("the pattern %s does not compile: %v", s.Pattern, err))
		}
	}
}

// examplesOfPEM holds what is plainly meant as PEM against RFC 7468, 2.
func examplesOfPEM(a *API, found report) {
	for _, s := range a.schemas {
		for _, e := range s.examples() {
			text, ok := e.(string)
			if i := strings.Index(text, "BEGIN "); ok && i >= 0 && text[:i] != "-----" && strings.Trim(text[:i], "-") == "" {
				found(s.at, fmt.Sprintf("the example begins with %d hyphens", i))
			}
		}
	}
}
