package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 3.3: events without a gateway.
var httpEvents = []requirement.Requirement{
	EventPolling,
	EventPollingOptional,
	EventsMissed,
	EventsDropped,
	EventsDroppedDocumented,
	EventsAtOnce,
	EventPollingInterval,
}

var EventPolling = requirement.Requirement{
	ID:      "core.events.polling",
	Level:   requirement.May,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:13d2a5b07c38bcfb"},
	Says:    "A client may fetch events over HTTP instead of through the gateway.",
	Note:    "The API has no such route (A-143).",
}

var EventPollingOptional = requirement.Requirement{
	ID:      "core.events.optional",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:13d2a5b07c38bcfb"},
	Says:    "Implementations and extensions may leave events over HTTP out.",
}

var EventsMissed = requirement.Requirement{
	ID:      "core.events.missed",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:87b982b847af3dcd"},
	Says:    "The route for events answers with a JSON array of all that the session missed since it last asked or was connected.",
	Note:    "The API has no such route, and a server may have one all the same (A-143).",
}

var EventsDropped = requirement.Requirement{
	ID:      "core.events.dropped",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:bbb0001c54aa17a2"},
	Says:    "The route for events may leave out the earliest ones, to keep its answer small.",
}

var EventsDroppedDocumented = requirement.Requirement{
	ID:      "core.events.dropped.documented",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:bbb0001c54aa17a2"},
	Says:    "Who leaves events out of the answer says so in the documentation.",
}

var EventsAtOnce = requirement.Requirement{
	ID:      "core.events.at-once",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:590d08a40942305b"},
	Says:    "The route for events does not wait for events before it answers.",
	Note:    "Stated as a fact. The API has no such route (A-143).",
}

var EventPollingInterval = requirement.Requirement{
	ID:      "core.events.interval",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:b00f6b2c35bffd50"},
	Says:    "A client fetches events over HTTP every few minutes at most, and uses the gateway where that is not enough.",
}
