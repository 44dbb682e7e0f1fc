package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Exporting, importing and deleting the data of an actor.

var ExportBody = Entry{
	ID:    "A-193",
	Title: "Body of an export",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
		{Doc: "api", Section: "Models.P2Export", Print: "sha256:a2c799262a3ce3c1"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:5f18e647c1f83b79"},
	},
	Question: "The operation has application/json with an object of no members; the description of that object and the prose have a gzipped archive.",
	Readings: []Reading{
		{ID: "archive", Says: "It is the archive, as application/gzip or octets."},
		{ID: "json-wrapper", Says: "It is JSON with the archive in it, in base64."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Export, and look at the media type and the first bytes.",
	Accepts:  "The media type is that of the API, the content that of both texts.",
	Proposal: "Give the answer the media type application/gzip and a binary schema.",
}

var ExportPending = Entry{
	ID:    "A-194",
	Title: "Status of an export that is not ready",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
	},
	Question: "The API has 204 with a time to come back; an implementation is known that waits for 202 and takes 204 for an empty export.",
	Readings: []Reading{
		{ID: "204", Says: "It is 204."},
		{ID: "202", Says: "It is 202.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Rare:     true,
	Probe:    "Export right after something was uploaded, and follow Retry-After.",
	Accepts:  "The API document is plain.",
	Proposal: "Use 202, which is what HTTP has for it, with Retry-After in seconds.",
}

var ArchiveName = Entry{
	ID:    "A-195",
	Title: "Name of the archive",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:5f18e647c1f83b79"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:e8ffca4b5f17d7b3"},
		{Doc: "api", Section: "Models.P2Export", Print: "sha256:a2c799262a3ce3c1"},
	},
	Question: "It has twenty digits by the rule and ten in the example, with a suffix in the sentence and none in the name; where it appears is not said.",
	Readings: []Reading{
		{ID: "content-disposition", Says: "It is the file name in Content-Disposition, with twenty digits and the suffix."},
		{ID: "example-form", Says: "It is that, as in the example."},
		{ID: "nowhere", Says: "It appears nowhere."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Look at the headers of an export.",
	Accepts:  "A name on a disk is up to who saves it.",
	Proposal: "Put twenty digits and the suffix into the example, and say that the name is in Content-Disposition.",
}

var ArchiveContents = Entry{
	ID:    "A-196",
	Title: "What is in the archive, and where",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:f2ffa8e9c9f8ac85"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:9cae22c3e30cd1ed"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:38552f1de1b8e126"},
	},
	Question: "Names of certificates, the schema of the key material, whether there is a file for messages when there are none, and whether all is in a folder, are not said; the list of access properties has public in the API document only.",
	Readings: []Reading{
		{ID: "as-routes", Says: "Files stand at the root of the archive; key material and messages have the schemas of their routes, an ID-Cert a file with its serial number, and empty lists are there."},
		{ID: "in-folder", Says: "It is that, below a folder with the name of the archive."},
		{ID: "sparse", Says: "Files with nothing in them are left out, and certificates may be in one file."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Export from the target and import the archive at a peer; import archives in each form at the target.",
	Accepts:  "The text leaves it open.",
	Proposal: "Give each file a schema and each ID-Cert the name of its serial number, and say that all stands at the root of the archive.",
}

var ExportExtent = Entry{
	ID:    "A-197",
	Title: "What an export covers",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_exportData", Print: "sha256:9a61b7c9b1cf55ee"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:7b36c02691958c1a"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:9cae22c3e30cd1ed"},
	},
	Question: "Data is exported for which a trial was passed; the archive has all messages, all resources and all ID-Certs.",
	Readings: []Reading{
		{ID: "keys-limit-messages", Says: "Keys limit the messages, and all else is there."},
		{ID: "keys-limit-all", Says: "Keys limit everything that belongs to an ID-Cert."},
		{ID: "all", Says: "One key is enough for everything."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Export with one key of two, and with both.",
	Accepts:  "Each follows a sentence; resources belong to no key that anybody can see (A-213).",
	Proposal: "Say which parts of the archive depend on the keys that were proved.",
}

var ImportForm = Entry{
	ID:    "A-198",
	Title: "Body and result of an import",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
		{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:ce6d86625ecc83cd"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:87ec2cd1e4bc55bc"},
	},
	Question: "The API has an optional JSON body and the answer 202; an implementation is known that sends a form without a token. The prose has the server verify and signal success, for which there is no route, nor a status for an archive that fails.",
	Readings: []Reading{
		{ID: "archive", Says: "The body is the archive as it is, and what can be checked at once is refused at once."},
		{ID: "form", Says: "The body is a form with the archive in it."},
		{ID: "json", Says: "The body is JSON."},
		{ID: "silent", Says: "The body is the archive, and every import is answered with 202."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Import a good archive in each form and a broken one, then look for what was imported.",
	Accepts:  "The media type is that of the API, the content that of both texts.",
	Proposal: "Give the request the media type application/gzip, add 400, 409 and 413, and a route that tells how an import went.",
}

var ImportProof = Entry{
	ID:    "A-199",
	Title: "Whose messages may be imported",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:0c70fe4f0d3856e5"},
		{Doc: "core", Section: "7.2", Anchor: "72-re-signing-messages", Print: "sha256:2d5ab33a89dd2860"},
		{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:ce6d86625ecc83cd"},
	},
	Question: "Messages have to be re-signed by the actor who imports them, and nothing shows that the old actor agreed; re-signing is said to need the proof of both.",
	Readings: []Reading{
		{ID: "trusted", Says: "What the importing actor has signed is taken."},
		{ID: "old-signatures", Says: "The old signatures and ID-Certs have to be there, and to be those of one actor who agreed."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Import messages of an actor who has nothing to do with it, re-signed by us.",
	Accepts:  "The operation asks for one signature, the chapter for two; the first lets an actor claim what others wrote.",
	Proposal: "Have an export carry a signed statement of the old actor that names the new one, and an import refuse messages without it.",
}

var ImportedCerts = Entry{
	ID:    "A-324",
	Title: "ID-Certs and key material in an import",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:9cae22c3e30cd1ed"},
		{Doc: "core", Section: "7.3.2", Anchor: "732-polyproto-exportimport-format", Print: "sha256:38552f1de1b8e126"},
		{Doc: "api", Section: "Registered_importData", Print: "sha256:4d452e8b071dc681"},
	},
	Question: "The archive has them; what the new server does with ID-Certs that another server issued is not said.",
	Readings: []Reading{
		{ID: "key-material", Says: "The key material is kept for the actor, and the ID-Certs are not."},
		{ID: "ignored", Says: "Both are ignored."},
		{ID: "kept", Says: "Both are kept, and given back in the next export."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Import an archive with both, and look at the key material, the ID-Certs of the actor and the next export.",
	Accepts:  "The text leaves it open; that a server shows ID-Certs of another one as its own would be a fault.",
	Proposal: "Say that both are kept for the next export, and that neither is served as an ID-Cert of the new actor.",
}

var DataOrAccount = Entry{
	ID:    "A-200",
	Title: "Deleting data and deleting an account",
	Places: []requirement.Ref{
		{Doc: "core", Section: "7.3", Anchor: "73-moving-data", Print: "sha256:ce6d86625ecc83cd"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:a23acfcbc51695df"},
		{Doc: "api", Section: "Unregistered_deleteData", Print: "sha256:25ba8c1066e07608"},
	},
	Question: "The prose deactivates or deletes the account; the API deletes data of proved keys, and has no route for accounts. Its failures are described as success.",
	Readings: []Reading{
		{ID: "data-only", Says: "Data is deleted, and the account stays."},
		{ID: "all-keys", Says: "The account is gone when the data of all keys is."},
		{ID: "account", Says: "The account is gone with the first deletion."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Delete with one key of two and with both, then log in.",
	Accepts:  "The text leaves it open.",
	Proposal: "Add a route that deletes the account, as a sensitive action, and describe 401 and 403 of the deletion of data.",
}
