package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// The gateway: where it is, what its frames look like, how a connection begins and ends.

var GatewayURL = Entry{
	ID:    "A-112",
	Title: "Where the gateway is",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2", Anchor: "32-websocket-protocol", Print: "sha256:9d74ad9b444af895"},
		{Doc: "core", Section: "3.2.4", Anchor: "324-establishing-a-connection", Print: "sha256:d3935d0324114511"},
		{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
	},
	Question: "Three sections are about the gateway and none has its address; the API has no path for it, and nothing says how frames, subprotocols or versions are agreed upon.",
	Readings: []Reading{
		{ID: "core-path", Says: "It is below the core path, at /.p2/core/v1/gateway, on the host of the API."},
		{ID: "other-path", Says: "It is at another path of that host."},
		{ID: "configured", Says: "It is at a host and port of its own, which clients are told by other means."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Try /.p2/core/v1/gateway, /.p2/core/gateway and /gateway, and what the target's file names.",
	Accepts:  "The text leaves it open.",
	Proposal: "Add the gateway to the API document as GET /.p2/core/v1/gateway with the answer 101, and say that frames are text frames with JSON in UTF-8.",
	Issue:    "https://github.com/polyphony-chat/typespec-openapi/issues/168",
}

var ReadyEvent = Entry{
	ID:    "A-113",
	Title: "The answer to a successful Identify",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2", Anchor: "32-websocket-protocol", Print: "sha256:53c244f81fc9e164"},
		{Doc: "core", Section: "3.2.4", Anchor: "324-establishing-a-connection", Print: "sha256:b4054f9aa402c4e5"},
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:2be9ea7e040d39e6"},
	},
	Question: "Two diagrams have the server send a ready event; the table of opcodes has none, and no section describes its payload.",
	Readings: []Reading{
		{ID: "silent", Says: "Nothing is sent, and a connection that stays open has been accepted."},
		{ID: "unlisted-opcode", Says: "An event with an opcode that the table does not have is sent."},
		{ID: "extension", Says: "An event of another namespace is sent."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Identify with a good token, and record what arrives before the first heartbeat is due.",
	Accepts:  "There is no event in the table that a server could send; a client that waits for one waits for ever.",
	Proposal: "Give the ready event an opcode and a payload in section 3.2.3, or take it out of both diagrams.",
}

var EnvelopeForm = Entry{
	ID:    "A-117",
	Title: "Names and types in the envelope and in Hello",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:da155f86760e7e57"},
		{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:67825b54e0f7608a"},
		{Doc: "core", Section: "3.2.3.1", Anchor: "3231-hello-event", Print: "sha256:b8e6e3b5f84b4231"},
		{Doc: "core", Section: "3.2.3.1", Anchor: "3231-hello-event", Print: "sha256:dddfc9e98f36a5c6"},
	},
	Question: "The prose has op as a number and heartbeat_interval in snake case; an implementation is known that writes and reads op and s as strings, the interval as a string in camel case, and one member more.",
	Readings: []Reading{
		{ID: "prose", Says: "Names and types are those of the prose."},
		{ID: "strings", Says: "Names are in camel case, and numbers are strings.", Fails: true},
		{ID: "either", Says: "Names and types are those of the prose, and numbers are taken as strings too."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at Hello; send a frame with op as a number, and one with op as a string.",
	Accepts:  "The tables are plain about names and about op; for numbers of 64 bits see A-016.",
	Proposal: "Say in section 3.2.1 that n is a string and op a JSON number, and give one rule for s and all other 64-bit integers.",
}

var IntervalUnit = Entry{
	ID:    "A-118",
	Title: "Unit of the heartbeat interval",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.1", Anchor: "3231-hello-event", Print: "sha256:b8e6e3b5f84b4231"},
		{Doc: "core", Section: "3.2.3.1", Anchor: "3231-hello-event", Print: "sha256:dddfc9e98f36a5c6"},
	},
	Question: "The text says milliseconds twice; an implementation is known that waits as many seconds.",
	Readings: []Reading{
		{ID: "milliseconds", Says: "The interval is in milliseconds."},
		{ID: "seconds", Says: "The interval is in seconds.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at the value in Hello, and measure when the server misses a heartbeat.",
	Accepts:  "The text is plain; an interval below a thousand is a sign of the second reading.",
	Proposal: "Keep the sentence, and name the member heartbeat_interval_ms, so that nobody can misread it.",
}

var UnknownNamespace = Entry{
	ID:    "A-119",
	Title: "A frame with an unknown namespace",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:4bf6d91c810b1998"},
		{Doc: "core", Section: "3.2.1.1", Anchor: "3211-namespaces-n", Print: "sha256:2f13fe9e0e1e7eaf"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:57a60340574bfaf9"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:e426014887f002ac"},
	},
	Question: "The namespace has to be known to who receives a frame; what happens when it is not, or when the member is missing, no close code says.",
	Readings: []Reading{
		{ID: "unknown-opcode", Says: "The connection is closed with 4001."},
		{ID: "invalid-payload", Says: "The connection is closed with 4002."},
		{ID: "ignored", Says: "The frame is ignored."},
		{ID: "any-namespace", Says: "The namespace is not looked at, and the opcode read as one of core.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send a heartbeat with a namespace that does not exist, and one without the member.",
	Accepts:  "Each of the two codes fits half of the case; taking the opcode of one namespace for that of another makes namespaces void.",
	Proposal: "Name the close code for a frame whose namespace is missing or unknown, and say that opcodes mean nothing without it.",
}

var ClientSequence = Entry{
	ID:    "A-120",
	Title: "Member s in a frame of a client",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:b0074751afa16718"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:85105ec84ab6b608"},
	},
	Question: "The member is said never to be sent to the server; the example of a heartbeat has one.",
	Readings: []Reading{
		{ID: "ignored", Says: "It is ignored."},
		{ID: "refused", Says: "The connection is closed with 4002."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send a heartbeat with the member.",
	Accepts:  "The sentence forbids what the example shows.",
	Proposal: "Take s out of the example of a heartbeat, and put the missing comma into it.",
}

var EarlyHeartbeat = Entry{
	ID:    "A-121",
	Title: "A heartbeat before Identify",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2", Anchor: "32-websocket-protocol", Print: "sha256:1c25d5d909134f33"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:353803445bb7cb4e"},
		{Doc: "core", Section: "3.2.4", Anchor: "324-establishing-a-connection", Print: "sha256:357a04c4be8fd1a9"},
	},
	Question: "The first diagram has the heartbeats before Identify, the second after it; the code 4003 is for any message before it.",
	Readings: []Reading{
		{ID: "allowed", Says: "A heartbeat is answered at any time after Hello."},
		{ID: "refused", Says: "The connection is closed with 4003."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send a heartbeat right after Hello.",
	Accepts:  "Each diagram shows one.",
	Proposal: "Say that heartbeats may be sent as soon as Hello has arrived, and that 4003 is for all other messages.",
}

var IdentifyDeadline = Entry{
	ID:    "A-122",
	Title: "How long a client may take to identify itself",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.2", Anchor: "3232-identify-event", Print: "sha256:0664615120104d09"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:69dca2bd06dc0930"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:353803445bb7cb4e"},
	},
	Question: "There is no time limit, and no code that would fit one.",
	Readings: []Reading{
		{ID: "limited", Says: "The connection is closed after a while, with 4003 or 4009."},
		{ID: "unlimited", Says: "The connection stays open."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Connect, send nothing, and wait as long as the run allows.",
	Accepts:  "The text leaves it open.",
	Proposal: "Let servers close a connection that has not identified itself within a time of their choice, at least 10 seconds, with 4009.",
}

var BadResumeCode = Entry{
	ID:    "A-131",
	Title: "Close code for a Resume that fails",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:bf8b6b5226a0be1f"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:0add13c2d3ddbfaa"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:571df197aff6f093"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:353803445bb7cb4e"},
	},
	Question: "An appropriate code is asked for, with 4010 as an example; the code for a bad token speaks of Identify only.",
	Readings: []Reading{
		{ID: "4010", Says: "It is 4010, whatever is wrong."},
		{ID: "by-cause", Says: "It is 4004 or 4003 for a bad token, and 4010 for what cannot be resumed."},
		{ID: "4003", Says: "It is 4003, as nobody has been authenticated."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Resume with a wrong token, with that of a revoked session, and with a sequence number that is too high.",
	Accepts:  "The example is one, and other codes fit other causes.",
	Proposal: "Extend 4004 to the token in Resume, and keep 4010 for good tokens whose stream is gone.",
}

var ReceiveOnlyOpcode = Entry{
	ID:    "A-133",
	Title: "An opcode that only servers send, sent by a client",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:2be9ea7e040d39e6"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:57a60340574bfaf9"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:e426014887f002ac"},
	},
	Question: "The opcode is known, the payload may be valid, and the direction is wrong.",
	Readings: []Reading{
		{ID: "4001", Says: "The connection is closed with 4001."},
		{ID: "4002", Says: "The connection is closed with 4002."},
		{ID: "ignored", Says: "The frame is ignored."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send Hello, a heartbeat ACK and a heartbeat request to the server.",
	Accepts:  "No code is about directions.",
	Proposal: "Define 4001 as an opcode that is unknown or not for clients to send.",
}

var MalformedFrame = Entry{
	ID:    "A-134",
	Title: "A frame that is no JSON, binary, or too large",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:5f385495b560b02c"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:e426014887f002ac"},
	},
	Question: "The code 4002 is for an invalid payload; RFC 6455 has codes of its own for frames of the wrong kind, broken text and size.",
	Readings: []Reading{
		{ID: "4002", Says: "The connection is closed with 4002."},
		{ID: "rfc6455", Says: "The connection is closed with 1003, 1007 or 1009."},
		{ID: "mixed", Says: "It is 4002 for what is no JSON, and a code of RFC 6455 for the rest."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send broken JSON, a binary frame, and a frame of some megabytes.",
	Accepts:  "The codes of RFC 6455 stay in force beside those of the table.",
	Proposal: "Say that 4002 is for text that is not the JSON of the envelope, that 1003 and 1009 keep their meaning, and how large a frame a server has to take.",
}

var ResumeOnOpenConnection = Entry{
	ID:    "A-303",
	Title: "Resume on a connection that has been identified",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:73d6ad6bc6476e15"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:59241283db1ccf03"},
	},
	Question: "Resume takes the place of Identify; what happens when both are sent on one connection is said for a second Identify only.",
	Readings: []Reading{
		{ID: "4005", Says: "The connection is closed with 4005."},
		{ID: "4002", Says: "The connection is closed with 4002."},
		{ID: "ignored", Says: "The frame is ignored."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Identify, then send Resume; resume, then send Identify.",
	Accepts:  "The code 4005 says already identified, and names Identify only.",
	Proposal: "Let 4005 stand for Identify or Resume on a connection that has completed either.",
}

var SequenceOverflow = Entry{
	ID:    "A-302",
	Title: "Close code when the sequence numbers run out",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:0d336072a7081cbb"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:571df197aff6f093"},
	},
	Question: "The server has to close the connection and make the client start anew; which code says so is left out.",
	Readings: []Reading{
		{ID: "4010", Says: "It is 4010, which asks for a fresh connection."},
		{ID: "4000", Says: "It is 4000, which does not say what happened."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "Nobody will live to see it on the wire.",
	Proposal: "Name 4010 as the code, as its explanation fits.",
}

var ClosedOnRevocation = Entry{
	ID:    "A-339",
	Title: "When the connection of a session ends that has been invalidated",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:353803445bb7cb4e"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:ee4ddff5a216e108"},
	},
	Question: "The code 4003 is for messages before Identify and for sessions that were invalidated; whether a connection is closed when that happens or at its next message is open.",
	Readings: []Reading{
		{ID: "at-once", Says: "The connection is closed when the session ends."},
		{ID: "next-message", Says: "The connection is closed at the next message of the client, and receives events until then."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Revoke a session that is connected, and see when its connection ends and what arrives before.",
	Accepts:  "The row begins with messages that the server received; a revoked session has ended either way.",
	Proposal: "Say that a server closes the connections of a session as soon as it is invalidated, and give that case a code of its own.",
}
