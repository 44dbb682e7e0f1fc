package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that export and delete the data of an actor.
var data = []requirement.Requirement{
	DeleteDataBearer,
	DeleteDataKeyTrial,
	DeleteDataNoContent,
	DeleteDataContentLength,
	DeleteDataUnauthorized,
	DeleteDataForbidden,
	DeleteDataGone,
	DeleteDataProvenKeysOnly,
	DeleteDataKeepsRedirect,
	DeleteDataBreaksRedirect,
	ExportDataBearer,
	ExportDataKeyTrial,
	ExportDataOK,
	ExportDataNotReady,
	ExportDataRetryAfter,
	ExportDataLater,
	ExportDataProvenKeysOnly,
	ExportDataTrialOver,
}

var DeleteDataBearer = requirement.Requirement{
	ID:      "api.data.delete.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data refuses a request without a valid session token.",
	Note:    "The document names 401 without its cause (A-020).",
}

var DeleteDataKeyTrial = requirement.Requirement{
	ID:      "api.data.delete.key-trial",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data refuses a request without completed key trials in the header X-P2-core-keytrial.",
	Note:    "How the header is written is open (A-043), and what it holds for an actor without messages (A-343).",
}

var DeleteDataNoContent = requirement.Requirement{
	ID:      "api.data.delete.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data answers success with 204.",
}

var DeleteDataContentLength = requirement.Requirement{
	ID:      "api.data.delete.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "The answer 204 of DELETE /data has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var DeleteDataUnauthorized = requirement.Requirement{
	ID:      "api.data.delete.unauthorized",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data answers a missing or invalid session token with 401.",
	Note:    "The document names the status without its cause (A-020).",
}

var DeleteDataForbidden = requirement.Requirement{
	ID:      "api.data.delete.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data answers a key trial that does not hold with 403.",
	Note:    "The document names the status without its cause.",
}

var DeleteDataGone = requirement.Requirement{
	ID:      "api.data.delete.gone",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data deletes the data that belongs to the proven keys.",
	Note:    "To which key a resource belongs is open (A-213), and whether the account ends (A-200).",
}

var DeleteDataProvenKeysOnly = requirement.Requirement{
	ID:      "api.data.delete.proven-keys-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data leaves data that belongs to keys without a completed key trial.",
}

var DeleteDataKeepsRedirect = requirement.Requirement{
	ID:      "api.data.delete.keeps-redirect",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data leaves a redirect of the actor standing, unless told otherwise.",
	Note:    "The default of breakRedirect is false; what a redirect without an account means is open (A-201).",
}

var DeleteDataBreaksRedirect = requirement.Requirement{
	ID:      "api.data.delete.breaks-redirect",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	Says:    "DELETE /data with breakRedirect true ends a redirect of the actor.",
}

var ExportDataBearer = requirement.Requirement{
	ID:      "api.data.export.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "GET /data refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var ExportDataKeyTrial = requirement.Requirement{
	ID:      "api.data.export.key-trial",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "GET /data refuses a request without completed key trials in the header X-P2-core-keytrial.",
	Note:    "How the header is written is open (A-043), and what it holds for an actor without messages (A-343).",
}

var ExportDataOK = requirement.Requirement{
	ID:      "api.data.export.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "GET /data answers completed key trials with 200 and an export.",
	Note:    "The content type contradicts the format (A-193).",
}

var ExportDataNotReady = requirement.Requirement{
	ID:      "api.data.export.not-ready",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "GET /data answers with 204 while the server puts the export together.",
	Note:    "Implementations that answer with 202 are known (A-194).",
}

var ExportDataRetryAfter = requirement.Requirement{
	ID:      "api.data.export.retry-after",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "The answer 204 of GET /data tells in the header Retry-After when to ask again, with an unsigned integer of 64 bits.",
	Note:    "Whether as a time or as a delay is open (A-032).",
}

var ExportDataLater = requirement.Requirement{
	ID:      "api.data.export.later",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "GET /data answers with the export when the time that it told has come and the key trials are not over.",
}

var ExportDataProvenKeysOnly = requirement.Requirement{
	ID:      "api.data.export.proven-keys-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "GET /data exports nothing for which no key trial was completed.",
	Note:    "The prose has all messages in it (A-197).",
}

var ExportDataTrialOver = requirement.Requirement{
	ID:      "api.data.export.trial-over",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	Says:    "GET /data refuses a key trial whose time is over, also one that an earlier request started with.",
}
