// Package yamlfile reads the files that people write for p2conform: YAML, held
// against a JSON Schema, with errors that name the line and the column.
package yamlfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// most is how many octets a file may have: what people write by hand is far
// smaller.
const most = 1 << 20

// deepest is how many levels members may lie within each other.
const deepest = 50

// Error is one mistake in a file. Line and Column count from 1, and are 0 where
// the file as a whole is meant.
type Error struct {
	File         string
	Line, Column int
	// What is wrong, with the member's name and value; Hint is what to do, or
	// empty.
	What, Hint string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.What
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.What)
}

// Document is a file that could be read as YAML.
type Document struct {
	name  string
	root  ast.Node
	value any
}

// Parse reads one YAML document. Name is what errors call the file. The error is
// an *Error.
func Parse(name string, text []byte) (*Document, error) {
	d := &Document{name: name}
	if len(text) > most {
		return nil, d.whole("leave out what is no configuration", "the file has %d octets, and at most %d are read", len(text), most)
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, d.syntax(err)
	}
	if n := len(file.Docs); n > 1 {
		return nil, d.at(file.Docs[1].Body, "keep one, and leave out the line ---", "the file has %d YAML documents, and one is read", n)
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, d.whole("p2conform init writes a target file to start from", "the file is empty")
	}
	d.root = file.Docs[0].Body
	if err := d.plain(d.root, 0); err != nil {
		return nil, err
	}
	if err := yaml.NodeToValue(d.root, &d.value); err != nil {
		return nil, d.syntax(err)
	}
	return d, nil
}

// plain refuses what makes a small file a large one, or its values differ from
// what is written: anchors, aliases, tags and merge keys.
func (d *Document) plain(n ast.Node, depth int) error {
	if depth > deepest {
		return d.at(n, "", "more than %d levels lie within each other", deepest)
	}
	switch n := n.(type) {
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		return d.at(n, "write the value out at each place", "anchors and aliases are not read")
	case *ast.TagNode:
		return d.at(n, "leave the tag out; a text that looks like a number stands in quotes", "the tag %s is not read", n.Start.Value)
	case *ast.MappingNode:
		for _, v := range n.Values {
			if err := d.plain(v, depth); err != nil {
				return err
			}
		}
	case *ast.MappingValueNode:
		if err := d.plain(n.Key, depth); err != nil {
			return err
		}
		return d.plain(n.Value, depth+1)
	case *ast.SequenceNode:
		for _, v := range n.Values {
			if err := d.plain(v, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// Decode fills v, a pointer to a struct with json tags, with what the file says.
// A member that v has not is an error; whoever called Check first knows of none.
func (d *Document) Decode(v any) error {
	text, err := json.Marshal(d.value)
	if err != nil {
		return d.whole("", "%v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(text)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return d.Errorf(strings.Split(wrong.Field, "."), "", "%s is %s, which does not fit", wrong.Field, wrong.Value)
		}
		return d.whole("", "%v", err)
	}
	return nil
}

// Value is what the file says, in the types of encoding/json (any, with numbers
// of any size). The caller must not change it.
func (d *Document) Value() any { return d.value }

// Errorf is a mistake at the member that a path of names and indexes leads to,
// or at the nearest one above it that there is.
func (d *Document) Errorf(path []string, hint, format string, args ...any) error {
	return d.at(d.find(path), hint, format, args...)
}

func (d *Document) at(n ast.Node, hint, format string, args ...any) error {
	e := &Error{File: d.name, What: fmt.Sprintf(format, args...), Hint: hint}
	if n != nil {
		if t := first(n).GetToken(); t != nil && t.Position != nil {
			e.Line, e.Column = t.Position.Line, t.Position.Column
		}
	}
	return e
}

func (d *Document) whole(hint, format string, args ...any) error {
	return d.at(nil, hint, format, args...)
}

// syntax is what the YAML parser complained about, without its picture.
func (d *Document) syntax(err error) error {
	var wrong yaml.Error
	if !errors.As(err, &wrong) {
		return d.whole("", "%v", err)
	}
	e := &Error{File: d.name, What: wrong.GetMessage()}
	if t := wrong.GetToken(); t != nil && t.Position != nil {
		e.Line, e.Column = t.Position.Line, t.Position.Column
	}
	return e
}
