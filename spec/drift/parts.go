package drift

import (
	"slices"
	"strings"
)

// methods are the members of a path that are operations.
var methods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// partKinds are the sets of named parts below components, as they are called for
// people.
var partKinds = []struct{ member, kind string }{
	{"schemas", "schema"}, {"securitySchemes", "security scheme"}, {"parameters", "parameter"}, {"headers", "header"},
	{"responses", "response"}, {"requestBodies", "request body"}, {"examples", "example"},
}

// operation is one operation of a document, with what its path says for all.
type operation struct {
	method, path, id string
	node             map[string]any
}

func (o operation) name() string { return strings.ToUpper(o.method) + " " + o.path }

// compareDocuments lists what is new, gone or different: what stands above all,
// the operations, then the named parts.
func compareDocuments(ours, other map[string]any) []Part {
	parts := []Part{}
	if d := compareNodes(head(ours), head(other)); len(d) > 0 {
		parts = append(parts, Part{Kind: "document", Name: "head", What: Altered, Changes: d})
	}
	parts = append(parts, compareOperations(operationsOf(ours), operationsOf(other))...)
	for _, k := range partKinds {
		before, after := object(object(ours["components"])[k.member]), object(object(other["components"])[k.member])
		for _, name := range union(before, after) {
			p := Part{Kind: k.kind, Name: name, What: Altered}
			switch {
			case before[name] == nil:
				p.What = Added
			case after[name] == nil:
				p.What = Removed
			default:
				if p.Changes = compareNodes(before[name], after[name]); len(p.Changes) == 0 {
					continue
				}
			}
			parts = append(parts, p)
		}
	}
	return parts
}

// head is what a document says about itself and for all operations.
func head(document map[string]any) map[string]any {
	return map[string]any{
		"version":  object(document["info"])["version"],
		"servers":  document["servers"],
		"security": document["security"],
	}
}

func operationsOf(document map[string]any) []operation {
	var all []operation
	paths := object(document["paths"])
	for _, path := range union(paths, nil) {
		item := object(paths[path])
		for _, method := range methods {
			if node := object(item[method]); node != nil {
				all = append(all, operation{method, path, textOf(node["operationId"]), withShared(node, item)})
			}
		}
	}
	return all
}

// withShared is an operation with the parameters of its path.
func withShared(node, item map[string]any) map[string]any {
	shared, _ := item["parameters"].([]any)
	if len(shared) == 0 {
		return node
	}
	whole := map[string]any{}
	for name, value := range node {
		whole[name] = value
	}
	own, _ := node["parameters"].([]any)
	whole["parameters"] = slices.Concat(own, shared)
	return whole
}

// compareOperations finds an operation by its method and path, or else by its
// id: then it has moved.
func compareOperations(ours, other []operation) []Part {
	var parts []Part
	taken := map[string]bool{}
	for _, o := range ours {
		i := slices.IndexFunc(other, func(n operation) bool { return n.name() == o.name() })
		if i < 0 {
			i = slices.IndexFunc(other, func(n operation) bool {
				return n.id != "" && n.id == o.id && !slices.ContainsFunc(ours, func(k operation) bool { return k.name() == n.name() })
			})
		}
		if i < 0 {
			parts = append(parts, Part{Kind: "operation", Name: o.name(), Operation: o.id, What: Removed})
			continue
		}
		n := other[i]
		taken[n.name()] = true
		changes := compareNodes(o.node, n.node)
		if n.name() != o.name() {
			changes = slices.Insert(changes, 0, Difference{Altered, []string{"route"}, o.name(), n.name()})
		}
		if len(changes) > 0 {
			parts = append(parts, Part{Kind: "operation", Name: o.name(), Operation: o.id, What: Altered, Changes: changes})
		}
	}
	for _, n := range other {
		if !taken[n.name()] {
			parts = append(parts, Part{Kind: "operation", Name: n.name(), Operation: n.id, What: Added})
		}
	}
	return parts
}

// union is the names of both, sorted.
func union(a, b map[string]any) []string {
	var names []string
	for name := range a {
		names = append(names, name)
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
