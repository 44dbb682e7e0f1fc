package p2

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"
)

// open is an element of indefinite length.
func open(tag byte, parts ...[]byte) []byte {
	return slices.Concat([]byte{tag, 0x80}, slices.Concat(parts...), []byte{0, 0})
}

// TestParseCertReadsOn changes how one thing in a right certificate is written.
// That is found, at its place, and all that the certificate says is read.
func TestParseCertReadsOn(t *testing.T) {
	at := func(p *certParts, part []byte) int { return bytes.Index(p.der(), part) }
	cn := func(value []byte) []byte {
		right := goodParts().subject
		old := attr(derCN, 12, "xenia")
		name := bytes.Replace(right[2:], tlv(0x31, old), tlv(0x31, tlv(0x30, derCN, value)), 1)
		return tlv(0x30, name)
	}
	for _, tc := range []struct {
		name   string
		change func(*certParts) (part []byte)
		where  string
		what   string
	}{
		{"indefinite length", func(p *certParts) []byte {
			p.issuer = open(0x30, p.issuer[2:])
			return p.issuer
		}, "tbsCertificate.issuer", "indefinite length, which DER has not"},
		{"indefinite length within indefinite length", func(p *certParts) []byte {
			inner := open(0x30, derBC, critical, tlv(4, []byte{0x30, 0}))
			p.extensions = tlv(0xa3, tlv(0x30, inner, ext(derKU, critical, 3, 2, 7, 0x80)))
			return inner
		}, "tbsCertificate.extensions", "indefinite length, which DER has not"},
		{"a long tag", func(p *certParts) []byte {
			p.serial = []byte{0x1f, 2, 1, 7}
			return p.serial
		}, "tbsCertificate.serialNumber", "tag is not encoded in the fewest octets"},
		{"a serial number of another type", func(p *certParts) []byte {
			p.serial = []byte{4, 1, 7}
			return p.serial
		}, "tbsCertificate.serialNumber", "tag 0x04 instead of 0x02"},
		{"a name in pieces", func(p *certParts) []byte {
			pieces := tlv(0x2c, tlv(12, []byte("xe")), tlv(0x2c, tlv(12, []byte("n")), tlv(4, []byte("ia"))))
			p.subject = cn(pieces)
			return pieces
		}, "tbsCertificate.subject.CN", "a string in pieces, which DER has not"},
		{"pieces of indefinite length", func(p *certParts) []byte {
			pieces := open(0x24, tlv(4, []byte{3, 2}), tlv(4, []byte{7, 0x80}))
			p.extensions = tlv(0xa3, tlv(0x30, ext(derBC, critical, 0x30, 0), tlv(0x30, derKU, critical, pieces)))
			return pieces
		}, "tbsCertificate.extensions", "a string in pieces, which DER has not"},
		{"a key in pieces", func(p *certParts) []byte {
			pieces := tlv(0x23, tlv(3, make([]byte, 17)), tlv(3, make([]byte, 17)))
			p.spki = tlv(0x30, derEd25519, pieces)
			return pieces
		}, "tbsCertificate.subjectPublicKeyInfo.subjectPublicKey", "a string in pieces, which DER has not"},
		{"a time of another type", func(p *certParts) []byte {
			p.validity = tlv(0x30, tlv(19, []byte("250101000000Z")), tlv(0x17, []byte("260101000000Z")))
			return p.validity[2:]
		}, "tbsCertificate.validity.notBefore", "tag 0x13 of a time with the characters of a UTCTime"},
		{"a UTCTime in the clothes of the other", func(p *certParts) []byte {
			p.validity = tlv(0x30, tlv(0x17, []byte("250101000000Z")), tlv(0x18, []byte("260101000000Z")))
			return p.validity[17:]
		}, "tbsCertificate.validity.notAfter", `GeneralizedTime "260101000000Z" with the characters of a UTCTime`},
		{"an extension without value", func(p *certParts) []byte {
			broken := tlv(0x30, derOrg, critical)
			p.extensions = extensions(ext(derBC, critical, 0x30, 0), broken, ext(derKU, critical, 3, 2, 7, 0x80))
			return nil
		}, "tbsCertificate.extensions", "extension 2.5.4.10 is unreadable: missing"},
		{"a tag above 30", func(p *certParts) []byte {
			p.ids = []byte{0x9f, 0x81, 1, 0}
			return p.ids
		}, "tbsCertificate", "element with tag 0x9f, not read"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := goodParts()
			part := tc.change(&p)
			c, err := ParseCert(p.der())
			if err != nil {
				t.Fatal(err)
			}
			if got, want := findingsOf(c.Findings), tc.where+": "+tc.what; !strings.Contains(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
			if offset := at(&p, part); part != nil && !slices.ContainsFunc(c.Findings, func(f Finding) bool { return f.Offset == offset && f.What == tc.what }) {
				t.Errorf("found %v, want it at octet %d", c.Findings, offset)
			}
			name := c.Subject.PDN()
			if c.Serial.Int64() != 7 || len(name.CommonNames) != 1 || name.CommonNames[0] != "xenia" || len(name.SessionIDs) != 1 ||
				!c.NotBefore.Equal(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)) || !c.NotAfter.Equal(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) ||
				len(c.Key.Bits) != 32 || c.BasicConstraints == nil || c.KeyUsage == nil || !c.KeyUsage.Has(DigitalSignature) || len(c.Signature) != 64 {
				t.Errorf("it does not say what the right one does: %+v", c)
			}
		})
	}
}

// TestParseCertErrorsNameThePlace cannot go on, and says where.
func TestParseCertErrorsNameThePlace(t *testing.T) {
	for _, tc := range []struct {
		name   string
		change func(*certParts)
		want   string
	}{
		{"an indefinite length that nothing ends", func(p *certParts) { p.signature = []byte{0x23, 0x80, 3, 1, 0} },
			"signatureValue: indefinite length without its end, at octet "},
		{"an indefinite length of a number", func(p *certParts) { p.serial = []byte{2, 0x80, 7, 0, 0} },
			"tbsCertificate.serialNumber: indefinite length, which only what has elements can have, at octet "},
		{"pieces that never end", func(p *certParts) {
			pieces := []byte{}
			for range 2 * maxPieces {
				pieces = tlv(0x23, pieces)
			}
			p.signature = pieces
		}, "signatureValue: pieces of pieces more than 8 deep, at octet "},
		{"a piece of another kind", func(p *certParts) { p.signature = tlv(0x23, tlv(2, []byte{1})) },
			"signatureValue: a piece with tag 0x02, at octet "},
		{"a tag that nothing follows", func(p *certParts) { p.signature = []byte{0x1f} }, "signatureValue: ends within its tag, at octet "},
		{"a name without sets", func(p *certParts) { p.subject = tlv(0x30, tlv(12)) },
			"tbsCertificate.subject: tag 0x0c instead of 0x31, at octet "},
	} {
		p := goodParts()
		tc.change(&p)
		if c, err := ParseCert(p.der()); c != nil || !matches(err, tc.want) {
			t.Errorf("%s: %v, want an error with %q", tc.name, err, tc.want)
		}
	}
}

func TestUnread(t *testing.T) {
	p := goodParts()
	p.extensions = extensions(ext(derBC, critical, 0x30, 0), ext(derKU, critical, 0x30, 0))
	c, err := ParseCert(p.der())
	if err != nil {
		t.Fatal(err)
	}
	if !c.Unread(OIDKeyUsage) || c.Unread(OIDBasicConstraints) || c.Unread(OIDOrganization) {
		t.Errorf("unread: key usage %t, basic constraints %t, what is not there %t",
			c.Unread(OIDKeyUsage), c.Unread(OIDBasicConstraints), c.Unread(OIDOrganization))
	}
}
