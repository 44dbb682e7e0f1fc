package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 3.2.3.4 and 3.2.3.5: events about new sessions and revoked certificates.
var gatewayCerts = []requirement.Requirement{
	NewSessionOthers,
	NewSessionNotItself,
	NewSessionCert,
	InvalidationSent,
	InvalidationOnlyEarly,
	InvalidationSerial,
	InvalidationSince,
	InvalidationSignature,
	InvalidationSignatureVerified,
}

var NewSessionOthers = requirement.Requirement{
	ID:      "core.gateway.new-session.others",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.4", Anchor: "3234-new-session-event", Print: "sha256:dec9b85771bd0f38"},
	Says:    "A gateway tells every other session of an actor about a new one with a new session event.",
	Note:    "Which step makes a session new is open (A-138). Section 4.4 says must.",
}

var NewSessionNotItself = requirement.Requirement{
	ID:      "core.gateway.new-session.not-itself",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.4", Anchor: "3234-new-session-event", Print: "sha256:dec9b85771bd0f38"},
	Says:    "A gateway sends no new session event to the session that it is about.",
}

var NewSessionCert = requirement.Requirement{
	ID:      "core.gateway.new-session.certificate",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.4", Anchor: "3234-new-session-event", Print: "sha256:d0b80a050244d70f"},
	Says:    "A new session event has a member cert with the ID-Cert of the new session in PEM.",
	Note:    "A table row without a verb.",
}

var InvalidationSent = requirement.Requirement{
	ID:      "core.gateway.invalidation.sent",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:9ff6e4c3ac288637"},
	Says:    "A gateway tells of the early revocation of an ID-Cert with an invalidation event.",
	Note:    "The text calls the event crucial and says no more; whom to tell is open (A-330).",
}

var InvalidationOnlyEarly = requirement.Requirement{
	ID:      "core.gateway.invalidation.early-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.SetClock,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:9ff6e4c3ac288637"},
	Says:    "A gateway sends an invalidation event for early revocations only.",
	Note:    "Not when an ID-Cert expires. Whether renewing is a revocation is open (A-212).",
}

var InvalidationSerial = requirement.Requirement{
	ID:      "core.gateway.invalidation.serial",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:41a9a1b61ba94349"},
	Says:    "An invalidation event has a member serial with the serial number of the ID-Cert, an unsigned integer of 64 bits.",
	Note:    "A table row without a verb; the example has a string (A-016), and serial numbers may be longer (A-017).",
}

var InvalidationSince = requirement.Requirement{
	ID:      "core.gateway.invalidation.since",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:63f5b53aa5687634"},
	Says:    "An invalidation event has a member invalidSince with the UNIX time from which the ID-Cert is invalid.",
	Note:    "A table row without a verb. Implementations with other members are known (A-107); whether the time may lie in the past is open (A-313).",
}

var InvalidationSignature = requirement.Requirement{
	ID:      "core.gateway.invalidation.signature",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:e37f4b3b58c80db9"},
	Says:    "An invalidation event has a member signature, made with the revoked key over the time and the serial number, joined in that order.",
	Note:    "Revoking over HTTP gives the server no such signature (A-106); how it is written is open too (A-336).",
}

var InvalidationSignatureVerified = requirement.Requirement{
	ID:      "core.gateway.invalidation.signature.client-verifies",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:e37f4b3b58c80db9"},
	Says:    "A client verifies the signature of an invalidation event under the key of the revoked ID-Cert.",
}
