package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 3.2.3.1 to 3.2.3.3: hello, identifying and service channels.
var gatewayEvents = []requirement.Requirement{
	HelloOnConnect,
	HelloInterval,
	IdentifyToken,
	IdentifyAccepted,
	IdentifyFurtherMembers,
	ChannelEvents,
	ChannelUnsubscribed,
	ChannelAction,
	ChannelService,
	ChannelAcknowledged,
	ChannelClosedByServer,
	ChannelACKAction,
	ChannelACKService,
	ChannelACKSuccess,
	ChannelACKError,
	ChannelLogic,
}

var HelloOnConnect = requirement.Requirement{
	ID:      "core.gateway.hello.on-connect",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.1", Anchor: "3231-hello-event", Print: "sha256:bff224ba062eceb5"},
	Says:    "A gateway sends a hello event as soon as a connection is established.",
	Note:    "Stated as what the server does.",
}

var HelloInterval = requirement.Requirement{
	ID:      "core.gateway.hello.interval",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.1", Anchor: "3231-hello-event", Print: "sha256:b8e6e3b5f84b4231"},
	Says:    "A hello event has a member heartbeat_interval, an unsigned integer of 32 bits, in milliseconds.",
	Note:    "A table row without a verb. Implementations with another name and a string are known (A-117).",
}

var IdentifyToken = requirement.Requirement{
	ID:      "core.gateway.identify.token",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.2", Anchor: "3232-identify-event", Print: "sha256:e86bf66e1abb30cf"},
	Says:    "An identification has a string member token with the session token of the client.",
	Note:    "A table row without a verb.",
}

var IdentifyAccepted = requirement.Requirement{
	ID:      "core.gateway.identify.accepted",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.2", Anchor: "3232-identify-event", Print: "sha256:0664615120104d09"},
	Says:    "A gateway that is shown a session token of its server serves the session of that token from then on.",
	Note:    "Stated as what the event is for.",
}

var IdentifyFurtherMembers = requirement.Requirement{
	ID:      "core.gateway.identify.further-members",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.2", Anchor: "3232-identify-event", Print: "sha256:9bd1e20e73119a97"},
	Says:    "An identification may have members that a later version of the protocol adds.",
	Note:    "A compatible addition is one that older gateways ignore. Of other objects nothing is said (A-334).",
}

var ChannelEvents = requirement.Requirement{
	ID:      "core.gateway.channel.events",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.ServiceEvents,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:43ffc9a99a6cbdb2"},
	Says:    "A client that subscribed to a service channel is sent the gateway events of that namespace.",
	Note:    "Stated as what channels are for. Whether a resumed connection keeps its channels is open (A-211).",
}

var ChannelUnsubscribed = requirement.Requirement{
	ID:      "core.gateway.channel.unsubscribed",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.ServiceEvents,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:28a1b3030f10c49b"},
	Says:    "A client that gave a service channel up is sent no more events of that namespace.",
	Note:    "What the other action is for.",
}

var ChannelAction = requirement.Requirement{
	ID:      "core.gateway.channel.action",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:28a1b3030f10c49b"},
	Says:    "The member action of a service channel event is subscribe or unsubscribe, and a gateway takes no other.",
	Note:    "What it does instead is open (A-305).",
}

var ChannelService = requirement.Requirement{
	ID:      "core.gateway.channel.service",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:5e91582e30bdfd35"},
	Says:    "The member service of a service channel event is a string that names a service, and a gateway takes nothing else.",
	Note:    "Which name of it is open (A-135).",
}

var ChannelAcknowledged = requirement.Requirement{
	ID:      "core.gateway.channel.acknowledged",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:b036686f370f988a"},
	Says:    "A gateway answers a service channel event with a service channel ACK.",
}

var ChannelClosedByServer = requirement.Requirement{
	ID:      "core.gateway.channel.closed-by-server",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:b036686f370f988a"},
	Says:    "A client is prepared for a gateway that closes a service channel by itself.",
	Note:    "With which payload is open (A-136).",
}

var ChannelACKAction = requirement.Requirement{
	ID:      "core.gateway.channel.ack.action",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:28a1b3030f10c49b"},
	Says:    "A service channel ACK repeats the action that it answers.",
	Note:    "A table row without a verb; the examples repeat it.",
}

var ChannelACKService = requirement.Requirement{
	ID:      "core.gateway.channel.ack.service",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:03e56f3fbcd7023f"},
	Says:    "A service channel ACK repeats the service that it answers for.",
}

var ChannelACKSuccess = requirement.Requirement{
	ID:      "core.gateway.channel.ack.success",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:4f49bf068db1d23a"},
	Says:    "A service channel ACK has a boolean member success, which says whether the action succeeded.",
}

var ChannelACKError = requirement.Requirement{
	ID:      "core.gateway.channel.ack.error",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:db0ffd47266abdc4"},
	Says:    "A service channel ACK has a member error, a string that says why, only where the action failed.",
	Note:    "Implementations that send null are known (A-137).",
}

var ChannelLogic = requirement.Requirement{
	ID:      "core.gateway.channel.logic",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:f1e562764251cca6"},
	Says:    "The document of a service defines all that happens on its channel after the subscription.",
}
