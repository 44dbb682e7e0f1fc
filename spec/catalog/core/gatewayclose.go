package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 3.2.5: closing a gateway connection.
var gatewayClose = []requirement.Requirement{
	CloseAnyTime,
	CloseCodesKnown,
	CloseUnknownError,
	CloseUnknownOpcode,
	CloseInvalidPayload,
	CloseNotAuthenticated,
	CloseSessionInvalidated,
	CloseInvalidAuthentication,
	CloseAlreadyAuthenticated,
	CloseReserved,
	CloseInvalidSequence,
	CloseRateLimited,
	CloseTimeout,
	CloseUnresumable,
	ResumableAfter,
	NotResumableAfter,
	CloseClientCodes,
}

var CloseAnyTime = requirement.Requirement{
	ID:      "core.gateway.close.any-time",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:5f385495b560b02c"},
	Says:    "Either side may end a gateway connection at any time with a close code.",
}

var CloseCodesKnown = requirement.Requirement{
	ID:      "core.gateway.close.codes",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:5f385495b560b02c"},
	Says:    "Gateways and clients use the close codes of the table in the situations that it gives, besides those of RFC 6455.",
}

var CloseUnknownError = requirement.Requirement{
	ID:      "core.gateway.close.unknown-error",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      "Nothing that a client sends brings such an error about for certain.",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:c3fb7b13a28f8cdd"},
	Says:    "A gateway closes with 4000 for an error that it cannot name.",
}

var CloseUnknownOpcode = requirement.Requirement{
	ID:      "core.gateway.close.unknown-opcode",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:57a60340574bfaf9"},
	Says:    "A gateway closes with 4001 on a payload with an opcode that it does not know.",
	Note:    "What an unknown namespace (A-119) or an opcode that only gateways send (A-133) comes to is open.",
}

var CloseInvalidPayload = requirement.Requirement{
	ID:      "core.gateway.close.invalid-payload",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:e426014887f002ac"},
	Says:    "A gateway closes with 4002 on an invalid payload.",
	Note:    "RFC 6455 has codes for some of them (A-134).",
}

var CloseNotAuthenticated = requirement.Requirement{
	ID:      "core.gateway.close.not-authenticated",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:353803445bb7cb4e"},
	Says:    "A gateway closes with 4003 on a message from a client that has not identified itself.",
	Note:    "Figure 1 has heartbeats come before (A-121).",
}

var CloseSessionInvalidated = requirement.Requirement{
	ID:      "core.gateway.close.session-invalidated",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:353803445bb7cb4e"},
	Says:    "A gateway closes a connection with 4003 when its session has been invalidated.",
	Note:    "At once, or at the next message of the client, is open (A-339).",
}

var CloseInvalidAuthentication = requirement.Requirement{
	ID:      "core.gateway.close.invalid-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:0add13c2d3ddbfaa"},
	Says:    "A gateway closes with 4004 on an identification with a token that is not valid.",
}

var CloseAlreadyAuthenticated = requirement.Requirement{
	ID:      "core.gateway.close.already-authenticated",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:59241283db1ccf03"},
	Says:    "A gateway closes with 4005 on an identification from a client that has identified itself.",
}

var CloseReserved = requirement.Requirement{
	ID:      "core.gateway.close.reserved",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:270ed1fc8bd26f41"},
	Says:    "Nobody closes a connection with 4006.",
}

var CloseInvalidSequence = requirement.Requirement{
	ID:      "core.gateway.close.invalid-sequence",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:68710b2c0bcbfa13"},
	Says:    "A gateway closes with 4007 on a heartbeat with invalid sequence numbers.",
	Note:    "Which are invalid is open (A-125); one that was never sent is by every reading.",
}

var CloseRateLimited = requirement.Requirement{
	ID:      "core.gateway.close.rate-limited",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:761f44dea4a0ee6c"},
	Says:    "A gateway that ends a connection because its client sends too fast closes with 4008.",
	Note:    "It need not have such a limit.",
}

var CloseTimeout = requirement.Requirement{
	ID:      "core.gateway.close.timeout",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Time,
	By:      "a heartbeat interval",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:69dca2bd06dc0930"},
	Says:    "A gateway closes with 4009 when heartbeats stay away.",
}

var CloseUnresumable = requirement.Requirement{
	ID:      "core.gateway.close.unresumable",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:571df197aff6f093"},
	Says:    "A gateway closes with 4010 when a session cannot be resumed.",
	Note:    "Where the token is the cause, other codes fit too (A-131).",
}

var ResumableAfter = requirement.Requirement{
	ID:      "core.gateway.close.resumable",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:c70a41051affca17"},
	Says:    "A session whose connection was closed with 4000, 4001, 4002 or 4007, or by the gateway with 4009, can be resumed.",
	Note:    "A column of the table. A gateway may still refuse where there is too much to send again (3.2.3.6): decide it where nothing was missed.",
}

var NotResumableAfter = requirement.Requirement{
	ID:      "core.gateway.close.not-resumable",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:c70a41051affca17"},
	Says:    "A session whose connection was closed with 4003, 4004, 4005, 4008 or 4010 is not resumed.",
	Note:    "A column of the table, empty there. What becomes of other connections of the session is open (A-215).",
}

var CloseClientCodes = requirement.Requirement{
	ID:      "core.gateway.close.client-codes",
	Level:   requirement.MustNot,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:c70a41051affca17"},
	Says:    "A client sends no close code of the table but 4000 and 4009.",
	Note:    "A column of the table, empty elsewhere.",
}
