package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Resources with relative roots: their IDs, and how they are sent and found.

var ResourceIDAuthor = Entry{
	ID:    "A-155",
	Title: "Who makes the ID of a resource",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:d44f96c260824b55"},
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	},
	Question: "The prose has the server generate it; in the API it stands in the path of the upload, and the server can say that it is taken.",
	Readings: []Reading{
		{ID: "client", Says: "The client chooses it."},
		{ID: "server", Says: "The server makes another one, and says so in its answer."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload with an ID of ours, and ask for it.",
	Accepts:  "The API has no answer in which a server could name an ID, and the prose does not say who the server processing the resource is.",
	Proposal: "Say in section 7.3.1 that the client makes the ID, for example from a hash and a nonce, and that the server refuses one that is taken.",
}

var ResourceIDScope = Entry{
	ID:    "A-156",
	Title: "Where the ID of a resource is unique",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:0b0433cb8f9e7d57"},
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	},
	Question: "The identifier is unique and the API has a conflict; an implementation is known that keeps IDs apart by owner, which the path cannot.",
	Readings: []Reading{
		{ID: "server", Says: "It is unique on the server."},
		{ID: "owner", Says: "It is unique among the resources of an actor.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload with one ID as two actors, and retrieve it as each.",
	Accepts:  "A path without an owner leads to one resource.",
	Proposal: "Say unique on a server, and what an import does with an ID that is taken.",
}

var ResourceFileName = Entry{
	ID:    "A-157",
	Title: "Whether a file extension is part of the ID",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:4497a630ac9f0af9"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:f2ffa8e9c9f8ac85"},
	},
	Question: "Files of an export are named after the ID, with an extension if it was known; the example of the path on the server has it too.",
	Readings: []Reading{
		{ID: "part-of-id", Says: "An extension is there if the ID has one."},
		{ID: "added", Says: "The export adds it to an ID that has none."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload an image under an ID without an extension, export, and look at the names.",
	Accepts:  "The sentence has it added, the example has it in the ID.",
	Proposal: "Name files by the ID alone, and put the media type into the access properties of the export.",
}

var ResourceIDLength = Entry{
	ID:    "A-158",
	Title: "How long the ID of a resource may be",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:4497a630ac9f0af9"},
	},
	Question: "The limit that a refusal names is 64 by default; the example of the prose has 68 characters.",
	Readings: []Reading{
		{ID: "64", Says: "It has 64 characters or fewer."},
		{ID: "longer", Says: "It may be longer, up to a limit of the server."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload with IDs of 64, 65, 68 and 255 characters.",
	Accepts:  "A default is no bound, and servers choose their limit.",
	Proposal: "Have servers take IDs of at least 80 characters, or shorten the example.",
}

var ResourceIDCharacters = Entry{
	ID:    "A-159",
	Title: "Characters of the ID of a resource",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
	},
	Question: "It is a string that becomes a segment of a path and the name of a file in an archive, beside a file with a name of its own; nothing says which characters it has.",
	Readings: []Reading{
		{ID: "safe", Says: "It has letters, digits, dots, hyphens and underscores, and names with a meaning in a path are refused."},
		{ID: "segment", Says: "It is any segment of a path."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Upload with the IDs .., a/b escaped, access_properties.p2al, and one beyond ASCII; export, and look at the names.",
	Accepts:  "The text leaves it open; what escapes from the folder of an archive would be a fault of its own.",
	Proposal: "Allow the characters of base64url and the dot, forbid dots at the start, and reserve access_properties.p2al.",
}

var ResourceLiteralPaths = Entry{
	ID:    "A-160",
	Title: "Resources named like a route",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
		{Doc: "api", Section: "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", Print: "sha256:e51a14e701c9b3e2"},
		{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	},
	Question: "The paths of the list and of the usage are also those of resources with these IDs.",
	Readings: []Reading{
		{ID: "literal-wins", Says: "The routes answer, and such a resource cannot be had."},
		{ID: "refused", Says: "Such an ID is refused."},
		{ID: "resource-wins", Says: "The resource answers once it is there.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload with the IDs usage and resources, then ask for both routes.",
	Accepts:  "OpenAPI matches paths without templates first.",
	Proposal: "Reserve the two IDs, or move the routes out of the way.",
}

var UploadParameters = Entry{
	ID:    "A-161",
	Title: "How access properties are written into a query",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
		{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
	},
	Question: "The parameter is an object, and its lists have no form in the style that the API gives it; an implementation is known that writes JSON, percent-encoded twice.",
	Readings: []Reading{
		{ID: "json", Says: "It is JSON, percent-encoded once."},
		{ID: "json-twice", Says: "It is JSON, percent-encoded twice."},
		{ID: "exploded", Says: "Its members are parameters of their own."},
		{ID: "comma", Says: "Names and values take turns, with commas between them."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload with each form, and look at the properties that the server stored.",
	Accepts:  "The text leaves it open.",
	Proposal: "Send the properties as JSON in a header of the upload, or with the PUT that follows it.",
}

var UploadForm = Entry{
	ID:    "A-168",
	Title: "Verb and body of an upload",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	},
	Question: "The API has POST with the bytes as they are and their length; an implementation is known that sends a PUT with a form, and the length of the file alone.",
	Readings: []Reading{
		{ID: "raw", Says: "It is POST, and the body is the resource."},
		{ID: "either", Says: "It is POST, and a form is unpacked as well."},
		{ID: "form", Says: "It is a form.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload both ways, and compare the bytes that come back.",
	Accepts:  "The API document is plain.",
	Proposal: "Take Content-Length out of the parameters, since HTTP has it anyway, and say that the body is the resource and nothing else.",
}

var ResourceMediaType = Entry{
	ID:    "A-337",
	Title: "Media type of a resource that is retrieved",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
		{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	},
	Question: "Any type is taken and any given back; that the two are the same is not said, nor how a server keeps others from running what was uploaded on its own origin.",
	Readings: []Reading{
		{ID: "as-uploaded", Says: "It is that of the upload."},
		{ID: "opaque", Says: "It is application/octet-stream, or comes as an attachment."},
		{ID: "guessed", Says: "It is guessed from the ID or the bytes."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Upload text, HTML and an image under an ID without an extension, and look at the headers that come back.",
	Accepts:  "The text leaves it open.",
	Proposal: "Give back the type of the upload, with X-Content-Type-Options: nosniff and Content-Disposition: attachment for types that browsers run.",
}

var FeatureAbsent = Entry{
	ID:    "A-171",
	Title: "How a server without resources is told from a missing resource",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:5399b8e03512c16a"},
		{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	},
	Question: "A server without the feature should answer 404 when the route is accessed, which is also the answer for a resource that is not there; the sentence has one route, the API seven operations.",
	Readings: []Reading{
		{ID: "every-route", Says: "Each of the operations answers 404."},
		{ID: "resource-route", Says: "The retrieval answers 404, other operations in some way."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Rare:     true,
	Probe:    "Ask for the list, the usage and a resource, with a token.",
	Accepts:  "The list and the usage cannot be missing where the feature is there, so that they tell.",
	Proposal: "Say that every route of the feature answers 404, and have servers announce optional features in the well-known document.",
}
