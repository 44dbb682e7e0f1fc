package verify_test

import (
	"math/big"
	"slices"
	"strings"
	"testing"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestFindings(t *testing.T) {
	null := []byte{5, 0}
	for _, c := range []struct {
		name   string
		change func(*idcert.Cert)
		where  string // of the one finding; empty for none
	}{
		{"right", func(*idcert.Cert) {}, ""},
		{"version 1, with extensions", func(c *idcert.Cert) { c.Version = 0 }, ""},
		{"version 2, with extensions", func(c *idcert.Cert) { c.Version = 1 }, ""},
		{"version 4", func(c *idcert.Cert) { c.Version = 3 }, ""},
		{"negative serial", func(c *idcert.Cert) { c.Serial = big.NewInt(-1) }, ""},
		{"serial 0", func(c *idcert.Cert) { c.Serial = new(big.Int) }, ""},
		{"serial of 21 octets", func(c *idcert.Cert) { c.Serial = new(big.Int).Lsh(big.NewInt(1), 160) }, ""},
		{"two algorithms", func(c *idcert.Cert) { c.TBSAlgorithm.OID = idcert.OIDEd448 }, ""},
		{"unique identifier", func(c *idcert.Cert) { c.SubjectUniqueID = []byte("laptop") }, ""},
		{"parameters in one algorithm only", func(c *idcert.Cert) { c.Algorithm.Parameters = null }, "signatureAlgorithm"},
		{"parameters of the key", func(c *idcert.Cert) { c.KeyAlgorithm.Parameters = null }, "subjectPublicKeyInfo.algorithm"},
		{"key usage with wrong padding", func(c *idcert.Cert) {
			c.Extensions[1] = idcert.UpstreamKeyUsage(idcert.DigitalSignature)
		}, "keyUsage"},
		{"CA false spelled out", func(c *idcert.Cert) {
			c.Extensions[0] = idcert.UpstreamBasicConstraints(false, nil)
		}, "basicConstraints.cA"},
		{"an at sign in a PrintableString", func(c *idcert.Cert) {
			c.Subject = append(c.Subject, idcert.RDN{{OID: idcert.OIDUID, Tag: cryptobyte_asn1.PrintableString, Value: []byte("a@b")}})
		}, ""},
		{"an e with an accent in an IA5String", func(c *idcert.Cert) {
			c.Subject = append(c.Subject, idcert.RDN{{OID: idcert.OIDUID, Tag: cryptobyte_asn1.IA5String, Value: []byte("caf\xe9")}})
		}, "subject.UID"},
		{"ends before it starts", func(c *idcert.Cert) { c.NotAfter = c.NotBefore.AddDate(-1, 0, 0) }, "validity"},
		{"an extension twice", func(c *idcert.Cert) { c.Extensions = append(c.Extensions, c.Extensions[0]) }, "extensions"},
	} {
		found := verify.Findings(actorOf(t, serverKey, c.change))
		var where []string
		for _, f := range found {
			if len(where) == 0 || where[len(where)-1] != f.Where {
				where = append(where, f.Where)
			}
		}
		if got := strings.Join(where, " "); !strings.Contains(got, c.where) || c.where == "" && got != "" {
			t.Errorf("%s: found %v, want it in %q", c.name, found, c.where)
		}
	}
}

// Line breaks of the PEM are no matter of X.509.
func TestFindingsOfPEM(t *testing.T) {
	text := "before\n" + idcert.PEM(actorOf(t, serverKey).Raw)
	c, err := p2.ParseCertPEM(text)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Findings) == 0 {
		t.Fatal("the text around the block is no finding: nothing is tested")
	}
	if f := verify.Findings(c); len(f) > 0 {
		t.Errorf("found %v", f)
	}
}

func TestToldIsBounded(t *testing.T) {
	found := slices.Repeat([]p2.Finding{{Where: "certificate", What: "wrong"}}, 12)
	if got := verify.Told(found); strings.Count(got, "wrong") != 8 || !strings.HasSuffix(got, "; and 4 findings more") {
		t.Errorf("told %q", got)
	}
	if got, want := verify.Told(found[:2]), "certificate: wrong, at octet 0; certificate: wrong, at octet 0"; got != want {
		t.Errorf("told %q, want %q", got, want)
	}
}

// What is no PEM of one certificate is told, and is no matter of X.509.
func TestTextFindings(t *testing.T) {
	text := idcert.PEM(actorOf(t, serverKey).Raw)
	for in, want := range map[string]string{
		text:              "",
		"before\n" + text: "",
		text + text:       "PEM.blocks: further blocks, of which the first is read",
		strings.ReplaceAll(text, " CERT", " X509 CERT"): `PEM.label: "X509 CERTIFICATE" instead of CERTIFICATE`,
	} {
		c, err := p2.ParseCertPEM(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := verify.Told(verify.TextFindings(c.Findings)); got != want || len(verify.Findings(c)) > 0 {
			t.Errorf("told %q, want %q; of X.509 %v", got, want, verify.Findings(c))
		}
	}
}

func TestSerialOctets(t *testing.T) {
	for hex, want := range map[string]int{
		"0": 1, "1": 1, "7f": 1, "80": 2, "ff": 2, "7fff": 2, "8000": 3,
		"7fffffffffffffffffffffffffffffffffffffff": 20,
		"8000000000000000000000000000000000000000": 21,
		"-1": 1, "-80": 1, "-81": 2,
	} {
		n, ok := new(big.Int).SetString(hex, 16)
		if !ok {
			t.Fatal(hex)
		}
		if got := verify.SerialOctets(&p2.Cert{Serial: n}); got != want {
			t.Errorf("%s has %d octets, want %d", hex, got, want)
		}
	}
}
