package p2

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"testing"
)

func standardCSR(t testing.TB) []byte {
	t.Helper()
	private := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	der, err := x509.CreateCertificateRequest(nil, &x509.CertificateRequest{
		Subject: pkix.Name{ExtraNames: []pkix.AttributeTypeAndValue{
			{Type: OIDDomainComponent, Value: "com"}, {Type: OIDCommonName, Value: "xenia"},
		}},
		ExtraExtensions: []pkix.Extension{
			{Id: OIDBasicConstraints, Critical: true, Value: []byte{0x30, 0}},
			{Id: OIDKeyUsage, Critical: true, Value: []byte{3, 2, 7, 0x80}},
		},
	}, private)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func TestParseCSRReadsWhatTheStandardLibraryMade(t *testing.T) {
	der := standardCSR(t)
	c, err := ParseCSR(der)
	if err != nil {
		t.Fatal(err)
	}
	std, err := x509.ParseCertificateRequest(der)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Findings) != 0 {
		t.Errorf("findings %v", c.Findings)
	}
	if c.Version != 1 || !bytes.Equal(c.Raw, der) || !bytes.Equal(c.RawInfo, std.RawTBSCertificateRequest) ||
		!bytes.Equal(c.Subject.Raw, std.RawSubject) || !bytes.Equal(c.Key.Raw, std.RawSubjectPublicKeyInfo) ||
		!bytes.Equal(c.Signature, std.Signature) || !c.Algorithm.OID.Equal(OIDEd25519) {
		t.Errorf("%+v", c)
	}
	if len(c.Attributes) != 1 || !c.Attributes[0].OID.Equal(OIDExtensionRequest) || len(c.Attributes[0].Values) != 1 {
		t.Errorf("attributes %+v", c.Attributes)
	}
	if len(c.Extensions) != 2 || c.BasicConstraints == nil || c.BasicConstraints.CA || !c.KeyUsage.Has(DigitalSignature) {
		t.Errorf("extensions %+v", c.Extensions)
	}
}

func TestParseCSRFindings(t *testing.T) {
	extReq := []byte{6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14}
	other := []byte{6, 3, 0x2a, 3, 4}
	wanted := tlv(0x30, ext(derBC, critical, 0x30, 3, 1, 1, 0))
	for _, tc := range []struct {
		name   string
		change func(*requestParts)
		want   string
	}{
		{"nothing", func(*requestParts) {}, ""},
		{"trailing data", func(p *requestParts) { p.trailing = []byte{0} }, "certificationRequest: 1 octets of trailing data"},
		{"version", func(p *requestParts) { p.version = []byte{2, 1, 2} }, "certificationRequestInfo.version: version 3, which PKCS #10 has not"},
		{"no attributes", func(p *requestParts) { p.attributes = nil }, "certificationRequestInfo.attributes: missing, where PKCS #10 wants at least an empty set"},
		{"attribute without value", func(p *requestParts) { p.attributes = tlv(0xa0, tlv(0x30, other, tlv(0x31))) },
			"certificationRequestInfo.attributes: attribute without a value"},
		{"attributes out of order and twice", func(p *requestParts) {
			p.attributes = tlv(0xa0, tlv(0x30, other, tlv(0x31, []byte{5, 0})), tlv(0x30, other, tlv(0x31, []byte{2, 0})))
		}, "certificationRequestInfo.attributes: not in ascending order\ncertificationRequestInfo.attributes: attribute 1.2.3.4 more than once"},
		{"findings within the extensions", func(p *requestParts) { p.attributes = tlv(0xa0, tlv(0x30, extReq, tlv(0x31, wanted))) },
			"certificationRequestInfo.attributes.extensionRequest.extensions.basicConstraints.cA: FALSE is encoded although it is the default"},
		{"two values", func(p *requestParts) {
			p.attributes = tlv(0xa0, tlv(0x30, extReq, tlv(0x31, tlv(0x30, ext(derKU, nil, 3, 2, 7, 0x80)), wanted)))
		}, "certificationRequestInfo.attributes.extensionRequest: 2 values instead of 1"},
	} {
		p := goodRequest()
		tc.change(&p)
		c, err := ParseCSR(p.der())
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if got := findingsOf(c.Findings); got != tc.want {
			t.Errorf("%s: found\n%s\nwant\n%s", tc.name, got, tc.want)
		}
	}
}

func TestParseCSRReadsTheFirstExtensionRequest(t *testing.T) {
	request := func(usage byte) []byte {
		return tlv(0x30, []byte{6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14},
			tlv(0x31, tlv(0x30, ext(derKU, critical, 3, 2, 6, usage))))
	}
	p := goodRequest()
	p.attributes = tlv(0xa0, request(0x40), request(0xc0))
	c, err := ParseCSR(p.der())
	if err != nil {
		t.Fatal(err)
	}
	if c.KeyUsage.Bits != 1<<ContentCommitment || len(c.Attributes) != 2 {
		t.Errorf("key usage %b, %d attributes", c.KeyUsage.Bits, len(c.Attributes))
	}
	if got, want := findingsOf(c.Findings), "certificationRequestInfo.attributes: attribute 1.2.840.113549.1.9.14 more than once"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestParseCSRErrors(t *testing.T) {
	der := goodRequest().der()
	for n := range der {
		if _, err := ParseCSR(der[:n]); err == nil {
			t.Errorf("read although cut after %d octets", n)
		}
	}
	if _, err := ParseCSR(goodParts().der()); !matches(err, "certificationRequestInfo.version: tag 0xa0 instead of 0x02") {
		t.Errorf("a certificate: %v", err)
	}
	if _, err := ParseCert(der); err == nil {
		t.Error("a request was read as a certificate")
	}
}

func FuzzParseCSR(f *testing.F) {
	f.Add(standardCSR(f))
	f.Add(goodRequest().der())
	b := goodRequest()
	b.subject, b.version = open(0x30, b.subject[2:]), []byte{0x1f, 2, 0x81, 1, 0}
	b.attributes = open(0xa0, tlv(0x30, []byte{6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 14}, open(0x31, tlv(0x30, tlv(0x30, derKU, open(0x24, tlv(4, []byte{3, 2, 7, 0x80})))))))
	f.Add(open(0x30, b.der()[2:]))
	f.Fuzz(func(t *testing.T, der []byte) {
		c, err := ParseCSR(der)
		if err != nil {
			if c != nil {
				t.Fatal("an error with a request")
			}
			return
		}
		if !bytes.HasPrefix(der, c.Raw) || !bytes.Contains(c.Raw, c.RawInfo) || !bytes.Contains(c.RawInfo, c.Subject.Raw) {
			t.Fatal("the raw parts are not those of the input")
		}
		again, err := ParseCSR(c.Raw)
		if err != nil || again.Subject.String() != c.Subject.String() || len(again.Attributes) != len(c.Attributes) {
			t.Fatalf("its raw form reads differently: %v", err)
		}
	})
}
