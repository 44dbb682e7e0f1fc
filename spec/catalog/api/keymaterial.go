package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that store encrypted private keys and give them back.
var keyMaterial = []requirement.Requirement{
	UploadKeysBearer,
	UploadKeysBody,
	UploadKeysBodyRequired,
	UploadKeysCreated,
	UploadKeysUnknownSerial,
	UploadKeysConflict,
	UploadKeysTooLarge,
	GetKeysBearer,
	GetKeysOK,
	GetKeysOwn,
	GetKeysAll,
	GetKeysSerials,
	GetKeysNoContent,
	GetKeysContentLength,
	GetKeysUnknown,
}

var UploadKeysBearer = requirement.Requirement{
	ID:      "api.keymaterial.upload.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "POST /session/keymaterial refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var UploadKeysBody = requirement.Requirement{
	ID:      "api.keymaterial.upload.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "POST /session/keymaterial takes a JSON array of encrypted private keys.",
	Note:    "What it makes of an empty array is open (A-176).",
}

var UploadKeysBodyRequired = requirement.Requirement{
	ID:      "api.keymaterial.upload.body-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "POST /session/keymaterial refuses a body that is no array of encrypted private keys.",
	Note:    "The body is required and has a schema; the failure status is not documented.",
}

var UploadKeysCreated = requirement.Requirement{
	ID:      "api.keymaterial.upload.created",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "POST /session/keymaterial answers success with 201.",
}

var UploadKeysUnknownSerial = requirement.Requirement{
	ID:      "api.keymaterial.upload.unknown-serial",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "POST /session/keymaterial answers with 404 for a serial number of no ID-Cert of the actor.",
	Note:    "The document names the status; the cause stands only in its source (A-207). Which ID-Certs count is open (A-177).",
}

var UploadKeysConflict = requirement.Requirement{
	ID:      "api.keymaterial.upload.conflict",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "POST /session/keymaterial answers with 409 where there is an encrypted key for the serial number, and leaves that as it was.",
	Note:    "The document names the status; the cause stands only in its source (A-207).",
}

var UploadKeysTooLarge = requirement.Requirement{
	ID:      "api.keymaterial.upload.too-large",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "POST /session/keymaterial answers with 413 where an encrypted key is larger than the limit.",
	Note:    "The description limits each element. What is measured is open (A-341).",
}

var GetKeysBearer = requirement.Requirement{
	ID:      "api.keymaterial.get.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "GET /session/keymaterial refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var GetKeysOK = requirement.Requirement{
	ID:      "api.keymaterial.get.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "GET /session/keymaterial answers with 200 and a JSON array of encrypted private keys, as they were uploaded.",
}

var GetKeysOwn = requirement.Requirement{
	ID:      "api.keymaterial.get.own",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "GET /session/keymaterial answers with encrypted keys of the actor who asks only.",
	Note:    "The description speaks of what the client has uploaded.",
}

var GetKeysAll = requirement.Requirement{
	ID:      "api.keymaterial.get.all",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "GET /session/keymaterial without serial numbers answers with all encrypted keys of the actor.",
}

var GetKeysSerials = requirement.Requirement{
	ID:      "api.keymaterial.get.serials",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "The query parameter serials limits the encrypted keys to those of the ID-Certs with these serial numbers.",
	Note:    "Several are joined by commas (A-015).",
}

var GetKeysNoContent = requirement.Requirement{
	ID:      "api.keymaterial.get.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "GET /session/keymaterial answers with 204 when the actor has uploaded nothing.",
	Note:    "The document names the status without its cause.",
}

var GetKeysContentLength = requirement.Requirement{
	ID:      "api.keymaterial.get.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.KeyMaterial,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "The answer 204 of GET /session/keymaterial has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var GetKeysUnknown = requirement.Requirement{
	ID:      "api.keymaterial.get.unknown",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	Says:    "GET /session/keymaterial answers with 404 when it has no encrypted key for the serial numbers.",
	Note:    "The document names the status without its cause. For some of several, and for an ID-Cert without a key, it is open (A-176, A-351).",
}
