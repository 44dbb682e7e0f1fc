package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.1.1.2: basic constraints and key usage.
var extensions = []requirement.Requirement{
	RootCA,
	RootPathLength,
	RootKeyCertSign,
	RootKeyUsageCritical,
	RootBasicConstraintsCritical,
	ActorNotCA,
	ActorNoKeyCertSign,
	ActorSigningUsage,
	KeyUsageCritical,
	BasicConstraintsCritical,
	CSRCARefused,
	CSRKeyCertSignRefused,
	CSRSigningUsageRequired,
	ReceivedConstraints,
	ReceivedCriticality,
}

var RootCA = requirement.Requirement{
	ID:      "core.root.ca",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:37aa5f99886e2821"},
	Says:    "A home server's own certificate has the CA flag set.",
}

var RootPathLength = requirement.Requirement{
	ID:      "core.root.path-length",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:37aa5f99886e2821"},
	Says:    "A home server's own certificate has a path length constraint, and it is 0.",
}

var RootKeyCertSign = requirement.Requirement{
	ID:      "core.root.key-cert-sign",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:c81ab3be27b0a94b"},
	Says:    "A home server's own certificate has the key usage keyCertSign.",
}

var RootKeyUsageCritical = requirement.Requirement{
	ID:      "core.root.key-usage.critical",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	Says:    "The key usage extension of a home server's own certificate is critical.",
}

var RootBasicConstraintsCritical = requirement.Requirement{
	ID:      "core.root.basic-constraints.critical",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	Says:    "The basic constraints extension of a home server's own certificate is critical.",
}

var ActorNotCA = requirement.Requirement{
	ID:      "core.idcert.ca.absent",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:55c1d2f851c25ea8"},
	Says:    "An issued ID-Cert has the CA flag unset or no CA flag.",
}

var ActorNoKeyCertSign = requirement.Requirement{
	ID:      "core.idcert.key-cert-sign.absent",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:3ddbaf5d53d5e926"},
	Says:    "An issued ID-Cert does not have the key usage keyCertSign.",
}

var ActorSigningUsage = requirement.Requirement{
	ID:      "core.idcert.signing-usage",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:6152d205d1c0c224"},
	Says:    "An issued ID-Cert has the key usage digitalSignature or contentCommitment.",
	Note:    "Whether it may have both is open (A-075).",
}

var KeyUsageCritical = requirement.Requirement{
	ID:      "core.idcert.key-usage.critical",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	Says:    "The key usage extension of an issued ID-Cert is critical.",
}

var BasicConstraintsCritical = requirement.Requirement{
	ID:      "core.idcert.basic-constraints.critical",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	Says:    "The basic constraints extension of an issued ID-Cert, where there is one, is critical.",
}

var CSRCARefused = requirement.Requirement{
	ID:      "core.csr.ca.refused",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:55c1d2f851c25ea8"},
	Says:    "A home server refuses an ID-CSR that asks for the CA flag.",
	Note:    "6.1 has a home server verify every claim, and this list has none that could be true. A request in an encoding that the server does not read is no claim (A-068).",
}

var CSRKeyCertSignRefused = requirement.Requirement{
	ID:      "core.csr.key-cert-sign.refused",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:3ddbaf5d53d5e926"},
	Says:    "A home server refuses an ID-CSR that asks for the key usage keyCertSign.",
	Note:    "6.1 has a home server verify every claim, and this list has none that could be true. A request in an encoding that the server does not read is no claim (A-068).",
}

var CSRSigningUsageRequired = requirement.Requirement{
	ID:      "core.csr.signing-usage.required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:6152d205d1c0c224"},
	Says:    "A home server refuses an ID-CSR that asks for key usages without digitalSignature and contentCommitment.",
	Note:    "It asks for what no ID-Cert may be. A request that names no usage at all may be given the default (A-068).",
}

var ReceivedConstraints = requirement.Requirement{
	ID:      "core.idcert.received.constraints",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	Says:    "Whoever receives an ID-Cert treats it as malformed when basic constraints or key usage break the rules of this section.",
	Note:    "The sentence stands after the rule about criticality and can be read as being about that alone; an actor certificate that may sign certificates is worth the wider reading.",
}

var ReceivedCriticality = requirement.Requirement{
	ID:      "core.idcert.received.criticality",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	Says:    "Whoever receives an ID-Cert treats it as malformed when its key usage or basic constraints are not critical.",
	Note:    "Implementations that do not look are known (A-076).",
}
