package discovery

import (
	"bytes"
	"crypto/ed25519"
	"math/big"
	"slices"
	"testing"
	"time"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

var (
	key   = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))
	start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
)

func newRoot(t *testing.T, changes ...func(*idcert.Cert)) *p2.Cert {
	t.Helper()
	c := idcert.NewRoot("home.example.com", key.Public().(ed25519.PublicKey), big.NewInt(7), start, start.AddDate(2, 0, 0))
	der, err := c.With(changes...).Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := p2.ParseCert(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// decisions are all that are made on a root from its bytes.
var decisions = []struct {
	name   string
	decide func(*p2.Cert) *check.Deviation
}{
	{"version", rootVersion},
	{"x509", rootX509},
	{"self-signed", func(c *p2.Cert) *check.Deviation { return rootSelfSigned(verify.Cert(c, c)) }},
	{"ed25519", rootEd25519},
	{"algorithms", rootAlgorithms},
	{"serial-positive", rootSerialPositive},
	{"serial-length", rootSerialLength},
	{"ca", rootCA},
	{"path-length", rootPathLength},
	{"key-cert-sign", rootKeyCertSign},
	{"key-usage-critical", rootKeyUsageCritical},
	{"basic-constraints-critical", rootBasicConstraintsCritical},
	{"further-critical", rootFurtherCritical},
	{"no-common-name", rootNoCommonName},
	{"domain-component", rootDomainComponent},
	{"empty-component", rootEmptyComponent},
	{"issuer-equals-subject", rootIssuerEqualsSubject},
}

// Each change to a right root is noticed by the decisions that it is about, and
// by no other.
func TestRootDecisions(t *testing.T) {
	zero, one := 0, 1
	named := func(n idcert.Name) func(*idcert.Cert) {
		return func(c *idcert.Cert) { c.Issuer, c.Subject = n, n.Clone() }
	}
	organization := idcert.Name{{{OID: idcert.OIDOrganization, Tag: cryptobyte_asn1.UTF8String, Value: []byte("Example")}}}
	commonName := idcert.RDN{{OID: idcert.OIDCommonName, Tag: cryptobyte_asn1.UTF8String, Value: []byte("server")}}
	for _, c := range []struct {
		name   string
		change func(*idcert.Cert)
		want   []string
	}{
		{"right", func(*idcert.Cert) {}, nil},
		{"components from the most specific", func(c *idcert.Cert) {
			slices.Reverse(c.Issuer)
			slices.Reverse(c.Subject)
		}, nil},
		{"an organization beside the domain", func(c *idcert.Cert) {
			c.Issuer, c.Subject = slices.Concat(c.Issuer, organization), slices.Concat(c.Subject, organization)
		}, nil},
		{"a domain of one label", named(idcert.ServerName("localhost")), nil},
		{"a subject key identifier", func(c *idcert.Cert) {
			c.Extensions = append(c.Extensions, idcert.Extension{OID: idcert.OIDSubjectKeyID, Value: []byte{4, 1, 9}})
		}, nil},
		{"keyCertSign alone", func(c *idcert.Cert) { c.Extensions[1] = idcert.KeyUsageExt(idcert.KeyCertSign) }, nil},
		{"20 octets of serial", func(c *idcert.Cert) { c.Serial = new(big.Int).Lsh(big.NewInt(1), 158) }, nil},

		{"version 1", func(c *idcert.Cert) { c.Version = 0 }, []string{"version"}},
		{"version 2", func(c *idcert.Cert) { c.Version = 1 }, []string{"version"}},
		{"wrong bits in the key usage", func(c *idcert.Cert) {
			c.Extensions[1] = idcert.UpstreamKeyUsage(idcert.KeyCertSign)
		}, []string{"x509"}},
		{"path length of eight octets", func(c *idcert.Cert) {
			c.Extensions[0] = idcert.UpstreamBasicConstraints(true, &zero)
		}, []string{"x509"}},
		{"ends before it starts", func(c *idcert.Cert) { c.NotAfter = c.NotBefore.AddDate(0, 0, -1) }, []string{"x509"}},
		{"another signature", func(c *idcert.Cert) {
			c.EditSignature = func(s []byte) []byte { s[0] ^= 1; return s }
		}, []string{"self-signed"}},
		{"a key of another algorithm", func(c *idcert.Cert) { c.KeyAlgorithm.OID = idcert.OIDEd448 }, []string{"self-signed", "ed25519"}},
		{"a signature of another algorithm", func(c *idcert.Cert) {
			c.Algorithm.OID, c.TBSAlgorithm.OID = idcert.OIDEd448, idcert.OIDEd448
		}, []string{"self-signed", "ed25519"}},
		{"two algorithms", func(c *idcert.Cert) { c.TBSAlgorithm.OID = idcert.OIDEd448 }, []string{"algorithms"}},
		{"serial -7", func(c *idcert.Cert) { c.Serial = big.NewInt(-7) }, []string{"serial-positive"}},
		{"serial 0", func(c *idcert.Cert) { c.Serial = new(big.Int) }, []string{"serial-positive"}},
		{"21 octets of serial", func(c *idcert.Cert) { c.Serial = new(big.Int).Lsh(big.NewInt(1), 159) }, []string{"serial-length"}},
		{"no CA", func(c *idcert.Cert) { c.Extensions[0] = idcert.BasicConstraints(false, nil) }, []string{"ca", "path-length"}},
		{"no basic constraints", func(c *idcert.Cert) { c.Extensions = c.Extensions[1:] }, []string{"ca", "path-length"}},
		{"no path length", func(c *idcert.Cert) { c.Extensions[0] = idcert.BasicConstraints(true, nil) }, []string{"path-length"}},
		{"path length 1", func(c *idcert.Cert) { c.Extensions[0] = idcert.BasicConstraints(true, &one) }, []string{"path-length"}},
		{"no key usage", func(c *idcert.Cert) { c.Extensions = c.Extensions[:1] }, []string{"key-cert-sign"}},
		{"digitalSignature alone", func(c *idcert.Cert) {
			c.Extensions[1] = idcert.KeyUsageExt(idcert.DigitalSignature)
		}, []string{"key-cert-sign"}},
		{"key usage not critical", func(c *idcert.Cert) { c.Extensions[1].Critical = false }, []string{"key-usage-critical"}},
		{"basic constraints not critical", func(c *idcert.Cert) {
			c.Extensions[0].Critical = false
		}, []string{"basic-constraints-critical"}},
		{"an unknown critical extension", func(c *idcert.Cert) {
			c.Extensions = append(c.Extensions, idcert.Extension{OID: idcert.OIDUnknown, Critical: true, Value: []byte{5, 0}})
		}, []string{"further-critical"}},
		{"a common name in the subject", func(c *idcert.Cert) { c.Subject = append(c.Subject, commonName) }, []string{"no-common-name"}},
		{"a common name in the issuer", func(c *idcert.Cert) { c.Issuer = append(c.Issuer, commonName) }, []string{"no-common-name"}},
		{"no domain", named(organization), []string{"domain-component"}},
		{"an empty component", func(c *idcert.Cert) {
			c.Issuer, c.Subject = idcert.ServerName(".home.example.com"), idcert.ServerName(".home.example.com")
		}, []string{"empty-component"}},
		{"another issuer", func(c *idcert.Cert) { c.Issuer = idcert.ServerName("example.com") }, []string{"issuer-equals-subject"}},
		{"another order in the issuer", func(c *idcert.Cert) { slices.Reverse(c.Issuer) }, []string{"issuer-equals-subject"}},
	} {
		root := newRoot(t, c.change)
		var got []string
		for _, d := range decisions {
			if d.decide(root) != nil {
				got = append(got, d.name)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s is noticed by %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSpells(t *testing.T) {
	for _, c := range []struct {
		name   idcert.Name
		domain string
		want   string
	}{
		{idcert.ServerName("home.example.com"), "home.example.com", "general-first"},
		{idcert.ServerName("com.example.home"), "home.example.com", "specific-first"},
		{idcert.ServerName("HOME.example.com"), "home.example.com", "general-first"},
		{idcert.ServerName("localhost"), "localhost", "general-first"},
		{idcert.ServerName("example.com"), "home.example.com", ""},
		{idcert.ServerName("example.home.com"), "home.example.com", ""},
		{idcert.ServerName("www.home.example.com"), "home.example.com", ""},
		{idcert.Name{{{OID: idcert.OIDDomainComponent, Tag: cryptobyte_asn1.IA5String, Value: []byte("home.example.com")}}}, "home.example.com", ""},
		{idcert.Name{}, "home.example.com", ""},
		{idcert.Name{}, "", ""},
	} {
		root := newRoot(t, func(r *idcert.Cert) { r.Issuer = c.name })
		if got := spells(root.Issuer, c.domain); got != c.want {
			t.Errorf("%v spells %s as %q, want %q", c.name, c.domain, got, c.want)
		}
	}
}
