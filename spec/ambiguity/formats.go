package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// How numbers, texts and certificates are written.

var IntegerForm = Entry{
	ID:    "A-016",
	Title: "64-bit integers in JSON",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:37d5ba0a5fff3035"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:ac26baad1137838c"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:204e0f08650dabd5"},
		{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:f8d9f397dc6d6f07"},
	},
	Question: "The API has JSON numbers; the prose writes some as strings, and one event both ways.",
	Readings: []Reading{
		{ID: "integer", Says: "They are numbers."},
		{ID: "string", Says: "They are decimal strings."},
		{ID: "mixed", Says: "They are strings on the gateway and numbers over HTTP."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Record the type of each integer that the server sends, and send each in both forms. Over HTTP alone the last reading looks like the first.",
	Accepts:  "Each document is followed by one of the readings.",
	Proposal: "Write every integer that may exceed 53 bits as a decimal string, or every integer as a number, in all documents alike.",
}

var SerialForm = Entry{
	ID:    "A-017",
	Title: "Size and form of serial numbers",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:ea557d6cf33c3ef9"},
		{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
		{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
		{Doc: "core", Section: "3.2.3.5", Anchor: "3235-actor-certificate-invalidation-event", Print: "sha256:41a9a1b61ba94349"},
	},
	Question: "The API has 64-bit integers in some places and a string in another; X.509 allows 20 octets.",
	Readings: []Reading{
		{ID: "uint64", Says: "Serial numbers fit into 64 bits, and are numbers."},
		{ID: "decimal-string", Says: "Serial numbers have up to 20 octets, and are decimal strings."},
		{ID: "number", Says: "Serial numbers have up to 20 octets, and are numbers."},
		{ID: "bytes", Says: "Serial numbers are arrays of bytes."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Measure issued serial numbers, and look at them in published key trials; as a peer, issue one of 160 bits and use it.",
	Accepts:  "RFC 5280 binds certificates, the API its bodies.",
	Proposal: "Limit serial numbers to 63 bits, or make them decimal strings wherever they leave a certificate.",
}

var TimestampUnit = Entry{
	ID:    "A-018",
	Title: "Unit of UNIX timestamps",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:37d5ba0a5fff3035"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
	},
	Question: "Only the examples tell seconds from milliseconds.",
	Readings: []Reading{
		{ID: "seconds", Says: "They count seconds."},
		{ID: "milliseconds", Says: "They count milliseconds."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Compare with the clock.",
	Accepts:  "A UNIX timestamp is in seconds by custom, and no sentence says so.",
	Proposal: "Say once that all timestamps count seconds.",
}

var TextBodies = Entry{
	ID:    "A-024",
	Title: "Plain text or JSON strings",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
		{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	},
	Question: "Two answers are text/plain; an implementation is known that reads a quoted JSON string.",
	Readings: []Reading{
		{ID: "plain", Says: "The body is the text as it is."},
		{ID: "json-string", Says: "The body is a JSON string.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at the first byte and the media type.",
	Accepts:  "The API document is plain about the media type.",
	Proposal: "Add an example of each of the two bodies.",
}

var PEMDetails = Entry{
	ID:    "A-026",
	Title: "Form of PEM",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
		{Doc: "core", Section: "3.2.3.4", Anchor: "3234-new-session-event", Print: "sha256:f0a88f0697d1d906"},
	},
	Question: "The example of the API has six dashes where RFC 7468 has five; line ends, text around it and several certificates are not mentioned.",
	Readings: []Reading{
		{ID: "lax", Says: "Other line ends, text around it and more certificates are taken as well."},
		{ID: "strict", Says: "It is as RFC 7468 has it, with one certificate."},
		{ID: "six-dashes", Says: "It has six dashes, as in the example."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Record what is issued; send other line ends, no final newline, two certificates.",
	Accepts:  "The example shows a shortened certificate and is no rule.",
	Proposal: "Refer to RFC 7468, say that there is exactly one certificate, and write five dashes into the examples.",
}

var FIDInPath = Entry{
	ID:    "A-027",
	Title: "Federation IDs in paths",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:a66b05dda0e43805"},
	},
	Question: "Whether the at sign is escaped, and case folded.",
	Readings: []Reading{
		{ID: "both", Says: "The at sign may be escaped or not, and case does not count."},
		{ID: "raw", Says: "The at sign must not be escaped."},
		{ID: "escaped", Says: "The at sign must be escaped."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "GET with the at sign as it is, escaped, and with capitals.",
	Accepts:  "URIs allow both forms (RFC 3986).",
	Proposal: "Say that the at sign may be escaped or not, and that federation IDs in paths are compared without regard to case.",
}
