package auth

import "github.com/p2conform/p2conform/spec/requirement"

// Section 1.3: authenticating on a foreign server.
var foreign = []requirement.Requirement{
	ForeignAnswer,
	ForeignOrigin,
	ForeignSignature,
	ForeignValidity,
	ForeignToken,
	ForeignSessionNamed,
	ForeignPayload,
	ForeignPayloadSigned,
	ForeignRepeated,
	ForeignNewDevice,
}

var ForeignAnswer = requirement.Requirement{
	ID:      "auth.foreign.answer",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:14ea70d6a8fce60b"},
	Says:    "An actor sends a foreign server the signed challenge string and the ID-Cert.",
	Note:    "The API sends the serial number instead (A-035).",
}

var ForeignOrigin = requirement.Requirement{
	ID:      "auth.foreign.origin-verified",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:14ea70d6a8fce60b"},
	Says:    "A foreign server verifies where the ID-Cert comes from.",
	Note:    "Stated as what the server does.",
}

var ForeignSignature = requirement.Requirement{
	ID:      "auth.foreign.signature-verified",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:14ea70d6a8fce60b"},
	Says:    "A foreign server verifies the signature of the challenge string.",
	Note:    "Stated as what the server does.",
}

var ForeignValidity = requirement.Requirement{
	ID:      "auth.foreign.validity-verified",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:14ea70d6a8fce60b"},
	Says:    "A foreign server verifies that the ID-Cert is valid.",
	Note:    "Stated as what the server does.",
}

var ForeignToken = requirement.Requirement{
	ID:      "auth.foreign.token",
	Level:   requirement.May,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:a533dad93b7d5412"},
	Says:    "A foreign server may give a verified actor a session token.",
}

var ForeignSessionNamed = requirement.Requirement{
	ID:      "auth.foreign.session-named",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:35636ed4738afa20"},
	Says:    "An actor names its session ID when it asks a foreign server for a challenge string.",
	Note:    "An example; 4.3 of the core has it present a token (A-034).",
}

var ForeignPayload = requirement.Requirement{
	ID:      "auth.foreign.payload",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Auth,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:d3647364d55f8078"},
	Says:    "An actor and a foreign server may exchange further data along with the challenge.",
}

var ForeignPayloadSigned = requirement.Requirement{
	ID:      "auth.foreign.payload-signed",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:d3647364d55f8078"},
	Says:    "The further data that an actor sends is signed with its private identity key.",
	Note:    "Stated as a fact about optional data; where the signature stands is open (A-329).",
}

var ForeignRepeated = requirement.Requirement{
	ID:      "auth.foreign.repeated",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:6ba03bac8e75800f"},
	Says:    "An actor whose token has expired is given a new one for another challenge string.",
	Note:    "A permission to the actor, which binds the server.",
}

var ForeignNewDevice = requirement.Requirement{
	ID:      "auth.foreign.new-device",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:6ba03bac8e75800f"},
	Says:    "An actor with a new device first has its home server issue an ID-Cert for it.",
}
