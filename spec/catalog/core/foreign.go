package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 4.1.1: authenticating on a foreign server.
var foreign = []requirement.Requirement{
	ForeignVerifiesFirst,
	ForeignKeyPossession,
	ForeignIssuerVerified,
	ForeignTrialRoute,
	ForeignTrialMembers,
	ForeignTrialAnswer,
	ForeignTrialFormatChecked,
	ForeignCertFetched,
	HomeServesCert,
	ForeignValidityChecked,
	ForeignExpiryChecked,
	ForeignSignatureVerified,
	ForeignTokenIssued,
	ForeignTokenSecret,
	ForeignTokenHashed,
	ForeignTokenValidated,
	ForeignFailureReported,
	ForeignRevocationChecked,
}

var ForeignVerifiesFirst = requirement.Requirement{
	ID:      "core.foreign.verified-before-actions",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:c4c11b80c3c0cd94"},
	Says:    "A foreign server lets an actor do nothing before it has verified who that is.",
}

var ForeignKeyPossession = requirement.Requirement{
	ID:      "core.foreign.key-possession",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:c4c11b80c3c0cd94"},
	Says:    "A foreign server has an actor prove that it holds the private key of its ID-Cert.",
}

var ForeignIssuerVerified = requirement.Requirement{
	ID:      "core.foreign.issuer-verified",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:c4c11b80c3c0cd94"},
	Says:    "A foreign server verifies that the ID-Cert was issued by the home server that the actor names.",
}

var ForeignTrialRoute = requirement.Requirement{
	ID:      "core.foreign.trial.route",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:ac8a70a3dcf7c7e1"},
	Says:    "A foreign server hands out a key trial on GET /.p2/core/v1/session/auth.",
	Note:    "Drawn in the diagram only. The API has no such route (A-033).",
}

var ForeignTrialMembers = requirement.Requirement{
	ID:      "core.foreign.trial.members",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:03b3ee135d85b6c9"},
	Says:    "A key trial for authentication has a challenge and a lifetime.",
	Note:    "Drawn in the diagram only. The API has other names for them (A-037).",
}

var ForeignTrialAnswer = requirement.Requirement{
	ID:      "core.foreign.trial.answer",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:22140d191fa1199f"},
	Says:    "An actor answers a key trial with its signature, its federation ID and the serial number of its ID-Cert.",
	Note:    "Drawn in the diagram only. The API leaves out the federation ID (A-035).",
}

var ForeignTrialFormatChecked = requirement.Requirement{
	ID:      "core.foreign.trial.format-checked",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:4aeca01696d9b658"},
	Says:    "A foreign server refuses a malformed answer to a key trial.",
	Note:    "Drawn in the diagram only.",
}

var ForeignCertFetched = requirement.Requirement{
	ID:      "core.foreign.certificate.fetched",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:5be69a6a5408dd75"},
	Says:    "A foreign server fetches the ID-Cert and its status from the home server of the actor.",
	Note:    "Drawn in the diagram only. 6.4.1 forbids to require the status at this point (A-051); what to do when there is no answer is open (A-206).",
}

var HomeServesCert = requirement.Requirement{
	ID:      "core.foreign.certificate.served",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:dc9c6850c8946654"},
	Says:    "A home server answers the question for an ID-Cert of its actor with the certificate and whether it was revoked.",
	Note:    "Drawn in the diagram only. There is no look-up by serial number in the API (A-052).",
}

var ForeignValidityChecked = requirement.Requirement{
	ID:      "core.foreign.certificate.validity-checked",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:9765ed71e630386b"},
	Says:    "A foreign server gives no token for a revoked ID-Cert.",
	Note:    "Drawn in the diagram only. 6.4.1 forbids to require the status at this point (A-051).",
}

var ForeignExpiryChecked = requirement.Requirement{
	ID:      "core.foreign.certificate.expiry-checked",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:cb8d60663ab1cbc8"},
	Says:    "A foreign server gives no token for an expired ID-Cert.",
	Note:    "Drawn in the diagram only.",
}

var ForeignSignatureVerified = requirement.Requirement{
	ID:      "core.foreign.signature-verified",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:0b60d6d0ea7a4e5c"},
	Says:    "A foreign server gives no token for a key trial whose signature does not verify.",
	Note:    "Drawn in the diagram only.",
}

var ForeignTokenIssued = requirement.Requirement{
	ID:      "core.foreign.token.issued",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:9c9bd270ef2e0129"},
	Says:    "A foreign server gives an actor a token for a valid signature and a valid ID-Cert.",
	Note:    "Drawn in the diagram only.",
}

var ForeignTokenSecret = requirement.Requirement{
	ID:      "core.foreign.token.secret",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:9c9bd270ef2e0129"},
	Says:    "A foreign server shows the token of an actor to no other server.",
	Note:    "Drawn in the diagram only, which calls the token secret where it is handed over.",
}

var ForeignTokenHashed = requirement.Requirement{
	ID:      "core.foreign.token.stored-hashed",
	Level:   requirement.Should,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      requirement.Inside,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:cba4e3f24e93ce4c"},
	Says:    "A foreign server stores only a hash of a token.",
	Note:    "Drawn in the diagram only. Nobody outside can see it, hence a should.",
}

var ForeignTokenValidated = requirement.Requirement{
	ID:      "core.foreign.token.validated",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:340902c9a17433ad"},
	Says:    "A foreign server validates the token of each request.",
	Note:    "Drawn in the diagram only.",
}

var ForeignFailureReported = requirement.Requirement{
	ID:      "core.foreign.failure-reported",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:9597ac8e7bd4692e"},
	Says:    "A foreign server answers an invalid signature or ID-Cert with an error.",
	Note:    "Drawn in the diagram only. Its status is open (A-054).",
}

var ForeignRevocationChecked = requirement.Requirement{
	ID:      "core.foreign.revocation-checked",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	By:      requirement.PostMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:ead59ae556201577"},
	Says:    "Before a foreign actor may send messages, a foreign server asks its home server whether the ID-Cert was revoked.",
}
