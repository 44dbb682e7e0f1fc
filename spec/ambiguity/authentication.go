package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Registration, login and session tokens.

var AccountRoutes = Entry{
	ID:    "A-010",
	Title: "How an account is made and first used",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:c79163d79ec7832f"},
		{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6cc5a3a7daacf6af"},
		{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:48de2e9a744a8ab6"},
	},
	Question: "Core leaves it to extensions, and the auth extension has neither paths nor schemas.",
	Readings: []Reading{
		{ID: "either", Says: "Both the routes of the draft and those of implementations are served."},
		{ID: "draft", Says: "Registration answers with a federation ID; login takes a request and answers with ID-Cert and token."},
		{ID: "password-token", Says: "Registration and login with a password answer with a token, and the ID-Cert comes later."},
		{ID: "private", Says: "The server has a scheme of its own."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask for registration and login below /.p2/auth/v1/ and /.p2/auth/.",
	Accepts:  "Core allows any method of authentication.",
	Proposal: "Give the auth extension an API document with paths, bodies and statuses, and say which part of it core relies on.",
}

var ChallengeAndTrial = Entry{
	ID:    "A-011",
	Title: "Whether challenge strings and key trials are the same",
	Places: []requirement.Ref{
		{Doc: "core", Section: "1", Anchor: "1-terminology-used-in-this-document", Print: "sha256:e88255f70d6693f3"},
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:849b7466ec915270"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:087242831b767fa2"},
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	},
	Question: "The prose lists them beside each other, the API has key trials only, and the glossary is missing.",
	Readings: []Reading{
		{ID: "same", Says: "They are two names for one thing."},
		{ID: "distinct", Says: "They are two mechanisms, with headers and lifetimes of their own."},
	},
	Impact:   requirement.Degraded,
	Accepts:  "A section that lists both as separate scenarios speaks for the second reading, the API for the first.",
	Proposal: "Write the glossary, and use key trial for the thing and challenge string for the text in it.",
	Issue:    "https://github.com/polyphony-chat/typespec-openapi/issues/137",
}

var UnregisteredRoutes = Entry{
	ID:    "A-012",
	Title: "Who may use routes that need no registration",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:1c080c97bcdc054d"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	},
	Question: "They are for all clients; some of them need a token all the same.",
	Readings: []Reading{
		{ID: "any-session", Says: "Where a token is listed, that of any session at this server will do, local or foreign."},
		{ID: "foreign-only", Says: "Where a token is listed, only that of a foreign session will do."},
		{ID: "anybody", Says: "Everybody may use those that only show something, with a token or without."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Call each of these routes without a token, with a local and with a foreign one.",
	Accepts:  "Needing no registration and needing no session are different things.",
	Proposal: "Write in the introduction to the API that tokens of foreign sessions are meant, and that local ones will do as well.",
}

var TrialAuthentication = Entry{
	ID:    "A-034",
	Title: "Whether a token is needed to be given a key trial",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:f1938b5efe008e78"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:ac8a70a3dcf7c7e1"},
		{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:35636ed4738afa20"},
	},
	Question: "The diagram of 4.3 has the client present its token; in that of 4.1.1 the trial is how one comes by a token; the extension has it name its session.",
	Readings: []Reading{
		{ID: "optional", Says: "A trial is given without a token, and with one, which then binds it to the session."},
		{ID: "none", Says: "A trial is given without a token, and a token changes nothing."},
		{ID: "token", Says: "A trial is given with a token only."},
		{ID: "named", Says: "A trial is given for the federation ID or the session ID that the request names."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask for a trial without a token, and with one.",
	Accepts:  "The two diagrams show different uses.",
	Proposal: "Say that a trial is given to everybody, and that one asked for with a token is bound to its session.",
}

var TrialAnswerActor = Entry{
	ID:    "A-035",
	Title: "How the answer to a key trial names its actor",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:22140d191fa1199f"},
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:ea557d6cf33c3ef9"},
		{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
		{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
		{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:b49eb02bb83e117d"},
	},
	Question: "A serial number is unique for one home server only, and the API has nothing else in the body.",
	Readings: []Reading{
		{ID: "serial-only", Says: "The serial number alone is looked up among the certificates that the server knows."},
		{ID: "body-member", Says: "The body has the federation ID as well."},
		{ID: "request", Says: "The actor was named when the trial was asked for."},
		{ID: "certificate", Says: "The ID-Cert is sent along."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send the answer with and without a federation ID, and see whether the peer is asked.",
	Accepts:  "No document has a form that could work and that the others agree with.",
	Proposal: "Add the federation ID to Models.KeyTrialCompleted, or to the body of POST /session/auth.",
}

var RevokedLogin = Entry{
	ID:    "A-051",
	Title: "Whether a revoked ID-Cert can be used to log in",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:5be69a6a5408dd75"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:9765ed71e630386b"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:5fcf002d65029756"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:ead59ae556201577"},
	},
	Question: "The diagram has the home server asked for the status before a token is given; 6.4.1 says that completing a trial must not require that.",
	Readings: []Reading{
		{ID: "refused", Says: "A revoked ID-Cert gets no token."},
		{ID: "allowed", Says: "A revoked ID-Cert gets a token, and its actor may not send messages."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, mark an ID-Cert as revoked and answer a trial with it.",
	Accepts:  "Each reading follows one of two plain places.",
	Proposal: "Strike either completing a key trial from the list of section 6.4.1, or the check of the status from the diagram.",
}

var CertBySerial = Entry{
	ID:    "A-052",
	Title: "Looking an ID-Cert up by its serial number",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:5be69a6a5408dd75"},
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	},
	Question: "The diagram asks with a serial number; the route has no such parameter.",
	Readings: []Reading{
		{ID: "list", Says: "All ID-Certs of the actor are fetched and searched."},
		{ID: "session-id", Says: "The session ID is asked for."},
		{ID: "serial-parameter", Says: "A parameter for the serial number is sent all the same."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "As a peer, record the request.",
	Accepts:  "The text leaves it open.",
	Proposal: "Add a parameter for the serial number to the route, or draw the diagram with a session ID.",
}

var TokenReissue = Entry{
	ID:    "A-053",
	Title: "What a second login with one ID-Cert does",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	},
	Question: "An ID-Cert has one active token at a time; which one gives way is not said, nor format, life or renewal of a token.",
	Readings: []Reading{
		{ID: "replaces", Says: "The new token replaces the old one."},
		{ID: "refused", Says: "The second login is refused while the first token is good."},
		{ID: "both-valid", Says: "Both tokens are good.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Log in twice with one ID-Cert, and use both tokens. Where already the first login is refused, a conflict (409) that a wrong solution does not meet tells that the token from the issue is in the way.",
	Accepts:  "One active token is what the text says plainly.",
	Proposal: "Say that a new token replaces the old one, and whether tokens end by themselves.",
}

var TokenOfExpired = Entry{
	ID:    "A-395",
	Title: "The token of a session whose ID-Cert has expired",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "A token belongs to an ID-Cert; revoking that ends the session, and what its expiry does is not said.",
	Readings: []Reading{
		{ID: "lives", Says: "The token is good until its session is revoked, or until it ends by itself."},
		{ID: "ends", Says: "The token ends with its ID-Cert."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Wait for the end of an ID-Cert, and use the token of its session.",
	Accepts:  "The text has a session end by revocation only, and calls one invalid whose ID-Cert is over nowhere.",
	Proposal: "Say that a session token is good at most as long as its ID-Cert.",
}

var TrialFailureStatus = Entry{
	ID:    "A-054",
	Title: "Status of a failed login on a foreign server",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:9597ac8e7bd4692e"},
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:b867a3fc3c619a42"},
		{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	},
	Question: "The API has 200 only; one diagram says error, the other 403.",
	Readings: []Reading{
		{ID: "403", Says: "Whatever is wrong is answered with 403."},
		{ID: "401", Says: "Whatever is wrong is answered with 401."},
		{ID: "400", Says: "Whatever is wrong is answered with 400."},
		{ID: "mixed", Says: "Different causes have different statuses."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send a wrong signature, an expired trial, an unknown serial number.",
	Accepts:  "Any 4xx refuses.",
	Proposal: "Add 401 for a wrong solution and 403 for an ID-Cert that is not valid.",
}
