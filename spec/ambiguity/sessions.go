package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Registration, sessions and key trials: what the other entries leave.

var RegistrationCSR = Entry{
	ID:    "A-328",
	Title: "The ID-CSR of a registration",
	Places: []requirement.Ref{
		{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6cc5a3a7daacf6af"},
		{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:1fb0a080a67783bf"},
		{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:6be9f13b395a60c0"},
		{Doc: "auth", Section: "1.1", Anchor: "11-registering-a-new-actor-on-a-polyproto-home-server", Print: "sha256:c7c1b49aad17f10f"},
	},
	Question: "The diagram has the server sign a request that came with the registration, and answer with a federation ID; the text knows of no request, and the ID-Cert is given to nobody though its session ID is in use.",
	Readings: []Reading{
		{ID: "optional", Says: "A registration may have one, and the ID-Cert is then found with those of the actor."},
		{ID: "none", Says: "A registration has none, and the first ID-Cert is had at a login."},
		{ID: "returned", Says: "A registration has one, and the ID-Cert is in the answer."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Register as the driver does, then look at the ID-Certs of the actor before its first login.",
	Accepts:  "The extension is a draft whose text and diagram differ.",
	Proposal: "Take the request out of the diagram, or answer with the ID-Cert.",
}

var OptionalPayload = Entry{
	ID:    "A-329",
	Title: "Signature of the optional payload of a login",
	Places: []requirement.Ref{
		{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:b49eb02bb83e117d"},
		{Doc: "auth", Section: "1.3", Anchor: "13-authenticating-on-a-foreign-server", Print: "sha256:d3647364d55f8078"},
	},
	Question: "The payload is signed with the key of the actor; whether with the challenge string or apart, and where the signature stands, is not said.",
	Readings: []Reading{
		{ID: "apart", Says: "It has a signature of its own."},
		{ID: "together", Says: "One signature covers challenge string and payload."},
	},
	Impact:   requirement.Degraded,
	Accepts:  "No route of any document has a place for it.",
	Proposal: "Define the payload as a member of the request, signed apart with a context of its own (see A-049).",
}

var SessionIDCase = Entry{
	ID:    "A-345",
	Title: "Case in session IDs",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:dccdb1fa812dd539"},
	},
	Question: "A session ID may have capitals and small letters; the attribute that it stands in is compared without regard to case elsewhere (RFC 4524), and nothing is said of it here.",
	Readings: []Reading{
		{ID: "exact", Says: "Session IDs that differ in case alone are two."},
		{ID: "ignored", Says: "Session IDs that differ in case alone are the same, wherever they are compared."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for an ID-Cert with a session ID in use, in capitals; where it is issued, revoke one of the two.",
	Accepts:  "Either keeps sessions apart, as long as a server does not change its mind between routes.",
	Proposal: "Say that session IDs are compared character by character.",
}

var ForeignTokenAfterUpdate = Entry{
	ID:    "A-327",
	Title: "The token of a foreign session whose ID-Cert was updated",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
		{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
	},
	Question: "A token belongs to an ID-Cert; after an update the session has another one, and the answer has no token.",
	Readings: []Reading{
		{ID: "kept", Says: "The token goes over to the new ID-Cert."},
		{ID: "ended", Says: "The token ends, and the session logs in again."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "As a foreign actor, renew the ID-Cert at a peer, update the session, and use the token.",
	Accepts:  "The answer has nothing to go on with but the old token; the sentence about tokens ties it to the old ID-Cert.",
	Proposal: "Say that the token stays good and belongs to the new ID-Cert from then on.",
}

var RevokeEndedSession = Entry{
	ID:    "A-335",
	Title: "Revoking a session that has ended",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	},
	Question: "There is a status for what cannot be found; whether a session that was revoked before is such, is not said.",
	Readings: []Reading{
		{ID: "404", Says: "The answer is 404."},
		{ID: "204", Says: "The answer is 204, as the session is as gone as it should be."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Revoke a session twice.",
	Accepts:  "Both tell that the session is gone.",
	Proposal: "Say that 404 is for session IDs that the actor never had.",
}

var TrialFilterTime = Entry{
	ID:    "A-326",
	Title: "The time by which key trials are filtered",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	},
	Question: "Trials performed in a range are listed; the only time that a trial shows is that of its end.",
	Readings: []Reading{
		{ID: "solved", Says: "It is when the trial was completed."},
		{ID: "issued", Says: "It is when the trial was given."},
		{ID: "expires", Says: "It is when the trial ended."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Complete a trial with a pause before and after, and ask with ranges around each of the three times.",
	Accepts:  "Performed is a word for the first, and nothing in the answer shows it.",
	Proposal: "Add the time of completion to the completions, and filter by it.",
}

var UnknownMembers = Entry{
	ID:    "A-334",
	Title: "Unknown members in a request",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
		{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
		{Doc: "core", Section: "3.2.3.2", Anchor: "3232-identify-event", Print: "sha256:9bd1e20e73119a97"},
	},
	Question: "Identify may be extended in compatible ways; of all other objects nothing is said, and the schemas neither allow nor forbid more members.",
	Readings: []Reading{
		{ID: "ignored", Says: "They are ignored."},
		{ID: "refused", Says: "A request with one is refused."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send a solved trial with a member that no document has.",
	Accepts:  "A schema that does not close an object leaves it open; a server may be strict all the same.",
	Proposal: "Say that receivers ignore members that they do not know, in every object of the protocol.",
}

var ServerWithoutActors = Entry{
	ID:    "A-333",
	Title: "Routes for registered actors on a server that has none",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:22a4e85bfeb87f55"},
		{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:59a568241691393b"},
		{Doc: "core", Section: "9", Anchor: "9-services", Print: "sha256:5c330f4cdac813ae"},
	},
	Question: "All software that federates has to implement the APIs; a server of a service may be foreign to all of its actors.",
	Readings: []Reading{
		{ID: "all-routes", Says: "It has the routes, and refuses for want of a registration."},
		{ID: "left-out", Says: "It leaves them out, and answers 404."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "On a target that registers nobody, call the routes that need registration with a foreign token.",
	Accepts:  "All is all; that a route which nobody may use has to be there is hard to see from outside.",
	Proposal: "Name the routes that a server without actors of its own has to have.",
}

var WellKnownDelivery = Entry{
	ID:    "A-301",
	Title: "How the well-known document may be served",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:6692f75b29239b96"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:d28fd7e826d4797a"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:a9595da5c2ddbee6"},
	},
	Question: "It can be had with GET and is JSON; whether redirects are followed, and other media types taken, is not said.",
	Readings: []Reading{
		{ID: "direct", Says: "It is the answer itself, whatever its media type, and redirects are not followed."},
		{ID: "same-host", Says: "Redirects on the same host are followed."},
		{ID: "followed", Says: "Redirects are followed anywhere."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, serve it as text, and with redirects on the same host and to another one.",
	Accepts:  "The text leaves it open; the certificate decides in the end.",
	Proposal: "Say that the answer is 200 with application/json, and that redirects are not followed.",
}
