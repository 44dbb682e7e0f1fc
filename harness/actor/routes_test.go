package actor

import (
	"net/http"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

func TestText(t *testing.T) {
	for body, want := range map[string]string{
		"secret":              "secret",
		" secret\r\n":         "secret",
		`"secret"`:            "secret",
		` "se\"cret" ` + "\n": `se"cret`,
		`"broken`:             `"broken`,
		`{"token":"x"}`:       `{"token":"x"}`,
		"":                    "",
		`""`:                  "",
		"two\nlines":          "two\nlines",
	} {
		if got := Text(&client.Response{Body: []byte(body)}); got != want {
			t.Errorf("%q reads as %q, want %q", body, got, want)
		}
	}
}

func TestFurtherRoutes(t *testing.T) {
	a := alice(target.Dialect{})
	s := &Session{Token: "the session's", Actor: a}
	for name, tc := range map[string]struct {
		call                      *Call
		line, token, factor, body string
	}{
		"update":     {s.UpdateIDCert("pem"), "PUT /.p2/core/v1/session/idcert/extern", "Bearer the session's", "", "pem"},
		"key trials": {s.KeyTrials("a%b@p2.example"), "GET /.p2/core/v1/keytrial/a%25b@p2.example", "Bearer the session's", "", ""},
		"rotation":   {a.RotateServerKey(), "POST /.p2/core/v1/key/server", "Bearer a token", "a password", ""},
	} {
		r := tc.call.Request
		if got := r.Method + " " + r.Path; got != tc.line {
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
	if got := alice(target.Dialect{EscapedAt: true}); !strings.HasSuffix((&Session{Actor: got}).KeyTrials("a@b").Request.Path, "/a%40b") {
		t.Error("the at sign is not escaped where the target wants it so")
	}
}

// A rotation is granted by a certificate, and by nothing else.
func TestRotationIsGrantedByACertificate(t *testing.T) {
	a := alice(target.Dialect{})
	call := a.RotateServerKey()
	key := a.NewKey()
	der, err := idcert.NewCSR(key, idcert.ServerName("p2.example")).DER()
	if err != nil {
		t.Fatal(err)
	}
	for body, status := range map[string]int{"": http.StatusOK, "rotated": http.StatusOK, idcert.PEM(der): http.StatusOK, "{}": http.StatusCreated} {
		if call.Accepted(&client.Response{Status: status, Body: []byte(body)}) == nil {
			t.Errorf("%d with %q was taken for a rotation", status, body)
		}
	}
}
