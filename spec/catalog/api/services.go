package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that change which services of an actor can be found.
var services = []requirement.Requirement{
	AddServiceBearer,
	AddServiceBody,
	AddServiceBodyRequired,
	AddServiceCreated,
	AddServiceDiscoverable,
	AddServiceConflict,
	RemoveServiceBearer,
	RemoveServiceSensitive,
	RemoveServiceLists,
	RemoveServiceListsRequired,
	RemoveServiceOK,
	RemoveServiceGone,
	RemoveServiceNewPrimary,
	RemoveServiceForbidden,
	RemoveServiceUnknown,
}

var AddServiceBearer = requirement.Requirement{
	ID:      "api.services.add.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
	Says:    "POST /services refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var AddServiceBody = requirement.Requirement{
	ID:      "api.services.add.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
	Says:    "POST /services takes a JSON object with a service as its member service.",
	Note:    "Implementations that send the service itself are known (A-145).",
}

var AddServiceBodyRequired = requirement.Requirement{
	ID:      "api.services.add.body-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
	Says:    "POST /services refuses a body without a service.",
	Note:    "The body is required and has a schema; the failure status is not documented.",
}

var AddServiceCreated = requirement.Requirement{
	ID:      "api.services.add.created",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
	Says:    "POST /services answers success with 201 and the added service as a JSON object.",
	Note:    "Implementations that expect an array are known (A-145).",
}

var AddServiceDiscoverable = requirement.Requirement{
	ID:      "api.services.add.discoverable",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
	Says:    "POST /services makes the service of the actor discoverable.",
}

var AddServiceConflict = requirement.Requirement{
	ID:      "api.services.add.conflict",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
	Says:    "POST /services answers with 409 where the actor has that service from that URL.",
	Note:    "The document names the status; the cause stands only in its source (A-207). When two URLs are the same is open (A-153).",
}

var RemoveServiceBearer = requirement.Requirement{
	ID:      "api.services.remove.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var RemoveServiceSensitive = requirement.Requirement{
	ID:      "api.services.remove.sensitive-solution",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services of a primary provider refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "The header is optional, the operation tagged as a sensitive action; that a primary provider is meant stands only in the source of the document (A-059). Changing a primary entry is a should in the prose.",
}

var RemoveServiceLists = requirement.Requirement{
	ID:      "api.services.remove.lists",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services takes a list of URLs and a list of names in the query, of which those at the same place belong together.",
	Note:    "A comma in a URL is not provided for (A-015).",
}

var RemoveServiceListsRequired = requirement.Requirement{
	ID:      "api.services.remove.lists-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services answers with 400 when a list is missing or the lists differ in length.",
	Note:    "The parameters are required and must match; the status is documented without its cause.",
}

var RemoveServiceOK = requirement.Requirement{
	ID:      "api.services.remove.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services answers success with 200 and a JSON array of objects with the members service and new_primary.",
	Note:    "Which removed services are in it is open (A-148).",
}

var RemoveServiceGone = requirement.Requirement{
	ID:      "api.services.remove.gone",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services makes the services no longer discoverable.",
}

var RemoveServiceNewPrimary = requirement.Requirement{
	ID:      "api.services.remove.new-primary",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "When DELETE /services removes a primary provider and others are left, the server makes one of them primary and names it.",
}

var RemoveServiceForbidden = requirement.Requirement{
	ID:      "api.services.remove.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services answers with 403 when the second factor is wrong.",
	Note:    "The document names the status without its cause (A-021).",
}

var RemoveServiceUnknown = requirement.Requirement{
	ID:      "api.services.remove.unknown",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	Says:    "DELETE /services answers with 404 for a service that the actor does not have.",
	Note:    "The document names the status without its cause.",
}
