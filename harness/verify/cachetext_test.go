package verify_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// Every spelling of a serial number is written out here, so that the table of
// forms is held against something else than itself.
func TestSerialForms(t *testing.T) {
	for _, c := range []struct {
		serial int64
		want   map[string]string // by the reading, spellings separated by a blank
	}{
		{0xABCDE, map[string]string{
			"decimal":   "703710",
			"hex":       "abcde ABCDE 0xabcde 0abcde 0ABCDE",
			"colon-hex": "0a:bc:de 0A:BC:DE",
		}},
		{0xF1, map[string]string{
			"decimal":   "241",
			"hex":       "f1 F1 0xf1 00f1 00F1",
			"colon-hex": "f1 F1 00:f1 00:F1",
		}},
		{0, map[string]string{"decimal": "0", "hex": "0 0x0 00", "colon-hex": "00"}},
	} {
		got := map[string]map[string]bool{}
		for _, form := range verify.SerialForms {
			if got[form.Reading] == nil {
				got[form.Reading] = map[string]bool{}
			}
			got[form.Reading][form.Write(big.NewInt(c.serial))] = true
		}
		for reading, spellings := range c.want {
			want := strings.Fields(spellings)
			for _, s := range want {
				if !got[reading][s] {
					t.Errorf("%#x: the reading %s has no spelling %s: %v", c.serial, reading, s, got[reading])
				}
			}
			if len(got[reading]) != len(want) {
				t.Errorf("%#x: the reading %s has the spellings %v, want %v", c.serial, reading, got[reading], want)
			}
		}
	}
}

func TestSerialFormsAreReadings(t *testing.T) {
	had := map[string]bool{}
	for _, form := range verify.SerialForms {
		if _, err := ambiguity.CacheSerialText.Reading(form.Reading); err != nil {
			t.Error(err)
		}
		had[form.Reading] = true
		form.Write(big.NewInt(-5)) // a target can send any number
	}
	for _, r := range ambiguity.CacheSerialText.Readings {
		if !had[r.ID] {
			t.Errorf("no form writes the reading %s", r.ID)
		}
	}
}

// entryOf is a cache entry whose signature is over the text.
func entryOf(text string, invalidated uint64) p2.CacheableCert {
	e := p2.CacheableCert{PEM: "the PEM", NotBefore: 1700000000, NotAfter: 1700021600, HasCache: true}
	if invalidated > 0 {
		e.InvalidatedAt = &invalidated
	}
	e.Signature = hex.EncodeToString(ed25519.Sign(serverKey, []byte(text)))
	return e
}

func TestDiagnoseCache(t *testing.T) {
	hash := func(s string) string { sum := sha256.Sum256([]byte(s)); return string(sum[:]) }
	for _, c := range []struct {
		text        string
		invalidated uint64
		reading     string
		flaw        verify.CacheFlaw
	}{
		{"70371017000000001700021600", 0, "decimal", verify.NoFlaw},
		{"703710170000000017000216001700001234", 1700001234, "decimal", verify.NoFlaw},
		{"abcde17000000001700021600", 0, "hex", verify.NoFlaw},
		{"0ABCDE17000000001700021600", 0, "hex", verify.NoFlaw},
		{"0a:bc:de17000000001700021600", 0, "colon-hex", verify.NoFlaw},
		{"0A:BC:DE170000000017000216001700001234", 1700001234, "colon-hex", verify.NoFlaw},
		{"70371017000216001700000000", 0, "decimal", verify.WrongOrder},
		{"abcde17000216001700000000", 0, "hex", verify.WrongOrder},
		{"17000000001700021600703710", 0, "decimal", verify.WrongOrder},
		{"703710170000123417000000001700021600", 1700001234, "decimal", verify.WrongOrder},
		{"703710 1700000000 1700021600", 0, "decimal", verify.WrongOrder},
		{"703710|1700000000|1700021600|", 0, "decimal", verify.WrongOrder},
		{"703710:1700000000:1700021600:1700001234", 1700001234, "decimal", verify.WrongOrder},
		{"17000000001700021600", 0, "decimal", verify.WrongContents},
		{"7037101700021600", 0, "decimal", verify.WrongContents},
		{"7037101700000000", 0, "decimal", verify.WrongContents},
		{"the PEM17000000001700021600", 0, "decimal", verify.WrongContents},
		{"the PEM", 0, "decimal", verify.WrongContents},
		{hash("70371017000000001700021600"), 0, "decimal", verify.WrongContents},
		{"70371017000000001700021600null", 0, "decimal", verify.NotEmpty},
		{"703710170000000017000216000", 0, "decimal", verify.NotEmpty},
		{"70371017000000001700021600", 1700001234, "decimal", verify.WithoutInvalidation},
	} {
		got, err := verify.DiagnoseCache(entryOf(c.text, c.invalidated), actorOf(t, serverKey), rootOf(t))
		if err != nil || got.Flaw != c.flaw || got.Form.Reading != c.reading {
			t.Errorf("%q: got %q %q %v, want %q %q", c.text, got.Form.Reading, got.Flaw, err, c.reading, c.flaw)
		}
		if (got.Flaw == verify.NoFlaw) != (got.How == "") {
			t.Errorf("%q: the flaw %q is explained by %q", c.text, got.Flaw, got.How)
		}
		form, err := verify.Cache(entryOf(c.text, c.invalidated), actorOf(t, serverKey), rootOf(t))
		if c.flaw == verify.NoFlaw && (err != nil || form.Reading != c.reading) {
			t.Errorf("Cache of %q: %q %v, want %q", c.text, form.Reading, err, c.reading)
		}
		if c.flaw != verify.NoFlaw && !errors.Is(err, verify.ErrSignature) {
			t.Errorf("Cache of %q: %v, want %v", c.text, err, verify.ErrSignature)
		}
	}
}

func TestDiagnoseCacheErrors(t *testing.T) {
	right := entryOf("70371017000000001700021600", 0)
	other, short, unknown := right, right, entryOf("something else", 0)
	other.Signature = hex.EncodeToString(ed25519.Sign(actorKey, []byte("70371017000000001700021600")))
	short.Signature = right.Signature[:64]
	for _, c := range []struct {
		name   string
		entry  p2.CacheableCert
		server *p2.Cert
		want   error
	}{
		{"by another key", other, rootOf(t), verify.ErrSignature},
		{"over nothing known", unknown, rootOf(t), verify.ErrSignature},
		{"half a signature", short, rootOf(t), verify.ErrEncoding},
		{"a key that is too short", right, rootOf(t, func(c *idcert.Cert) { c.PublicKey = c.PublicKey[:5] }), verify.ErrNotEd25519},
	} {
		if _, err := verify.DiagnoseCache(c.entry, actorOf(t, serverKey), c.server); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}
