package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Names in certificates.

var SessionIDPlace = Entry{
	ID:    "A-060",
	Title: "Where the session ID stands",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:1b0e063d69ef6949"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:aeb2dcea3b7c2d6f"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:c6d9f750de6bf9a6"},
	},
	Question: "The table has the field subjectUniqueID, the names section the attribute uniqueIdentifier; RFC 5280, 4.1.2.8, tells issuers not to use the field.",
	Readings: []Reading{
		{ID: "attribute", Says: "It is the attribute of the subject."},
		{ID: "both", Says: "It is the attribute and the field, with equal values."},
		{ID: "field", Says: "It is the field only.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Parse an issued ID-Cert.",
	Accepts:  "The attribute is said to be a must; the field is a column of a table.",
	Proposal: "Take the row with Subject Unique Identifier from the table, and refer to the attribute of the subject.",
}

var SessionIDTag = Entry{
	ID:    "A-061",
	Title: "ASN.1 type of the session ID",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:dccdb1fa812dd539"},
	},
	Question: "It is called an IA5String; the attribute has another syntax by its own definition (RFC 4524).",
	Readings: []Reading{
		{ID: "ia5", Says: "It is an IA5String."},
		{ID: "utf8", Says: "It is a UTF8String with characters of IA5String."},
		{ID: "printable", Says: "It is a PrintableString."},
		{ID: "as-requested", Says: "It is of the type that the request has, with characters of IA5String."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send requests with each type, and record the type in issued ID-Certs.",
	Accepts:  "The text is plain about the type, the attribute cannot have it.",
	Proposal: "Say that the value is a DirectoryString whose characters are those of IA5String.",
}

var SessionIDCharacters = Entry{
	ID:    "A-062",
	Title: "Characters of a session ID",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:dccdb1fa812dd539"},
	},
	Question: "The sentence about the length breaks off after and, and all of IA5String includes control characters.",
	Readings: []Reading{
		{ID: "ia5", Says: "All of IA5String is allowed."},
		{ID: "printable", Says: "What can be printed is allowed."},
		{ID: "subset", Says: "A smaller set is allowed."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Send session IDs with a comma, a plus sign, a slash, a NUL, and blanks only.",
	Accepts:  "Something is missing where a limit would stand.",
	Proposal: "Complete the sentence; letters, digits, hyphens, underscores and dots would be enough.",
}

var SessionIDFree = Entry{
	ID:    "A-063",
	Title: "When a session ID is free again",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:1b0e063d69ef6949"},
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	},
	Question: "Unique for each certificate issued, reusable once the session has become invalid, and not while in use.",
	Readings: []Reading{
		{ID: "revoked-or-expired", Says: "It is free after revocation or expiry."},
		{ID: "revoked", Says: "It is free after revocation only."},
		{ID: "own-session", Says: "It is free at any time for the session that has it, else after revocation or expiry."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for the same ID from the session, then after its expiry; after revocation all readings have it free.",
	Accepts:  "Whether an expired session has become invalid is not said.",
	Proposal: "Say that a session ID is free when no valid ID-Cert has it, or when the session that has it asks.",
}

var ComponentOrder = Entry{
	ID:    "A-078",
	Title: "Order of domain components",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	},
	Question: "The order of X.509 is said to apply, and RFC 5280 has none; written names run the other way than encoded ones.",
	Readings: []Reading{
		{ID: "general-first", Says: "They are encoded from the most general to the most specific, as RFC 4514 and RFC 2247 have it."},
		{ID: "specific-first", Says: "They are encoded from the most specific to the most general."},
		{ID: "any", Says: "Either order will do, as long as issuer and subject agree."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Read the encoding of the server certificate; send requests in both orders.",
	Accepts:  "The rule that decides is not there.",
	Proposal: "Say that domain components are encoded from the most general to the most specific, with an example in DER.",
}

var UIDDomain = Entry{
	ID:    "A-079",
	Title: "Whether the domain of the UID has to equal the domain components",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:625a0a0269b307a7"},
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	},
	Question: "Both are defined by the domain of the home server, and no sentence compares them.",
	Readings: []Reading{
		{ID: "equal", Says: "They have to be equal."},
		{ID: "prefix", Says: "The domain components may go on after the labels of the UID.", Fails: true},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer at victim.example.evil, present a UID at victim.example.",
	Accepts:  "A UID is the federation ID of the actor, which is at the home server that signs; another server could else speak for it.",
	Proposal: "Add that the domain name of the UID has to equal the domain components.",
}

var CommonNameRules = Entry{
	ID:    "A-080",
	Title: "Common names",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:4cf2d402fab9961f"},
	},
	Question: "An actor has its local name, a server none; implementations are known that document or check something else.",
	Readings: []Reading{
		{ID: "local-name", Says: "An actor has its local name, a server none, and both is checked."},
		{ID: "unchecked", Says: "Neither is checked.", Fails: true},
		{ID: "server-name", Says: "A server has its name as a common name.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Look at the server certificate; send requests without a common name and with the federation ID.",
	Accepts:  "The text is plain.",
	Proposal: "Say that who signs a certificate and who reads one has to check both.",
}

var IssuerName = Entry{
	ID:    "A-081",
	Title: "Issuer and subject of the server certificate",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:b50f72292357ca50"},
	},
	Question: "Domain components have to match; X.509 compares whole names.",
	Readings: []Reading{
		{ID: "whole", Says: "The issuer has to equal the whole name."},
		{ID: "components", Says: "Only domain components are compared."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "As a peer, present an actor certificate whose issuer has one attribute more.",
	Accepts:  "The text adds a rule and takes none away.",
	Proposal: "Say that the issuer has to equal the subject of the server certificate.",
}

var SessionIDSpaces = Entry{
	ID:    "A-384",
	Title: "Spaces at the ends of a session ID",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:dccdb1fa812dd539"},
	},
	Question: "A space is a character like the others, and what compares directory strings by their own rules (RFC 4518) takes no notice of it at an end.",
	Readings: []Reading{
		{ID: "kept", Says: "It is a part of the session ID."},
		{ID: "refused", Says: "A session ID that begins or ends with one is refused."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Ask for ID-Certs whose session IDs begin and end with a space.",
	Accepts:  "A-062 leaves open which characters a session ID has.",
	Proposal: "Leave spaces out of the characters of a session ID.",
}
