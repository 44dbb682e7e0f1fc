package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Key trials: where they come from, what they look like, what a solution is worth.

var TrialSource = Entry{
	ID:    "A-033",
	Title: "Where key trials are had",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:ac8a70a3dcf7c7e1"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:7eaa439048ded4aa"},
		{Doc: "api", Section: "Unregistered_requestToken", Print: "sha256:00fe93ec7cda89b3"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	},
	Question: "A diagram has GET /session/auth; no operation of the API hands out an open trial.",
	Readings: []Reading{
		{ID: "get-session-auth", Says: "They are had with GET /session/auth."},
		{ID: "get-challenge", Says: "They are had with GET /challenge."},
		{ID: "first-answer", Says: "The first answer of the protected route has one."},
		{ID: "out-of-band", Says: "They are had in some way that the protocol does not show."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Try these with and without a token, and call protected routes without a solution.",
	Accepts:  "The API cannot be used as it stands, so that a server has to add something.",
	Proposal: "Add GET /session/auth to the API document, with Models.KeyTrial as its answer.",
}

var TrialReference = Entry{
	ID:    "A-036",
	Title: "Which trial a solution answers",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
		{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	},
	Question: "A trial has no ID, though one can be asked for by its ID.",
	Readings: []Reading{
		{ID: "any-open", Says: "The server tries the open trials."},
		{ID: "latest", Says: "The server knows one open trial for a session or actor."},
		{ID: "id", Says: "A trial has an ID all the same."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask for two trials and answer the first.",
	Accepts:  "The text leaves it open.",
	Proposal: "Give a trial an id, which a solution repeats and by which it can be asked for.",
}

var TrialFieldNames = Entry{
	ID:    "A-037",
	Title: "Members of a key trial",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:03b3ee135d85b6c9"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	},
	Question: "The schema has trial and expires, its operation speaks of expiration, the diagram has challenge and lifetime.",
	Readings: []Reading{
		{ID: "api-names", Says: "The members are trial and expires."},
		{ID: "prose-names", Says: "The members are challenge and lifetime."},
		{ID: "mixed", Says: "The members are one of each, or expiration."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at a trial.",
	Accepts:  "A diagram is no schema, but it is the only place that shows the answer in question.",
	Proposal: "Use trial and expires in the diagram and in the description of the operation.",
}

var TrialLifetime = Entry{
	ID:    "A-038",
	Title: "Lifetime of a key trial",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:03b3ee135d85b6c9"},
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	},
	Question: "The prose says UNIX timestamp lifetime, the diagram lifetime, the API a timestamp.",
	Readings: []Reading{
		{ID: "absolute", Says: "It is a point in time."},
		{ID: "duration", Says: "It is a number of seconds."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Compare with the clock.",
	Accepts:  "Lifetime is a word for a duration; the two definitions say timestamp.",
	Proposal: "Write expires, a UNIX timestamp, wherever the text has lifetime.",
}

var TrialExpiryBoundary = Entry{
	ID:    "A-039",
	Title: "A key trial in the second in which it ends",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	},
	Question: "Surpasses and after which let it pass in that second; the similar rule for re-signing (7.2) does not.",
	Readings: []Reading{
		{ID: "inclusive", Says: "It is still good."},
		{ID: "exclusive", Says: "It is over."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Answer in the very second, on a clock that the harness holds.",
	Accepts:  "With whole seconds nobody can tell the two apart from outside.",
	Proposal: "Say that a trial is good while the time is less than or equal to expires, and use the same words in section 7.2.",
}

var TrialExpiryDirection = Entry{
	ID:    "A-040",
	Title: "On which side of its end a key trial is good",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	},
	Question: "An implementation is known that compares the wrong way round.",
	Readings: []Reading{
		{ID: "before", Says: "It is good until its end."},
		{ID: "after", Says: "It is good after its end.", Fails: true},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Answer before the end, and after it.",
	Accepts:  "The text is plain.",
	Proposal: "Say it from the other side as well: a solution that arrives after expires is refused.",
}

var TrialLengthUnit = Entry{
	ID:    "A-042",
	Title: "What a character of a key trial is",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:fd4c8f6df5ef5eed"},
		{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	},
	Question: "The prose counts UTF-8 characters, JSON schema code points, and implementations bytes.",
	Readings: []Reading{
		{ID: "code-points", Says: "It is a code point."},
		{ID: "bytes", Says: "It is a byte."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Rare:     true,
	Probe:    "Measure issued trials; only one with characters beyond ASCII, and of a length that one reading forbids, tells.",
	Accepts:  "For ASCII they agree.",
	Proposal: "Let trials be ASCII, so that characters and bytes are the same.",
}

var TrialPublication = Entry{
	ID:    "A-050",
	Title: "Which key trials are published, and to whom",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.3", Anchor: "43-challenge-strings", Print: "sha256:1c64dd381ea444a6"},
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	},
	Question: "The prose makes all of them public, the API those that are over, to who has a token, for the sake of migration.",
	Readings: []Reading{
		{ID: "all", Says: "All of them are published, logins included, to who has a token."},
		{ID: "migration", Says: "Those of migration are published, to who has a token."},
		{ID: "public", Says: "All of them are published, to everybody."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Complete a trial for a login and one for a migration; ask for them with and without a token, before and after their end.",
	Accepts:  "Public may mean to all who take part; published logins tell when somebody was there.",
	Proposal: "Say which trials are published, for how long, and that logins are not among them.",
}

var TrialListShape = Entry{
	ID:    "A-055",
	Title: "Shape of the list of key trials",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getKeyTrials", Print: "sha256:2b13a2ef149993a1"},
	},
	Question: "The API has pairs of a trial and its completions; an implementation is known that reads completions only.",
	Readings: []Reading{
		{ID: "pairs", Says: "Each element is a pair of a trial and its completions."},
		{ID: "completions", Says: "Each element is a completion.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at a list that is not empty.",
	Accepts:  "The API document is plain.",
	Proposal: "Add an example of the list.",
}
