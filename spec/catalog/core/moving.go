package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 7.3: moving data from one server to another.
var moving = []requirement.Requirement{
	MovedStaticOnly,
	ExportOnRequest,
	ExportClientVerifies,
	ImportClientResigns,
	ImportVerified,
	ImportSignalled,
	AccountEnded,
}

var MovedStaticOnly = requirement.Requirement{
	ID:      "core.moving.static-only",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      "Extensions say what is tied to a context.",
	Ref:     requirement.Ref{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:2c61a9382da967c2"},
	Says:    "Only resources that are not tied to a context are moved; the others are re-signed.",
}

var ExportOnRequest = requirement.Requirement{
	ID:      "core.moving.export",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:4aee0b9181d2a466"},
	Says:    "A home server gives its actor an export of its data on request.",
	Note:    "A step of a list.",
}

var ExportClientVerifies = requirement.Requirement{
	ID:      "core.moving.client.verifies",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:4aee0b9181d2a466"},
	Says:    "A client checks the signatures in an export.",
	Note:    "A step of a list.",
}

var ImportClientResigns = requirement.Requirement{
	ID:      "core.moving.client.re-signs",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:a334ea1e265dc8ca"},
	Says:    "An actor re-signs exported data with its own keys before it imports it.",
	Note:    "A step of a list.",
}

var ImportVerified = requirement.Requirement{
	ID:      "core.moving.import.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:79ca17d55425d739"},
	Says:    "A home server verifies the data that an actor imports.",
	Note:    "A step of a list. What proves the consent of the old actor is open (A-199).",
}

var ImportSignalled = requirement.Requirement{
	ID:      "core.moving.import.signalled",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:79ca17d55425d739"},
	Says:    "A home server tells the actor that an import succeeded.",
	Note:    "A step of a list. The API accepts the data and has no way to ask what became of it (A-198).",
}

var AccountEnded = requirement.Requirement{
	ID:      "core.moving.account-ended",
	Level:   requirement.May,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:343d890cb88421d1"},
	Says:    "An actor that moved its data may ask the old home server to deactivate or delete the account.",
	Note:    "A step of what is usually done. No route does it by name (A-200).",
}
