package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// ID-CSRs: how they are sent, what they hold, who may send them.

var RenewalOrder = Entry{
	ID:    "A-064",
	Title: "Renewing an ID-Cert after its session has ended",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:81a8ac546d16afe8"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:ee4ddff5a216e108"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "Renewal is revoking first and asking then; revoking ends the session, and asking needs a token.",
	Readings: []Reading{
		{ID: "log-in-again", Says: "The actor logs in again, or uses the token of another session."},
		{ID: "token-kept", Says: "The token stays good for the renewal."},
		{ID: "ask-first", Says: "Asking with the session ID in use revokes the old one."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Delete the own session and send a request with its token; send a request with the own session ID in use.",
	Accepts:  "The steps cannot be done by one session as written.",
	Proposal: "Let a request from a session for its own session ID revoke the old ID-Cert when the new one is issued.",
}

var RotationRoute = Entry{
	ID:    "A-065",
	Title: "The route for regenerating an ID-Cert",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:6c52441b874c4b06"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "The prose says the appropriate route; the API has one, for new sessions.",
	Readings: []Reading{
		{ID: "after-revocation", Says: "It is POST /idcert, once the old ID-Cert is revoked."},
		{ID: "post-idcert", Says: "It is POST /idcert with the own session ID in use."},
		{ID: "separate", Says: "It is a route of its own."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "POST /idcert with the own session ID, before and after its revocation. A route of its own is in no document, so that nobody can ask there.",
	Accepts:  "The text leaves it open.",
	Proposal: "Name POST /idcert with the own session ID as the route, in section 6.1.3 and in the description of the operation.",
}

var FirstIDCertToken = Entry{
	ID:    "A-066",
	Title: "The token of a device that has no ID-Cert yet",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "core", Section: "4.1", Anchor: "41-authentication", Print: "sha256:50161dac154663ca"},
		{Doc: "auth", Section: "1.2", Anchor: "12-authenticating-a-new-client-on-a-polyproto-home-server", Print: "sha256:48de2e9a744a8ab6"},
	},
	Question: "POST /idcert needs a token, and tokens belong to ID-Certs.",
	Readings: []Reading{
		{ID: "login-token", Says: "A login gives a token that has no ID-Cert."},
		{ID: "other-session", Says: "The token of another session is used."},
		{ID: "login-issues", Says: "The login issues the first ID-Cert, as the extension has it."},
		{ID: "one-use", Says: "A login gives a token that is good for one ID-Cert."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Log in on a new device and POST /idcert.",
	Accepts:  "Core leaves authentication open.",
	Proposal: "Say how a device without an ID-Cert comes by a token, and what that token is good for.",
}

var CSREncoding = Entry{
	ID:    "A-067",
	Title: "How an ID-CSR is sent",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:e16ed5eeb1269a79"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "The prose has DER or PEM, the API text.",
	Readings: []Reading{
		{ID: "either", Says: "It is PEM, or DER as it is."},
		{ID: "pem", Says: "It is PEM."},
		{ID: "base64-der", Says: "It is DER in base64."},
		{ID: "all", Says: "It is any of these."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send each.",
	Accepts:  "DER is no text, and the API has no other form.",
	Proposal: "Say that the body is PEM, or add application/pkcs10 to the operation.",
}

var CSRStrictness = Entry{
	ID:    "A-344",
	Title: "How strictly the encoding of an ID-CSR is read",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:e16ed5eeb1269a79"},
	},
	Question: "A request is well-formed DER or PEM; whether one that is almost so has to be refused is not said.",
	Readings: []Reading{
		{ID: "strict", Says: "Octets after the request, lengths that DER does not have and other PEM labels are refused."},
		{ID: "lenient", Says: "Some of these are read as what they are meant to be."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send a request with octets behind it, one of indefinite length, and one under another PEM label.",
	Accepts:  "What is certified is the same, and common parsers are lenient.",
	Proposal: "Say that a home server refuses an ID-CSR that is not DER inside one PEM block of the label CERTIFICATE REQUEST.",
}

var RequestedCapabilities = Entry{
	ID:    "A-068",
	Title: "How a request asks for capabilities",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:2cb55127de4bdd08"},
	},
	Question: "A list of X.509 capabilities, without an encoding.",
	Readings: []Reading{
		{ID: "either", Says: "Both encodings are read."},
		{ID: "extension-request", Says: "Only the extensionRequest attribute of PKCS #9 is read."},
		{ID: "attributes", Says: "Only extensions that are attributes of their own are read."},
		{ID: "none", Says: "Neither is read, and the server gives what an actor may have."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send a request in each form, and one that asks for nothing.",
	Accepts:  "The text leaves it open.",
	Proposal: "Refer to the attribute extensionRequest of PKCS #9 (RFC 2985, 5.4.2).",
}

var CSRVersion = Entry{
	ID:    "A-069",
	Title: "The version of a request",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:c87c8fe7935c10e8"},
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:7da67e09cc0e0d70"},
	},
	Question: "A version of X.509 is asked for, where PKCS #10 has a version of its own.",
	Readings: []Reading{
		{ID: "pkcs10", Says: "It is the version of PKCS #10, which is written 0."},
		{ID: "x509", Says: "It is the version of X.509, which is written 2."},
		{ID: "any", Says: "It is not looked at."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send requests with 0 and with 2.",
	Accepts:  "The sentence points to the version of certificates, the format to its own.",
	Proposal: "Say that the version is that of PKCS #10, and leave the version of the certificate to its section.",
}

var RequestedExpiry = Entry{
	ID:    "A-070",
	Title: "An expiry date in a request",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.6.1", Anchor: "661-signing-keys-and-id-certs", Print: "sha256:54acc276f4dd2a08"},
	},
	Question: "The date is to be checked if it is set, and PKCS #10 has none.",
	Readings: []Reading{
		{ID: "server-chooses", Says: "The server chooses the validity."},
		{ID: "attribute", Says: "An attribute has the wish."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Compare the validity that plain requests are given.",
	Accepts:  "If set can mean never.",
	Proposal: "Take if set from the sentence, and let the server choose the validity.",
}

var KeyReuse = Entry{
	ID:    "A-086",
	Title: "A request for a key that has a certificate already",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:6c52441b874c4b06"},
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:3a76567f50f2c518"},
	},
	Question: "Certificates are to be separate for each session; nothing is said of keys.",
	Readings: []Reading{
		{ID: "allowed", Says: "It is allowed."},
		{ID: "refused", Says: "A new key is required."},
		{ID: "same-session", Says: "It is allowed for the session that had the key."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Rotate with the same key, and ask for two sessions with one key.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that a key is certified for one session only.",
}
