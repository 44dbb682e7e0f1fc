package api

import "github.com/p2conform/p2conform/spec/requirement"

// How much may be stored, and the schemas of resources.
var resourceSchemas = []requirement.Requirement{
	ResourceUsageOK,
	ResourceUsageCounts,
	AccessRequired,
	AccessPrivate,
	AccessPublic,
	AccessDenied,
	AccessLists,
	ResourceInformationRequired,
	ResourceSorting,
}

var ResourceUsageOK = requirement.Requirement{
	ID:      "api.resource.usage.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", Print: "sha256:e51a14e701c9b3e2"},
	Says:    "GET /resource/usage answers with 200 and JSON with the members limit and used, unsigned 64-bit integers that count bytes.",
	Note:    "Whether it needs a session token is open (A-167).",
}

var ResourceUsageCounts = requirement.Requirement{
	ID:      "api.resource.usage.counts",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", Print: "sha256:e51a14e701c9b3e2"},
	Says:    "The member used tells how many bytes the actor stores, and limit how many it may.",
	Note:    "That it is about the actor is open (A-167).",
}

var AccessRequired = requirement.Requirement{
	ID:      "api.schema.access-properties.required",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
	Says:    "Access properties have the booleans private and public.",
	Note:    "The examples of the prose have only the first (A-162).",
}

var AccessPrivate = requirement.Requirement{
	ID:      "api.schema.access-properties.private",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
	Says:    "A resource whose member private is true is open to its uploader and to the actors and instances on its allowlist only.",
	Note:    "How an instance is recognised is open (A-164).",
}

var AccessPublic = requirement.Requirement{
	ID:      "api.schema.access-properties.public",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
	Says:    "A resource whose member public is true can be retrieved without authentication, whatever its lists say.",
	Note:    "Together with private it is open (A-162).",
}

var AccessDenied = requirement.Requirement{
	ID:      "api.schema.access-properties.denylist",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
	Says:    "Actors and instances on the denylist have no access to a resource that is not public.",
}

var AccessLists = requirement.Requirement{
	ID:      "api.schema.access-properties.lists",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
	Says:    "allowlist and denylist are arrays of federation IDs and domain names, and may be missing.",
}

var ResourceInformationRequired = requirement.Requirement{
	ID:      "api.schema.resource-information.required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.ResourceInformation", Print: "sha256:789b51b54cd1880e"},
	Says:    "The information about a resource has the members resourceId, size, in bytes, and access.",
}

var ResourceSorting = requirement.Requirement{
	ID:      "api.schema.resource-sorting",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.ResourceListSorting", Print: "sha256:c4cbcc696547f9f6"},
	Says:    "A list of resources can be sorted by SizeAsc, SizeDesc, NewestFirst and OldestFirst.",
}
