package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 7.1.1: redirects from an old actor to a new one.
var redirects = []requirement.Requirement{
	RedirectConfirmedByBoth,
	RedirectOneTarget,
	RedirectTargetValid,
	RedirectTargetReachable,
	RedirectsImplemented,
	RedirectAnyOrder,
	RedirectKeyList,
	RedirectSourceProven,
	RedirectSourceConfirmed,
	RedirectTargetVerified,
	RedirectTargetChallenged,
	RedirectTemporary,
	RedirectUntilDeleted,
	RedirectAfterDeletion,
}

var RedirectConfirmedByBoth = requirement.Requirement{
	ID:      "core.redirect.confirmed-by-both",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
	Says:    "A redirect takes effect only once its source and its target have confirmed it.",
}

var RedirectOneTarget = requirement.Requirement{
	ID:      "core.redirect.one-target",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
	Says:    "A redirect holds for the one target that its source named, and for no other actor.",
	Note:    "What becomes of a second one is open (A-319).",
}

var RedirectTargetValid = requirement.Requirement{
	ID:      "core.redirect.target.valid",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
	Says:    "A home server sets up a redirect only to an actor that exists.",
	Note:    "The status of a refusal is open (A-318).",
}

var RedirectTargetReachable = requirement.Requirement{
	ID:      "core.redirect.target.reachable",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:448b24d89408d77f"},
	Says:    "A home server sets up a redirect only while it can reach the home server of the target.",
}

var RedirectsImplemented = requirement.Requirement{
	ID:      "core.redirect.implemented",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:7923a864a6e3c8f7"},
	Says:    "Every home server implements redirects.",
	Note:    "The text rules out that optional is read otherwise.",
}

var RedirectAnyOrder = requirement.Requirement{
	ID:      "core.redirect.any-order",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:60cb8651bf45817d"},
	Says:    "The source and the target of a redirect confirm it in any order.",
	Note:    "Drawn in the diagram only; the note says may, of both actors.",
}

var RedirectKeyList = requirement.Requirement{
	ID:      "core.redirect.source.key-list",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:7eaa439048ded4aa"},
	Says:    "A home server tells the source of a redirect which keys to prove, and gives it a challenge string.",
	Note:    "Drawn in the diagram only; no response of the API has room for it (A-179).",
}

var RedirectSourceProven = requirement.Requirement{
	ID:      "core.redirect.source.proven",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:1106b0ac4bf29977"},
	Says:    "The source of a redirect confirms it by proving every key on the list.",
	Note:    "Drawn in the diagram only.",
}

var RedirectSourceConfirmed = requirement.Requirement{
	ID:      "core.redirect.source.confirmed",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:8c0fc856d6c37361"},
	Says:    "A redirect whose source has proven its keys counts as confirmed by the source.",
	Note:    "Drawn in the diagram only.",
}

var RedirectTargetVerified = requirement.Requirement{
	ID:      "core.redirect.target.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:9b0d7ecc3b7be778"},
	Says:    "A home server verifies the ID-Cert of the target before it takes its confirmation.",
	Note:    "Drawn in the diagram only.",
}

var RedirectTargetChallenged = requirement.Requirement{
	ID:      "core.redirect.target.challenged",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:4a94fda9327d1c1d"},
	Says:    "The target of a redirect confirms it by solving a challenge string.",
	Note:    "Drawn in the diagram only. The API asks for a session token, which one gets that way (A-181).",
}

var RedirectTemporary = requirement.Requirement{
	ID:      "core.redirect.temporary",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:49da6de6c142a499"},
	Says:    "Once both have confirmed a redirect, requests for the source are answered with 307 and lead to the target.",
	Note:    "Drawn in the diagram; the text below says should of requests for information. Which requests, and where to, is open (A-180).",
}

var RedirectUntilDeleted = requirement.Requirement{
	ID:      "core.redirect.until-deleted",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:a23acfcbc51695df"},
	Says:    "A home server answers with 307 until the source deletes its account.",
}

var RedirectAfterDeletion = requirement.Requirement{
	ID:      "core.redirect.after-deletion",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:a23acfcbc51695df"},
	Says:    "After the source has deleted its account, a home server may answer with 308 or drop the redirect.",
	Note:    "What deletes an account is open (A-200), and what holds without one (A-201).",
}
