// Package verify decides what a signature is worth: of an ID-Cert under its
// home server's key, and of a cache entry. It is the judge's own; the reference
// server signs with other code, so that one mistake cannot hide itself.
package verify

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"

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

// Cache verifies the signature of a cache entry under the home server's key,
// and says which form of the serial number it was made over. The error is
// ErrEncoding, ErrNotEd25519 or ErrSignature.
func Cache(c p2.CacheableCert, cert, server *p2.Cert) (SerialForm, error) {
	d, err := DiagnoseCache(c, cert, server)
	switch {
	case err != nil:
		return SerialForm{}, err
	case d.Flaw != NoFlaw:
		return SerialForm{}, fmt.Errorf("%w: it is over a string with %s", ErrSignature, d.How)
	}
	return d.Form, nil
}

// Signature decodes a signature in hexadecimal, of either case.
func Signature(s string) ([]byte, error) {
	b, err := hex.DecodeString(s)
	if err != nil || len(b) != ed25519.SignatureSize {
		return nil, fmt.Errorf("%w: it has %d characters", ErrEncoding, len(s))
	}
	return b, nil
}
