package openapi

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// emptyBody marks a response that may come without the body it describes.
const emptyBody = "x-empty-body"

// CheckResponse holds a response to an operation against the document: status,
// headers, media type and body. It returns a sentence for each departure, in
// the same order each time, and none for a response that fits. A sentence shows
// up to about 100 bytes of a value, and no session token.
//
// The body is the content, with any Content-Encoding undone. Some 20 departures
// of a body are told, and in a body above 64 KiB those after the first may be
// left out. A body that the document does not describe may hold anything.
func (d *Document) CheckResponse(op Operation, status int, header http.Header, body []byte) []string {
	spec, err := d.specOf(op)
	if err != nil {
		return []string{err.Error()}
	}
	documented := spec.Responses.Status(status)
	if documented == nil || documented.Value == nil {
		want := strings.Join(sortedKeys(spec.Responses.Map()), ", ")
		return []string{departure{want: want, got: fmt.Sprint(status)}.sentence("response status")}
	}
	response := documented.Value
	var out []string
	for _, name := range sortedKeys(response.Headers) {
		described := response.Headers[name].Value
		out = append(out, checkText("response header "+name, header.Values(name), described.Required, described.Schema)...)
	}
	if allowed, _ := response.Extensions[emptyBody].(bool); allowed && len(body) == 0 {
		return out
	}
	return append(out, checkBody("response", response.Content, header, body)...)
}

// specOf finds an operation in this document, whichever document it is from.
func (d *Document) specOf(op Operation) (*openapi3.Operation, error) {
	for _, known := range d.operations {
		if known.ID == op.ID {
			return known.spec, nil
		}
	}
	return nil, fmt.Errorf("operation %s: not in the API document", quote(op.ID))
}
