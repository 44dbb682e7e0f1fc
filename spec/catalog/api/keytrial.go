package api

import "github.com/p2conform/p2conform/spec/requirement"

// The operation that publishes key trials.
var keyTrial = []requirement.Requirement{
	KeyTrialsBearer,
	KeyTrialsOK,
	KeyTrialsNoContent,
	KeyTrialsContentLength,
	KeyTrialsUnknownActor,
	KeyTrialsCompletedOnly,
	KeyTrialsExpiredOnly,
	KeyTrialsLimit,
	KeyTrialsNoLimit,
	KeyTrialsByID,
	KeyTrialsNotBefore,
	KeyTrialsNotAfter,
}

var KeyTrialsBearer = requirement.Requirement{
	ID:      "api.keytrial.list.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "GET /keytrial/{fid} refuses a request without a valid session token.",
	Note:    "The prose wants them public (A-050).",
}

var KeyTrialsOK = requirement.Requirement{
	ID:      "api.keytrial.list.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "GET /keytrial/{fid} answers with 200 and a JSON array of key trials, each with its completions.",
}

var KeyTrialsNoContent = requirement.Requirement{
	ID:      "api.keytrial.list.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "GET /keytrial/{fid} answers with 204 when the actor has no key trials to show.",
}

var KeyTrialsContentLength = requirement.Requirement{
	ID:      "api.keytrial.list.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "The answer 204 of GET /keytrial/{fid} has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var KeyTrialsUnknownActor = requirement.Requirement{
	ID:      "api.keytrial.list.unknown-actor",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "GET /keytrial/{fid} answers with 404 when the server does not know the actor.",
}

var KeyTrialsCompletedOnly = requirement.Requirement{
	ID:      "api.keytrial.list.completed-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "GET /keytrial/{fid} lists key trials that have a completion, and no others.",
}

var KeyTrialsExpiredOnly = requirement.Requirement{
	ID:      "api.keytrial.list.expired-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "GET /keytrial/{fid} lists a key trial only once it has expired.",
	Note:    "Until then a completion could still be used.",
}

var KeyTrialsLimit = requirement.Requirement{
	ID:      "api.keytrial.list.limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "The query parameter limit bounds the number of key trials.",
}

var KeyTrialsNoLimit = requirement.Requirement{
	ID:      "api.keytrial.list.no-limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "A limit of 0, or none, does not bound the number of key trials.",
}

var KeyTrialsByID = requirement.Requirement{
	ID:      "api.keytrial.list.id",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      "A key trial has no ID that one could know.",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "The query parameter id selects one key trial.",
	Note:    "A key trial has no ID that one could know (A-036).",
}

var KeyTrialsNotBefore = requirement.Requirement{
	ID:      "api.keytrial.list.not-before",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "The query parameter notBefore limits the key trials to those performed at that time or later.",
	Note:    "Which of its times counts is open (A-326).",
}

var KeyTrialsNotAfter = requirement.Requirement{
	ID:      "api.keytrial.list.not-after",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a key trial",
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	Says:    "The query parameter notAfter limits the key trials to those performed at that time or earlier.",
	Note:    "Which of its times counts is open (A-326).",
}
