package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Re-signing messages: who may, which messages, in what form.

var ResigningOrder = Entry{
	ID:    "A-185",
	Title: "Whether the trial comes before the request for re-signing",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:e160e390439168d8"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:f14dc78491b618c2"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:1c891ad7cc16add0"},
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	},
	Question: "The diagram has a request, an answer with keys and a string, and solutions; the API has one request with the solutions in it.",
	Readings: []Reading{
		{ID: "one-step", Says: "The request has the solutions."},
		{ID: "two-steps", Says: "A first request without solutions is answered with a trial."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send the request with and without the header.",
	Accepts:  "The second reading needs an answer that the API does not have, the first contradicts the diagram.",
	Proposal: "Draw the diagram as the API has it: a trial first, then one request.",
}

var PermissionExpiry = Entry{
	ID:    "A-186",
	Title: "When a permission to re-sign ends",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:b8bbcea5aa44747a"},
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
	},
	Question: "A time was specified when the server replied to the request; the reply of the API has no body.",
	Readings: []Reading{
		{ID: "trial", Says: "It is the time at which the trial ends."},
		{ID: "server", Says: "It is a time of the server, which tells nobody."},
		{ID: "told", Says: "It is in the body of the reply."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Look at the reply; commit after the trial has ended.",
	Accepts:  "A trial is the only thing with such a member.",
	Proposal: "Answer with a JSON object that has the member expires.",
}

var ResigningKeyForm = Entry{
	ID:    "A-187",
	Title: "Form of the keys that may re-sign",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_requestAllowResigning", Print: "sha256:c581964bc1e5a3c1"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:ff69e92c8cd34084"},
	},
	Question: "They are strings; the sources of the API document have the SubjectPublicKeyInfo in PEM, which the build lost.",
	Readings: []Reading{
		{ID: "pem", Says: "They are the SubjectPublicKeyInfo in PEM."},
		{ID: "der-base64", Says: "They are the SubjectPublicKeyInfo in base64."},
		{ID: "raw-hex", Says: "They are the bytes of the key in hexadecimal."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send each form, and commit with that key.",
	Accepts:  "The document leaves it open, its sources do not.",
	Proposal: "Put the description of the list back into the API document.",
}

var WhoseMessages = Entry{
	ID:    "A-188",
	Title: "Whose messages are fetched and committed",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:4e751dfaa1136403"},
		{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	},
	Question: "The diagram has messages of one old actor; the routes name nobody, and a serial number is unique for one home server only.",
	Readings: []Reading{
		{ID: "all", Says: "All that the caller was allowed to re-sign."},
		{ID: "latest", Says: "Those of the permission that was given last."},
		{ID: "serial", Says: "Those of the ID-Cert whose serial number is asked for."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Have two actors allow a third to re-sign, and fetch.",
	Accepts:  "The text leaves it open.",
	Proposal: "Add a parameter with the federation ID of the old actor to both routes.",
}

var SerialParameterName = Entry{
	ID:    "A-189",
	Title: "Parameter for the serial number of messages to be re-signed",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	},
	Question: "The API has serialNumber; an implementation is known that sends it with a capital.",
	Readings: []Reading{
		{ID: "api-name", Says: "It is written as in the API, and another spelling is unknown."},
		{ID: "any-case", Says: "It is read without regard to case."},
		{ID: "capital", Says: "It begins with a capital.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask with each spelling for the messages of one ID-Cert of two.",
	Accepts:  "Names of parameters are case-sensitive in OpenAPI.",
	Proposal: "Use one style for all parameters: session_id and serialNumber differ.",
}

var BodyLimitHeader = Entry{
	ID:    "A-190",
	Title: "Name and type of the header with the body limit",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
		{Doc: "core", Section: "7.2.2.1", Anchor: "7221-body-size", Print: "sha256:f525f476cf34e814"},
	},
	Question: "In the API its name ends with a blank, which no header can; it is a string for one operation and an integer for the other, which on the wire is the same.",
	Readings: []Reading{
		{ID: "trimmed", Says: "It is X-P2-Return-Body-Size-Limit with decimal digits."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Look at the header.",
	Accepts:  "A name with a blank cannot be sent (RFC 9110, 5.1).",
	Proposal: "Take the blank out of both names, and give both the type integer with the unit bytes.",
}

var BatchForm = Entry{
	ID:    "A-191",
	Title: "Members of a message batch",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:2ab4d6b9dc574088"},
		{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:c58bface944c30c7"},
		{Doc: "api", Section: "Models.MessageBatchExample", Print: "sha256:d9cfea703d9c26ad"},
		{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	},
	Question: "The example of the prose has id_cert and an object for the content, the API idCert and a string; how certificate and signature are written is not said.",
	Readings: []Reading{
		{ID: "api", Says: "It is idCert with PEM and a string for the content, signatures in hexadecimal."},
		{ID: "prose", Says: "It is id_cert, and any JSON for the content."},
		{ID: "api-json", Says: "It is idCert, and any JSON for the content."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Fetch a batch, and commit in both forms.",
	Accepts:  "The example of the prose says of itself that it is one only.",
	Proposal: "Use idCert in the example, and say that it is PEM, that signatures are in hexadecimal, and that content is the text that was signed.",
}

var CommitAnswer = Entry{
	ID:    "A-192",
	Title: "The answer to the last commit",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
		{Doc: "core", Section: "7.2.2.2", Anchor: "7222-interval-between-re-signing-batches", Print: "sha256:a0a0008f4e2d6e58"},
	},
	Question: "The answer is another batch if there is one; a list is required, its sources make it optional, and an implementation is known that takes an empty object. Waiting times are always sent, and what happens to who does not wait, or sends too much, is not said.",
	Readings: []Reading{
		{ID: "empty-list", Says: "It is an empty list."},
		{ID: "no-body", Says: "There is no body."},
		{ID: "empty-object", Says: "It is an empty object.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Commit the last batch; commit again before the time is over, and more than the limit.",
	Accepts:  "The schema has a list, the sentence another batch or none.",
	Proposal: "Answer with an empty list, and add 429 for who does not wait and 413 for a body that is too large.",
}

var SignedBytes = Entry{
	ID:    "A-205",
	Title: "Which bytes the signature of a message covers",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:1cbeca91063d458f"},
		{Doc: "api", Section: "Models.MessageBatchExample", Print: "sha256:d9cfea703d9c26ad"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:6b30bf026fbca77f"},
	},
	Question: "The signature is of the whole message, and a part of it; what is canonical is left to extensions, but core has servers check it when messages are committed or imported.",
	Readings: []Reading{
		{ID: "content", Says: "It covers the bytes of the content as they are."},
		{ID: "extension", Says: "It covers what the extension says, and a server that does not know the extension cannot check it."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Commit with a signature over the content, over the JSON of the message, and over nothing.",
	Accepts:  "Core defines no message; a server has to check what it can.",
	Proposal: "Say that content is the exact text that was signed, so that every server can check a commit.",
}

var CommitMatching = Entry{
	ID:    "A-322",
	Title: "How a committed message finds the one that it replaces",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:e76b3b9e043479da"},
		{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:26d096db2f401d3c"},
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	},
	Question: "Messages in a batch have a signature and a content and no name; a commit is in the same form, with another signature.",
	Readings: []Reading{
		{ID: "content", Says: "The content has to be equal, which also shows that it did not change."},
		{ID: "position", Says: "They come in the order in which they were fetched."},
		{ID: "inside", Says: "The content has an ID that the extension defines."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Commit messages in another order, some of them only, and two with equal content.",
	Accepts:  "The text leaves it open.",
	Proposal: "Give each message of a batch an id that the server chooses and a commit repeats.",
}

var CommitIDCert = Entry{
	ID:    "A-323",
	Title: "Which ID-Cert a committed batch has",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:bc269e4a644d1f7d"},
		{Doc: "core", Section: "7.2.1", Anchor: "721-message-batches", Print: "sha256:e76b3b9e043479da"},
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	},
	Question: "A batch has the ID-Cert to which its signatures correspond; once they are new, that is the new one, and the old one, by which messages were grouped, is gone.",
	Readings: []Reading{
		{ID: "new", Says: "It is the one that signs now."},
		{ID: "old", Says: "It is the one that the batch was fetched with."},
		{ID: "either", Says: "Both are taken."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Commit with each.",
	Accepts:  "In the same format can mean with the same ID-Cert; the description of the member is for the new one.",
	Proposal: "Say that it is the new ID-Cert, and let the id of each message name the old one.",
}

var OldSignatures = Entry{
	ID:    "A-320",
	Title: "What becomes of the old signature",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:8183084b073e9aa9"},
		{Doc: "core", Section: "7.4", Anchor: "74-challenges-and-trust", Print: "sha256:8b61a5939b8de4fa"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:2c93ca19cba3d464"},
	},
	Question: "Re-signing changes the signature of a message; section 7.4 has a variant made beside it, so that the old message is preserved.",
	Readings: []Reading{
		{ID: "kept", Says: "The old variant is kept, and can still be exported or fetched."},
		{ID: "replaced", Says: "The old signature is gone."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Re-sign, then export as the old and as the new actor.",
	Accepts:  "One place changes, the other adds.",
	Proposal: "Say which of the two variants routes of services show, and for how long the old one is kept.",
}

var ChangedFederationID = Entry{
	ID:    "A-321",
	Title: "Whether the content of a re-signed message may change",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:15dbec3b0bddd0ca"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:2c93ca19cba3d464"},
		{Doc: "core", Section: "6.2", Anchor: "62-actor-identity-keys-and-message-signing", Print: "sha256:1cbeca91063d458f"},
	},
	Question: "The content must not have changed; a diagram has the server check that only the federation ID and what belongs to the signature did, and a message of the API has no place for a federation ID but its content.",
	Readings: []Reading{
		{ID: "unchanged", Says: "The content is equal to the byte."},
		{ID: "federation-id", Says: "The federation ID of the old actor may become that of the new one."},
		{ID: "extension", Says: "The extension says which parts of the content may change."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Commit with the content as it was, with the federation ID replaced, and with another word.",
	Accepts:  "Each follows a place; the last change has to be refused under all of them.",
	Proposal: "Give a message the members sender and content, of which only the first may change.",
}

var PartialCommit = Entry{
	ID:    "A-470",
	Title: "What becomes of a commit of which one message is refused",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	},
	Question: "A commit with one wrong message is answered with 403; whether the right messages in it are taken all the same is not said.",
	Readings: []Reading{
		{ID: "none", Says: "Nothing of it is taken."},
		{ID: "some", Says: "The right messages are taken."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Commit a right message and a wrong one together, and fetch.",
	Accepts:  "What was not re-signed is handed out again, so that a client finds out either way.",
	Proposal: "Say that a commit is taken as a whole or not at all.",
}

var CommitTwice = Entry{
	ID:    "A-471",
	Title: "A commit of messages that were re-signed before",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	},
	Question: "A client that got no answer sends a commit again; its messages are not among those that are left.",
	Readings: []Reading{
		{ID: "refused", Says: "It is refused."},
		{ID: "taken", Says: "It is granted, and changes nothing."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send a commit twice.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that the same commit by the same actor is granted again.",
}
