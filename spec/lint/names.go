package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// use is one place in which the API document uses a name, and with which type.
type use struct {
	name, typ string
	header    bool
	at        Place
}

// uses lists the names of parameters, headers and properties with their places.
func (a *API) uses() []use {
	var all []use
	for _, o := range a.operations {
		for _, p := range o.parameters() {
			all = append(all, use{p.Name, typeOfRef(p.Schema), p.In == openapi3.ParameterInHeader, o.at("parameter " + p.Name)})
		}
		responses := o.responses()
		for _, status := range sorted(responses) {
			for _, name := range sorted(responses[status].Headers) {
				if h := responses[status].Headers[name].Value; h != nil {
					all = append(all, use{strings.TrimSpace(name), typeOfRef(h.Schema), true, o.at("response " + status + ", header " + name)})
				}
			}
		}
	}
	for _, s := range a.schemas {
		for _, name := range sorted(s.Properties) {
			all = append(all, use{name, typeOfRef(s.Properties[name]), false, inside(s.at, "property "+name)})
		}
	}
	return all
}

// typeOfRef names a type: of a reference to what has members, its name.
func typeOfRef(ref *openapi3.SchemaRef) string {
	switch {
	case ref == nil:
		return ""
	case ref.Ref != "":
		return ref.Ref[strings.LastIndexByte(ref.Ref, '/')+1:]
	}
	return typeOf(ref.Value)
}

var wordStart = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// wordsOf are the words of a name, in lower case: sessionId, session_id and
// Session-ID have the same.
func wordsOf(name string) []string {
	apart := wordStart.ReplaceAllString(name, "$1 $2")
	return strings.FieldsFunc(strings.ToLower(apart), func(r rune) bool { return r == ' ' || r == '_' || r == '-' || r == '.' })
}

// plain is a name without the ways in which it can be spelled.
func plain(name string) string { return strings.Join(wordsOf(name), "") }

// grouped are the uses by a key, in the order of the keys.
func grouped(all []use, key func(use) string) [][]use {
	groups := map[string][]use{}
	for _, u := range all {
		if k := key(u); k != "" {
			groups[k] = append(groups[k], u)
		}
	}
	var list [][]use
	for _, k := range sorted(groups) {
		list = append(list, groups[k])
	}
	return list
}

// oneSpelling finds names that differ in case and underscores alone. Headers are
// spelled in a way of their own, and are compared with headers.
func oneSpelling(a *API, found report) {
	for _, group := range grouped(a.uses(), func(u use) string { return fmt.Sprint(u.header, plain(u.name)) }) {
		odd(group, func(u use) string { return u.name }, "is spelled", found)
	}
}

// oneType finds names that have different types in different places.
func oneType(a *API, found report) {
	for _, group := range grouped(a.uses(), func(u use) string {
		if u.typ == "" {
			return ""
		}
		return fmt.Sprint(u.header, plain(u.name))
	}) {
		odd(group, func(u use) string { return u.typ }, "is", found)
	}
}

// odd reports the uses of a group that are not like most of it; of two equal
// halves, the one that comes later.
func odd(group []use, of func(use) string, verb string, found report) {
	var values []string
	number := map[string]int{}
	for _, u := range group {
		v := of(u)
		if number[v] == 0 {
			values = append(values, v)
		}
		number[v]++
	}
	if len(values) < 2 {
		return
	}
	// MaxFunc takes the first of equals.
	usual := slices.MaxFunc(values, func(a, b string) int { return number[a] - number[b] })
	reported := map[string]bool{}
	for _, u := range group {
		if v := of(u); v != usual && !reported[u.at.Section+v] {
			reported[u.at.Section+v] = true
			found(u.at, fmt.Sprintf("%s %s %s here, and %s in %s", u.name, verb, v, usual, places(number[usual])))
		}
	}
}

func places(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

var (
	snakeCase = regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)+$`)
	camelCase = regexp.MustCompile(`^[a-z0-9]+([A-Z][A-Za-z0-9]*)+$`)
)

// oneStyle finds members and parameters that join their words in another way
// than most.
func oneStyle(a *API, found report) {
	var snake, camel []use
	for _, u := range a.uses() {
		switch {
		case u.header:
		case snakeCase.MatchString(u.name):
			snake = append(snake, u)
		case camelCase.MatchString(u.name):
			camel = append(camel, u)
		}
	}
	rare, usual := snake, camel
	if len(snake) > len(camel) {
		rare, usual = camel, snake
	}
	if len(usual) == 0 {
		return
	}
	for _, u := range rare {
		found(u.at, fmt.Sprintf("%s is written unlike %s and the like", u.name, usual[0].name))
	}
}
