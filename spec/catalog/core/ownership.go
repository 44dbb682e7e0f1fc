package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 7.4: what a change of ownership rests on.
var ownership = []requirement.Requirement{
	OwnershipProof,
	OwnershipVerifiedKeysOnly,
	OwnershipVariantKept,
	OwnershipExtentConsidered,
}

var OwnershipProof = requirement.Requirement{
	ID:      "core.ownership.proof",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.4", Anchor: "74-challenges-and-trust", Print: "sha256:8b61a5939b8de4fa"},
	Says:    "An old account proves the keys of its messages by signing a challenge string with each.",
	Note:    "Whether a key counts whose ID-Cert has ended is open (A-340).",
}

var OwnershipVerifiedKeysOnly = requirement.Requirement{
	ID:      "core.ownership.verified-keys-only",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.4", Anchor: "74-challenges-and-trust", Print: "sha256:8b61a5939b8de4fa"},
	Says:    "A verified challenge lets the new account re-sign the messages that were signed with the verified key, and no others.",
	Note:    "Stated as what the server authorises.",
}

var OwnershipVariantKept = requirement.Requirement{
	ID:      "core.ownership.variant-kept",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.4", Anchor: "74-challenges-and-trust", Print: "sha256:8b61a5939b8de4fa"},
	Says:    "A server stores a re-signed message as a variant and keeps the old one.",
	Note:    "Stated as a fact; re-signing is said to change the signature (A-320).",
}

var OwnershipExtentConsidered = requirement.Requirement{
	ID:      "core.ownership.extent-considered",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "7.4", Anchor: "74-challenges-and-trust", Print: "sha256:8b6a881bd5920b69"},
	Says:    "Who defines messages considers which of them can be re-signed, and documents the cases that are not plain.",
}
