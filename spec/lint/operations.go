package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

func operationIDsUnique(a *API, found report) {
	first := map[string]string{}
	for _, o := range a.operations {
		id, name := o.op.OperationID, o.method+" "+o.path
		switch other, taken := first[id]; {
		case id == "":
			found(o.at(""), "it has no operationId")
		case taken:
			found(o.at(""), fmt.Sprintf("%s has the operationId of %s", name, other))
		default:
			first[id] = name
		}
	}
}

// empty are words that would do for any operation.
var empty = []string{"name", "operation", "op", "method", "endpoint", "route", "request", "test", "example", "untitled", "foo", "new", "get", "post", "put", "delete"}

var wordEnd = regexp.MustCompile(`[_.\-/]`)

func operationIDsSpeak(a *API, found report) {
	for _, o := range a.operations {
		words := wordEnd.Split(strings.ToLower(o.op.OperationID), -1)
		if last := words[len(words)-1]; slices.Contains(empty, last) {
			found(o.at(""), fmt.Sprintf("%s %s is called %q", o.method, o.path, last))
		}
	}
}

// refusal reports whether a status is one of those for what is wrong.
func refusal(status string) bool {
	return strings.HasPrefix(status, "4") || strings.HasPrefix(status, "5") || status == "default"
}

func errorStatuses(a *API, found report) {
	for _, o := range a.operations {
		statuses := sorted(o.responses())
		if !slices.ContainsFunc(statuses, refusal) {
			found(o.at(""), "it has no status but "+strings.Join(statuses, ", "))
		}
	}
}

func unauthorizedStatuses(a *API, found report) {
	for _, o := range a.operations {
		statuses := sorted(o.responses())
		taken := slices.ContainsFunc(statuses, func(s string) bool {
			return slices.Contains([]string{"401", "403", "4XX", "default"}, s)
		})
		// Without any error status, another rule has it.
		if a.wantsToken(o) && !taken && slices.ContainsFunc(statuses, refusal) {
			found(o.at(""), "it wants a token, and has neither 401 nor 403")
		}
	}
}

func responseSchemas(a *API, found report) {
	for _, o := range a.operations {
		responses := o.responses()
		for _, status := range sorted(responses) {
			for _, media := range sorted(responses[status].Content) {
				if responses[status].Content[media].Schema == nil {
					found(o.at("response "+status), media+" has no schema")
				}
			}
			if status == "200" && len(responses[status].Content) == 0 && o.method != "HEAD" {
				found(o.at("response "+status), "it has no body, and is no 204")
			}
		}
	}
}

// noContent holds 204, 205 and 304 against RFC 9110: 8.6, 15.3.5, 15.4.5.
func noContent(a *API, found report) {
	for _, o := range a.operations {
		responses := o.responses()
		for _, status := range []string{"204", "205", "304"} {
			r, ok := responses[status]
			if !ok {
				continue
			}
			if len(r.Content) > 0 {
				found(o.at("response "+status), "it has a body")
			}
			for _, name := range sorted(r.Headers) {
				if status == "204" && strings.EqualFold(name, "Content-Length") {
					found(o.at("response "+status), "it has the header Content-Length, which HTTP forbids")
				}
			}
		}
	}
}

func requestBodies(a *API, found report) {
	for _, o := range a.operations {
		if o.op.RequestBody != nil && slices.Contains([]string{"GET", "HEAD", "DELETE"}, o.method) {
			found(o.at("request body"), o.method+" has a body")
		}
	}
}

func trailingSlashes(a *API, found report) {
	with, without := []operation{}, []operation{}
	for _, o := range a.operations {
		if strings.HasSuffix(o.path, "/") {
			with = append(with, o)
		} else {
			without = append(without, o)
		}
	}
	odd, others := with, len(without)
	if len(with) > len(without) {
		odd, others = without, len(with)
	}
	for _, o := range odd {
		found(o.at(""), fmt.Sprintf("%s, unlike %d other operations", o.path, others))
	}
}

// routesOverlap finds templates that fit another route: a value of the parameter
// can then not be asked for.
func routesOverlap(a *API, found report) {
	for _, o := range a.operations {
		for _, other := range a.operations {
			if o.method == other.method && o.path != other.path && covers(o.path, other.path) {
				found(o.at(""), fmt.Sprintf("%s also fits %s", o.path, other.path))
			}
		}
	}
}

// covers reports whether a template fits another path, and has a parameter where
// that has a word.
func covers(template, path string) bool {
	t, p := strings.Split(strings.Trim(template, "/"), "/"), strings.Split(strings.Trim(path, "/"), "/")
	if len(t) != len(p) {
		return false
	}
	wider := false
	for i := range t {
		switch {
		case t[i] == p[i]:
		case isTemplate(t[i]) && !isTemplate(p[i]):
			wider = true
		case !isTemplate(t[i]) || !isTemplate(p[i]):
			return false
		}
	}
	return wider
}

func isTemplate(segment string) bool { return strings.HasPrefix(segment, "{") }
