package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Methods that the API document does not name, and queries that it does not write.

var HeadRequests = Entry{
	ID:    "A-390",
	Title: "HEAD",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.4", Anchor: "34-http", Print: "sha256:d1839ac175c9cdef"},
		{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	},
	Question: "HTTP has servers for general purposes answer HEAD wherever they answer GET (RFC 9110, 9.1); whether a home server is one is not said, and the API document has no HEAD.",
	Readings: []Reading{
		{ID: "as-get", Says: "HEAD is answered as GET would be, without the body."},
		{ID: "refused", Says: "HEAD is refused."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send HEAD to a route of GET that needs no session.",
	Accepts:  "The API document does not have it, and HTTP does not want it of every server.",
	Proposal: "Say that servers answer HEAD where they answer GET.",
}

var OptionsRequests = Entry{
	ID:    "A-391",
	Title: "OPTIONS",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.4", Anchor: "34-http", Print: "sha256:d1839ac175c9cdef"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "A browser asks by OPTIONS before it sends the headers of the protocol to another origin (A-031); the API document has no OPTIONS.",
	Readings: []Reading{
		{ID: "refused", Says: "OPTIONS is refused."},
		{ID: "answered", Says: "OPTIONS is granted."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send what a browser sends before a request for an ID-Cert.",
	Accepts:  "HTTP leaves it to the server.",
	Proposal: "Require an answer to OPTIONS on every route, together with access from all origins.",
}

var OtherMethods = Entry{
	ID:    "A-392",
	Title: "A method that a path does not have",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.4", Anchor: "34-http", Print: "sha256:d1839ac175c9cdef"},
		{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	},
	Question: "A client that gets 404 for a path with the wrong method may think that it has the wrong server; HTTP has a status for that, and does not require it.",
	Readings: []Reading{
		{ID: "405", Says: "The answer is 405."},
		{ID: "404", Says: "The answer is 404."},
		{ID: "other", Says: "It is another one."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send PATCH to a route of GET.",
	Accepts:  "Any answer that is no server error says that nothing is there.",
	Proposal: "Name 405 with the header Allow once for all paths.",
}

var ParameterTwice = Entry{
	ID:    "A-393",
	Title: "A parameter that stands twice",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	},
	Question: "A parameter with one value may come twice, with two values, by mistake or to get past somebody who reads another one of the two.",
	Readings: []Reading{
		{ID: "first", Says: "The first one counts."},
		{ID: "last", Says: "The last one counts."},
		{ID: "both", Says: "Both count, each for itself."},
		{ID: "refused", Says: "The request is refused, or finds nothing."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for the ID-Certs of two sessions out of three.",
	Accepts:  "Neither OpenAPI nor HTTP says what it means.",
	Proposal: "Say that a request with a parameter twice is refused with 400.",
}

var PlusInQuery = Entry{
	ID:    "A-394",
	Title: "A plus sign in the query",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
		{Doc: "api", Section: "Registered_deleteSession", Print: "sha256:b82c5bfe0bb7494a"},
	},
	Question: "In a query a plus sign is itself (RFC 3986), and in what HTML forms send it is a space; session IDs may have both characters.",
	Readings: []Reading{
		{ID: "space", Says: "It is a space, as in a form."},
		{ID: "plus", Says: "It is a plus sign."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for the ID-Certs of a session with a plus sign in its session ID, written as it is.",
	Accepts:  "The API document does not say how a query is read; both read %20 and %2B the same way.",
	Proposal: "Say that clients write a space as %20 and a plus sign as %2B.",
}
