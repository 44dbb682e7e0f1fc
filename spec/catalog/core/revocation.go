package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.1.4: early revocation of ID-Certs.
var revocation = []requirement.Requirement{
	NoCRL,
	RevocableByActor,
	RevocableByServer,
	RevocationEndsSession,
	RevokeSecondFactor,
	RevocationTold,
	RevocationSameRoutes,
}

var NoCRL = requirement.Requirement{
	ID:      "core.revocation.no-crl",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:977415a0d8f6514d"},
	Says:    "An implementation may do without revocation lists and OCSP.",
	Note:    "Not required, so a server without them is as good; a relying party cannot insist.",
}

var RevocableByActor = requirement.Requirement{
	ID:      "core.revocation.by-actor",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:371abe025171ceea"},
	Says:    "An actor can revoke an ID-Cert of its own at any time.",
	Note:    "A permission to the actor, which binds the server.",
}

var RevocableByServer = requirement.Requirement{
	ID:      "core.revocation.by-home-server",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:371abe025171ceea"},
	Says:    "A home server may revoke an ID-Cert of its actor at any time.",
}

var RevocationEndsSession = requirement.Requirement{
	ID:      "core.revocation.ends-session",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:ee4ddff5a216e108"},
	Says:    "When an ID-Cert is revoked, its session ends and the session token is no longer accepted.",
}

var RevokeSecondFactor = requirement.Requirement{
	ID:      "core.revocation.second-factor",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:ee4ddff5a216e108"},
	Says:    "A home server revokes an ID-Cert only against a second factor of authentication.",
	Note:    "This paragraph says that it should require one, 4.2 that sensitive actions require one and the API that the header is required: the weakest reading counts (A-057). For the own session the text asks itself (A-109).",
}

var RevocationTold = requirement.Requirement{
	ID:      "core.revocation.actor-informs-servers",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:15c920376323f380"},
	Says:    "An actor that revoked an ID-Cert informs every other server before it sends that server further messages.",
	Note:    "What the home server revokes, nobody is said to tell others of (A-110).",
}

var RevocationSameRoutes = requirement.Requirement{
	ID:      "core.revocation.same-routes",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:fbc9c3aa07ecd977"},
	Says:    "The routes for revoking an ID-Cert are the same on home servers and foreign servers.",
	Note:    "Stated as a fact, and not so in the API (A-104).",
}
