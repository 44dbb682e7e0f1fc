package auth

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 1 and 1.1: registering an actor.
var registration = []requirement.Requirement{
	RegisterRoute,
	RegisterVerified,
	RegisterNameAvailable,
	RegisterCreated,
	RegisterFederationID,
	RegisterNoToken,
	RegisterCSRVerified,
}

var RegisterRoute = requirement.Requirement{
	ID:      "auth.register.route",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1", Anchor: "1-registration-of-a-new-actor", Print: "sha256:e2fc90e5607667e7"},
	Says:    "A home server has an HTTP route to register an actor.",
	Note:    "The route that the text points to is not in the API document (A-010).",
}

var RegisterVerified = requirement.Requirement{
	ID:      "auth.register.data-verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6cc5a3a7daacf6af"},
	Says:    "A home server verifies the data of a registration.",
	Note:    "Stated as what the server does.",
}

var RegisterNameAvailable = requirement.Requirement{
	ID:      "auth.register.name-available",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6cc5a3a7daacf6af"},
	Says:    "A home server refuses to register a local name that is taken.",
	Note:    "Stated as what the server does.",
}

var RegisterCreated = requirement.Requirement{
	ID:      "auth.register.created",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6cc5a3a7daacf6af"},
	Says:    "A home server answers a successful registration with 201.",
	Note:    "Stated as what the server does.",
}

var RegisterFederationID = requirement.Requirement{
	ID:      "auth.register.federation-id",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6cc5a3a7daacf6af"},
	Says:    "The answer to a successful registration has the federation ID of the new actor.",
	Note:    "Stated as what the server does.",
}

var RegisterNoToken = requirement.Requirement{
	ID:      "auth.register.no-token",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6cc5a3a7daacf6af"},
	Says:    "A registration gives no session token.",
	Note:    "Implementations that give one are known (A-010).",
}

var RegisterCSRVerified = requirement.Requirement{
	ID:      "auth.register.csr-verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:1fb0a080a67783bf"},
	Says:    "A home server registers no actor with a request for an ID-Cert that does not hold.",
	Note:    "Drawn in the diagram only; the text does not mention the request (A-328).",
}
