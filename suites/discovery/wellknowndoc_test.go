package discovery

import (
	"net/url"
	"testing"
)

func TestJSONObject(t *testing.T) {
	for body, good := range map[string]bool{
		`{}`: true, ` {"api":"x"} `: true, `{"api":1,"more":[]}`: true,
		``: false, `null`: false, `[]`: false, `"x"`: false, `1`: false, `{`: false, `{} {}`: false, `<html>`: false,
	} {
		if d := jsonObject([]byte(body)); (d == nil) != good {
			t.Errorf("%q: %v", body, d)
		}
	}
}

func TestAPIMember(t *testing.T) {
	for body, want := range map[string]string{
		`{"api":"example.com/.p2/core/"}`: "example.com/.p2/core/",
		`{"more":1,"api":"x"}`:            "x",
		`{"api":""}`:                      "",
	} {
		if got, d := apiMember([]byte(body)); d != nil || got != want {
			t.Errorf("%q: %q %v", body, got, d)
		}
	}
	for _, body := range []string{``, `{}`, `{"API":"x"}`, `{"apis":["x"]}`, `{"api":null}`, `{"api":1}`, `{"api":["x"]}`, `{"api":{"url":"x"}}`, `"api"`, `[]`} {
		if got, d := apiMember([]byte(body)); d == nil {
			t.Errorf("%q was read as %q", body, got)
		}
	}
}

func TestAPIForm(t *testing.T) {
	for value, want := range map[string]string{
		"https://example.com/.p2/core/":                 "absolute-url",
		"https://example.com/.p2/core":                  "absolute-url",
		"http://localhost:8080/.p2/core/":               "absolute-url",
		"HTTPS://example.com/.p2/core/":                 "absolute-url",
		"https://example.com/sub/.p2/core/":             "absolute-url",
		"example.com/.p2/core/":                         "bare-host",
		"localhost/.p2/core":                            "bare-host",
		"example.com:8443/.p2/core/":                    "bare-host",
		"https://example.com/.p2/core/v1/":              "versioned",
		"https://example.com/.p2/core/v1":               "versioned",
		"example.com/.p2/core/v1/":                      "versioned",
		"":                                              "",
		"/.p2/core/":                                    "",
		"https:///.p2/core/":                            "",
		"https://example.com/":                          "",
		"https://example.com/api/":                      "",
		"https://example.com/p2/core/":                  "",
		"https://example.com/.p2/core/v2/":              "",
		"https://example.com/.p2/core/?v=1":             "",
		"https://example.com/.p2/core/#v1":              "",
		"https://user:pw@example.com/.p2/core/":         "",
		"ftp://example.com/.p2/core/":                   "",
		"https://example.com/.p2/core/v1/idcert/server": "",
		"https://exa mple.com/.p2/core/":                "",
	} {
		got, d := apiForm(value)
		if got != want || (d == nil) != (want != "") {
			t.Errorf("%q: %q %v, want %q", value, got, d, want)
		}
	}
}

func TestAPIPath(t *testing.T) {
	for _, c := range []struct {
		server, value, path string
		here                bool
	}{
		{"https://example.com", "https://example.com/.p2/core/", "/.p2/core", true},
		{"https://example.com", "example.com/.p2/core/", "/.p2/core", true},
		{"https://example.com", "https://EXAMPLE.com:443/.p2/core", "/.p2/core", true},
		{"http://example.com", "example.com/.p2/core/", "/.p2/core", true},
		{"http://example.com:80", "http://example.com/.p2/core/", "/.p2/core", true},
		{"http://127.0.0.1:8080", "127.0.0.1:8080/.p2/core/v1/", "/.p2/core/v1", true},
		{"http://127.0.0.1:8080", "https://127.0.0.1:8080/.p2/core/", "/.p2/core", true},
		{"https://example.com/p2", "https://example.com/p2/.p2/core/", "/.p2/core", true},
		{"https://example.com/p2/", "https://example.com/p2/.p2/core/", "/.p2/core", true},
		{"https://example.com", "https://example.com/sub/.p2/core/", "/sub/.p2/core", true},
		{"https://example.com/p2", "https://example.com/.p2/core/", "", false},
		{"https://example.com/p", "https://example.com/p2/.p2/core/", "", false},
		{"https://example.com", "https://p2.example.com/.p2/core/", "", false},
		{"https://example.com", "https://example.com:8443/.p2/core/", "", false},
		{"https://example.com", "https://%zz/.p2/core/", "", false},
	} {
		server, err := url.Parse(c.server)
		if err != nil {
			t.Fatal(err)
		}
		path, here := apiPath(server, c.value)
		if here != c.here || here && path != c.path {
			t.Errorf("%s, %s: %q %v, want %q %v", c.server, c.value, path, here, c.path, c.here)
		}
	}
}

func TestRedirected(t *testing.T) {
	const from = "/.well-known/polyproto-core"
	for _, c := range []struct {
		server, location, want string // empty for elsewhere
	}{
		{"https://example.com", "/polyproto.json", "/polyproto.json"},
		{"https://example.com", "https://example.com/polyproto.json?v=1", "/polyproto.json?v=1"},
		{"https://example.com", "https://EXAMPLE.com:443/p", "/p"},
		{"https://example.com", "polyproto-core.json", "/.well-known/polyproto-core.json"},
		{"https://example.com", from + "/", from + "/"},
		{"https://example.com/p2", "/p2/polyproto.json", "/polyproto.json"},
		{"https://example.com/p2", "/polyproto.json", ""},
		{"https://example.com", "//elsewhere.example/p", ""},
		{"https://example.com", "https://p2.example.com" + from, ""},
		{"https://example.com", "https://example.com:8443" + from, ""},
		{"https://example.com", "http://%zz/", ""},
	} {
		server, err := url.Parse(c.server)
		if err != nil {
			t.Fatal(err)
		}
		to, here := redirected(server, from, c.location)
		if here != (c.want != "") || here && to.String() != c.want {
			t.Errorf("%s from %s: %v %v, want %q", c.location, c.server, to, here, c.want)
		}
	}
}
