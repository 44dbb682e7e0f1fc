package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.3: keeping private keys from being lost.
var keyMaterial = []requirement.Requirement{
	KeyMaterialStored,
	KeyMaterialNoAccess,
	KeyMaterialEncrypted,
	KeyMaterialAnyTime,
	KeyMaterialClientSide,
	KeyMaterialDownloaded,
	KeyMaterialDownloadedFirst,
	KeyMaterialNeverPlain,
	KeyMaterialVoluntary,
	KeyMaterialElsewhere,
	KeyConcentrationWeighed,
}

var KeyMaterialStored = requirement.Requirement{
	ID:      "core.keymaterial.stored",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:e74d5afa9a2e1f04"},
	Says:    "A home server lets its actors upload their private identity keys and get them back.",
}

var KeyMaterialNoAccess = requirement.Requirement{
	ID:      "core.keymaterial.no-access",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.Untestable,
	By:      requirement.Inside,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:e74d5afa9a2e1f04"},
	Says:    "A home server cannot read the private keys that its actors uploaded.",
	Note:    "It gets only what clients have encrypted.",
}

var KeyMaterialEncrypted = requirement.Requirement{
	ID:      "core.keymaterial.encrypted",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:e74d5afa9a2e1f04"},
	Says:    "A client encrypts private identity keys with a strong passphrase and a strong cipher before it uploads them.",
}

var KeyMaterialAnyTime = requirement.Requirement{
	ID:      "core.keymaterial.any-time",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:e74d5afa9a2e1f04"},
	Says:    "An authenticated actor gets its encrypted private keys from the home server at any time, from every session.",
	Note:    "A permission to the actor, which binds the server.",
}

var KeyMaterialClientSide = requirement.Requirement{
	ID:      "core.keymaterial.client-side",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:e74d5afa9a2e1f04"},
	Says:    "Private keys are encrypted and decrypted on the client alone.",
}

var KeyMaterialDownloaded = requirement.Requirement{
	ID:      "core.keymaterial.downloaded",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:46905059627aea1d"},
	Says:    "A client that cannot count on its home server downloads the encrypted private keys regularly and keeps them safe.",
}

var KeyMaterialDownloadedFirst = requirement.Requirement{
	ID:      "core.keymaterial.downloaded-first",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:46905059627aea1d"},
	Says:    "A client downloads the encrypted private keys as soon as it has connected.",
	Note:    "Ideally.",
}

var KeyMaterialNeverPlain = requirement.Requirement{
	ID:      "core.keymaterial.never-plain",
	Level:   requirement.MustNot,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:46905059627aea1d"},
	Says:    "A client keeps no unencrypted backup of private keys.",
}

var KeyMaterialVoluntary = requirement.Requirement{
	ID:      "core.keymaterial.voluntary",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:498103d758f5a158"},
	Says:    "A home server makes nothing else depend on whether an actor uploads its private keys.",
	Note:    "The text leaves the choice to the actor, which binds the server.",
}

var KeyMaterialElsewhere = requirement.Requirement{
	ID:      "core.keymaterial.elsewhere",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.Untestable,
	By:      requirement.Advice,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:498103d758f5a158"},
	Says:    "The encrypted private keys are backed up in another place as well.",
	Note:    "Recommended.",
}

var KeyConcentrationWeighed = requirement.Requirement{
	ID:      "core.keymaterial.concentration-weighed",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.Untestable,
	By:      requirement.Advice,
	Ref:     requirement.Ref{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:05940727a92ead8c"},
	Says:    "Who re-signs old messages to have fewer keys weighs what the loss of one key then means.",
}
