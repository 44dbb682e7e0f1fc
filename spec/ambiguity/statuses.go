package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// What a server answers when it refuses, and when it says nothing.

var ErrorBody = Entry{
	ID:    "A-019",
	Title: "Body of an error",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	},
	Question: "The API gives errors no content.",
	Readings: []Reading{
		{ID: "json", Says: "It is a JSON object with a code and a message."},
		{ID: "empty", Says: "It is empty."},
		{ID: "other-object", Says: "It is a JSON object with other members."},
		{ID: "text", Says: "It is a short text."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Provoke an error, and look at its type and body.",
	Accepts:  "The text leaves it open.",
	Proposal: "Define a JSON object for errors, with a code from a list and a text, for all statuses from 400 on.",
}

var UnauthorizedStatus = Entry{
	ID:    "A-020",
	Title: "Status for a missing or invalid token",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	},
	Question: "Most operations need a token, one documents 401.",
	Readings: []Reading{
		{ID: "401", Says: "The answer is 401."},
		{ID: "403", Says: "The answer is 403."},
		{ID: "404", Says: "The answer is 404, so that nobody learns what is there."},
		{ID: "400", Says: "The answer is 400."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Call each protected route without a token and with an invalid one.",
	Accepts:  "Any 4xx refuses.",
	Proposal: "Add 401 for a missing or invalid token to every operation that needs one, and 403 for one that is not enough.",
}

var SensitiveFailureStatus = Entry{
	ID:    "A-021",
	Title: "Status for a missing or wrong second factor",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:a536b7e959c12c5c"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	},
	Question: "The header is required, and no status documented.",
	Readings: []Reading{
		{ID: "400-403", Says: "A missing one is answered with 400, a wrong one with 403."},
		{ID: "401", Says: "Both are answered with 401."},
		{ID: "403", Says: "Both are answered with 403."},
		{ID: "400", Says: "Both are answered with 400."},
		{ID: "other", Says: "They are answered with other statuses, or with two of them."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Leave the header out, and falsify it.",
	Accepts:  "Any 4xx refuses.",
	Proposal: "Add 401 or 403 for a missing or wrong second factor to each operation that has the header.",
}

var EmptyContentLength = Entry{
	ID:    "A-023",
	Title: "Content-Length in a 204",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	},
	Question: "The API requires the header with the value 0, HTTP (RFC 9110, 8.6) forbids it there.",
	Readings: []Reading{
		{ID: "omitted", Says: "The header is left out."},
		{ID: "sent", Says: "The header is sent."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Look at the bytes of the response over HTTP/1.1.",
	Accepts:  "One of two documents is broken either way.",
	Proposal: "Take Content-Length from the headers of every 204.",
}

var RateLimitStatus = Entry{
	ID:    "A-030",
	Title: "Status of a rate limit",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:b867a3fc3c619a42"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "The API has none; a diagram has 403 with a time to wait.",
	Readings: []Reading{
		{ID: "none", Says: "There are no limits."},
		{ID: "429", Says: "The answer is 429 with Retry-After."},
		{ID: "403", Says: "The answer is 403 with Retry-After."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Rare:     true,
	Probe:    "Only too many requests show it, which would hinder all who use the server, so that no run sends them on purpose: look at the answers to a run that comes upon a limit.",
	Accepts:  "The text leaves it open.",
	Proposal: "Add 429 with Retry-After to the answers that every operation may give.",
}

var RetryAfterForm = Entry{
	ID:    "A-032",
	Title: "Spelling and meaning of Retry-After",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:b867a3fc3c619a42"},
		{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:df107e3c34d6b6bd"},
		{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	},
	Question: "A diagram misspells it; the prose has seconds to wait, an operation of the API a point in time.",
	Readings: []Reading{
		{ID: "seconds", Says: "The header Retry-After has the seconds to wait."},
		{ID: "timestamp", Says: "The header Retry-After has a UNIX timestamp."},
		{ID: "http-date", Says: "The header Retry-After has a date as HTTP has it."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Rare:     true,
	Probe:    "Look at the header in answers that limit the rate of a run, and in those of an export that is not ready: a number of less than a thousand million is seconds.",
	Accepts:  "Each place is plain for its own route.",
	Proposal: "Use Retry-After with seconds on every route, as HTTP has it.",
}
