package services

import (
	"net/http"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

// entry makes a service from "name url", with a star behind it for a primary one.
func entry(text string) p2.Service {
	name, url, _ := strings.Cut(strings.TrimSuffix(text, "*"), " ")
	return p2.Service{Name: name, URL: "https://" + url, Primary: strings.HasSuffix(text, "*")}
}

func entries(texts ...string) []p2.Service {
	var list []p2.Service
	for _, text := range texts {
		list = append(list, entry(text))
	}
	return list
}

// deviates holds a decision to the words that its deviation has; "" is none.
func deviates(t *testing.T, what string, d *check.Deviation, words string) {
	t.Helper()
	switch {
	case d == nil && words != "":
		t.Errorf("%s: nothing deviates, want %q", what, words)
	case d != nil && words == "":
		t.Errorf("%s: expected %s, got %s", what, d.Expected, d.Actual)
	case d != nil && !strings.Contains(d.Expected+": "+d.Actual, words):
		t.Errorf("%s: expected %s, got %s, which does not say %q", what, d.Expected, d.Actual, words)
	}
}

func TestSameProvider(t *testing.T) {
	v := entry("chat a.example/p2")
	for other, want := range map[string]bool{
		"chat a.example/p2":      true,
		"chat a.example/p2*":     true,
		"chat A.EXAMPLE/p2/":     true,
		"chat a.example:443/p2":  true,
		"chat a.example:8443/p2": false,
		"chat a.example/P2":      false,
		"chat a.example":         false,
		"mail a.example/p2":      false,
	} {
		if got := sameProvider(v, entry(other)); got != want {
			t.Errorf("%s is the same as %s: %t", line(v), other, got)
		}
	}
}

func TestLists(t *testing.T) {
	list := entries("chat a.example*", "chat b.example", "mail c.example*")
	deviates(t, "has", has(list, entry("chat b.example")), "")
	deviates(t, "has another", has(list, entry("mail b.example")), "one entry for")
	deviates(t, "has twice", has(append(list, list[0]), list[0]), "2 in")
	deviates(t, "lacks", lacks(list, entry("mail b.example")), "")
	deviates(t, "does not lack", lacks(list, entry("chat b.example/")), "no entry for")
	deviates(t, "only", only(list, entries("mail c.example", "chat b.example", "chat a.example")...), "")
	deviates(t, "only two", only(list, entries("mail c.example", "chat b.example")...), "nothing but")
	deviates(t, "only others", only(list, entries("mail c.example", "chat b.example", "mail a.example")...), "one entry for")
	deviates(t, "only none", only(nil), "")
	deviates(t, "unchanged", unchanged(list, entries("chat b.example", "chat a.example*", "mail c.example*")...), "")
	deviates(t, "changed", unchanged(list, entries("chat b.example*", "chat a.example", "mail c.example*")...), "to be primary: true")
}

func TestPrimaries(t *testing.T) {
	list := entries("chat a.example*", "chat b.example", "mail c.example*", "news d.example", "both e.example*", "both f.example*")
	deviates(t, "the primary one", primaryIs(list, entry("chat a.example")), "")
	deviates(t, "another", primaryIs(list, entry("chat b.example")), "only primary provider")
	deviates(t, "one of two", primaryIs(list, entry("both e.example")), "only primary provider")
	deviates(t, "one", onePrimary(list, "mail"), "")
	deviates(t, "none", onePrimary(list, "news"), "0 in")
	deviates(t, "two", onePrimary(list, "both"), "2 in")
}

func TestRemovedIn(t *testing.T) {
	for body, words := range map[string]string{
		``:   "",
		`[]`: "",
		`[{"service":"chat","new_primary":"https://a.example"}]`:     "",
		`[{"service":"chat"},{"service":"mail","new_primary":null}]`: "",
		`{}`:                                "a body that is none",
		`null`:                              "a body that is none",
		`[{"new_primary":"x"}]`:             "element 0 has no service",
		`[{"service":"chat"},{}]`:           "element 1 has no service",
		`[{"service":7}]`:                   "a body that is none",
		`[{"service":"a","new_primary":7}]`: "new_primary of element 0 is no string",
		`[{"service":"a"}`:                  "a body that is none",
	} {
		_, d := removedIn([]byte(body))
		deviates(t, body, d, words)
	}
}

func TestNamedSuccessor(t *testing.T) {
	answer, _ := removedIn([]byte(`[{"service":"chat","new_primary":"https://a.example/"},{"service":"mail"}]`))
	for what, c := range map[string]struct {
		answer []removed
		left   []p2.Service
		words  string
	}{
		"named":              {answer, entries("chat b.example", "chat a.example"), ""},
		"another":            {answer, entries("chat b.example"), "0 in"},
		"of another service": {answer, entries("mail a.example"), "0 in"},
		"twice":              {append(answer, answer[0]), entries("chat a.example"), "2 in"},
	} {
		named, d := namedSuccessor(c.answer, c.left...)
		deviates(t, what, d, c.words)
		if d == nil && !sameProvider(named, entry("chat a.example")) {
			t.Errorf("%s: %s is named", what, line(named))
		}
	}
}

func TestBodiless(t *testing.T) {
	length := func(n string) http.Header { return http.Header{"Content-Length": {n}} }
	deviates(t, "nothing", bodiless(http.Header{}, nil), "")
	deviates(t, "a length of 0", bodiless(length("0"), nil), "")
	deviates(t, "a length of 2", bodiless(length("2"), nil), "Content-Length: 2")
	deviates(t, "a body", bodiless(http.Header{}, []byte("[]")), "2 bytes")
}

func TestOtherForms(t *testing.T) {
	const url = "https://abc.example/p2"
	for _, form := range otherForms(url) {
		if form == url || normal(form) != url {
			t.Errorf("%s is no other form of %s, but of %s", form, url, normal(form))
		}
	}
}
