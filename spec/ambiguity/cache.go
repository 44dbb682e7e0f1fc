package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// What is sent along with an ID-Cert.

var CacheSignatureLength = Entry{
	ID:    "A-091",
	Title: "Length of the cache signature",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:115d4d7f26e7a952"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	},
	Question: "The API has exactly 32 characters and an example with 64; an Ed25519 signature in hexadecimal has 128.",
	Readings: []Reading{
		{ID: "128", Says: "It has 128 characters, the whole signature."},
		{ID: "64", Says: "It has 64 characters, half of a signature or a hash.", Fails: true},
		{ID: "32", Says: "It has 32 characters, as the schema has it.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Measure it.",
	Accepts:  "A cache signature is there to be verified. A signature with Ed25519 has 64 bytes and so 128 hexadecimal digits; with 64 or 32 of them it cannot be.",
	Proposal: "Set the length to 128, and write a whole signature into the example.",
}

var CacheFieldNames = Entry{
	ID:    "A-092",
	Title: "Names of the cache times",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:37d5ba0a5fff3035"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:ac26baad1137838c"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	},
	Question: "cacheValidNotBefore in the prose and in a description of the API is cacheNotValidBefore in its schema; so with the other one.",
	Readings: []Reading{
		{ID: "api-names", Says: "They have the names of the schema."},
		{ID: "prose-names", Says: "They have the names of the prose."},
		{ID: "both", Says: "They are there under both names, with the same values."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at an entry; as a peer, serve the names of the prose only.",
	Accepts:  "Each follows a document.",
	Proposal: "Use the names of the schema in the prose and in the description.",
}

var CacheTimestampType = Entry{
	ID:    "A-093",
	Title: "JSON type of the cache times",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:37d5ba0a5fff3035"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:ac26baad1137838c"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a98f9b49131d4147"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	},
	Question: "The prose has strings, the API integers.",
	Readings: []Reading{
		{ID: "integer", Says: "They are integers."},
		{ID: "string", Says: "They are decimal strings."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at an entry; as a peer, serve the other form.",
	Accepts:  "Each follows a document.",
	Proposal: "Use the type of the schema in the table.",
}

var CacheFormula = Entry{
	ID:    "A-094",
	Title: "The first part of the signed string",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:aba3c775de0db0af"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:8352f08597305eb0"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	},
	Question: "The formula begins with the signature itself, the sentence before it and the API with the serial number.",
	Readings: []Reading{
		{ID: "serial", Says: "It is the serial number."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Verify a cache signature.",
	Accepts:  "A signature cannot sign itself.",
	Proposal: "Replace cacheSignature by the serial number in the formula.",
}

var CacheSerialText = Entry{
	ID:    "A-095",
	Title: "The serial number as text",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:aba3c775de0db0af"},
	},
	Question: "The strings are joined; how a serial number becomes one is not said.",
	Readings: []Reading{
		{ID: "decimal", Says: "It is written in decimal digits."},
		{ID: "hex", Says: "It is written in hexadecimal digits."},
		{ID: "colon-hex", Says: "It is written in pairs of hexadecimal digits with colons."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Verify a cache signature with each; as a peer, use each.",
	Accepts:  "The text leaves it open.",
	Proposal: "Write the serial number in decimal digits.",
}

var CacheJoining = Entry{
	ID:    "A-096",
	Title: "Joining without separators",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:8352f08597305eb0"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:aba3c775de0db0af"},
	},
	Question: "Digits can move from one part to the next, and the signature covers neither certificate nor issuer.",
	Readings: []Reading{
		{ID: "as-written", Says: "What is joined as written is taken."},
		{ID: "length-checked", Says: "The parts need the lengths of plausible times."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, serve an entry whose parts were shifted.",
	Accepts:  "The text is plain about joining and silent about checks.",
	Proposal: "Join with a character that no part has, and sign a hash of the certificate instead of its serial number.",
}

var ServerCertCacheData = Entry{
	ID:    "A-097",
	Title: "Cache information on the server certificate",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a969ad70f9778118"},
		{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	},
	Question: "The prose says that there must be none, the API requires the members.",
	Readings: []Reading{
		{ID: "included", Says: "The members are there."},
		{ID: "omitted", Says: "The members are left out."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at GET /idcert/server.",
	Accepts:  "One of two documents is broken either way.",
	Proposal: "Give the server certificate a schema of its own, without cache information.",
}

var NoInvalidation = Entry{
	ID:    "A-350",
	Title: "The time of revocation of an ID-Cert that nobody revoked",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a98f9b49131d4147"},
		{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	},
	Question: "The member is optional, and no document has null; common encoders write null for what is not there.",
	Readings: []Reading{
		{ID: "absent", Says: "The member is left out."},
		{ID: "null", Says: "The member is there, and null."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Look at the entry of an ID-Cert that is valid.",
	Accepts:  "Both say that there is no such time.",
	Proposal: "Say that the member is left out, or that it may be null.",
}

var ForeignActorCerts = Entry{
	ID:    "A-098",
	Title: "Asking a server for the ID-Cert of a foreign actor",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:361cbcb6746732c3"},
		{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:12e7909237ce3ba4"},
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	},
	Question: "The design of caching rests on it; the API says that the actor must be registered there.",
	Readings: []Reading{
		{ID: "proxied", Says: "The same route answers for foreign actors."},
		{ID: "own-only", Says: "A server answers for its own actors only."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask for an actor of a peer, before and after that actor was there.",
	Accepts:  "Each follows a document.",
	Proposal: "Say that the route answers for foreign actors too, with what their home server sent.",
}

var CertFilter = Entry{
	ID:    "A-099",
	Title: "What notBefore and notAfter filter, and what is listed without them",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:07c4491b8ab32c00"},
	},
	Question: "From at or after is said of ID-Certs, the prose asks for the one of a given time; whether ended ones are listed, and in what order, is not said.",
	Readings: []Reading{
		{ID: "overlap", Says: "ID-Certs whose validity meets the range are listed, all of them without one."},
		{ID: "contained", Says: "ID-Certs whose validity lies in the range are listed."},
		{ID: "issued", Says: "ID-Certs that were issued in the range are listed."},
		{ID: "current", Says: "A range is as in one of these, and without one only current ID-Certs are listed."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Make an expired, a revoked and a current ID-Cert, and ask with a grid of times.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that ID-Certs are listed whose validity meets the range, ended ones included, newest first.",
}

var UnknownActorStatus = Entry{
	ID:    "A-100",
	Title: "Asking for the ID-Certs of an unknown actor",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	},
	Question: "The API has 200 only; for an unknown actor other routes have 404.",
	Readings: []Reading{
		{ID: "404", Says: "The answer is 404."},
		{ID: "empty-list", Says: "The answer is 200 with an empty list."},
		{ID: "204", Says: "The answer is 204."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for an actor that does not exist, and for one with a filter that fits nothing.",
	Accepts:  "A client can tell from each that there is nothing.",
	Proposal: "Add 404 for an unknown actor, and say that an empty list is for filters that fit nothing.",
}

var ServerCertOutOfRange = Entry{
	ID:    "A-101",
	Title: "A timestamp before the first server certificate",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	},
	Question: "The API has 200 only.",
	Readings: []Reading{
		{ID: "not-found", Says: "The answer is 404."},
		{ID: "nearest", Says: "The answer is the first certificate."},
		{ID: "current", Says: "The answer is the current certificate."},
		{ID: "bad-request", Says: "The answer is 400."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Ask for the time 0.",
	Accepts:  "No certificate is the one of that time.",
	Proposal: "Add 404 for times before the first certificate and after now.",
}

var CacheWindowLimits = Entry{
	ID:    "A-102",
	Title: "Limits to the cache window",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
	},
	Question: "One to twelve hours are recommended, and the issuer decides; a longest time, other clocks and HTTP caching are not mentioned.",
	Readings: []Reading{
		{ID: "obeyed", Says: "Any window is obeyed."},
		{ID: "clamped", Says: "A long window is shortened."},
		{ID: "refused", Says: "A long window is refused."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, serve windows of a second, of ten years, and in the future.",
	Accepts:  "Who relies on a certificate may ask more often than it has to.",
	Proposal: "Name a longest window that issuers may set, and how far clocks may differ.",
}

var CacheSatisfiesCheck = Entry{
	ID:    "A-103",
	Title: "Whether a cached ID-Cert satisfies the check before messages",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:0b708308ab495a57"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:361cbcb6746732c3"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:ead59ae556201577"},
		{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
	},
	Question: "The server has to retrieve the information; whether it may have done so a while ago is not said.",
	Readings: []Reading{
		{ID: "cached", Says: "What is cached and in its window will do."},
		{ID: "fresh", Says: "It is asked for anew."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, revoke an ID-Cert within its window and have the actor send a message.",
	Accepts:  "The window is the risk that the text accepts.",
	Proposal: "Say that a cached entry in its window satisfies the check.",
}
