package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Sensitive actions.

var SensitiveRoutes = Entry{
	ID:    "A-056",
	Title: "Which routes are sensitive",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:559267df5d49869c"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
		{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
		{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	},
	Question: "The list of the prose, the tags of the API and its required headers name different sets.",
	Readings: []Reading{
		{ID: "header", Says: "Those with a required header are."},
		{ID: "tag", Says: "Those with the tag are."},
		{ID: "prose", Says: "Those that do what the prose lists are."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Call without the header what only some of the sets have: the import of data, the choice of a primary provider and the revocation of a session. That the last goes without may be A-057 as well.",
	Accepts:  "Marked can mean the header, the tag or the list.",
	Proposal: "List the sensitive operations in one place, from which tags and headers follow, the deletion of data among them.",
}

var SensitiveStrength = Entry{
	ID:    "A-057",
	Title: "Whether a sensitive action has to ask for a second factor",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:9cb67b1e2f26507e"},
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:a536b7e959c12c5c"},
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:424f66d3ea01d4a5"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:ee4ddff5a216e108"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "Section 4.2 and the API require it, sections 6.1 and 6.1.4 say that these actions should therefore require it.",
	Readings: []Reading{
		{ID: "mandatory", Says: "It is required."},
		{ID: "optional", Says: "It is recommended."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send each action without the header.",
	Accepts:  "Where the same act is required and recommended, a server may take either; breaking it is shown as a warning.",
	Proposal: "Write must in sections 6.1, 6.1.4 and 9.1.1 as well, or should in section 4.2.",
}

var SensitiveValue = Entry{
	ID:    "A-058",
	Title: "What stands in the header",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:a536b7e959c12c5c"},
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:5f85aef8de3afd8c"},
	},
	Question: "The examples are the current code and the password as it is; character set, choice among several factors and how a client learns of them are not said.",
	Readings: []Reading{
		{ID: "raw", Says: "It is the factor as it is, in UTF-8."},
		{ID: "encoded", Says: "It is the factor, percent-encoded or in base64."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Use an account whose password is not ASCII, and try the encodings.",
	Accepts:  "HTTP does not carry every password as it is.",
	Proposal: "Encode the value in base64url of UTF-8, and let a server name the factors that it takes in a header of its refusal.",
}
