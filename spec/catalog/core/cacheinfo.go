package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 6.4.1: what is sent along with an ID-Cert, so that it can be cached.
var cacheInfo = []requirement.Requirement{
	CacheNotBefore,
	CacheNotAfter,
	CacheSignaturePresent,
	CacheSignatureHex,
	CacheSignatureKey,
	InvalidatedAtPresent,
	InvalidatedAtAbsent,
	CacheSignatureContents,
	CacheSignatureInvalidatedAt,
	CacheSignatureOrder,
	CacheSignatureNoInvalidatedAt,
	CacheSignatureRejectedByClient,
	CacheDataPassedOn,
}

var CacheNotBefore = requirement.Requirement{
	ID:      "core.cache.not-before",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:37d5ba0a5fff3035"},
	Says:    "A home server sends the UNIX time at which the cache window starts with each ID-Cert of its actors.",
	Note:    "The name of the member (A-092) and its JSON type (A-093) differ between the texts.",
}

var CacheNotAfter = requirement.Requirement{
	ID:      "core.cache.not-after",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:ac26baad1137838c"},
	Says:    "A home server sends the UNIX time at which the cache window ends with each ID-Cert of its actors.",
	Note:    "The name of the member (A-092) and its JSON type (A-093) differ between the texts.",
}

var CacheSignaturePresent = requirement.Requirement{
	ID:      "core.cache.signature.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:115d4d7f26e7a952"},
	Says:    "A home server sends a cache signature with each ID-Cert of its actors.",
}

var CacheSignatureHex = requirement.Requirement{
	ID:      "core.cache.signature.hexadecimal",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:115d4d7f26e7a952"},
	Says:    "A cache signature is written in hexadecimal.",
	Note:    "For Ed25519 these are 128 digits, whatever length the API gives (A-091).",
}

var CacheSignatureKey = requirement.Requirement{
	ID:      "core.cache.signature.home-server-key",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:5fa8e1dfe4e21b1a"},
	Says:    "A cache signature verifies under the identity key of the home server.",
}

var InvalidatedAtPresent = requirement.Requirement{
	ID:      "core.cache.invalidated-at.present",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a98f9b49131d4147"},
	Says:    "A home server sends the UNIX time of the revocation with each ID-Cert that was revoked early.",
	Note:    "Absence means not revoked, so that it has to be there for those that were.",
}

var InvalidatedAtAbsent = requirement.Requirement{
	ID:      "core.cache.invalidated-at.absent",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:a98f9b49131d4147"},
	Says:    "A home server sends no time of revocation with an ID-Cert that was not revoked early.",
}

var CacheSignatureContents = requirement.Requirement{
	ID:      "core.cache.signature.contents",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:aba3c775de0db0af"},
	Says:    "A cache signature covers the serial number, the start and the end of the cache window and the time of revocation.",
}

var CacheSignatureInvalidatedAt = requirement.Requirement{
	ID:      "core.cache.signature.invalidated-at",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:aba3c775de0db0af"},
	Says:    "The cache signature of a revoked ID-Cert covers the time of revocation.",
}

var CacheSignatureOrder = requirement.Requirement{
	ID:      "core.cache.signature.order",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:8352f08597305eb0"},
	Says:    "The signed string joins serial number, start, end and time of revocation in that order, without separators.",
	Note:    "The formula has the signature itself where the serial number belongs (A-094); how the serial number is written is open (A-095).",
}

var CacheSignatureNoInvalidatedAt = requirement.Requirement{
	ID:      "core.cache.signature.empty-invalidated-at",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:55d669112c73824b"},
	Says:    "An ID-Cert that was not revoked adds the empty string in the place of the time of revocation.",
}

var CacheSignatureRejectedByClient = requirement.Requirement{
	ID:      "core.cache.signature.client-rejects",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:5fa8e1dfe4e21b1a"},
	Says:    "A client refuses an ID-Cert whose cache signature does not verify.",
}

var CacheDataPassedOn = requirement.Requirement{
	ID:      "core.cache.passed-on",
	Level:   requirement.Must,
	Subject: requirement.ForeignServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Peer,
	Ref:     requirement.Ref{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:daed342ada22fedd"},
	Says:    "Whoever passes an ID-Cert on passes its cache window and cache signature on unchanged.",
	Note:    "Told as a fun fact; any change would break the signature.",
}
