package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Redirects from an old actor to a new one, and the proofs that they need.

var MigrationExtent = Entry{
	ID:    "A-317",
	Title: "Whether a migration reassigns everything",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7", Anchor: "7-migrations", Print: "sha256:13d34c8231b1e555"},
		{Doc: "core", Section: "7.1", Anchor: "71-identity-migration", Print: "sha256:b5e9083d9e0a8b91"},
	},
	Question: "One sentence says that migrating always reassigns the ownership of all data of the actor, another that re-signing and redirecting are both optional.",
	Readings: []Reading{
		{ID: "chosen", Says: "An actor does any part of it, and each part works alone."},
		{ID: "always", Says: "A redirect without re-signing is refused or left unfinished."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Set up a redirect without re-signing anything, and re-sign without a redirect.",
	Accepts:  "The chapter about the steps is the more particular one.",
	Proposal: "Say that a migration can involve reassigning all data, and that each step may be left out.",
}

var KeysToProve = Entry{
	ID:    "A-179",
	Title: "How an actor learns which keys to prove",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:7eaa439048ded4aa"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:1106b0ac4bf29977"},
	},
	Question: "All keys with which the actor sent messages there have to be proved; a diagram has the server send a list, and no answer of the API carries one.",
	Readings: []Reading{
		{ID: "client-knows", Says: "The actor knows, and a request without all of them is refused."},
		{ID: "listed", Says: "The answer to a first request lists them."},
		{ID: "any", Says: "One key of the actor is enough.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Set up a redirect with an empty list, with one key of two, and with both, and look at the answers.",
	Accepts:  "The API has the rule and the prose the list; one key would let a thief of it redirect the actor.",
	Proposal: "Answer a request that lacks keys with 403 and the serial numbers that are missing.",
}

var NothingToProve = Entry{
	ID:    "A-343",
	Title: "Trials of an actor who has sent no message",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
		{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
		{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	},
	Question: "The header with trials is required, and for a redirect it holds all keys that were used for messages; for an actor without messages there are none.",
	Readings: []Reading{
		{ID: "own-key", Says: "The key of the session is proved all the same."},
		{ID: "empty-list", Says: "An empty list is taken."},
		{ID: "no-header", Says: "The header may be left out."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "As an actor without messages, set up a redirect with the key of the session, with an empty list and without the header.",
	Accepts:  "The text leaves it open; who proves a key does nothing wrong under any of them.",
	Proposal: "Say that at least the key of the session has to be proved.",
}

var EndedKeys = Entry{
	ID:    "A-340",
	Title: "Trials with the key of an ID-Cert that has ended",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:6b2e9df3bac938a2"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:19776f7e70976840"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:cb8d60663ab1cbc8"},
	},
	Question: "Past keys are kept for a migration, and re-signing is for keys that were compromised, so that their ID-Certs have expired or were revoked; the only rules about trials check validity and expiry.",
	Readings: []Reading{
		{ID: "migration", Says: "They are taken for migration, and not for a login."},
		{ID: "never", Says: "They are not taken."},
		{ID: "always", Says: "They are taken, for a login too."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Revoke an ID-Cert, and answer trials of each route with its key, with the token of another session.",
	Accepts:  "A migration of past messages needs past keys; whether a login may use those of a revoked ID-Cert is A-051.",
	Proposal: "Say that a trial for a migration may be answered with any key for which the actor ever had an ID-Cert, and that such a request needs the token of a valid session besides.",
}

var TrialHeaderSize = Entry{
	ID:    "A-210",
	Title: "How large the header with trials may become",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	},
	Question: "One header has a solution for each key; what servers and proxies take in a header is often 8 KiB, which is about fifty keys.",
	Readings: []Reading{
		{ID: "one-request", Says: "One request has them all, whatever its size."},
		{ID: "several", Says: "Several requests add up."},
		{ID: "limited", Says: "A server takes as many as fit, and refuses more."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Set up a redirect for an actor with a hundred ID-Certs.",
	Accepts:  "The text leaves it open.",
	Proposal: "Put completed trials into the body of the request, and let several requests add up.",
}

var RedirectScope = Entry{
	ID:    "A-180",
	Title: "Which requests are redirected, and where to",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:49da6de6c142a499"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:a23acfcbc51695df"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:07c4491b8ab32c00"},
	},
	Question: "A diagram has all requests for the old actor, the text requests for information; ID-Certs of the old actor stay needed to verify old messages. The API has no 307, and what Location is when the new actor has another federation ID is not said.",
	Readings: []Reading{
		{ID: "information", Says: "Discovery is redirected to the same route of the new server with the new federation ID; ID-Certs and key trials are served as before."},
		{ID: "all", Says: "All routes with the old federation ID are redirected in that way."},
		{ID: "same-path", Says: "Requests are redirected to the same path on the new server."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Set up a redirect, and ask for ID-Certs, services and key trials of the old actor.",
	Accepts:  "All and for information are two extents, and only under the first can messages of the old actor still be verified.",
	Proposal: "List the routes that are redirected, leave ID-Certs and key trials out, and give an example of Location.",
}

var RedirectTargetProof = Entry{
	ID:    "A-181",
	Title: "How the new actor shows who it is",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:9b0d7ecc3b7be778"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:4a94fda9327d1c1d"},
		{Doc: "api", Section: "Unregistered_setupRedirectExtern", Print: "sha256:713ce4911c8bdf55"},
	},
	Question: "The diagram has a check of its ID-Cert and a trial within the request, the API a token, which a login gave.",
	Readings: []Reading{
		{ID: "session", Says: "It logs in as a foreign actor first, and uses the token."},
		{ID: "inline", Says: "It answers a trial within the request."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Confirm a redirect with a token, and without one but with a solution.",
	Accepts:  "A login is a check of the ID-Cert and a trial.",
	Proposal: "Replace the steps of the diagram by a reference to section 4.1.1.",
}

var SecondRedirect = Entry{
	ID:    "A-319",
	Title: "A second target for a redirect",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
		{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
	},
	Question: "A redirect is valid for one target; whether another request replaces it, waits beside it or is refused is not said, and the removal names the target.",
	Readings: []Reading{
		{ID: "replaced", Says: "The new request takes the place of the old one."},
		{ID: "pending", Says: "Several may wait for confirmation, and the first that is complete wins."},
		{ID: "refused", Says: "It is refused while there is another."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Set up redirects to two targets, confirm both, and ask for the old actor.",
	Accepts:  "The text leaves it open; that two are in force at once it does not.",
	Proposal: "Say that a second request is refused with 409 until the first was removed.",
}

var RedirectRefusalStatus = Entry{
	ID:    "A-318",
	Title: "Status of a redirect to nobody",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
		{Doc: "api", Section: "Registered_setupRedirect", Print: "sha256:931e5271a3664d96"},
		{Doc: "api", Section: "Unregistered_setupRedirectExtern", Print: "sha256:713ce4911c8bdf55"},
	},
	Question: "Targets have to be valid actors on a server that can be reached; the API has no status for either, nor for a source that does not exist.",
	Readings: []Reading{
		{ID: "404-422", Says: "The answer is 404 or 422 for an actor who does not exist, and another 4xx for a server that cannot be reached."},
		{ID: "400", Says: "The answer is 400 for both."},
		{ID: "502", Says: "The answer for a server that cannot be reached is 502 or 504."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Set up a redirect to an unknown actor of a peer, and to one of a server that does not answer.",
	Accepts:  "Any 4xx refuses; for a server that cannot be reached HTTP has 502 and 504, though this one is no gateway.",
	Proposal: "Add 404 for an unknown actor, and 422 for one whose server cannot be reached.",
}

var RemovalStatus = Entry{
	ID:    "A-183",
	Title: "Removing a redirect or a permission that is not there",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
		{Doc: "api", Section: "Unregistered_removeRedirectExtern", Print: "sha256:35ae2dbd7ee6bf55"},
		{Doc: "api", Section: "Unregistered_removeResigningExtern", Print: "sha256:d80323a2d9ec8f27"},
	},
	Question: "Three removals have three sets of statuses, and only one has a status for nothing to remove.",
	Readings: []Reading{
		{ID: "as-documented", Says: "Each route uses a status that it documents: 400, 404, and 200 for nothing to remove."},
		{ID: "404", Says: "The answer is 404 on all of them."},
		{ID: "success", Says: "The answer is that of a success."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Remove each twice.",
	Accepts:  "Any 4xx refuses, and removing nothing may be a success.",
	Proposal: "Use 204 for success and 404 for nothing to remove on all three routes.",
}

var RedirectLoops = Entry{
	ID:    "A-184",
	Title: "Redirects in chains and circles",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
		{Doc: "core", Section: "7.1", Anchor: "71-identity-migration", Print: "sha256:b5e9083d9e0a8b91"},
	},
	Question: "Actors on one server or two may redirect to each other, and a target may have a redirect of its own.",
	Readings: []Reading{
		{ID: "allowed", Says: "They are set up, and clients have to notice."},
		{ID: "refused", Says: "A target that has a redirect is refused."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Redirect one actor to a second and the second to the first, on one server.",
	Accepts:  "The text leaves it open.",
	Proposal: "Refuse a target that is itself redirected, and have clients follow at most one redirect.",
}

var RedirectAfterDeletion = Entry{
	ID:    "A-201",
	Title: "A redirect after its source has deleted its data",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:a23acfcbc51695df"},
	},
	Question: "A parameter keeps or breaks the redirect; the prose has 308 or no redirect once the account is deleted.",
	Readings: []Reading{
		{ID: "307", Says: "What is kept stays a 307."},
		{ID: "308", Says: "What is kept becomes a 308."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Delete the data of a redirected actor with each value, and ask for it.",
	Accepts:  "Data and account may be two things (A-200).",
	Proposal: "Say that the redirect becomes 308 when the account is deleted, and that deleting data does not change it.",
}

var RemovedConfirmations = Entry{
	ID:    "A-460",
	Title: "Whose confirmation the removal of a redirect takes back",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_removeRedirect", Print: "sha256:6c8b68af872bea3e"},
		{Doc: "api", Section: "Unregistered_removeRedirectExtern", Print: "sha256:35ae2dbd7ee6bf55"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
	},
	Question: "Source and target each remove a redirect; whether the other one has to confirm it again before it holds once more is not said.",
	Readings: []Reading{
		{ID: "both", Says: "The removal takes back both confirmations."},
		{ID: "own", Says: "It takes back that of the one who asks, and the other one's stays."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Set up a redirect, have the source remove it and ask for it again, and look at the status.",
	Accepts:  "The redirect does not hold until both have confirmed it, under either.",
	Proposal: "Say that a removal ends the whole of it, and that both have to confirm it anew.",
}
