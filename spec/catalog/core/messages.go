package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.2: identity keys and signed messages.
var messages = []requirement.Requirement{
	KeyPairHeld,
	MessagesAllSigned,
	KeyPairOwn,
	CSRForNewSession,
	PrivateKeyLocal,
	MessagesCertifiedKey,
	SignatureAttached,
}

var KeyPairHeld = requirement.Requirement{
	ID:      "core.identity.key-pair.held",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:5e22f924d3208d73"},
	Says:    "An actor has an identity key pair at all times.",
}

var MessagesAllSigned = requirement.Requirement{
	ID:      "core.message.all-signed",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:5e22f924d3208d73"},
	Says:    "An actor signs all messages that it sends with its private identity key.",
	Note:    "Also those to its home server.",
}

var KeyPairOwn = requirement.Requirement{
	ID:      "core.identity.key-pair.own",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:5e22f924d3208d73"},
	Says:    "An actor makes its identity key pair itself.",
	Note:    "Stated as a fact.",
}

var CSRForNewSession = requirement.Requirement{
	ID:      "core.csr.new-session",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:5e22f924d3208d73"},
	Says:    "A client sends its home server an ID-CSR when it first connects with a new session and when it rotates its key.",
	Note:    "Stated as a fact.",
}

var PrivateKeyLocal = requirement.Requirement{
	ID:      "core.identity.private-key.local",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:5e22f924d3208d73"},
	Says:    "The private identity key stays in the local storage of the client.",
	Note:    "Stated as a fact.",
}

var MessagesCertifiedKey = requirement.Requirement{
	ID:      "core.message.certified-key",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:1cbeca91063d458f"},
	Says:    "The messages of a session are signed with the key that its ID-Cert is for.",
	Note:    "Stated as what will be used.",
}

var SignatureAttached = requirement.Requirement{
	ID:      "core.message.signature.attached",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:1cbeca91063d458f"},
	Says:    "A message has its signature attached.",
}
