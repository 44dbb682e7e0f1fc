package core

import "github.com/p2conform/p2conform/spec/requirement"

// Sections 3.4 to 3.6: HTTP, IP and compression.
var transport = []requirement.Requirement{
	HTTP11,
	HTTP2,
	HTTP3,
	BothIPVersions,
	IPBestEffort,
	CompressionRealtime,
	CompressionLarge,
	CompressionGateway,
	CompressionHTTP,
	Uncompressed,
}

var HTTP11 = requirement.Requirement{
	ID:      "core.http.version-1-1",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.4", Anchor: "34-http", Print: "sha256:d1839ac175c9cdef"},
	Says:    "Servers and clients speak HTTP/1.1.",
}

var HTTP2 = requirement.Requirement{
	ID:      "core.http.version-2",
	Level:   requirement.Should,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.4", Anchor: "34-http", Print: "sha256:d1839ac175c9cdef"},
	Says:    "Servers and clients speak HTTP/2.",
	Note:    "Strongly recommended.",
}

var HTTP3 = requirement.Requirement{
	ID:      "core.http.version-3",
	Level:   requirement.Should,
	Subject: requirement.Both,
	Impact:  requirement.Degraded,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.4", Anchor: "34-http", Print: "sha256:d1839ac175c9cdef"},
	Says:    "Servers and clients speak HTTP/3.",
	Note:    "Strongly recommended.",
}

var BothIPVersions = requirement.Requirement{
	ID:      "core.ip.both-versions",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.5", Anchor: "35-internet-protocol-ip", Print: "sha256:c05f17211603dda6"},
	Says:    "Software of servers and clients handles IPv4 and IPv6.",
	Note:    "About what the software can do: decide it where it is reachable over both.",
}

var IPBestEffort = requirement.Requirement{
	ID:      "core.ip.best-effort",
	Level:   requirement.May,
	Subject: requirement.Operator,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Transport,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "core", Section: "3.5", Anchor: "35-internet-protocol-ip", Print: "sha256:c05f17211603dda6"},
	Says:    "Whether a server is reachable over both versions of IP may be left to what its network offers.",
}

var CompressionRealtime = requirement.Requirement{
	ID:      "core.compression.level.realtime",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Transport,
	Decided: requirement.Untestable,
	By:      "The level of a compression does not show in its result.",
	Ref:     requirement.Ref{Doc: "core", Section: "3.6", Anchor: "36-compression", Print: "sha256:23d8cb1de3a4443b"},
	Says:    "What is sent in real time is compressed with zstd at a level from 5 to 13.",
	Note:    "Recommended, in a section that is marked as unfinished.",
}

var CompressionLarge = requirement.Requirement{
	ID:      "core.compression.level.large",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Transport,
	Decided: requirement.Untestable,
	By:      "The level of a compression does not show in its result.",
	Ref:     requirement.Ref{Doc: "core", Section: "3.6", Anchor: "36-compression", Print: "sha256:bd8f7a1f37b84dec"},
	Says:    "Large events, like a resumed event, are compressed with zstd at a higher level.",
	Note:    "Recommended, in a section that is marked as unfinished.",
}

var CompressionGateway = requirement.Requirement{
	ID:      "core.compression.gateway",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.6", Anchor: "36-compression", Print: "sha256:1ec321ca38fd2ee6"},
	Says:    "A gateway offers compression with zstd.",
	Note:    "The words are must be, but in a list of things to do that the section puts in its place; how it is negotiated is missing (A-029).",
}

var CompressionHTTP = requirement.Requirement{
	ID:      "core.compression.http",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.6", Anchor: "36-compression", Print: "sha256:9ced630aefe73b86"},
	Says:    "The HTTP API offers compression with zstd.",
	Note:    "The words are must be, but in a list of things to do that the section puts in its place (A-029).",
}

var Uncompressed = requirement.Requirement{
	ID:      "core.compression.none",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Transport,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "3.6", Anchor: "36-compression", Print: "sha256:40f4155d792208f9"},
	Says:    "What is sent compressed can also be had uncompressed.",
	Note:    "A note in an unfinished section; without it a client that knows no zstd could not talk to the server.",
}
