package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.2.1: verifying messages and signatures.
var verification = []requirement.Requirement{
	MessagesVerified,
	MessagesCrossChecked,
	MalleableSignaturesRejected,
	WeakKeysRejected,
	UnverifiedMessageReported,
}

var MessagesVerified = requirement.Requirement{
	ID:      "core.message.signature.verified",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	By:      requirement.PostMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:71ececf6f1b615fd"},
	Says:    "Clients and servers verify the signatures of messages.",
	Note:    "Over which bytes is open (A-205).",
}

var MessagesCrossChecked = requirement.Requirement{
	ID:      "core.message.signature.cross-checked",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	By:      requirement.PostMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:71ececf6f1b615fd"},
	Says:    "Verifying a message takes in the sender's ID-Cert, its validity, its key, and the certificate of the sender's home server.",
	Note:    "What the sentence before says that it involves. At which time the ID-Cert has to be valid (A-314), and whether the message carries it (A-315), is open.",
}

var MalleableSignaturesRejected = requirement.Requirement{
	ID:      "core.crypto.malleable-signatures.rejected",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:3b6575f6bc901c13"},
	Says:    "Whoever verifies a signature refuses one that is malleable.",
	Note:    "For Ed25519: a scalar that is not reduced. What else strict takes in is open (A-089), and so is the cofactor (A-371).",
}

var WeakKeysRejected = requirement.Requirement{
	ID:      "core.crypto.weak-keys.rejected",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:3b6575f6bc901c13"},
	Says:    "Whoever verifies a signature refuses a weak public key.",
	Note:    "For Ed25519: a point of small order. Said of verification, which a request for an ID-Cert is subject to as well.",
}

var UnverifiedMessageReported = requirement.Requirement{
	ID:      "core.message.unverified.reported",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:b1876f5d3fb5694c"},
	Says:    "Whoever cannot verify the signature of a message is told so.",
}
