package yamlfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/p2conform/p2conform/spec/nearest"
)

// Compile reads a schema that stands in our own program, so that a mistake in it
// is one of ours: it panics.
func Compile(text []byte) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		panic(err)
	}
	c := jsonschema.NewCompiler()
	const here = "schema.json"
	if err := c.AddResource(here, doc); err != nil {
		panic(err)
	}
	return c.MustCompile(here)
}

// Check holds the file against a schema. The error joins an *Error for every
// mistake, in the order of their places.
func (d *Document) Check(s *jsonschema.Schema) error {
	text, err := json.Marshal(d.value)
	if err != nil {
		return d.whole("", "%v", err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return d.whole("", "%v", err)
	}
	var wrong *jsonschema.ValidationError
	switch err := s.Validate(value); {
	case err == nil:
		return nil
	case !errors.As(err, &wrong):
		return d.whole("", "%v", err)
	}
	var found []*Error
	d.collect(wrong, s, &found)
	slices.SortStableFunc(found, func(a, b *Error) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	var all []error
	for i, e := range found {
		if i == 0 || *e != *found[i-1] {
			all = append(all, e)
		}
	}
	return errors.Join(all...)
}

// collect goes down to the mistakes that nothing lies below.
func (d *Document) collect(e *jsonschema.ValidationError, s *jsonschema.Schema, found *[]*Error) {
	if len(e.Causes) > 0 {
		for _, c := range e.Causes {
			d.collect(c, s, found)
		}
		return
	}
	path := e.InstanceLocation
	add := func(path []string, hint, format string, args ...any) {
		*found = append(*found, d.Errorf(path, hint, format, args...).(*Error))
	}
	name := called(path)
	switch k := e.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		for _, p := range k.Properties {
			hint := ""
			if near := nearest.Names(p, members(e.SchemaURL, s)); len(near) > 0 {
				hint = "did you mean " + strings.Join(near, " or ") + "?"
			} else if known := members(e.SchemaURL, s); len(known) > 0 {
				hint = "it has " + strings.Join(known, ", ")
			}
			add(append(slices.Clone(path), p), hint, "%s has no member %q", name, p)
		}
	case *kind.Required:
		for _, p := range k.Missing {
			add(path, "", "%s has no %s, which it must have", name, p)
		}
	case *kind.Type:
		hint := ""
		if k.Got == "number" && slices.Contains(k.Want, "string") {
			hint = "a text that looks like a number stands in quotes"
		}
		add(path, hint, "%s is %s, and has to be %s", name, noun(k.Got), nouns(k.Want))
	case *kind.Enum:
		var want []string
		for _, w := range k.Want {
			want = append(want, fmt.Sprint(w))
		}
		hint := "write one of " + strings.Join(want, ", ")
		if near := nearest.Names(fmt.Sprint(k.Got), want); len(near) > 0 {
			hint = "did you mean " + strings.Join(near, " or ") + "?"
		}
		add(path, hint, "%s is %s, which is none that is known", name, quoted(k.Got))
	case *kind.Const:
		add(path, "write "+quoted(k.Want), "%s is %s", name, quoted(k.Got))
	case *kind.Pattern:
		add(path, "", "%s is %q, which has not the form %s", name, k.Got, k.Want)
	case *kind.Minimum:
		add(path, "", "%s is %s, and has to be at least %s", name, number(k.Got), number(k.Want))
	case *kind.Maximum:
		add(path, "", "%s is %s, and may be at most %s", name, number(k.Got), number(k.Want))
	case *kind.ExclusiveMinimum:
		add(path, "", "%s is %s, and has to be more than %s", name, number(k.Got), number(k.Want))
	case *kind.MinLength, *kind.MinItems, *kind.MinProperties:
		add(path, "", "%s is empty", name)
	case *kind.MaxItems:
		add(path, "", "%s has %d elements, and may have %d", name, k.Got, k.Want)
	case *kind.UniqueItems:
		add(path, "", "%s has the same element twice, at %d and %d", name, k.Duplicates[0]+1, k.Duplicates[1]+1)
	case *kind.FalseSchema:
		add(path, "", "%s does not go together with the other members here", name)
	case *kind.OneOf, *kind.Not:
		add(path, "", "%s has members that exclude each other", name)
	default:
		add(path, "", "%s does not have the form that it must have", name)
	}
}

// called is how an error speaks of a member.
func called(path []string) string {
	if len(path) == 0 {
		return "the file"
	}
	return strings.Join(path, ".")
}

// members are those that the schema at a place names.
func members(url string, root *jsonschema.Schema) []string {
	seen := map[*jsonschema.Schema]bool{}
	var names []string
	var walk func(s *jsonschema.Schema)
	walk = func(s *jsonschema.Schema) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		if s.Location == url {
			for name := range s.Properties {
				names = append(names, name)
			}
		}
		walk(s.Ref)
		for _, p := range s.Properties {
			walk(p)
		}
		for _, group := range [][]*jsonschema.Schema{s.AllOf, s.AnyOf, s.OneOf} {
			for _, p := range group {
				walk(p)
			}
		}
		walk(s.If)
		walk(s.Then)
		walk(s.Else)
		walk(s.Items2020)
		if p, ok := s.AdditionalProperties.(*jsonschema.Schema); ok {
			walk(p)
		}
	}
	walk(root)
	slices.Sort(names)
	return names
}

func noun(jsonType string) string {
	switch jsonType {
	case "object":
		return "a mapping"
	case "array":
		return "a list"
	case "string":
		return "a text"
	case "number":
		return "a number"
	case "integer":
		return "a whole number"
	case "boolean":
		return "true or false"
	case "null":
		return "empty"
	}
	return jsonType
}

func nouns(types []string) string {
	var all []string
	for _, t := range types {
		all = append(all, noun(t))
	}
	return strings.Join(all, " or ")
}

func quoted(v any) string {
	if s, ok := v.(string); ok {
		return fmt.Sprintf("%q", s)
	}
	return fmt.Sprint(v)
}

func number(r *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(r.FloatString(6), "0"), ".")
}
