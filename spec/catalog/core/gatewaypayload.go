package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 3.2 to 3.2.1.1: how a gateway connection goes, and what all its payloads have.
var gatewayPayload = []requirement.Requirement{
	IdentifyOrResume,
	ReadyEvent,
	IdentifyRefusalReason,
	PayloadNamespace,
	PayloadOpcode,
	PayloadData,
	PayloadSequenceNumber,
	PayloadNoClientSequenceNumber,
	NamespaceOwnOpcodes,
	NamespaceKnown,
}

var IdentifyOrResume = requirement.Requirement{
	ID:      "core.gateway.identify.sent",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2", Anchor: "32-websocket-protocol", Print: "sha256:44bc7dd7adcf364c"},
	Says:    "A client identifies itself on a connection that it opened, or resumes.",
	Note:    "Drawn in the diagram only.",
}

var ReadyEvent = requirement.Requirement{
	ID:      "core.gateway.ready",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2", Anchor: "32-websocket-protocol", Print: "sha256:53c244f81fc9e164"},
	Says:    "A gateway answers an identification that it accepts with a ready event.",
	Note:    "Drawn in the diagrams only, without opcode or payload, so that silence has to pass too (A-113).",
}

var IdentifyRefusalReason = requirement.Requirement{
	ID:      "core.gateway.refusal.reason",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2", Anchor: "32-websocket-protocol", Print: "sha256:0b06adbe91b3c3b0"},
	Says:    "A gateway that refuses an identification closes the connection and says why.",
	Note:    "Drawn in the diagram only; the close codes of 3.2.5 are the reasons.",
}

var PayloadNamespace = requirement.Requirement{
	ID:      "core.gateway.payload.namespace",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:4bf6d91c810b1998"},
	Says:    "A gateway payload has a string member n, which is its namespace.",
	Note:    "A table row without a verb. What a gateway does with a payload that lacks it is open (A-119).",
}

var PayloadOpcode = requirement.Requirement{
	ID:      "core.gateway.payload.opcode",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:da155f86760e7e57"},
	Says:    "A gateway payload has a member op, a number from 0 to 65535.",
	Note:    "A table row without a verb. Implementations that write it as a string are known (A-117).",
}

var PayloadData = requirement.Requirement{
	ID:      "core.gateway.payload.data",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:2a80e67094ce4a6b"},
	Says:    "A gateway payload has a member d, which may be any JSON value.",
	Note:    "A table row without a verb.",
}

var PayloadSequenceNumber = requirement.Requirement{
	ID:      "core.gateway.payload.sequence-number",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:67825b54e0f7608a"},
	Says:    "A payload that a gateway sends has a member s, an unsigned integer of 64 bits.",
	Note:    "A table row without a verb. Whether it is a number or a string in JSON is open (A-016).",
}

var PayloadNoClientSequenceNumber = requirement.Requirement{
	ID:      "core.gateway.payload.sequence-number.client-omits",
	Level:   requirement.MustNot,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:b0074751afa16718"},
	Says:    "A client sends no member s in a payload.",
	Note:    "The example of a heartbeat has one (A-120).",
}

var NamespaceOwnOpcodes = requirement.Requirement{
	ID:      "core.gateway.namespace.own-opcodes",
	Level:   requirement.May,
	Subject: requirement.Extension,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.1", Anchor: "3211-namespaces-n", Print: "sha256:4961f9c641b8cfed"},
	Says:    "A namespace may define opcodes and event names of its own.",
}

var NamespaceKnown = requirement.Requirement{
	ID:      "core.gateway.namespace.known",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.1", Anchor: "3211-namespaces-n", Print: "sha256:2f13fe9e0e1e7eaf"},
	Says:    "Whoever is sent a payload knows its namespace: a client gets those that it subscribed to, and core.",
	Note:    "The text puts the duty on the receiver, who is spared only what nobody sends it. What a gateway does with an unknown namespace is open (A-119).",
}
