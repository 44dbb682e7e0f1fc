package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 4.2: sensitive actions.
var sensitive = []requirement.Requirement{
	SensitiveSecondFactor,
	SensitiveIssue,
	SensitiveRevoke,
	SensitiveFederationID,
	SensitiveFactors,
	SensitiveAdministration,
	SensitiveKeyMaterial,
	SensitiveHeader,
	SensitiveSolutionVerified,
	SensitiveSolutionValue,
}

var SensitiveSecondFactor = requirement.Requirement{
	ID:      "core.sensitive.second-factor",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:9cb67b1e2f26507e"},
	Says:    "A sensitive action takes a second factor of authentication besides the actor's private key.",
	Note:    "For issuing and revoking, sections 6.1 and 6.1.4 say should (A-057); which routes it is about is open too (A-056).",
}

var SensitiveIssue = requirement.Requirement{
	ID:      "core.sensitive.issue",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:e08773cf145679d8"},
	Says:    "Generating an ID-Cert is a sensitive action.",
	Note:    "Section 4.2 requires a second factor of it, section 6.1 recommends one, and the weakest reading counts (A-057).",
}

var SensitiveRevoke = requirement.Requirement{
	ID:      "core.sensitive.revoke",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:e8b3914f77f9d57b"},
	Says:    "Revoking an ID-Cert is a sensitive action.",
	Note:    "Section 4.2 requires a second factor of it, section 6.1.4 recommends one, and the weakest reading counts (A-057).",
}

var SensitiveFederationID = requirement.Requirement{
	ID:      "core.sensitive.federation-id",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      "No route of the protocol changes a federation ID.",
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:1a6597f9c1e49f96"},
	Says:    "Changing an actor's federation ID is a sensitive action.",
	Note:    "No route does it, and whether it can be done at all is open (A-312).",
}

var SensitiveFactors = requirement.Requirement{
	ID:      "core.sensitive.factors",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      "No route of the protocol changes a factor of authentication.",
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:8ae131d2e40fdb7d"},
	Says:    "Changing an actor's other factors of authentication is a sensitive action.",
	Note:    "No route does it.",
}

var SensitiveAdministration = requirement.Requirement{
	ID:      "core.sensitive.administration",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:e9198932b1c6c6e8"},
	Says:    "Administering the server is a sensitive action.",
	Note:    "The API has one such route, to make a new server key.",
}

var SensitiveKeyMaterial = requirement.Requirement{
	ID:      "core.sensitive.key-material",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:0a449aae06e196b3"},
	Says:    "Deleting encrypted private key material is a sensitive action.",
}

var SensitiveHeader = requirement.Requirement{
	ID:      "core.sensitive.header",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:a536b7e959c12c5c"},
	Says:    "A route that is marked as a sensitive action refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "For issuing and revoking, sections 6.1 and 6.1.4 say should (A-057). What answer it gives is open (A-021).",
}

var SensitiveSolutionVerified = requirement.Requirement{
	ID:      "core.sensitive.solution-verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:a536b7e959c12c5c"},
	Says:    "A sensitive action is refused when the value of the header is not the second factor.",
	Note:    "That the header represents the factor would be idle without looking at it.",
}

var SensitiveSolutionValue = requirement.Requirement{
	ID:      "core.sensitive.solution-value",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:5f85aef8de3afd8c"},
	Says:    "The value of the header is the current code for TOTP and the password for passwords.",
	Note:    "An example; nothing else tells what to send (A-058).",
}
