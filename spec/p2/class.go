package p2

// Class is what is wrong with an input: the first thing that a careful reader
// would refuse it for. The names are those of the vectors, and stay.
type Class string

// The classes. A certificate, a request, an entry or an identifier of one class
// has no flaw of another.
const (
	// Unreadable: nothing can be read from the bytes at all.
	Unreadable Class = "unreadable"
	// BadEncoding: it can be read, but is not DER, or not X.509 as RFC 5280
	// profiles it, or not the text form that is asked for.
	BadEncoding Class = "encoding"
	// BadVersion: not version 3 of a certificate, or 1 of a request.
	BadVersion Class = "version"
	// BadSerial: a serial number that is not positive, or longer than 20 octets.
	BadSerial Class = "serial-number"
	// BadAlgorithm: the two algorithms of a certificate differ, or one is not
	// Ed25519.
	BadAlgorithm Class = "algorithm"
	// BadKey: a public key that is no Ed25519 key, or a weak one.
	BadKey Class = "public-key"
	// BadSignature: the signature does not verify, or is malleable.
	BadSignature Class = "signature"
	// BadValidity: not valid at the time of the vector, or outside the validity
	// of the home server's own certificate.
	BadValidity Class = "validity"
	// BadIssuer: the issuer is not the name of the home server.
	BadIssuer Class = "issuer"
	// BadCommonName: the common name is missing, doubled or not the local name.
	BadCommonName Class = "common-name"
	// BadUID: the UID is missing, doubled or not the federation ID.
	BadUID Class = "uid"
	// BadDomain: domain components are missing, or name another domain.
	BadDomain Class = "domain"
	// BadSessionID: the session ID is missing, doubled, or breaks section 6.1.1.3.
	BadSessionID Class = "session-id"
	// BadBasicConstraints: section 6.1.1.2 forbids the basic constraints.
	BadBasicConstraints Class = "basic-constraints"
	// BadKeyUsage: section 6.1.1.2 forbids the key usage.
	BadKeyUsage Class = "key-usage"
	// BadExtension: a further extension is critical.
	BadExtension Class = "extension"
	// BadWindow: a cache window that is over, or ends before it begins.
	BadWindow Class = "cache-window"
	// BadTrial: a challenge string that is too short, too long or over.
	BadTrial Class = "key-trial"
	// BadLocalName: the local name of a federation ID does not match the
	// expression.
	BadLocalName Class = "local-name"
	// BadSeparator: not exactly one at sign.
	BadSeparator Class = "separator"
	// BadArchiveName: the name of an export is not of the form of section 7.3.2.
	BadArchiveName Class = "archive-name"
	// BadEntry: an archive with an entry that nobody should unpack: a link, a device, a
	// path that leads out of it, a name that is there twice.
	BadEntry Class = "archive-entry"
	// BadContents: a file of an export that is not what section 7.3.2 has there.
	BadContents Class = "archive-contents"
	// TooLarge: more than a reader takes.
	TooLarge Class = "too-large"
)
