package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that set up and remove redirects.
var redirects = []requirement.Requirement{
	RedirectSourceBearer,
	RedirectSourceKeyTrial,
	RedirectSourceBody,
	RedirectSourceOK,
	RedirectSourceAccepted,
	RedirectSourceAllKeys,
	RedirectSourceTargetConfirms,
	RemoveRedirectSourceBearer,
	RemoveRedirectSourceActorRequired,
	RemoveRedirectSourceNoContent,
	RemoveRedirectSourceContentLength,
	RemoveRedirectSourceEnds,
	RemoveRedirectSourceInvalid,
	RedirectTargetBearer,
	RedirectTargetSourceRequired,
	RedirectTargetOK,
	RedirectTargetAccepted,
	RemoveRedirectTargetBearer,
	RemoveRedirectTargetSourceRequired,
	RemoveRedirectTargetOK,
	RemoveRedirectTargetEnds,
}

var RedirectSourceBearer = requirement.Requirement{
	ID:      "api.redirect.source.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	Says:    "POST /migration/redirect refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var RedirectSourceKeyTrial = requirement.Requirement{
	ID:      "api.redirect.source.key-trial",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	Says:    "POST /migration/redirect refuses a request without completed key trials in the header X-P2-core-keytrial.",
	Note:    "How the header is written is open (A-043), and what it holds for an actor without messages (A-343).",
}

var RedirectSourceBody = requirement.Requirement{
	ID:      "api.redirect.source.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	Says:    "POST /migration/redirect takes the federation ID of the new actor as text/plain.",
}

var RedirectSourceOK = requirement.Requirement{
	ID:      "api.redirect.source.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	Says:    "POST /migration/redirect answers with 200 when the redirect is set up.",
}

var RedirectSourceAccepted = requirement.Requirement{
	ID:      "api.redirect.source.accepted",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	Says:    "POST /migration/redirect answers with 202 while the new actor has not confirmed the redirect.",
	Note:    "Clients that take it for a failure are known.",
}

var RedirectSourceAllKeys = requirement.Requirement{
	ID:      "api.redirect.source.all-keys",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	Says:    "POST /migration/redirect refuses a request that does not prove every key with which the actor sent messages on the server.",
	Note:    "How the actor learns which these are is open (A-179), and how many fit into a header (A-210).",
}

var RedirectSourceTargetConfirms = requirement.Requirement{
	ID:      "api.redirect.source.target-confirms",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	Says:    "POST /migration/redirect sets up no redirect that the new actor has not confirmed.",
}

var RemoveRedirectSourceBearer = requirement.Requirement{
	ID:      "api.redirect.source.remove.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
	Says:    "DELETE /migration/redirect refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var RemoveRedirectSourceActorRequired = requirement.Requirement{
	ID:      "api.redirect.source.remove.actor-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
	Says:    "DELETE /migration/redirect refuses a request without the query parameter removeActorFid.",
}

var RemoveRedirectSourceNoContent = requirement.Requirement{
	ID:      "api.redirect.source.remove.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
	Says:    "DELETE /migration/redirect answers success with 204.",
}

var RemoveRedirectSourceContentLength = requirement.Requirement{
	ID:      "api.redirect.source.remove.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
	Says:    "The answer 204 of DELETE /migration/redirect has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var RemoveRedirectSourceEnds = requirement.Requirement{
	ID:      "api.redirect.source.remove.ends",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
	Says:    "DELETE /migration/redirect ends the redirect to the named actor, whether it is set up or still to be confirmed.",
}

var RemoveRedirectSourceInvalid = requirement.Requirement{
	ID:      "api.redirect.source.remove.invalid",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
	Says:    "DELETE /migration/redirect answers an invalid request with 400.",
	Note:    "Whether a redirect that is not there makes one is open (A-183).",
}

var RedirectTargetBearer = requirement.Requirement{
	ID:      "api.redirect.target.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_setupRedirectExtern", Print: "sha256:713ce4911c8bdf55"},
	Says:    "POST /redirect/extern refuses a request without a valid session token.",
	Note:    "The prose challenges the new actor in the request (A-181).",
}

var RedirectTargetSourceRequired = requirement.Requirement{
	ID:      "api.redirect.target.source-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_setupRedirectExtern", Print: "sha256:713ce4911c8bdf55"},
	Says:    "POST /redirect/extern refuses a request without the query parameter redirectSourceFid.",
}

var RedirectTargetOK = requirement.Requirement{
	ID:      "api.redirect.target.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_setupRedirectExtern", Print: "sha256:713ce4911c8bdf55"},
	Says:    "POST /redirect/extern answers with 200 when the redirect is set up.",
}

var RedirectTargetAccepted = requirement.Requirement{
	ID:      "api.redirect.target.accepted",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_setupRedirectExtern", Print: "sha256:713ce4911c8bdf55"},
	Says:    "POST /redirect/extern answers with 202 while the old actor has not confirmed the redirect.",
}

var RemoveRedirectTargetBearer = requirement.Requirement{
	ID:      "api.redirect.target.remove.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeRedirectExtern", Print: "sha256:35ae2dbd7ee6bf55"},
	Says:    "DELETE /redirect/extern refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var RemoveRedirectTargetSourceRequired = requirement.Requirement{
	ID:      "api.redirect.target.remove.source-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeRedirectExtern", Print: "sha256:35ae2dbd7ee6bf55"},
	Says:    "DELETE /redirect/extern refuses a request without the query parameter redirectSourceFid.",
}

var RemoveRedirectTargetOK = requirement.Requirement{
	ID:      "api.redirect.target.remove.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeRedirectExtern", Print: "sha256:35ae2dbd7ee6bf55"},
	Says:    "DELETE /redirect/extern answers success with 200.",
	Note:    "Where there was nothing to remove it is open (A-183).",
}

var RemoveRedirectTargetEnds = requirement.Requirement{
	ID:      "api.redirect.target.remove.ends",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_removeRedirectExtern", Print: "sha256:35ae2dbd7ee6bf55"},
	Says:    "DELETE /redirect/extern ends the redirect to the actor who asks.",
}
