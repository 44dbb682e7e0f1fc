package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that change and delete resources.
var resourceChanges = []requirement.Requirement{
	DeleteResourceBearer,
	DeleteResourceNoContent,
	DeleteResourceGone,
	DeleteResourceUploaderOnly,
	ModifyResourceBearer,
	ModifyResourceBody,
	ModifyResourceNoContent,
	ModifyResourceContentLength,
	ModifyResourceReplaces,
	ModifyResourceUploaderOnly,
}

var DeleteResourceBearer = requirement.Requirement{
	ID:      "api.resource.delete.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteResource", Print: "sha256:fa68ce38bc935a7a"},
	Says:    "DELETE /resource/{rid} refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var DeleteResourceNoContent = requirement.Requirement{
	ID:      "api.resource.delete.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteResource", Print: "sha256:fa68ce38bc935a7a"},
	Says:    "DELETE /resource/{rid} answers success with 204.",
}

var DeleteResourceGone = requirement.Requirement{
	ID:      "api.resource.delete.gone",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteResource", Print: "sha256:fa68ce38bc935a7a"},
	Says:    "DELETE /resource/{rid} deletes the resource.",
}

var DeleteResourceUploaderOnly = requirement.Requirement{
	ID:      "api.resource.delete.uploader-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteResource", Print: "sha256:fa68ce38bc935a7a"},
	Says:    "DELETE /resource/{rid} leaves the resources of other actors alone.",
	Note:    "The operation is for registered actors and says no more; its failure statuses are open (A-169).",
}

var ModifyResourceBearer = requirement.Requirement{
	ID:      "api.resource.modify.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_modifyResource", Print: "sha256:39350a66c9e99383"},
	Says:    "PUT /resource/{rid} refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var ModifyResourceBody = requirement.Requirement{
	ID:      "api.resource.modify.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_modifyResource", Print: "sha256:39350a66c9e99383"},
	Says:    "PUT /resource/{rid} takes access properties as JSON, and refuses a body without private or public.",
	Note:    "The failure status is not documented.",
}

var ModifyResourceNoContent = requirement.Requirement{
	ID:      "api.resource.modify.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_modifyResource", Print: "sha256:39350a66c9e99383"},
	Says:    "PUT /resource/{rid} answers success with 204.",
}

var ModifyResourceContentLength = requirement.Requirement{
	ID:      "api.resource.modify.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_modifyResource", Print: "sha256:39350a66c9e99383"},
	Says:    "The answer 204 of PUT /resource/{rid} has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var ModifyResourceReplaces = requirement.Requirement{
	ID:      "api.resource.modify.replaces",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_modifyResource", Print: "sha256:39350a66c9e99383"},
	Says:    "PUT /resource/{rid} replaces the access properties as a whole.",
}

var ModifyResourceUploaderOnly = requirement.Requirement{
	ID:      "api.resource.modify.uploader-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_modifyResource", Print: "sha256:39350a66c9e99383"},
	Says:    "PUT /resource/{rid} leaves the access properties of resources of other actors alone.",
	Note:    "The operation is for registered actors and says no more; its failure statuses are open (A-169).",
}
