package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Versions, domain names, and where a server is found.

var DocumentVersions = Entry{
	ID:    "A-001",
	Title: "Which prose belongs to which API document",
	Places: []requirement.Ref{
		{Doc: "core", Print: "sha256:3e6673404529d5b4"},
		{Doc: "api", Section: "Version", Print: "sha256:1fbbe46b89725984"},
	},
	Question: "The prose calls itself beta.2 and the API document beta.3, and neither names its partner.",
	Readings: []Reading{
		{ID: "newest", Says: "The newest prose and the newest API document belong together."},
		{ID: "same-number", Says: "The prose belongs to the API document with the same number."},
		{ID: "typespec", Says: "The TypeSpec sources of the API document decide, since the build loses some of what they say."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload key material with the algorithm written as an OID string (beta.3) and as an array of numbers (beta.2), and see which one is taken.",
	Accepts:  "No document says it.",
	Proposal: "Give both documents one version, and have each name the other.",
}

var PathVersion = Entry{
	ID:    "A-002",
	Title: "Core paths without a version",
	Places: []requirement.Ref{
		{Doc: "core", Print: "sha256:2dd5284be8eaee78"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:01f960a41f2c41e6"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:b150d738dd6bebc4"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:4497a630ac9f0af9"},
		{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	},
	Question: "Every path of the API has the segment v1; section 3.1 and an example in 7.3.2 write such paths without it.",
	Readings: []Reading{
		{ID: "shorthand", Says: "The paths without a version stand for those with v1, and only the latter are served."},
		{ID: "literal", Says: "The paths without a version are served as well."},
		{ID: "latest", Says: "A path without a version is the latest version."},
		{ID: "unversioned", Says: "Only the paths without a version are served.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "GET /.p2/core/idcert/server and /.p2/core/v1/idcert/server, and compare.",
	Accepts:  "The base path of the specification has the version, the section about discovery does not.",
	Proposal: "Write the paths of sections 3.1 and 7.3.2 with v1, and say whether a path without a version is served.",
}

var WellKnownAPIValue = Entry{
	ID:    "A-003",
	Title: "Form of the well-known member api",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:01f960a41f2c41e6"},
	},
	Question: "The example is a host and a path, without scheme and version, and no rule says how a route is joined to it.",
	Readings: []Reading{
		{ID: "absolute-url", Says: "The value is an absolute URL, to which v1 and the route are appended."},
		{ID: "bare-host", Says: "The value is a host and a path as printed, for HTTPS."},
		{ID: "versioned", Says: "The value ends with the version, to which the route is appended."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Read the value; as a peer, serve each form and see which one the server follows.",
	Accepts:  "The example is a template, and a client needs a scheme from somewhere.",
	Proposal: "Make the value an absolute HTTPS URL without a version, and show how v1 and a route are appended to it.",
}

var WellKnownConsulted = Entry{
	ID:    "A-004",
	Title: "When the well-known document is consulted",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:e4c6cb1e4e7d303e"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:a9595da5c2ddbee6"},
	},
	Question: "A client asks for it when it cannot access the API; what counts as that is not said.",
	Readings: []Reading{
		{ID: "no-connection", Says: "It is consulted only when no connection comes about."},
		{ID: "any-error", Says: "It is consulted also after an error status or a failed TLS handshake."},
		{ID: "always", Says: "It is consulted always, before the API is tried."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer whose visible domain serves the API, the document, both or errors, see where the requests go.",
	Accepts:  "Who can force errors steers discovery under the wider readings; the certificate is compared under all of them.",
	Proposal: "Say that the well-known document is asked for first, and that a name without one is its own host.",
}

var DelegationSupport = Entry{
	ID:    "A-005",
	Title: "Whether a server elsewhere may speak for a domain",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:58523b15ea49e1a4"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:b150d738dd6bebc4"},
	},
	Question: "The section exists so that the visible and the actual domain name may differ; an implementation is known that refuses when they do.",
	Readings: []Reading{
		{ID: "delegated", Says: "A server elsewhere is taken, if the issuer of its certificate shows the visible domain name."},
		{ID: "same-host", Says: "Only a server whose address is the visible domain name is taken.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "As a peer, delegate one name to another with a correct certificate, and have the server look up an actor there.",
	Accepts:  "The conditions of the section decide; the second reading makes it void.",
	Proposal: "Add an example of a delegated server, with its document, its certificate and an actor of it.",
}

var DomainUnderDelegation = Entry{
	ID:    "A-006",
	Title: "Which domain name stands in names under delegation",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:ee31ee606e64e03b"},
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:9b9cf7e6054be494"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
	},
	Question: "Section 3.1 has the visible domain name in certificates, sections 5 and 6.1.1.1 the one where the server can be reached.",
	Readings: []Reading{
		{ID: "visible", Says: "Domain components and federation IDs have the visible domain name."},
		{ID: "actual", Says: "Domain components have the host that serves the API."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Compare domain components, federation IDs and the host of a server that is hosted elsewhere.",
	Accepts:  "Reached at can mean by way of the well-known document.",
	Proposal: "Write visible domain name in sections 5 and 6.1.1.1 wherever a certificate or a federation ID is meant.",
}

var DelegationBootstrap = Entry{
	ID:    "A-007",
	Title: "Where delegation starts",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:ee31ee606e64e03b"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:e4c6cb1e4e7d303e"},
	},
	Question: "The visible domain name is defined by the issuer of a certificate, and used to find the server that hands certificates out.",
	Readings: []Reading{
		{ID: "federation-id", Says: "The domain name of a federation ID starts it."},
		{ID: "received-certificate", Says: "A certificate that came with a message starts it."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Have the server resolve an actor of a delegated peer that it has never met.",
	Accepts:  "The definition does not say where the certificate comes from.",
	Proposal: "Define the visible domain name as that of a federation ID, which the certificate then has to confirm.",
}

var TransportSecurity = Entry{
	ID:    "A-008",
	Title: "TLS and ports",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.4", Anchor: "34-http", Print: "sha256:d1839ac175c9cdef"},
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:9b9cf7e6054be494"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:01f960a41f2c41e6"},
	},
	Question: "Nothing says that HTTPS is used, on which port, or how a port is made known.",
	Readings: []Reading{
		{ID: "https", Says: "HTTPS is used, on the default port or on one that the well-known document names."},
		{ID: "https-443", Says: "HTTPS is used, on port 443 only."},
		{ID: "http-allowed", Says: "Plain HTTP is allowed as well."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer on another port, and as one without TLS, see whether the server follows.",
	Accepts:  "The text leaves it open.",
	Proposal: "Require HTTPS, and say that another port than 443 is made known by the well-known document.",
}

var HostForms = Entry{
	ID:    "A-009",
	Title: "What may stand for a domain name",
	Places: []requirement.Ref{
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:bcf29500a6dcd464"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
	},
	Question: "The expression takes single labels and whatever looks like IPv4, and has no port and no IPv6; the text provides for servers without a top-level domain.",
	Readings: []Reading{
		{ID: "any-match", Says: "Whatever the expression takes is a domain name."},
		{ID: "dns-names", Says: "Only names of the public DNS are."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Rare:     true,
	Probe:    "Look at the domain name of the server: one that is no name of the public DNS shows the first reading. Else look up actors at a name of one label and at one of several, neither of which exists: answers with different statuses show the second.",
	Accepts:  "The expression is said to check the form only.",
	Proposal: "Say that the domain name is a DNS name, and what test installations may use instead.",
}

var FIDMatch = Entry{
	ID:    "A-082",
	Title: "How much of a string the federation ID expression has to match",
	Places: []requirement.Ref{
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:bcf29500a6dcd464"},
	},
	Question: "It begins with a word boundary instead of the start of the string, and has lower-case letters only although case does not count.",
	Readings: []Reading{
		{ID: "folded-whole", Says: "The whole string in lower case has to match."},
		{ID: "whole", Says: "The whole string as it is has to match."},
		{ID: "substring", Says: "A match that ends the string is enough, as the expression is written."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Send federation IDs with something before, after or inside them, and with capitals, wherever one is taken.",
	Accepts:  "Taken to the letter the expression finds a federation ID inside a longer string; the parts that the section lists leave no room for that.",
	Proposal: "Begin the expression with the start of the string, and say that case is folded before.",
}

var CanonicalCase = Entry{
	ID:    "A-083",
	Title: "Case in what is stored and shown",
	Places: []requirement.Ref{
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:a66b05dda0e43805"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:4cf2d402fab9961f"},
	},
	Question: "Federation IDs do not regard case; which case a certificate has is not said.",
	Readings: []Reading{
		{ID: "lower", Says: "Names are stored in lower case, and compared without regard to case."},
		{ID: "preserved", Says: "Names are stored as given, and compared without regard to case."},
		{ID: "bytes", Says: "Names are compared byte by byte.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Register a name with a capital, and ask for ID-Certs with the name in other cases.",
	Accepts:  "Only the last reading makes two identities of one.",
	Proposal: "Say that names are in lower case in certificates.",
}

var InternationalNames = Entry{
	ID:    "A-084",
	Title: "Names beyond ASCII, and lengths",
	Places: []requirement.Ref{
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:bcf29500a6dcd464"},
	},
	Question: "The expression has ASCII only, and no bounds.",
	Readings: []Reading{
		{ID: "a-labels", Says: "Domain names beyond ASCII are written in their ASCII form only."},
		{ID: "converted", Says: "Names beyond ASCII are converted."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Rare:     true,
	Probe:    "Look up an actor at a name beyond ASCII and at its ASCII form. It takes a target whose domain name has a label beyond ASCII.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that domain names beyond ASCII are written as A-labels (RFC 5890), and limit local names to 64 characters.",
}
