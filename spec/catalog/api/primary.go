package api

import "github.com/p2conform/p2conform/spec/requirement"

// The operation that makes a provider primary, and the schema of a service.
var primary = []requirement.Requirement{
	SetPrimaryBearer,
	SetPrimarySensitive,
	SetPrimaryBody,
	SetPrimaryOK,
	SetPrimarySets,
	SetPrimaryExisting,
	SetPrimaryInvalid,
	SetPrimaryForbidden,
	ServiceRequired,
	ServiceName,
	ServiceURL,
	ServicePrimary,
}

var SetPrimaryBearer = requirement.Requirement{
	ID:      "api.services.primary.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var SetPrimarySensitive = requirement.Requirement{
	ID:      "api.services.primary.sensitive-solution",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "The header is required here, and section 9.1.1 says that a second factor should be: the weakest reading counts (A-057).",
}

var SetPrimaryBody = requirement.Requirement{
	ID:      "api.services.primary.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary takes a JSON object with the members url and name, the name with 2 to 64 characters.",
}

var SetPrimaryOK = requirement.Requirement{
	ID:      "api.services.primary.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary answers success with 200 and a JSON array of one or two services: the new primary provider and the former one.",
}

var SetPrimarySets = requirement.Requirement{
	ID:      "api.services.primary.sets",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary makes the provider primary, and the former one no longer so.",
}

var SetPrimaryExisting = requirement.Requirement{
	ID:      "api.services.primary.existing",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary refuses a provider that the actor does not have.",
	Note:    "The status is open (A-154).",
}

var SetPrimaryInvalid = requirement.Requirement{
	ID:      "api.services.primary.invalid",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary answers an invalid body with 400.",
	Note:    "The document names the status without its cause.",
}

var SetPrimaryForbidden = requirement.Requirement{
	ID:      "api.services.primary.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	Says:    "PUT /services/primary answers with 403 when the second factor is wrong.",
	Note:    "The document names the status without its cause (A-021).",
}

var ServiceRequired = requirement.Requirement{
	ID:      "api.schema.service.required",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
	Says:    "A service has the members service, url and primary.",
}

var ServiceName = requirement.Requirement{
	ID:      "api.schema.service.name",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
	Says:    "The member service is a string of 2 to 64 characters that is a namespace, and a server takes no other.",
	Note:    "Whether it is the namespace of the extension or another name is open (A-152).",
}

var ServiceURL = requirement.Requirement{
	ID:      "api.schema.service.url",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
	Says:    "The member url is the base URL of the provider, to which /.p2/ and the name of the service are added, with or without a slash at its end.",
}

var ServicePrimary = requirement.Requirement{
	ID:      "api.schema.service.primary",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Services,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
	Says:    "The member primary is a boolean that says whether the provider is the primary one of the actor for the service.",
	Note:    "What a server makes of it when it is sent is open (A-147).",
}
