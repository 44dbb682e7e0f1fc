package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.1.1: the fields of an ID-Cert.
var idCert = []requirement.Requirement{
	IssuerName,
	SubjectName,
	SerialUnique,
	SerialPositive,
	SerialLength,
	RootSerialPositive,
	SignatureAlgorithmConsistent,
	SignedByHomeServer,
	NotAfterWithinRoot,
	NotBeforeWithinRoot,
	Version3,
	RootVersion3,
	KeyFromCSR,
	KeyAlgorithmFromCSR,
	SessionIDPresent,
	SessionIDOneValidCert,
	DomainComponentsEqual,
	DomainComponentsSameOrder,
	DomainComponentsOrder,
	RootDomainComponentsEqual,
	ReceivedDomainComponents,
}

var IssuerName = requirement.Requirement{
	ID:      "core.idcert.issuer.pdn",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:86322ca917a2e249"},
	Says:    "The issuer of an ID-Cert is a polyproto distinguished name that describes the home server.",
	Note:    "A table row without a verb; the certificate has no other structure.",
}

var SubjectName = requirement.Requirement{
	ID:      "core.idcert.subject.pdn",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:fc27c32769299c8f"},
	Says:    "The subject of an issued ID-Cert is a polyproto distinguished name that describes the actor.",
	Note:    "A table row without a verb.",
}

var SerialUnique = requirement.Requirement{
	ID:      "core.idcert.serial.unique",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:ea557d6cf33c3ef9"},
	Says:    "No two certificates that a home server issues have the same serial number.",
	Note:    "Whether the server's own certificate counts is open (A-307).",
}

var SerialPositive = requirement.Requirement{
	ID:      "core.idcert.serial.positive",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:ea557d6cf33c3ef9"},
	Says:    "The serial number of an issued ID-Cert is a positive number.",
	Note:    "RFC 5280, 4.1.2.2, to which the section defers.",
}

var SerialLength = requirement.Requirement{
	ID:      "core.idcert.serial.length",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:ea557d6cf33c3ef9"},
	Says:    "The serial number of an issued ID-Cert has at most 20 octets.",
	Note:    "RFC 5280, 4.1.2.2. The API writes serials as 64-bit numbers (A-017); both are within this bound.",
}

var RootSerialPositive = requirement.Requirement{
	ID:      "core.root.serial.positive",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:ea557d6cf33c3ef9"},
	Says:    "The serial number of a home server's own certificate is a positive number.",
	Note:    "RFC 5280, 4.1.2.2.",
}

var SignatureAlgorithmConsistent = requirement.Requirement{
	ID:      "core.idcert.signature-algorithm.consistent",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:15f46980c0193983"},
	Says:    "The two signature algorithm fields of an ID-Cert are equal and name the algorithm in use.",
	Note:    "The row names both fields; RFC 5280, 4.1.1.2, has them equal.",
}

var SignedByHomeServer = requirement.Requirement{
	ID:      "core.idcert.signature.home-server",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:3f987486a74f7d36"},
	Says:    "The signature of an issued ID-Cert verifies under the identity key of the home server.",
}

var NotAfterWithinRoot = requirement.Requirement{
	ID:      "core.idcert.not-after.within-root",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:f64c5e1337d2958e"},
	Says:    "An issued ID-Cert expires no later than the home server's own certificate.",
}

var NotBeforeWithinRoot = requirement.Requirement{
	ID:      "core.idcert.not-before.within-root",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:aa9f38333c542d2d"},
	Says:    "The validity of an issued ID-Cert starts no earlier than the home server's own certificate was made.",
	Note:    "When that was is not in the certificate; its start of validity stands in for it (A-085).",
}

var Version3 = requirement.Requirement{
	ID:      "core.idcert.version",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:7da67e09cc0e0d70"},
	Says:    "An issued ID-Cert is an X.509 certificate of version 3.",
}

var RootVersion3 = requirement.Requirement{
	ID:      "core.root.version",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:7da67e09cc0e0d70"},
	Says:    "A home server's own certificate is an X.509 certificate of version 3.",
}

var KeyFromCSR = requirement.Requirement{
	ID:      "core.idcert.public-key.from-csr",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:8065b45f5d9cdeae"},
	Says:    "An issued ID-Cert holds the public key of the request that it answers.",
}

var KeyAlgorithmFromCSR = requirement.Requirement{
	ID:      "core.idcert.public-key.algorithm",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:c3f2a514f1bb686d"},
	Says:    "An issued ID-Cert names the algorithm of the key that it holds.",
}

var SessionIDPresent = requirement.Requirement{
	ID:      "core.idcert.session-id.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:1b0e063d69ef6949"},
	Says:    "An issued ID-Cert holds the session ID of the client.",
	Note:    "The row says in the field subjectUniqueID, 6.1.1.1 in an attribute of the subject (A-060).",
}

var SessionIDOneValidCert = requirement.Requirement{
	ID:      "core.idcert.session-id.one-valid",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:1b0e063d69ef6949"},
	Says:    "A home server issues no second valid ID-Cert for a session ID of an actor.",
	Note:    "Whether the session itself may renew by asking is open (A-063, A-065): ask from another session.",
}

var DomainComponentsEqual = requirement.Requirement{
	ID:      "core.idcert.domain-components.equal",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	Says:    "The issuer and the subject of an ID-Cert have equal domain components.",
}

var DomainComponentsSameOrder = requirement.Requirement{
	ID:      "core.idcert.domain-components.same-order",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	Says:    "The issuer and the subject of an ID-Cert have their domain components in the same order.",
}

var DomainComponentsOrder = requirement.Requirement{
	ID:      "core.idcert.domain-components.order",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	Says:    "The domain components of an ID-Cert stand in the order that X.509 gives them.",
	Note:    "RFC 5280 gives none; which end comes first is open (A-078).",
}

var RootDomainComponentsEqual = requirement.Requirement{
	ID:      "core.root.domain-components.equal",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	Says:    "The issuer and the subject of a home server's own certificate have equal domain components in the same order.",
}

var ReceivedDomainComponents = requirement.Requirement{
	ID:      "core.idcert.received.domain-components",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	Says:    "Nobody treats an ID-Cert as valid whose issuer and subject differ in their domain components or in their order.",
}
