package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 8.1 to 8.4: what an extension is, what it is called, and its versions.
var extension = []requirement.Requirement{
	ExtensionOneOfTwo,
	ExtensionNotBoth,
	ExtensionNotTiny,
	NamespaceDescriptive,
	NamespaceCharacters,
	NamespaceLength,
	NamespaceNotTaken,
	NamespaceEndorsedFirst,
	EndorsedFulfil,
	EndorsedReviewed,
	ExtensionVersioned,
	ExtensionVersionUpdated,
	YankedUnused,
	YankedShown,
	EndorsedNotRemoved,
}

var ExtensionOneOfTwo = requirement.Requirement{
	ID:      "core.extension.one-of-two",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.1", Anchor: "81-extension-design", Print: "sha256:9d08b82b86d8eaee"},
	Says:    "An extension is a major technological addition or the definition of a service.",
}

var ExtensionNotBoth = requirement.Requirement{
	ID:      "core.extension.not-both",
	Level:   requirement.ShouldNot,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.1", Anchor: "81-extension-design", Print: "sha256:7df9219e6937a662"},
	Says:    "An extension is not an addition and a service at once.",
	Note:    "The text says never of a good one, and that another should likely be split.",
}

var ExtensionNotTiny = requirement.Requirement{
	ID:      "core.extension.not-tiny",
	Level:   requirement.ShouldNot,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.1", Anchor: "81-extension-design", Print: "sha256:47775ef02b842c4d"},
	Says:    "An extension is more than a single route or a few changes of behaviour.",
	Note:    "Discouraged.",
}

var NamespaceDescriptive = requirement.Requirement{
	ID:      "core.namespace.descriptive",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.2", Anchor: "82-namespaces", Print: "sha256:ec7ee278d5fbc530"},
	Says:    "A namespace is unique and descriptive.",
}

var NamespaceCharacters = requirement.Requirement{
	ID:      "core.namespace.characters",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.2", Anchor: "82-namespaces", Print: "sha256:ec7ee278d5fbc530"},
	Says:    "A namespace has lower-case letters, digits, hyphens and underscores only.",
	Note:    "What a server makes of another one as the name of a service is said by the API. Whether letters beyond ASCII count is open (A-325).",
}

var NamespaceLength = requirement.Requirement{
	ID:      "core.namespace.length",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.2", Anchor: "82-namespaces", Print: "sha256:ec7ee278d5fbc530"},
	Says:    "A namespace has 2 to 64 characters.",
	Note:    "The API has the same bounds for names of services.",
}

var NamespaceNotTaken = requirement.Requirement{
	ID:      "core.namespace.not-taken",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.2", Anchor: "82-namespaces", Print: "sha256:7060c18d3d1a37f6"},
	Says:    "An extension takes no namespace that an officially endorsed extension has.",
}

var NamespaceEndorsedFirst = requirement.Requirement{
	ID:      "core.namespace.endorsed-first",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.2", Anchor: "82-namespaces", Print: "sha256:7060c18d3d1a37f6"},
	Says:    "Where two extensions have one namespace, the officially endorsed one keeps it.",
	Note:    "Stated as a fact.",
}

var EndorsedFulfil = requirement.Requirement{
	ID:      "core.extension.endorsed.fulfils",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.3", Anchor: "83-officially-endorsed-extensions", Print: "sha256:6ef30e95cdff2374"},
	Says:    "An officially endorsed extension fulfils all that section 8 requires.",
}

var EndorsedReviewed = requirement.Requirement{
	ID:      "core.extension.endorsed.reviewed",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.3", Anchor: "83-officially-endorsed-extensions", Print: "sha256:68092531b7407c1c"},
	Says:    "Each version of an extension from outside is reviewed before it is officially endorsed.",
}

var ExtensionVersioned = requirement.Requirement{
	ID:      "core.extension.version.semantic",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.4", Anchor: "84-versioning-and-yanking", Print: "sha256:46f1ed748df05cf6"},
	Says:    "An extension has a version as Semantic Versioning 2.0.0 wants it, and names it in its document.",
	Note:    "Stated as a fact.",
}

var ExtensionVersionUpdated = requirement.Requirement{
	ID:      "core.extension.version.updated",
	Level:   requirement.Must,
	Subject: requirement.Extension,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.4", Anchor: "84-versioning-and-yanking", Print: "sha256:46f1ed748df05cf6"},
	Says:    "Whoever changes an extension changes its version, unless the change is to yank it.",
}

var YankedUnused = requirement.Requirement{
	ID:      "core.extension.yanked.unused",
	Level:   requirement.ShouldNot,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.4.1", Anchor: "841-yanking", Print: "sha256:4343ff6feb3944fa"},
	Says:    "Nobody uses a yanked version of an extension.",
}

var YankedShown = requirement.Requirement{
	ID:      "core.extension.yanked.shown",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.4.1", Anchor: "841-yanking", Print: "sha256:4343ff6feb3944fa"},
	Says:    "The document of a yanked version says so next to the version.",
}

var EndorsedNotRemoved = requirement.Requirement{
	ID:      "core.extension.endorsed.not-removed",
	Level:   requirement.ShouldNot,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "8.4.1", Anchor: "841-yanking", Print: "sha256:ecdbe5796d8ec2d2"},
	Says:    "No version of an officially endorsed extension is removed.",
	Note:    "Normally can not, which leaves room: a should.",
}
