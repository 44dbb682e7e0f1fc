package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// Actors, their names, and how ID-Certs are read and written.

var SignedCertBytes = Entry{
	ID:    "A-071",
	Title: "Bytes that the signature of a certificate is checked over",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1", Anchor: "61-home-server-signed-certificates-for-public-client-identity-keys-id-cert", Print: "sha256:c747acb58678e8bc"},
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:dc4fc583d3df8b54"},
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:5ea6f90fc5f98ad9"},
	},
	Question: "ID-Certs are X.509, whose signatures are over the bytes that were sent; an implementation is known that writes extensions in one order and not in DER, and checks signatures over what it would have written itself.",
	Readings: []Reading{
		{ID: "as-received", Says: "Certificates are DER, and signatures are checked over the bytes that came."},
		{ID: "rebuilt", Says: "Signatures are checked over an encoding that was made anew from what was read.", Fails: true},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "As a peer, present an ID-Cert whose key usage stands before the basic constraints; ask for an ID-Cert with a request in that order.",
	Accepts:  "RFC 5280 is plain, and leaves the order of extensions to the issuer.",
	Proposal: "Say in section 6.1 that certificates and requests are DER, and that signatures are checked over the bytes as received.",
}

var NameArrangement = Entry{
	ID:    "A-308",
	Title: "Arrangement of the attributes of a name",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:0dcd2dfae5d62012"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:48458e0a8cee8eb3"},
	},
	Question: "The attributes of a name are listed; in which order they stand, whether two may share a relative distinguished name, and whether one may be there twice, is not said.",
	Readings: []Reading{
		{ID: "any-order", Says: "They stand in any order, each alone; what must be there once is refused if it is there twice."},
		{ID: "lenient", Says: "They stand in any order, alone or together, and the first of each kind counts."},
		{ID: "one-order", Says: "They stand in one order."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Send requests with the attributes in two orders, with two of them together, and with two common names.",
	Accepts:  "The text leaves it open; two values for one fact are no name of anybody.",
	Proposal: "Say that each relative distinguished name has one attribute, that only domain components repeat, and that order matters among them alone.",
}

var NameStringTypes = Entry{
	ID:    "A-309",
	Title: "ASN.1 types of common name, UID and domain components",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:4cf2d402fab9961f"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:65a82cbb185a0d35"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:625a0a0269b307a7"},
	},
	Question: "Only the session ID is given a type; RFC 5280 has IA5String for domain components and a choice of types for the others, and common encoders write PrintableString or UTF8String for all.",
	Readings: []Reading{
		{ID: "any-string", Says: "Any type of string is taken, and its characters count."},
		{ID: "rfc5280", Says: "Domain components are IA5String, the others UTF8String or PrintableString."},
		{ID: "utf8", Says: "All are UTF8String."},
		{ID: "printable", Says: "All are PrintableString, whatever characters they have."},
	},
	Impact:   requirement.Interop,
	Wire:     true,
	Probe:    "Read the types in certificates of the target; send requests with other types.",
	Accepts:  "The text leaves it open.",
	Proposal: "Name a type for each attribute in section 6.1.1.1, and say that comparisons are of characters.",
}

var ServerNameAttributes = Entry{
	ID:    "A-342",
	Title: "UID and session ID in the name of a server",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:4cf2d402fab9961f"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:aeb2dcea3b7c2d6f"},
		{Doc: "core", Section: "6.1.1.1", Anchor: "6111-polyproto-distinguished-name-pdn", Print: "sha256:7916915512453a34"},
	},
	Question: "An actor must have them and a server must have no common name; further attributes are allowed, and an implementation is known that refuses a server that has these.",
	Readings: []Reading{
		{ID: "refused", Says: "A server that has them is refused."},
		{ID: "ignored", Says: "They are ignored."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "As a peer, present a server certificate with a UID.",
	Accepts:  "Further attributes are allowed if they do not conflict, and one could take a server for an actor.",
	Proposal: "Say that a name without a common name has neither UID nor uniqueIdentifier.",
}

var FurtherKeyUsages = Entry{
	ID:    "A-310",
	Title: "Further key usages of an actor",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:3ddbaf5d53d5e926"},
		{Doc: "core", Section: "6.1.1.2", Anchor: "6112-extensions-and-constraints", Print: "sha256:6152d205d1c0c224"},
	},
	Question: "One of two usages is required and one forbidden; the other six are not mentioned.",
	Readings: []Reading{
		{ID: "dropped", Says: "An ID-Cert is issued without them."},
		{ID: "allowed", Says: "They are issued as requested."},
		{ID: "refused", Says: "A request for them is refused."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Send a request with key agreement beside the signing usage, and look at the ID-Cert.",
	Accepts:  "The text leaves it open.",
	Proposal: "Say that an actor certificate has no usages but the two for signatures.",
}

var RefusedCSRStatus = Entry{
	ID:    "A-311",
	Title: "Status of a refused request for an ID-Cert",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
		{Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids", Print: "sha256:d565a478bf09c51d"},
	},
	Question: "The API has 201 only; malformed requests, wrong claims and session IDs in use are told apart nowhere.",
	Readings: []Reading{
		{ID: "by-cause", Says: "A session ID in use is 409, all else 400, 403 or 422."},
		{ID: "400", Says: "Everything is 400."},
		{ID: "422", Says: "Everything is 422."},
		{ID: "403", Says: "Everything is 403."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Send what is no request, a request with the name of another actor, and one with a session ID in use.",
	Accepts:  "Any 4xx refuses.",
	Proposal: "Add 400 for what cannot be read, 403 for claims that are not the caller's, and 409 for a session ID in use.",
}

var SerialScope = Entry{
	ID:    "A-307",
	Title: "Whether the server certificate counts for the uniqueness of serial numbers",
	Places: []requirement.Ref{
		{Doc: "core", Section: "6.1.1", Anchor: "611-structure-of-an-id-cert", Print: "sha256:ea557d6cf33c3ef9"},
	},
	Question: "Serial numbers are unique among the certificates that a home server issues; whether its own are among them is not said. A cache signature covers the serial number and no name.",
	Readings: []Reading{
		{ID: "own-included", Says: "They are."},
		{ID: "actors-only", Says: "They are not."},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Rare:     true,
	Probe:    "Compare the serial numbers of server certificates with those of ID-Certs. A number that both have shows the second reading, and nothing shows the first: a server that counts, and that nobody has used before, gives it to the first ID-Cert.",
	Accepts:  "A self-signed certificate is issued by the server, and X.509 counts it (RFC 5280, 4.1.2.2); the sentence can be read as being about actors.",
	Proposal: "Say that server certificates are included, past ones too.",
}

var LocalNameReuse = Entry{
	ID:    "A-306",
	Title: "A local name after its actor is gone",
	Places: []requirement.Ref{
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:15ccf3ed1cd1a466"},
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:35b7737ec5aed8e2"},
		{Doc: "core", Section: "6.1.3", Anchor: "613-key-rotation", Print: "sha256:07c4491b8ab32c00"},
	},
	Question: "Local names are unique on an instance, and ID-Certs of old messages are kept; whether somebody else may later have the name, and with it the federation ID, is not said.",
	Readings: []Reading{
		{ID: "never", Says: "It is never given again."},
		{ID: "free", Says: "It can be registered anew."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Where the driver can delete an account, do so and register the name again; ask for the ID-Certs of the name.",
	Accepts:  "Unique can mean at a time or for ever.",
	Proposal: "Say that a federation ID is never given to another actor.",
}

var FederationIDChange = Entry{
	ID:    "A-312",
	Title: "Changing a federation ID",
	Places: []requirement.Ref{
		{Doc: "core", Section: "4.2", Anchor: "42-sensitive-actions", Print: "sha256:1a6597f9c1e49f96"},
		{Doc: "core", Section: "6.1.4", Anchor: "614-early-revocation-of-id-certs", Print: "sha256:d53bc096e866fc9d"},
		{Doc: "core", Section: "7.1", Anchor: "71-identity-migration", Print: "sha256:8e00196c483a0885"},
	},
	Question: "It is a sensitive action and a reason to revoke; no route does it, and moving to another federation ID is what migration is for. An implementation is known that keeps former names.",
	Readings: []Reading{
		{ID: "migration", Says: "A new federation ID is a new actor, to whom the old one migrates."},
		{ID: "rename", Says: "A server can rename an actor, and revokes its ID-Certs."},
	},
	Impact:   requirement.Degraded,
	Accepts:  "Whatever a server offers for it is outside the API.",
	Proposal: "Take it out of both lists, or describe what becomes of the old federation ID.",
}

var RotationVerb = Entry{
	ID:    "A-338",
	Title: "Verb of the rotation of the server key",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	},
	Question: "The API has POST; an implementation is known that sends PUT. The operation is called name.",
	Readings: []Reading{
		{ID: "post", Says: "It is POST."},
		{ID: "put", Says: "It is PUT.", Fails: true},
	},
	Impact:   requirement.Degraded,
	Wire:     true,
	Probe:    "Rotate with POST, where the target's file allows it.",
	Accepts:  "The API document is plain.",
	Proposal: "Give the operation a name of its own.",
}

var RotationSecond = Entry{
	ID:    "A-214",
	Title: "The server certificate of the second in which the key was rotated",
	Places: []requirement.Ref{
		{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
		{Doc: "core", Section: "3.2.3.7", Anchor: "3237-server-certificate-change-event", Print: "sha256:8039e6daae5a9e18"},
	},
	Question: "Timestamps are whole seconds, and within one of them the server had two certificates.",
	Readings: []Reading{
		{ID: "new", Says: "It is the new one."},
		{ID: "old", Says: "It is the old one."},
	},
	Impact:   requirement.Cosmetic,
	Wire:     true,
	Probe:    "Rotate, and ask for that second.",
	Accepts:  "Both are true.",
	Proposal: "Say that the old certificate is invalid from oldInvalidSince on, that second included.",
}
