package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/prose"
)

var (
	coreRoute  = regexp.MustCompile(`/\.p2/core(?:/[A-Za-z0-9._~{}\[\]:@-]+)*/?`)
	parameter  = regexp.MustCompile(`^[{\[:].*`)
	statusForm = regexp.MustCompile("(?i)\\b(?:HTTP|status|code|returns?|answers?)\\b(?:\\s+(?:status|code|with|an?|the))*\\s+`?([1-5]\\d\\d)\\b")
)

// bothRoutes looks for the core routes of the prose in the API document. What
// other routes begin with is no route.
func bothRoutes(a *API, d *prose.Document, found report) {
	for _, u := range d.Units {
		if u.Whole {
			continue
		}
		for _, route := range coreRoute.FindAllString(u.Text, -1) {
			route = strings.TrimRight(route, ".:")
			if !strings.HasSuffix(route, "/") && !a.has(route) {
				found(coreAt(d, u.Line, ""), "the API document has no "+route)
			}
		}
	}
}

// has reports whether a path is a route, or leads to one.
func (a *API) has(route string) bool {
	want := strings.Split(strings.Trim(route, "/"), "/")
	return slices.ContainsFunc(a.operations, func(o operation) bool {
		have := strings.Split(strings.Trim(o.path, "/"), "/")
		if len(have) != len(want) {
			return false
		}
		for i := range want {
			if want[i] != have[i] && !isTemplate(have[i]) && !parameter.MatchString(want[i]) {
				return false
			}
		}
		return true
	})
}

func bothStatuses(a *API, d *prose.Document, found report) {
	documented := map[string]bool{}
	for _, o := range a.operations {
		for status := range o.responses() {
			documented[status] = true
		}
	}
	for _, u := range d.Units {
		if u.Whole {
			continue
		}
		for _, m := range statusForm.FindAllStringSubmatch(u.Text, -1) {
			if !documented[m[1]] {
				found(coreAt(d, u.Line, ""), "no operation documents the status "+m[1])
			}
		}
	}
}

var nameForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]*(?:[_-]?[A-Za-z0-9]+)+$`)

// bothNames holds what the prose marks as code, and the members of its tables,
// against the names of parameters, headers and properties: two names are of one
// thing if they have the same words in whatever order and spelling.
func bothNames(a *API, d *prose.Document, found report) {
	names := map[string][]string{} // by their words
	exact := map[string]bool{}
	for _, u := range a.uses() {
		if key := wordSet(u.name); !slices.Contains(names[key], u.name) {
			names[key] = append(names[key], u.name)
		}
		exact[strings.TrimSpace(u.name)] = true
	}
	reported := map[string]bool{}
	for _, s := range slices.Concat(d.Spans(), members(d)) {
		if !nameForm.MatchString(s.Text) || exact[s.Text] || reported[s.Text] {
			continue
		}
		if near := names[wordSet(s.Text)]; len(near) > 0 {
			reported[s.Text] = true
			found(coreAt(d, s.Line, s.Text), fmt.Sprintf("the prose has %s, the API document %s", s.Text, strings.Join(near, ", ")))
		}
	}
}

var memberForm = regexp.MustCompile(`(?m)^[ \t]*"?([A-Za-z][\w-]*)"?[ \t]*:`)

// members are the names in the examples of the prose, also in those that are no
// JSON.
func members(d *prose.Document) []prose.Span {
	var all []prose.Span
	for _, b := range examples(d) {
		for _, m := range memberForm.FindAllStringSubmatchIndex(b.Text, -1) {
			line := b.Line + 1 + strings.Count(b.Text[:m[2]], "\n")
			all = append(all, prose.Span{Text: b.Text[m[2]:m[3]], Line: line})
		}
	}
	return all
}

var ownHeader = regexp.MustCompile(`\bX-[A-Za-z0-9-]*[A-Za-z0-9]`)

// bothHeaders looks for the headers of the prose in the API document: of those
// whose names are the protocol's own.
func bothHeaders(a *API, d *prose.Document, found report) {
	have := map[string]bool{}
	for _, u := range a.uses() {
		have[strings.ToLower(u.name)] = u.header
	}
	for _, u := range d.Units {
		if u.Whole {
			continue
		}
		for _, name := range ownHeader.FindAllString(u.Text, -1) {
			if !have[strings.ToLower(name)] {
				found(coreAt(d, u.Line, ""), "the API document has no header "+name)
			}
		}
	}
}

// wordSet are the words of a name in the order of the alphabet.
func wordSet(name string) string {
	words := wordsOf(strings.TrimSpace(name))
	slices.Sort(words)
	return strings.Join(words, " ")
}
