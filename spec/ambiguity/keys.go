package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Server keys and signature algorithms.

var RotationEffect = Entry{
	ID:    "A-087",
	Title: "What a new server key does to ID-Certs",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
		{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:8039e6daae5a9e18"},
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:f64c5e1337d2958e"},
	},
	Question: "Clients must ask for new ones, and an event says since when the old server certificate is invalid; what the old ID-Certs are worth until then is not said.",
	Readings: []Reading{
		{ID: "cache-resigned", Says: "They are valid until they expire, with cache signatures of the new key."},
		{ID: "old-valid", Says: "They are valid until they expire, with all signatures of the old key."},
		{ID: "invalid", Says: "They are invalid at once."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Rotate as an administrator; look at ID-Certs and tokens, and which key verifies cache signatures.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say until when ID-Certs of the old key are valid, and which key signs their cache information.",
}

var RootContinuity = Entry{
	ID:    "A-088",
	Title: "Trust in a new server key",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:0b975124310b0986"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
		{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	},
	Question: "Server certificates are self-signed, and nothing ties one to the next.",
	Readings: []Reading{
		{ID: "current", Says: "What the server serves now is trusted."},
		{ID: "pinned", Says: "What was seen first is trusted."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, change the key without an event.",
	Accepts:  "The text leaves it open.",
	Proposal: "Have a new server certificate signed with the old key as well, where there still is one.",
}

var StrictVerification = Entry{
	ID:    "A-089",
	Title: "What strict means for Ed25519",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:3b6575f6bc901c13"},
	},
	Question: "Malleable signatures and weak keys must be rejected; which checks do that is not said.",
	Readings: []Reading{
		{ID: "keys-and-scalars", Says: "Unreduced scalars and keys of small order are refused, and what RFC 8032 does not decode."},
		{ID: "strict", Says: "Unreduced scalars, points of small order and encodings that are not canonical are refused, in keys and signatures."},
		{ID: "rfc8032", Says: "Unreduced scalars are refused, keys of small order taken.", Fails: true},
		{ID: "zip215", Says: "Keys of small order and encodings that are not canonical are taken.", Fails: true},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Send keys of small order in requests, and unreduced scalars in signatures.",
	Accepts:  "Readings differ in what else is weak; a key of small order verifies what nobody signed.",
	Proposal: "Name the checks: scalars below the group order, no keys or commitments of small order, canonical encodings only.",
}

var MixedOrders = Entry{
	ID:    "A-371",
	Title: "Ed25519 with the cofactor or without",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.2.1", Anchor: "621-message-verification", Print: "sha256:3b6575f6bc901c13"},
	},
	Question: "RFC 8032 lets a verifier multiply the equation by the cofactor or not, and forbids no key with a part of small order. Strict is neither.",
	Readings: []Reading{
		{ID: "cofactorless", Says: "The equation has to hold as it stands."},
		{ID: "cofactored", Says: "The equation has to hold when it is multiplied by 8: a part of small order in a signature does not matter."},
		{ID: "prime-order", Says: "Keys and points outside the group of prime order are refused."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Send requests whose signature has a point with a part of order 8, and requests for a key that has one.",
	Accepts:  "RFC 8032 permits both equations. Only the owner of a key can make signatures that they differ on.",
	Proposal: "Choose an equation, so that every server comes to the same verdict on every signature: the one without the cofactor, which common libraries have.",
}

var OtherAlgorithms = Entry{
	ID:    "A-090",
	Title: "Algorithms other than Ed25519",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.5", Anchor: "65-cryptographic-specifications", Print: "sha256:c9a905a2104ad879"},
	},
	Question: "All must use Ed25519, others are allowed, and Ed25519 is the default.",
	Readings: []Reading{
		{ID: "ed25519-only", Says: "Keys and signatures are Ed25519."},
		{ID: "other-actor-keys", Says: "Keys of actors may be others, signatures of servers are Ed25519."},
		{ID: "parallel", Says: "Certificates of other algorithms are there besides."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send a request for a P-256 key; as a peer, use such a key for the server.",
	Accepts:  "Allowed is a permission and not a duty.",
	Proposal: "Say that version 1 has Ed25519 only, and leave other algorithms to extensions.",
}
