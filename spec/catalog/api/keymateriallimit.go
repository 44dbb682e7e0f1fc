package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that delete encrypted private keys and tell how large one may be, and the schema of one.
var keyMaterialLimit = []requirement.Requirement{
	DeleteKeysSensitive,
	DeleteKeysBearer,
	DeleteKeysSerialsRequired,
	DeleteKeysNoContent,
	DeleteKeysContentLength,
	DeleteKeysGone,
	DeleteKeysUnknown,
	KeyLimitPublic,
	KeyLimitOK,
	KeyLimitHeader,
	KeyLimitUsual,
	EncryptedKeyRequired,
	EncryptedKeyData,
	EncryptedKeySerial,
	EncryptedKeyAlgorithms,
	EncryptedKeyOrder,
}

var DeleteKeysSensitive = requirement.Requirement{
	ID:      "api.keymaterial.delete.sensitive-solution",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	Says:    "DELETE /session/keymaterial refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "The failure status is not documented (A-021).",
}

var DeleteKeysBearer = requirement.Requirement{
	ID:      "api.keymaterial.delete.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	Says:    "DELETE /session/keymaterial refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var DeleteKeysSerialsRequired = requirement.Requirement{
	ID:      "api.keymaterial.delete.serials-required",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	Says:    "DELETE /session/keymaterial refuses a request without the query parameter serials, and deletes nothing.",
}

var DeleteKeysNoContent = requirement.Requirement{
	ID:      "api.keymaterial.delete.no-content",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	Says:    "DELETE /session/keymaterial answers success with 204.",
}

var DeleteKeysContentLength = requirement.Requirement{
	ID:      "api.keymaterial.delete.content-length",
	Level:   requirement.May,
	Subject: requirement.HomeServer,
	Impact:  requirement.Cosmetic,
	Profile: requirement.KeyMaterial,
	Decided: requirement.Untestable,
	By:      requirement.Permission,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	Says:    "The answer 204 of DELETE /session/keymaterial has the header Content-Length with the value 0.",
	Note:    "The document requires the header, HTTP forbids it there: nobody can be held to it (A-023).",
}

var DeleteKeysGone = requirement.Requirement{
	ID:      "api.keymaterial.delete.gone",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	Says:    "DELETE /session/keymaterial deletes the encrypted keys with the serial numbers, and no others.",
}

var DeleteKeysUnknown = requirement.Requirement{
	ID:      "api.keymaterial.delete.unknown",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	Says:    "DELETE /session/keymaterial answers with 404 when it has no encrypted key for the serial numbers.",
	Note:    "The document names the status without its cause. For some of several, and for an ID-Cert without a key, it is open (A-176, A-351).",
}

var KeyLimitPublic = requirement.Requirement{
	ID:      "api.keymaterial.size.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_encryptedPKMsizeLimit", Print: "sha256:ccce26c064fba62a"},
	Says:    "GET /session/keymaterial/size answers without authentication.",
	Note:    "The operation lists an empty security requirement; its tag says that registration is required (A-175).",
}

var KeyLimitOK = requirement.Requirement{
	ID:      "api.keymaterial.size.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_encryptedPKMsizeLimit", Print: "sha256:ccce26c064fba62a"},
	Says:    "GET /session/keymaterial/size answers with 200.",
}

var KeyLimitHeader = requirement.Requirement{
	ID:      "api.keymaterial.size.header",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_encryptedPKMsizeLimit", Print: "sha256:ccce26c064fba62a"},
	Says:    "The answer of GET /session/keymaterial/size has the limit in bytes as the header X-MAX-PAYLOAD-SIZE, an integer of 32 bits.",
	Note:    "Clients that look for it in the body are known (A-175).",
}

var KeyLimitUsual = requirement.Requirement{
	ID:      "api.keymaterial.size.usual",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	Says:    "The limit for an encrypted key lies between 800 bytes and 10 kilobytes.",
	Note:    "The description says usually and can be.",
}

var EncryptedKeyRequired = requirement.Requirement{
	ID:      "api.schema.encrypted-key.required",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
	Says:    "An encrypted private key has the members key_data, serialNumber and encryptionAlgorithms.",
	Note:    "Implementations with other names are known (A-172).",
}

var EncryptedKeyData = requirement.Requirement{
	ID:      "api.schema.encrypted-key.data",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
	Says:    "The member key_data is a string with a variant of SubjectPublicKeyInfo that holds the encrypted private key.",
	Note:    "Whether in PEM, and whether a server looks at it, is open (A-173).",
}

var EncryptedKeySerial = requirement.Requirement{
	ID:      "api.schema.encrypted-key.serial-number",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
	Says:    "The member serialNumber of an encrypted private key is the serial number of its ID-Cert, an unsigned 64-bit JSON integer.",
	Note:    "Serial numbers may be longer than that (A-017).",
}

var EncryptedKeyAlgorithms = requirement.Requirement{
	ID:      "api.schema.encrypted-key.algorithms",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Since:   "v1.0-beta.3",
	Ref:     requirement.Ref{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
	Says:    "The member encryptionAlgorithms is an array of object identifiers as strings, with at least one.",
	Note:    "Before, each identifier was an array of numbers of 16 bits, which those of PKCS do not fit into. There is no place for parameters (A-174).",
}

var EncryptedKeyOrder = requirement.Requirement{
	ID:      "api.schema.encrypted-key.algorithms.order",
	Level:   requirement.Must,
	Subject: requirement.Both,
	Impact:  requirement.Interop,
	Profile: requirement.KeyMaterial,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
	Says:    "The algorithms of an encrypted private key stand in the order in which to decrypt: the one that was applied first comes last.",
	Note:    "A server keeps the order; whether it is right only clients can tell.",
}
