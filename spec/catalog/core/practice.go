package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 6.6.2 and 6.6.3: how to run a home server well.
var practice = []requirement.Requirement{
	CertCacheLayer,
	KeyMaterialSizeLimited,
	KeyMaterialSlotsLimited,
}

var CertCacheLayer = requirement.Requirement{
	ID:      "core.practice.cache-layer",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Inside,
	Ref:     requirement.Ref{Doc: "core", Section: "6.6.2", Anchor: "662-home-server-operation-and-design", Print: "sha256:c6b9c737b2a17deb"},
	Says:    "A home server answers requests for ID-Certs from a cache.",
	Note:    "An imperative among best practices.",
}

var KeyMaterialSizeLimited = requirement.Requirement{
	ID:      "core.keymaterial.limit.size",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.6.3", Anchor: "663-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:4dfc7066520989f3"},
	Says:    "A home server limits the size of uploaded private keys.",
	Note:    "Called a good idea.",
}

var KeyMaterialSlotsLimited = requirement.Requirement{
	ID:      "core.keymaterial.limit.slots",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.Untestable,
	By:      "How many uploads would show the limit is not known.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.6.3", Anchor: "663-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:4dfc7066520989f3"},
	Says:    "A home server limits how many private keys an actor uploads.",
	Note:    "Called a good idea.",
}
