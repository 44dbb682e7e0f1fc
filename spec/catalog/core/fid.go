package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 5: federation IDs.
var fid = []requirement.Requirement{
	ClientHasActor,
	FIDUnique,
	FIDParts,
	LocalNameUnique,
	FIDForm,
	FIDCaseInsensitive,
	FIDSeparator,
	FIDDomainReachable,
	FIDGrammar,
	FIDGrammarChecked,
	FIDGrammarNotProof,
	FIDClaimVerified,
}

var ClientHasActor = requirement.Requirement{
	ID:      "core.fid.client-has-actor",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      "It says what a client is.",
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:35b7737ec5aed8e2"},
	Says:    "Every client acts for an actor.",
}

var FIDUnique = requirement.Requirement{
	ID:      "core.fid.unique",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:35b7737ec5aed8e2"},
	Says:    "No two actors have the same federation ID.",
}

var FIDParts = requirement.Requirement{
	ID:      "core.fid.parts",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:35b7737ec5aed8e2"},
	Says:    "A federation ID is made of a local name and the domain of the actor's home server.",
}

var LocalNameUnique = requirement.Requirement{
	ID:      "core.fid.local-name.unique",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:15ccf3ed1cd1a466"},
	Says:    "A home server has no two actors with the same local name.",
	Note:    "Since federation IDs do not regard case, names that differ in case alone are the same. Whether a name can be had again once its actor is gone is open (A-306).",
}

var FIDForm = requirement.Requirement{
	ID:      "core.fid.form",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:a66b05dda0e43805"},
	Says:    "In public a federation ID is written as the local name, an at sign and the domain name.",
}

var FIDCaseInsensitive = requirement.Requirement{
	ID:      "core.fid.case-insensitive",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:a66b05dda0e43805"},
	Says:    "Federation IDs that differ in case alone are the same.",
	Note:    "Stated as a fact. What a server stores and shows is open (A-083).",
}

var FIDSeparator = requirement.Requirement{
	ID:      "core.fid.separator",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:6c26d5493889d799"},
	Says:    "An at sign separates the local name from the domain name.",
}

var FIDDomainReachable = requirement.Requirement{
	ID:      "core.fid.domain.reachable",
	Level:   requirement.Must,
	Subject: requirement.Operator,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.Untestable,
	By:      "Where a domain name leads is for its operator to set, and a server that is asked elsewhere does not show it.",
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:9b9cf7e6054be494"},
	Says:    "The home server can be reached at the domain name of its federation IDs.",
	Note:    "Under delegation (3.1) that is where the well-known document is (A-006).",
}

var FIDGrammar = requirement.Requirement{
	ID:      "core.fid.grammar",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:bcf29500a6dcd464"},
	Says:    "The federation IDs that a home server gives out match the published expression.",
	Note:    "The text says that it can be used; it is the only grammar there is. Whether it means the whole string is open (A-082).",
}

var FIDGrammarChecked = requirement.Requirement{
	ID:      "core.fid.grammar.checked",
	Level:   requirement.May,
	Subject: requirement.Both,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:bcf29500a6dcd464"},
	Says:    "Software may check federation IDs with the published expression.",
}

var FIDGrammarNotProof = requirement.Requirement{
	ID:      "core.fid.grammar.not-proof",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:1fdba86bdfbf5070"},
	Says:    "A federation ID is not taken for valid because it matches the published expression.",
}

var FIDClaimVerified = requirement.Requirement{
	ID:      "core.fid.claim-verified",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:01c3c07e90770831"},
	Says:    "Whoever is shown a federation ID verifies the claim to it before relying on it.",
	Note:    "The text calls it crucial.",
}
