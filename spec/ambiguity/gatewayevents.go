package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// What gateway events are about: sessions, certificates, service channels.

var InvalidationPayload = Entry{
	ID:    "A-107",
	Title: "Payload of the certificate invalidation event",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:0359f7f9ed22469f"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:41a9a1b61ba94349"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:63f5b53aa5687634"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:e37f4b3b58c80db9"},
	},
	Question: "The prose has three members; an implementation is known that sends a cacheable certificate instead, and its author asked for the prose to follow.",
	Readings: []Reading{
		{ID: "prose", Says: "It is the serial number, the time and a signature."},
		{ID: "cacheable", Says: "It is a cacheable certificate whose entry has the time of the invalidation."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Revoke one of two sessions, and look at what the other receives; send both forms.",
	Accepts:  "The text has one form and its authors announced the other.",
	Proposal: "Make the payload a Models.CacheableIDCert, whose signature the home server can make and everybody can verify.",
	Issue:    "https://github.com/polyphony-chat/typespec-openapi/issues/146",
}

var ClientInvalidation = Entry{
	ID:    "A-108",
	Title: "Whether clients may send the invalidation event",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:8c1312842ef79053"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:9ff6e4c3ac288637"},
	},
	Question: "The table has it sent in both directions, its section by servers only; if a client may send it, nothing says how the second factor of a revocation comes along, or what the answer is.",
	Readings: []Reading{
		{ID: "servers-only", Says: "A client that sends it is refused."},
		{ID: "announces", Says: "A client announces with it what was revoked over HTTP, and it changes nothing."},
		{ID: "revokes", Says: "It revokes the ID-Cert whose key has signed it."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Send the event for the own ID-Cert, for one of another session, and for one of another actor; look whether they are revoked.",
	Accepts:  "Each follows a place; that a revocation asks for no second factor is A-057.",
	Proposal: "Make the event one of servers only, and leave revocation to DELETE /session.",
}

var InvalidationAudience = Entry{
	ID:    "A-330",
	Title: "Who receives the certificate invalidation event",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:9ff6e4c3ac288637"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:15c920376323f380"},
	},
	Question: "It is there so that clients and servers do not accept what has ended; whether that means the sessions of the actor or everybody who may hold the certificate is not said.",
	Readings: []Reading{
		{ID: "own-sessions", Says: "The other sessions of the actor receive it."},
		{ID: "contacts", Says: "Everybody receives it who shares a context with the actor."},
		{ID: "everybody", Says: "Every connection receives it."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Connect two sessions of an actor and one of another actor, and revoke one of the two.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that the event goes to all sessions of the actor, and that extensions may send it to others.",
}

var RotationInvalidation = Entry{
	ID:    "A-212",
	Title: "Whether a new ID-Cert for a session is an early revocation of the old one",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:e89cfda2e5600cba"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:81a8ac546d16afe8"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:9ff6e4c3ac288637"},
	},
	Question: "Renewing is revoking and asking anew; the event is for early revocations only.",
	Readings: []Reading{
		{ID: "none", Says: "Renewing sends no event."},
		{ID: "others", Says: "The other sessions are told."},
		{ID: "all", Says: "All sessions are told, and the connection of the old one ends."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Renew an ID-Cert with two sessions connected.",
	Accepts:  "A step of the renewal is called a revocation, and an ID-Cert that is renewed in time has not ended early in any other sense.",
	Proposal: "Say that a renewed ID-Cert is invalidated, that the other sessions are told, and that the connection of the renewing session stays.",
}

var RevocationSignatureForm = Entry{
	ID:    "A-336",
	Title: "How the signature of an invalidation is written",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:e37f4b3b58c80db9"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:0359f7f9ed22469f"},
	},
	Question: "Time and serial number are joined and signed; how a serial number becomes text is not said, nor how the signature does, and the example has 64 characters.",
	Readings: []Reading{
		{ID: "hex-decimal", Says: "The serial number is decimal, the signature hexadecimal with 128 characters."},
		{ID: "hex-hex", Says: "The serial number is hexadecimal, and so is the signature."},
		{ID: "base64", Says: "The signature is in base64."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Verify the signature in an event with each form.",
	Accepts:  "The text leaves it open; for the cache signature it has hexadecimal (A-091, A-095).",
	Proposal: "Refer to one rule for all signed strings: decimal numbers, UTF-8, signatures in lower-case hexadecimal.",
}

var BackdatedRevocation = Entry{
	ID:    "A-313",
	Title: "Whether a revocation can be dated back",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:63f5b53aa5687634"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a98f9b49131d4147"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	},
	Question: "One place has the time since when the certificate is invalid, the other the time at which the server marked it; who lost a key would name an earlier time.",
	Readings: []Reading{
		{ID: "marked", Says: "It is the time at which the server was told."},
		{ID: "named", Says: "It is the time that the actor names, which may lie in the past."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Revoke, and compare the time with the clock: no request has a place for another time. Send the event with an earlier one.",
	Accepts:  "Each place has its own word; no request has a place for a time.",
	Proposal: "Say that the time is when the home server recorded the revocation, and that earlier messages have to be judged by their readers.",
}

var NewSessionTrigger = Entry{
	ID:    "A-138",
	Title: "What a new session is",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.4", Anchor: "3234-new-session-event", Print: "sha256:dec9b85771bd0f38"},
		{Doc: "core", Section: "4.4", Anchor: "44-protection-against-misuse-by-malicious-home-servers", Print: "sha256:f4a75cf35f0fccb8"},
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:47343a7a4fc4bf3b"},
	},
	Question: "The event may stand for an ID-Cert that was issued, for a token, or for a connection; whether foreign servers send it, and whether a renewal counts, is not said.",
	Readings: []Reading{
		{ID: "idcert", Says: "An ID-Cert with a new session ID was issued."},
		{ID: "token", Says: "A token was given, also on foreign servers."},
		{ID: "connection", Says: "A session connected for the first time."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Watch a connected session while another one is issued an ID-Cert, logs in abroad, connects, and renews.",
	Accepts:  "The payload is the ID-Cert of the new session, which exists at each of the three.",
	Proposal: "Say that every server sends the event when it gives a session its first token, and that a renewal is no new session.",
}

var MissedNotices = Entry{
	ID:    "A-139",
	Title: "How a client that does not resume learns what it missed",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.4", Anchor: "44-protection-against-misuse-by-malicious-home-servers", Print: "sha256:f4a75cf35f0fccb8"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
	},
	Question: "New sessions and a new server key have to be told upon reconnecting; the answer to Identify has no place for it, and no route lists sessions.",
	Readings: []Reading{
		{ID: "replayed", Says: "The events are sent after Identify."},
		{ID: "resume-only", Says: "Only a client that resumes is told."},
		{ID: "by-asking", Says: "A client asks for its ID-Certs and for that of the server."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Disconnect, create a session, rotate the key of the server, and identify anew.",
	Accepts:  "The duty is plain and its form open; under the second reading a client that lost its stream is not told, and the probe records it.",
	Proposal: "Say that a server keeps op 3 and op 6 for each session until they were acknowledged, and sends them after Identify.",
}

var EventNames = Entry{
	ID:    "A-140",
	Title: "Names of events in the prose",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.4", Anchor: "44-protection-against-misuse-by-malicious-home-servers", Print: "sha256:f4a75cf35f0fccb8"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
		{Doc: "core", Section: "6.6.1", Anchor: "661-signing-keys-and-id-certs", Print: "sha256:54acc276f4dd2a08"},
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:47343a7a4fc4bf3b"},
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:30b4b1239b02de98"},
	},
	Question: "NEW_SESSION and SERVER_KEY_CHANGE are used as names, with a link that leads nowhere; the table has other names for what can only be the same events.",
	Readings: []Reading{
		{ID: "same-events", Says: "They are op 3 and op 6."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "No other events fit.",
	Proposal: "Use the names of the table in sections 4.4, 6.1.3 and 6.6.1, and link to section 3.2.3.",
}

var ServerChangeAudience = Entry{
	ID:    "A-304",
	Title: "Who is told of a new server certificate",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:49b71d0619b30467"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:30b4b1239b02de98"},
	},
	Question: "All clients are told and have to ask for new ID-Certs; a client of another home server can be connected and has nothing to ask for.",
	Readings: []Reading{
		{ID: "all", Says: "Every connection is told."},
		{ID: "own", Says: "The connections of actors of the server are told."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Connect a foreign session, rotate as an administrator, and see what it receives.",
	Accepts:  "All clients can mean all that are connected, or those that the next sentence is about.",
	Proposal: "Say that every connection is told, and that the actors of the server have to ask for new ID-Certs.",
}

var ChannelName = Entry{
	ID:    "A-135",
	Title: "What the service of a service channel is",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:5e91582e30bdfd35"},
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:351c8759eedfef6e"},
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:43ffc9a99a6cbdb2"},
	},
	Question: "It is the name of a service, and channels are for namespaces; not every namespace is a service. Whether core can be subscribed to, and what a second subscription answers, is not said.",
	Readings: []Reading{
		{ID: "namespace", Says: "It is the namespace of an extension."},
		{ID: "service", Says: "It is the name under which a service is discovered."},
		{ID: "either", Says: "Both are taken."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Subscribe to the namespace and to the name of a service that the target offers, to core, and twice to the same.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that the member is a namespace, that core needs no subscription, and that repeating a subscription succeeds.",
}

var ServerChannelClose = Entry{
	ID:    "A-136",
	Title: "How a server closes a channel",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:b036686f370f988a"},
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:faeb61b6abdd6d8a"},
		{Doc: "core", Section: "3.2.1.2", Anchor: "3212-opcodes-op", Print: "sha256:c21687b497cdc254"},
	},
	Question: "Clients are to expect a payload from the server; which action it has, and whether a client answers it though it cannot send the ACK, is not said.",
	Readings: []Reading{
		{ID: "unsubscribe", Says: "It is a Service Channel event with unsubscribe, and is not answered."},
		{ID: "other-action", Says: "It is a Service Channel event with another action."},
		{ID: "ack", Says: "It is a Service Channel ACK."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Where the driver can end a service, subscribe to it and see what arrives.",
	Accepts:  "Unsubscribe is one of two actions, and the other one opens.",
	Proposal: "Say that a server sends op 8 with unsubscribe, and that a client does not answer it.",
}

var SuccessError = Entry{
	ID:    "A-137",
	Title: "Member error of a successful ACK",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:db0ffd47266abdc4"},
	},
	Question: "It is there only when the action failed; an implementation is known that always writes it, as null.",
	Readings: []Reading{
		{ID: "absent", Says: "It is absent."},
		{ID: "null", Says: "It is null.", Fails: true},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Subscribe to a service that is there, and look at the ACK.",
	Accepts:  "The text is plain.",
	Proposal: "Keep the sentence, and say in general that an optional member is left out and never null.",
}

var UnknownChannelAction = Entry{
	ID:    "A-305",
	Title: "An action that a service channel does not have",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:28a1b3030f10c49b"},
		{Doc: "core", Section: "3.2.5", Anchor: "325-closing-a-connection", Print: "sha256:e426014887f002ac"},
		{Doc: "core", Section: "3.2.3.3", Anchor: "3233-service-channels", Print: "sha256:b036686f370f988a"},
	},
	Question: "An action has to be one of two; every action is answered with an ACK that can say no, and an invalid payload closes the connection.",
	Readings: []Reading{
		{ID: "closed", Says: "The connection is closed with 4002."},
		{ID: "failed", Says: "The ACK says that the action failed."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send a Service Channel event with an unknown action, one without a service, and one for a service that does not exist.",
	Accepts:  "Both sentences fit; only a service that does not exist has an example, which is an ACK.",
	Proposal: "Say that 4002 is for payloads of the wrong shape, an unknown action among them, and the ACK for all else.",
}

var EventsOverHTTP = Entry{
	ID:    "A-143",
	Title: "Events over HTTP",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:13d2a5b07c38bcfb"},
		{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:87b982b847af3dcd"},
		{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:bbb0001c54aa17a2"},
	},
	Question: "A route yields the events that a session has missed; its link is dead, the API has no such route, and how it goes with acknowledgement is not said.",
	Readings: []Reading{
		{ID: "absent", Says: "There is no such route."},
		{ID: "get-events", Says: "It is GET /.p2/core/v1/events, with a list of events."},
		{ID: "other", Says: "It is another route that the server documents."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for /.p2/core/v1/events with a token.",
	Accepts:  "Servers may leave it out.",
	Proposal: "Add GET /.p2/core/v1/events to the API document, with the envelope of section 3.2.1, a parameter for the last number that was received, and 404 where it is left out.",
}
