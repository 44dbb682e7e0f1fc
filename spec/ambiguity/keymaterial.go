package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Encrypted private keys that a home server keeps.

var KeyMaterialForm = Entry{
	ID:    "A-172",
	Title: "Members of encrypted key material",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
	},
	Question: "Two members are in camel case and one in snake case; an implementation is known with other names, the serial number as a list of bytes and one algorithm in DER.",
	Readings: []Reading{
		{ID: "api", Says: "It is as the schema has it."},
		{ID: "library", Says: "It is as that implementation writes it.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload in both forms, and look at what is given back.",
	Accepts:  "The API document is plain.",
	Proposal: "Name the first member keyData, so that a schema has one style.",
}

var KeyDataForm = Entry{
	ID:    "A-173",
	Title: "Form of key_data",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
		{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:e74d5afa9a2e1f04"},
	},
	Question: "It is a variant of an ASN.1 structure in a string, without an encoding, and is given the name of another structure (RFC 5958).",
	Readings: []Reading{
		{ID: "opaque", Says: "It is any string, which only clients understand."},
		{ID: "pem", Says: "It is the structure in PEM, which the server checks."},
		{ID: "base64-der", Says: "It is the structure in base64, which the server checks."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload arbitrary text, then the structure in PEM and in base64.",
	Accepts:  "A server cannot read what is encrypted; clients of one actor have to agree.",
	Proposal: "Define it as PEM with the label ENCRYPTED PRIVATE KEY (RFC 7468, 11), which has the algorithm and its parameters.",
}

var EncryptionParameters = Entry{
	ID:    "A-174",
	Title: "Parameters of the encryption",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
		{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:e74d5afa9a2e1f04"},
	},
	Question: "The algorithms are a list of OIDs; where salt, cost and nonce stand is not said.",
	Readings: []Reading{
		{ID: "inside", Says: "They stand in key_data, in a form of the client."},
		{ID: "identifier", Says: "Each element of the list is an algorithm with its parameters."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Upload a list of OIDs, and one of algorithm identifiers in base64.",
	Accepts:  "A list of OIDs has no place for them.",
	Proposal: "Use EncryptedPrivateKeyInfo (RFC 5958), which carries them, and drop the list.",
}

var SizeLimitPlace = Entry{
	ID:    "A-175",
	Title: "Where the size limit of key material is announced",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_encryptedPKMsizeLimit", Print: "sha256:ccce26c064fba62a"},
	},
	Question: "The API has it in a header whose name is unlike those of all others; an implementation is known that reads a number from the body. The tag asks for registration, the security for nothing.",
	Readings: []Reading{
		{ID: "header", Says: "It is in the header, for everybody."},
		{ID: "header-token", Says: "It is in the header, for who has a token."},
		{ID: "body", Says: "It is in the body.", Fails: true},
		{ID: "both", Says: "It is in both."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Ask with and without a token, and look at header and body.",
	Accepts:  "The API document is plain about the header.",
	Proposal: "Name the header X-P2-Max-Payload-Size, or answer with JSON, and move the operation to those that need no registration.",
}

var SizeLimitMeasure = Entry{
	ID:    "A-341",
	Title: "What the size limit of key material measures",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
		{Doc: "api", Section: "Registered_encryptedPKMsizeLimit", Print: "sha256:ccce26c064fba62a"},
	},
	Question: "Elements must not exceed it; whether an element is its JSON text or its key_data, and whether the body as a whole is limited too, is not said.",
	Readings: []Reading{
		{ID: "element", Says: "It limits the JSON text of each element."},
		{ID: "key-data", Says: "It limits key_data of each element."},
		{ID: "body", Says: "It limits the whole body."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload key data of the limit, elements of the limit, and several elements that exceed it only together.",
	Accepts:  "Size of an element can mean both; the last reading is against the sentence but refuses what a proxy would refuse as well.",
	Proposal: "Say that the limit is the number of bytes of key_data in UTF-8, and that servers take at least 100 elements in a request.",
}

var KeyMaterialBatches = Entry{
	ID:    "A-176",
	Title: "Lists of which one element fails",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
		{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
		{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	},
	Question: "Serial numbers must match; whether one that does not fails the whole list, what a second upload does, and whether an empty list is allowed, is not in the document. Its sources say that 404 is for lists in which none matches, and that a second upload is a conflict.",
	Readings: []Reading{
		{ID: "all-or-nothing", Says: "The whole list fails, and nothing changes."},
		{ID: "what-matches", Says: "What matches is done, and only a list in which nothing matches fails."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload, ask for and delete a list of a known and an unknown serial number, and an empty list.",
	Accepts:  "Must match is for the first reading, the sources of the document are for the second.",
	Proposal: "Say for each of the three operations that a list is done as a whole or not at all, and keep the conditions that the sources of the document have.",
}

var KeyMaterialSerials = Entry{
	ID:    "A-177",
	Title: "For which ID-Certs key material is kept",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
		{Doc: "core", Section: "6.3", Anchor: "63-private-key-loss-prevention-and-private-key-recovery", Print: "sha256:363cf667133e3220"},
	},
	Question: "Actors keep their keys in order to migrate; ID-Certs of another home server are what they then have. That the ID-Cert has to be known only the sources of the API document say.",
	Readings: []Reading{
		{ID: "own", Says: "Only for ID-Certs that the server issued to the actor."},
		{ID: "any", Says: "For any serial number."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Upload for a serial number that a peer issued, and for one that nobody did.",
	Accepts:  "Associated with can mean issued here, and serial numbers are unique for one home server only.",
	Proposal: "Say that the serial number is that of an ID-Cert which the server issued to the actor, ended ones included.",
}

var SerialWithoutKey = Entry{
	ID:    "A-351",
	Title: "The serial number of an ID-Cert without key material",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_getEncryptedPKM", Print: "sha256:30c94c854ebdea33"},
		{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	},
	Question: "Serial numbers must match ID-Certs with uploaded key material, and 404 has no cause in the document. Its sources say that 404 is for serial numbers of no known ID-Cert, and leave out one that is known and has no key.",
	Readings: []Reading{
		{ID: "not-found", Says: "The answer is 404, as for a serial number of no ID-Cert."},
		{ID: "empty", Says: "The answer is a success: an empty list or 204, and nothing is deleted."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Ask for and delete the key material of an ID-Cert that has none, and of a serial number of nobody.",
	Accepts:  "The document is for the first reading, its sources are for the second.",
	Proposal: "Say that 404 is for serial numbers without key material, whatever ID-Certs there are.",
}

var AlgorithmTwice = Entry{
	ID:    "A-381",
	Title: "An algorithm that a key was encrypted with twice",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Models.EncryptedPKM", Print: "sha256:59d77641d09d724b"},
	},
	Question: "The algorithms stand in the order in which to decrypt; whether one may stand there more than once is not said.",
	Readings: []Reading{
		{ID: "kept", Says: "It is kept as often as it was uploaded."},
		{ID: "refused", Says: "An upload that names it twice is refused."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Upload a key with an algorithm at two places of the list.",
	Accepts:  "An order has places, and a list of what was used has each once.",
	Proposal: "Say that an algorithm stands in the list as often as it was applied.",
}

var KeyWithoutArray = Entry{
	ID:    "A-382",
	Title: "An encrypted key that stands in no array",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
	},
	Question: "The body is an array; whether a server may take one key alone as well is not said.",
	Readings: []Reading{
		{ID: "refused", Says: "A key alone is refused."},
		{ID: "either", Says: "A key alone is taken, like an array of one."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Upload one key in no array, and look whether it is there.",
	Accepts:  "The document is plain about what clients send; taking the other form as well takes nothing away.",
	Proposal: "Say that everything but an array is answered with 400.",
}

var EmptyKeyLists = Entry{
	ID:    "A-383",
	Title: "Empty lists of encrypted keys",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_uploadEncryptedPKM", Print: "sha256:f26c84bf51806e9c"},
		{Doc: "api", Section: "Registered_deleteEncryptedPKM", Print: "sha256:92fa24e10a11dd75"},
	},
	Question: "The body of an upload is an array and serials a list, and neither has a least number of elements.",
	Readings: []Reading{
		{ID: "refused", Says: "An empty list is refused."},
		{ID: "nothing", Says: "An empty list is taken, and nothing happens."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Upload an empty array.",
	Accepts:  "The schema allows it, and there is nothing to do.",
	Proposal: "Give both lists at least one element.",
}
