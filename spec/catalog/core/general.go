package core

import "github.com/p2conform/p2conform/spec/requirement"

// The head of the document and sections 2 and 3: trust, and the APIs as a whole.
var general = []requirement.Requirement{
	BasePath,
	PrivateKeysKept,
	VerifiedInformationOnly,
	GatewayOffered,
	UnregisteredRoutesOpen,
	RegisteredRoutesClosed,
	APIsImplemented,
	FurtherRoutes,
	RoutesUnchanged,
}

var BasePath = requirement.Requirement{
	ID:      "core.http.base-path",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "0", Anchor: "polyproto-specification", Print: "sha256:2dd5284be8eaee78"},
	Says:    "The routes of the core protocol stand below /.p2/core/v1/.",
	Note:    "The prose leaves the version out in places (A-002).",
}

var PrivateKeysKept = requirement.Requirement{
	ID:      "core.trust.private-keys-kept",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Inside,
	Ref:     requirement.Ref{Doc: "core", Section: "2", Anchor: "2-trust-model", Print: "sha256:a2034039097986a7"},
	Says:    "A home server never gets hold of an actor's private identity key.",
	Note:    "An assumption of the trust model, stated as a fact.",
}

var VerifiedInformationOnly = requirement.Requirement{
	ID:      "core.trust.verified-only",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "2", Anchor: "2-trust-model", Print: "sha256:739c4a7f7580f63b"},
	Says:    "A client trusts only what it can verify by cryptographic means.",
	Note:    "An assumption of the trust model, stated as a fact.",
}

var GatewayOffered = requirement.Requirement{
	ID:      "core.gateway.offered",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:e27db258c35eb0ec"},
	Says:    "A home server has a gateway, which clients reach through a WebSocket.",
	Note:    "Stated as a fact. Its address is open (A-112).",
}

var UnregisteredRoutesOpen = requirement.Requirement{
	ID:      "core.api.unregistered-routes",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:1c080c97bcdc054d"},
	Says:    "A route that needs no registration is open to every client, whatever its home server.",
	Note:    "Whether a client still needs a session is open (A-012).",
}

var RegisteredRoutesClosed = requirement.Requirement{
	ID:      "core.api.registered-routes",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:59a568241691393b"},
	Says:    "A route that needs registration is open only to the clients of actors of the server.",
}

var APIsImplemented = requirement.Requirement{
	ID:      "core.api.implemented",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:22a4e85bfeb87f55"},
	Says:    "Software that federates implements every route of the API document.",
	Note:    "Section 7.3.1 lets servers do without resources; what a server needs that has no actors of its own is open (A-333).",
}

var FurtherRoutes = requirement.Requirement{
	ID:      "core.api.extended",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Transport,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:22a4e85bfeb87f55"},
	Says:    "An implementation may have routes that the API document does not know.",
	Note:    "Extensions must not add any to the routes of another (A-202).",
}

var RoutesUnchanged = requirement.Requirement{
	ID:      "core.api.routes-unchanged",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:22a4e85bfeb87f55"},
	Says:    "An implementation neither leaves out a route of the API document nor gives it another behaviour.",
}
