package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 3.2.1.3 and 3.2.2: sequence numbers and heartbeats.
var gatewayHeartbeat = []requirement.Requirement{
	SequenceOverflow,
	SequenceIncrements,
	SequenceTracked,
	SequencePerConnection,
	SequenceStartsAtZero,
	HeartbeatIntervalKept,
	HeartbeatAcknowledged,
	HeartbeatGrace,
	HeartbeatRequestedFirst,
	HeartbeatSilenceClosed,
	HeartbeatIntervalRecommended,
}

var SequenceOverflow = requirement.Requirement{
	ID:      "core.gateway.sequence.overflow",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      "Nobody lives to see 2^64 messages.",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:0d336072a7081cbb"},
	Says:    "A gateway whose sequence number would overflow closes the connection and has the client open one that does not resume.",
	Note:    "With which code is open (A-302).",
}

var SequenceIncrements = requirement.Requirement{
	ID:      "core.gateway.sequence.increments",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:174121ef9d46c31f"},
	Says:    "The sequence number grows by one with every message that a gateway sends on a connection.",
	Note:    "Whether acknowledgements count is open (A-126).",
}

var SequenceTracked = requirement.Requirement{
	ID:      "core.gateway.sequence.tracked",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:174121ef9d46c31f"},
	Says:    "A client keeps track of the sequence numbers that it received.",
}

var SequencePerConnection = requirement.Requirement{
	ID:      "core.gateway.sequence.per-connection",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:174121ef9d46c31f"},
	Says:    "Every gateway connection has sequence numbers of its own.",
	Note:    "What that means for a connection that resumes is open (A-127).",
}

var SequenceStartsAtZero = requirement.Requirement{
	ID:      "core.gateway.sequence.starts-at-zero",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:174121ef9d46c31f"},
	Says:    "The first message of a gateway on a connection has the sequence number 0.",
	Note:    "What a resumed connection starts with is open (A-127).",
}

var HeartbeatIntervalKept = requirement.Requirement{
	ID:      "core.gateway.heartbeat.interval.kept",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:56572188e8261671"},
	Says:    "A client sends heartbeats at the interval that the hello event gives.",
	Note:    "Clients that count it in seconds are known (A-118).",
}

var HeartbeatAcknowledged = requirement.Requirement{
	ID:      "core.gateway.heartbeat.acknowledged",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:56572188e8261671"},
	Says:    "A gateway answers a heartbeat with a heartbeat ACK.",
}

var HeartbeatGrace = requirement.Requirement{
	ID:      "core.gateway.heartbeat.grace",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Time,
	By:      "a heartbeat interval",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:ea6d6f716afe3b60"},
	Says:    "A gateway allows for the time that a heartbeat is under way before it holds it to be late.",
	Note:    "For how long is open (A-141).",
}

var HeartbeatRequestedFirst = requirement.Requirement{
	ID:      "core.gateway.heartbeat.requested-before-close",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Time,
	By:      "a heartbeat interval",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:5a3384ac7ec1c876"},
	Says:    "A gateway asks for a heartbeat before it closes a connection for want of one.",
}

var HeartbeatSilenceClosed = requirement.Requirement{
	ID:      "core.gateway.heartbeat.silence-closed",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Time,
	By:      "a heartbeat interval",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:5a3384ac7ec1c876"},
	Says:    "A gateway closes the connection of a client that leaves a heartbeat request unanswered.",
	Note:    "After how long is open (A-141).",
}

var HeartbeatIntervalRecommended = requirement.Requirement{
	ID:      "core.gateway.heartbeat.interval.recommended",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:d4b12241938433c4"},
	Says:    "The heartbeat interval that a gateway chooses lies between 30 and 60 seconds.",
	Note:    "Recommended values.",
}
