package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 3.2.1.2: the opcodes of the core namespace.
var gatewayOpcodes = []requirement.Requirement{
	OpcodeHeartbeat,
	OpcodeHello,
	OpcodeIdentify,
	OpcodeNewSession,
	OpcodeInvalidation,
	OpcodeInvalidationTaken,
	OpcodeResume,
	OpcodeServerCertificate,
	OpcodeHeartbeatACK,
	OpcodeServiceChannel,
	OpcodeServiceChannelACK,
	OpcodeResumed,
	OpcodeHeartbeatRequest,
}

var OpcodeHeartbeat = requirement.Requirement{
	ID:      "core.gateway.opcode.heartbeat",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:e2d84abdbdbad1a0"},
	Says:    "A gateway takes a payload with opcode 0 for a heartbeat.",
	Note:    "A table row without a verb, like those of the other opcodes.",
}

var OpcodeHello = requirement.Requirement{
	ID:      "core.gateway.opcode.hello",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:fb179f809f6016c5"},
	Says:    "A hello event has opcode 1.",
}

var OpcodeIdentify = requirement.Requirement{
	ID:      "core.gateway.opcode.identify",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:be83461ffe55086d"},
	Says:    "A gateway takes a payload with opcode 2 for an identification.",
}

var OpcodeNewSession = requirement.Requirement{
	ID:      "core.gateway.opcode.new-session",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:47343a7a4fc4bf3b"},
	Says:    "A new session event has opcode 3.",
}

var OpcodeInvalidation = requirement.Requirement{
	ID:      "core.gateway.opcode.invalidation",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:8c1312842ef79053"},
	Says:    "An event that tells of the invalidation of an actor's certificate has opcode 4.",
}

var OpcodeInvalidationTaken = requirement.Requirement{
	ID:      "core.gateway.opcode.invalidation.taken",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:8c1312842ef79053"},
	Says:    "A gateway takes a payload with opcode 4 from an actor that invalidates one of its certificates.",
	Note:    "The row has it sent in both directions, 3.2.3.5 by servers only (A-108).",
}

var OpcodeResume = requirement.Requirement{
	ID:      "core.gateway.opcode.resume",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:a4dcc79f116ec7dc"},
	Says:    "A gateway takes a payload with opcode 5 for a wish to resume.",
}

var OpcodeServerCertificate = requirement.Requirement{
	ID:      "core.gateway.opcode.server-certificate",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:30b4b1239b02de98"},
	Says:    "An event that tells of a new certificate of the server has opcode 6.",
}

var OpcodeHeartbeatACK = requirement.Requirement{
	ID:      "core.gateway.opcode.heartbeat-ack",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:e98a4e8b2c1dfb27"},
	Says:    "A heartbeat ACK has opcode 7.",
}

var OpcodeServiceChannel = requirement.Requirement{
	ID:      "core.gateway.opcode.service-channel",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:faeb61b6abdd6d8a"},
	Says:    "What opens or closes a service channel has opcode 8, whoever sends it.",
}

var OpcodeServiceChannelACK = requirement.Requirement{
	ID:      "core.gateway.opcode.service-channel-ack",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:c21687b497cdc254"},
	Says:    "A service channel ACK has opcode 9.",
}

var OpcodeResumed = requirement.Requirement{
	ID:      "core.gateway.opcode.resumed",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:0e04e8cf636abdb8"},
	Says:    "A resumed event has opcode 10.",
}

var OpcodeHeartbeatRequest = requirement.Requirement{
	ID:      "core.gateway.opcode.heartbeat-request",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Time,
	By:      "a heartbeat interval",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:a70139173c837a94"},
	Says:    "A heartbeat request has opcode 11.",
	Note:    "The example in 3.2.3.9 has 7, which is the opcode of another event (A-114).",
}
