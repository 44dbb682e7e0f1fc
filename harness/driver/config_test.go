package driver_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/driver"
)

// A wrong configuration names the member, and shows no value that may be secret.
func TestConfigIsWrong(t *testing.T) {
	const ok = "register: [{path: /r}]"
	in := func(members string) string { return "{kind: http, http: {" + ok + "," + members + "}}" }
	for text, says := range map[string]string{
		"":                                  "it is empty",
		"kind: [":                           "configuration of the driver is wrong",
		"kind: telepathy":                   `kind: "telepathy" is none of auth, reference, static, http, command, sonata`,
		"kind: static":                      "static: a driver of the kind static needs it",
		"kind: auth\nsonata: {}":            "sonata: the kind is auth: leave it out, or write kind: sonata",
		"kind: auth\nbase: /x":              `unknown field "base"`,
		"kind: auth\nauth: {base: x}":       `auth.base: "x" does not begin with a slash`,
		"kind: static\nstatic: {file: ''}":  "static.file: it names no file",
		"kind: command\ncommand: {run: []}": "command.run: it names no program",
		"kind: command\ncommand: {run: [a], timeout: 11m}":                      "command.timeout: 11m0s is not between 0s and 10m",
		"kind: command\ncommand: {run: [a], grace: -1s}":                        "command.grace: -1s is not between",
		"kind: command\ncommand: {run: [a], timeout: soon}":                     "no duration",
		"kind: http\nhttp: {}":                                                  "http.register: it has no steps",
		in("login: [{path: /l}]"):                                               "http.login: no step captures token",
		in("login: [{path: /l, capture: {token: {json: /t, optional: true}}}]"): "http.login: no step captures token",
		in("reset: [{path: r}]"):                                                `http.reset[0].path: "r" does not begin with a slash`,
		in("reset: [{path: /r?x=1}]"):                                           "parameters stand in query",
		in("reset: [{path: '/{{localName}}'}]"):                                 "http.reset[0].path: {{localName}} is not known here",
		in("reset: [{path: /r, json: {a: [{b: '{{x}}'}]}}]"):                    "http.reset[0].json.a[0].b: {{x}} is not known here",
		in("reset: [{path: /r, json: {}, form: {}}]"):                           "http.reset[0]: it has json and form",
		in("reset: [{path: /r, method: 'GET /'}]"):                              `"GET /" is no method`,
		in("reset: [{path: /r, headers: {'a b': x}}]"):                          `http.reset[0].headers: "a b" is no header field`,
		in("reset: [{path: /r, headers: {host: x}}]"):                           `"host" is no header field that can be set`,
		in("reset: [{path: /r, expect: [20]}]"):                                 "http.reset[0].expect: 20 is no status",
		in("reset: [{path: /r, capture: {'a-b': {json: /x}}}]"):                 `http.reset[0].capture: "a-b" is no name`,
		in("reset: [{path: /r, capture: {a: {}}}]"):                             "http.reset[0].capture.a: write one of json, header, regexp and cookie",
		in("reset: [{path: /r, capture: {a: {json: /x, cookie: y}}}]"):          "write one of",
		in("reset: [{path: /r, capture: {a: {json: x}}}]"):                      `http.reset[0].capture.a.json: "x" is no JSON pointer`,
		in("reset: [{path: /r, capture: {a: {regexp: '('}}}]"):                  "http.reset[0].capture.a.regexp: ",
		in("secondFactor: {}"):                                                  "http.secondFactor: write either password: true or steps",
		in("secondFactor: {password: true, once: true}"):                        "http.secondFactor.once",
		in("admin: {localName: a, password: secret}"):                           "http.admin.steps: they are missing",
		in("admin: {password: secret}"):                                         "http.admin.localName: it is missing",
		in("admin: {localName: a, pasword: secret}"):                            `unknown field "pasword"`,
	} {
		_, err := driver.ReadConfig([]byte(text))
		if !errors.Is(err, driver.ErrConfig) || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s:\n  %v\n  want %q", text, err, says)
		}
	}
}

// Every kind can be made of a configuration in YAML or JSON.
func TestConfigIsRight(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "actors.json"), []byte(`{"actors":[{"localName":"a","token":"t","password":"p"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for text, name := range map[string]string{
		"kind: auth":                                          "auth ",
		"kind: auth\nauth: {base: /x/}":                       "auth /x",
		`{"kind":"sonata"}`:                                   "sonata",
		"kind: sonata\nsonata: {invite: abc}":                 "sonata",
		"kind: static\nstatic: {file: actors.json}":           "static",
		`{"kind":"http","http":{"register":[{"path":"/r"}]}}`: "http",
	} {
		c, err := driver.ReadConfig([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		d, err := driver.New(c, driver.Options{Dir: dir})
		if err != nil || d.Name() != name {
			t.Errorf("%s: %v, %v", text, d, err)
			continue
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := driver.New(driver.Config{Kind: driver.KindReference}, driver.Options{}); !errors.Is(err, driver.ErrConfig) {
		t.Errorf("a reference without a server: %v", err)
	}
	if _, err := driver.New(driver.Config{Kind: driver.KindStatic, Static: &driver.StaticConfig{File: "none"}}, driver.Options{Dir: dir}); !errors.Is(err, driver.ErrConfig) || !strings.Contains(err.Error(), "static.file: ") {
		t.Errorf("a file that is not there: %v", err)
	}
}
