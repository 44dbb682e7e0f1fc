package driver_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/driver"
)

// described is an http driver of a configuration.
func described(t testing.TB, text string) driver.Driver {
	t.Helper()
	c, err := driver.ReadConfig([]byte("kind: http\nhttp:\n" + text))
	if err != nil {
		t.Fatal(err)
	}
	d, err := driver.New(c, driver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// hard is a value that means something everywhere.
const hard = `a"\/b c&d=e%2B+#?é;'{{password}}$1` + "\t"

const everywhere = `
  register:
    - path: /start/{{localName}}/x
      query: {q: "{{password}}"}
      headers: {X-Name: "n{{ localName }}"}
      capture:
        state: {cookie: sid}
        page: {regexp: 'csrf=(\w+)'}
        next: {header: X-Next}
    - path: /form/{{next}}
      method: PUT
      headers: {Cookie: "sid={{state}}"}
      form: {name: "{{localName}}", password: "{{password}}", csrf: "{{page}}"}
      expect: [202]
    - name: the last one
      path: /json
      json: {user: {names: ["{{localName}}", "-{{password}}-"], age: 5, ok: true, nothing: null}}
      capture:
        token: {json: "/a~1b/0/t~0k"}
        cert: {json: /cert, optional: true}
  secondFactor: {password: true}
`

// Values stand in each place as they were, whatever is in them, and nothing in
// them is a placeholder.
func TestHTTPEscapes(t *testing.T) {
	step := 0
	c := dial(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		switch step++; step {
		case 1:
			if r.Method != "GET" || r.URL.Path != "/start/"+hard+"/x" || r.URL.Query().Get("q") != hard || r.Header.Get("X-Name") != strings.TrimSpace("n"+hard) {
				t.Errorf("%s %q %q", r.Method, r.URL.Path, r.URL.Query())
			}
			http.SetCookie(w, &http.Cookie{Name: "sid", Value: "s1"})
			w.Header().Set("X-Next", "n/1")
			_, _ = io.WriteString(w, "<input csrf=abc123>") // the client's error will show
		case 2:
			r.Body = io.NopCloser(strings.NewReader(string(body)))
			if r.Method != "PUT" || r.URL.EscapedPath() != "/form/n%2F1" || r.Header.Get("Cookie") != "sid=s1" ||
				r.FormValue("name") != hard || r.FormValue("password") != hard || r.FormValue("csrf") != "abc123" {
				t.Errorf("%s %q %q", r.Method, r.URL.EscapedPath(), body)
			}
			w.WriteHeader(http.StatusAccepted)
		case 3:
			var got struct {
				User struct {
					Names   []string
					Age     int
					OK      bool
					Nothing any
				}
			}
			if err := json.Unmarshal(body, &got); err != nil || r.Method != "POST" || got.User.Names[0] != hard || got.User.Names[1] != "-"+hard+"-" || got.User.Age != 5 || !got.User.OK {
				t.Errorf("%v, %s", err, body)
			}
			_, _ = io.WriteString(w, `{"a/b":[{"t~k":"tok"}]}`)
		}
	})
	d := described(t, everywhere)
	r := d.Register(t.Context(), c, hard, hard)
	if !r.Accepted || r.Token != "tok" || r.Cert != "" || r.Response == nil || step != 3 {
		t.Errorf("%+v after %d steps", r, step)
	}
	if f, err := d.SecondFactor(t.Context(), c, driver.Account{Password: "pw"}); err != nil || f.Value != "pw" || f.Once {
		t.Errorf("%+v, %v", f, err)
	}
}

// What does not work names the step, and shows what was sent and came back
// without the secrets.
func TestHTTPSteps(t *testing.T) {
	const steps = `
  register:
    - path: /one
      json: {name: "{{localName}}", password: "{{password}}"}
      capture: {token: {json: /token}, n: {json: /n, optional: true}}
    - name: confirm
      path: /two
      headers: {Authorization: "Bearer {{token}}"}
      expect: [200, 204]
`
	for name, tt := range map[string]struct {
		one, two string
		status   int // of the second step
		why      string
		err      bool
	}{
		"granted":    {one: `{"token":"s3cret"}`, status: 204},
		"refused":    {one: `{"token":"s3cret"}`, two: `{"no":"pw-1 s3cret"}`, status: 403, why: `register, step 2 of 2 (confirm): the answer is 403, want 200 or 204; sent GET /two; got 403 {"no":"[password] [token]"}`},
		"not there":  {one: `{}`, why: `register, step 1 of 2: the answer is 200, but has no token: nothing is at /token; sent POST /one {"name":"alice","password":"[password]"}; got 200 {}`},
		"empty":      {one: `{"token":""}`, why: "has no token: it is empty"},
		"no JSON":    {one: `<html>`, why: "has no token: the body is no JSON"},
		"an object":  {one: `{"token":{}}`, why: "what is at /token is no text"},
		"too long":   {one: `{"token":"` + strings.Repeat("x", 70000) + `"}`, why: "it has more than 65536 bytes"},
		"line break": {one: `{"token":"a\r\nb"}`, why: "register, step 2 of 2 (confirm): the header Authorization would have the character U+000D in it", err: true},
	} {
		t.Run(name, func(t *testing.T) {
			c := dial(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/one" {
					_, _ = io.WriteString(w, tt.one) // the client's error will show
					return
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.two)
			})
			r := described(t, steps).Register(t.Context(), c, "alice", "pw-1")
			if r.Accepted != (tt.why == "") || !strings.Contains(r.Why, tt.why) || (r.Err != nil) != tt.err || strings.Contains(r.Why, "s3cret") {
				t.Errorf("%+v", r)
			}
			if len(r.Why) > 1000 {
				t.Errorf("it says %d bytes", len(r.Why))
			}
		})
	}
}

func TestHTTPOthers(t *testing.T) {
	const all = `
  register: [{path: /r}]
  login: [{path: /l, json: {csr: "{{csr}}"}, capture: {token: {json: /token}, cert: {json: /cert}}}]
  secondFactor: {once: true, steps: [{path: /f, headers: {T: "{{token}}"}, capture: {secondFactor: {json: /n}}}]}
  admin: {localName: root, password: pw}
  postMessage: [{path: /m, headers: {T: "{{token}}"}, json: {c: "{{content}}", b: "{{contentBase64}}", s: "{{signatureHex}}", t: "{{signatureBase64}}", i: "{{cert}}", f: "{{federationId}}"}}]
  setClock: [{path: /c, json: {at: "{{unix}}", or: "{{rfc3339}}"}}]
  reset: [{path: /x, method: DELETE}]
`
	seen := ""
	c := dial(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // what is missing shows
		seen += r.Method + " " + r.URL.Path + " " + r.Header.Get("T") + " " + string(body) + "\n"
		_, _ = io.WriteString(w, `{"token":"t","cert":"c","n":123456}`)
	})
	d, ctx := described(t, all), t.Context()
	if r := d.Register(ctx, c, "a", "b"); !r.Accepted || r.Token != "" {
		t.Errorf("%+v", r)
	}
	if r := d.Login(ctx, c, "a", "b", "csr"); !r.Accepted || r.Token != "t" || r.Cert != "c" {
		t.Errorf("%+v", r)
	}
	if f, err := d.SecondFactor(ctx, c, driver.Account{Token: "tt"}); err != nil || f.Value != "123456" || !f.Once {
		t.Errorf("%+v, %v", f, err)
	}
	if a, err := d.Admin(ctx, c); err != nil || a.LocalName != "root" || a.Token != "t" {
		t.Errorf("%+v, %v", a, err)
	}
	if p := d.Post(ctx, c, driver.Posting{Token: "tt", FederationID: "a@b", Message: driver.Message{
		Content: []byte("hi \""), Signature: []byte{0, 0xff}, Cert: "pem",
	}}); p.Err != nil || !p.Accepted || p.Response == nil {
		t.Errorf("%+v", p)
	}
	if err := errors.Join(d.SetClock(ctx, c, time.Unix(1000, 0)), d.Reset(ctx, c)); err != nil {
		t.Error(err)
	}
	want := "GET /r  \nPOST /l  {\"csr\":\"csr\"}\nGET /f tt \nPOST /l  {\"csr\":\"\"}\n" +
		`POST /m tt {"b":"aGkgIg==","c":"hi \"","f":"a@b","i":"pem","s":"00ff","t":"AP8="}` + "\n" +
		"POST /c  {\"at\":\"1000\",\"or\":\"1970-01-01T00:16:40Z\"}\nDELETE /x  \n"
	if seen != want {
		t.Errorf("seen:\n%s\nwant:\n%s", seen, want)
	}
	if missing := d.Capabilities().Missing(); len(missing) != 1 || missing[0] != driver.SeedMessages {
		t.Errorf("missing %v", missing)
	}
}
