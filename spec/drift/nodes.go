package drift

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// named are the members whose members are named by the document: no name in them
// is a keyword. The value is what one of them is called for people.
var named = map[string]string{
	"properties": "property", "responses": "response", "headers": "header", "content": "content", "examples": "example",
	"patternProperties": "property matching", "callbacks": "callback", "links": "link", "encoding": "encoding", "variables": "variable",
}

// sets are lists in which the order says nothing.
var sets = []string{"required", "enum", "tags", "security", "servers", "type"}

// words are members that say nothing to a machine.
var words = []string{"title", "summary", "description", "externalDocs"}

// compareNodes lists the differences of two parts. Words do not count.
func compareNodes(before, after any) []Difference {
	var c comparison
	c.compare(nil, "", before, after)
	return c.differences
}

type comparison struct{ differences []Difference }

func (c *comparison) add(what Change, at []string, before, after any) {
	d := Difference{What: what, At: slices.Clone(at)}
	if before != nil {
		d.From = brief(before)
	}
	if after != nil {
		d.To = brief(after)
	}
	c.differences = append(c.differences, d)
}

// compare compares two nodes; key is the keyword that they stand under, or empty
// where a name stands.
func (c *comparison) compare(at []string, key string, before, after any) {
	switch {
	case before == nil && after == nil:
	case before == nil:
		c.add(Added, at, nil, after)
	case after == nil:
		c.add(Removed, at, before, nil)
	case object(before) != nil && object(after) != nil:
		c.members(at, key, object(before), object(after))
	default:
		b, ok := before.([]any)
		a, both := after.([]any)
		switch {
		case ok && both && key == "parameters":
			c.members(at, key, byName(b), byName(a))
		case ok && both && slices.Contains(sets, key):
			c.set(at, b, a)
		case ok && both:
			for i := range max(len(b), len(a)) {
				c.compare(slices.Concat(at, []string{fmt.Sprint(i + 1)}), "", element(b, i), element(a, i))
			}
		case !reflect.DeepEqual(before, after):
			c.add(Altered, at, before, after)
		}
	}
}

func element(list []any, i int) any {
	if i < len(list) {
		return list[i]
	}
	return nil
}

// members compares what has names. Below some keywords they are the document's.
func (c *comparison) members(at []string, key string, before, after map[string]any) {
	kind, free := named[key]
	if key == "parameters" {
		kind, free = "parameter", true
	}
	for _, name := range union(before, after) {
		switch {
		case free:
			c.compare(slices.Concat(at, []string{kind + " " + name}), "", before[name], after[name])
		case slices.Contains(words, name):
		case named[name] != "" || name == "parameters":
			// The name of the set would say nothing that those in it do not.
			c.compare(at, name, orEmpty(before[name], after[name]), orEmpty(after[name], before[name]))
		default:
			c.compare(slices.Concat(at, []string{name}), name, before[name], after[name])
		}
	}
}

// orEmpty stands an empty set in for one that is missing, so that what is in the
// other is listed.
func orEmpty(v, other any) any {
	switch {
	case v != nil:
		return v
	case object(other) != nil:
		return map[string]any{}
	}
	return []any{}
}

// byName is a list of parameters as a set with names.
func byName(list []any) map[string]any {
	m := map[string]any{}
	for _, v := range list {
		p := object(v)
		name := fmt.Sprintf("%v (%v)", p["name"], p["in"])
		if ref := textOf(p["$ref"]); ref != "" {
			name = lastOf(ref)
		}
		m[name] = v
	}
	return m
}

// set compares lists without an order.
func (c *comparison) set(at []string, before, after []any) {
	in := func(list []any, v any) bool {
		return slices.ContainsFunc(list, func(w any) bool { return len(compareNodes(v, w)) == 0 })
	}
	for _, v := range before {
		if !in(after, v) {
			c.add(Removed, at, v, nil)
		}
	}
	for _, v := range after {
		if !in(before, v) {
			c.add(Added, at, nil, v)
		}
	}
}

const maxBrief = 80

// brief writes a node in a few words.
func brief(v any) string {
	if m := object(v); len(m) == 1 && textOf(m["$ref"]) != "" {
		return lastOf(textOf(m["$ref"]))
	}
	if s, ok := v.(string); ok {
		return shortened(s)
	}
	text, err := json.Marshal(v)
	if err != nil {
		return shortened(fmt.Sprint(v))
	}
	return shortened(string(text))
}

func shortened(s string) string {
	if r := []rune(s); len(r) > maxBrief {
		return string(r[:maxBrief-1]) + "…"
	}
	return s
}

// lastOf is the name that a reference ends in.
func lastOf(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

// String says what differs: "schema > type: string, was integer".
func (d Difference) String() string {
	at := strings.Join(d.At, " > ")
	switch d.What {
	case Added:
		return at + ": added " + d.To
	case Removed:
		return at + ": removed " + d.From
	}
	return at + ": " + d.To + ", was " + d.From
}
