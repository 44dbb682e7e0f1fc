package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.2.2: messages without a signature, from other protocols.
var external = []requirement.Requirement{
	ExternalForwarded,
	ExternalRefused,
	ExternalMarked,
	ExternalBoolean,
	ExternalPassedOn,
	ExternalShown,
	ExternalDistinguishable,
}

var ExternalForwarded = requirement.Requirement{
	ID:      "core.message.external.forwarded",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.2", Anchor: "622-handling-of-external-messages", Print: "sha256:582b61d1a130f824"},
	Says:    "A server may forward an unsigned message from another protocol where an extension allows it by name.",
}

var ExternalRefused = requirement.Requirement{
	ID:      "core.message.external.refused",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Driver,
	By:      requirement.PostMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.2", Anchor: "622-handling-of-external-messages", Print: "sha256:582b61d1a130f824"},
	Says:    "Servers and clients refuse unsigned messages where no extension allows them by name.",
}

var ExternalMarked = requirement.Requirement{
	ID:      "core.message.external.marked",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      "No extension that takes messages from other protocols is defined.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.2", Anchor: "622-handling-of-external-messages", Print: "sha256:b65779d74998d3c8"},
	Says:    "A server adds the property external to an unsigned message before it forwards it.",
}

var ExternalBoolean = requirement.Requirement{
	ID:      "core.message.external.boolean",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      "No extension that takes messages from other protocols is defined.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.2", Anchor: "622-handling-of-external-messages", Print: "sha256:b65779d74998d3c8"},
	Says:    "The property external is the boolean true, or what stands for it in the format of the message.",
}

var ExternalPassedOn = requirement.Requirement{
	ID:      "core.message.external.passed-on",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      "No extension that takes messages from other protocols is defined.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.2", Anchor: "622-handling-of-external-messages", Print: "sha256:b65779d74998d3c8"},
	Says:    "The property external reaches every client that receives the message.",
}

var ExternalShown = requirement.Requirement{
	ID:      "core.message.external.shown",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.2", Anchor: "622-handling-of-external-messages", Print: "sha256:28da4561828317a7"},
	Says:    "A client tells its human user that a message is external and that its sender did not sign it.",
}

var ExternalDistinguishable = requirement.Requirement{
	ID:      "core.message.external.distinguishable",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.2.2", Anchor: "622-handling-of-external-messages", Print: "sha256:28da4561828317a7"},
	Says:    "External messages can be told from signed ones at first glance.",
}
