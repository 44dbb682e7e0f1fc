package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.5: algorithms, and section 6.6.1: best practices for keys and certificates.
var crypto = []requirement.Requirement{
	Ed25519IDCerts,
	Ed25519CSRAccepted,
	RootEd25519,
	RootSelfSigned,
	Ed25519Messages,
	OtherAlgorithmsAllowed,
	Ed25519ByDefault,
	CSRExpiryWithinRoot,
	RootKeyManualRotation,
	RootKeyChangeStaggered,
	CacheUpdatedOnChange,
}

var Ed25519IDCerts = requirement.Requirement{
	ID:      "core.crypto.ed25519.idcert",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	Says:    "A home server signs ID-Certs with Ed25519.",
	Note:    "Those for Ed25519 keys: certificates of other algorithms may be there besides (A-090).",
}

var Ed25519CSRAccepted = requirement.Requirement{
	ID:      "core.crypto.ed25519.csr",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	Says:    "A home server issues ID-Certs for Ed25519 keys.",
	Note:    "Who must use the algorithm cannot be refused for using it.",
}

var RootEd25519 = requirement.Requirement{
	ID:      "core.root.ed25519",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	Says:    "A home server's own certificate has an Ed25519 key and is signed with it.",
}

var RootSelfSigned = requirement.Requirement{
	ID:      "core.root.self-signed",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	Says:    "A home server's own certificate is signed with its own key.",
	Note:    "That home server certificates are self-signed is said in 6.4.1 and 3.2.3.7; that the signature has to hold follows from the first.",
}

var Ed25519Messages = requirement.Requirement{
	ID:      "core.crypto.ed25519.messages",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	Says:    "A client signs messages with Ed25519.",
}

var OtherAlgorithmsAllowed = requirement.Requirement{
	ID:      "core.crypto.other-algorithms",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	Says:    "An implementation may support other signature algorithms as well.",
}

var Ed25519ByDefault = requirement.Requirement{
	ID:      "core.crypto.ed25519.default",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	Says:    "What is asked for without a choice of algorithm is served with Ed25519 signatures.",
	Note:    "A certificate has one signature, so that a default needs parallel certificates or none but Ed25519 (A-090).",
}

var CSRExpiryWithinRoot = requirement.Requirement{
	ID:      "core.csr.expiry.within-root",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      "A PKCS #10 request has no place for an expiry.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.6.1", Anchor: "661-signing-keys-and-id-certs", Print: "sha256:54acc276f4dd2a08"},
	Says:    "A home server refuses an ID-CSR that asks for an expiry after that of the server's own certificate.",
	Note:    "A PKCS #10 request has no place for an expiry (A-070).",
}

var RootKeyManualRotation = requirement.Requirement{
	ID:      "core.root.rotation.only-when-needed",
	Level:   requirement.Should,
	Subject: requirement.Operator,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      "Why a key was rotated cannot be seen from outside.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.6.1", Anchor: "661-signing-keys-and-id-certs", Print: "sha256:c2354e93035242c4"},
	Says:    "A home server makes a new identity key by hand only when it has to.",
}

var RootKeyChangeStaggered = requirement.Requirement{
	ID:      "core.root.rotation.staggered",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.6.1", Anchor: "661-signing-keys-and-id-certs", Print: "sha256:c2354e93035242c4"},
	Says:    "A home server may spread out in time the events that tell of a new key.",
}

var CacheUpdatedOnChange = requirement.Requirement{
	ID:      "core.cache.updated-on-change",
	Level:   requirement.Should,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.6.1", Anchor: "661-signing-keys-and-id-certs", Print: "sha256:6872966fb3c6ac08"},
	Says:    "Whoever learns that an actor's key has changed updates the cached ID-Cert of that session.",
}
