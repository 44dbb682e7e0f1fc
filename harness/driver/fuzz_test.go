package driver_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
)

// Whatever a configuration is, it is read or refused.
func FuzzConfig(f *testing.F) {
	for _, text := range []string{
		"kind: auth", "kind: http\nhttp:" + everywhere, "kind: static\nstatic: {file: x}", `{"kind":"command","command":{"run":["a"],"timeout":"3s"}}`,
		"kind: http\nhttp: {register: [{path: /, json: [1, {a: '{{b}}'}], capture: {x: {regexp: '(a'}}}]}", "&a [*a]", "kind: !!binary x",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := driver.ReadConfig([]byte(text)); err != nil && !errors.Is(err, driver.ErrConfig) {
			t.Errorf("%v", err)
		}
		if s, err := driver.ReadStatic("f", []byte(text)); err == nil && s.Len() == 0 {
			t.Error("a file without actors")
		}
	})
}

// Whatever a target answers, a registration is accepted with what was captured, or
// says why not.
func FuzzCapture(f *testing.F) {
	f.Add(`{"a/b":[{"t~k":"tok"}]}`, "text", "sid=1")
	f.Add(`{"a/b":{"0":{"t~k":5}}}`, "", "=;")
	f.Add(`{"a/b":[[]]}`, "\xff", "sid=\"")
	f.Add(`{"a/b":[{"t~k":null}]} x`, "csrf=é", "sid=a; Path=/")
	d := described(f, `
  register:
    - path: /
      capture:
        token: {json: "/a~1b/0/t~0k"}
        cert: {json: /cert, optional: true}
        one: {header: X-Text, optional: true}
        two: {cookie: sid, optional: true}
        three: {regexp: '"t~k":(.)', optional: true}
    - path: /{{one}}/{{two}}
      json: {a: "{{token}}"}
      headers: {X: "{{three}}"}
`)
	f.Fuzz(func(t *testing.T, body, header, cookie string) {
		c := client.New(base, &http.Client{Transport: answering(func(*http.Request) *http.Response {
			return &http.Response{
				StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
				Header: http.Header{"X-Text": {header}, "Set-Cookie": {cookie}}, Body: io.NopCloser(strings.NewReader(body)),
			}
		})}, nil, nil)
		r := d.Register(t.Context(), c, "alice", "a password")
		switch {
		case r.Accepted && r.Token == "":
			t.Error("accepted without the token that was to be captured")
		case !r.Accepted && r.Why == "":
			t.Error("it does not say why")
		case strings.Contains(r.Why, "a password"):
			t.Errorf("it tells the password: %s", r.Why)
		case len(r.Why) > 5000:
			t.Errorf("it says %d bytes", len(r.Why))
		}
	})
}
