package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations on sessions.
var session = []requirement.Requirement{
	DeleteSessionBearer,
	DeleteSessionSensitive,
	DeleteSessionIDRequired,
	DeleteSessionNoContent,
	DeleteSessionContentLength,
	DeleteSessionEnds,
	DeleteSessionInvalidates,
	DeleteSessionUnknown,
	DeleteSessionOwnActor,
	RequestTokenNoBearer,
	RequestTokenBody,
	RequestTokenBodyRequired,
	RequestTokenOK,
	RequestTokenTrialCompleted,
	UpdateSessionCertBearer,
	UpdateSessionCertBody,
	UpdateSessionCertCreated,
	UpdateSessionCertInvalid,
	UpdateSessionCertOwnActor,
	UpdateSessionCertChanges,
	UpdateSessionCertRevokes,
}

var DeleteSessionBearer = requirement.Requirement{
	ID:      "api.session.delete.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var DeleteSessionSensitive = requirement.Requirement{
	ID:      "api.session.delete.sensitive-solution",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "The header is required here, the second factor a should in the prose, and the weakest reading counts (A-057).",
}

var DeleteSessionIDRequired = requirement.Requirement{
	ID:      "api.session.delete.session-id-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session refuses a request without the query parameter session_id.",
}

var DeleteSessionNoContent = requirement.Requirement{
	ID:      "api.session.delete.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session answers success with 204.",
}

var DeleteSessionContentLength = requirement.Requirement{
	ID:      "api.session.delete.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "The answer 204 of DELETE /session has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var DeleteSessionEnds = requirement.Requirement{
	ID:      "api.session.delete.ends-session",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session ends the session.",
}

var DeleteSessionInvalidates = requirement.Requirement{
	ID:      "api.session.delete.invalidates-certificate",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session invalidates the ID-Cert of the session.",
}

var DeleteSessionUnknown = requirement.Requirement{
	ID:      "api.session.delete.unknown",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session answers with 404 when the actor has no session with the ID.",
	Note:    "For a session that has ended before it is open (A-335).",
}

var DeleteSessionOwnActor = requirement.Requirement{
	ID:      "api.session.delete.own-actor",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	Says:    "DELETE /session leaves the sessions of other actors alone.",
	Note:    "The ID names a session of the one who asks; session IDs are unique for an actor only.",
}

var RequestTokenNoBearer = requirement.Requirement{
	ID:      "api.session.auth.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	Says:    "POST /session/auth needs no session token.",
	Note:    "The operation lists no security.",
}

var RequestTokenBody = requirement.Requirement{
	ID:      "api.session.auth.body",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	Says:    "The body of POST /session/auth is a completed key trial as JSON.",
	Note:    "It does not say whose it is (A-035).",
}

var RequestTokenBodyRequired = requirement.Requirement{
	ID:      "api.session.auth.body-required",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	Says:    "POST /session/auth refuses a request without a completed key trial.",
}

var RequestTokenOK = requirement.Requirement{
	ID:      "api.session.auth.ok",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	Says:    "POST /session/auth answers success with 200 and the token as text/plain.",
	Note:    "Whether the text is quoted is open (A-024).",
}

var RequestTokenTrialCompleted = requirement.Requirement{
	ID:      "api.session.auth.trial-completed",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	Says:    "POST /session/auth gives a token only for a completed key trial of the ID-Cert that the session is for.",
}

var UpdateSessionCertBearer = requirement.Requirement{
	ID:      "api.session.update.bearer",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	Says:    "PUT /session/idcert/extern refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var UpdateSessionCertBody = requirement.Requirement{
	ID:      "api.session.update.body",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	Says:    "The body of PUT /session/idcert/extern is an ID-Cert in PEM as text/plain.",
	Note:    "The document says text/plain and an ID-Cert; PEM is what it says elsewhere.",
}

var UpdateSessionCertCreated = requirement.Requirement{
	ID:      "api.session.update.created",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	Says:    "PUT /session/idcert/extern answers success with 201.",
}

var UpdateSessionCertInvalid = requirement.Requirement{
	ID:      "api.session.update.invalid",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	Says:    "PUT /session/idcert/extern answers a body that is no ID-Cert with 400.",
}

var UpdateSessionCertOwnActor = requirement.Requirement{
	ID:      "api.session.update.own-actor",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	Says:    "PUT /session/idcert/extern refuses the ID-Cert of another actor.",
}

var UpdateSessionCertChanges = requirement.Requirement{
	ID:      "api.session.update.changes",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	Says:    "PUT /session/idcert/extern makes the server use the new ID-Cert for the session.",
	Note:    "Whether the token goes on is open (A-327).",
}

var UpdateSessionCertRevokes = requirement.Requirement{
	ID:      "api.session.update.revokes",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	Says:    "PUT /session/idcert/extern with a revoked ID-Cert makes the server treat it as revoked.",
	Note:    "How it tells one from the other is open (A-105).",
}
