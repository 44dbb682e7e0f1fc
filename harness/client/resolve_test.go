package client

import (
	"net/url"
	"strings"
	"testing"
)

// FuzzResolve: whatever the path, a request goes to the target, below its base,
// and arrives as one path and one query.
func FuzzResolve(f *testing.F) {
	for _, path := range []string{"/", "/a%40b", "@evil.example/", "//evil.example/", "/a?b#c", "/%zz", "/\r\nX: y", "\\\\x", ":80/"} {
		f.Add(path, "q", "v")
	}
	f.Fuzz(func(t *testing.T, path, name, value string) {
		for _, base := range []string{"http://p2.example", "https://[::1]:8443/base/"} {
			b, err := url.Parse(base)
			if err != nil {
				t.Fatal(err)
			}
			before := *b
			c := New(b, nil, nil, nil)
			sent := c.resolve(Request{Path: path, Query: url.Values{name: {value}}})
			if *b != before {
				t.Fatalf("the base was changed to %s", b)
			}
			got, err := url.Parse(sent.String())
			if err != nil {
				t.Fatalf("%q makes %q: %v", path, sent, err)
			}
			if got.Host != b.Host || got.Scheme != b.Scheme || got.User != nil || got.Fragment != "" {
				t.Errorf("%q goes to %q", path, sent)
			}
			if strings.ContainsAny(got.RequestURI(), " \r\n\t") {
				t.Errorf("%q is %q on the wire", path, got.RequestURI())
			}
			if q := got.Query(); q.Get(name) != value {
				t.Errorf("the query %q=%q became %q", name, value, got.RawQuery)
			}
			if prefix := strings.TrimSuffix(b.Path, "/"); !strings.HasPrefix(got.Path, prefix) {
				t.Errorf("%q is at %q, not below %q", path, got.Path, prefix)
			}
		}
	})
}

// The elements of a list have bare commas between them, as the style of the API
// document wants it, and no space is written as a plus sign.
func TestResolveLeavesCommas(t *testing.T) {
	base := &url.URL{Scheme: "http", Host: "p2.example"}
	got := New(base, nil, nil, nil).resolve(Request{Path: "/x", Query: url.Values{"serials": {"1,2"}, "q": {"a&b +c"}}})
	if want := "q=a%26b%20%2Bc&serials=1,2"; got.RawQuery != want {
		t.Errorf("the query is %s, want %s", got.RawQuery, want)
	}
	got = New(base, nil, nil, nil).resolve(Request{Path: "/x", RawQuery: "a=b+c", Query: url.Values{"q": {"d"}}})
	if got.RawQuery != "a=b+c" {
		t.Errorf("the query is %s", got.RawQuery)
	}
}
