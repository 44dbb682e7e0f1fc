package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 4.4: making it harder for a home server to act for its actors.
var newSession = []requirement.Requirement{
	NewSessionsAnnounced,
	NewSessionsToldLater,
	SecrecyAdvice,
}

var NewSessionsAnnounced = requirement.Requirement{
	ID:      "core.session.new.announced",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.4", Anchor: "44-protection-against-misuse-by-malicious-home-servers", Print: "sha256:f4a75cf35f0fccb8"},
	Says:    "A server tells its users about new sessions of theirs.",
	Note:    "The text says need to, and speaks of all servers, foreign ones too (A-138).",
}

var NewSessionsToldLater = requirement.Requirement{
	ID:      "core.session.new.told-later",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "4.4", Anchor: "44-protection-against-misuse-by-malicious-home-servers", Print: "sha256:f4a75cf35f0fccb8"},
	Says:    "A client that connects again is told of the sessions that were made while it was away.",
	Note:    "How, if it does not resume, is open (A-139).",
}

var SecrecyAdvice = requirement.Requirement{
	ID:      "core.session.secrecy-advice",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Advice,
	Ref:     requirement.Ref{Doc: "core", Section: "4.4", Anchor: "44-protection-against-misuse-by-malicious-home-servers", Print: "sha256:fd48f3122fdab762"},
	Says:    "Who needs secrecy hosts a home server and encrypts end to end.",
}
