package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// What stands in an ID-Cert, and how strictly it is read.

var RootPathLength = Entry{
	ID:    "A-072",
	Title: "Path length of a server certificate",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:37aa5f99886e2821"},
	},
	Question: "The text has 0; an implementation is known that writes 1 and looks at nothing.",
	Readings: []Reading{
		{ID: "zero", Says: "It is 0, and all else is malformed."},
		{ID: "any", Says: "It may be anything, or missing.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Parse the server certificate; as a peer, present 0, 1 and none.",
	Accepts:  "The text is plain.",
	Proposal: "Add an example of a server certificate.",
}

var FurtherExtensions = Entry{
	ID:    "A-073",
	Title: "Further extensions",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:7916915512453a34"},
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	},
	Question: "Further attributes are allowed when not critical; RFC 5280 has CAs write key identifiers.",
	Readings: []Reading{
		{ID: "ignored", Says: "Those that are not critical are ignored, and left out of an ID-Cert that is asked for with them."},
		{ID: "kept", Says: "Those that are not critical are ignored, and written into an ID-Cert that is asked for with them."},
		{ID: "refused", Says: "Any other than basic constraints and key usage is refused."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send a request for one that is not critical; as a peer, present certificates with key identifiers and alternative names.",
	Accepts:  "The sentence speaks of attributes of names before it speaks of extensions.",
	Proposal: "Say that extensions other than the two are ignored unless they are critical.",
}

var CriticalAttributes = Entry{
	ID:    "A-074",
	Title: "What non-critical is said of",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:7916915512453a34"},
	},
	Question: "The list is about attributes of names, which have no criticality.",
	Readings: []Reading{
		{ID: "extensions", Says: "It is said of extensions."},
		{ID: "attributes", Says: "It is said of attributes of names, in some sense."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send a request with a further attribute, and one with an unknown critical extension.",
	Accepts:  "The sentence names both.",
	Proposal: "Split the sentence into one about attributes of names and one about extensions.",
}

var SigningUsages = Entry{
	ID:    "A-075",
	Title: "digitalSignature or contentCommitment",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:6152d205d1c0c224"},
	},
	Question: "Whether or includes both.",
	Readings: []Reading{
		{ID: "inclusive", Says: "One of them or both are allowed."},
		{ID: "exclusive", Says: "Exactly one of them is allowed."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send a request with both.",
	Accepts:  "The word has both meanings, capitals or not.",
	Proposal: "Write at least one of.",
}

var CriticalityEnforced = Entry{
	ID:    "A-076",
	Title: "Criticality of key usage and basic constraints",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	},
	Question: "They must be critical or the certificate is malformed; implementations are known that do not look.",
	Readings: []Reading{
		{ID: "enforced", Says: "A certificate without it is refused."},
		{ID: "unchecked", Says: "A certificate without it is taken.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "As a peer, present a certificate with extensions that are not critical.",
	Accepts:  "The text is plain.",
	Proposal: "Say that whoever reads a certificate has to check it.",
}

var RootKeyUsage = Entry{
	ID:    "A-077",
	Title: "Key usage for the cache signature",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:c81ab3be27b0a94b"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:5fa8e1dfe4e21b1a"},
	},
	Question: "A server certificate needs keyCertSign; its key also signs strings, for which RFC 5280 has digitalSignature.",
	Readings: []Reading{
		{ID: "ignored", Says: "Key usage does not matter for the cache signature."},
		{ID: "required", Says: "The server certificate has digitalSignature too."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Look at the key usage of the server certificate; as a peer, present server certificates with and without digitalSignature.",
	Accepts:  "The text leaves it open.",
	Proposal: "Require digitalSignature of server certificates besides keyCertSign.",
}

var RootGenerationTime = Entry{
	ID:    "A-085",
	Title: "When a server certificate was generated",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:aa9f38333c542d2d"},
	},
	Question: "An ID-Cert must not be valid before that, and a certificate shows only when its validity starts.",
	Readings: []Reading{
		{ID: "not-before", Says: "It was when its validity starts."},
		{ID: "creation", Says: "It was at the true time, which the server knows."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "From outside only one of the times can be seen.",
	Proposal: "Write the start of the validity of the server certificate.",
}

var MissingConstraints = Entry{
	ID:    "A-430",
	Title: "An ID-Cert of an actor without basic constraints",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	},
	Question: "The flag may be false or omitted, and both extensions are to be critical if they are there; whether the extension that has the flag may be missing is not said.",
	Readings: []Reading{
		{ID: "may-be-missing", Says: "An ID-Cert without the extension is taken."},
		{ID: "required", Says: "An ID-Cert without the extension is refused."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "As a peer, present an ID-Cert that has a key usage alone.",
	Accepts:  "DER leaves the flag out where it is false, so that omitted may mean that and no more.",
	Proposal: "Say that an ID-Cert of an actor may do without basic constraints.",
}
