package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 7 and 7.1: what migration is.
var migration = []requirement.Requirement{
	MigrationEverything,
	MigrationNotSensitive,
	MigrationSameServer,
	MigrationStepsOptional,
}

var MigrationEverything = requirement.Requirement{
	ID:      "core.migration.everything",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      "It speaks of the whole network, which no single server shows.",
	Ref:     requirement.Ref{Doc: "core", Section: "7", Anchor: "7-migrations", Print: "sha256:13d34c8231b1e555"},
	Says:    "Migrating an actor reassigns all data of the actor, wherever it is, to the new actor.",
	Note:    "Stated as a fact; 7.1 leaves it to the actor how much is migrated (A-317).",
}

var MigrationNotSensitive = requirement.Requirement{
	ID:      "core.migration.not-sensitive",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7", Anchor: "7-migrations", Print: "sha256:13d34c8231b1e555"},
	Says:    "A home server asks for no second factor to migrate an account.",
	Note:    "The API requires one to import data (A-056).",
}

var MigrationSameServer = requirement.Requirement{
	ID:      "core.migration.same-server",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1", Anchor: "71-identity-migration", Print: "sha256:b5e9083d9e0a8b91"},
	Says:    "A home server takes a migration between two of its own actors.",
	Note:    "A permission to the actor, which binds the server.",
}

var MigrationStepsOptional = requirement.Requirement{
	ID:      "core.migration.steps-optional",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1", Anchor: "71-identity-migration", Print: "sha256:b5e9083d9e0a8b91"},
	Says:    "An actor may set up a redirect without re-signing anything, and have messages re-signed without a redirect.",
	Note:    "The text leaves it to the actor, which binds the server; section 7 can be read otherwise (A-317).",
}
