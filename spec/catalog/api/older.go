package api

import "github.com/p2conform/p2conform/spec/requirement"

// What older versions of the document have and the newest does not.
var older = []requirement.Requirement{
	GetResourceMovedText,
	GetResourceNeedsAuthentication,
	GetResourceForbidden,
	GetResourceUnknownText,
	ResourceInfoMovedText,
	ResourceInfoNeedsAuthentication,
	ResourceInfoForbidden,
	ResourceInfoUnknownText,
	ListResourcesFlat,
	EncryptedKeyAlgorithmNumbers,
}

var GetResourceMovedText = requirement.Requirement{
	ID:      "api.resource.get.moved-text",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.Untestable,
	By:      "No route changes the root of a resource.",
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:e663e1dd0e26d47a"},
	Says:    "The answer 308 of GET /resource/{rid} has the text ROOT_CHANGED.",
	Note:    "Later versions have no text there.",
}

var GetResourceNeedsAuthentication = requirement.Requirement{
	ID:      "api.resource.get.needs-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:e663e1dd0e26d47a"},
	Says:    "GET /resource/{rid} answers a request without a session token with 401 and the text NEEDS_AUTHENTICATION where it needs one.",
	Note:    "Later versions have the status in a description only, and 404 is as good (A-163).",
}

var GetResourceForbidden = requirement.Requirement{
	ID:      "api.resource.get.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:e663e1dd0e26d47a"},
	Says:    "GET /resource/{rid} answers with 403 and the text ACCESS_FORBIDDEN for a resource that the actor has no access to.",
	Note:    "Later versions have 404, so that nobody learns what is there.",
}

var GetResourceUnknownText = requirement.Requirement{
	ID:      "api.resource.get.unknown-text",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:e663e1dd0e26d47a"},
	Says:    "The answer 404 of GET /resource/{rid} has the text NOT_FOUND.",
	Note:    "Later versions have no text there.",
}

var ResourceInfoMovedText = requirement.Requirement{
	ID:      "api.resource.info.moved-text",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.Untestable,
	By:      "No route changes the root of a resource.",
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:3f0483f0ee202be8"},
	Says:    "The answer 308 of GET /resource/{rid}/info/ has the text ROOT_CHANGED.",
	Note:    "Later versions have no text there.",
}

var ResourceInfoNeedsAuthentication = requirement.Requirement{
	ID:      "api.resource.info.needs-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:3f0483f0ee202be8"},
	Says:    "GET /resource/{rid}/info/ answers a request without a session token with 401 and the text NEEDS_AUTHENTICATION where it needs one.",
	Note:    "Later versions have 404 alone.",
}

var ResourceInfoForbidden = requirement.Requirement{
	ID:      "api.resource.info.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:3f0483f0ee202be8"},
	Says:    "GET /resource/{rid}/info/ answers with 403 and the text ACCESS_FORBIDDEN for a resource that the actor has no access to.",
	Note:    "Later versions have 404, so that nobody learns what is there.",
}

var ResourceInfoUnknownText = requirement.Requirement{
	ID:      "api.resource.info.unknown-text",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:3f0483f0ee202be8"},
	Says:    "The answer 404 of GET /resource/{rid}/info/ has the text NOT_FOUND.",
	Note:    "Later versions have no text there.",
}

var ListResourcesFlat = requirement.Requirement{
	ID:      "api.resource.list.flat",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.1",
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:6fb8f892623e62a9"},
	Says:    "GET /resource/resources answers with 200 and a JSON array of objects that have the members resourceId, size and access.",
	Note:    "Later versions wrap the information in a member of its own; implementations of either form are known (A-166).",
}

var EncryptedKeyAlgorithmNumbers = requirement.Requirement{
	ID:      "api.schema.encrypted-key.algorithms.numbers",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Until:   "v1.0-beta.2",
	Ref:     requirement.Ref{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:0d56afefcf2e1218"},
	Says:    "The member encryptionAlgorithms is an array of object identifiers as arrays of unsigned 16-bit integers, with at least one.",
	Note:    "Later versions write each as a string (A-001).",
}
