package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that serve resources and information about them.
var resources = []requirement.Requirement{
	GetResourcePublic,
	GetResourceAuthenticated,
	GetResourceOK,
	GetResourceMoved,
	GetResourceUnauthorized,
	GetResourceUnknown,
	GetResourceNoAccess,
	ResourceInfoPublic,
	ResourceInfoOK,
	ResourceInfoMoved,
	ResourceInfoUnknown,
	ResourceInfoNoAccess,
}

var GetResourcePublic = requirement.Requirement{
	ID:      "api.resource.get.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	Says:    "GET /resource/{rid} answers for a public resource without authentication.",
	Note:    "The operation takes a token or none.",
}

var GetResourceAuthenticated = requirement.Requirement{
	ID:      "api.resource.get.authenticated",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	Says:    "GET /resource/{rid} takes a session token, and answers with what its actor has access to.",
}

var GetResourceOK = requirement.Requirement{
	ID:      "api.resource.get.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	Says:    "GET /resource/{rid} answers with 200 and the bytes that were uploaded.",
	Note:    "Of which media type is open (A-337).",
}

var GetResourceMoved = requirement.Requirement{
	ID:      "api.resource.get.moved",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.Untestable,
	By:      "No route changes the root of a resource.",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	Says:    "GET /resource/{rid} answers with 308 and the header Location when the root of the resource has changed.",
	Note:    "When that is the case is open (A-170).",
}

var GetResourceUnauthorized = requirement.Requirement{
	ID:      "api.resource.get.unauthorized",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	Says:    "GET /resource/{rid} may answer a request without a session token with 401 where it needs one.",
	Note:    "Named in the description only; 404 is as good (A-163).",
}

var GetResourceUnknown = requirement.Requirement{
	ID:      "api.resource.get.unknown",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	Says:    "GET /resource/{rid} answers with 404 for a resource that is not there.",
}

var GetResourceNoAccess = requirement.Requirement{
	ID:      "api.resource.get.no-access",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Since:   "v1.0-beta.2",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	Says:    "GET /resource/{rid} answers with 404 for a resource that the actor has no access to, and cannot be told from one that is not there.",
	Note:    "Before, the document had 403.",
}

var ResourceInfoPublic = requirement.Requirement{
	ID:      "api.resource.info.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
	Says:    "GET /resource/{rid}/info/ answers for a public resource without authentication, and takes a session token.",
}

var ResourceInfoOK = requirement.Requirement{
	ID:      "api.resource.info.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
	Says:    "GET /resource/{rid}/info/ answers with 200 and a JSON array that holds the information about the resource.",
	Note:    "Implementations that expect the object alone are known (A-165).",
}

var ResourceInfoMoved = requirement.Requirement{
	ID:      "api.resource.info.moved",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.Untestable,
	By:      "No route changes the root of a resource.",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
	Says:    "GET /resource/{rid}/info/ answers with 308 and the header Location when the root of the resource has changed.",
	Note:    "When that is the case is open (A-170).",
}

var ResourceInfoUnknown = requirement.Requirement{
	ID:      "api.resource.info.unknown",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
	Says:    "GET /resource/{rid}/info/ answers with 404 for a resource that is not there.",
}

var ResourceInfoNoAccess = requirement.Requirement{
	ID:      "api.resource.info.no-access",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Since:   "v1.0-beta.2",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
	Says:    "GET /resource/{rid}/info/ answers with 404 for a resource that the actor has no access to, and cannot be told from one that is not there.",
	Note:    "Before, the document had 403.",
}
