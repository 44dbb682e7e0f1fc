package auth

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestTokensIn(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want []string
	}{
		"as the driver knows it": {`{"token":"a"}`, []string{"a"}},
		"under other names":      {`{"sessionToken":"a","session_token":"b","TOKEN":"c"}`, []string{"c", "a", "b"}},
		"further inside":         {`{"session":{"token":"a"},"list":[{"token":"b"}]}`, []string{"b", "a"}},
		"in a list":              {`{"token":["a","b"]}`, []string{"a", "b"}},
		"empty":                  {`{"token":""}`, nil},
		"none":                   {`{"token":null}`, nil},
		"a number":               {`{"token":5}`, nil},
		"about tokens":           {`{"tokenType":"Bearer"}`, nil},
		"too far inside":         {strings.Repeat(`[`, 9) + `{"token":"a"}` + strings.Repeat(`]`, 9), nil},
		"no JSON":                {`token=a`, nil},
		"nothing":                {``, nil},
	} {
		if got := tokensIn([]byte(tc.body)); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

func TestNames(t *testing.T) {
	alice := p2.FID{Local: "alice", Domain: "home.example.com"}
	for body, want := range map[string]bool{
		`{"federationId":"alice@home.example.com"}`:    true,
		`{"actor":{"id":"Alice@Home.Example.com"}}`:    true,
		`"alice@home.example.com"`:                     true,
		"alice@home.example.com\n":                     true,
		`{"federationId":"alice"}`:                     false,
		`{"federationId":"xalice@home.example.com"}`:   false,
		`{"localName":"alice","password":"something"}`: false,
		``: false,
	} {
		if names([]byte(body), alice) != want {
			t.Errorf("%q names the actor: want %t", body, want)
		}
	}
}

func TestCertIn(t *testing.T) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	der, err := idcert.NewRoot("home.example.com", key.Public().(ed25519.PublicKey), big.NewInt(7), start, start.AddDate(2, 0, 0)).Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	for _, member := range []string{"id_cert", "certificate"} {
		body, err := json.Marshal(map[string]any{member: idcert.PEM(der), "a": "no certificate"})
		if err != nil {
			t.Fatal(err)
		}
		if cert := certIn(body); cert == nil || cert.Serial.Int64() != 7 {
			t.Errorf("%s: %+v", member, cert)
		}
	}
	for _, body := range []string{`{}`, `{"id_cert":""}`, `{"id_cert":"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}`, ``} {
		if cert := certIn([]byte(body)); cert != nil {
			t.Errorf("%q has %+v", body, cert)
		}
	}
}
