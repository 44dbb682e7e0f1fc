package mls

import "github.com/p2conform/p2conform/spec/requirement"

// The whole document, which is an unfinished draft.
var mls = []requirement.Requirement{
	BasePath,
	DefaultSuite,
	HybridSuite,
	AuthenticationService,
	DeliveryService,
	HTTPRoutes,
	GatewayNamespace,
	GatewaySubscription,
}

var BasePath = requirement.Requirement{
	ID:      "mls.base-path",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.MLS,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "mls", Section: "0", Anchor: "polyproto-mls-extension-specification", Print: "sha256:3075704eadc7c2c6"},
	Says:    "The routes of the MLS extension stand below /.p2/mls/v1/.",
}

var DefaultSuite = requirement.Requirement{
	ID:      "mls.suite.default",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.MLS,
	Decided: requirement.Untestable,
	By:      "A key package names the suites of a client, and nothing that a server answers names its own.",
	Ref:     requirement.Ref{Doc: "mls", Section: "1.1", Anchor: "11-mls-default-cipher-suite", Print: "sha256:8c85f11a2f7e83be"},
	Says:    "An implementation supports the cipher suite MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519, number 0x0001.",
}

var HybridSuite = requirement.Requirement{
	ID:      "mls.suite.hybrid",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.MLS,
	Decided: requirement.Untestable,
	By:      "A key package names the suites of a client, and nothing that a server answers names its own.",
	Ref:     requirement.Ref{Doc: "mls", Section: "1", Anchor: "1-cryptographic-suites", Print: "sha256:10c2762eb8a57f37"},
	Says:    "An implementation supports the hybrid cipher suite with the number 0xF110.",
	Note:    "The table calls it required; 1.2 has no such suite yet and allows another one, or none: nobody can be held to it (A-331).",
}

var AuthenticationService = requirement.Requirement{
	ID:      "mls.authentication-service",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.MLS,
	Decided: requirement.Untestable,
	By:      "No route gives out or takes a credential of MLS.",
	Ref:     requirement.Ref{Doc: "mls", Section: "2", Anchor: "2-home-server-responsibilities", Print: "sha256:97ced2b3420334e3"},
	Says:    "A server with the extension is the Authentication Service in the sense of MLS.",
}

var DeliveryService = requirement.Requirement{
	ID:      "mls.delivery-service",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.MLS,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "mls", Section: "2", Anchor: "2-home-server-responsibilities", Print: "sha256:97ced2b3420334e3"},
	Says:    "A server with the extension is the Delivery Service in the sense of MLS.",
	Note:    "What is stored and handed on are key packages, proposals and commits, by the API documents of the extension (A-400).",
}

var HTTPRoutes = requirement.Requirement{
	ID:      "mls.http",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.MLS,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "mls", Section: "3", Anchor: "3-http-apis", Print: "sha256:d233d0ac3bd0ccfe"},
	Says:    "A server with the extension has the HTTP routes of the namespace mls.",
	Note:    "Stated as a fact. The API documents that the text points to have ten operations, in versions of their own up to v0.1.0-alpha.4 (A-400).",
}

var GatewayNamespace = requirement.Requirement{
	ID:      "mls.gateway.namespace",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.MLS,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "mls", Section: "4", Anchor: "4-websocket-gateway", Print: "sha256:23a9bbe388beffb8"},
	Says:    "A gateway of a server with the extension lets clients subscribe to the service channel mls.",
	Note:    "The namespace has no opcodes yet, so that nothing but the subscription shows. The paragraph before can be read as making it optional (A-332).",
}

var GatewaySubscription = requirement.Requirement{
	ID:      "mls.gateway.subscription",
	Level:   requirement.May,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.MLS,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "mls", Section: "4", Anchor: "4-websocket-gateway", Print: "sha256:23a9bbe388beffb8"},
	Says:    "A client may subscribe to the service channel mls.",
}
