package openapi

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// CheckRequest holds a request for an operation against the document: method,
// path, token, parameters, media type and body. It returns a sentence for each
// departure, in the same order each time, and none for a request that fits.
// What it says is bounded as with CheckResponse, and no credential is shown.
//
// Parameters and bodies that the document does not know may be there. The
// header Content-Length belongs to the transport and may be missing.
func (d *Document) CheckRequest(op Operation, method string, u *url.URL, header http.Header, body []byte) []string {
	spec, err := d.specOf(op)
	if err != nil {
		return []string{err.Error()}
	}
	if u == nil {
		u = &url.URL{}
	}
	var out []string
	if found, ok := d.Find(method, u.EscapedPath()); !ok || found.ID != op.ID {
		out = append(out, departure{
			want: op.Method + " " + op.Path,
			got:  printable(method) + " " + printable(u.EscapedPath()),
		}.sentence("request"))
	}
	if needsToken(spec) && header.Get("Authorization") == "" {
		out = append(out, departure{want: "a session token", got: "none"}.sentence("request header Authorization"))
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		out = append(out, departure{want: "a query that can be read", got: quote(u.RawQuery)}.sentence("request"))
	}
	for _, ref := range spec.Parameters {
		out = append(out, checkParameter(ref.Value, query, header)...)
	}
	if spec.RequestBody == nil {
		return out
	}
	described := spec.RequestBody.Value
	if len(body) == 0 {
		if described.Required && described.Content["*/*"] == nil {
			out = append(out, departure{want: "a body", got: "none"}.sentence("request"))
		}
		return out
	}
	return append(out, checkBody("request", described.Content, header, body)...)
}

// needsToken reports whether no way into the operation is open to everybody.
func needsToken(spec *openapi3.Operation) bool {
	if spec.Security == nil {
		return false
	}
	for _, way := range *spec.Security {
		if len(way) == 0 {
			return false
		}
	}
	return len(*spec.Security) > 0
}

// checkParameter holds a parameter of the query or a header against the
// document. Those of the path were held against it when it was found.
func checkParameter(parameter *openapi3.Parameter, query url.Values, header http.Header) []string {
	switch {
	case parameter.In == openapi3.ParameterInQuery:
		values := query[parameter.Name]
		if parameter.Schema.Value.Type.Is(openapi3.TypeArray) && parameter.Explode != nil && !*parameter.Explode {
			return checkList("request query "+parameter.Name, values, parameter.Required, parameter.Schema.Value)
		}
		return checkText("request query "+parameter.Name, values, parameter.Required, parameter.Schema)
	case parameter.In == openapi3.ParameterInHeader && parameter.Name != "Content-Length":
		return checkText("request header "+parameter.Name, header.Values(parameter.Name), parameter.Required, parameter.Schema)
	default:
		return nil
	}
}

// checkText holds the text of a header or parameter against its schema. Text
// may be a number to one schema and a string to another: it has to fit as one.
func checkText(where string, values []string, required bool, ref *openapi3.SchemaRef) []string {
	switch {
	case len(values) == 0 && required:
		return []string{departure{want: "a value", got: "none"}.sentence(where)}
	case len(values) == 0 || ref == nil:
		return nil
	case len(values) > 1:
		return []string{departure{want: "one value", got: count(len(values), "value")}.sentence(where)}
	}
	var first []departure
	for _, value := range meanings(ref.Value, values[0]) {
		list := depart(ref.Value, value, false)
		if len(list) == 0 {
			return nil
		}
		if first == nil {
			first = list
		}
	}
	return sentences(where, first)
}

// checkList holds a list in the query against its schema. Its items are joined
// by commas; that the parameter is repeated instead is the other reading of
// A-015, and a mix of the two is as good.
func checkList(where string, values []string, required bool, schema *openapi3.Schema) []string {
	if len(values) == 0 {
		return checkText(where, nil, required, nil)
	}
	var out []string
	for _, value := range values {
		for item := range strings.SplitSeq(value, ",") {
			out = append(out, checkText(where, []string{item}, true, schema.Items)...)
		}
	}
	return out[:min(len(out), maxSentences)]
}

// meanings are the JSON values that a text may stand for, the likeliest first.
func meanings(schema *openapi3.Schema, text string) []any {
	if schema.Type.Is(openapi3.TypeString) {
		return []any{text}
	}
	switch trimmed := strings.TrimSpace(text); {
	case schema.Type.Is(openapi3.TypeBoolean) && (trimmed == "true" || trimmed == "false"):
		return []any{trimmed == "true"}
	case isNumber(trimmed):
		return []any{json.Number(trimmed), text}
	default:
		return []any{text}
	}
}

// isNumber reports whether a text is a number to JSON.
func isNumber(text string) bool {
	value, err := decode([]byte(text))
	_, ok := value.(json.Number)
	return err == nil && ok
}
