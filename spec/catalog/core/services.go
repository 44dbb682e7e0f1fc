package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 9: services, and how to find the one that an actor uses.
var services = []requirement.Requirement{
	ServicesUnlimited,
	ServicesElsewhereConsidered,
	ServicesDiscovered,
	ServicesAddedByActor,
	ServicesOnlyAdded,
	ServicesKeyUnique,
	PrimarySelected,
	PrimaryOnlyOne,
	PrimaryNotOverridden,
	PrimarySecondFactor,
	PrimaryMovesNothing,
	PrimaryMigrationAsked,
}

var ServicesUnlimited = requirement.Requirement{
	ID:      "core.services.unlimited",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "9", Anchor: "9-services", Print: "sha256:5c330f4cdac813ae"},
	Says:    "An actor may register with any number of services, on its home server and on others.",
	Note:    "A permission to the actor, which binds the servers.",
}

var ServicesElsewhereConsidered = requirement.Requirement{
	ID:      "core.services.elsewhere-considered",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "9", Anchor: "9-services", Print: "sha256:acecce550187468b"},
	Says:    "An implementation of a service considers that its users want services of other servers too.",
}

var ServicesDiscovered = requirement.Requirement{
	ID:      "core.services.discovered",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1", Anchor: "91-discoverability", Print: "sha256:63bf5b7c62e8b6a8"},
	Says:    "Who knows the federation ID of an actor can ask its home server which server it uses for a service.",
	Note:    "Stated as what the feature is for.",
}

var ServicesAddedByActor = requirement.Requirement{
	ID:      "core.services.added-by-actor",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1", Anchor: "91-discoverability", Print: "sha256:48f09baf970bb6af"},
	Says:    "An actor that wants to be found for a service adds the name of the service and the URL of its provider to the home server.",
}

var ServicesOnlyAdded = requirement.Requirement{
	ID:      "core.services.only-added",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1", Anchor: "91-discoverability", Print: "sha256:48f09baf970bb6af"},
	Says:    "A home server shows the services that an actor added, and no others.",
	Note:    "Only what was added is discoverable.",
}

var ServicesKeyUnique = requirement.Requirement{
	ID:      "core.services.key-unique",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:61bbf47315ff29da"},
	Says:    "A home server has one entry for a service of an actor.",
	Note:    "The API has several, of which one is primary (A-144).",
}

var PrimarySelected = requirement.Requirement{
	ID:      "core.services.primary.selected",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:61bbf47315ff29da"},
	Says:    "An actor with several providers of a service selects the primary one.",
}

var PrimaryOnlyOne = requirement.Requirement{
	ID:      "core.services.primary.only-one",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:61bbf47315ff29da"},
	Says:    "Of the providers of a service that an actor has, exactly one is primary.",
	Note:    "What selecting one means. How the first becomes it is open (A-147).",
}

var PrimaryNotOverridden = requirement.Requirement{
	ID:      "core.services.primary.not-overridden",
	Level:   requirement.MustNot,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:942374b8f458d742"},
	Says:    "A client does not replace an entry of a human actor without asking.",
}

var PrimarySecondFactor = requirement.Requirement{
	ID:      "core.services.primary.second-factor",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:cbd3038bf28d3fd2"},
	Says:    "A home server changes the primary provider of a service only against a second factor of authentication.",
	Note:    "This paragraph says that it should require one, and the API that the header is required: the weakest reading counts (A-057).",
}

var PrimaryMovesNothing = requirement.Requirement{
	ID:      "core.services.primary.moves-nothing",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      "No route of the core protocol shows where messages are.",
	Ref:     requirement.Ref{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:b0aa17f3b1d882fc"},
	Says:    "Changing the primary provider of a service neither moves nor re-signs messages.",
	Note:    "Stated as a fact.",
}

var PrimaryMigrationAsked = requirement.Requirement{
	ID:      "core.services.primary.migration-asked",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:b0aa17f3b1d882fc"},
	Says:    "An actor that wants its messages at the new provider asks for a migration.",
}
