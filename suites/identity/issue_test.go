package identity

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/fixtures/idcert"
)

func jsonOf(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAnswerToCSR(t *testing.T) {
	der := issuanceOf(t).Cert.Raw
	pem := idcert.PEM(der)
	for _, c := range []struct {
		name                string
		body                []byte
		cert, idCert, token bool
	}{
		{"as it should be", jsonOf(t, map[string]any{"id_cert": pem, "token": "t"}), true, true, true},
		{"more members", jsonOf(t, map[string]any{"id_cert": pem, "token": "t", "x": 1}), true, true, true},
		{"another name", jsonOf(t, map[string]any{"idCert": pem, "token": "t"}), true, false, true},
		{"DER in base64", jsonOf(t, map[string]any{"id_cert": base64.StdEncoding.EncodeToString(der), "token": "t"}), true, false, true},
		{"DER in hexadecimal", jsonOf(t, map[string]any{"id_cert": hex.EncodeToString(der), "token": "t"}), true, false, true},
		{"the certificate alone", []byte(pem), true, false, false},
		{"no token", jsonOf(t, map[string]any{"id_cert": pem}), true, true, false},
		{"an empty token", jsonOf(t, map[string]any{"id_cert": pem, "token": ""}), true, true, false},
		{"a number for a token", jsonOf(t, map[string]any{"id_cert": pem, "token": 1}), true, true, false},
		{"null for a token", jsonOf(t, map[string]any{"id_cert": pem, "token": nil}), true, true, false},
		{"a token in an object", jsonOf(t, map[string]any{"id_cert": pem, "token": map[string]any{"value": "t"}}), true, true, false},
		{"a list", jsonOf(t, []any{pem, "t"}), false, false, false},
		{"no certificate", jsonOf(t, map[string]any{"id_cert": "hello", "token": "t"}), false, false, true},
		{"an empty object", []byte("{}"), false, false, false},
		{"null", []byte("null"), false, false, false},
		{"nothing", nil, false, false, false},
	} {
		if d := holdsCert(c.body); (d == nil) != c.cert {
			t.Errorf("%s, as an ID-Cert: %v", c.name, d)
		}
		if d := idCertMember(c.body); (d == nil) != c.idCert {
			t.Errorf("%s, as id_cert: %v", c.name, d)
		}
		if d := tokenMember(c.body); (d == nil) != c.token {
			t.Errorf("%s, as token: %v", c.name, d)
		}
	}
}

func TestCalledJSON(t *testing.T) {
	for value, good := range map[string]bool{
		"application/json":                true,
		"application/json; charset=utf-8": true,
		"Application/JSON":                true,
		"text/plain; charset=utf-8":       false,
		"application/problem+json":        false,
		"application/":                    false,
	} {
		if d := calledJSON(http.Header{"Content-Type": {value}}); (d == nil) != good {
			t.Errorf("%q: %v", value, d)
		}
	}
	if calledJSON(http.Header{}) == nil {
		t.Error("no Content-Type was taken")
	}
}
