package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 7.2: re-signing messages.
var resigning = []requirement.Requirement{
	ResigningVerifiable,
	ResigningOwnKeysOnly,
	ResigningSignatureVerified,
	ResigningCertVerified,
	ResigningKeyAllowed,
	ResigningInTime,
	ResigningKeyList,
	ResigningForNamedActor,
	ResigningOldContents,
	ResigningClientFetches,
	ResigningClientVerifies,
	ResigningContentUnchanged,
	ResigningAcknowledged,
	ResigningPauses,
	ResigningPartial,
	ResigningByCertificate,
}

var ResigningVerifiable = requirement.Requirement{
	ID:      "core.resigning.verifiable",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      "No route of the core protocol shows messages to outsiders.",
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:8183084b073e9aa9"},
	Says:    "An outsider can verify of re-signed messages that both actors agreed, that the old one held the keys, and that the content is unchanged.",
	Note:    "What transparent is said to mean.",
}

var ResigningOwnKeysOnly = requirement.Requirement{
	ID:      "core.resigning.own-keys-only",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:39a6563a9fe4b711"},
	Says:    "A server lets nobody re-sign messages whose signature key has not been proven.",
	Note:    "Section 7.4 says the same of the old account.",
}

var ResigningSignatureVerified = requirement.Requirement{
	ID:      "core.resigning.signature-verified",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:6b30bf026fbca77f"},
	Says:    "A server takes a re-signed message only if the new signature verifies over its content.",
	Note:    "Which bytes are signed is for extensions to say (A-205).",
}

var ResigningCertVerified = requirement.Requirement{
	ID:      "core.resigning.certificate-verified",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:a0590b47634112cf"},
	Says:    "A server takes a re-signed message only under a valid ID-Cert that the right home server issued.",
}

var ResigningKeyAllowed = requirement.Requirement{
	ID:      "core.resigning.key-allowed",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:ff69e92c8cd34084"},
	Says:    "A server takes a re-signed message only under a key that the request for re-signing named in allowedResigningKeys.",
	Note:    "How keys are written there is open (A-187).",
}

var ResigningInTime = requirement.Requirement{
	ID:      "core.resigning.in-time",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Time,
	By:      "a permission to re-sign",
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:b8bbcea5aa44747a"},
	Says:    "A server takes a re-signed message only before the time at which the permission to re-sign ends.",
	Note:    "No response of the API tells that time (A-186).",
}

var ResigningKeyList = requirement.Requirement{
	ID:      "core.resigning.key-list",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:f14dc78491b618c2"},
	Says:    "A server answers a request for re-signing with the keys to prove and a key trial.",
	Note:    "Drawn in the diagram only; in the API the request brings the completed trials along (A-185).",
}

var ResigningForNamedActor = requirement.Requirement{
	ID:      "core.resigning.for-named-actor",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:342a4fd19a25768b"},
	Says:    "Proven keys let the actor that the request named re-sign, and nobody else.",
	Note:    "Drawn in the diagram only.",
}

var ResigningOldContents = requirement.Requirement{
	ID:      "core.resigning.old-contents",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:8da899fbd0ea4de2"},
	Says:    "A server hands out messages to re-sign with their old signatures and the ID-Certs for them.",
	Note:    "Drawn in the diagram only.",
}

var ResigningClientFetches = requirement.Requirement{
	ID:      "core.resigning.client.fetches",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:237fc4c63f107646"},
	Says:    "A client fetches ID-Certs and server keys that it lacks from the servers that have them.",
	Note:    "Drawn in the diagram only.",
}

var ResigningClientVerifies = requirement.Requirement{
	ID:      "core.resigning.client.verifies",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:704d0e9d22e884cd"},
	Says:    "A client verifies the old signatures of messages before it re-signs them.",
	Note:    "Drawn in the diagram only.",
}

var ResigningContentUnchanged = requirement.Requirement{
	ID:      "core.resigning.content-unchanged",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:2c93ca19cba3d464"},
	Says:    "A server takes a re-signed message only if nothing but its federation ID and its signature has changed.",
	Note:    "Drawn in the diagram only; that the content stays is said above it. Whether it may name the new actor is open (A-321).",
}

var ResigningAcknowledged = requirement.Requirement{
	ID:      "core.resigning.acknowledged",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:4fb9211437571b70"},
	Says:    "A server acknowledges a batch of re-signed messages that it took.",
	Note:    "Drawn in the diagram only.",
}

var ResigningPauses = requirement.Requirement{
	ID:      "core.resigning.pauses",
	Level:   requirement.May,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:7a0192baf504fb6d"},
	Says:    "A client may wait between two batches for as long as it likes.",
	Note:    "Drawn in the diagram only.",
}

var ResigningPartial = requirement.Requirement{
	ID:      "core.resigning.partial",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:ac76600662842d59"},
	Says:    "A server does not ask for all messages of an actor to be re-signed.",
	Note:    "The text says need not.",
}

var ResigningByCertificate = requirement.Requirement{
	ID:      "core.resigning.by-certificate",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:ac76600662842d59"},
	Says:    "An actor can ask for the messages to re-sign of one ID-Cert alone.",
	Note:    "A permission to the actor, which binds the server.",
}
