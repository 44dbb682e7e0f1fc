package openapi

import (
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// sensitiveHeader carries the second factor of a sensitive action (core 4.2).
const sensitiveHeader = "X-P2-Sensitive-Solution"

// Operation is one operation of the API, as the original document has it.
type Operation struct {
	// ID is the operationId, as in "Registered_newIdCert".
	ID string
	// Method is the HTTP method, in capitals.
	Method string
	// Path is the template, as in "/.p2/core/v1/idcert/actor/{fid}".
	Path string
	// Tags are the groups that it stands in.
	Tags []string
	// NeedsToken tells that it cannot be called without a session token.
	NeedsToken bool
	// Sensitive tells that it cannot be called without the header
	// X-P2-Sensitive-Solution.
	Sensitive bool
	// Params are the values that a path has for the template's names, unescaped.
	// Only Find sets them.
	Params map[string]string

	// statuses, and the segments of the path, are shared by all copies.
	statuses []int
	segments []string
	// spec is the operation in the document that it was got from.
	spec *openapi3.Operation
}

// Documents reports whether the original document lists the status for the
// operation.
func (op Operation) Documents(status int) bool { return slices.Contains(op.statuses, status) }

// Statuses lists the statuses of the original document, in ascending order.
func (op Operation) Statuses() []int { return slices.Clone(op.statuses) }

// Find returns the operation that a request is for. The path is as sent,
// escaped or not; a query after it, and one slash at its end, do not count. A
// path that is spelled out in the document goes before a template that fits
// as well.
func (d *Document) Find(method, path string) (op Operation, ok bool) {
	path, _, _ = strings.Cut(path, "?")
	sent := segments(path)
	var best *Operation
	var params map[string]string
	for i := range d.operations {
		candidate := &d.operations[i]
		if candidate.Method != method {
			continue
		}
		named, fits := match(candidate.segments, sent)
		if fits && (best == nil || moreLiteral(candidate.segments, best.segments)) {
			best, params = candidate, named
		}
	}
	if best == nil {
		return Operation{}, false
	}
	op = *best
	op.Tags, op.Params = slices.Clone(op.Tags), params
	return op, true
}

// segments splits a path without its first and its last slash.
func segments(path string) []string {
	return strings.Split(strings.TrimSuffix(strings.TrimPrefix(path, "/"), "/"), "/")
}

// match holds the segments of a path against those of a template, and returns
// what stands in the place of the names.
func match(template, sent []string) (map[string]string, bool) {
	if len(template) != len(sent) {
		return nil, false
	}
	var params map[string]string
	for i, want := range template {
		got, err := url.PathUnescape(sent[i])
		if err != nil {
			got = sent[i] // as sent without escaping
		}
		if name, isName := placeholder(want); isName && got != "" {
			if params == nil {
				params = map[string]string{}
			}
			params[name] = got
		} else if want != got {
			return nil, false
		}
	}
	return params, true
}

// moreLiteral reports whether template a spells out the first segment in which
// it differs from b in kind.
func moreLiteral(a, b []string) bool {
	for i := range a {
		_, aIsName := placeholder(a[i])
		_, bIsName := placeholder(b[i])
		if aIsName != bIsName {
			return bIsName
		}
	}
	return false
}

// placeholder returns the name that a segment of a template stands for.
func placeholder(segment string) (name string, ok bool) {
	if !strings.HasPrefix(segment, "{") || !strings.HasSuffix(segment, "}") {
		return "", false
	}
	return segment[1 : len(segment)-1], true
}

// QueryParameters are the names that the document has for the query of the
// operation, in its order.
func (op Operation) QueryParameters() []string {
	var names []string
	if op.spec == nil {
		return nil
	}
	for _, p := range op.spec.Parameters {
		if p.Value != nil && p.Value.In == openapi3.ParameterInQuery {
			names = append(names, p.Value.Name)
		}
	}
	return names
}
