package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 7.2.1 and 7.2.2: message batches and the limits on them.
var batches = []requirement.Requirement{
	BatchOneCertificate,
	BatchValues,
	BatchCertificate,
	BatchMessages,
	BatchReturned,
	BodyLimitAllowed,
	BodyLimitAnnounced,
	BodyLimitAbsent,
	IntervalDefined,
	IntervalAnnounced,
	IntervalSeconds,
	IntervalWaited,
	IntervalVaries,
	IntervalNone,
	IntervalZero,
}

var BatchOneCertificate = requirement.Requirement{
	ID:      "core.batch.one-certificate",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:87860dfe2576db9e"},
	Says:    "A message batch holds messages that were signed under one ID-Cert.",
	Note:    "Stated as what a batch is.",
}

var BatchValues = requirement.Requirement{
	ID:      "core.batch.values",
	Level:   requirement.May,
	Subject: requirement.Extension,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:c58bface944c30c7"},
	Says:    "What else a message batch holds is up to the implementation.",
}

var BatchCertificate = requirement.Requirement{
	ID:      "core.batch.certificate",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:bc269e4a644d1f7d"},
	Says:    "A message batch holds the ID-Cert that its messages were signed under.",
	Note:    "The example and the API have other names for it (A-191).",
}

var BatchMessages = requirement.Requirement{
	ID:      "core.batch.messages",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:26d096db2f401d3c"},
	Says:    "A message batch holds an array of messages, each with its signature and its full content.",
	Note:    "Whether the content is a string is open (A-191).",
}

var BatchReturned = requirement.Requirement{
	ID:      "core.batch.returned",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:e76b3b9e043479da"},
	Says:    "A server takes re-signed messages in the format in which it handed the old ones out.",
	Note:    "Stated as a fact about what clients send. How a message finds its old one (A-322), and which ID-Cert the batch has (A-323), is open.",
}

var BodyLimitAllowed = requirement.Requirement{
	ID:      "core.batch.body-limit.allowed",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.1", Anchor: "7221-body-size", Print: "sha256:f525f476cf34e814"},
	Says:    "A server may limit the size of a request with re-signed messages.",
}

var BodyLimitAnnounced = requirement.Requirement{
	ID:      "core.batch.body-limit.announced",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.1", Anchor: "7221-body-size", Print: "sha256:f525f476cf34e814"},
	Says:    "A server that limits the size tells the limit in the header X-P2-Return-Body-Size-Limit when it hands messages out.",
	Note:    "Its value has two types in the API (A-190).",
}

var BodyLimitAbsent = requirement.Requirement{
	ID:      "core.batch.body-limit.absent",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.1", Anchor: "7221-body-size", Print: "sha256:f525f476cf34e814"},
	Says:    "A client takes a header that is missing or 0 for no limit.",
}

var IntervalDefined = requirement.Requirement{
	ID:      "core.batch.interval.defined",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:9f73970760176444"},
	Says:    "A server defines how long a client waits between two batches of re-signed messages.",
}

var IntervalAnnounced = requirement.Requirement{
	ID:      "core.batch.interval.announced",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:df107e3c34d6b6bd"},
	Says:    "A server answers a batch of re-signed messages with the interval in the header Retry-After.",
	Note:    "Stated as how it is done.",
}

var IntervalSeconds = requirement.Requirement{
	ID:      "core.batch.interval.seconds",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:df107e3c34d6b6bd"},
	Says:    "The interval in the header Retry-After is an integer of 16 bits, in seconds.",
	Note:    "HTTP would allow a date, and another route has a point in time (A-032).",
}

var IntervalWaited = requirement.Requirement{
	ID:      "core.batch.interval.waited",
	Level:   requirement.Must,
	Subject: requirement.Client,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:df107e3c34d6b6bd"},
	Says:    "A client waits for the interval before it sends the next batch.",
}

var IntervalVaries = requirement.Requirement{
	ID:      "core.batch.interval.varies",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:a0a0008f4e2d6e58"},
	Says:    "A client is prepared for an interval that changes, or appears, from one batch to the next.",
}

var IntervalNone = requirement.Requirement{
	ID:      "core.batch.interval.none",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:a0a0008f4e2d6e58"},
	Says:    "A server may have no interval.",
}

var IntervalZero = requirement.Requirement{
	ID:      "core.batch.interval.zero",
	Level:   requirement.Should,
	Subject: requirement.Client,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.ClientOnly,
	Ref:     requirement.Ref{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:760352abd15525a4"},
	Says:    "A client takes an interval of 0 for none.",
}
