package identity

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

var (
	homeKey = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))
	ownKey  = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{2}, ed25519.SeedSize))
	begin   = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
)

const home = "home.example.com"

func parsedCert(t *testing.T, c *idcert.Cert, key ed25519.PrivateKey) *p2.Cert {
	t.Helper()
	der, err := c.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := p2.ParseCert(der)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// issuanceOf is a right ID-Cert with changes, and what it is held against.
func issuanceOf(t *testing.T, changes ...func(*idcert.Cert)) issuance {
	t.Helper()
	subject := idcert.ActorName("xenia", home, "Laptop1")
	root := idcert.NewRoot(home, homeKey.Public().(ed25519.PublicKey), big.NewInt(7), begin, begin.AddDate(1, 0, 0))
	cert := idcert.NewActor(idcert.ServerName(home), subject, ownKey.Public().(ed25519.PublicKey), big.NewInt(9),
		begin.AddDate(0, 6, 0), begin.AddDate(0, 6, 30))
	return issuance{
		Root: parsedCert(t, root, homeKey), Cert: parsedCert(t, cert.With(changes...), homeKey),
		Session: &actor.Session{Key: ownKey, Actor: &actor.Actor{FID: p2.FID{Local: "xenia", Domain: home}}},
		Request: idcert.NewCSR(ownKey, subject), Domain: home, Now: begin.AddDate(0, 6, 0).Add(time.Second),
	}
}

// certDecisions are all that are made on an issued ID-Cert from its bytes.
var certDecisions = []struct {
	name   string
	decide func(issuance) *check.Deviation
}{
	{"version", certVersion},
	{"x509", certX509},
	{"serial-positive", certSerialPositive},
	{"serial-length", certSerialLength},
	{"signature", func(i issuance) *check.Deviation { return certSignature(verify.Cert(i.Cert, i.Root)) }},
	{"algorithms", certAlgorithms},
	{"ed25519", certEd25519},
	{"key", certKey},
	{"key-algorithm", certKeyAlgorithm},
	{"valid-now", certValidNow},
	{"lifetime", certLifetime},
	{"not-before", certNotBefore},
	{"not-after", certNotAfter},
	{"issuer", issuerOfRoot},
	{"issuer-common-name", issuerCommonName},
	{"once", subjectOnce},
	{"common-name-present", subjectCommonName},
	{"common-name", subjectLocalName},
	{"uid-present", subjectUID},
	{"uid", subjectFID},
	{"domain-component", subjectDomainComponent},
	{"domain-complete", subjectDomainComplete},
	{"domain-equal", domainEqual},
	{"domain-same-order", domainSameOrder},
	{"session-id", sessionIDUnchanged},
	{"not-ca", certNotCA},
	{"no-key-cert-sign", certNoKeyCertSign},
	{"signing-usage", certSigningUsage},
	{"key-usage-critical", certKeyUsageCritical},
	{"basic-constraints-critical", certBasicConstraintsCritical},
	{"further-critical", certFurtherCritical},
}

// certCase is a change to a right ID-Cert, and the decisions that notice it.
type certCase struct {
	name   string
	change func(*idcert.Cert)
	want   []string
}

func decideAll(t *testing.T, cases []certCase) {
	t.Helper()
	for _, c := range cases {
		i := issuanceOf(t, c.change)
		var got []string
		for _, d := range certDecisions {
			if d.decide(i) != nil {
				got = append(got, d.name)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s is noticed by %v, want %v", c.name, got, c.want)
		}
	}
}

// Each change is noticed by the decisions that it is about, and by no other.
func TestIssuedDecisions(t *testing.T) {
	other := idcert.Algorithm{OID: idcert.OIDEd448}
	decideAll(t, []certCase{
		{"right", func(*idcert.Cert) {}, nil},
		{"version 1", func(c *idcert.Cert) { c.Version = 0 }, []string{"version"}},
		{"key usage with wrong bits", func(c *idcert.Cert) {
			c.Extensions[1] = idcert.UpstreamKeyUsage(idcert.DigitalSignature)
		}, []string{"x509"}},
		{"CA false spelled out", func(c *idcert.Cert) {
			c.Extensions[0] = idcert.UpstreamBasicConstraints(false, nil)
		}, []string{"x509"}},
		{"serial 0", func(c *idcert.Cert) { c.Serial = new(big.Int) }, []string{"serial-positive"}},
		{"serial -1", func(c *idcert.Cert) { c.Serial = big.NewInt(-1) }, []string{"serial-positive"}},
		{"20 octets of serial", func(c *idcert.Cert) { c.Serial = new(big.Int).Lsh(big.NewInt(1), 158) }, nil},
		{"21 octets of serial", func(c *idcert.Cert) { c.Serial = new(big.Int).Lsh(big.NewInt(1), 159) }, []string{"serial-length"}},
		{"another signature", func(c *idcert.Cert) {
			c.EditSignature = func(s []byte) []byte { s[0] ^= 1; return s }
		}, []string{"signature"}},
		{"two algorithms", func(c *idcert.Cert) { c.TBSAlgorithm = other }, []string{"algorithms"}},
		{"another algorithm", func(c *idcert.Cert) { c.TBSAlgorithm, c.Algorithm = other, other }, []string{"signature", "ed25519"}},
		{"another key", func(c *idcert.Cert) { c.PublicKey[5] ^= 1 }, []string{"key"}},
		{"another key algorithm", func(c *idcert.Cert) { c.KeyAlgorithm = other }, []string{"key-algorithm"}},
		{"valid in an hour", func(c *idcert.Cert) { c.NotBefore = c.NotBefore.Add(time.Hour) }, []string{"valid-now"}},
		{"valid in two seconds", func(c *idcert.Cert) { c.NotBefore = c.NotBefore.Add(2 * time.Second) }, nil},
		{"expired", func(c *idcert.Cert) {
			c.NotBefore, c.NotAfter = c.NotBefore.AddDate(0, -1, 0), c.NotBefore.AddDate(0, 0, -1)
		}, []string{"valid-now"}},
		{"60 days", func(c *idcert.Cert) { c.NotAfter = c.NotBefore.AddDate(0, 0, 60) }, nil},
		{"61 days", func(c *idcert.Cert) { c.NotAfter = c.NotBefore.AddDate(0, 0, 61) }, []string{"lifetime"}},
		{"before the root", func(c *idcert.Cert) {
			c.NotBefore = begin.Add(-time.Second)
		}, []string{"lifetime", "not-before"}},
		{"after the root", func(c *idcert.Cert) {
			c.NotAfter = begin.AddDate(1, 0, 0).Add(time.Second)
		}, []string{"lifetime", "not-after"}},
		{"a CA", func(c *idcert.Cert) { c.Extensions[0] = idcert.BasicConstraints(true, nil) }, []string{"not-ca"}},
		{"no basic constraints", func(c *idcert.Cert) { c.Extensions = c.Extensions[1:] }, nil},
		{"keyCertSign", func(c *idcert.Cert) {
			c.Extensions[1] = idcert.KeyUsageExt(idcert.DigitalSignature | idcert.KeyCertSign)
		}, []string{"no-key-cert-sign"}},
		{"contentCommitment", func(c *idcert.Cert) { c.Extensions[1] = idcert.KeyUsageExt(idcert.ContentCommitment) }, nil},
		{"both signing usages", func(c *idcert.Cert) {
			c.Extensions[1] = idcert.KeyUsageExt(idcert.DigitalSignature | idcert.ContentCommitment)
		}, nil},
		{"keyAgreement", func(c *idcert.Cert) { c.Extensions[1] = idcert.KeyUsageExt(idcert.KeyAgreement) }, []string{"signing-usage"}},
		{"no key usage", func(c *idcert.Cert) { c.Extensions = c.Extensions[:1] }, []string{"signing-usage"}},
		{"key usage not critical", func(c *idcert.Cert) { c.Extensions[1].Critical = false }, []string{"key-usage-critical"}},
		{"basic constraints not critical", func(c *idcert.Cert) {
			c.Extensions[0].Critical = false
		}, []string{"basic-constraints-critical"}},
		{"an unknown extension", func(c *idcert.Cert) {
			c.Extensions = append(c.Extensions, idcert.Extension{OID: idcert.OIDUnknown, Value: []byte{5, 0}})
		}, nil},
		{"an unknown critical extension", func(c *idcert.Cert) {
			c.Extensions = append(c.Extensions, idcert.Extension{OID: idcert.OIDUnknown, Critical: true, Value: []byte{5, 0}})
		}, []string{"further-critical"}},
	})
}

func TestDistinct(t *testing.T) {
	for _, c := range []struct {
		serials []int64
		good    bool
	}{
		{[]int64{1}, true},
		{[]int64{1, 2, 3}, true},
		{[]int64{1, 2, 1}, false},
		{[]int64{1, 2, 2}, false},
		{[]int64{0, -1, 1}, true},
	} {
		var serials []*big.Int
		for _, n := range c.serials {
			serials = append(serials, big.NewInt(n))
		}
		if d := distinct(serials); (d == nil) != c.good {
			t.Errorf("%v: %v", c.serials, d)
		}
	}
}

func TestCertSignature(t *testing.T) {
	if d := certSignature(nil); d != nil {
		t.Error(d)
	}
	if d := certSignature(errors.New("no")); d == nil {
		t.Error("an error is no deviation")
	}
}
