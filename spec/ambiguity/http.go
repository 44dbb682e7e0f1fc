package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Conventions of the HTTP API.

var TrailingSlash = Entry{
	ID:    "A-013",
	Title: "Trailing slashes",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "One path of the API ends with a slash and all others do not; an implementation is known that puts one on most.",
	Readings: []Reading{
		{ID: "exact", Says: "Paths are exact."},
		{ID: "insignificant", Says: "A slash at the end does not matter."},
		{ID: "redirect", Says: "The other form is answered with a redirect."},
		{ID: "with-slash", Says: "Paths end with a slash.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Request each path with and without it, not following redirects.",
	Accepts:  "Paths of an API document are exact, and nothing forbids more.",
	Proposal: "Take the slash from the end of the path of resource information, and say that paths are exact.",
}

var ParameterPlace = Entry{
	ID:    "A-014",
	Title: "Where the parameters of GET and DELETE stand",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	},
	Question: "The API has them in the query; an implementation is known that sends and reads a JSON body.",
	Readings: []Reading{
		{ID: "query", Says: "They stand in the query."},
		{ID: "json-body", Says: "They stand in a JSON body.", Fails: true},
		{ID: "both", Says: "They may stand in the query or in a JSON body."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send the same filter in the query, in the body, and contradictory in both.",
	Accepts:  "The API document is plain about it; taking the body as well takes nothing away.",
	Proposal: "Say in the prose that parameters of GET and DELETE stand in the query, and that these requests have no body.",
}

var ArrayParameters = Entry{
	ID:    "A-015",
	Title: "Lists in the query",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
		{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
	},
	Question: "A list is one value with commas, also where its elements are URLs that may have commas.",
	Readings: []Reading{
		{ID: "commas", Says: "One parameter has commas between the elements."},
		{ID: "repeated", Says: "The parameter is repeated for each element.", Fails: true},
		{ID: "single", Says: "The parameter has one element only.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send two elements in both styles, one with a comma.",
	Accepts:  "The API document is plain about the style, not about commas inside.",
	Proposal: "Use repeated parameters for lists, which OpenAPI calls explode, so that an element may have a comma.",
}

var BearerPrefix = Entry{
	ID:    "A-022",
	Title: "The scheme in the header Authorization",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "The API declares HTTP bearer authentication; an implementation is known that takes the bare token only.",
	Readings: []Reading{
		{ID: "bearer", Says: "The token follows the word Bearer."},
		{ID: "bare", Says: "The token stands alone.", Fails: true},
		{ID: "either", Says: "Both are taken."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send both forms.",
	Accepts:  "Bearer authentication has one form.",
	Proposal: "Show the header with its scheme once, in section 4.1.",
}

var RequestContentType = Entry{
	ID:    "A-025",
	Title: "Media type of a request",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "api", Section: "Unregistered_updateSessionCert", Print: "sha256:a95d71134071ce98"},
		{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
	},
	Question: "The API gives each body a media type; what a server does with another one or none is not said.",
	Readings: []Reading{
		{ID: "ignored", Says: "It is not looked at."},
		{ID: "strict", Says: "Another one, or none, is refused."},
		{ID: "lenient", Says: "None is taken, another one refused."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send each body with the right one, none, and a wrong one.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that a server answers another media type with 415, and that a missing one means that of the API.",
}

var LimitValues = Entry{
	ID:    "A-028",
	Title: "Edge values of limit",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
		{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
	},
	Question: "For key trials 0 means no limit, elsewhere 1 is the least.",
	Readings: []Reading{
		{ID: "zero-unlimited", Says: "0 is no limit."},
		{ID: "zero-error", Says: "0 is an error."},
		{ID: "zero-none", Says: "0 gives nothing."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send 0, a negative and a huge number to the routes that list services and resources; for key trials only the first reading passes.",
	Accepts:  "For key trials the API is plain, for other routes it is not.",
	Proposal: "Give limit one meaning and one least value on all routes.",
}

var Compression = Entry{
	ID:    "A-029",
	Title: "Compression",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.6", Anchor: "36-compression", Print: "sha256:1ec321ca38fd2ee6"},
		{Doc: "core", Section: "3.6", Anchor: "36-compression", Print: "sha256:9ced630aefe73b86"},
	},
	Question: "The section is unfinished, and names zstd for both the gateway and HTTP without saying how it is agreed upon.",
	Readings: []Reading{
		{ID: "content-coding", Says: "HTTP bodies have the content coding zstd."},
		{ID: "none", Says: "Nothing is compressed, as nothing is settled."},
		{ID: "frames", Says: "Gateway frames are compressed."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Offer zstd in Accept-Encoding.",
	Accepts:  "The section calls itself unfinished.",
	Proposal: "Take zstd as a content coding for HTTP, and leave the gateway uncompressed until a negotiation is defined.",
	Issue:    "https://github.com/polyphony-chat/typespec-openapi/issues/136",
}

var CrossOrigin = Entry{
	ID:    "A-031",
	Title: "Access from browsers",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:e27db258c35eb0ec"},
	},
	Question: "Nothing is said about cross-origin requests, which a client in a browser needs.",
	Readings: []Reading{
		{ID: "none", Says: "There are no cross-origin headers."},
		{ID: "open", Says: "All origins are allowed."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send a request with an origin.",
	Accepts:  "The text leaves it open.",
	Proposal: "Require that servers allow all origins without credentials, and expose the headers of the protocol.",
}
