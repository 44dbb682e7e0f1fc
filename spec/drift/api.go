package drift

import (
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"github.com/p2conform/p2conform/spec/openapi"
)

// API is what became of the API document.
type API struct {
	Source
	// Requirements and Places count what cites an operation, a schema or a
	// security scheme.
	Requirements Tally     `json:"requirements"`
	Places       Tally     `json:"places"`
	Parts        []Part    `json:"parts"`
	Touched      []Touched `json:"touched"`
}

// Part is an operation, a schema or another part of the document that is new,
// gone or different.
type Part struct {
	// Kind is as in "operation" or "schema".
	Kind string `json:"kind"`
	// Name is a method and a path, or the name of the part.
	Name string `json:"name"`
	// Operation is the operationId, of operations only.
	Operation string `json:"operation,omitempty"`
	What      Change `json:"what"`
	// Changes are the differences, if it is not new or gone as a whole.
	Changes []Difference `json:"changes,omitempty"`
	// Requirements are those that cite it.
	Requirements []string `json:"requirements,omitempty"`
}

// Change is the way in which something differs.
type Change string

// The changes.
const (
	Added   Change = "added"
	Removed Change = "removed"
	Altered Change = "changed"
)

// Difference is one difference inside of a part.
type Difference struct {
	What Change `json:"what"`
	// At says where, from the outside to the inside, as in "parameter limit
	// (query)", "schema", "type".
	At   []string `json:"at"`
	From string   `json:"from,omitempty"`
	To   string   `json:"to,omitempty"`
}

// Drifted reports whether anything in the document is to be read again.
func (a API) Drifted() bool { return len(a.Parts)+len(a.Touched) > 0 }

// ErrNotOpenAPI is the answer to a text that is no OpenAPI document of version 3.
var ErrNotOpenAPI = errors.New("it is no OpenAPI 3 document")

// OfAPI compares an API document, in YAML or JSON, with the one that the
// catalogue was read from.
func OfAPI(text []byte) (API, error) {
	other, err := documentOf(text)
	if err != nil {
		return API{}, err
	}
	text, err = openapi.Raw(openapi.Newest)
	if err != nil {
		return API{}, err
	}
	ours, err := documentOf(text)
	if err != nil {
		return API{}, fmt.Errorf("our copy of the API document: %w", err)
	}
	source := sourceOf("api")
	source.Other = textOf(object(other["info"])["version"])
	a := API{Source: source, Parts: compareDocuments(ours, other), Touched: []Touched{}}
	for _, place := range placesIn("api") {
		i := slices.IndexFunc(a.Parts, func(p Part) bool { return p.cited() == place.ref.Section })
		t := Touched{State: Unchanged, From: place.ref.Section, Cited: place.cited}
		if i >= 0 {
			t.State = a.Parts[i].state()
		}
		place.tally(t.State, &a.Requirements, &a.Places)
		if t.State != Unchanged {
			a.Touched = append(a.Touched, t)
			a.Parts[i].Requirements = append(a.Parts[i].Requirements, t.requirements()...)
		}
	}
	return a, nil
}

// cited is the name under which the catalogue cites the part.
func (p Part) cited() string {
	if p.Operation != "" {
		return p.Operation
	}
	return p.Name
}

// state is what a part's change means for what cites it.
func (p Part) state() State {
	if p.What == Removed {
		return Gone
	}
	return Changed
}

// documentOf reads an API document as a tree.
func documentOf(text []byte) (map[string]any, error) {
	if err := openapi.Bounded(text); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotOpenAPI, err)
	}
	var tree any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		return nil, fmt.Errorf("%w: it is no YAML: %s", ErrNotOpenAPI, yaml.FormatError(err, false, false))
	}
	document := object(tree)
	switch {
	case document == nil:
		return nil, fmt.Errorf("%w: it has no members", ErrNotOpenAPI)
	case document["swagger"] != nil:
		return nil, fmt.Errorf("%w, but one of Swagger %v", ErrNotOpenAPI, document["swagger"])
	case document["openapi"] == nil:
		return nil, fmt.Errorf("%w: it has no member openapi", ErrNotOpenAPI)
	case len(textOf(document["openapi"])) < 2 || textOf(document["openapi"])[:2] != "3.":
		return nil, fmt.Errorf("%w, but one of version %v", ErrNotOpenAPI, document["openapi"])
	case object(document["paths"]) == nil:
		return nil, fmt.Errorf("%w: it has no paths", ErrNotOpenAPI)
	}
	return document, nil
}

// object is a value as one with members, or nil.
func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// textOf is a string, or how a number that YAML has made of one is written.
func textOf(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
