package auth

import "github.com/p2conform/p2conform/spec/requirement"

// Section 1.2: authenticating a client on the home server.
var login = []requirement.Requirement{
	LoginIDCert,
	LoginToken,
	LoginCreated,
	LoginVerified,
	LoginCSRVerified,
	LoginUsable,
}

var LoginIDCert = requirement.Requirement{
	ID:      "auth.login.id-cert",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:48de2e9a744a8ab6"},
	Says:    "A home server answers a successful authentication with the ID-Cert for the request that came with it.",
	Note:    "Stated as what the server does.",
}

var LoginToken = requirement.Requirement{
	ID:      "auth.login.token",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:48de2e9a744a8ab6"},
	Says:    "A home server answers a successful authentication with a session token of the new ID-Cert.",
	Note:    "Stated as what the server does.",
}

var LoginCreated = requirement.Requirement{
	ID:      "auth.login.created",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:f6868992772f82c7"},
	Says:    "A home server answers a successful authentication with 201.",
	Note:    "Drawn in the diagram only.",
}

var LoginVerified = requirement.Requirement{
	ID:      "auth.login.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:b6ee91bb07d57aff"},
	Says:    "A home server gives neither ID-Cert nor token for wrong authentication information.",
	Note:    "The diagram has both follow success.",
}

var LoginCSRVerified = requirement.Requirement{
	ID:      "auth.login.csr-verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:48de2e9a744a8ab6"},
	Says:    "A home server gives no token for a request for an ID-Cert that does not hold.",
	Note:    "The text joins the verification of both.",
}

var LoginUsable = requirement.Requirement{
	ID:      "auth.login.usable",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:bdf4686f8a0c6eb1"},
	Says:    "The session token of an authentication acts for the actor of its ID-Cert.",
	Note:    "Stated as what the client can do now.",
}
