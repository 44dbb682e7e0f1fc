package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Revocation, and telling others of it.

var RevocationRoutes = Entry{
	ID:    "A-104",
	Title: "Routes for revocation at home and abroad",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:fbc9c3aa07ecd977"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
		{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	},
	Question: "They are said to be the same; the API has one for each.",
	Readings: []Reading{
		{ID: "each-its-own", Says: "It is DELETE /session at home and PUT /session/idcert/extern abroad."},
		{ID: "delete", Says: "It is DELETE /session everywhere."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Call both from a foreign session.",
	Accepts:  "The API document is the one that has the routes.",
	Proposal: "Name both routes, or give both kinds of server the same one.",
}

var UpdateOrRevoke = Entry{
	ID:    "A-105",
	Title: "Telling an updated from a revoked ID-Cert",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	},
	Question: "Both are told with the same request, which has a certificate and nothing else.",
	Readings: []Reading{
		{ID: "ask-home", Says: "The home server is asked about the certificate."},
		{ID: "serial", Says: "A new serial number is an update, a known one a revocation."},
		{ID: "session-id", Says: "The session ID in the certificate names the session, and a certificate that is not its current one is an update."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send the current, a new and a revoked ID-Cert, and that of another session.",
	Accepts:  "The text leaves it open.",
	Proposal: "Give the request a JSON body that says updated or revoked, with the ID-Cert.",
}

var RevocationProof = Entry{
	ID:    "A-106",
	Title: "The signature of a revocation",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:e37f4b3b58c80db9"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:371abe025171ceea"},
	},
	Question: "The event has a signature of the revoked key, which neither a server nor the request has.",
	Readings: []Reading{
		{ID: "client-only", Says: "Only a client can announce it with proof."},
		{ID: "server-key", Says: "The server signs with its own key."},
		{ID: "empty", Says: "There is no signature."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Delete a session and verify the signature in the event.",
	Accepts:  "The text calls it an open question.",
	Proposal: "Let the home server sign revocations, as it signs cache information, and answer the open question with it.",
	Issue:    "https://github.com/polyphony-chat/typespec-openapi/issues/138",
}

var RevokeOwnSession = Entry{
	ID:    "A-109",
	Title: "A second factor for revoking the own session",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:f956df9870fc9836"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	},
	Question: "The text asks itself whether it is needed.",
	Readings: []Reading{
		{ID: "needed", Says: "It is needed as for any other."},
		{ID: "not-needed", Says: "It is not needed."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Delete the own session without the header.",
	Accepts:  "An open question of the text.",
	Proposal: "Say that a session may revoke itself without a second factor, as it could else not log out.",
	Issue:    "https://github.com/polyphony-chat/typespec-openapi/issues/138",
}

var RevocationNotice = Entry{
	ID:    "A-110",
	Title: "How other servers learn of a revocation by the home server",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:371abe025171ceea"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:15c920376323f380"},
	},
	Question: "The actor tells others of what it revoked; nobody is said to tell of what the home server did.",
	Readings: []Reading{
		{ID: "expiry", Says: "Their cached copies end."},
		{ID: "told", Says: "The home server tells them."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Revoke, and see whether the peer is asked or told.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that the time of the cache is the only bound, or add a route by which home servers tell those that asked.",
}

var ForeignLogout = Entry{
	ID:    "A-111",
	Title: "Ending a session on a foreign server",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
		{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
	},
	Question: "DELETE /session needs registration.",
	Readings: []Reading{
		{ID: "impossible", Says: "It cannot be done."},
		{ID: "delete", Says: "DELETE /session works for foreign sessions."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Delete the own session from a foreign one.",
	Accepts:  "The text leaves it open.",
	Proposal: "Let DELETE /session work for the own session on every server.",
}
