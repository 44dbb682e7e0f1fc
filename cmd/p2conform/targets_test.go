package main

import (
	"errors"
	"strings"
	"testing"
)

func TestParseTarget(t *testing.T) {
	tests := []struct{ in, want, complaint, hint string }{
		{in: "https://example.com", want: "https://example.com"},
		{in: "https://example.com/", want: "https://example.com"},
		{in: "http://[::1]:8080/base//", want: "http://[::1]:8080/base"},
		{in: "https://example.com/a%2Fb/", want: "https://example.com/a%2Fb"},
		{in: "example.com", complaint: `the target "example.com" has no scheme`, hint: "https://example.com"},
		{in: "//example.com/x", complaint: "has no scheme", hint: "https://example.com/x"},
		{in: "localhost:8080", complaint: "has no scheme", hint: "http://localhost:8080"},
		{in: "127.0.0.1:8080/x", complaint: "has no scheme", hint: "http://127.0.0.1:8080/x"},
		{in: "[::1]:8080", complaint: "has no scheme", hint: "http://[::1]:8080"},
		{in: "", complaint: "has no scheme"},
		{in: "ws://example.com", complaint: "the scheme ws"},
		{in: "https://", complaint: "names no host"},
		{in: "https://:8080", complaint: "names no host"},
		{in: "https://example.com:port", complaint: "is no URL"},
		{in: "https://exa mple.com", complaint: "is no URL"},
		{in: "https://example.com?", complaint: "has a query"},
		{in: "https://example.com/?a=b", complaint: "has a query"},
		{in: "https://example.com/#", complaint: "has a fragment"},
		{in: "https://example.com/#a", complaint: "has a fragment"},
		{in: "https://alice:hunter2@example.com", complaint: "has a user name or a password"},
		{in: "https://alice:hunter2@example.com:port", complaint: "the target is no URL"},
		{in: "alice:hunter2@example.com", complaint: "the target has no scheme"},
		{in: "ftp://alice:hunter2@example.com", complaint: "has a user name or a password"},
	}
	for _, test := range tests {
		u, err := parseTarget(test.in)
		if test.complaint == "" {
			if err != nil || u.String() != test.want {
				t.Errorf("parseTarget(%q) = %v, %v; want %s", test.in, u, err, test.want)
			}
			continue
		}
		var p *problem
		switch {
		case !errors.As(err, &p):
			t.Errorf("parseTarget(%q) = %v, %v; want a problem", test.in, u, err)
		case p.code != exitUsage || !strings.Contains(p.what, test.complaint) || !strings.Contains(p.hint, test.hint) || p.hint == "":
			t.Errorf("parseTarget(%q): code %d, %q, hint %q", test.in, p.code, p.what, p.hint)
		case strings.Contains(p.what+p.hint, "hunter2"):
			t.Errorf("parseTarget(%q) repeats the password: %q, hint %q", test.in, p.what, p.hint)
		}
	}
}

func FuzzParseTarget(f *testing.F) {
	for _, s := range []string{"https://example.com", "http://[::1]:80/a", "a@b", "://", "https://a:b@c/?d#e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parseTarget(s)
		if err != nil {
			return
		}
		if u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("parseTarget(%q) = %#v", s, u)
		}
		if again, err := parseTarget(u.String()); err != nil || again.String() != u.String() {
			t.Errorf("parseTarget(%q) = %s, which is then %v, %v", s, u, again, err)
		}
	})
}

func TestLooksLikeDomain(t *testing.T) {
	for domain, want := range map[string]bool{
		"example.com": true, "localhost": true, "home.p2.example": true, "bücher.example": true, "127.0.0.1": true,
		"": false, "a..b": false, ".": false, "https://example.com": false, "a@b": false, "a b": false, "example.com:80": false,
		strings.Repeat("a", 64): false, strings.Repeat("a.", 127) + "a": false,
	} {
		if got := looksLikeDomain(domain); got != want {
			t.Errorf("looksLikeDomain(%q) = %t, want %t", domain, got, want)
		}
	}
}
