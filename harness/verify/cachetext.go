package verify

import (
	"crypto/ed25519"
	"encoding/hex"
	"math/big"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/spec/p2"
)

// SerialForm is a way to write a serial number in the signed string.
type SerialForm struct {
	// Reading is the id of the reading in the register, entry A-095.
	Reading string
	Write   func(*big.Int) string
}

// SerialForms are the readings of A-095, each in every spelling that its
// sentence covers: letters of either case, an odd number of digits or whole
// octets, with and without the octet that DER puts before a high bit.
var SerialForms = []SerialForm{
	{"decimal", func(n *big.Int) string { return n.String() }},
	{"hex", func(n *big.Int) string { return n.Text(16) }},
	{"hex", func(n *big.Int) string { return strings.ToUpper(n.Text(16)) }},
	{"hex", func(n *big.Int) string { return "0x" + n.Text(16) }},
	{"hex", func(n *big.Int) string { return hex.EncodeToString(octets(n)) }},
	{"hex", func(n *big.Int) string { return strings.ToUpper(hex.EncodeToString(octets(n))) }},
	{"hex", func(n *big.Int) string { return hex.EncodeToString(derOctets(n)) }},
	{"hex", func(n *big.Int) string { return strings.ToUpper(hex.EncodeToString(derOctets(n))) }},
	{"colon-hex", func(n *big.Int) string { return colons(octets(n)) }},
	{"colon-hex", func(n *big.Int) string { return strings.ToUpper(colons(octets(n))) }},
	{"colon-hex", func(n *big.Int) string { return colons(derOctets(n)) }},
	{"colon-hex", func(n *big.Int) string { return strings.ToUpper(colons(derOctets(n))) }},
}

// octets is the magnitude in the fewest octets, one for 0.
func octets(n *big.Int) []byte {
	if n.Sign() == 0 {
		return []byte{0}
	}
	return n.Bytes()
}

// derOctets is a positive number as the content of a DER INTEGER.
func derOctets(n *big.Int) []byte {
	b := octets(n)
	if b[0]&0x80 != 0 {
		return append([]byte{0}, b...)
	}
	return b
}

func colons(b []byte) string {
	pairs := make([]string, len(b))
	for i := range b {
		pairs[i] = hex.EncodeToString(b[i : i+1])
	}
	return strings.Join(pairs, ":")
}

// CacheText is the string that a home server signs for a cache entry (section
// 6.4.1): serial number, start, end, and the time of invalidation if there is
// one, without anything between them. Serial is written as the reading of A-095
// has it.
func CacheText(serial string, c p2.CacheableCert) string {
	p := partsOf(serial, c)
	return p.serial + p.start + p.end + p.invalidated
}

// cacheParts are what a cache signature is over, as text.
type cacheParts struct {
	serial, start, end string
	// invalidated is empty where the entry has no such time.
	invalidated string
}

func partsOf(serial string, c p2.CacheableCert) cacheParts {
	p := cacheParts{
		serial: serial,
		start:  strconv.FormatUint(c.NotBefore, 10),
		end:    strconv.FormatUint(c.NotAfter, 10),
	}
	if c.InvalidatedAt != nil {
		p.invalidated = strconv.FormatUint(*c.InvalidatedAt, 10)
	}
	return p
}

// CacheFlaw is the rule of section 6.4.1 that a signed string breaks.
type CacheFlaw string

// The flaws that can be told apart by trying the strings that have them.
const (
	// NoFlaw is the string of the section.
	NoFlaw CacheFlaw = ""
	// WrongContents lacks a part, or has something else in its place.
	WrongContents CacheFlaw = "contents"
	// WrongOrder has the parts in another order, or something between them.
	WrongOrder CacheFlaw = "order"
	// NotEmpty writes a word for the time of invalidation that is not there.
	NotEmpty CacheFlaw = "not-empty"
	// WithoutInvalidation leaves out the time of invalidation that is there.
	WithoutInvalidation CacheFlaw = "without-invalidation"
)

// CacheDiagnosis says over which string a cache signature was made.
type CacheDiagnosis struct {
	Form SerialForm
	Flaw CacheFlaw
	// How says in words what the string is made of, where it has a flaw.
	How string
}

// DiagnoseCache verifies the signature of a cache entry under the home server's
// key, over the right string and then over those that mistakes make. The error
// is ErrEncoding, ErrNotEd25519, or ErrSignature for a signature over none.
func DiagnoseCache(c p2.CacheableCert, cert, server *p2.Cert) (CacheDiagnosis, error) {
	signature, err := Signature(c.Signature)
	if err != nil {
		return CacheDiagnosis{}, err
	}
	key, err := Key(server)
	if err != nil {
		return CacheDiagnosis{}, err
	}
	for _, form := range SerialForms {
		if ed25519.Verify(key, []byte(CacheText(form.Write(cert.Serial), c)), signature) {
			return CacheDiagnosis{Form: form}, nil
		}
	}
	for _, form := range SerialForms {
		p := partsOf(form.Write(cert.Serial), c)
		for _, m := range mistakes(p, c) {
			if ed25519.Verify(key, []byte(m.text), signature) {
				return CacheDiagnosis{Form: form, Flaw: m.flaw, How: m.how}, nil
			}
		}
	}
	return CacheDiagnosis{}, ErrSignature
}
