package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 3.2.3.7 to 3.2.3.9: events about the server certificate, and what heartbeats carry.
var gatewayLists = []requirement.Requirement{
	ServerCertificateAnnounced,
	ServerCertificatePEM,
	ServerCertificateOldSince,
	HeartbeatList,
	HeartbeatListStrings,
	HeartbeatListClosed,
	HeartbeatListExtent,
	HeartbeatListExcept,
	HeartbeatACKArray,
	HeartbeatACKDataPresent,
	HeartbeatACKNotNested,
	HeartbeatRequestAnyTime,
	HeartbeatTimerKept,
	HeartbeatNotTwice,
	HeartbeatRequestNoData,
}

var ServerCertificateAnnounced = requirement.Requirement{
	ID:      "core.gateway.server-certificate.announced",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:49b71d0619b30467"},
	Says:    "A gateway tells its clients of a new certificate of the server with a server certificate change event.",
	Note:    "Stated as what the event does. Whether it goes to actors of other servers too is open (A-304).",
}

var ServerCertificatePEM = requirement.Requirement{
	ID:      "core.gateway.server-certificate.certificate",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:0b975124310b0986"},
	Says:    "A server certificate change event has a member cert with the new, self-signed certificate of the server in PEM.",
	Note:    "A table row without a verb.",
}

var ServerCertificateOldSince = requirement.Requirement{
	ID:      "core.gateway.server-certificate.old-invalid-since",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:8039e6daae5a9e18"},
	Says:    "A server certificate change event has a member oldInvalidSince with the UNIX time at which the old certificate became invalid.",
	Note:    "A table row without a verb.",
}

var HeartbeatList = requirement.Requirement{
	ID:      "core.gateway.heartbeat.list",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:bd35d4434b41f7e6"},
	Says:    "The data of a heartbeat is an object with the members from and to, and except where numbers are missing.",
	Note:    "What to send when nothing arrived is open (A-123).",
}

var HeartbeatListStrings = requirement.Requirement{
	ID:      "core.gateway.heartbeat.list.strings",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:2c5c30910cc138b2"},
	Says:    "The numbers in a heartbeat are strings that hold unsigned integers of at most 64 bits.",
	Note:    "Whether a gateway takes JSON numbers as well is open (A-016).",
}

var HeartbeatListClosed = requirement.Requirement{
	ID:      "core.gateway.heartbeat.list.closed",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:01280338a4d5a61b"},
	Says:    "The range of a heartbeat includes both from and to.",
}

var HeartbeatListExtent = requirement.Requirement{
	ID:      "core.gateway.heartbeat.list.extent",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:9a0c8851766e3f3a"},
	Says:    "from and to are the lowest and the highest sequence number that a client received in the interval.",
	Note:    "Two rows without verbs. Clients that count from the start of the connection are known (A-124).",
}

var HeartbeatListExcept = requirement.Requirement{
	ID:      "core.gateway.heartbeat.list.except",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:5179b796b51d67cd"},
	Says:    "except names the sequence numbers in the range that a client did not receive in the interval.",
	Note:    "A table row without a verb.",
}

var HeartbeatACKArray = requirement.Requirement{
	ID:      "core.gateway.heartbeat-ack.array",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:fea8a59fee908b19"},
	Says:    "The member d of a heartbeat ACK is an array of gateway payloads.",
	Note:    "The example is not JSON (A-115); whether the payloads have their sequence numbers is open (A-116).",
}

var HeartbeatACKDataPresent = requirement.Requirement{
	ID:      "core.gateway.heartbeat-ack.data-present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:fea8a59fee908b19"},
	Says:    "A heartbeat ACK has the member d, also when there is nothing to send again.",
	Note:    "What an empty one looks like is open (A-115).",
}

var HeartbeatACKNotNested = requirement.Requirement{
	ID:      "core.gateway.heartbeat-ack.not-nested",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:fea8a59fee908b19"},
	Says:    "A heartbeat ACK holds no heartbeat ACK.",
}

var HeartbeatRequestAnyTime = requirement.Requirement{
	ID:      "core.gateway.heartbeat-request.any-time",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.9", Anchor: "3239-heartbeat-request", Print: "sha256:6f2b8f172b304b31"},
	Says:    "A gateway may ask a client for a heartbeat at any time.",
}

var HeartbeatTimerKept = requirement.Requirement{
	ID:      "core.gateway.heartbeat-request.timer-kept",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.9", Anchor: "3239-heartbeat-request", Print: "sha256:6f2b8f172b304b31"},
	Says:    "A client that was asked for a heartbeat leaves the time of its next one as it was.",
}

var HeartbeatNotTwice = requirement.Requirement{
	ID:      "core.gateway.heartbeat-request.not-twice",
	Level:   requirement.ShouldNot,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.9", Anchor: "3239-heartbeat-request", Print: "sha256:90e88661b202cd4c"},
	Says:    "A client does not send the same heartbeat twice.",
}

var HeartbeatRequestNoData = requirement.Requirement{
	ID:      "core.gateway.heartbeat-request.no-data",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Time,
	By:      "a heartbeat interval",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.9", Anchor: "3239-heartbeat-request", Print: "sha256:48a0ad715a28bb88"},
	Says:    "A heartbeat request has no data in its member d.",
	Note:    "The example has an empty object, and the opcode of another event (A-114).",
}
