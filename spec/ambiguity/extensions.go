package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Extensions, namespaces, and slips in the documents.

var CoreRoutes = Entry{
	ID:    "A-202",
	Title: "Further routes below core",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3", Anchor: "3-apis-and-underlying-communication-protocols", Print: "sha256:22a4e85bfeb87f55"},
		{Doc: "core", Section: "8.6", Anchor: "86-routes", Print: "sha256:9b693a3fb0765ac8"},
	},
	Question: "Implementations may add routes to the APIs; extensions must not add any to what they depend on, and put theirs below a namespace of their own.",
	Readings: []Reading{
		{ID: "implementations-may", Says: "A server may have routes of its own below core, and an extension may not."},
		{ID: "nobody", Says: "What is below core is for core alone."},
	},
	Impact:   requirement.Degraded,
	Accepts:  "The two sentences bind two kinds of people, and a route that nobody knows of does no harm.",
	Proposal: "Reserve /.p2/core/ for core, and give implementations a prefix, such as /.p2/x-name/.",
}

var ExtensionVersion = Entry{
	ID:    "A-204",
	Title: "Version in the path of an extension",
	Places: []requirement.Ref{
		{Doc: "core", Section: "8.6", Anchor: "86-routes", Print: "sha256:c77c9b9163dc7b49"},
		{Doc: "auth", Print: "sha256:6a69e0a3bd57cc8c"},
	},
	Question: "A path begins with .p2 and the namespace; the extensions that there are have a version after it, and an implementation is known that leaves it out.",
	Readings: []Reading{
		{ID: "both", Says: "Both are served."},
		{ID: "versioned", Says: "A version follows the namespace."},
		{ID: "unversioned", Says: "Paths have no version."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for routes of the auth extension with and without the version.",
	Accepts:  "No sentence asks for a version.",
	Proposal: "Say in section 8.6 that a path is /.p2/, the namespace, v and the major version.",
}

var NamespaceLetters = Entry{
	ID:    "A-325",
	Title: "Letters of a namespace",
	Places: []requirement.Ref{
		{Doc: "core", Section: "8.2", Anchor: "82-namespaces", Print: "sha256:ec7ee278d5fbc530"},
		{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
	},
	Question: "Lower-case letters and numbers can be those of ASCII or of Unicode; the API has a length and no pattern.",
	Readings: []Reading{
		{ID: "ascii", Says: "They are those of ASCII."},
		{ID: "unicode", Says: "They are those of Unicode."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Register a service with a letter beyond ASCII.",
	Accepts:  "A namespace is a segment of a path, where other letters would be escaped; the sentence does not say so.",
	Proposal: "Give the expression ^[a-z0-9_-]{2,64}$, in the text and as a pattern in the API document.",
}

var ServerIdentity = Entry{
	ID:    "A-209",
	Title: "Who a server is that asks another one",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:5be69a6a5408dd75"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:bc877067c7c5b975"},
		{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	},
	Question: "Servers ask each other as anybody could; the list of ID-Certs, which has every session of an actor and when it began, is open to all.",
	Readings: []Reading{
		{ID: "anonymous", Says: "Servers ask like anybody else, and everybody is answered."},
		{ID: "limited", Says: "Servers ask like anybody else, and the number of answers is limited."},
		{ID: "authenticated", Says: "Servers show who they are, in a way of their own."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, look at the requests of the target; as a stranger, ask for the ID-Certs of an actor.",
	Accepts:  "The operation has no security, and who verifies a message has to be answered.",
	Proposal: "Let a server answer strangers only for a session that they name, and list sessions for the actor alone.",
}

var HomeServerDown = Entry{
	ID:    "A-206",
	Title: "When the home server of an actor cannot be reached",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:ead59ae556201577"},
		{Doc: "core", Section: "6.4.1", Anchor: "641-verifying-that-a-newly-retrieved-id-cert-is-not-out-of-date", Print: "sha256:0b708308ab495a57"},
		{Doc: "core", Section: "6.4", Anchor: "64-caching-of-id-certs", Print: "sha256:75b4870eb432997d"},
	},
	Question: "The foreign server has to ask the home server before messages are sent; what it does when there is no answer is not said.",
	Readings: []Reading{
		{ID: "unexpired-cache", Says: "It uses what is cached and in its window, and refuses without."},
		{ID: "refused", Says: "It refuses."},
		{ID: "unverified", Says: "It lets the actor act unverified.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "As a peer, stop answering after an actor has logged in, and let it act within the window and after.",
	Accepts:  "Whether a cached ID-Cert will do is A-103; expired ones must not be used even if they cannot be renewed.",
	Proposal: "Say that a server uses an unexpired entry when the home server cannot be reached, and refuses without one.",
}

var BuildLosses = Entry{
	ID:    "A-207",
	Title: "What the build of the API document lost",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Version", Print: "sha256:1fbbe46b89725984"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
		{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
		{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	},
	Question: "Its sources have conditions of statuses, sizes of lists, optional bodies and forms of keys that the built document has not, so that one description stands for several statuses.",
	Readings: []Reading{
		{ID: "build", Says: "The built document is what counts."},
		{ID: "sources", Says: "Its sources are what counts."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Rare:     true,
	Probe:    "Ask for the key trials of an actor who has none: the sources allow 200 without a body.",
	Accepts:  "The prose refers to the built document, and the build is made from the sources.",
	Proposal: "Write conditions with the decorators that the build keeps, and give each status its own description.",
}

var DeadReferences = Entry{
	ID:    "A-208",
	Title: "References that lead elsewhere or nowhere",
	Places: []requirement.Ref{
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:01c3c07e90770831"},
		{Doc: "core", Section: "7.4", Anchor: "74-challenges-and-trust", Print: "sha256:8b61a5939b8de4fa"},
		{Doc: "core", Section: "3.3", Anchor: "33-events-over-http", Print: "sha256:87b982b847af3dcd"},
		{Doc: "core", Section: "4.4", Anchor: "44-protection-against-misuse-by-malicious-home-servers", Print: "sha256:f4a75cf35f0fccb8"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:d53bc096e866fc9d"},
		{Doc: "core", Section: "3.2.1.1", Anchor: "3211-namespaces-n", Print: "sha256:4961f9c641b8cfed"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:87bfc21ec452c74e"},
		{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:b21bcd94ec7518d8"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:625a0a0269b307a7"},
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	},
	Question: "Sections 5 and 7.4 link to other sections than they name, the API document to section numbers of an older version, two links to nothing; a reason stands twice in a list, a word is left over, an example of a federation ID has a blank, and figures lack a number or stand in another section.",
	Readings: []Reading{
		{ID: "as-meant", Says: "Each means what its words name."},
	},
	Impact:   requirement.Cosmetic,
	Accepts:  "What is meant can be told.",
	Proposal: "Let the build check links and figures; the places of this entry are those that we found.",
}
