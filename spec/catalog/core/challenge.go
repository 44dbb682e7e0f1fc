package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 4.3: challenge strings.
var challenge = []requirement.Requirement{
	ChallengeLength,
	ChallengeLifetime,
	ChallengeExpires,
	ChallengeAnswer,
	ChallengeSignatureVerified,
	ChallengeNotSensitiveSolution,
	ChallengesPublic,
	ChallengesVerifiable,
	ChallengeRecommendedLength,
	ChallengeRecommendedAlphabet,
	ChallengeUnique,
	ChallengeReplayRefused,
	ChallengeNeedsToken,
	ChallengeBoundToSession,
	ChallengeHeader,
	ChallengeValidAccepted,
	ChallengeInvalidForbidden,
	ChallengeRetryAfter,
}

var ChallengeLength = requirement.Requirement{
	ID:      "core.challenge.length",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
	Says:    "A challenge string has 32 to 256 characters.",
	Note:    "Stated as a fact. Characters are not bytes (A-042).",
}

var ChallengeLifetime = requirement.Requirement{
	ID:      "core.challenge.lifetime",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
	Says:    "A challenge string comes with the UNIX time at which it ends.",
	Note:    "Stated as a fact; the diagram of 4.1.1 may be read as a duration (A-038).",
}

var ChallengeExpires = requirement.Requirement{
	ID:      "core.challenge.expired-fails",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a challenge string",
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
	Says:    "A challenge string that is answered after its end fails.",
}

var ChallengeAnswer = requirement.Requirement{
	ID:      "core.challenge.answer",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
	Says:    "An actor answers a challenge string with its signature and its ID-Cert.",
	Note:    "The API sends the serial number instead (A-035).",
}

var ChallengeSignatureVerified = requirement.Requirement{
	ID:      "core.challenge.signature-verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
	Says:    "A server refuses the solution of a challenge string whose signature does not verify.",
}

var ChallengeNotSensitiveSolution = requirement.Requirement{
	ID:      "core.challenge.not-sensitive-solution",
	Level:   requirement.MustNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:08bf1a479bf5674c"},
	Says:    "A solved challenge string is not taken as a second factor, nor a second factor as a solved challenge string.",
}

var ChallengesPublic = requirement.Requirement{
	ID:      "core.challenge.public",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a challenge string",
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:1c64dd381ea444a6"},
	Says:    "A server publishes all challenge strings and their solutions.",
	Note:    "The API publishes completed ones after their end, and to whom differs (A-050).",
}

var ChallengesVerifiable = requirement.Requirement{
	ID:      "core.challenge.verifiable",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a challenge string",
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:1c64dd381ea444a6"},
	Says:    "Third parties can verify that the key that a change needed has signed the challenge string.",
}

var ChallengeRecommendedLength = requirement.Requirement{
	ID:      "core.challenge.recommended-length",
	Level:   requirement.Should,
	Subject: requirement.Operator,
	Impact:  requirement.Degraded,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:7b8a476976c4c189"},
	Says:    "A challenge string of a public server has at least 64 characters.",
	Note:    "It is recommended.",
}

var ChallengeRecommendedAlphabet = requirement.Requirement{
	ID:      "core.challenge.recommended-alphabet",
	Level:   requirement.Should,
	Subject: requirement.Operator,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:7b8a476976c4c189"},
	Says:    "A challenge string of a public server has lower-case letters, capitals and digits.",
	Note:    "It is recommended; one each of the classes in the brackets.",
}

var ChallengeUnique = requirement.Requirement{
	ID:      "core.challenge.unique",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:7b8a476976c4c189"},
	Says:    "A server gives an actor no challenge string twice.",
}

var ChallengeReplayRefused = requirement.Requirement{
	ID:      "core.challenge.replay-refused",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:ff14f930e0ac4820"},
	Says:    "A solution that was recorded is of no use for another challenge string.",
	Note:    "What the text expects of uniqueness; whether a solution may be used twice is open (A-047).",
}

var ChallengeNeedsToken = requirement.Requirement{
	ID:      "core.challenge.needs-token",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:f1938b5efe008e78"},
	Says:    "A client presents its session token to be given a challenge string.",
	Note:    "Drawn in the diagram only. 4.1.1 has the token come after (A-034).",
}

var ChallengeBoundToSession = requirement.Requirement{
	ID:      "core.challenge.bound-to-session",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:0d78a2fecd55868b"},
	Says:    "A server remembers for which session it made a challenge string.",
	Note:    "Drawn in the diagram only.",
}

var ChallengeHeader = requirement.Requirement{
	ID:      "core.challenge.header",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:f1212816d08dc9f2"},
	Says:    "A client sends the solution in the header X-P2-Challenge-String-Solution.",
	Note:    "Drawn in the diagram only. The API has another header (A-044).",
}

var ChallengeValidAccepted = requirement.Requirement{
	ID:      "core.challenge.valid-accepted",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:efcb5c665a563c2c"},
	Says:    "A server lets a client with a valid solution do what the challenge string protects.",
	Note:    "Drawn in the diagram only. POST /session/auth gives a session token for a solution, and is what is tried.",
}

var ChallengeInvalidForbidden = requirement.Requirement{
	ID:      "core.challenge.invalid-forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:b867a3fc3c619a42"},
	Says:    "A server answers an invalid solution with 403.",
	Note:    "Drawn in the diagram only, and another diagram has no status: any 4xx refuses (A-054). Tried on POST /session/auth.",
}

var ChallengeRetryAfter = requirement.Requirement{
	ID:      "core.challenge.retry-after",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Federation,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:b867a3fc3c619a42"},
	Says:    "A server may say in an answer with 403 how long to wait.",
	Note:    "Drawn in the diagram only. The header is misspelt there (A-032).",
}
