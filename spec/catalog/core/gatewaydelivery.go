package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 3.2.6: the delivery that rests on sequence numbers and heartbeats.
var gatewayDelivery = []requirement.Requirement{
	DeliveryInOrder,
	DeliveryResent,
	DeliveryResentFirst,
	DeliveryResentAgain,
}

var DeliveryInOrder = requirement.Requirement{
	ID:      "core.gateway.delivery.in-order",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:940967cfb1aae6de"},
	Says:    "Every message that a gateway sends arrives at the client, and in the order in which it was sent.",
	Note:    "Messages that are sent again come late by nature; who puts them in order is open (A-142).",
}

var DeliveryResent = requirement.Requirement{
	ID:      "core.gateway.delivery.resent",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:7fd9ca514e5dd363"},
	Says:    "A gateway sends the events that a heartbeat names in except again, in the data of the heartbeat ACK.",
}

var DeliveryResentFirst = requirement.Requirement{
	ID:      "core.gateway.delivery.resent-first",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:0ddcdc0dd4a50641"},
	Says:    "A gateway sends events that were missed before other events.",
}

var DeliveryResentAgain = requirement.Requirement{
	ID:      "core.gateway.delivery.resent-again",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.6", Anchor: "326-guaranteed-delivery-of-gateway-messages-through-package-acknowledgement", Print: "sha256:0ddcdc0dd4a50641"},
	Says:    "A gateway is prepared to be asked for the same events once more.",
	Note:    "For how long it keeps them is open (A-124).",
}
