// Package verify decides what a signature is worth: of an ID-Cert under its
// home server's key, and of a cache entry. It is the judge's own; the reference
// server signs with other code, so that one mistake cannot hide itself.
package verify

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/spec/p2"
)

// The ways in which a verification fails.
var (
	ErrNotEd25519 = errors.New("the key is no Ed25519 key")
	ErrSignature  = errors.New("the signature does not verify")
	ErrEncoding   = errors.New("the signature is not 64 bytes in hexadecimal")
)

// Cert verifies the signature of a certificate, over its original bytes, under
// the key of another one (section 6.1.1).
func Cert(c, by *p2.Cert) error {
	key, err := Key(by)
	if err != nil {
		return err
	}
	if !c.Algorithm.OID.Equal(p2.OIDEd25519) {
		return fmt.Errorf("%w: it was made with %v, not Ed25519", ErrSignature, c.Algorithm.OID)
	}
	if !ed25519.Verify(key, c.RawTBS, c.Signature) {
		return ErrSignature
	}
	return nil
}

// Key is the Ed25519 key that a certificate certifies.
func Key(c *p2.Cert) (ed25519.PublicKey, error) {
	if !c.Key.Algorithm.OID.Equal(p2.OIDEd25519) {
		return nil, fmt.Errorf("%w: its algorithm is %v", ErrNotEd25519, c.Key.Algorithm.OID)
	}
	if len(c.Key.Bits) != ed25519.PublicKeySize {
		return nil, fmt.Errorf("%w: it has %d bytes, not %d", ErrNotEd25519, len(c.Key.Bits), ed25519.PublicKeySize)
	}
	return c.Key.Bits, nil
}

// CacheText is the string that a home server signs for a cache entry (section
// 6.4.1): serial number, start, end, and the time of invalidation if there is
// one, without anything between them. Serial is written as the reading of A-095
// has it.
func CacheText(serial string, c p2.CacheableCert) string {
	var b strings.Builder
	b.WriteString(serial)
	b.WriteString(strconv.FormatUint(c.NotBefore, 10))
	b.WriteString(strconv.FormatUint(c.NotAfter, 10))
	if c.InvalidatedAt != nil {
		b.WriteString(strconv.FormatUint(*c.InvalidatedAt, 10))
	}
	return b.String()
}

// SerialForm is a way to write a serial number in the signed string.
type SerialForm struct {
	// Reading is the id of the reading in the register, entry A-095.
	Reading string
	Write   func(*big.Int) string
}

// SerialForms are the readings of A-095.
var SerialForms = []SerialForm{
	{"decimal", func(n *big.Int) string { return n.String() }},
	{"hex", func(n *big.Int) string { return n.Text(16) }},
}

// Cache verifies the signature of a cache entry under the home server's key,
// and says which form of the serial number it was made over.
func Cache(c p2.CacheableCert, cert, server *p2.Cert) (SerialForm, error) {
	signature, err := Signature(c.Signature)
	if err != nil {
		return SerialForm{}, err
	}
	key, err := Key(server)
	if err != nil {
		return SerialForm{}, err
	}
	for _, form := range SerialForms {
		if ed25519.Verify(key, []byte(CacheText(form.Write(cert.Serial), c)), signature) {
			return form, nil
		}
	}
	return SerialForm{}, ErrSignature
}

// Signature decodes a signature in hexadecimal, of either case.
func Signature(s string) ([]byte, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != ed25519.SignatureSize {
		return nil, fmt.Errorf("%w: it has %d characters", ErrEncoding, len(s))
	}
	return b, nil
}
