package yamlfile

import (
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

// find is the node that a path leads to: the key of a member, so that an error
// points at its name, or the value of an element.
func (d *Document) find(path []string) ast.Node {
	here, value := d.root, d.root
	for _, name := range path {
		next, inside := step(value, name)
		if next == nil {
			break
		}
		here, value = next, inside
	}
	return here
}

// first is where a node begins: the token of a mapping is its first colon.
func first(n ast.Node) ast.Node {
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) > 0 {
			return m.Values[0].Key
		}
	case *ast.MappingValueNode:
		return m.Key
	}
	return n
}

// step goes from a value to one of its members or elements.
func step(value ast.Node, name string) (here, inside ast.Node) {
	switch n := value.(type) {
	case *ast.MappingValueNode:
		if keyOf(n) == name {
			return n.Key, n.Value
		}
	case *ast.MappingNode:
		for _, v := range n.Values {
			if keyOf(v) == name {
				return v.Key, v.Value
			}
		}
	case *ast.SequenceNode:
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(n.Values) {
			return n.Values[i], n.Values[i]
		}
	}
	return nil, nil
}

func keyOf(n *ast.MappingValueNode) string {
	if s, ok := n.Key.(*ast.StringNode); ok {
		return s.Value
	}
	return n.Key.String()
}
