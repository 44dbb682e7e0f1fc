package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that find the services of an actor.
var discovery = []requirement.Requirement{
	DiscoverPublic,
	DiscoverOK,
	DiscoverAll,
	DiscoverLimit,
	DiscoverPrimaries,
	DiscoverLimitMinimum,
	DiscoverNoContent,
	DiscoverContentLength,
	DiscoverUnknown,
	DiscoverOnePublic,
	DiscoverOneOK,
	DiscoverOneOnly,
	DiscoverOneLimit,
	DiscoverOnePrimary,
	DiscoverOneLimitMinimum,
	DiscoverOneNoContent,
	DiscoverOneContentLength,
	DiscoverOneUnknown,
}

var DiscoverPublic = requirement.Requirement{
	ID:      "api.services.discover.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "GET /services/discover/{fid} answers without authentication.",
	Note:    "The operation lists no security.",
}

var DiscoverOK = requirement.Requirement{
	ID:      "api.services.discover.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "GET /services/discover/{fid} answers with 200 and a JSON array of services.",
}

var DiscoverAll = requirement.Requirement{
	ID:      "api.services.discover.all",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "GET /services/discover/{fid} without a limit answers with all services of the actor, in any order.",
}

var DiscoverLimit = requirement.Requirement{
	ID:      "api.services.discover.limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "The query parameter limit bounds the number of services.",
	Note:    "Of all or of each is open (A-149).",
}

var DiscoverPrimaries = requirement.Requirement{
	ID:      "api.services.discover.primaries",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "A limit of 1 selects the primary provider of each service.",
	Note:    "It says so of each service, although the limit is 1 (A-149).",
}

var DiscoverLimitMinimum = requirement.Requirement{
	ID:      "api.services.discover.limit-minimum",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "GET /services/discover/{fid} refuses a limit below 1.",
	Note:    "The schema has a minimum, where another route takes 0 for no limit (A-028).",
}

var DiscoverNoContent = requirement.Requirement{
	ID:      "api.services.discover.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "GET /services/discover/{fid} answers with 204 when the actor has no services.",
	Note:    "The document names the status without its cause (A-150).",
}

var DiscoverContentLength = requirement.Requirement{
	ID:      "api.services.discover.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "The answer 204 of GET /services/discover/{fid} has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var DiscoverUnknown = requirement.Requirement{
	ID:      "api.services.discover.unknown-actor",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	Says:    "GET /services/discover/{fid} answers with 404 when the server does not know the actor.",
	Note:    "The document names the status without its cause (A-150).",
}

var DiscoverOnePublic = requirement.Requirement{
	ID:      "api.services.discover-one.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "GET /services/discover/{fid}/{service} answers without authentication.",
	Note:    "The operation lists no security.",
}

var DiscoverOneOK = requirement.Requirement{
	ID:      "api.services.discover-one.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "GET /services/discover/{fid}/{service} answers with 200 and a JSON array of the providers of the service, in any order.",
	Note:    "Implementations that name the service in the body are known (A-151).",
}

var DiscoverOneOnly = requirement.Requirement{
	ID:      "api.services.discover-one.only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "GET /services/discover/{fid}/{service} answers with providers of the named service only.",
}

var DiscoverOneLimit = requirement.Requirement{
	ID:      "api.services.discover-one.limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "The query parameter limit bounds the number of providers of a service.",
}

var DiscoverOnePrimary = requirement.Requirement{
	ID:      "api.services.discover-one.primary",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "A limit of 1 selects the primary provider of the service.",
}

var DiscoverOneLimitMinimum = requirement.Requirement{
	ID:      "api.services.discover-one.limit-minimum",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "GET /services/discover/{fid}/{service} refuses a limit below 1.",
	Note:    "The schema has a minimum (A-028).",
}

var DiscoverOneNoContent = requirement.Requirement{
	ID:      "api.services.discover-one.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "GET /services/discover/{fid}/{service} answers with 204 when the actor has no provider of the service.",
	Note:    "The document names the status without its cause (A-150).",
}

var DiscoverOneContentLength = requirement.Requirement{
	ID:      "api.services.discover-one.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Services,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "The answer 204 of GET /services/discover/{fid}/{service} has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var DiscoverOneUnknown = requirement.Requirement{
	ID:      "api.services.discover-one.unknown-actor",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	Says:    "GET /services/discover/{fid}/{service} answers with 404 when the server does not know the actor.",
	Note:    "The document names the status without its cause (A-150).",
}
