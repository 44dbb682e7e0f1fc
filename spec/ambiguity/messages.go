package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Messages and their verification, and what the MLS extension asks of a server.

var AttachedIDCert = Entry{
	ID:    "A-315",
	Title: "Whether a message carries its ID-Cert",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:71ececf6f1b615fd"},
		{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:1cbeca91063d458f"},
		{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:72af602ce1046792"},
	},
	Question: "Verification speaks of the ID-Cert attached to the message; only the signature is said to be attached, and the diagram has readers ask for the ID-Cert.",
	Readings: []Reading{
		{ID: "signature-only", Says: "It carries its signature, and readers ask for the ID-Cert."},
		{ID: "attached", Says: "It carries its ID-Cert."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Where the driver can post messages, post one with and one without, and look at what a peer is given.",
	Accepts:  "The form of a message is left to extensions.",
	Proposal: "Write corresponding to in place of attached to, and say how a message names its ID-Cert.",
}

var MessageSession = Entry{
	ID:    "A-455",
	Title: "Whether one session may send what another of the same actor has signed",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:1cbeca91063d458f"},
		{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:71ececf6f1b615fd"},
	},
	Question: "A session signs what it sends with the key of its own ID-Cert; who verifies compares the key with that of the sender, who is an actor and has one for each session.",
	Readings: []Reading{
		{ID: "own", Says: "A message is verified with the ID-Cert of the session that sends it."},
		{ID: "any", Says: "It is verified with any ID-Cert of the actor that is valid."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Where the driver can post messages, post one in one session that another session of the same actor has signed.",
	Accepts:  "In both readings the signature proves the actor, which is what readers are shown.",
	Proposal: "Say that the key of a message is that of the session which sends it, or that any session of the actor may have signed it.",
}

var MessageTime = Entry{
	ID:    "A-314",
	Title: "When the ID-Cert of a message has to be valid",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:71ececf6f1b615fd"},
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:26edc8851d0dd7d5"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:07c4491b8ab32c00"},
	},
	Question: "The validity of the ID-Cert is to be confirmed; old messages have to be verified long after it ended, and no time belongs to every message.",
	Readings: []Reading{
		{ID: "received", Says: "It has to be valid when the first server receives the message."},
		{ID: "claimed", Says: "It has to be valid at the time that the message names."},
		{ID: "now", Says: "It has to be valid when the message is verified."},
	},
	Impact:   requirement.Security,
	Accepts:  "It is about readers of old messages; a server that receives a new one decides at once.",
	Proposal: "Say that servers check upon receipt and record the time, and that readers use the time that the server of the service vouches for.",
}

var ServerCertCaching = Entry{
	ID:    "A-316",
	Title: "How long the certificate of another server is cached",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:8afd06d58c816a04"},
		{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a969ad70f9778118"},
	},
	Question: "It is cached like ID-Certs, for as long as its issuer says; a server certificate must not have the members that say so.",
	Readings: []Reading{
		{ID: "own-choice", Says: "It is cached for one to twelve hours, as the reader chooses."},
		{ID: "until-failure", Says: "It is cached until it expires, or a signature cannot be verified."},
		{ID: "window", Says: "It is cached for the time that came with it, if one did."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, rotate the key without an event, and see when the target asks again.",
	Accepts:  "The text has the rule and takes away what it needs (A-097).",
	Proposal: "Give server certificates the cache times, or name a longest time for caching them.",
}

var HybridSuite = Entry{
	ID:    "A-331",
	Title: "Whether the hybrid cipher suite of MLS is required",
	Places: []requirement.Ref{
		{Doc: "mls", Section: "1", Anchor: "1-cryptographic-suites", Print: "sha256:10c2762eb8a57f37"},
		{Doc: "mls", Section: "1.2", Anchor: "12-hybrid-pqc-cipher-suite", Print: "sha256:f798808181c7ffc1"},
	},
	Question: "A table calls it required; its section says that the extension may use a temporary suite or leave the section unfinished, and defines none.",
	Readings: []Reading{
		{ID: "not-yet", Says: "Only the default suite is required."},
		{ID: "required", Says: "Both are required."},
	},
	Impact:   requirement.Interop,
	Accepts:  "A suite without a definition cannot be implemented; suites are between clients.",
	Proposal: "Mark the suite as planned, until it is defined.",
}

var MLSRoutes = Entry{
	ID:    "A-400",
	Title: "Which routes an MLS server has",
	Places: []requirement.Ref{
		{Doc: "mls", Section: "3", Anchor: "3-http-apis", Print: "sha256:d233d0ac3bd0ccfe"},
		{Doc: "mls", Section: "0", Anchor: "polyproto-mls-extension-specification", Print: "sha256:3075704eadc7c2c6"},
	},
	Question: "The routes are said to be documented in full elsewhere; the documents there have versions of their own, of which the last is v0.1.0-alpha.4, and none has that of the text, v1.0-alpha.2.",
	Readings: []Reading{
		{ID: "latest", Says: "They are those of the newest API document of the extension."},
		{ID: "none-yet", Says: "No API document is of this version yet, so that a server may have what routes it likes."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "On a target that offers the extension, ask for the operations of the newest API document with a token.",
	Accepts:  "The text names a place and no version; its own version is an alpha.",
	Proposal: "Give the API documents of the extension the version of its text, and link to the one that is meant.",
}

var MLSGateway = Entry{
	ID:    "A-332",
	Title: "Whether an MLS server needs the gateway",
	Places: []requirement.Ref{
		{Doc: "mls", Section: "4", Anchor: "4-websocket-gateway", Print: "sha256:4b59e0bb7d299cb5"},
		{Doc: "mls", Section: "4", Anchor: "4-websocket-gateway", Print: "sha256:23a9bbe388beffb8"},
		{Doc: "mls", Section: "4.1", Anchor: "41-gateway-event-opcodes", Print: "sha256:0b47fe889ef66571"},
	},
	Question: "The namespace has to be offered on the gateway, which the paragraph before calls optional; no opcode of it is defined.",
	Readings: []Reading{
		{ID: "offered", Says: "A subscription to mls succeeds."},
		{ID: "optional", Says: "A subscription to mls may fail."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "On a target that offers the extension, subscribe to mls.",
	Accepts:  "The two paragraphs contradict each other, and there is nothing yet to subscribe to.",
	Proposal: "Say which of the two holds, once the opcodes are there.",
}
