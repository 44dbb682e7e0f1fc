package api

import "github.com/p2conform/p2conform/spec/requirement"

// Schemas that more than one operation uses.
var schemas = []requirement.Requirement{
	CacheableIDCertRequired,
	CacheableIDCertPEM,
	CacheableIDCertIntegers,
	CacheableIDCertInvalidatedAt,
	CacheableIDCertSignatureLength,
	KeyTrialMembers,
	KeyTrialLength,
	KeyTrialExpires,
	KeyTrialCompletedMembers,
	KeyTrialCompletedSignature,
	KeyTrialCompletedSerial,
}

var CacheableIDCertRequired = requirement.Requirement{
	ID:      "api.schema.cacheable-idcert.required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	Says:    "A cacheable ID-Cert has the members idCertPem, cacheNotValidBefore, cacheNotValidAfter and cacheSignature.",
	Note:    "The prose has other names for the two in the middle (A-092).",
}

var CacheableIDCertPEM = requirement.Requirement{
	ID:      "api.schema.cacheable-idcert.pem",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	Says:    "The member idCertPem is a string with the ID-Cert in PEM.",
}

var CacheableIDCertIntegers = requirement.Requirement{
	ID:      "api.schema.cacheable-idcert.timestamps",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	Says:    "The times in a cacheable ID-Cert are unsigned 64-bit JSON integers.",
	Note:    "The prose has them as strings (A-093).",
}

var CacheableIDCertInvalidatedAt = requirement.Requirement{
	ID:      "api.schema.cacheable-idcert.invalidated-at",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	Says:    "The member invalidatedAt of a cacheable ID-Cert is there when the ID-Cert was revoked early, and only then.",
	Note:    "The description says when it is absent and what it is.",
}

var CacheableIDCertSignatureLength = requirement.Requirement{
	ID:      "api.schema.cacheable-idcert.signature-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Identity,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.CacheableIDCert", Print: "sha256:2636577bb4f04030"},
	Says:    "The member cacheSignature has exactly 32 characters.",
	Note:    "The schema says exactly, and no Ed25519 signature can: nobody can be held to it. The example beside it has 64 characters (A-091).",
}

var KeyTrialMembers = requirement.Requirement{
	ID:      "api.schema.key-trial.required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	Says:    "A key trial has the members trial and expires.",
	Note:    "The diagrams of the prose have other names (A-037).",
}

var KeyTrialLength = requirement.Requirement{
	ID:      "api.schema.key-trial.length",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	Says:    "The member trial is a string of 32 to 256 characters.",
}

var KeyTrialExpires = requirement.Requirement{
	ID:      "api.schema.key-trial.expires",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.KeyTrial", Print: "sha256:35c0533b15b28abc"},
	Says:    "The member expires is the UNIX time after which the key trial expires, as an unsigned 64-bit JSON integer.",
}

var KeyTrialCompletedMembers = requirement.Requirement{
	ID:      "api.schema.key-trial-completed.required",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a challenge string",
	Ref:     requirement.Ref{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
	Says:    "A completed key trial has the members signature and serialNumber.",
}

var KeyTrialCompletedSignature = requirement.Requirement{
	ID:      "api.schema.key-trial-completed.signature",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a challenge string",
	Ref:     requirement.Ref{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
	Says:    "The member signature is a string with the signature of the key trial string.",
	Note:    "How it is encoded is open (A-041).",
}

var KeyTrialCompletedSerial = requirement.Requirement{
	ID:      "api.schema.key-trial-completed.serial-number",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.Federation,
	Decided: requirement.Time,
	By:      "the lifetime of a challenge string",
	Ref:     requirement.Ref{Doc: "api", Section: "Models.KeyTrialCompleted", Print: "sha256:bf2325c1bdcf5e09"},
	Says:    "The member serialNumber is the serial number of the ID-Cert as an unsigned 64-bit JSON integer.",
	Note:    "Serial numbers may be longer than that (A-017, A-045).",
}
