package verify_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

var (
	serverKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))
	actorKey  = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{2}, ed25519.SeedSize))
	start     = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
)

func sign(t *testing.T, c *idcert.Cert, key ed25519.PrivateKey) *p2.Cert {
	t.Helper()
	der, err := c.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := p2.ParseCert(der)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func rootOf(t *testing.T, changes ...func(*idcert.Cert)) *p2.Cert {
	t.Helper()
	c := idcert.NewRoot("example.com", serverKey.Public().(ed25519.PublicKey), big.NewInt(7), start, start.AddDate(2, 0, 0))
	return sign(t, c.With(changes...), serverKey)
}

func actorOf(t *testing.T, key ed25519.PrivateKey, changes ...func(*idcert.Cert)) *p2.Cert {
	t.Helper()
	return sign(t, actor().With(changes...), key)
}

// actor is a right ID-Cert that nobody has signed yet.
func actor() *idcert.Cert {
	return idcert.NewActor(idcert.ServerName("example.com"), idcert.ActorName("xenia", "example.com", "laptop"),
		actorKey.Public().(ed25519.PublicKey), big.NewInt(0xABCDE), start, start.AddDate(0, 1, 0))
}

func TestCert(t *testing.T) {
	root := rootOf(t)
	for _, c := range []struct {
		name string
		cert *p2.Cert
		by   *p2.Cert
		want error
	}{
		{"by the home server", actorOf(t, serverKey), root, nil},
		{"by itself", root, root, nil},
		{"by the actor", actorOf(t, actorKey), root, verify.ErrSignature},
		{"one bit changed", actorOf(t, serverKey, flipSignature), root, verify.ErrSignature},
		{"no signature", actorOf(t, serverKey, func(c *idcert.Cert) {
			c.EditSignature = func([]byte) []byte { return nil }
		}), root, verify.ErrSignature},
		{"another algorithm named", actorOf(t, serverKey, func(c *idcert.Cert) {
			c.Algorithm = idcert.Algorithm{OID: idcert.OIDECDSAWithSHA256}
		}), root, verify.ErrSignature},
		{"a root of another algorithm", actorOf(t, serverKey), rootOf(t, func(c *idcert.Cert) {
			c.KeyAlgorithm = idcert.Algorithm{OID: idcert.OIDEd448}
		}), verify.ErrNotEd25519},
		{"a root with a key that is too short", actorOf(t, serverKey), rootOf(t, func(c *idcert.Cert) {
			c.PublicKey = c.PublicKey[:31]
		}), verify.ErrNotEd25519},
		{"a root with a key that is too long", actorOf(t, serverKey), rootOf(t, func(c *idcert.Cert) {
			c.PublicKey = append(c.PublicKey, 0)
		}), verify.ErrNotEd25519},
		{"a root without a key", actorOf(t, serverKey), rootOf(t, func(c *idcert.Cert) { c.PublicKey = nil }), verify.ErrNotEd25519},
	} {
		if err := verify.Cert(c.cert, c.by); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

func flipSignature(c *idcert.Cert) {
	c.EditSignature = func(s []byte) []byte { s[3] ^= 1; return s }
}

func TestSignature(t *testing.T) {
	right := bytes.Repeat([]byte{0xa5}, ed25519.SignatureSize)
	for _, c := range []struct {
		in   string
		good bool
	}{
		{hex.EncodeToString(right), true},
		{strings.ToUpper(hex.EncodeToString(right)), true},
		{"", false},
		{hex.EncodeToString(right[:16]), false},
		{hex.EncodeToString(right[:32]), false},
		{hex.EncodeToString(right[1:]), false},
		{hex.EncodeToString(append(right, 0)), false},
		{"0x" + hex.EncodeToString(right), false},
		{strings.Repeat("g", 128), false},
		{hex.EncodeToString(right) + "\n", false},
	} {
		got, err := verify.Signature(c.in)
		if c.good && (err != nil || !bytes.Equal(got, right)) {
			t.Errorf("Signature(%q): %v", c.in, err)
		}
		if !c.good && !errors.Is(err, verify.ErrEncoding) {
			t.Errorf("Signature(%q) gave %d bytes and %v, want %v", c.in, len(got), err, verify.ErrEncoding)
		}
	}
}

func FuzzSignature(f *testing.F) {
	f.Add(strings.Repeat("0a", 64))
	f.Add("0x")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := verify.Signature(s)
		if err == nil && !strings.EqualFold(hex.EncodeToString(b), s) {
			t.Errorf("%q was read as %x", s, b)
		}
		if (err == nil) != (len(b) == ed25519.SignatureSize) {
			t.Errorf("%q gave %d bytes and %v", s, len(b), err)
		}
	})
}
