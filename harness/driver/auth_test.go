package driver_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
)

// base is where nobody listens.
var base = &url.URL{Scheme: "http", Host: "target.invalid"}

// answering is a transport that makes its answers up.
type answering func(*http.Request) *http.Response

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) { return a(r), nil }

// dial makes a client for a handler.
func dial(t testing.TB, h http.HandlerFunc) *client.Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return client.New(u, client.NewHTTP(client.Options{}), nil, nil)
}

// An actor is registered by a 2xx that says which, and by nothing else.
func TestAuthRegister(t *testing.T) {
	tests := []struct {
		name     string
		status   int
		body     string
		accepted bool
		token    string
		why      string
	}{
		{"a token", 201, `{"token":"t"}`, true, "t", ""},
		{"a federation ID", 201, `{"federationId":"a@b"}`, true, "", ""},
		{"a federation ID by its short name", 200, `{"fid":"a@b"}`, true, "", ""},
		{"an ID-Cert and a token", 201, `{"token":"t","id_cert":"c"}`, true, "t", ""},
		{"empty object", 200, `{}`, false, "", "answered 200 without a token and without a federation ID"},
		{"null", 200, `null`, false, "", "without a token"},
		{"no content", 204, ``, false, "", "no JSON object"},
		{"text", 200, `ok`, false, "", "no JSON object"},
		{"a list", 200, `[]`, false, "", "no JSON object"},
		{"a token that is no text", 200, `{"token":5}`, false, "", "no JSON object"},
		{"not there", 404, `{"token":"t"}`, false, "", "POST /.p2/auth/register answered 404"},
		{"redirected", 302, `{"token":"t"}`, false, "", "answered 302"},
		{"failed", 500, ``, false, "", "answered 500"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var sent map[string]any
			c := dial(t, func(w http.ResponseWriter, r *http.Request) {
				if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
					t.Error(err)
				}
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body) // a 204 takes none
			})
			r := driver.Auth{Base: driver.AuthBase}.Register(t.Context(), c, "alice", "pw\"\n")
			if r.Accepted != tt.accepted || r.Token != tt.token || !strings.Contains(r.Why, tt.why) || (r.Why == "") != tt.accepted {
				t.Errorf("%+v", r)
			}
			if r.Err != nil || r.Response == nil || r.Response.Status != tt.status {
				t.Errorf("error %v, response %+v", r.Err, r.Response)
			}
			if sent["localName"] != "alice" || sent["password"] != "pw\"\n" || sent["tosConsent"] != true {
				t.Errorf("sent %v", sent)
			}
		})
	}
}

func TestAuthNoAnswer(t *testing.T) {
	c := dial(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	r := driver.Auth{Base: driver.AuthBaseV1}.Login(t.Context(), c, "alice", "pw", "csr")
	if r.Accepted || r.Response == nil || r.Response.Err == nil || r.Err != nil {
		t.Errorf("%+v", r)
	}
	if r.Why != "POST /.p2/auth/v1/login got no answer: the server closed the connection" {
		t.Errorf("why is %q", r.Why)
	}
}

// Logging in sends an ID-CSR where there is one.
func TestAuthLogin(t *testing.T) {
	for _, csr := range []string{"", "-----BEGIN"} {
		var sent map[string]any
		c := dial(t, func(w http.ResponseWriter, r *http.Request) {
			if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
				t.Error(err)
			}
			_, _ = io.WriteString(w, `{"token":"t","id_cert":"c"}`) // the client's error will show
		})
		r := driver.Auth{Base: driver.AuthBase}.Login(t.Context(), c, "alice", "pw", csr)
		if r.Token != "t" || r.Cert != "c" {
			t.Errorf("%+v", r)
		}
		if got, there := sent["csr"]; there != (csr != "") || there && got != csr {
			t.Errorf("sent %v for %q", sent, csr)
		}
	}
}

// Registering with an ID-CSR sends it beside what registering sends without.
func TestAuthRegisterWith(t *testing.T) {
	var sent map[string]any
	c := dial(t, func(w http.ResponseWriter, r *http.Request) {
		if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
			t.Error(err)
		}
		_, _ = io.WriteString(w, `{"fid":"a@b"}`) // the client's error will show
	})
	r := driver.Auth{Base: driver.AuthBaseV1}.RegisterWith(t.Context(), c, "alice", "pw", "-----BEGIN")
	if !r.Accepted || sent["localName"] != "alice" || sent["password"] != "pw" || sent["tosConsent"] != true || sent["csr"] != "-----BEGIN" {
		t.Errorf("%+v, sent %v", r, sent)
	}
}

func TestDetect(t *testing.T) {
	for base, found := range map[string]string{driver.AuthBase: "auth /.p2/auth", driver.AuthBaseV1: "auth /.p2/auth/v1", "/elsewhere": ""} {
		t.Run(base, func(t *testing.T) {
			n := 0
			c := dial(t, func(w http.ResponseWriter, r *http.Request) {
				if n++; r.URL.Path != base+"/register" {
					w.WriteHeader(http.StatusNotFound)
					return
				}
				w.WriteHeader(http.StatusCreated)
				_, _ = io.WriteString(w, `{"token":"t"}`) // the client's error will show
			})
			d, r, err := driver.Detect(t.Context(), c, "alice", "pw")
			if found == "" {
				want := "no route registers actors: POST /.p2/auth/register answered 404; POST /.p2/auth/v1/register answered 404"
				if err == nil || err.Error() != want || d != (driver.Auth{}) {
					t.Errorf("found %v, error %v", d, err)
				}
			} else if err != nil || d.Name() != found || r.Token != "t" {
				t.Errorf("found %v, %+v, error %v", d, r, err)
			}
			if n > 2 {
				t.Errorf("%d requests were made", n)
			}
		})
	}
}
