package api

import "github.com/p2conform/p2conform/spec/requirement"

// The operation that takes re-signed messages, and the schema of a batch.
var commit = []requirement.Requirement{
	CommitMessagesBearer,
	CommitMessagesBody,
	CommitMessagesOK,
	CommitMessagesMore,
	CommitMessagesRetryAfter,
	CommitMessagesBodyLimit,
	CommitMessagesMalformed,
	CommitMessagesUnproven,
	CommitMessagesNoTrial,
	CommitMessagesUnlistedKey,
	MessageBatchRequired,
	MessageBatchMessage,
}

var CommitMessagesBearer = requirement.Requirement{
	ID:      "api.resigning.commit.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "POST /messages/commit refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var CommitMessagesBody = requirement.Requirement{
	ID:      "api.resigning.commit.body",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "POST /messages/commit takes a JSON array of message batches.",
}

var CommitMessagesOK = requirement.Requirement{
	ID:      "api.resigning.commit.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "POST /messages/commit answers success with 200.",
}

var CommitMessagesMore = requirement.Requirement{
	ID:      "api.resigning.commit.more",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "The answer of POST /messages/commit holds another batch while there are messages left, those not yet re-signed among them.",
	Note:    "What it holds when there are none is open (A-192).",
}

var CommitMessagesRetryAfter = requirement.Requirement{
	ID:      "api.resigning.commit.retry-after",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "The answer 200 of POST /messages/commit has the header Retry-After, an integer of 16 bits.",
}

var CommitMessagesBodyLimit = requirement.Requirement{
	ID:      "api.resigning.commit.body-limit",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "The answer of POST /messages/commit may have the header X-P2-Return-Body-Size-Limit, an integer of 64 bits.",
	Note:    "The name in the document ends in a space, and the type differs from that of the other operation (A-190).",
}

var CommitMessagesMalformed = requirement.Requirement{
	ID:      "api.resigning.commit.malformed",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "POST /messages/commit answers messages that are not formed well with 400.",
}

var CommitMessagesUnproven = requirement.Requirement{
	ID:      "api.resigning.commit.unproven",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "POST /messages/commit answers with 403 where the original key of a message has no completed key trial.",
}

var CommitMessagesNoTrial = requirement.Requirement{
	ID:      "api.resigning.commit.no-trial",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "POST /messages/commit answers with 403 where no key trial was completed at all.",
}

var CommitMessagesUnlistedKey = requirement.Requirement{
	ID:      "api.resigning.commit.unlisted-key",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_commitMessages", Print: "sha256:c9fdd45063908a73"},
	Says:    "POST /messages/commit answers with 403 where a message is signed with a key that is not on allowedResigningKeys.",
}

var MessageBatchRequired = requirement.Requirement{
	ID:      "api.schema.message-batch.required",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.MessageBatchExample", Print: "sha256:d9cfea703d9c26ad"},
	Says:    "A message batch has a string idCert and an array messages.",
	Note:    "The prose has another name for the first (A-191).",
}

var MessageBatchMessage = requirement.Requirement{
	ID:      "api.schema.message-batch.message",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.MessageBatchExample", Print: "sha256:d9cfea703d9c26ad"},
	Says:    "A message of a batch has the strings signature and content.",
	Note:    "The prose has an object as content (A-191).",
}
