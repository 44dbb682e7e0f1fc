package driver_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/driver"
)

// keyAndCert are of a session, in PEM.
func keyAndCert(t testing.TB, seed byte) (key, cert string) {
	t.Helper()
	k := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	der, err := idcert.NewRoot("home.example.com", k.Public().(ed25519.PublicKey), big.NewInt(7), start, start.AddDate(0, 1, 0)).Sign(k)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8})), idcert.PEM(der)
}

func TestStatic(t *testing.T) {
	key, cert := keyAndCert(t, 1)
	text, err := json.Marshal(driver.StaticFile{
		Actors: []driver.StaticActor{
			{LocalName: "alice", Password: "pw", Token: "ta", Key: key, Cert: cert},
			{LocalName: "bob", SecondFactor: "123456", Token: "tb"},
		},
		Admin: &driver.StaticActor{LocalName: "root", Password: "pw", Token: "tr"},
	})
	if err != nil {
		t.Fatal(err)
	}
	s, err := driver.ReadStatic("actors.json", text)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(s.Capabilities(), driver.Capabilities{driver.SecondFactor, driver.Admin}) || s.Len() != 2 || !driver.HasActors(s) {
		t.Errorf("%v, %d actors", s.Capabilities(), s.Len())
	}
	alice, bob, none := s.Next(t.Context()), s.Next(t.Context()), s.Next(t.Context())
	if a := alice.Account; a == nil || a.LocalName != "alice" || a.Factor != "pw" || a.Token != "ta" || a.Cert != cert || a.Key == nil {
		t.Errorf("%+v", a)
	}
	if b := bob.Account; b == nil || b.Factor != "123456" || b.Key != nil {
		t.Errorf("%+v", b)
	}
	if !errors.Is(none.Err, driver.ErrNoActors) || !strings.Contains(none.Err.Error(), "the file actors.json has 2, and this run needs more; all checks together use up to 1500") {
		t.Errorf("%+v", none)
	}
	if a, err := s.Admin(t.Context(), nil); err != nil || a.LocalName != "root" || a.Token != "tr" {
		t.Errorf("%+v, %v", a, err)
	}
	if r := s.Register(t.Context(), nil, "a", "b"); !errors.Is(r.Err, driver.ErrNotOffered) {
		t.Errorf("%+v", r)
	}
}

// Without a factor for each, there is no such capability.
func TestStaticWithoutFactors(t *testing.T) {
	s, err := driver.ReadStatic("f", []byte("actors: [{localName: a, token: t, password: p}, {localName: b, token: t}]"))
	if err != nil || len(s.Capabilities()) != 0 {
		t.Errorf("%v, %v", s.Capabilities(), err)
	}
}

func TestStaticIsWrong(t *testing.T) {
	key, cert := keyAndCert(t, 1)
	other, _ := keyAndCert(t, 2)
	one := func(a driver.StaticActor) string {
		text, err := json.Marshal(driver.StaticFile{Actors: []driver.StaticActor{{LocalName: "first", Token: "t"}, a}})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	for text, says := range map[string]string{
		"actors: []":                      "f: actors: there are none",
		"actors: [{localName: a}]":        `f: actors[0].token: it is missing: without one the actor "a"`,
		"actors: [{token: secret}]":       "f: actors[0].localName: it is missing",
		"actors: [{localNam: a}]":         `unknown field "localNam"`,
		"actors: 5":                       "f: ",
		"admin: {localName: a, token: t}": "f: actors: there are none",
		one(driver.StaticActor{LocalName: "first", Token: "t"}):                        `f: actors[1].localName: "first" is that of actors[0] as well`,
		one(driver.StaticActor{LocalName: "a", Token: "t", Key: key}):                  `f: actors[1]: the key and the ID-Cert of "a" belong together`,
		one(driver.StaticActor{LocalName: "a", Token: "t", Key: "secret", Cert: cert}): "f: actors[1].key: it is no PEM",
		one(driver.StaticActor{LocalName: "a", Token: "t", Key: cert, Cert: cert}):     "f: actors[1].key: it is no private key in PKCS #8",
		one(driver.StaticActor{LocalName: "a", Token: "t", Key: key, Cert: "x"}):       "f: actors[1].cert: it is no ID-Cert in PEM",
		one(driver.StaticActor{LocalName: "a", Token: "t", Key: other, Cert: cert}):    `f: actors[1].key: it is not that of the ID-Cert of "a"`,
	} {
		_, err := driver.ReadStatic("f", []byte(text))
		if !errors.Is(err, driver.ErrConfig) || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%.80s: %v, want %q", text, err, says)
		}
	}
}
