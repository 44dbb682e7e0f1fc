package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Who may retrieve, list and change resources.

var AccessModel = Entry{
	ID:    "A-162",
	Title: "What the access properties allow",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:df20c262af3c729b"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:f2ffa8e9c9f8ac85"},
	},
	Question: "The API requires private and public, the prose has private only; what both, neither, or an actor on both lists means, and whether a list counts that the flags do not mention, is not said.",
	Readings: []Reading{
		{ID: "members-only", Says: "Neither flag means everybody with a token but who is denied, both flags are refused, and the denylist goes before the allowlist."},
		{ID: "open", Says: "Neither flag means everybody but who is denied."},
		{ID: "listed-only", Says: "Neither flag means the uploader and who is allowed."},
		{ID: "public-wins", Says: "Public goes before private."},
		{ID: "private-wins", Says: "Private goes before public."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Upload with each pair of flags and with each list, and retrieve as the owner, a local actor, a foreign one, one on a list, and nobody.",
	Accepts:  "Public is said to do away with the lists, and private to be the allowlist; all else is open.",
	Proposal: "Replace the flags by one member with the values private, members and public, and say that the denylist goes before the allowlist.",
}

var AccessRefused = Entry{
	ID:    "A-163",
	Title: "Refusing a resource to who has no token",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
	},
	Question: "A description has 401 where authentication is needed; the operation has no 401, and its 404 is there so that nobody learns what exists.",
	Readings: []Reading{
		{ID: "404", Says: "The answer is 404."},
		{ID: "401", Says: "The answer is 401 for a resource that is there, and 404 for one that is not."},
		{ID: "401-always", Says: "The answer is 401 for every ID, as the server asks for a token first."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Ask for a private and for a missing resource without a token, and compare.",
	Accepts:  "The document names both; the second reading tells who exists.",
	Proposal: "Take 401 out of the description, or allow it only where a server asks for a token whatever the ID is.",
}

var InstanceEntries = Entry{
	ID:    "A-164",
	Title: "Instances on a list",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:df20c262af3c729b"},
		{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:f2ffa8e9c9f8ac85"},
	},
	Question: "Lists name instances, but requests come from actors; an example has a name before the at sign where an instance is meant.",
	Readings: []Reading{
		{ID: "actors-of", Says: "An instance stands for all actors whose federation ID has its domain name."},
		{ID: "server-itself", Says: "An instance stands for the server, which asks for itself."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Put the domain name of a peer on a list, and retrieve as an actor of that peer.",
	Accepts:  "Servers have no way to show who they are (A-209), so that the second reading would be void.",
	Proposal: "Say that an entry without an at sign stands for all actors of that domain name, and mend the example.",
}

var ResourceInfoShape = Entry{
	ID:    "A-165",
	Title: "Shape of the information about a resource",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
		{Doc: "api", Section: "Models.ResourceInformation", Print: "sha256:789b51b54cd1880e"},
	},
	Question: "The API has a list where one resource is asked for; an implementation is known that reads an object. Whether strangers are shown the lists of actors is not said.",
	Readings: []Reading{
		{ID: "list", Says: "It is a list with one element."},
		{ID: "object", Says: "It is an object.", Fails: true},
		{ID: "list-without-access", Says: "It is a list, in which only the owner is shown who is on the lists."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask as the owner and as a stranger, and look at the answer.",
	Accepts:  "The API document is plain about the list; it requires the access properties, and hiding their lists leaves them valid.",
	Proposal: "Answer with one object, and leave the lists out for all but the owner.",
}

var ResourceListShape = Entry{
	ID:    "A-166",
	Title: "Shape of the list of resources",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_getResourceList", Print: "sha256:3304477d573ab533"},
		{Doc: "api", Section: "Models.ResourceInformation", Print: "sha256:789b51b54cd1880e"},
	},
	Question: "Each element holds the information in a member and may hold a preview; an implementation is known that reads the information as the element.",
	Readings: []Reading{
		{ID: "nested", Says: "Each element has the information in a member."},
		{ID: "flat", Says: "Each element is the information.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload, and look at the list with and without previews.",
	Accepts:  "The API document is plain.",
	Proposal: "Add an example of the list.",
}

var UsageToken = Entry{
	ID:    "A-167",
	Title: "Whether the storage usage needs a token",
	Places: []requirement.Ref{
		{Doc: "api", Section: "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", Print: "sha256:e51a14e701c9b3e2"},
	},
	Question: "It is about the actor who asks, and has neither security nor a tag.",
	Readings: []Reading{
		{ID: "token", Says: "It needs a token, and is about the actor."},
		{ID: "server-wide", Says: "It is about the server, for everybody."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask with a token, without one, and as a second actor who has uploaded something else.",
	Accepts:  "You can only be somebody who is known.",
	Proposal: "Add the security and the tag of the operations that need registration.",
}

var ChangeForeignResource = Entry{
	ID:    "A-169",
	Title: "Changing a resource that is missing or of somebody else",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_deleteResource", Print: "sha256:fa68ce38bc935a7a"},
		{Doc: "api", Section: "Registered_modifyResource", Print: "sha256:39350a66c9e99383"},
	},
	Question: "The API has 204 only.",
	Readings: []Reading{
		{ID: "404", Says: "The answer is 404 for both."},
		{ID: "403-404", Says: "The answer is 403 for that of somebody else, and 404 for a missing one."},
		{ID: "204", Says: "The answer is 204 for a missing one, which is then as gone as it should be."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Delete and modify a resource that does not exist, one twice, and one of another actor; see that the last is still there.",
	Accepts:  "Any 4xx refuses; deleting nothing may be a success. That a foreign resource stays is no ambiguity.",
	Proposal: "Add 404 to both operations, and use it for resources of other actors too.",
}

var ChangedRoot = Entry{
	ID:    "A-170",
	Title: "When a resource is said to have another root",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getResource", Print: "sha256:fee4d80b2739f6a3"},
		{Doc: "api", Section: "Unregistered_getResourceInfos", Print: "sha256:7a150e71b6d9f16f"},
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:d44f96c260824b55"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:a23acfcbc51695df"},
	},
	Question: "The API has 308 for a root that has changed; nothing tells a server of a new root, and redirects of actors are 307 until the account is gone.",
	Readings: []Reading{
		{ID: "never", Says: "It is never sent."},
		{ID: "after-redirect", Says: "It is sent for resources of an actor who has a redirect."},
		{ID: "after-deletion", Says: "It is sent for resources of an actor whose account is gone and whose redirect stays."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload, set up a redirect, and ask for the resource; delete the data, keep the redirect, and ask again.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that resources follow the redirect of their owner, with 307 while the account is there and 308 afterwards.",
}

var ResourceKey = Entry{
	ID:    "A-213",
	Title: "The key that a resource belongs to",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
		{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
		{Doc: "api", Section: "Registered_postResource", Print: "sha256:ee58fe8fdc594afc"},
	},
	Question: "Deletion and export are about data of the keys that were proved; a resource is uploaded with a token and signed by nobody.",
	Readings: []Reading{
		{ID: "session", Says: "It belongs to the ID-Cert of the session that uploaded it."},
		{ID: "actor", Says: "It belongs to the actor, and any key will do."},
		{ID: "none", Says: "It belongs to no key, and is neither exported nor deleted."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload from one session, and export and delete with the key of another.",
	Accepts:  "Associated with is not defined.",
	Proposal: "Say that resources belong to the actor, and are exported and deleted with any of its keys.",
}

var BothLists = Entry{
	ID:    "A-490",
	Title: "An actor on both lists of a resource",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:df20c262af3c729b"},
	},
	Question: "One list says who may access a resource, the other who may not; an actor can stand on both, or its instance on one of them.",
	Readings: []Reading{
		{ID: "denied", Says: "The denylist goes before the allowlist."},
		{ID: "allowed", Says: "The allowlist goes before the denylist."},
		{ID: "refused", Says: "Such access properties are refused."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Upload a private resource with an actor on both lists, and retrieve it as that actor.",
	Accepts:  "Each sentence is broken by one of the two answers.",
	Proposal: "Say that the denylist goes before the allowlist.",
}

var UploaderDenied = Entry{
	ID:    "A-491",
	Title: "The uploader on the denylist of a resource",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.ResourceAccessProperties", Print: "sha256:5259a57f64f27497"},
		{Doc: "core", Section: "7.3.1", Anchor: "731-resource-addressing-with-relative-roots", Print: "sha256:df20c262af3c729b"},
	},
	Question: "A private resource is open to its uploader, and to nobody on its denylist; the list may name the uploader, or the instance that the uploader is of.",
	Readings: []Reading{
		{ID: "uploader", Says: "The uploader retrieves it all the same."},
		{ID: "denied", Says: "The uploader cannot retrieve it, and can change its access properties."},
		{ID: "refused", Says: "Such access properties are refused."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload a private resource whose denylist has the uploader, retrieve it, and change its access properties.",
	Accepts:  "Each sentence is broken by one of the two answers.",
	Proposal: "Say that lists do not apply to the uploader.",
}

var UsageMeasure = Entry{
	ID:    "A-492",
	Title: "What the used storage counts",
	Places: []requirement.Ref{
		{Doc: "api", Section: "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", Print: "sha256:e51a14e701c9b3e2"},
	},
	Question: "It is how many bytes of storage are used, which may be those of the resources, or what they take on a disk, with what is known about them.",
	Readings: []Reading{
		{ID: "bytes", Says: "It is the sum of the sizes of the resources."},
		{ID: "more", Says: "It is more than that."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload a resource, and compare the usage before and after with its size.",
	Accepts:  "Storage that is used is not said to be that of the uploaded bytes alone.",
	Proposal: "Say that used is the sum of the sizes of the actor's resources.",
}
