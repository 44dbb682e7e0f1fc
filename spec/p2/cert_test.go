package p2

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"
)

// standardCert is one that Go's own library made.
func standardCert(t testing.TB) (der []byte, key ed25519.PublicKey) {
	t.Helper()
	private := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	key = private.Public().(ed25519.PublicKey)
	template := &x509.Certificate{
		SerialNumber: new(big.Int).Lsh(big.NewInt(1), 150),
		Subject: pkix.Name{ExtraNames: []pkix.AttributeTypeAndValue{
			{Type: OIDDomainComponent, Value: "com"},
			{Type: OIDDomainComponent, Value: "example"},
		}},
		NotBefore:             time.Date(2049, 1, 2, 3, 4, 5, 0, time.UTC),
		NotAfter:              time.Date(2050, 1, 2, 3, 4, 5, 0, time.UTC),
		BasicConstraintsValid: true, IsCA: true, MaxPathLenZero: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(nil, template, template, key, private)
	if err != nil {
		t.Fatal(err)
	}
	return der, key
}

func TestParseCertReadsWhatTheStandardLibraryMade(t *testing.T) {
	der, key := standardCert(t)
	c, err := ParseCert(der)
	if err != nil {
		t.Fatal(err)
	}
	std, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range []struct {
		what string
		ok   bool
	}{
		{"no findings", len(c.Findings) == 0},
		{"raw", bytes.Equal(c.Raw, der)},
		{"raw TBS", bytes.Equal(c.RawTBS, std.RawTBSCertificate)},
		{"version", c.Version == 3},
		{"serial", c.Serial.Cmp(std.SerialNumber) == 0},
		{"issuer", bytes.Equal(c.Issuer.Raw, std.RawIssuer)},
		{"subject", bytes.Equal(c.Subject.Raw, std.RawSubject)},
		{"not before", c.NotBefore.Equal(std.NotBefore)},
		{"not after", c.NotAfter.Equal(std.NotAfter)},
		{"key", bytes.Equal(c.Key.Bits, key)},
		{"raw key", bytes.Equal(c.Key.Raw, std.RawSubjectPublicKeyInfo)},
		{"algorithms", c.Algorithm.OID.Equal(OIDEd25519) && c.TBSAlgorithm.OID.Equal(OIDEd25519)},
		{"no parameters", c.Algorithm.Parameters == nil},
		{"signature", bytes.Equal(c.Signature, std.Signature)},
		{"extensions", len(c.Extensions) == len(std.Extensions)},
		{"CA", c.BasicConstraints.CA && c.BasicConstraints.Critical},
		{"path length", c.BasicConstraints.PathLen != nil && c.BasicConstraints.PathLen.Sign() == 0},
		{"key usage", c.KeyUsage.Critical && c.KeyUsage.Bits == 1<<KeyCertSign|1<<DigitalSignature},
		{"no unique IDs", c.IssuerUniqueID == nil && c.SubjectUniqueID == nil},
		{"domain", c.Subject.PDN().Domain(GeneralFirst) == "example.com"},
	} {
		if !check.ok {
			t.Errorf("%s: wrong in %+v", check.what, c)
		}
	}
}

func TestParseCertDoesNotKeepTheCallersBytes(t *testing.T) {
	der := goodParts().der()
	c, err := ParseCert(der)
	if err != nil {
		t.Fatal(err)
	}
	before := c.Subject.String()
	clear(der)
	if after := c.Subject.String(); after != before {
		t.Errorf("the subject turned from %q into %q", before, after)
	}
}

// findingsOf are the findings as text without their offsets, one a line.
func findingsOf(f []Finding) string {
	var lines []string
	for _, one := range f {
		lines = append(lines, one.Where+": "+one.What)
	}
	return strings.Join(lines, "\n")
}

func validity(tag byte, before, after string) []byte {
	return tlv(0x30, tlv(tag, []byte(before)), tlv(tag, []byte(after)))
}

func extensions(all ...[]byte) []byte { return tlv(0xa3, tlv(0x30, all...)) }

// TestParseCertFindings changes one thing in a right certificate; that and
// nothing else is found, and the certificate is read.
func TestParseCertFindings(t *testing.T) {
	subjectWith := func(more ...[]byte) []byte {
		return tlv(0x30, append([][]byte{rdn(derDC, 22, "com")}, more...)...)
	}
	for _, tc := range []struct {
		name   string
		change func(*certParts)
		want   string
	}{
		{"nothing", func(*certParts) {}, ""},
		{"trailing data", func(p *certParts) { p.trailing = []byte{0, 0} }, "certificate: 2 octets of trailing data"},
		{"version 1 encoded", func(p *certParts) { p.version[4] = 0; p.extensions = nil },
			"tbsCertificate.version: version 1 is encoded although it is the default"},
		{"version 1 with extensions", func(p *certParts) { p.version = nil },
			"tbsCertificate.extensions: present in a certificate of version 1"},
		{"version 2 with extensions", func(p *certParts) { p.version[4] = 1 },
			"tbsCertificate.extensions: present in a certificate of version 2"},
		{"version 9", func(p *certParts) { p.version[4] = 8; p.extensions = nil },
			"tbsCertificate.version: version 9, which X.509 has not"},
		{"serial zero", func(p *certParts) { p.serial = []byte{2, 1, 0} }, "tbsCertificate.serialNumber: zero"},
		{"serial empty", func(p *certParts) { p.serial = []byte{2, 0} },
			"tbsCertificate.serialNumber: INTEGER without content, read as 0\ntbsCertificate.serialNumber: zero"},
		{"serial negative", func(p *certParts) { p.serial = []byte{2, 1, 0x80} }, "tbsCertificate.serialNumber: negative"},
		{"serial padded", func(p *certParts) { p.serial = []byte{2, 2, 0, 7} },
			"tbsCertificate.serialNumber: INTEGER of 2 octets is not encoded in the fewest"},
		{"serial overlong", func(p *certParts) { p.serial = tlv(2, bytes.Repeat([]byte{1}, 21)) },
			"tbsCertificate.serialNumber: 21 octets, more than 20"},
		{"length not minimal", func(p *certParts) { p.serial = []byte{2, 0x81, 1, 7} },
			"tbsCertificate.serialNumber: length 1 is not encoded in the fewest octets"},
		{"length with leading zero", func(p *certParts) {
			p.signature = append([]byte{3, 0x82, 0, 0x80}, make([]byte, 0x80)...)
		}, "signatureValue: length 128 is not encoded in the fewest octets"},
		{"algorithms differ", func(p *certParts) { p.outer = []byte{0x30, 5, 6, 3, 0x2b, 0x65, 0x71} },
			"signatureAlgorithm: differs from the algorithm in the signed part, 1.3.101.112"},
		{"parameters", func(p *certParts) {
			p.inner = []byte{0x30, 7, 6, 3, 0x2b, 0x65, 0x70, 5, 0}
			p.outer = p.inner
		}, "tbsCertificate.signature: parameters are present, which RFC 8410 forbids for this algorithm\n" +
			"signatureAlgorithm: parameters are present, which RFC 8410 forbids for this algorithm"},
		{"short key", func(p *certParts) { p.spki = tlv(0x30, derEd25519, tlv(3, make([]byte, 32))) },
			"tbsCertificate.subjectPublicKeyInfo.subjectPublicKey: Ed25519 key of 31 octets instead of 32"},
		{"unused bits in the signature", func(p *certParts) { p.signature = []byte{3, 2, 4, 0x10} },
			"signatureValue: BIT STRING with 4 unused bits where whole octets are wanted"},
		{"empty issuer", func(p *certParts) { p.issuer = tlv(0x30) }, "tbsCertificate.issuer: empty name"},
		{"empty RDN", func(p *certParts) { p.subject = subjectWith(tlv(0x31)) },
			"tbsCertificate.subject: relative name without attributes"},
		{"IA5String", func(p *certParts) { p.subject = subjectWith(rdn(derSession, 22, "a\xe9")) },
			"tbsCertificate.subject.uniqueIdentifier: IA5String with byte 0xe9 at 1, above 0x7f"},
		{"PrintableString", func(p *certParts) { p.subject = subjectWith(rdn(derUID, 19, "a@b")) },
			"tbsCertificate.subject.UID: PrintableString with byte 0x40 at 1, which the type has not"},
		{"UTF8String", func(p *certParts) { p.subject = subjectWith(rdn(derCN, 12, "\xff")) },
			"tbsCertificate.subject.CN: UTF8String that is not UTF-8"},
		{"BMPString", func(p *certParts) { p.subject = subjectWith(rdn(derCN, 30, "abc")) },
			"tbsCertificate.subject.CN: BMPString of 3 octets, an odd number"},
		{"set out of order", func(p *certParts) {
			p.subject = subjectWith(tlv(0x31, attr(derOrg, 12, "o"), attr(derCN, 12, "c")))
		}, "tbsCertificate.subject: attributes of a relative name are not in ascending order"},
		{"type twice in a set", func(p *certParts) {
			p.subject = subjectWith(tlv(0x31, attr(derCN, 12, "a"), attr(derCN, 12, "b")))
		}, "tbsCertificate.subject: attribute CN twice in one relative name"},
		{"UTCTime without Z", func(p *certParts) { p.validity = validity(0x17, "250101000000", "260101000000Z") },
			`tbsCertificate.validity.notBefore: UTCTime "250101000000" is without Z, read as UTC`},
		{"UTCTime without seconds", func(p *certParts) { p.validity = validity(0x17, "2501010000Z", "260101000000Z") },
			`tbsCertificate.validity.notBefore: UTCTime "2501010000Z" is without seconds`},
		{"UTCTime with offset", func(p *certParts) { p.validity = validity(0x17, "250101000000+0100", "260101000000Z") },
			`tbsCertificate.validity.notBefore: UTCTime "250101000000+0100" has an offset instead of Z`},
		{"fraction", func(p *certParts) { p.validity = validity(0x18, "20500101000000.5Z", "20510101000000Z") },
			`tbsCertificate.validity.notBefore: GeneralizedTime "20500101000000.5Z" has a fraction, which is not counted`},
		{"GeneralizedTime too early", func(p *certParts) { p.validity = validity(0x18, "20490101000000Z", "20510101000000Z") },
			"tbsCertificate.validity.notBefore: GeneralizedTime for the year 2049; until 2049 X.509 uses UTCTime"},
		{"ends before it begins", func(p *certParts) { p.validity = validity(0x17, "250101000001Z", "250101000000Z") },
			"tbsCertificate.validity: notAfter 2025-01-01T00:00:00Z is before notBefore 2025-01-01T00:00:01Z"},
		{"unique IDs in version 1", func(p *certParts) {
			p.version, p.extensions, p.ids = nil, nil, []byte{0x82, 2, 0, 'x'}
		}, "tbsCertificate.subjectUniqueID: present in a certificate of version 1"},
		{"unique IDs out of order", func(p *certParts) { p.ids = []byte{0x82, 2, 0, 'x', 0x81, 2, 0, 'y'} },
			"tbsCertificate: element with tag 0x81 after one with tag number 2"},
		{"unique ID twice", func(p *certParts) { p.ids = []byte{0x82, 2, 0, 'x', 0x82, 2, 0, 'y'} },
			"tbsCertificate: element with tag 0x82 more than once, the first counts"},
		{"unknown element", func(p *certParts) { p.ids = []byte{4, 0} },
			"tbsCertificate: element with tag 0x04, not read"},
		{"no extension", func(p *certParts) { p.extensions = extensions() }, "tbsCertificate.extensions: present but empty"},
		{"extension twice", func(p *certParts) {
			p.extensions = extensions(ext(derBC, critical, 0x30, 0), ext(derBC, critical, 0x30, 3, 1, 1, 0xff))
		}, "tbsCertificate.extensions: extension 2.5.29.19 more than once"},
		{"critical FALSE", func(p *certParts) { p.extensions = extensions(ext(derBC, []byte{1, 1, 0}, 0x30, 0)) },
			"tbsCertificate.extensions: critical FALSE of extension 2.5.29.19 is encoded although it is the default"},
		{"critical 1", func(p *certParts) { p.extensions = extensions(ext(derBC, []byte{1, 1, 1}, 0x30, 0)) },
			"tbsCertificate.extensions: BOOLEAN TRUE is encoded as 0x01 instead of 0xff"},
		{"cA FALSE", func(p *certParts) { p.extensions = extensions(ext(derBC, critical, 0x30, 3, 1, 1, 0)) },
			"tbsCertificate.extensions.basicConstraints.cA: FALSE is encoded although it is the default"},
		{"path length without CA", func(p *certParts) { p.extensions = extensions(ext(derBC, critical, 0x30, 3, 2, 1, 0)) },
			"tbsCertificate.extensions.basicConstraints.pathLenConstraint: present although cA is false"},
		{"negative path length", func(p *certParts) {
			p.extensions = extensions(ext(derBC, critical, 0x30, 6, 1, 1, 0xff, 2, 1, 0xff))
		}, "tbsCertificate.extensions.basicConstraints.pathLenConstraint: negative"},
		{"extensions with identifiers too large", func(p *certParts) {
			one, two := []byte{6, 6, 0x2b, 0xff, 0xff, 0xff, 0xff, 1}, []byte{6, 6, 0x2b, 0xff, 0xff, 0xff, 0xff, 2}
			p.extensions = extensions(ext(one, nil), ext(two, nil))
		}, "tbsCertificate.extensions: OBJECT IDENTIFIER with an arc above 2^31-1, which is not read\n" +
			"tbsCertificate.extensions: OBJECT IDENTIFIER with an arc above 2^31-1, which is not read"},
		{"UniversalString", func(p *certParts) { p.subject = subjectWith(rdn(derCN, 28, "abc")) },
			"tbsCertificate.subject.CN: UniversalString of 3 octets, not a multiple of 4"},
		{"trailing data in an extension", func(p *certParts) { p.extensions = extensions(ext(derBC, critical, 0x30, 0, 5, 0)) },
			"tbsCertificate.extensions.basicConstraints: 2 octets of trailing data"},
		{"unreadable extension", func(p *certParts) { p.extensions = extensions(ext(derKU, critical, 0x30, 0)) },
			"tbsCertificate.extensions.keyUsage: extension 2.5.29.15 is unreadable: tag 0x30 instead of 0x03"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := goodParts()
			p.version = slices.Clone(p.version)
			tc.change(&p)
			c, err := ParseCert(p.der())
			if err != nil {
				t.Fatal(err)
			}
			if got := findingsOf(c.Findings); got != tc.want {
				t.Errorf("found\n%s\nwant\n%s", got, tc.want)
			}
		})
	}
}

// TestParseCertValues reads the values behind the findings.
func TestParseCertValues(t *testing.T) {
	p := goodParts()
	p.serial = []byte{2, 2, 0xff, 0x7f}
	p.ids = []byte{0x81, 1, 0, 0x82, 3, 1, 's', 0x80}
	p.validity = validity(0x17, "500101000000+0130", "491231235959Z")
	p.extensions = extensions(ext(derBC, critical, 0x30, 0), ext(derBC, critical, 0x30, 3, 1, 1, 0xff))
	c, err := ParseCert(p.der())
	if err != nil {
		t.Fatal(err)
	}
	if c.Serial.Int64() != -129 {
		t.Errorf("serial %d", c.Serial)
	}
	if c.IssuerUniqueID == nil || len(c.IssuerUniqueID) != 0 || string(c.SubjectUniqueID) != "s\x80" {
		t.Errorf("unique IDs %q and %q", c.IssuerUniqueID, c.SubjectUniqueID)
	}
	if want := time.Date(1949, 12, 31, 22, 30, 0, 0, time.UTC); c.NotBefore != want {
		t.Errorf("notBefore %v, want %v", c.NotBefore, want)
	}
	if want := time.Date(2049, 12, 31, 23, 59, 59, 0, time.UTC); c.NotAfter != want {
		t.Errorf("notAfter %v, want %v", c.NotAfter, want)
	}
	if len(c.Extensions) != 2 || c.BasicConstraints.CA || c.KeyUsage != nil {
		t.Errorf("extensions %v, %+v, %+v: the first of two counts, and absent is nil", c.Extensions, c.BasicConstraints, c.KeyUsage)
	}
}

func TestParseCertErrors(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*certParts)
		want   string
	}{
		{"content cut short", func(p *certParts) { p.signature = []byte{3, 9, 0} }, "signatureValue: 9 octets of content announced, 1 left"},
		{"no signature", func(p *certParts) { p.signature = nil }, "signatureValue: missing"},
		{"length above all", func(p *certParts) { p.issuer = append([]byte{0x30, 0xff}, bytes.Repeat([]byte{0xff}, 127)...) }, "tbsCertificate.issuer: length above 65536 octets"},
		{"no such day", func(p *certParts) { p.validity = validity(0x17, "250230000000Z", "260101000000Z") }, `tbsCertificate.validity.notBefore: UTCTime "250230000000Z" is not a time`},
		{"time of letters", func(p *certParts) { p.validity = validity(0x17, "250101000000Z", "never") }, `tbsCertificate.validity.notAfter: UTCTime "never" is not a time`},
		{"time too long", func(p *certParts) { p.validity = validity(0x18, strings.Repeat("2", 40), "") }, "tbsCertificate.validity.notBefore: time of 40 characters"},
		{"time of another type", func(p *certParts) { p.validity = validity(12, "", "") }, "tbsCertificate.validity.notBefore: tag 0x0c is neither"},
		{"algorithm without identifier", func(p *certParts) { p.inner = tlv(0x30) }, "tbsCertificate.signature.algorithm: missing"},
		{"key without bits", func(p *certParts) { p.spki = tlv(0x30, derEd25519) }, "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey: missing"},
	} {
		p := goodParts()
		tc.change(&p)
		if c, err := ParseCert(p.der()); c != nil || !matches(err, tc.want) {
			t.Errorf("%s: %v, want an error with %q", tc.name, err, tc.want)
		}
	}
	if _, err := ParseCert(nil); !matches(err, "empty") {
		t.Errorf("nothing: %v", err)
	}
	if _, err := ParseCert(make([]byte, MaxInput+1)); !matches(err, "longer than 65536") {
		t.Errorf("too much: %v", err)
	}
	der := goodParts().der()
	for n := range der {
		if _, err := ParseCert(der[:n]); err == nil {
			t.Errorf("read although cut after %d octets", n)
		}
	}
}

func FuzzParseCert(f *testing.F) {
	der, _ := standardCert(f)
	f.Add(der)
	p := goodParts()
	f.Add(p.der())
	p.ids = []byte{0x81, 2, 0, 'x', 0x82, 2, 0, 'y'}
	p.serial = []byte{2, 0x81, 1, 0x80}
	p.validity = validity(0x18, "20500101000000.5+0100", "20510101000000")
	p.extensions = extensions(ext(derBC, critical, 0x30, 13, 1, 1, 0xff, 2, 8, 0, 0, 0, 0, 0, 0, 0, 1), ext(derKU, critical, 3, 2, 5, 4))
	f.Add(p.der())
	q := goodParts()
	q.issuer, q.serial = open(0x30, q.issuer[2:]), []byte{0x1f, 2, 1, 7}
	q.spki = tlv(0x30, derEd25519, tlv(0x23, tlv(3, make([]byte, 17)), tlv(0x23, tlv(3, make([]byte, 17)))))
	q.validity = tlv(0x30, open(0x37, tlv(0x17, []byte("2501010000")), tlv(4, []byte("60Z"))), tlv(12, []byte("2026010100.5Z")))
	q.extensions = open(0xa3, open(0x30, tlv(0x30, derBC), tlv(0x30, derKU, critical, open(0x24, tlv(4, []byte{3, 2, 7, 0x80})))))
	q.signature, q.ids = open(0x23), []byte{0x9f, 0x81, 1, 0}
	f.Add(q.der())
	q.ids, q.version = nil, []byte{0xa0, 6, 2, 4, 0x7f, 0, 0, 0}
	f.Add(open(0x30, q.der()[2:]))
	f.Fuzz(func(t *testing.T, der []byte) {
		c, err := ParseCert(der)
		if err != nil {
			if c != nil {
				t.Fatal("an error with a certificate")
			}
			return
		}
		if !bytes.HasPrefix(der, c.Raw) || !bytes.Contains(c.Raw, c.RawTBS) {
			t.Fatal("the raw parts are not those of the input")
		}
		if !bytes.Contains(c.RawTBS, c.Subject.Raw) || !bytes.Contains(c.RawTBS, c.Key.Raw) {
			t.Fatal("the raw fields are not those of the signed part")
		}
		for _, r := range c.Subject.String() + c.Issuer.String() + findingsOf(c.Findings) {
			if r != '\n' && (r < ' ' || r == 0x7f) {
				t.Fatalf("control character %q in text for people", r)
			}
		}
		for _, f := range c.Findings {
			if f.Offset < 0 || f.Offset > len(der) {
				t.Fatalf("a finding at octet %d of %d", f.Offset, len(der))
			}
		}
		_ = c.Subject.PDN().Domain(SpecificFirst)
		again, err := ParseCert(c.Raw)
		if err != nil || again.Serial.Cmp(c.Serial) != 0 || !again.NotAfter.Equal(c.NotAfter) {
			t.Fatalf("its raw form reads differently: %v", err)
		}
		// Nothing may pass as clean that Go reads otherwise.
		if std, err := x509.ParseCertificate(der); err == nil && len(c.Findings) == 0 {
			if std.SerialNumber.Cmp(c.Serial) != 0 || !std.NotBefore.Equal(c.NotBefore) || !bytes.Equal(std.RawTBSCertificate, c.RawTBS) {
				t.Fatal("Go's library reads another certificate")
			}
		}
	})
}
