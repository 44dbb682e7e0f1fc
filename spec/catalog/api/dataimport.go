package api

import "github.com/p2conform/p2conform/spec/requirement"

// The operation that imports data, and the schema of an export.
var dataImport = []requirement.Requirement{
	ImportDataBearer,
	ImportDataSensitive,
	ImportDataAccepted,
	ImportDataContentLength,
	ImportDataResigned,
	ImportDataStatic,
	ExportAccessPublic,
}

var ImportDataBearer = requirement.Requirement{
	ID:      "api.data.import.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
	Says:    "POST /migration/data refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var ImportDataSensitive = requirement.Requirement{
	ID:      "api.data.import.sensitive-solution",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
	Says:    "POST /migration/data refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "The prose says that migrating an account is no sensitive action (A-056).",
}

var ImportDataAccepted = requirement.Requirement{
	ID:      "api.data.import.accepted",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
	Says:    "POST /migration/data answers with 202 when it takes the export for processing.",
	Note:    "How the export is sent is open (A-198).",
}

var ImportDataContentLength = requirement.Requirement{
	ID:      "api.data.import.content-length",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
	Says:    "The answer 202 of POST /migration/data has the header Content-Length with the value 0.",
	Note:    "HTTP allows it there, unlike in a 204.",
}

var ImportDataResigned = requirement.Requirement{
	ID:      "api.data.import.re-signed",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
	Says:    "POST /migration/data imports no messages that are not signed by the actor who asks.",
	Note:    "What proves the consent of the old actor is open (A-199).",
}

var ImportDataStatic = requirement.Requirement{
	ID:      "api.data.import.static-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      "Extensions say what is tied to a context.",
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
	Says:    "POST /migration/data imports no messages that are tied to a context.",
}

var ExportAccessPublic = requirement.Requirement{
	ID:      "api.schema.export.access-public",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.P2Export", Print: "sha256:a2c799262a3ce3c1"},
	Says:    "The access properties in an export have the member public as well.",
	Note:    "An example; the one in the prose lacks it (A-196).",
}
