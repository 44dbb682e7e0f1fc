package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// The stream of gateway events: heartbeats, sequence numbers, resuming.

var HeartbeatRequestOpcode = Entry{
	ID:    "A-114",
	Title: "Opcode of the heartbeat request",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:a70139173c837a94"},
		{Doc: "core", Section: "3.2.3.9", Anchor: "3239-heartbeat-request", Print: "sha256:4e0f6526ba39feef"},
	},
	Question: "The table has 11; the example of the event has 7, which is the heartbeat ACK.",
	Readings: []Reading{
		{ID: "11", Says: "It is 11."},
		{ID: "7", Says: "It is 7 with an empty object."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Stop sending heartbeats, and look at what arrives before the connection is closed.",
	Accepts:  "Each follows a place, and the empty object tells the request from an ACK, whose d is a list.",
	Proposal: "Write 11 into the example of section 3.2.3.9.",
}

var EventListForm = Entry{
	ID:    "A-115",
	Title: "The d of heartbeat ACK and Resumed",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:7384a14e16dc1592"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:f2c77a730dac5676"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:fea8a59fee908b19"},
	},
	Question: "The examples put a list without a name into an object, which is no JSON; the sentence about the ACK says list, and that it may be empty but not absent.",
	Readings: []Reading{
		{ID: "array", Says: "It is a list, which may be empty."},
		{ID: "object", Says: "It is an object with the list in some member."},
		{ID: "array-or-empty", Says: "It is a list, or an empty object or null where there is nothing."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at the d of an ACK that resends nothing, of one that resends something, and of Resumed.",
	Accepts:  "Only the first reading is both JSON and in a sentence; for Resumed there is no sentence.",
	Proposal: "Define d of both events as a JSON list of whole events, empty where there are none, and mend the examples.",
}

var ResentEnvelope = Entry{
	ID:    "A-116",
	Title: "What events look like when they are sent again",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:f2c77a730dac5676"},
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:7384a14e16dc1592"},
		{Doc: "core", Section: "3.2.1", Anchor: "321-gateway-event-payloads", Print: "sha256:67825b54e0f7608a"},
		{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:0ddcdc0dd4a50641"},
	},
	Question: "In the examples they are in full but for s, without which a client cannot tell which of its gaps is filled.",
	Readings: []Reading{
		{ID: "with-s", Says: "They are whole events with the sequence number that they had."},
		{ID: "without-s", Says: "They are whole events without a sequence number."},
		{ID: "bare", Says: "They are the d of the events only.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask for events again, and look at the list.",
	Accepts:  "The text says events, and the table gives every event to a client an s; a bare d has no opcode to read it by.",
	Proposal: "Say that resent events are the envelopes as they were first sent, s included.",
}

var EmptyHeartbeat = Entry{
	ID:    "A-123",
	Title: "A heartbeat when nothing was received",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:9a0c8851766e3f3a"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:30394d9053aeb278"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:5f26f150afbb4307"},
	},
	Question: "The range is required, and its ends are what was received in the interval; an empty interval has none.",
	Readings: []Reading{
		{ID: "zero", Says: "The range is from 0 to 0."},
		{ID: "last", Says: "The range is from the last number that was received to the same."},
		{ID: "absent", Says: "There is no range: d is null or empty."},
		{ID: "reversed", Says: "The first number is higher than the last."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send two heartbeats with no event in between, the second in each form.",
	Accepts:  "The text has no form for it; the first Hello is always received, so that 0 to 0 is true on a connection with nothing else.",
	Proposal: "Make d null where nothing has arrived since the last heartbeat.",
}

var HeartbeatRange = Entry{
	ID:    "A-124",
	Title: "What a heartbeat acknowledges",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:9a0c8851766e3f3a"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:5179b796b51d67cd"},
		{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:0ddcdc0dd4a50641"},
		{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:7fd9ca514e5dd363"},
	},
	Question: "The range is that of the interval, and a missing event may be asked for more than once; an event that was lost before the range can never be named, and how long a server keeps events is not said.",
	Readings: []Reading{
		{ID: "interval", Says: "A heartbeat is about its interval."},
		{ID: "cumulative", Says: "A heartbeat is about all since the connection began."},
		{ID: "since-gap", Says: "A heartbeat begins at the oldest event that is still missing."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Leave the last event of an interval out, ask for it with the next heartbeat, and with one that starts earlier.",
	Accepts:  "The column says this interval, the aim of the section needs more.",
	Proposal: "Let from be the lowest number that the client has not yet acknowledged, and let a server forget what has been.",
}

var InvalidSequence = Entry{
	ID:    "A-125",
	Title: "Which sequence numbers are invalid",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:68710b2c0bcbfa13"},
	},
	Question: "The code 4007 is for numbers that were invalid, without a definition.",
	Readings: []Reading{
		{ID: "impossible", Says: "Numbers above the last that was sent, reversed ranges, and exceptions outside the range are invalid."},
		{ID: "above-last", Says: "Only numbers above the last that was sent are invalid."},
		{ID: "known-only", Says: "Besides what is impossible, numbers that were acknowledged before are invalid."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send each kind, on a connection of its own.",
	Accepts:  "The text leaves it open; who asks for what was never sent is in error under all of them.",
	Proposal: "List the cases: a number that was not sent yet, from above to, and an exception outside the range.",
}

var CountedFrames = Entry{
	ID:    "A-126",
	Title: "Whether ACKs and heartbeat requests have sequence numbers",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:174121ef9d46c31f"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:f2c77a730dac5676"},
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:fea8a59fee908b19"},
	},
	Question: "Every message of the server counts, and the examples of both have an s; then they need acknowledging, and an ACK must not be sent again.",
	Readings: []Reading{
		{ID: "counted", Says: "They count, and an ACK that was lost is not sent again."},
		{ID: "uncounted", Says: "They have no sequence number."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Look at the numbers across several heartbeats; name that of an ACK as missing.",
	Accepts:  "The sentence is plain, and leaves a number that can never be had.",
	Proposal: "Take op 1, 7, 10 and 11 out of the count, since none of them can be sent again.",
}

var ResumedSequence = Entry{
	ID:    "A-127",
	Title: "Sequence numbers after a Resume",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1.3", Anchor: "3213-sequence-numbers-s", Print: "sha256:174121ef9d46c31f"},
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:c3b6aa0ee8fbc710"},
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:4e80d6f72ed923c1"},
	},
	Question: "Each connection has its own counter from 0; the number in Resume is compared with events of an earlier one.",
	Readings: []Reading{
		{ID: "new-counter", Says: "The new connection counts from 0, and the number in Resume is of the old one."},
		{ID: "continued", Says: "The counter goes on where the old connection stopped, but for Hello."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Resume and look at the numbers of Resumed and of later events; resume twice.",
	Accepts:  "Each follows a sentence.",
	Proposal: "Say that a resumed connection goes on with the counter of the one that it continues, and that Hello is outside of it.",
}

var ResumedConnection = Entry{
	ID:    "A-128",
	Title: "Which connection a Resume continues",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:c3b6aa0ee8fbc710"},
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:e86bf66e1abb30cf"},
	},
	Question: "Resume has a token and a number; a session may have had several connections.",
	Readings: []Reading{
		{ID: "latest", Says: "It continues the connection of the session that ended last."},
		{ID: "only-one", Says: "A session has one connection at a time, so that there is no question."},
		{ID: "session", Says: "It continues the session, whose connections all have the same events."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Open two connections with one token, drop the first, and resume with its number.",
	Accepts:  "The text leaves it open.",
	Proposal: "Have the server name the stream in its answer to Identify, and the client name it in Resume.",
}

var SecondConnection = Entry{
	ID:    "A-129",
	Title: "A second connection of one session",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:59241283db1ccf03"},
		{Doc: "core", Section: "3.2.4", Anchor: "324-establishing-a-connection", Print: "sha256:571533197cf4b8f8"},
		{Doc: "core", Section: "3.2.3.2", Anchor: "3232-identify-event", Print: "sha256:a595ac5408881992"},
	},
	Question: "The code 4005 is for a second Identify on a connection; whether the same token may open another connection is not said, and a diagram can be read that way.",
	Readings: []Reading{
		{ID: "both", Says: "Both connections stay."},
		{ID: "replaced", Says: "The new one takes the place of the old one."},
		{ID: "refused", Says: "The new one is refused with 4005."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Identify on two connections with one token.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say how many connections a session may have, and that 4005 is about one connection.",
}

var ResumableEnds = Entry{
	ID:    "A-130",
	Title: "Which ends of a connection can be resumed",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:5f385495b560b02c"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:c3fb7b13a28f8cdd"},
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:73d6ad6bc6476e15"},
	},
	Question: "The table says so for its own codes; loss of the network and the codes of RFC 6455, for which resuming is made, have no row.",
	Readings: []Reading{
		{ID: "all-others", Says: "Every end that the table does not exclude can be resumed."},
		{ID: "not-normal", Says: "Every such end but a normal closure can be resumed."},
		{ID: "listed", Says: "Only what the table allows can be resumed."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Drop the connection, close with 1000, close with 1001, and resume each time.",
	Accepts:  "The text leaves it open; under the last reading a lost network could not be resumed, which is what section 3.2.6 is for.",
	Proposal: "Add rows for 1000, 1001 and for connections that end without a code.",
}

var HeartbeatGrace = Entry{
	ID:    "A-141",
	Title: "When a heartbeat is late",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:5a3384ac7ec1c876"},
		{Doc: "core", Section: "3.2.2", Anchor: "322-heartbeats", Print: "sha256:ea6d6f716afe3b60"},
		{Doc: "core", Section: "3.2.3.9", Anchor: "3239-heartbeat-request", Print: "sha256:6f2b8f172b304b31"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:69dca2bd06dc0930"},
	},
	Question: "In due time and within a reasonable time frame are the only measures.",
	Readings: []Reading{
		{ID: "half-interval", Says: "A heartbeat is late after about one and a half intervals."},
		{ID: "two-intervals", Says: "A heartbeat is late after two intervals or more."},
		{ID: "strict", Says: "A heartbeat is late as soon as the interval is over."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Stop sending heartbeats, and measure the time to the request and to the close.",
	Accepts:  "A server has to allow for the way of the heartbeat, and chooses how much.",
	Proposal: "Give a lowest grace, such as half an interval, before the request, and again before the close.",
}

var ResentOrder = Entry{
	ID:    "A-142",
	Title: "Order of events that are sent again",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:940967cfb1aae6de"},
		{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:0ddcdc0dd4a50641"},
	},
	Question: "Events are to arrive in the order in which they were sent; missed ones come after newer ones.",
	Readings: []Reading{
		{ID: "reordered", Says: "Clients put them in order before they act on them."},
		{ID: "on-arrival", Says: "Clients act on them as they arrive."},
	},
	Impact:   requirement.Degraded,
	Accepts:  "It is about what a client does with what it has received.",
	Proposal: "Say that a client holds back events that follow a gap until the gap is filled or a time has passed.",
}

var ResumedSubscriptions = Entry{
	ID:    "A-211",
	Title: "Service channels after a Resume",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:f1e562764251cca6"},
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:73d6ad6bc6476e15"},
	},
	Question: "Neither section knows of the other.",
	Readings: []Reading{
		{ID: "kept", Says: "Subscriptions outlive the connection."},
		{ID: "gone", Says: "A client subscribes again."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Subscribe, drop the connection, resume, and wait for an event of the channel.",
	Accepts:  "The text leaves it open; a second subscription does no harm under either.",
	Proposal: "Say that a resumed connection has the subscriptions of the one that it continues.",
}

var DetachedStream = Entry{
	ID:    "A-215",
	Title: "An older stream when a connection is closed with 4005",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:59241283db1ccf03"},
		{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:73d6ad6bc6476e15"},
	},
	Question: "The code cannot be resumed; whether that is said of the connection or of the session is open.",
	Readings: []Reading{
		{ID: "connection", Says: "Only the connection that was closed cannot be resumed."},
		{ID: "session", Says: "Nothing of the session can be resumed."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Drop a connection, open another, identify twice on it, and resume the first.",
	Accepts:  "The column is about a connection that ended with the code, and Resume names a session.",
	Proposal: "Say of the column that it is about the stream of the connection that was closed.",
}
