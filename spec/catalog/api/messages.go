package api

import "github.com/p2conform/p2conform/spec/requirement"

// The operation that hands messages out to be re-signed.
var messages = []requirement.Requirement{
	GetMessagesBearer,
	GetMessagesOK,
	GetMessagesForbidden,
	GetMessagesProvenKeysOnly,
	GetMessagesLimit,
	GetMessagesDefaultLimit,
	GetMessagesSerialNumber,
	GetMessagesAgain,
	GetMessagesBodyLimit,
}

var GetMessagesBearer = requirement.Requirement{
	ID:      "api.resigning.messages.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "GET /messages refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var GetMessagesOK = requirement.Requirement{
	ID:      "api.resigning.messages.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "GET /messages answers with 200 and a JSON array of message batches.",
	Note:    "Whose messages, where several actors gave permission, is open (A-188).",
}

var GetMessagesForbidden = requirement.Requirement{
	ID:      "api.resigning.messages.forbidden",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "GET /messages answers with 403 for an actor without permission to re-sign.",
	Note:    "The document names the status without its cause.",
}

var GetMessagesProvenKeysOnly = requirement.Requirement{
	ID:      "api.resigning.messages.proven-keys-only",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "GET /messages hands out only messages whose ID-Cert had a completed key trial.",
}

var GetMessagesLimit = requirement.Requirement{
	ID:      "api.resigning.messages.limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "The query parameter limit bounds the number of messages.",
	Note:    "What 0 means is open (A-028).",
}

var GetMessagesDefaultLimit = requirement.Requirement{
	ID:      "api.resigning.messages.default-limit",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "GET /messages without a limit hands out at most 300 messages.",
}

var GetMessagesSerialNumber = requirement.Requirement{
	ID:      "api.resigning.messages.serial-number",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "The query parameter serialNumber limits the messages to those of one ID-Cert.",
	Note:    "Implementations that spell it otherwise are known (A-189).",
}

var GetMessagesAgain = requirement.Requirement{
	ID:      "api.resigning.messages.again",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "GET /messages hands out again what was handed out and not yet re-signed.",
}

var GetMessagesBodyLimit = requirement.Requirement{
	ID:      "api.resigning.messages.body-limit",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_getMessages", Print: "sha256:196199476ea3248f"},
	Says:    "The answer of GET /messages may have the header X-P2-Return-Body-Size-Limit, a string of digits that counts bytes.",
	Note:    "The name in the document ends in a space, and the type differs from that of the other operation (A-190).",
}
