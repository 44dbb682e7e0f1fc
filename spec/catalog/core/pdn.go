package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.1.1.1: polyproto distinguished names.
var pdn = []requirement.Requirement{
	CommonNamePresent,
	CommonNameLocalName,
	RootNoCommonName,
	DomainComponentPresent,
	DomainComponentsComplete,
	RootDomainComponentPresent,
	RootDomainComponentsComplete,
	DomainComponentsOmitted,
	UIDPresent,
	UniqueIdentifierPresent,
	UIDFederationID,
	ReceivedUID,
	UniqueIdentifierSessionID,
	FurtherAttributesAllowed,
	FurtherAttributesIgnored,
	FurtherAttributesNonCritical,
}

var CommonNamePresent = requirement.Requirement{
	ID:      "core.pdn.common-name.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:4cf2d402fab9961f"},
	Says:    "A distinguished name that describes an actor has a common name.",
}

var CommonNameLocalName = requirement.Requirement{
	ID:      "core.pdn.common-name.local-name",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:4cf2d402fab9961f"},
	Says:    "The common name of an actor is its local name.",
}

var RootNoCommonName = requirement.Requirement{
	ID:      "core.root.common-name.absent",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:4cf2d402fab9961f"},
	Says:    "A distinguished name that describes a home server has no common name.",
	Note:    "It holds for the subject of the own certificate and for the issuer of every ID-Cert.",
}

var DomainComponentPresent = requirement.Requirement{
	ID:      "core.pdn.domain-component.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
	Says:    "A distinguished name that describes an actor has at least one domain component.",
}

var DomainComponentsComplete = requirement.Requirement{
	ID:      "core.pdn.domain-component.complete",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
	Says:    "The domain components of an actor hold every label of the domain name of the home server.",
}

var RootDomainComponentPresent = requirement.Requirement{
	ID:      "core.root.domain-component.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
	Says:    "A distinguished name that describes a home server has at least one domain component.",
}

var RootDomainComponentsComplete = requirement.Requirement{
	ID:      "core.root.domain-component.complete",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
	Says:    "The domain components of a home server hold every label of its domain name.",
	Note:    "Under delegation the name is the visible one (A-006).",
}

var DomainComponentsOmitted = requirement.Requirement{
	ID:      "core.pdn.domain-component.omitted",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
	Says:    "A domain without a top-level domain or subdomains has no domain components for them.",
}

var UIDPresent = requirement.Requirement{
	ID:      "core.pdn.uid.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:aeb2dcea3b7c2d6f"},
	Says:    "A distinguished name that describes an actor has a UID attribute, OID 0.9.2342.19200300.100.1.1.",
}

var UniqueIdentifierPresent = requirement.Requirement{
	ID:      "core.pdn.unique-identifier.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:aeb2dcea3b7c2d6f"},
	Says:    "A distinguished name that describes an actor has a uniqueIdentifier attribute, OID 0.9.2342.19200300.100.1.44.",
}

var UIDFederationID = requirement.Requirement{
	ID:      "core.pdn.uid.federation-id",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:625a0a0269b307a7"},
	Says:    "The UID of an actor is its federation ID.",
}

var ReceivedUID = requirement.Requirement{
	ID:      "core.idcert.received.uid",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:625a0a0269b307a7"},
	Says:    "Whoever receives an ID-Cert refuses a UID that is not the common name at the domain that the domain components name.",
	Note:    "The text compares the UID with the federation ID and leaves its domain and the domain components to be equal by their definitions (A-079).",
}

var UniqueIdentifierSessionID = requirement.Requirement{
	ID:      "core.pdn.unique-identifier.session-id",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:c6d9f750de6bf9a6"},
	Says:    "The uniqueIdentifier of an actor is the session ID that the request asks for.",
}

var FurtherAttributesAllowed = requirement.Requirement{
	ID:      "core.pdn.further-attributes.allowed",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:7916915512453a34"},
	Says:    "A distinguished name may have further attributes that conflict with none of the required ones.",
}

var FurtherAttributesIgnored = requirement.Requirement{
	ID:      "core.pdn.further-attributes.ignored",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:7916915512453a34"},
	Says:    "Whoever receives a distinguished name may ignore attributes that no extension defines.",
}

var FurtherAttributesNonCritical = requirement.Requirement{
	ID:      "core.pdn.further-attributes.non-critical",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:7916915512453a34"},
	Says:    "What a certificate has beyond the text and the extensions of the protocol is marked non-critical.",
	Note:    "The list is about attributes of names, the sentence about extensions, and only those have a criticality (A-074).",
}
