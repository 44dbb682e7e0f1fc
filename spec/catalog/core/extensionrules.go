package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 8.5 and 8.6: what extensions depend on, and their routes.
var extensionRules = []requirement.Requirement{
	DependencyNamed,
	DependencyPlace,
	DependencyNotation,
	DependencyHighest,
	GenericServiceFirst,
	ExtendsEndorsed,
	DependencyRoutesKept,
	NewNamespaceForRoutes,
	ExtensionRoutePrefix,
}

var DependencyNamed = requirement.Requirement{
	ID:      "core.extension.dependency.named",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.5", Anchor: "85-dependencies", Print: "sha256:e108784e327c2c99"},
	Says:    "The document of an extension names the extensions that it depends on and links to their documents.",
	Note:    "Further down the link is only ideal.",
}

var DependencyPlace = requirement.Requirement{
	ID:      "core.extension.dependency.place",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.5", Anchor: "85-dependencies", Print: "sha256:f71fbe00bd1759ed"},
	Says:    "The dependencies of an extension stand with their versions right below its own version.",
	Note:    "The text says is to be.",
}

var DependencyNotation = requirement.Requirement{
	ID:      "core.extension.dependency.notation",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.5", Anchor: "85-dependencies", Print: "sha256:cad65239d105cc36"},
	Says:    "A version of a dependency is written with one to three numbers: what is left out is free, and the third is the lowest patch version that will do.",
}

var DependencyHighest = requirement.Requirement{
	ID:      "core.extension.dependency.highest",
	Level:   requirement.Should,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.5", Anchor: "85-dependencies", Print: "sha256:d70ff1d6b2ac5169"},
	Says:    "The highest version of a dependency that fits is chosen.",
}

var GenericServiceFirst = requirement.Requirement{
	ID:      "core.extension.generic-first",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.5", Anchor: "85-dependencies", Print: "sha256:6daf92086ac9b8d8"},
	Says:    "A generic version of a service is developed first, as a base for others.",
	Note:    "Encouraged.",
}

var ExtendsEndorsed = requirement.Requirement{
	ID:      "core.extension.extends-endorsed",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.5", Anchor: "85-dependencies", Print: "sha256:cc511ba4f26945d9"},
	Says:    "An extension builds on officially endorsed ones where it can.",
}

var DependencyRoutesKept = requirement.Requirement{
	ID:      "core.extension.routes.kept",
	Level:   requirement.MustNot,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.6", Anchor: "86-routes", Print: "sha256:9b693a3fb0765ac8"},
	Says:    "An extension neither changes, adds nor removes routes of the extension that it depends on.",
	Note:    "An implementation may add some (A-202).",
}

var NewNamespaceForRoutes = requirement.Requirement{
	ID:      "core.extension.routes.new-namespace",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.6", Anchor: "86-routes", Print: "sha256:9b693a3fb0765ac8"},
	Says:    "Routes that an extension adds or that behave otherwise stand under a namespace of its own.",
}

var ExtensionRoutePrefix = requirement.Requirement{
	ID:      "core.extension.routes.prefix",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "8.6", Anchor: "86-routes", Print: "sha256:c77c9b9163dc7b49"},
	Says:    "The routes of an extension start with .p2/ and its namespace.",
	Note:    "Whether the version has to follow is open (A-204). Where a server has the extension auth, its routes show it.",
}
