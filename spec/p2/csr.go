package p2

import "encoding/asn1"

// CSR is a certification request (PKCS #10, RFC 2986) as it was received.
type CSR struct {
	// Raw is the request as received, without what trails it. RawInfo is the
	// part that is signed.
	Raw, RawInfo []byte
	// Version is 1, the only one that there is; another number is kept, with a
	// finding.
	Version    int
	Subject    Name
	Key        PublicKey
	Attributes []CSRAttribute
	// Extensions are those that the first extensionRequest attribute asks for.
	Extensions []Extension
	// BasicConstraints and KeyUsage are read from Extensions, nil if absent or
	// unreadable.
	BasicConstraints *BasicConstraints
	KeyUsage         *KeyUsage
	Algorithm        Algorithm
	Signature        []byte
	Findings         []Finding
}

// CSRAttribute is an attribute of a request.
type CSRAttribute struct {
	// OID is nil when it is broken or has an arc above 2^31-1.
	OID asn1.ObjectIdentifier
	// Values are the encodings as received, tag and length included.
	Values [][]byte
}
