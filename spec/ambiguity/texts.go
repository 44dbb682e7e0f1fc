package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Slips of the texts that spec lint finds, which nobody reads in two ways.

var MemberSpelling = Entry{
	ID:    "A-360",
	Title: "Names with underscores",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
		{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	},
	Question: "The members and parameters id_cert, session_id and new_primary join their words with an underscore, all others with a capital; one member is id_cert here and idCert elsewhere.",
	Readings: []Reading{
		{ID: "as-written", Says: "Each name is as its operation writes it."},
	},
	Impact:   requirement.Degraded,
	Accepts:  "A name that is written out is not open to be read, but it is easily mistaken.",
	Proposal: "Write idCert, sessionId and newPrimary in the next version, or say that names with underscores are meant.",
}

var NumberTypes = Entry{
	ID:    "A-361",
	Title: "One number with several types",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
		{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
		{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	},
	Question: "The parameter limit has 16, 32 or 64 bits, Retry-After 16 or 64, and Content-Length is a number in some places and 64 bits in one.",
	Readings: []Reading{
		{ID: "as-written", Says: "Each number has the bits that its operation gives it, and no client sends one that does not fit."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "Nobody lists more than 65,535 things at once, and a header has no bits.",
	Proposal: "Give limit, Retry-After and Content-Length one type each.",
}

var EmptySuccess = Entry{
	ID:    "A-362",
	Title: "A success without a body",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
		{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
		{Doc: "api", Section: "Unregistered_removeRedirectExtern", Print: "sha256:35ae2dbd7ee6bf55"},
		{Doc: "api", Section: "Unregistered_setupRedirectExtern", Print: "sha256:713ce4911c8bdf55"},
	},
	Question: "Four operations answer with 200 and give it no body; other operations that say nothing answer with 204.",
	Readings: []Reading{
		{ID: "200", Says: "The status is 200, and the body is empty or ignored."},
		{ID: "204", Says: "The status is 204, as elsewhere."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Set up and remove a redirect, and look at the status.",
	Accepts:  "A client that asks for a 2xx takes both; the document names one.",
	Proposal: "Answer with 204 where there is nothing to say.",
}

var OperationNames = Entry{
	ID:    "A-363",
	Title: "The name of the operation that rotates the server key",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	},
	Question: "The operation is called name, which seems to be left over from a template.",
	Readings: []Reading{
		{ID: "rotation", Says: "It rotates the identity key of the home server."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "Generated clients get a method with that name; nothing else depends on it.",
	Proposal: "Call it rotateServerKey.",
}

var HeartbeatExample = Entry{
	ID:    "A-364",
	Title: "The example of a heartbeat",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.8", Anchor: "3238-heartbeat-and-heartbeat-ack-events", Print: "sha256:85105ec84ab6b608"},
	},
	Question: "The example lacks the comma before except, so that it is no JSON.",
	Readings: []Reading{
		{ID: "comma", Says: "A comma stands between the members to and except."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "The table above the example has three members.",
	Proposal: "Add the comma.",
}

var Unfinished = Entry{
	ID:    "A-365",
	Title: "Places that are still to be written",
	Places: []requirement.Ref{
		{Doc: "core", Section: "1", Anchor: "1-terminology-used-in-this-document", Print: "sha256:e88255f70d6693f3"},
		{Doc: "core", Section: "3.2", Anchor: "32-websocket-protocol", Print: "sha256:63f047de8cb7d120"},
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:1dd8b9759e7f1b4d"},
		{Doc: "core", Section: "6.6.1", Anchor: "661-signing-keys-and-id-certs", Print: "sha256:c2354e93035242c4"},
	},
	Question: "The glossary, the interval of heartbeats in a diagram, what a sensitive solution is, and a piece of advice on rotating server keys are marked as to be done.",
	Readings: []Reading{
		{ID: "elsewhere", Says: "What can be known of them stands in other sections."},
	},
	Impact:   requirement.Degraded,
	Accepts:  "A note to its authors binds nobody.",
	Proposal: "Write the glossary, and resolve the three notes.",
}

var HeadingDepth = Entry{
	ID:    "A-366",
	Title: "Headings at another depth than their numbers",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:13d2a5b07c38bcfb"},
		{Doc: "core", Section: "9.1", Anchor: "91-discoverability", Print: "sha256:63bf5b7c62e8b6a8"},
		{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:61bbf47315ff29da"},
	},
	Question: "Section 3.3 stands one level too deep and 9.1 and 9.1.1 one too high, so that a table of contents puts them in the wrong place.",
	Readings: []Reading{
		{ID: "by-number", Says: "The numbers are right."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "Every reference to a section uses its number.",
	Proposal: "Give each heading the level that its number has.",
}
