package actor

import (
	"cmp"
	"crypto/ed25519"
	"encoding/json"
	"math/big"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

// issuedPEM is an ID-Cert as a home server issues it.
func issuedPEM(t testing.TB, sessionID string) string {
	t.Helper()
	key := alice(target.Dialect{}).NewKey()
	name := idcert.ActorName("alice", "p2.example", sessionID)
	if sessionID == "" {
		name = idcert.ServerName("p2.example")
	}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	public := key.Public().(ed25519.PublicKey)
	der, err := idcert.NewActor(idcert.ServerName("p2.example"), name, public, big.NewInt(5), now, now.Add(time.Hour)).Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	return idcert.PEM(der)
}

func TestIssued(t *testing.T) {
	body := func(members map[string]any) string {
		b, err := json.Marshal(members)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	pem := issuedPEM(t, "phone")
	tests := []struct {
		name   string
		status int
		body   string
		why    string // empty where it is issued
	}{
		{"issued", 201, body(map[string]any{"id_cert": pem, "token": "t"}), ""},
		{"another 2xx", 200, body(map[string]any{"id_cert": pem, "token": "t"}), ""},
		{"more members", 201, body(map[string]any{"id_cert": pem, "token": "t", "more": 1}), ""},
		{"refused", 400, body(map[string]any{"id_cert": pem, "token": "t"}), "the answer is 400 Bad Request"},
		{"empty object", 200, "{}", "lacks id_cert or token"},
		{"no token", 201, body(map[string]any{"id_cert": pem}), "lacks id_cert or token"},
		{"no certificate", 201, body(map[string]any{"token": "t"}), "lacks id_cert or token"},
		{"no body", 201, "", "no JSON object"},
		{"null", 201, "null", "lacks id_cert or token"},
		{"a list", 201, "[]", "no JSON object"},
		{"a number for a token", 201, body(map[string]any{"id_cert": pem, "token": 5}), "no JSON object"},
		{"text for a certificate", 201, body(map[string]any{"id_cert": "x", "token": "t"}), "id_cert is no ID-Cert"},
		{"invalid UTF-8", 201, "\xff\xfe", "no JSON object"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Issued(&client.Response{Status: tt.status, Header: http.Header{}, Body: []byte(tt.body)})
			if tt.why == "" {
				if err != nil || got.Token != "t" || got.Cert == nil {
					t.Errorf("%+v, %v", got, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.why) {
				t.Errorf("error %v does not say %q", err, tt.why)
			}
		})
	}
}

// A session is called as its certificate says, or as it was asked for where that
// says nothing.
func TestSession(t *testing.T) {
	for _, id := range []string{"phone", ""} {
		call := alice(target.Dialect{}).NewIDCert()
		b, err := json.Marshal(map[string]any{"id_cert": issuedPEM(t, id), "token": "t"})
		if err != nil {
			t.Fatal(err)
		}
		s, err := call.Session(&client.Response{Status: 201, Body: b})
		if err != nil {
			t.Fatal(err)
		}
		if want := cmp.Or(id, call.requestedID()); s.ID != want || want == "" || s.Token != "t" || s.Actor.FID.Local != "alice" || s.Key == nil {
			t.Errorf("session %+v", s)
		}
	}
}

func FuzzIssued(f *testing.F) {
	f.Add(201, []byte(`{"id_cert":"-----BEGIN CERTIFICATE-----","token":"t"}`))
	f.Add(200, []byte(`{}`))
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		got, err := Issued(&client.Response{Status: status, Body: body})
		if err == nil && (got.Cert == nil || got.Token == "" || got.PEM == "") {
			t.Errorf("issued without %+v", got)
		}
	})
}
