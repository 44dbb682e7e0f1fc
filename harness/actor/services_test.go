package actor

import (
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestServiceRoutes(t *testing.T) {
	a := alice(target.Dialect{})
	s := &Session{Token: "the session's", Actor: a}
	v := p2.Service{Name: "chat", URL: "https://p2.example", Primary: true}
	for name, tc := range map[string]struct {
		call                      *Call
		line, token, factor, body string
	}{
		"add": {
			s.AddService(v), "POST /.p2/core/v1/services?", "Bearer the session's", "",
			`{"service":{"service":"chat","url":"https://p2.example","primary":true}}`,
		},
		"remove": {
			s.RemoveServices(v, p2.Service{Name: "mail", URL: "b:c"}),
			"DELETE /.p2/core/v1/services?name=chat%2Cmail&url=https%3A%2F%2Fp2.example%2Cb%3Ac", "Bearer the session's", "a password", "",
		},
		"primary": {
			s.SetPrimary(v), "PUT /.p2/core/v1/services/primary?", "Bearer the session's", "a password",
			`{"name":"chat","url":"https://p2.example"}`,
		},
		"discover":         {a.ServicesOf("b@p2.example").With(Limit(2)), "GET /.p2/core/v1/services/discover/b@p2.example?limit=2", "", "", ""},
		"discover one":     {a.ServiceOf("b@p2.example", "chat"), "GET /.p2/core/v1/services/discover/b@p2.example/chat?", "", "", ""},
		"discover no name": {a.ServiceOf("b@p2.example", "a/b%"), "GET /.p2/core/v1/services/discover/b@p2.example/a%2Fb%25?", "", "", ""},
	} {
		r := tc.call.Request
		if got := r.Method + " " + r.Path + "?" + r.Query.Encode(); got != tc.line {
			t.Errorf("%s: %s, want %s", name, got, tc.line)
		}
		if got := r.Header.Get("Authorization"); got != tc.token {
			t.Errorf("%s: Authorization %q, want %q", name, got, tc.token)
		}
		if got := r.Header.Get("X-P2-Sensitive-Solution"); got != tc.factor {
			t.Errorf("%s: second factor %q, want %q", name, got, tc.factor)
		}
		if string(r.Body) != tc.body {
			t.Errorf("%s: body %q, want %q", name, r.Body, tc.body)
		}
	}
}

// What grants a call has the services that it asks for.
func TestServicesAreGrantedByServices(t *testing.T) {
	s := &Session{Actor: alice(target.Dialect{})}
	const service = `{"service":"chat","url":"https://p2.example","primary":true}`
	add, discover, primary := s.AddService(p2.Service{}), s.Actor.Services(), s.SetPrimary(p2.Service{})
	for name, tc := range map[string]struct {
		call    *Call
		status  int
		body    string
		granted bool
	}{
		"added":                  {add, http.StatusCreated, service, true},
		"added, and shown none":  {add, http.StatusCreated, `{}`, false},
		"added in a list":        {add, http.StatusCreated, `[` + service + `]`, false},
		"refused":                {add, http.StatusConflict, service, false},
		"discovered":             {discover, http.StatusOK, `[` + service + `]`, true},
		"none":                   {discover, http.StatusNoContent, "", true},
		"discovered in no list":  {discover, http.StatusOK, service, false},
		"primary":                {primary, http.StatusOK, `[` + service + `]`, true},
		"primary without answer": {primary, http.StatusNoContent, "", false},
	} {
		err := tc.call.Accepted(&client.Response{Status: tc.status, Body: []byte(tc.body)})
		if granted := err == nil; granted != tc.granted {
			t.Errorf("%s: granted %t (%v)", name, granted, err)
		}
	}
}
