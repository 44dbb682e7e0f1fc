package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 4 and 4.1: federated identity and session tokens.
var authentication = []requirement.Requirement{
	MessagesSigned,
	OneIdentityManyUses,
	AnyAuthentication,
	AuthExtensionOffered,
	SharedAuthentication,
	TokenGivesAccess,
	TokenOpensGateway,
	OneTokenPerIDCert,
}

var MessagesSigned = requirement.Requirement{
	ID:      "core.message.signed",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "4", Anchor: "4-federated-identity", Print: "sha256:9df7e5d7aef467e6"},
	Says:    "An actor signs what it sends to other servers with the key of an ID-Cert.",
	Note:    "Stated as what certificates are for.",
}

var OneIdentityManyUses = requirement.Requirement{
	ID:      "core.identity.several-implementations",
	Level:   requirement.May,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "4", Anchor: "4-federated-identity", Print: "sha256:5921f85a7ee81a1d"},
	Says:    "An actor may use one identity with several implementations.",
}

var AnyAuthentication = requirement.Requirement{
	ID:      "core.authentication.any-method",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Auth,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:c79163d79ec7832f"},
	Says:    "A home server may authenticate its actors in any way.",
}

var AuthExtensionOffered = requirement.Requirement{
	ID:      "core.authentication.polyproto-auth",
	Level:   requirement.Should,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:c79163d79ec7832f"},
	Says:    "Servers offer the polyproto-auth extension.",
	Note:    "To highly consider and highly recommended, each twice at most a should.",
}

var SharedAuthentication = requirement.Requirement{
	ID:      "core.authentication.shared-method",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.Untestable,
	By:      "It compares implementations, and one alone shows nothing.",
	Ref:     requirement.Ref{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:2e495d448abd3692"},
	Says:    "Implementations that mean to interoperate closely have an authentication method in common.",
	Note:    "Stated as a condition.",
}

var TokenGivesAccess = requirement.Requirement{
	ID:      "core.token.gives-access",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
	Says:    "The session token that a client is given opens the authenticated routes to it.",
	Note:    "Stated as what the token is for.",
}

var TokenOpensGateway = requirement.Requirement{
	ID:      "core.token.opens-gateway",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
	Says:    "The session token that a client is given opens a gateway connection to it.",
}

var OneTokenPerIDCert = requirement.Requirement{
	ID:      "core.token.one-per-certificate",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
	Says:    "An ID-Cert has at most one active session token on a server.",
	Note:    "The sentence says can only. Whether a second one replaces the first or is refused is open (A-053).",
}
