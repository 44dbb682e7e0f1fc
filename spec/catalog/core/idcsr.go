package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.1: requests for ID-Certs, and what their receivers check.
var idCSR = []requirement.Requirement{
	IDCertIssued,
	IssueSecondFactor,
	CSREncoding,
	CSRMalformedRefused,
	IDCertX509,
	CSRPublicKey,
	CSRSubject,
	CSRSelfSigned,
	CSRVersion,
	CSRCapabilities,
	CSRClaimsVerified,
	CSRSignatureVerified,
	CSROwnActor,
	CSRCommonName,
	CSRDomainComponents,
	CSRUID,
	CSRSessionIDRequired,
	ReceivedSignatureChecked,
	ReceivedValidityChecked,
	ReceivedCorrectnessChecked,
	SeparateIDCerts,
	SharedAlgorithm,
}

var IDCertIssued = requirement.Requirement{
	ID:      "core.idcert.issue.valid-csr",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:424f66d3ea01d4a5"},
	Says:    "A home server answers a valid and well-formed ID-CSR of its actor with an ID-Cert.",
	Note:    "The text says that clients can get one; a home server that issues none has no identities.",
}

var IssueSecondFactor = requirement.Requirement{
	ID:      "core.idcert.issue.second-factor",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:424f66d3ea01d4a5"},
	Says:    "A home server issues an ID-Cert only against a second factor of authentication.",
	Note:    "This paragraph says that it should require one, 4.2 that sensitive actions require one and the API that the header is required: the weakest reading counts (A-057).",
}

var CSREncoding = requirement.Requirement{
	ID:      "core.csr.encoding",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:e16ed5eeb1269a79"},
	Says:    "An ID-CSR is a PKCS #10 request in DER or PEM.",
	Note:    "Whether a home server must take both is open (A-067).",
}

var CSRMalformedRefused = requirement.Requirement{
	ID:      "core.csr.malformed-refused",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:424f66d3ea01d4a5"},
	Says:    "A home server issues nothing for a body that is not a well-formed PKCS #10 request.",
	Note:    "The text grants ID-Certs for valid and well-formed requests only.",
}

var IDCertX509 = requirement.Requirement{
	ID:      "core.idcert.x509",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:c747acb58678e8bc"},
	Says:    "An ID-Cert is a valid X.509 certificate in the sense of RFC 5280.",
	Note:    "Stated as a fact about all ID-Certs.",
}

var CSRPublicKey = requirement.Requirement{
	ID:      "core.csr.public-key",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:92a28484e2edd488"},
	Says:    "An ID-CSR holds the public identity key of the client.",
	Note:    "Stated as what a request includes.",
}

var CSRSubject = requirement.Requirement{
	ID:      "core.csr.subject",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:db996642c9e52ab8"},
	Says:    "The subject of an ID-CSR is a polyproto distinguished name that describes the actor.",
}

var CSRSelfSigned = requirement.Requirement{
	ID:      "core.csr.signature.own-key",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:c149fa1b642efbc5"},
	Says:    "An ID-CSR is signed with the private key of the key that it asks to certify.",
	Note:    "Stated as what a request includes.",
}

var CSRVersion = requirement.Requirement{
	ID:      "core.csr.version",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:c87c8fe7935c10e8"},
	Says:    "An ID-CSR carries a version identifier.",
	Note:    "Which number is meant is open: the section it points to speaks of certificates (A-069).",
}

var CSRCapabilities = requirement.Requirement{
	ID:      "core.csr.capabilities",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:2cb55127de4bdd08"},
	Says:    "An ID-CSR lists the X.509 capabilities that its actor asks for.",
	Note:    "How they are encoded is open (A-068).",
}

var CSRClaimsVerified = requirement.Requirement{
	ID:      "core.csr.claims.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:be05fa2eee7a1518"},
	Says:    "A home server signs a request only after it has verified every claim in it.",
}

var CSRSignatureVerified = requirement.Requirement{
	ID:      "core.csr.signature.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:be05fa2eee7a1518"},
	Says:    "A home server refuses an ID-CSR whose signature does not verify under the key in it.",
	Note:    "The signature is the claim to possess the key.",
}

var CSROwnActor = requirement.Requirement{
	ID:      "core.csr.subject.own-actor",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:be05fa2eee7a1518"},
	Says:    "A home server refuses an ID-CSR that names another actor than the one who asks.",
	Note:    "The subject is a claim like any other.",
}

var CSRCommonName = requirement.Requirement{
	ID:      "core.csr.common-name.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:be05fa2eee7a1518"},
	Says:    "A home server refuses an ID-CSR whose common name is missing or not the actor's local name.",
	Note:    "The common name is a claim; 6.1.1.1 says what is correct.",
}

var CSRDomainComponents = requirement.Requirement{
	ID:      "core.csr.domain-components.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:be05fa2eee7a1518"},
	Says:    "A home server refuses an ID-CSR whose domain components are missing or do not name the domain of the home server.",
	Note:    "The domain is a claim; 6.1.1 and 6.1.1.1 say what is correct. Either order is a request some server would take (A-078).",
}

var CSRUID = requirement.Requirement{
	ID:      "core.csr.uid.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:be05fa2eee7a1518"},
	Says:    "A home server refuses an ID-CSR whose UID is missing or not the actor's federation ID.",
	Note:    "The UID is a claim; 6.1.1.1 says what is correct.",
}

var CSRSessionIDRequired = requirement.Requirement{
	ID:      "core.csr.session-id.required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:db996642c9e52ab8"},
	Says:    "A home server refuses an ID-CSR without a session ID.",
	Note:    "The subject has to be a distinguished name as 6.1.1.1 wants it, and only the actor chooses the session ID.",
}

var ReceivedSignatureChecked = requirement.Requirement{
	ID:      "core.idcert.received.signature",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:26edc8851d0dd7d5"},
	Says:    "Whoever receives an ID-Cert checks that its signature matches its contents.",
	Note:    "One of the few sentences with a capital must.",
}

var ReceivedValidityChecked = requirement.Requirement{
	ID:      "core.idcert.received.validity",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:26edc8851d0dd7d5"},
	Says:    "Whoever receives an ID-Cert checks that it is within its validity period.",
}

var ReceivedCorrectnessChecked = requirement.Requirement{
	ID:      "core.idcert.received.correctness",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:26edc8851d0dd7d5"},
	Says:    "Whoever receives an ID-Cert checks that it is a correct one.",
	Note:    "What correct means is 6.1.1; the single rules have ids of their own where a peer can show them.",
}

var SeparateIDCerts = requirement.Requirement{
	ID:      "core.idcert.one-per-session",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:3a76567f50f2c518"},
	Says:    "An actor uses another ID-Cert for each client or session.",
}

var SharedAlgorithm = requirement.Requirement{
	ID:      "core.crypto.shared-algorithm",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:182254096ed158f8"},
	Says:    "Implementations that mean to interoperate have a signature algorithm in common.",
	Note:    "6.5 makes that algorithm Ed25519.",
}
