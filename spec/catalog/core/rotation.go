package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.1.3: key rotation.
var rotation = []requirement.Requirement{
	Regenerate,
	RegenerateOwnSessionOnly,
	RegenerateSecondFactor,
	RegenerateClaimsVerified,
	IDCertsKept,
	IDCertForTimestamp,
	PastKeysKept,
	LifetimeSixtyDays,
	RenewalRevokes,
	RenewalSameSessionID,
	RenewalUnattended,
	RootRotatedRarely,
	RootRotatedForCause,
	RootKeyLossNewKey,
	RootKeyLossBroadcast,
	RootKeyLossNewIDCerts,
	RootKeyLossToldLater,
}

var Regenerate = requirement.Requirement{
	ID:      "core.rotation.any-time",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:6c52441b874c4b06"},
	Says:    "A home server gives a session a new ID-Cert for a valid request at any time.",
	Note:    "The text permits it to the session, which binds the server. How is open (A-064, A-065).",
}

var RegenerateOwnSessionOnly = requirement.Requirement{
	ID:      "core.rotation.own-session-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:6c52441b874c4b06"},
	Says:    "A home server lets an actor regenerate the ID-Cert of the current session only.",
}

var RegenerateSecondFactor = requirement.Requirement{
	ID:      "core.rotation.second-factor",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:6c52441b874c4b06"},
	Says:    "Regenerating an ID-Cert takes a second factor of authentication.",
	Note:    "Called a sensitive action, which 4.2 has require one; 6.1 says should of the same act, and the weakest reading counts (A-057).",
}

var RegenerateClaimsVerified = requirement.Requirement{
	ID:      "core.rotation.claims.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:27f0423fbe1a499d"},
	Says:    "A home server verifies the claims of the request before it regenerates an ID-Cert.",
	Note:    "Drawn in the diagram only.",
}

var IDCertsKept = requirement.Requirement{
	ID:      "core.history.kept",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:07c4491b8ab32c00"},
	Says:    "A home server keeps every ID-Cert of its actors, also those that have ended.",
}

var IDCertForTimestamp = requirement.Requirement{
	ID:      "core.history.by-timestamp",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:07c4491b8ab32c00"},
	Says:    "A home server offers on request the ID-Cert that a client had at a given time.",
	Note:    "The API filters by a range instead (A-099).",
}

var PastKeysKept = requirement.Requirement{
	ID:      "core.history.client-keeps-keys",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:6b2e9df3bac938a2"},
	Says:    "An actor keeps all past key pairs.",
}

var LifetimeSixtyDays = requirement.Requirement{
	ID:      "core.idcert.lifetime.sixty-days",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:e89cfda2e5600cba"},
	Says:    "An issued ID-Cert is valid for at most 60 days.",
}

var RenewalRevokes = requirement.Requirement{
	ID:      "core.renewal.revokes-first",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:81a8ac546d16afe8"},
	Says:    "A client that renews an ID-Cert first revokes the old one.",
	Note:    "A step of a list. With the session its token is gone (A-064).",
}

var RenewalSameSessionID = requirement.Requirement{
	ID:      "core.renewal.same-session-id",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:3bbcdcb705f8b242"},
	Says:    "An ID-Cert is renewed by a request with the session ID of the revoked one.",
	Note:    "A step of a list for the client; the server has to take the session ID.",
}

var RenewalUnattended = requirement.Requirement{
	ID:      "core.renewal.unattended",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:505308e8ae22d232"},
	Says:    "A client that stores the second factor renews the ID-Cert without asking its user.",
}

var RootRotatedRarely = requirement.Requirement{
	ID:      "core.root.rotation.interval",
	Level:   requirement.Should,
	Subject: requirement.Operator,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      "Years lie between two rotations, and the validity of a certificate does not tell them.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:bc2d73c37a022d03"},
	Says:    "A home server rotates its own certificate every one to three years.",
	Note:    "About how often to rotate, not about the validity of the certificate.",
}

var RootRotatedForCause = requirement.Requirement{
	ID:      "core.root.rotation.cause",
	Level:   requirement.Should,
	Subject: requirement.Operator,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      "Why a key was rotated cannot be seen from outside.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:bc2d73c37a022d03"},
	Says:    "A home server rotates its own certificate only when it is suspected to be compromised, lost or expired.",
	Note:    "An imperative after a should.",
}

var RootKeyLossNewKey = requirement.Requirement{
	ID:      "core.root.key-loss.new-key",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
	Says:    "A home server whose identity key ends early makes a new key pair.",
}

var RootKeyLossBroadcast = requirement.Requirement{
	ID:      "core.root.key-loss.broadcast",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
	Says:    "A home server whose identity key ends early tells all clients through the gateway.",
	Note:    "The event has another name in 3.2.3.7 (A-140); whom it goes to is open (A-304).",
}

var RootKeyLossNewIDCerts = requirement.Requirement{
	ID:      "core.root.key-loss.client-asks-anew",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
	Says:    "After the key of the home server has changed a client asks for a new ID-Cert.",
}

var RootKeyLossToldLater = requirement.Requirement{
	ID:      "core.root.key-loss.told-on-reconnect",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:7dc40318bb3dbdbf"},
	Says:    "A client that was offline when the server key changed is told when it connects again.",
	Note:    "How, if it does not resume, is open (A-139).",
}
