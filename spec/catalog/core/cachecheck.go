package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.4.1: when a server asks for invalidation and cache information, and when it may not insist.
var cacheCheck = []requirement.Requirement{
	CheckBeforeMessages,
	CheckAfterChange,
	CheckOnRequest,
	NoCheckForChallenge,
	NoCheckForTrial,
	NoCheckForTrialCompletion,
	NoCheckForResigning,
	NoCheckForResigningAbort,
	NoCheckForResigningCommit,
	NoCheckForResigningFetch,
	NoCheckForRedirect,
	NoCheckForTrialInformation,
	RootWithoutCacheData,
	NoCheckElsewhere,
}

var CheckBeforeMessages = requirement.Requirement{
	ID:      "core.cache.check.before-messages",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	By:      requirement.PostMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:0b708308ab495a57"},
	Says:    "Before a foreign actor may send messages, a server fetches and validates the invalidation and cache information of its ID-Cert.",
	Note:    "Whether a cached answer will do is open (A-103).",
}

var CheckAfterChange = requirement.Requirement{
	ID:      "core.cache.check.after-change",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	By:      requirement.PostMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:0b708308ab495a57"},
	Says:    "A server checks a foreign actor again before further messages once its ID-Cert has changed.",
}

var CheckOnRequest = requirement.Requirement{
	ID:      "core.cache.check.on-request",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:361cbcb6746732c3"},
	Says:    "A server that is asked for the ID-Cert of a foreign actor fetches and validates its invalidation and cache information before it answers.",
	Note:    "Whether a server can be asked for it at all is open (A-098).",
}

var NoCheckForChallenge = requirement.Requirement{
	ID:      "core.cache.no-check.challenge",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:849b7466ec915270"},
	Says:    "A server does not make a challenge string depend on invalidation and cache information of a foreign actor.",
}

var NoCheckForTrial = requirement.Requirement{
	ID:      "core.cache.no-check.trial",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:087242831b767fa2"},
	Says:    "A server does not make a key trial depend on invalidation and cache information of a foreign actor.",
}

var NoCheckForTrialCompletion = requirement.Requirement{
	ID:      "core.cache.no-check.trial-completion",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      "The diagram of 4.1.1 has the home server asked about the status before a token is given, so that a server which depends on it follows a plain place, too (A-051).",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:5fcf002d65029756"},
	Says:    "A server does not make the completion of a key trial depend on invalidation and cache information of a foreign actor.",
	Note:    "It also contradicts the diagram of 4.1.1, where the home server is asked before a token is issued (A-051).",
}

var NoCheckForResigning = requirement.Requirement{
	ID:      "core.cache.no-check.resigning-request",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      "The keys of a foreign actor are proved with it, and the ID-Cert that says which they are may not be cached any more, so that a server which asks for it follows a plain place, too.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:0e3c8dcfd099f80a"},
	Says:    "A server does not make a request to re-sign messages depend on invalidation and cache information of a foreign actor.",
}

var NoCheckForResigningAbort = requirement.Requirement{
	ID:      "core.cache.no-check.resigning-abort",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:0e993581a8dd5b3a"},
	Says:    "A server does not make the end of a permission to re-sign depend on invalidation and cache information of a foreign actor.",
}

var NoCheckForResigningCommit = requirement.Requirement{
	ID:      "core.cache.no-check.resigning-commit",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      "The ID-Cert of a new signature is to be verified (7.2), and may not be cached any more, so that a server which asks for it follows a plain place, too.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:b1ab862c691843d0"},
	Says:    "A server does not make a commitment of re-signed messages depend on invalidation and cache information of a foreign actor.",
}

var NoCheckForResigningFetch = requirement.Requirement{
	ID:      "core.cache.no-check.resigning-fetch",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Peer,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:4fbf4e4919506f49"},
	Says:    "A server does not make the messages that are to be re-signed depend on invalidation and cache information of a foreign actor.",
}

var NoCheckForRedirect = requirement.Requirement{
	ID:      "core.cache.no-check.redirect",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      "The home server of a target has to be reachable when a redirect is set up (7.1.1), so that a server which asks it follows a plain place, too.",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a481224b3cd20448"},
	Says:    "A server does not make a redirect depend on invalidation and cache information of a foreign actor.",
}

var NoCheckForTrialInformation = requirement.Requirement{
	ID:      "core.cache.no-check.trial-information",
	Level:   requirement.MustNot,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:01671104fb069d7d"},
	Says:    "A server does not make information on completed key trials depend on invalidation and cache information of a foreign actor.",
}

var RootWithoutCacheData = requirement.Requirement{
	ID:      "core.root.cache-data.absent",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Discovery,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a969ad70f9778118"},
	Says:    "A home server sends no cache and validity information with its own certificate.",
	Note:    "The text says must not, the API requires these members of the same response: nobody can be held to either (A-097).",
}

var NoCheckElsewhere = requirement.Requirement{
	ID:      "core.cache.no-check.elsewhere",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:43eb8eeee9282bc9"},
	Says:    "No other route depends on invalidation and cache information, unless an extension says so.",
}
