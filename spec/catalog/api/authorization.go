package api

import "github.com/p2conform/p2conform/spec/requirement"

// What holds for several operations.
var authorization = []requirement.Requirement{
	AuthorizationBearer,
	ServerCertFormer,
}

var AuthorizationBearer = requirement.Requirement{
	ID:      "api.authorization.bearer",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "BearerAuth", Print: "sha256:73e1459c0625f8fc"},
	Says:    "A session token travels in the header Authorization with the scheme Bearer.",
	Note:    "Servers that want the token alone are known (A-022).",
}

var ServerCertFormer = requirement.Requirement{
	ID:      "api.idcert.server.timestamp.former",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	Says:    "After a rotation, GET /idcert/server still answers with the former certificate for a time at which the server had it.",
	Note:    "In the very second of a rotation either may be right (A-214).",
}
