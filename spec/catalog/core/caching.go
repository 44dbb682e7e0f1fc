package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.4: how long ID-Certs may be cached.
var caching = []requirement.Requirement{
	AskConversationServer,
	HomeServerIsFallback,
	Cached,
	CacheWindow,
	CacheEvicted,
	CacheExpiredUnused,
	CacheWindowOfIssuer,
	VerificationRetried,
	ClientRefetch,
	ServerRefetch,
}

var AskConversationServer = requirement.Requirement{
	ID:      "core.cache.client.ask-conversation-server",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:12e7909237ce3ba4"},
	Says:    "A client asks the server of the conversation for the ID-Cert of another actor first.",
}

var HomeServerIsFallback = requirement.Requirement{
	ID:      "core.cache.client.home-server-fallback",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:b142e07a8ec6f69b"},
	Says:    "A client asks the actor's home server only when the server of the conversation is silent or its answer does not verify.",
}

var Cached = requirement.Requirement{
	ID:      "core.cache.kept",
	Level:   requirement.Should,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:8afd06d58c816a04"},
	Says:    "Whoever was given an ID-Cert keeps it in a cache.",
}

var CacheWindow = requirement.Requirement{
	ID:      "core.cache.window",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
	Says:    "The cache window that a home server gives an ID-Cert is one to twelve hours long.",
	Note:    "Recommended values; whether others may go by other limits is open (A-102).",
}

var CacheEvicted = requirement.Requirement{
	ID:      "core.cache.evicted",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the cache window of a peer's ID-Cert",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
	Says:    "A cached ID-Cert is dropped when its cache window ends.",
}

var CacheExpiredUnused = requirement.Requirement{
	ID:      "core.cache.expired-unused",
	Level:   requirement.MustNot,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the cache window of a peer's ID-Cert",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
	Says:    "Nobody verifies a new message with a cached ID-Cert whose window has ended, even where no newer one can be had.",
}

var CacheWindowOfIssuer = requirement.Requirement{
	ID:      "core.cache.window.dictated-by-issuer",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the cache window of a peer's ID-Cert",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
	Says:    "The home server that issued an ID-Cert decides how long others may cache it.",
	Note:    "Stated as a fact.",
}

var VerificationRetried = requirement.Requirement{
	ID:      "core.cache.client.retry",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:93e7a69c391259bd"},
	Says:    "A client whose verification fails asks the server of the conversation again, then the home server, and then treats the message with caution.",
}

var ClientRefetch = requirement.Requirement{
	ID:      "core.cache.client.refetch",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:1ba5896ca3c4d0c4"},
	Says:    "After a cached ID-Cert is dropped a client asks where it last saw the actor.",
}

var ServerRefetch = requirement.Requirement{
	ID:      "core.cache.server.refetch",
	Level:   requirement.Should,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the cache window of a peer's ID-Cert",
	Ref:     requirement.Ref{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:1fb8680cb3aa18ee"},
	Says:    "After a cached ID-Cert is dropped a server asks the actor's home server.",
}
