package api

import "github.com/p2conform/p2conform/spec/requirement"

// The operation that lists resources.
var resourceList = []requirement.Requirement{
	ListResourcesBearer,
	ListResourcesOK,
	ListResourcesOwn,
	ListResourcesNoContent,
	ListResourcesContentLength,
	ListResourcesLimit,
	ListResourcesDefaultLimit,
	ListResourcesSort,
	ListResourcesNoPreview,
	ListResourcesPreview,
}

var ListResourcesBearer = requirement.Requirement{
	ID:      "api.resource.list.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "GET /resource/resources refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var ListResourcesOK = requirement.Requirement{
	ID:      "api.resource.list.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Since:   "v1.0-beta.2",
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "GET /resource/resources answers with 200 and a JSON array of objects that have the information about a resource as their member resourceInformation.",
	Note:    "Before, the members of the information stood in the object itself; implementations that have them there are known (A-166).",
}

var ListResourcesOwn = requirement.Requirement{
	ID:      "api.resource.list.own",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "GET /resource/resources lists the resources that the actor who asks uploaded, and no others.",
}

var ListResourcesNoContent = requirement.Requirement{
	ID:      "api.resource.list.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "GET /resource/resources answers with 204 when the actor has uploaded nothing.",
	Note:    "The document names the status without its cause.",
}

var ListResourcesContentLength = requirement.Requirement{
	ID:      "api.resource.list.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "The answer 204 of GET /resource/resources has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var ListResourcesLimit = requirement.Requirement{
	ID:      "api.resource.list.limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "The query parameter limit bounds the number of resources that are listed.",
	Note:    "What 0 means is open (A-028).",
}

var ListResourcesDefaultLimit = requirement.Requirement{
	ID:      "api.resource.list.default-limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "GET /resource/resources without a limit lists at most 50 resources.",
}

var ListResourcesSort = requirement.Requirement{
	ID:      "api.resource.list.sort",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "The query parameter sort orders the list by size or by age, as it says.",
}

var ListResourcesNoPreview = requirement.Requirement{
	ID:      "api.resource.list.no-preview",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "GET /resource/resources shows no previews that were not asked for.",
}

var ListResourcesPreview = requirement.Requirement{
	ID:      "api.resource.list.preview",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
	Says:    "With the query parameter previews true, a resource in a supported format has a member preview with the member contents, in base64.",
	Note:    "Which formats these are is left to the server.",
}
