package p2

import (
	"encoding/asn1"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// The string types that x/crypto does not name.
const (
	tagNumericString   = casn1.Tag(18)
	tagVisibleString   = casn1.Tag(26)
	tagUniversalString = casn1.Tag(28)
	tagBMPString       = casn1.Tag(30)
)

// Text is the value as a string, read by its tag as well as that goes: bytes
// that the type does not know are read as Latin-1, or in UTF-8, UTF-16 and
// UTF-32 as U+FFFD. A value of no string type is "#" and its content in
// hexadecimal. It may hold control characters.
func (a Attribute) Text() string {
	switch casn1.Tag(a.Tag) {
	case casn1.UTF8String:
		return strings.ToValidUTF8(string(a.Value), "\uFFFD")
	case casn1.PrintableString, casn1.IA5String, casn1.T61String, tagNumericString, tagVisibleString:
		var b strings.Builder
		for _, o := range a.Value {
			b.WriteRune(rune(o))
		}
		return b.String()
	case tagBMPString:
		units := make([]uint16, 0, len(a.Value)/2)
		for v := a.Value; len(v) >= 2; v = v[2:] {
			units = append(units, binary.BigEndian.Uint16(v))
		}
		return string(utf16.Decode(units))
	case tagUniversalString:
		var b strings.Builder
		for v := a.Value; len(v) >= 4; v = v[4:] {
			c := binary.BigEndian.Uint32(v)
			if c > unicode.MaxRune {
				c = utf8.RuneError
			}
			b.WriteRune(rune(c))
		}
		return b.String()
	}
	return "#" + hex.EncodeToString(a.Value)
}

// checkString says what a value has that its string type does not know, or "".
func checkString(tag casn1.Tag, v []byte) string {
	switch tag {
	case casn1.IA5String:
		for i, o := range v {
			if o >= 0x80 {
				return fmt.Sprintf("IA5String with byte 0x%02x at %d, above 0x7f", o, i)
			}
		}
	case casn1.PrintableString:
		for i, o := range v {
			if !isPrintableStringByte(o) {
				return fmt.Sprintf("PrintableString with byte 0x%02x at %d, which the type has not", o, i)
			}
		}
	case casn1.UTF8String:
		if !utf8.Valid(v) {
			return "UTF8String that is not UTF-8"
		}
	case tagBMPString:
		if len(v)%2 != 0 {
			return fmt.Sprintf("BMPString of %d octets, an odd number", len(v))
		}
	case tagUniversalString:
		if len(v)%4 != 0 {
			return fmt.Sprintf("UniversalString of %d octets, not a multiple of 4", len(v))
		}
	}
	return ""
}

func isPrintableStringByte(o byte) bool {
	return o >= 'a' && o <= 'z' || o >= 'A' && o <= 'Z' || o >= '0' && o <= '9' ||
		strings.IndexByte(" '()+,-./:=?", o) >= 0
}

// attributeNames are the short names that Name.String writes.
var attributeNames = []struct {
	oid  asn1.ObjectIdentifier
	name string
}{
	{OIDCommonName, "CN"},
	{OIDDomainComponent, "DC"},
	{OIDUID, "UID"},
	{OIDUniqueIdentifier, "uniqueIdentifier"},
	{OIDCountry, "C"},
	{OIDLocality, "L"},
	{OIDState, "ST"},
	{OIDOrganization, "O"},
	{OIDOrganizationalUnit, "OU"},
}

func attributeName(a Attribute) string {
	if a.Type == nil {
		return "?"
	}
	for _, known := range attributeNames {
		if known.oid.Equal(a.Type) {
			return known.name
		}
	}
	return a.Type.String()
}

// String is the name for people: like RFC 4514, but in the order of the
// encoding, and with all that is not printable escaped byte by byte. A type
// that could not be read is "?".
func (n Name) String() string {
	rdns := make([]string, 0, len(n.RDNs))
	for _, rdn := range n.RDNs {
		attributes := make([]string, 0, len(rdn))
		for _, a := range rdn {
			attributes = append(attributes, attributeName(a)+"="+escapeValue(a))
		}
		rdns = append(rdns, strings.Join(attributes, "+"))
	}
	return strings.Join(rdns, ",")
}

func escapeValue(a Attribute) string {
	text := a.Text()
	switch casn1.Tag(a.Tag) {
	case casn1.UTF8String, casn1.PrintableString, casn1.IA5String, casn1.T61String,
		tagNumericString, tagVisibleString, tagUniversalString, tagBMPString:
	default:
		return text // "#" and hexadecimal
	}
	var b strings.Builder
	for i, r := range text {
		switch {
		case !unicode.IsPrint(r):
			for _, o := range []byte(string(r)) {
				fmt.Fprintf(&b, `\%02X`, o)
			}
		case strings.ContainsRune(`,+"\<>;=`, r),
			i == 0 && (r == '#' || r == ' '),
			i == len(text)-1 && r == ' ':
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
