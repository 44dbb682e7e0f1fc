package openapi

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/goccy/go-yaml"
)

// Document is a version of the API document, ready to hold exchanges against.
// It is read-only, and safe for use by many goroutines.
type Document struct {
	version string
	spec    *openapi3.T
	// operations are in the order of the file.
	operations []Operation
}

// Load returns the corrected document of a version. It is read once, and shared.
func Load(name string) (*Document, error) {
	i, err := place(name)
	if err != nil {
		return nil, err
	}
	return loaded[i]()
}

// loaded are the corrected documents, in the order of the versions.
var loaded = func() (list [len(versions)]func() (*Document, error)) {
	for i, v := range versions {
		list[i] = sync.OnceValues(func() (*Document, error) { return load(v) })
	}
	return list
}()

func load(v version) (*Document, error) {
	raw, err := Raw(v.name)
	if err != nil {
		return nil, err
	}
	text, err := correct(raw, v)
	if err != nil {
		return nil, err
	}
	return parse(v.name, text, raw)
}

// Version is the name of the version, as in "v1.0-beta.3".
func (d *Document) Version() string { return d.version }

// parse reads a document. What is documented, and which operations there are in
// which order, is read from the original.
func parse(version string, text, original []byte, options ...openapi3.ValidationOption) (*Document, error) {
	spec, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, fmt.Errorf("read the API document: %w", err)
	}
	if err := spec.Validate(context.Background(), options...); err != nil {
		return nil, fmt.Errorf("validate the API document: %w", err)
	}
	operations, err := index(original)
	if err != nil {
		return nil, err
	}
	for i, operation := range operations {
		item := spec.Paths.Value(operation.Path)
		if item == nil || item.GetOperation(operation.Method) == nil {
			return nil, fmt.Errorf("the corrected API document has no %s %s", operation.Method, operation.Path)
		}
		operations[i].spec = item.GetOperation(operation.Method)
	}
	return &Document{version: version, spec: spec, operations: operations}, nil
}

// Operations lists the operations in the order of the document.
func (d *Document) Operations() []Operation {
	list := slices.Clone(d.operations)
	for i := range list {
		list[i].Tags = slices.Clone(list[i].Tags)
	}
	return list
}

// outline is the part of a document that has an order: the paths, their
// operations, and the statuses of these.
type outline struct {
	Paths yaml.MapSlice `yaml:"paths"`
}

// outlined is what the index takes from an operation.
type outlined struct {
	OperationID string                `yaml:"operationId"`
	Tags        []string              `yaml:"tags"`
	Security    []map[string][]string `yaml:"security"`
	Parameters  []struct {
		Name     string `yaml:"name"`
		Required bool   `yaml:"required"`
	} `yaml:"parameters"`
	Responses map[string]any `yaml:"responses"`
}

// index lists the operations of a document, in its order.
func index(document []byte) ([]Operation, error) {
	var file outline
	if err := yaml.UnmarshalWithOptions(document, &file, yaml.UseOrderedMap()); err != nil {
		return nil, fmt.Errorf("index the API document: %w", err)
	}
	var list []Operation
	for _, path := range file.Paths {
		methods, ok := path.Value.(yaml.MapSlice)
		if !ok {
			return nil, fmt.Errorf("index the API document: path %v holds no operations", path.Key)
		}
		for _, method := range methods {
			operation, err := indexed(fmt.Sprint(path.Key), fmt.Sprint(method.Key), method.Value)
			if err != nil {
				return nil, fmt.Errorf("index the API document: %v %v: %w", method.Key, path.Key, err)
			}
			list = append(list, operation)
		}
	}
	return list, nil
}

func indexed(path, method string, node any) (Operation, error) {
	text, err := yaml.Marshal(node)
	if err != nil {
		return Operation{}, err
	}
	var found outlined
	if err := yaml.Unmarshal(text, &found); err != nil {
		return Operation{}, err
	}
	operation := Operation{
		ID:         found.OperationID,
		Method:     strings.ToUpper(method),
		Path:       path,
		segments:   segments(path),
		Tags:       found.Tags,
		NeedsToken: len(found.Security) > 0,
	}
	for _, alternative := range found.Security {
		if len(alternative) == 0 {
			operation.NeedsToken = false
		}
	}
	for _, parameter := range found.Parameters {
		if parameter.Name == sensitiveHeader && parameter.Required {
			operation.Sensitive = true
		}
	}
	for status := range found.Responses {
		number, err := strconv.Atoi(status)
		if err != nil {
			return Operation{}, fmt.Errorf("status %q: %w", status, err)
		}
		operation.statuses = append(operation.statuses, number)
	}
	slices.Sort(operation.statuses)
	return operation, nil
}
