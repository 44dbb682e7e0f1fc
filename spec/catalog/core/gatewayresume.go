package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 3.2.3.6: resuming after the connection was lost.
var gatewayResume = []requirement.Requirement{
	ResumeInsteadOfIdentify,
	ResumeAccepted,
	ResumeLastReceived,
	ResumeTokenSent,
	ResumeTokenVerified,
	ResumedArray,
	ResumedComplete,
	ResumedMissedOnly,
	ResumedIntended,
	ResumedMinimal,
	ResumedNotSuperseded,
	ResumedCertificateChanges,
	ResumeRefused,
	ResumeRefusalCode,
}

var ResumeInsteadOfIdentify = requirement.Requirement{
	ID:      "core.gateway.resume.instead-of-identify",
	Level:   requirement.May,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:73d6ad6bc6476e15"},
	Says:    "A client that connects again may resume instead of identifying itself.",
}

var ResumeAccepted = requirement.Requirement{
	ID:      "core.gateway.resume.accepted",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:73d6ad6bc6476e15"},
	Says:    "A gateway takes a resume event in the place of an identification and answers with a resumed event.",
	Note:    "A permission to the client, which binds the gateway; when it may refuse is said below.",
}

var ResumeLastReceived = requirement.Requirement{
	ID:      "core.gateway.resume.last-received",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:c3b6aa0ee8fbc710"},
	Says:    "The member s of a resume event is the sequence number of the last event that the client received.",
	Note:    "A table row without a verb.",
}

var ResumeTokenSent = requirement.Requirement{
	ID:      "core.gateway.resume.token.sent",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:e86bf66e1abb30cf"},
	Says:    "A resume event has a string member token with the session token of the client.",
	Note:    "A table row without a verb.",
}

var ResumeTokenVerified = requirement.Requirement{
	ID:      "core.gateway.resume.token.verified",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:e86bf66e1abb30cf"},
	Says:    "A gateway resumes nothing for a token that is not the session token of the session to resume.",
	Note:    "The token would identify nothing otherwise. The close code is open (A-131), and which connection of the session is meant (A-128).",
}

var ResumedArray = requirement.Requirement{
	ID:      "core.gateway.resumed.array",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:fc590f4e579ce550"},
	Says:    "The member d of a resumed event is an array of gateway payloads.",
	Note:    "The example is not JSON (A-115); whether the payloads have their sequence numbers is open (A-116).",
}

var ResumedComplete = requirement.Requirement{
	ID:      "core.gateway.resumed.complete",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:fc590f4e579ce550"},
	Says:    "A resumed event holds all relevant events that the client missed.",
}

var ResumedMissedOnly = requirement.Requirement{
	ID:      "core.gateway.resumed.missed-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:4e80d6f72ed923c1"},
	Says:    "A resumed event holds only events whose sequence number is greater than the one in the resume event.",
	Note:    "How numbers of two connections compare is open (A-127).",
}

var ResumedIntended = requirement.Requirement{
	ID:      "core.gateway.resumed.intended",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:26c0c13fa0755fdb"},
	Says:    "A resumed event holds only events that are meant for the client.",
}

var ResumedMinimal = requirement.Requirement{
	ID:      "core.gateway.resumed.minimal",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      "The core protocol has no event that makes another one superfluous.",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:42bf4194cddc8644"},
	Says:    "A resumed event holds no event that the client can do without.",
}

var ResumedNotSuperseded = requirement.Requirement{
	ID:      "core.gateway.resumed.not-superseded",
	Level:   requirement.ShouldNot,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      "The core protocol has no event that overtakes another one.",
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:2892c22f08779add"},
	Says:    "A resumed event leaves out values that a later event overtook.",
	Note:    "An example.",
}

var ResumedCertificateChanges = requirement.Requirement{
	ID:      "core.gateway.resumed.certificate-changes",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:cd020ea5ee387deb"},
	Says:    "A resumed event holds every change of a certificate that was missed, also those that another followed.",
	Note:    "An example of what the client has to be told.",
}

var ResumeRefused = requirement.Requirement{
	ID:      "core.gateway.resume.refused",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Gateway,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:99201ef1d637d6cd"},
	Says:    "A gateway may refuse to resume where there is too much to send again, or where the client has to start a new session.",
}

var ResumeRefusalCode = requirement.Requirement{
	ID:      "core.gateway.resume.refusal-code",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Gateway,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.2.3.6", Anchor: "3236-resume-event-and-resumed-event", Print: "sha256:bf8b6b5226a0be1f"},
	Says:    "A gateway that refuses to resume closes the connection with a close code that fits.",
	Note:    "4010 is an example, and others fit some causes as well (A-131).",
}
