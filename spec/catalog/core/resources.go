package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 7.3.1: addressing resources with relative roots.
var resources = []requirement.Requirement{
	RelativeRootsRecommended,
	ResourceIDGenerated,
	ResourceRetrieved,
	ResourceIDKept,
	ResourceIDUnique,
	ResourceIDHash,
	ResourceURI,
	ResourceLists,
	ResourcePrivate,
	ResourcesOptional,
	ResourcesUnimplemented,
	ResourcesClientPrepared,
}

var RelativeRootsRecommended = requirement.Requirement{
	ID:      "core.resource.recommended",
	Level:   requirement.Should,
	Subject: requirement.Extension,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.Untestable,
	By:      requirement.Documents,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:e0bcecc687f68b33"},
	Says:    "Data that is reached through another layer is addressed with relative roots.",
	Note:    "Recommended.",
}

var ResourceIDGenerated = requirement.Requirement{
	ID:      "core.resource.id.generated",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:d44f96c260824b55"},
	Says:    "The server that takes a resource makes the identifier of the resource.",
	Note:    "Stated as a fact. In the API the client chooses it (A-155).",
}

var ResourceRetrieved = requirement.Requirement{
	ID:      "core.resource.id.retrieves",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:d44f96c260824b55"},
	Says:    "A resource can be retrieved from the server by its identifier.",
	Note:    "Stated as what the identifier is for.",
}

var ResourceIDKept = requirement.Requirement{
	ID:      "core.resource.id.kept",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:d44f96c260824b55"},
	Says:    "A resource that was moved to another server has the same identifier there.",
}

var ResourceIDUnique = requirement.Requirement{
	ID:      "core.resource.id.unique",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:0b0433cb8f9e7d57"},
	Says:    "No two resources have the same identifier.",
	Note:    "Called a constraint that is important. Whether on a server or of an actor is open (A-156).",
}

var ResourceIDHash = requirement.Requirement{
	ID:      "core.resource.id.hash",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:0b0433cb8f9e7d57"},
	Says:    "An identifier may be made from a hash of the resource and a nonce.",
}

var ResourceURI = requirement.Requirement{
	ID:      "core.resource.uri",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:d874560711fff33f"},
	Says:    "The URI of a resource is that of the server, followed by /.p2/core/resource/ and the identifier.",
	Note:    "The API has the version in the path (A-002).",
}

var ResourceLists = requirement.Requirement{
	ID:      "core.resource.lists",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:df20c262af3c729b"},
	Says:    "Access to a resource can be controlled with lists of actors and instances that are allowed or denied.",
	Note:    "How an instance is recognised is open (A-164).",
}

var ResourcePrivate = requirement.Requirement{
	ID:      "core.resource.private",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:df20c262af3c729b"},
	Says:    "A private resource is open only to its uploader and to those on its list of the allowed.",
	Note:    "Stated as what private means.",
}

var ResourcesOptional = requirement.Requirement{
	ID:      "core.resource.optional",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:5399b8e03512c16a"},
	Says:    "A server may do without resources.",
}

var ResourcesUnimplemented = requirement.Requirement{
	ID:      "core.resource.unimplemented",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:5399b8e03512c16a"},
	Says:    "A server without resources answers their routes with 404.",
	Note:    "A resource that is not there is answered alike (A-171).",
}

var ResourcesClientPrepared = requirement.Requirement{
	ID:      "core.resource.client-prepared",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:5399b8e03512c16a"},
	Says:    "A client is prepared for servers without resources.",
}
