package openapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
)

// thoroughBytes is the greatest size of a body in which all departures are
// looked for. In a larger one the search ends early: there could be millions.
const thoroughBytes = 64 << 10

// checkBody holds a body against the media types that the document has for it.
// A body that has no Content-Type, and should, is read as the first of them.
func checkBody(where string, content openapi3.Content, header http.Header, body []byte) []string {
	if len(content) == 0 {
		return nil // nothing is documented, and anything may come
	}
	var out []string
	sent := header.Get("Content-Type")
	documented := content.Get(sent)
	if documented == nil {
		got := "none"
		if sent != "" {
			got = quote(sent)
		}
		want := strings.Join(sortedKeys(content), " or ")
		out = append(out, departure{want: want, got: got}.sentence(where+" header Content-Type"))
		if sent != "" {
			return out
		}
		documented = content[sortedKeys(content)[0]]
	}
	if documented.Schema == nil {
		return out
	}
	switch documented {
	case content["application/json"]:
		return append(out, checkJSON(where+" body", documented.Schema.Value, body)...)
	case content["text/plain"]:
		return append(out, sentences(where+" body", depart(documented.Schema.Value, string(body), false))...)
	default:
		return out // bytes of any kind
	}
}

// checkJSON holds a body against a schema.
func checkJSON(where string, schema *openapi3.Schema, body []byte) []string {
	value, err := decode(body)
	if err != nil {
		// The text is not shown: half an object may hold a whole token.
		got := count(len(body), "byte") + " (" + printable(err.Error()) + ")"
		return []string{departure{want: "JSON", got: got}.sentence(where)}
	}
	return sentences(where, depart(schema, value, len(body) > thoroughBytes))
}

// MaxValues is about how many values a JSON body may have that is held against the
// document: each takes a hundred times the memory of its text, and more time.
const MaxValues = 100_000

// Values is no less than the number of values in a JSON text, found without
// reading it.
func Values(body []byte) int {
	return 1 + bytes.Count(body, []byte(",")) + bytes.Count(body, []byte(":")) + bytes.Count(body, []byte("[")) + bytes.Count(body, []byte("{"))
}

var (
	errTooMany  = fmt.Errorf("more than %d values", MaxValues)
	errNotUTF8  = errors.New("not UTF-8")
	errEmpty    = errors.New("empty")
	errTrailing = errors.New("more than one JSON value")
)

// decode reads one JSON value, and keeps numbers as they are written.
func decode(body []byte) (any, error) {
	if len(body) == 0 {
		return nil, errEmpty
	}
	if !utf8.Valid(body) {
		return nil, errNotUTF8
	}
	if Values(body) > MaxValues {
		return nil, errTooMany
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errTrailing
	}
	return value, nil
}
