package services

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

// sameProvider reports that two entries are of one service and one provider. URLs
// are compared without what a server may change on the way.
func sameProvider(a, b p2.Service) bool { return a.Name == b.Name && normal(a.URL) == normal(b.URL) }

// normal is a URL with its scheme and host in small letters, and without a default
// port and slashes at its end.
func normal(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return text
	}
	u.Host = strings.ToLower(u.Host)
	if u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":443")
	}
	return strings.TrimRight(u.String(), "/")
}

func withName(list []p2.Service, name string) []p2.Service {
	return slices.DeleteFunc(slices.Clone(list), func(v p2.Service) bool { return v.Name != name })
}

func withProvider(list []p2.Service, want p2.Service) []p2.Service {
	return slices.DeleteFunc(slices.Clone(list), func(v p2.Service) bool { return !sameProvider(v, want) })
}

// has decides that a list has a provider once.
func has(list []p2.Service, want p2.Service) *check.Deviation {
	if n := len(withProvider(list, want)); n != 1 {
		return check.Deviates(fmt.Sprintf("one entry for %s", line(want)), "%d in %s", n, lines(list))
	}
	return nil
}

// lacks decides that a list does not have a provider.
func lacks(list []p2.Service, v p2.Service) *check.Deviation {
	if n := len(withProvider(list, v)); n != 0 {
		return check.Deviates(fmt.Sprintf("no entry for %s", line(v)), "%d in %s", n, lines(list))
	}
	return nil
}

// only decides that a list has these providers, in any order, and nothing else.
func only(list []p2.Service, want ...p2.Service) *check.Deviation {
	for _, v := range want {
		if d := has(list, v); d != nil {
			return d
		}
	}
	return within(list, want...)
}

// within decides that a list has nothing but these providers.
func within(list []p2.Service, allowed ...p2.Service) *check.Deviation {
	for _, v := range list {
		if lacks(allowed, v) == nil {
			return check.Deviates(fmt.Sprintf("nothing but %s", lines(allowed)), "%s", lines(list))
		}
	}
	return nil
}

// unchanged decides that a list has these providers, and nothing else, and that
// the same are primary.
func unchanged(list []p2.Service, want ...p2.Service) *check.Deviation {
	if d := only(list, want...); d != nil {
		return d
	}
	for _, v := range want {
		if found := withProvider(list, v)[0]; found.Primary != v.Primary {
			return check.Deviates(fmt.Sprintf("%s to be primary: %t", line(v), v.Primary), "%s", lines(list))
		}
	}
	return nil
}

// primaryIs decides that a provider is the primary one of its service, and no
// other is.
func primaryIs(list []p2.Service, want p2.Service) *check.Deviation {
	found := primariesOf(list, want.Name)
	if len(found) != 1 || !sameProvider(found[0], want) {
		return check.Deviates(fmt.Sprintf("%s as the only primary provider of its service", line(want)), "%s", lines(list))
	}
	return nil
}

func primariesOf(list []p2.Service, name string) []p2.Service {
	return slices.DeleteFunc(withName(list, name), func(v p2.Service) bool { return !v.Primary })
}

// onePrimary decides that a service has exactly one primary provider.
func onePrimary(list []p2.Service, name string) *check.Deviation {
	if n := len(primariesOf(list, name)); n != 1 {
		return check.Deviates(fmt.Sprintf("one primary provider of %q", name), "%d in %s", n, lines(list))
	}
	return nil
}

// removed is one element of the answer to a removal. NewPrimary is "" without one.
type removed struct{ Service, NewPrimary string }

// removedIn reads the answer to a removal: a list, or nothing at all.
func removedIn(body []byte) ([]removed, *check.Deviation) {
	const want = "a JSON array of objects with the members service and new_primary"
	if len(body) == 0 {
		return nil, nil
	}
	var elements []struct {
		Service    *string         `json:"service"`
		NewPrimary json.RawMessage `json:"new_primary"`
	}
	if err := json.Unmarshal(body, &elements); err != nil || elements == nil {
		return nil, check.Deviates(want, "a body that is none: %s", excerpt(body))
	}
	out := make([]removed, len(elements))
	for i, e := range elements {
		if e.Service == nil {
			return nil, check.Deviates(want, "element %d has no service: %s", i, excerpt(body))
		}
		out[i].Service = *e.Service
		if len(e.NewPrimary) > 0 && json.Unmarshal(e.NewPrimary, &out[i].NewPrimary) != nil {
			return nil, check.Deviates(want, "new_primary of element %d is no string: %s", i, excerpt(body))
		}
	}
	return out, nil
}

// namedSuccessor finds the new primary provider of a service in the answer to a
// removal: one of those that are left, and named once.
func namedSuccessor(answer []removed, left ...p2.Service) (p2.Service, *check.Deviation) {
	var found []p2.Service
	for _, r := range answer {
		for _, v := range left {
			if r.Service == v.Name && normal(r.NewPrimary) == normal(v.URL) {
				found = append(found, v)
			}
		}
	}
	if len(found) != 1 {
		return p2.Service{}, check.Deviates("one element with the new primary provider out of "+lines(left), "%d in %+v", len(found), answer)
	}
	return found[0], nil
}

// after says of a deviation when it was found.
func after(what string, d *check.Deviation) *check.Deviation {
	if d == nil {
		return nil
	}
	return &check.Deviation{Expected: "after " + what + ": " + d.Expected, Actual: d.Actual}
}

func line(v p2.Service) string { return fmt.Sprintf("%q from %s", v.Name, v.URL) }

// lines is a list in few words.
func lines(list []p2.Service) string {
	if len(list) == 0 {
		return "an empty list"
	}
	var out []string
	for _, v := range list {
		text := line(v)
		if v.Primary {
			text += " (primary)"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func excerpt(body []byte) string { return fmt.Sprintf("%.200q", body) }
