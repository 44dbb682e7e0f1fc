package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Services, and finding out where an actor uses them.

var UnregisterFactor = Entry{
	ID:    "A-059",
	Title: "When the removal of a service needs a second factor",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
		{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:cbd3038bf28d3fd2"},
	},
	Question: "The header is optional and the operation tagged as sensitive; the sources of the API document ask for it when a primary provider is removed, which the build of the document lost.",
	Readings: []Reading{
		{ID: "primary-only", Says: "It is needed to remove a primary provider."},
		{ID: "always", Says: "It is always needed."},
		{ID: "never", Says: "It is never needed."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Remove a provider that is not primary, and one that is, without the header.",
	Accepts:  "Optional and sensitive contradict each other, and the prose asks for a second factor in a should.",
	Proposal: "Say in the description that the header is required when a primary provider is among those to be removed, and what the answer is without it.",
}

var ProvidersPerService = Entry{
	ID:    "A-144",
	Title: "How many providers an actor may have for one service",
	Places: []requirement.Ref{
		{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:61bbf47315ff29da"},
		{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
		{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
		{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
	},
	Question: "Keys of the table are unique for an actor, and the next sentence has several providers with a primary one among them, as the API has.",
	Readings: []Reading{
		{ID: "several", Says: "Several are stored, and one of them is primary."},
		{ID: "one", Says: "One is stored; a second one is refused or takes its place."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Register two providers for one service, and discover them.",
	Accepts:  "The first half of a paragraph says one thing, its second half and the API the other.",
	Proposal: "Say that the pair of service and URL is unique for an actor, and that one pair of each service is primary.",
}

var ServiceRegistrationForm = Entry{
	ID:    "A-145",
	Title: "Body and answer of a registration",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
	},
	Question: "The API wraps the service in a member and answers with one service; an implementation is known that sends it bare and expects a list.",
	Readings: []Reading{
		{ID: "wrapped", Says: "The request wraps the service, and the answer is a service."},
		{ID: "either", Says: "Both requests are taken, and the answer is a service."},
		{ID: "bare-list", Says: "The request is the service, and the answer a list of what changed.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Register in both forms, and look at the answers.",
	Accepts:  "The API document is plain; taking the other form as well takes nothing away.",
	Proposal: "Send the service itself as the body, as all other operations do, and answer with the list of services that changed.",
}

var ServiceNameForm = Entry{
	ID:    "A-146",
	Title: "JSON form of a service name",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
	},
	Question: "The API has a string; an implementation is known whose types write an object around it.",
	Readings: []Reading{
		{ID: "string", Says: "It is a string."},
		{ID: "object", Says: "It is an object with the string in it.", Fails: true},
		{ID: "either", Says: "It is written as a string, and read in both forms."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Look at a service in an answer; register one in each form.",
	Accepts:  "The API document is plain.",
	Proposal: "Add an example of a service to section 9.1.",
}

var PrimaryOnRegistration = Entry{
	ID:    "A-147",
	Title: "Member primary of a service that is registered",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
		{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
		{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:61bbf47315ff29da"},
		{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:cbd3038bf28d3fd2"},
	},
	Question: "The member is required, and setting a primary provider has a route of its own with a second factor; an implementation is known in which the first provider becomes primary whatever is sent, and a new primary one takes the place of the old.",
	Readings: []Reading{
		{ID: "first-forced", Says: "The first provider of a service is primary; a later one that says so takes its place."},
		{ID: "stored", Says: "It is stored as it is sent."},
		{ID: "factor", Says: "A later provider that says so needs a second factor, or is refused."},
		{ID: "ignored", Says: "The first provider is primary, and later ones are not, whatever is sent."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Register a first provider as not primary, then a second as primary, without the header; discover both.",
	Accepts:  "Changing the primary provider is sensitive; adding one is not, and the same member does both.",
	Proposal: "Say that the first provider of a service is primary, and that a later one with primary set needs the second factor of PUT /services/primary.",
}

var UnregisterAnswer = Entry{
	ID:    "A-148",
	Title: "The answer to the removal of services",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	},
	Question: "Each element has a service and its new primary provider, both required, though there may be none; the sources of the API document make the body optional, and an implementation is known with other members. What happens to a list of which one element is wrong is not said.",
	Readings: []Reading{
		{ID: "new-primaries", Says: "The services are listed that have a new primary provider."},
		{ID: "all-removed", Says: "All that were removed are listed, with a new primary provider if there is one."},
		{ID: "no-body", Says: "There is no body when there is nothing to tell."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Remove the last provider, one of two, and a list of a known and an unknown one.",
	Accepts:  "The schema fits only services that have a new primary provider.",
	Proposal: "List every service that was removed, make new_primary optional, and say that a list is removed as a whole or not at all.",
}

var DiscoveryLimit = Entry{
	ID:    "A-149",
	Title: "What the limit of a discovery counts",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
		{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	},
	Question: "It is the greatest number of services, and one is the primary provider of each service.",
	Readings: []Reading{
		{ID: "per-service", Says: "It counts providers for each service."},
		{ID: "special-one", Says: "It counts all, but one means the primary provider of each service."},
		{ID: "global", Says: "It counts all, one included.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Register two services with three providers each, and ask with 1, 2 and 3.",
	Accepts:  "The two sentences fit together in more than one way; the last reading contradicts the second.",
	Proposal: "Replace the limit by a parameter primary, and let limit count all elements of the answer.",
}

var NoServicesStatus = Entry{
	ID:    "A-150",
	Title: "An actor without services, and an unknown actor",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getServicesOfActor", Print: "sha256:4656a61b0cbe7065"},
		{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	},
	Question: "200, 204 and 404 have one description between them.",
	Readings: []Reading{
		{ID: "204-404", Says: "A known actor without services is 204, an unknown one 404."},
		{ID: "404", Says: "Both are 404."},
		{ID: "empty-list", Says: "A known actor without services is 200 with an empty list, an unknown one 404."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Ask for an actor without services, for a service that the actor does not use, and for an unknown actor.",
	Accepts:  "The statuses are there and their conditions are not.",
	Proposal: "Describe each status: 204 for nothing to list, 404 for an unknown actor.",
}

var SingleServicePlace = Entry{
	ID:    "A-151",
	Title: "Where the service stands when one is asked for",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getSingleServiceOfActor", Print: "sha256:b4f81405c52d9aca"},
	},
	Question: "The API has it in the path; an implementation is known that sends it in the body of a GET.",
	Readings: []Reading{
		{ID: "path", Says: "It is the last segment of the path."},
		{ID: "body", Says: "It is in a JSON body.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask for one of two services in each way.",
	Accepts:  "The API document is plain.",
	Proposal: "Add an example of a request.",
}

var ServiceKey = Entry{
	ID:    "A-152",
	Title: "What the name of a service is",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
		{Doc: "core", Section: "9.1", Anchor: "91-discoverability", Print: "sha256:b8c8bdd1da1d875b"},
		{Doc: "core", Section: "8.5", Anchor: "85-dependencies", Print: "sha256:349f04f6398cdba9"},
		{Doc: "core", Section: "9.1", Anchor: "91-discoverability", Print: "sha256:48f09baf970bb6af"},
	},
	Question: "The API builds the path below /.p2 from it, so that it is a namespace; the prose uses the name of a product as an example.",
	Readings: []Reading{
		{ID: "namespace", Says: "It is a namespace, and only its form is checked."},
		{ID: "known-namespace", Says: "It is a namespace that the server knows."},
		{ID: "free", Says: "It is any name.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Register chat, polyproto-chat, and a name with capitals and blanks.",
	Accepts:  "The form of a namespace is required by the API; both examples have it.",
	Proposal: "Say in section 9.1 that the key is the namespace of the extension, and use chat in the example.",
}

var ServiceURLIdentity = Entry{
	ID:    "A-153",
	Title: "When two URLs of a service are the same",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
		{Doc: "api", Section: "Registered_registerService", Print: "sha256:157722bed022597c"},
		{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
	},
	Question: "Trailing slashes are allowed, and a provider that is there already is a conflict; whether the slash, the case of the host or the default port makes a difference is not said, and that the conflict is about service and URL only the sources of the API document say.",
	Readings: []Reading{
		{ID: "normalized", Says: "URLs are compared after they were normalized."},
		{ID: "string", Says: "URLs are compared as strings."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Register a URL with and without a slash and with capitals in the host; make one primary by the other form.",
	Accepts:  "The text leaves it open.",
	Proposal: "Compare URLs after the normalization of RFC 3986, 6.2.2, and without a slash at the end.",
}

var UnknownProviderStatus = Entry{
	ID:    "A-154",
	Title: "A provider that is not there",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_setPrimaryProvider", Print: "sha256:982286555437d94e"},
		{Doc: "api", Section: "Registered_unregisterService", Print: "sha256:9c3eb72f2bd4870a"},
	},
	Question: "Making it primary has 400 and 403 without conditions, removing it 404 as well.",
	Readings: []Reading{
		{ID: "404", Says: "The answer is 404."},
		{ID: "400", Says: "The answer is 400."},
		{ID: "403", Says: "The answer is 403."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Make a provider primary that was never registered, and remove it.",
	Accepts:  "Any 4xx refuses.",
	Proposal: "Add 404 to the operation that sets a primary provider, and say what 400 and 403 are for.",
}

var ProviderHosts = Entry{
	ID:    "A-420",
	Title: "Providers whose host has no address",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.Service", Print: "sha256:a4e0b7c3a2bfacaa"},
		{Doc: "core", Section: "9.1.1", Anchor: "911-changing-a-primary-service-provider", Print: "sha256:61bbf47315ff29da"},
	},
	Question: "A client can reach the routes of a service below the URL, and nothing says whether the home server makes sure of it when the provider is registered.",
	Readings: []Reading{
		{ID: "any", Says: "A provider is taken whose host has no address, since the server does not look."},
		{ID: "resolvable", Says: "Only a provider is taken whose host has an address."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Register a provider at a name that no DNS has, and where that is refused, one at the server's own domain.",
	Accepts:  "The URL is for clients, and a server that looks the host up keeps its actors from a mistake.",
	Proposal: "Say that a home server does not look for a provider when it is registered, or which answer says that it found none.",
}
