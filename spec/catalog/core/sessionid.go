package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.1.1.3: session IDs.
var sessionID = []requirement.Requirement{
	SessionIDIA5String,
	SessionIDChosenByActor,
	SessionIDUnique,
	SessionIDReuse,
	SessionIDInUseRefused,
	SessionIDNotOverridden,
	SessionIDLength,
	SessionIDCharacters,
	SessionIDIdentifies,
}

var SessionIDIA5String = requirement.Requirement{
	ID:      "core.idcert.session-id.ia5",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	Says:    "A session ID is an ASN.1 IA5String.",
	Note:    "Whether the tag has to be IA5String or only the characters is open (A-061).",
}

var SessionIDChosenByActor = requirement.Requirement{
	ID:      "core.idcert.session-id.as-requested",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	Says:    "An issued ID-Cert holds the session ID that the actor chose, unchanged.",
	Note:    "The text says who chooses, without a must.",
}

var SessionIDUnique = requirement.Requirement{
	ID:      "core.idcert.session-id.unique",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	Says:    "No two certificates of an actor that are in use have the same session ID.",
	Note:    "The sentence says each certificate issued, the next ones allow reuse once the session is over (A-063).",
}

var SessionIDReuse = requirement.Requirement{
	ID:      "core.idcert.session-id.reuse",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	Says:    "A home server takes a session ID again once the session that had it is no longer valid.",
	Note:    "The text permits it to the actor (can be reused), which binds the server; and renewal (6.1.3) rests on it.",
}

var SessionIDInUseRefused = requirement.Requirement{
	ID:      "core.idcert.session-id.in-use.refused",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	Says:    "A home server refuses an ID-CSR with a session ID that another session of the actor is using.",
	Note:    "The text has the actor select another one.",
}

var SessionIDNotOverridden = requirement.Requirement{
	ID:      "core.idcert.session-id.not-overridden",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	Says:    "A session ID in use is not silently taken over: the certificate and the token that have it stay valid.",
}

var SessionIDLength = requirement.Requirement{
	ID:      "core.idcert.session-id.length",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:dccdb1fa812dd539"},
	Says:    "A session ID has 1 to 32 characters.",
	Note:    "The sentence has no must; 6.1.1.1 requires a session ID, so the bound binds.",
}

var SessionIDCharacters = requirement.Requirement{
	ID:      "core.idcert.session-id.characters",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:dccdb1fa812dd539"},
	Says:    "A home server takes every character of IA5String in a session ID.",
	Note:    "A permission to the actor, which binds the server; the sentence before it is cut off, and may have said more (A-062).",
}

var SessionIDIdentifies = requirement.Requirement{
	ID:      "core.idcert.session-id.identifies",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:1f8d2b3802225aff"},
	Says:    "Session IDs may be used to tell sessions apart and to notice new ones.",
}
