package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Solutions of key trials: how they are made, sent and spent.

var TrialSignatureForm = Entry{
	ID:    "A-041",
	Title: "What is signed, and how the signature is written",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:115d4d7f26e7a952"},
	},
	Question: "The API has a string; for other signatures the prose has hexadecimal.",
	Readings: []Reading{
		{ID: "hex", Says: "The UTF-8 bytes of the trial are signed, and the signature is in hexadecimal."},
		{ID: "base64", Says: "The UTF-8 bytes of the trial are signed, and the signature is in base64."},
		{ID: "either", Says: "The UTF-8 bytes of the trial are signed, and the signature is taken in either."},
		{ID: "decoded", Says: "The bytes that the trial stands for are signed."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send lower-case and upper-case hexadecimal, base64 and base64url.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that the UTF-8 bytes of the string are signed, and that signatures are lower-case hexadecimal everywhere.",
}

var TrialHeaderForm = Entry{
	ID:    "A-043",
	Title: "How solutions are written into a header",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
		{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
	},
	Question: "The header X-P2-core-keytrial is a list of objects, for which OpenAPI defines no form.",
	Readings: []Reading{
		{ID: "json", Says: "The header has JSON."},
		{ID: "percent-json", Says: "The header has JSON, percent-encoded."},
		{ID: "simple", Says: "The header has the comma form of OpenAPI."},
		{ID: "base64-json", Says: "The header has JSON in base64."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send each form with one and with two solutions.",
	Accepts:  "The text leaves it open.",
	Proposal: "Send solutions in the body, or say that the header has JSON in base64url.",
}

var TrialHeaderName = Entry{
	ID:    "A-044",
	Title: "The header of a solution",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:f1212816d08dc9f2"},
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	},
	Question: "The prose has X-P2-Challenge-String-Solution, the API X-P2-core-keytrial.",
	Readings: []Reading{
		{ID: "api-name", Says: "It is the header of the API."},
		{ID: "prose-name", Says: "It is the header of the prose."},
		{ID: "both", Says: "They are two mechanisms, and extensions use that of the prose."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send the solution in either.",
	Accepts:  "No operation uses the name of the prose, and no sentence that of the API.",
	Proposal: "Use one name for the header in both documents.",
	Issue:    "https://github.com/polyphony-chat/typespec-openapi/issues/137",
}

var TrialSerialType = Entry{
	ID:    "A-045",
	Title: "JSON type of serialNumber in a solution",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
	},
	Question: "The API has a number; an implementation is known that writes a decimal string.",
	Readings: []Reading{
		{ID: "either", Says: "Both are taken."},
		{ID: "integer", Says: "It is a number."},
		{ID: "string", Says: "It is a decimal string."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send both.",
	Accepts:  "A serial number of more than 64 bits has no place in the schema (A-017).",
	Proposal: "Settle it with the form of serial numbers in general (A-017).",
}

var TrialPerKey = Entry{
	ID:    "A-046",
	Title: "One trial for many keys",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:7eaa439048ded4aa"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:f14dc78491b618c2"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	},
	Question: "The diagrams have one string for a list of keys, the API one trial with several completions, its header a list of solutions.",
	Readings: []Reading{
		{ID: "one", Says: "One trial is signed with every key."},
		{ID: "each", Says: "Each key has a trial of its own."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Answer one trial with two keys.",
	Accepts:  "A list of solutions fits both.",
	Proposal: "Say that one trial may be answered with several keys, and draw the list of solutions in the diagrams.",
}

var TrialReuse = Entry{
	ID:    "A-047",
	Title: "Whether a solution can be used again",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:ff14f930e0ac4820"},
		{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	},
	Question: "Unique strings are to prevent replay; the export can be asked for again until the trial ends.",
	Readings: []Reading{
		{ID: "once", Says: "It can be used once."},
		{ID: "same-route", Says: "It can be used for one route until the trial ends."},
		{ID: "any-route", Says: "It can be used for any route until the trial ends."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Use one solution twice for one route, then for another. While a target has but one route that takes solutions, the last two readings are one.",
	Accepts:  "The text says what uniqueness is for, and nowhere that a solution is spent.",
	Proposal: "Say that a solution is good for one request, but for the export, where it is good for repeating that request.",
}

var TrialBinding = Entry{
	ID:    "A-048",
	Title: "What a key trial is bound to",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:0d78a2fecd55868b"},
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	},
	Question: "A trial has no name of a server or purpose in it, so that one server can pass on the trial of another.",
	Readings: []Reading{
		{ID: "opaque", Says: "A trial is a random string, bound to nothing that a client could see."},
		{ID: "named", Says: "A trial names the server and the purpose, which clients look for."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Look whether issued trials have the name of the server and a purpose in them.",
	Accepts:  "The text asks for a string with a length.",
	Proposal: "Begin a trial with the name of the server and the purpose, and have clients check both before they sign.",
}

var SignatureContexts = Entry{
	ID:    "A-049",
	Title: "Telling signatures of different purpose apart",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:1cbeca91063d458f"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:e37f4b3b58c80db9"},
		{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
	},
	Question: "One key signs messages, revocations and strings that a server chose, without a mark of the purpose.",
	Readings: []Reading{
		{ID: "none", Says: "There is no mark."},
		{ID: "prefix", Says: "Each purpose has a prefix."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Answer a trial with a signature over the bare string, and see whether it is taken. A refusal may have other reasons, and nothing says what a prefix would be.",
	Accepts:  "As written there is none.",
	Proposal: "Put a constant prefix with the purpose before everything that a key signs.",
}
