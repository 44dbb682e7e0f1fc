package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that let an actor have messages re-signed.
var resigning = []requirement.Requirement{
	AllowResigningBearer,
	AllowResigningKeyTrial,
	AllowResigningBody,
	AllowResigningBodyRequired,
	AllowResigningOK,
	AllowResigningForbidden,
	AllowResigningProvenKeysOnly,
	AbortResigningBearer,
	AbortResigningActorRequired,
	AbortResigningNoContent,
	AbortResigningContentLength,
	AbortResigningEnds,
	AbortResigningUnknown,
}

var AllowResigningBearer = requirement.Requirement{
	ID:      "api.resigning.allow.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	Says:    "POST /messages refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var AllowResigningKeyTrial = requirement.Requirement{
	ID:      "api.resigning.allow.key-trial",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	Says:    "POST /messages refuses a request without completed key trials in the header X-P2-core-keytrial.",
	Note:    "The prose has the key trial come after the request (A-185).",
}

var AllowResigningBody = requirement.Requirement{
	ID:      "api.resigning.allow.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	Says:    "POST /messages takes a JSON object with the federation ID newActorFid and the array of strings allowedResigningKeys.",
	Note:    "How keys are written is open (A-187).",
}

var AllowResigningBodyRequired = requirement.Requirement{
	ID:      "api.resigning.allow.body-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	Says:    "POST /messages refuses a body without newActorFid or allowedResigningKeys.",
	Note:    "The failure status is not documented.",
}

var AllowResigningOK = requirement.Requirement{
	ID:      "api.resigning.allow.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	Says:    "POST /messages answers success with 200.",
	Note:    "Nothing tells when the permission ends (A-186).",
}

var AllowResigningForbidden = requirement.Requirement{
	ID:      "api.resigning.allow.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	Says:    "POST /messages answers a key trial that does not hold with 403.",
	Note:    "The document names the status without its cause.",
}

var AllowResigningProvenKeysOnly = requirement.Requirement{
	ID:      "api.resigning.allow.proven-keys-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	Says:    "POST /messages lets re-sign only messages that were signed with keys of completed key trials.",
}

var AbortResigningBearer = requirement.Requirement{
	ID:      "api.resigning.abort.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeResigningExtern", Print: "sha256:d80323a2d9ec8f27"},
	Says:    "DELETE /messages refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var AbortResigningActorRequired = requirement.Requirement{
	ID:      "api.resigning.abort.actor-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeResigningExtern", Print: "sha256:d80323a2d9ec8f27"},
	Says:    "DELETE /messages refuses a request without the query parameter removeActorFid.",
	Note:    "The failure status is not documented.",
}

var AbortResigningNoContent = requirement.Requirement{
	ID:      "api.resigning.abort.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeResigningExtern", Print: "sha256:d80323a2d9ec8f27"},
	Says:    "DELETE /messages answers success with 204.",
}

var AbortResigningContentLength = requirement.Requirement{
	ID:      "api.resigning.abort.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeResigningExtern", Print: "sha256:d80323a2d9ec8f27"},
	Says:    "The answer 204 of DELETE /messages has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var AbortResigningEnds = requirement.Requirement{
	ID:      "api.resigning.abort.ends",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeResigningExtern", Print: "sha256:d80323a2d9ec8f27"},
	Says:    "After DELETE /messages the named actor can re-sign nothing more.",
}

var AbortResigningUnknown = requirement.Requirement{
	ID:      "api.resigning.abort.unknown",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeResigningExtern", Print: "sha256:d80323a2d9ec8f27"},
	Says:    "DELETE /messages answers with 404 when the named actor has no permission to re-sign.",
}
