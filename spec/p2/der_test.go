package p2

import (
	"slices"
	"testing"

	"golang.org/x/crypto/cryptobyte"
)

// The tests make their own certificates, right ones and wrong ones, by hand:
// what they compare with shares no code with the parser.

// tlv is tag, minimal length and the parts as content.
func tlv(tag byte, parts ...[]byte) []byte {
	content := slices.Concat(parts...)
	var b cryptobyte.Builder
	b.AddUint8(tag)
	switch n := len(content); {
	case n < 0x80:
		b.AddUint8(uint8(n))
	case n < 0x100:
		b.AddUint16(uint16(0x8100 + n))
	default:
		b.AddUint8(0x82)
		b.AddUint16(uint16(n))
	}
	b.AddBytes(content)
	return b.BytesOrPanic()
}

var (
	derEd25519 = []byte{0x30, 5, 6, 3, 0x2b, 0x65, 0x70}
	derCN      = []byte{6, 3, 0x55, 4, 3}
	derDC      = []byte{6, 10, 0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25}
	derUID     = []byte{6, 10, 0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1}
	derSession = []byte{6, 10, 0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 44}
	derOrg     = []byte{6, 3, 0x55, 4, 10}
	derBC      = []byte{6, 3, 0x55, 0x1d, 0x13}
	derKU      = []byte{6, 3, 0x55, 0x1d, 0x0f}
)

// attr is an AttributeTypeAndValue.
func attr(oid []byte, tag byte, value string) []byte {
	return tlv(0x30, oid, tlv(tag, []byte(value)))
}

// rdn is a relative name of one attribute.
func rdn(oid []byte, tag byte, value string) []byte { return tlv(0x31, attr(oid, tag, value)) }

// ext is an Extension, critical when that is given.
func ext(oid []byte, critical []byte, value ...byte) []byte {
	return tlv(0x30, oid, critical, tlv(4, value))
}

var critical = []byte{1, 1, 0xff}

// certParts are the fields of a certificate, encoded; a test swaps one.
type certParts struct {
	version, serial, inner, issuer, validity, subject, spki, ids, extensions, outer, signature, trailing []byte
}

func goodParts() certParts {
	dcs := slices.Concat(rdn(derDC, 22, "com"), rdn(derDC, 22, "example"))
	return certParts{
		version:  []byte{0xa0, 3, 2, 1, 2},
		serial:   []byte{2, 1, 7},
		inner:    derEd25519,
		issuer:   tlv(0x30, dcs),
		validity: tlv(0x30, tlv(0x17, []byte("250101000000Z")), tlv(0x17, []byte("260101000000Z"))),
		subject: tlv(0x30, dcs, rdn(derCN, 12, "xenia"), rdn(derUID, 12, "xenia@example.com"),
			rdn(derSession, 22, "s1")),
		spki: tlv(0x30, derEd25519, tlv(3, make([]byte, 33))),
		extensions: tlv(0xa3, tlv(0x30,
			ext(derBC, critical, 0x30, 0), ext(derKU, critical, 3, 2, 7, 0x80))),
		outer:     derEd25519,
		signature: tlv(3, make([]byte, 65)),
	}
}

func (p certParts) der() []byte {
	tbs := tlv(0x30, p.version, p.serial, p.inner, p.issuer, p.validity, p.subject, p.spki, p.ids, p.extensions)
	return append(tlv(0x30, tbs, p.outer, p.signature), p.trailing...)
}

// requestParts are the fields of a certification request, encoded.
type requestParts struct {
	version, subject, spki, attributes, algorithm, signature, trailing []byte
}

func goodRequest() requestParts {
	c := goodParts()
	return requestParts{
		version: []byte{2, 1, 0}, subject: c.subject, spki: c.spki, attributes: tlv(0xa0),
		algorithm: derEd25519, signature: c.signature,
	}
}

func (p requestParts) der() []byte {
	info := tlv(0x30, p.version, p.subject, p.spki, p.attributes)
	return append(tlv(0x30, info, p.algorithm, p.signature), p.trailing...)
}

func TestReadOID(t *testing.T) {
	for _, tc := range []struct {
		name     string
		content  []byte
		want     string
		findings int
	}{
		{"common name", []byte{0x55, 4, 3}, "2.5.4.3", 0},
		{"uid", derUID[2:], "0.9.2342.19200300.100.1.1", 0},
		{"ed25519", []byte{0x2b, 0x65, 0x70}, "1.3.101.112", 0},
		{"root 2 with a large second arc", []byte{0x88, 0x37}, "2.999", 0},
		{"largest arc", []byte{0x2b, 0x87, 0xff, 0xff, 0xff, 0x7f}, "1.3.2147483647", 0},
		{"arc too large", []byte{0x2b, 0x88, 0x80, 0x80, 0x80, 0x00}, "", 1},
		{"arc far too large", append([]byte{0x2b}, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f), "", 1},
		{"padded arc", []byte{0x55, 0x80, 4, 3}, "2.5.4.3", 1},
		{"cut short", []byte{0x55, 0x84}, "", 1},
		{"empty", nil, "", 1},
	} {
		var r reader
		got := r.oid(tc.content, "x")
		if got.String() != tc.want || len(r.findings) != tc.findings {
			t.Errorf("%s: %v with %v; want %q and %d findings", tc.name, got, r.findings, tc.want, tc.findings)
		}
	}
}

func TestFindingsAreBounded(t *testing.T) {
	p := goodParts()
	p.issuer = tlv(0x30, make([]byte, 0), slices.Repeat(tlv(0x31), 10*MaxFindings))
	c, err := ParseCert(p.der())
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Findings) != MaxFindings+1 {
		t.Errorf("%d findings, want %d and one that says so", len(c.Findings), MaxFindings)
	}
}
