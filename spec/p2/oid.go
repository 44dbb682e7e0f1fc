package p2

import "encoding/asn1"

// Attribute types of a distinguished name (core §6.1.1.1). OIDUID is the user
// ID, which holds the FID; OIDUniqueIdentifier is the attribute of RFC 4524,
// which holds the session ID, and not OIDX500UniqueIdentifier of X.520, which
// bears almost the same name.
var (
	OIDCommonName           = asn1.ObjectIdentifier{2, 5, 4, 3}
	OIDDomainComponent      = asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 25}
	OIDUID                  = asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 1}
	OIDUniqueIdentifier     = asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 44}
	OIDX500UniqueIdentifier = asn1.ObjectIdentifier{2, 5, 4, 45}
	OIDCountry              = asn1.ObjectIdentifier{2, 5, 4, 6}
	OIDLocality             = asn1.ObjectIdentifier{2, 5, 4, 7}
	OIDState                = asn1.ObjectIdentifier{2, 5, 4, 8}
	OIDOrganization         = asn1.ObjectIdentifier{2, 5, 4, 10}
	OIDOrganizationalUnit   = asn1.ObjectIdentifier{2, 5, 4, 11}
)

// Algorithms of keys and signatures. Ed25519 has one identifier for both (RFC
// 8410).
var (
	OIDEd25519 = asn1.ObjectIdentifier{1, 3, 101, 112}
	OIDEd448   = asn1.ObjectIdentifier{1, 3, 101, 113}
)

// Extensions of a certificate (RFC 5280 §4.2), and the attribute by which a
// signing request asks for some (RFC 2985 §5.4.2).
var (
	OIDBasicConstraints = asn1.ObjectIdentifier{2, 5, 29, 19}
	OIDKeyUsage         = asn1.ObjectIdentifier{2, 5, 29, 15}
	OIDSubjectKeyID     = asn1.ObjectIdentifier{2, 5, 29, 14}
	OIDAuthorityKeyID   = asn1.ObjectIdentifier{2, 5, 29, 35}
	OIDSubjectAltName   = asn1.ObjectIdentifier{2, 5, 29, 17}
	OIDExtKeyUsage      = asn1.ObjectIdentifier{2, 5, 29, 37}
	OIDExtensionRequest = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 14}
)
