package api

import "github.com/p2conform/p2conform/spec/requirement"

// The operation that uploads resources.
var resourceUploads = []requirement.Requirement{
	UploadResourceBearer,
	UploadResourceBody,
	UploadResourceAccess,
	UploadResourceNoContent,
	UploadResourceContentLength,
	UploadResourceForbidden,
	UploadResourceDuplicate,
	UploadResourceLengthRequired,
	UploadResourceTooLarge,
	UploadResourceRemaining,
	UploadResourceIDTooLong,
	UploadResourceIDLimit,
}

var UploadResourceBearer = requirement.Requirement{
	ID:      "api.resource.upload.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var UploadResourceBody = requirement.Requirement{
	ID:      "api.resource.upload.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} takes the bytes of the resource as its body, of any content type.",
	Note:    "Implementations that send forms are known (A-168).",
}

var UploadResourceAccess = requirement.Requirement{
	ID:      "api.resource.upload.access",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} takes the access properties of the resource as the query parameter resourceAccessProperties, and refuses a request without it.",
	Note:    "How the object is written there is open (A-161).",
}

var UploadResourceNoContent = requirement.Requirement{
	ID:      "api.resource.upload.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} answers success with 204.",
}

var UploadResourceContentLength = requirement.Requirement{
	ID:      "api.resource.upload.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "The answer 204 of POST /resource/{rid} has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var UploadResourceForbidden = requirement.Requirement{
	ID:      "api.resource.upload.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.Driver,
	By:      requirement.UploadRights,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} answers an actor who may not upload with 403 and the text UPLOAD_FORBIDDEN.",
}

var UploadResourceDuplicate = requirement.Requirement{
	ID:      "api.resource.upload.duplicate",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} answers with 409 and the text DUPLICATE_RID where the server has a resource of that ID, and leaves that as it was.",
	Note:    "Implementations where each actor has its own IDs are known (A-156).",
}

var UploadResourceLengthRequired = requirement.Requirement{
	ID:      "api.resource.upload.length-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} answers a request without the header Content-Length with 411 and the text LENGTH_REQUIRED.",
}

var UploadResourceTooLarge = requirement.Requirement{
	ID:      "api.resource.upload.too-large",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} answers a resource that is too large with 413 and JSON whose member reason is TOO_LARGE.",
}

var UploadResourceRemaining = requirement.Requirement{
	ID:      "api.resource.upload.remaining",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "The answer 413 may tell the bytes that are left as its member remainingStorageBytes, an unsigned 64-bit JSON integer.",
}

var UploadResourceIDTooLong = requirement.Requirement{
	ID:      "api.resource.upload.id-too-long",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "POST /resource/{rid} answers an ID that is too long with 414 and JSON whose member reason is RID_TOO_LONG.",
}

var UploadResourceIDLimit = requirement.Requirement{
	ID:      "api.resource.upload.id-limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Resources,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	Says:    "The answer 414 tells the limit as its member charLimit, an unsigned 8-bit JSON integer.",
	Note:    "Its default is 64, and an ID in the prose has 68 characters (A-158).",
}
