package p2

import (
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"
)

// MaxInput is the number of bytes that the parsers of a certificate, a request,
// a key trial or a cacheable certificate read at most.
const MaxInput = 64 << 10

// MaxFindings is the number of findings that a parser keeps; past it, one more
// says that there were others.
const MaxFindings = 64

// Algorithm is an AlgorithmIdentifier.
type Algorithm struct {
	// OID is nil when it is broken or has an arc above 2^31-1.
	OID asn1.ObjectIdentifier
	// Parameters is the encoding as received, nil if absent.
	Parameters []byte
}

// PublicKey is a SubjectPublicKeyInfo.
type PublicKey struct {
	// Raw is the whole SubjectPublicKeyInfo as received.
	Raw       []byte
	Algorithm Algorithm
	// Bits is the key itself; any length, whatever the algorithm says.
	Bits []byte
}

// Extension is one extension of a certificate, or one that a request asks for.
type Extension struct {
	// OID is nil when it is broken or has an arc above 2^31-1.
	OID      asn1.ObjectIdentifier
	Critical bool
	// Value is the content of the OCTET STRING; nil, with a finding, when it
	// cannot be read.
	Value []byte
}

// BasicConstraints is the extension of RFC 5280 §4.2.1.9.
type BasicConstraints struct {
	Critical, CA bool
	// PathLen is nil if absent. It can be negative.
	PathLen *big.Int
}

// KeyUsage is the extension of RFC 5280 §4.2.1.3.
type KeyUsage struct {
	Critical bool
	// Bits has bit n set where the certificate sets the bit that X.509 numbers
	// n: 1<<KeyCertSign, say.
	Bits uint16
}

// KeyUsageBit is a bit of KeyUsage, as X.509 numbers them.
type KeyUsageBit uint8

// The uses of a key.
const (
	DigitalSignature KeyUsageBit = iota
	ContentCommitment
	KeyEncipherment
	DataEncipherment
	KeyAgreement
	KeyCertSign
	CRLSign
	EncipherOnly
	DecipherOnly
)

// Has reports whether the bit is set.
func (u KeyUsage) Has(bit KeyUsageBit) bool { return bit < 16 && u.Bits>>bit&1 == 1 }

// Unread reports that the certificate has an extension of a type whose value could
// not be read. Its first one counts.
func (c *Cert) Unread(oid asn1.ObjectIdentifier) bool {
	for _, e := range c.Extensions {
		if e.OID.Equal(oid) {
			switch {
			case oid.Equal(OIDBasicConstraints):
				return c.BasicConstraints == nil
			case oid.Equal(OIDKeyUsage):
				return c.KeyUsage == nil
			}
			return e.Value == nil
		}
	}
	return false
}

// Finding is something in an input that is not DER, not X.509 or not PEM,
// although it could be read.
type Finding struct {
	// Where is the path to the field, in the words of X.509:
	// "tbsCertificate.validity.notBefore". What belongs to the text around the
	// DER begins with "PEM".
	Where string
	// Offset is where the element begins, in octets from the beginning of the
	// DER; -1 for the text around it.
	Offset int
	// What says what is wrong with it, in lower case without a full stop.
	What string
}

// String is the form "where: what, at octet 123".
func (f Finding) String() string {
	if f.Offset < 0 {
		return f.Where + ": " + f.What
	}
	return fmt.Sprintf("%s: %s, at octet %d", f.Where, f.What, f.Offset)
}

// Cert is a certificate as it was received, of an actor or of a home server.
// What could be read although it should not have been encoded so is in
// Findings.
type Cert struct {
	// Raw is the certificate as received, without what trails it. RawTBS is the
	// part that is signed. A signature is over these bytes; they are never
	// encoded anew.
	Raw, RawTBS []byte
	// Version is 1 to 3 in X.509; another number is kept, with a finding.
	Version int
	// Serial can be zero, negative or longer than 20 octets, with a finding.
	Serial *big.Int
	// TBSAlgorithm is the one inside the signed part, Algorithm the one beside
	// the signature.
	TBSAlgorithm, Algorithm Algorithm
	Issuer, Subject         Name
	// NotBefore and NotAfter are in UTC, to the second.
	NotBefore, NotAfter time.Time
	Key                 PublicKey
	// IssuerUniqueID and SubjectUniqueID are nil if absent.
	IssuerUniqueID, SubjectUniqueID []byte
	// Extensions are all of them, in order, doubles included.
	Extensions []Extension
	// BasicConstraints and KeyUsage are the first of their kind, nil if absent
	// or unreadable. A finding tells an unreadable one; it also stands in
	// Extensions.
	BasicConstraints *BasicConstraints
	KeyUsage         *KeyUsage
	Signature        []byte
	Findings         []Finding
}
