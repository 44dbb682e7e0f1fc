package core

import "github.com/p2conform/p2conform/spec/requirement"

// Section 7.3.2: the format of exports and imports.
var export = []requirement.Requirement{
	ExportFormat,
	ImportFormat,
	ExportArchive,
	ExportName,
	ExportMessages,
	ExportMessagesComplete,
	ExportResources,
	ExportResourceNames,
	ExportAccessProperties,
	ExportCerts,
	ExportCertsComplete,
	ExportCertsPEM,
	ExportKeyMaterial,
	ExportKeyMaterialComplete,
}

var ExportFormat = requirement.Requirement{
	ID:      "core.export.format",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:87ec2cd1e4bc55bc"},
	Says:    "A home server exports data in the polyproto export format.",
}

var ImportFormat = requirement.Requirement{
	ID:      "core.export.imported",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:87ec2cd1e4bc55bc"},
	Says:    "A home server imports data in the polyproto export format.",
	Note:    "How the file is sent is open (A-198), and what becomes of ID-Certs and key material in it (A-324).",
}

var ExportArchive = requirement.Requirement{
	ID:      "core.export.archive",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:5f18e647c1f83b79"},
	Says:    "An export is a tar archive, compressed with gzip.",
	Note:    "Stated as a fact. The API has JSON (A-193).",
}

var ExportName = requirement.Requirement{
	ID:      "core.export.name",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:5f18e647c1f83b79"},
	Says:    "An export is named export, 20 random digits, a hyphen, the actor's name, an at sign and the domain of the server.",
	Note:    "The example has ten digits (A-195).",
}

var ExportMessages = requirement.Requirement{
	ID:      "core.export.messages",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
	Says:    "An export has a file messages.p2mb, which is a JSON array of message batches.",
	Note:    "What the file has when there are no messages is open (A-196).",
}

var ExportMessagesComplete = requirement.Requirement{
	ID:      "core.export.messages.complete",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.Driver,
	By:      requirement.SeedMessages,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
	Says:    "The message batches in an export hold all messages that the actor sent.",
	Note:    "The API limits them to proven keys (A-197).",
}

var ExportResources = requirement.Requirement{
	ID:      "core.export.resources",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
	Says:    "An export of a server with resources has a folder rawr with all resources that the actor uploaded there.",
}

var ExportResourceNames = requirement.Requirement{
	ID:      "core.export.resources.names",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
	Says:    "A file in the folder rawr is named like the resource, with an extension only where the server knows it.",
	Note:    "Whether the extension belongs to the identifier is open (A-157).",
}

var ExportAccessProperties = requirement.Requirement{
	ID:      "core.export.access-properties",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:5ff62dca2ccea0ec"},
	Says:    "The folder rawr has a file access_properties.p2al, a JSON array of objects, each with a resource ID as key and its access properties as value.",
}

var ExportCerts = requirement.Requirement{
	ID:      "core.export.certificates",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:077b4c163281cc28"},
	Says:    "An export of the home server of the actor has a folder certs.",
}

var ExportCertsComplete = requirement.Requirement{
	ID:      "core.export.certificates.complete",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:9cae22c3e30cd1ed"},
	Says:    "The folder certs holds every ID-Cert of the actor that the server has stored.",
	Note:    "What the files are called is open (A-196).",
}

var ExportCertsPEM = requirement.Requirement{
	ID:      "core.export.certificates.pem",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:9cae22c3e30cd1ed"},
	Says:    "The files in the folder certs are ID-Certs in PEM.",
}

var ExportKeyMaterial = requirement.Requirement{
	ID:      "core.export.key-material",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:077b4c163281cc28"},
	Says:    "An export of the home server of the actor has a JSON file crypt_certs.p2epk.",
}

var ExportKeyMaterialComplete = requirement.Requirement{
	ID:      "core.export.key-material.complete",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Migration,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:38552f1de1b8e126"},
	Says:    "The file crypt_certs.p2epk holds all encrypted private keys that the actor uploaded.",
	Note:    "Its schema is open (A-196).",
}
