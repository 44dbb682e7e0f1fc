package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 3.1: finding the server of a domain name.
var wellKnown = []requirement.Requirement{
	DelegationAllowed,
	WellKnownVisibleDomain,
	WellKnownJSON,
	WellKnownAPI,
	WellKnownAPIBasePath,
	WellKnownIssuer,
	WellKnownServerCert,
	WellKnownMismatchRefused,
	WellKnownPresent,
	WellKnownFallback,
	WellKnownDelegateTrusted,
	WellKnownDelegateNotItself,
}

var DelegationAllowed = requirement.Requirement{
	ID:      "core.wellknown.delegation",
	Level:   requirement.May,
	Subject: requirement.Operator,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:58523b15ea49e1a4"},
	Says:    "A home server may be hosted under another domain name than the one on its ID-Certs, if the conditions of the section are met.",
}

var WellKnownVisibleDomain = requirement.Requirement{
	ID:      "core.wellknown.visible-domain",
	Level:   requirement.Must,
	Subject: requirement.Operator,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.Untestable,
	By:      "It binds the host of the visible domain name, which is another one than the server that is asked.",
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:6692f75b29239b96"},
	Says:    "A server that is hosted elsewhere answers GET for /.well-known/polyproto-core under the domain name that its ID-Certs show.",
	Note:    "For a server that is hosted at that name the section says the same of every home server.",
}

var WellKnownJSON = requirement.Requirement{
	ID:      "core.wellknown.json",
	Level:   requirement.Must,
	Subject: requirement.Operator,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:8d1c388094b3a7c2"},
	Says:    "The well-known document is a JSON object.",
	Note:    "Its media type, and whether redirects lead to it, is open (A-301).",
}

var WellKnownAPI = requirement.Requirement{
	ID:      "core.wellknown.api.present",
	Level:   requirement.Must,
	Subject: requirement.Operator,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:01f960a41f2c41e6"},
	Says:    "The well-known document has a string member named api.",
}

var WellKnownAPIBasePath = requirement.Requirement{
	ID:      "core.wellknown.api.base-path",
	Level:   requirement.Must,
	Subject: requirement.Operator,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:01f960a41f2c41e6"},
	Says:    "The member api names the domain name where the server is hosted, followed by /.p2/core/.",
	Note:    "Whether with a scheme or a version is open (A-003).",
}

var WellKnownIssuer = requirement.Requirement{
	ID:      "core.wellknown.issuer",
	Level:   requirement.Must,
	Subject: requirement.Operator,
	Impact:  requirement.Security,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:b150d738dd6bebc4"},
	Says:    "The domain components of the issuer of the certificate that the server serves spell the visible domain name.",
}

var WellKnownServerCert = requirement.Requirement{
	ID:      "core.wellknown.server-certificate",
	Level:   requirement.Must,
	Subject: requirement.Operator,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:b150d738dd6bebc4"},
	Says:    "The server certificate can be had with GET below the address that the well-known document names.",
	Note:    "The text leaves the version out of the path (A-002).",
}

var WellKnownMismatchRefused = requirement.Requirement{
	ID:      "core.wellknown.mismatch-refused",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:b150d738dd6bebc4"},
	Says:    "Nobody treats a server as that of a domain name which is not the one that its certificate shows.",
}

var WellKnownPresent = requirement.Requirement{
	ID:      "core.wellknown.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:a9595da5c2ddbee6"},
	Says:    "Every home server answers GET for its well-known URI.",
	Note:    "Also one that is not hosted elsewhere. The sentence does not name the URI; the section has only one.",
}

var WellKnownFallback = requirement.Requirement{
	ID:      "core.wellknown.client.fallback",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:e4c6cb1e4e7d303e"},
	Says:    "A client that cannot reach the API under the visible domain name asks for the well-known document there and verifies the conditions.",
	Note:    "When that is the case is open (A-004).",
}

var WellKnownDelegateTrusted = requirement.Requirement{
	ID:      "core.wellknown.client.trusts-delegate",
	Level:   requirement.May,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:e4c6cb1e4e7d303e"},
	Says:    "A client that found the conditions met may treat the server as that of the visible domain name.",
}

var WellKnownDelegateNotItself = requirement.Requirement{
	ID:      "core.wellknown.client.delegate-not-itself",
	Level:   requirement.MustNot,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:e4c6cb1e4e7d303e"},
	Says:    "A client does not treat a server found that way as that of the domain name where it is hosted.",
}
