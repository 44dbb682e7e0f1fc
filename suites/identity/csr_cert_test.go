package identity

import (
	"bytes"
	"encoding/asn1"
	"math/big"
	"testing"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

func attribute(oid asn1.ObjectIdentifier, value string) []p2.Attribute {
	return []p2.Attribute{{Type: oid, Tag: tagUTF8, Value: []byte(value)}}
}

var (
	aKey    = bytes.Repeat([]byte{7}, 32)
	aliceAt = p2.FID{Local: "alice", Domain: "home.example"}
)

// aCert is the right answer to aRequest, with changes.
func aCert(changes ...func(*p2.Cert)) *p2.Cert {
	c := &p2.Cert{
		Version: 3,
		Key:     p2.PublicKey{Algorithm: p2.Algorithm{OID: p2.OIDEd25519}, Bits: aKey},
		Issuer: p2.Name{RDNs: [][]p2.Attribute{
			attribute(p2.OIDDomainComponent, "example"), attribute(p2.OIDDomainComponent, "home"),
		}},
		Subject: p2.Name{RDNs: [][]p2.Attribute{
			attribute(p2.OIDDomainComponent, "example"), attribute(p2.OIDDomainComponent, "home"),
			attribute(p2.OIDCommonName, "alice"), attribute(p2.OIDUID, "alice@home.example"),
			attribute(p2.OIDUniqueIdentifier, "laptop"),
		}},
		BasicConstraints: &p2.BasicConstraints{Critical: true},
		KeyUsage:         &p2.KeyUsage{Critical: true, Bits: 1 << p2.DigitalSignature},
		Extensions: []p2.Extension{
			{OID: p2.OIDBasicConstraints, Critical: true}, {OID: p2.OIDKeyUsage, Critical: true},
		},
	}
	for _, change := range changes {
		change(c)
	}
	return c
}

func aRequest() *idcert.CSR {
	return &idcert.CSR{
		Subject:   idcert.ActorName("alice", "home.example", "laptop"),
		PublicKey: aKey, KeyAlgorithm: idcert.Ed25519(),
	}
}

// subject replaces the values of one attribute in the certificate's subject.
func subject(oid asn1.ObjectIdentifier, values ...string) func(*p2.Cert) {
	return func(c *p2.Cert) {
		var kept [][]p2.Attribute
		for _, rdn := range c.Subject.RDNs {
			if !rdn[0].Type.Equal(oid) {
				kept = append(kept, rdn)
			}
		}
		for _, v := range values {
			kept = append(kept, attribute(oid, v))
		}
		c.Subject.RDNs = kept
	}
}

func TestAnswers(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(*p2.Cert)
		right  bool
	}{
		"as asked for":          {func(*p2.Cert) {}, true},
		"in capitals":           {subject(p2.OIDUID, "ALICE@home.example"), true},
		"a further attribute":   {func(c *p2.Cert) { c.Subject.RDNs = append(c.Subject.RDNs, attribute(idcert.OIDOrganization, "p2")) }, true},
		"another key":           {func(c *p2.Cert) { c.Key.Bits = bytes.Repeat([]byte{8}, 32) }, false},
		"another algorithm":     {func(c *p2.Cert) { c.Key.Algorithm.OID = p2.OIDEd448 }, false},
		"parameters":            {func(c *p2.Cert) { c.Key.Algorithm.Parameters = []byte{5, 0} }, false},
		"another common name":   {subject(p2.OIDCommonName, "bob"), false},
		"no common name":        {subject(p2.OIDCommonName), false},
		"two common names":      {subject(p2.OIDCommonName, "alice", "bob"), false},
		"another UID":           {subject(p2.OIDUID, "bob@home.example"), false},
		"two UIDs":              {subject(p2.OIDUID, "alice@home.example", "bob@home.example"), false},
		"another session ID":    {subject(p2.OIDUniqueIdentifier, "lapto"), false},
		"no session ID":         {subject(p2.OIDUniqueIdentifier), false},
		"a session ID too many": {subject(p2.OIDUniqueIdentifier, "laptop", "phone"), false},
	} {
		if d := answers(aCert(tc.change), aliceAt, aRequest()); (d == nil) != tc.right {
			t.Errorf("%s: the deviation is %v", name, d)
		}
	}
	two := aRequest()
	idcert.SubjectAttribute(idcert.OIDUniqueIdentifier, "phone")(two)
	for id, right := range map[string]bool{"laptop": true, "phone": true, "tablet": false} {
		if d := answers(aCert(subject(p2.OIDUniqueIdentifier, id)), aliceAt, two); (d == nil) != right {
			t.Errorf("session ID %s where laptop and phone were asked for: the deviation is %v", id, d)
		}
	}
}

func usage(bits ...p2.KeyUsageBit) func(*p2.Cert) {
	return func(c *p2.Cert) {
		c.KeyUsage = &p2.KeyUsage{Critical: true}
		for _, b := range bits {
			c.KeyUsage.Bits |= 1 << b
		}
	}
}

func further(critical bool) func(*p2.Cert) {
	return func(c *p2.Cert) {
		c.Extensions = append(c.Extensions, p2.Extension{OID: idcert.OIDUnknown, Critical: critical})
	}
}

func TestDecisionsOnIssuedCerts(t *testing.T) {
	constraints := func(ca bool, length *big.Int) func(*p2.Cert) {
		return func(c *p2.Cert) { c.BasicConstraints = &p2.BasicConstraints{Critical: true, CA: ca, PathLen: length} }
	}
	none := func(c *p2.Cert) { c.BasicConstraints, c.KeyUsage, c.Extensions = nil, nil, nil }
	notCritical := func(i int) func(*p2.Cert) {
		return func(c *p2.Cert) { c.Extensions[i].Critical = false }
	}
	plain := func(*p2.Cert) {}
	for _, tc := range []struct {
		name   string
		decide func(*p2.Cert) *check.Deviation
		right  []func(*p2.Cert)
		wrong  []func(*p2.Cert)
	}{
		{"version", threeAsVersion, []func(*p2.Cert){plain}, []func(*p2.Cert){func(c *p2.Cert) { c.Version = 2 }}},
		{"no CA", noCA, []func(*p2.Cert){plain, none}, []func(*p2.Cert){constraints(true, nil)}},
		{"no keyCertSign", noKeyCertSign, []func(*p2.Cert){plain, none}, []func(*p2.Cert){usage(p2.DigitalSignature, p2.KeyCertSign)}},
		{"signing usage", signingUsageGiven,
			[]func(*p2.Cert){plain, usage(p2.ContentCommitment), usage(p2.DigitalSignature, p2.ContentCommitment)},
			[]func(*p2.Cert){none, usage(), usage(p2.KeyEncipherment)}},
		{"no path length", noPathLength,
			[]func(*p2.Cert){plain, none, constraints(true, big.NewInt(0))},
			[]func(*p2.Cert){constraints(false, big.NewInt(0))}},
		{"critical capabilities", criticalCapabilities,
			[]func(*p2.Cert){plain, none, further(false)}, []func(*p2.Cert){notCritical(0), notCritical(1)}},
		{"further extensions", notCriticalIn(idcert.OIDUnknown),
			[]func(*p2.Cert){plain, further(false)}, []func(*p2.Cert){further(true)}},
		{"domain components", sameComponents,
			[]func(*p2.Cert){plain, subject(p2.OIDDomainComponent, "EXAMPLE", "home")},
			[]func(*p2.Cert){subject(p2.OIDDomainComponent, "home", "example"), subject(p2.OIDDomainComponent, "example"), subject(p2.OIDDomainComponent)}},
	} {
		for i, change := range tc.right {
			if d := tc.decide(aCert(change)); d != nil {
				t.Errorf("%s: right certificate %d deviates: %v", tc.name, i, d)
			}
		}
		for i, change := range tc.wrong {
			if tc.decide(aCert(change)) == nil {
				t.Errorf("%s: wrong certificate %d does not deviate", tc.name, i)
			}
		}
	}
}

func TestHonours(t *testing.T) {
	for _, tc := range []struct {
		bits []p2.KeyUsageBit
		want bool
	}{
		{[]p2.KeyUsageBit{p2.ContentCommitment}, true},
		{[]p2.KeyUsageBit{p2.DigitalSignature}, false},
		{[]p2.KeyUsageBit{p2.DigitalSignature, p2.ContentCommitment}, false},
		{nil, false},
	} {
		if got := honours(aCert(usage(tc.bits...))); got != tc.want {
			t.Errorf("honours with the usages %v is %v", tc.bits, got)
		}
	}
}
