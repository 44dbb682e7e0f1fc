package target

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
)

// Dialect holds the readings that the harness must know to go on. The zero value
// is the reading of the reference server. Ways lists what each field stands for.
type Dialect struct {
	// Accounts is the base path of the routes that register actors;
	// empty where they are yet to be found.
	Accounts string
	// Unversioned says that core paths have no version.
	Unversioned bool
	// Slash says that core paths end with a slash.
	Slash bool
	// JSONParameters says that the parameters of GET and DELETE stand in a JSON
	// body.
	JSONParameters bool
	// EscapedAt says that the "@" of a federation ID is percent-encoded in a path
	//
	EscapedAt bool
	// BareToken says that the token stands in Authorization without "Bearer"
	//
	BareToken bool
	// Base64Factor says that a second factor is sent in base64.
	Base64Factor bool

	// Base64CSR says that an ID-CSR is sent as its DER in base64.
	Base64CSR bool
	// X509Version says that an ID-CSR has the version of X.509.
	X509Version bool
	// Capabilities is how an ID-CSR asks for key usage.
	Capabilities idcert.Encoding
	// SpecificFirst says that domain components stand in DER from the most
	// specific to the most general.
	SpecificFirst bool
	// SessionID is the type of the session ID.
	SessionID StringType
	// UTF8Names says that all attributes of a name but the session ID are
	// UTF8Strings.
	UTF8Names bool
	// NextToken is what authorises the ID-CSRs of an actor after the first
	//
	NextToken TokenSource

	// TrialPath is where challenge strings are had, below client.Base;
	// empty where that is nowhere.
	TrialPath string
	// NoTrial says why there is no TrialPath.
	NoTrial string
	// FirstAnswer says that TrialPath gives a challenge string in its answer to a
	// login without one.
	FirstAnswer bool
	// NamedTrial says that whoever asks for a challenge string names the actor
	// and the session in the query.
	NamedTrial bool
	// Serial is how a completed trial writes its serialNumber.
	Serial SerialType
	// Solver is how a completed trial names its actor.
	Solver Solver
	// DecodedTrial says that what is signed are the bytes that the challenge
	// string is the base64 of.
	DecodedTrial bool
	// OwnProviders says that providers of services are named at the target's own
	// domain, since others have no address.
	OwnProviders bool
	// SignatureAsBase64 says that the signature of a completed trial is base64
	//
	SignatureAsBase64 bool
	// Proofs is how completed key trials are written into a header.
	Proofs ProofForm
	// ChallengeHeader says that this header has the name that the prose gives it
	//
	ChallengeHeader bool
}

// ProofForm is how completed key trials are written into a header.
type ProofForm byte

// The forms of A-043.
const (
	// JSONProofs is a JSON array.
	JSONProofs ProofForm = iota
	// EscapedProofs is one that is percent-encoded.
	EscapedProofs
	// SimpleProofs is names and values with commas between them.
	SimpleProofs
	// Base64Proofs is a JSON array in base64.
	Base64Proofs
)

// ProofHeaders are the names of the header with completed key trials: that of the
// API, and that of the prose.
var ProofHeaders = [...]string{"X-P2-core-keytrial", "X-P2-Challenge-String-Solution"}

// ProofHeader is the one that the target reads.
func (d Dialect) ProofHeader() string {
	if d.ChallengeHeader {
		return ProofHeaders[1]
	}
	return ProofHeaders[0]
}

// StringType is an ASN.1 type of a session ID.
type StringType byte

// The types of A-061.
const (
	IA5String StringType = iota
	UTF8String
	PrintableString
)

// TokenSource is what authorises an ID-CSR.
type TokenSource byte

// The sources of A-066.
const (
	// SameToken is the token from registering or logging in, each time.
	SameToken TokenSource = iota
	// FreshToken is one from logging in anew each time.
	FreshToken
	// SessionToken is that of a session that the actor has.
	SessionToken
)

// SerialType is how a serial number is written in JSON.
type SerialType byte

// The types of A-045, and the bytes of A-017.
const (
	NumberSerial SerialType = iota
	StringSerial
	BytesSerial
)

// Solver is how a completed trial names its actor, beside the serial number.
type Solver byte

// The ways of A-035.
const (
	// SolverFID is the federation ID in the body.
	SolverFID Solver = iota
	// SolverSerial is the serial number alone.
	SolverSerial
	// SolverCert is the ID-Cert in the body.
	SolverCert
)

// StringSerials says that a completed trial writes its serialNumber as a string.
func (d Dialect) StringSerials() bool { return d.Serial == StringSerial }

const unversionedBase = "/.p2/core"

// Write turns a request of the API document into what the target is sent.
func (d Dialect) Write(r client.Request) client.Request {
	below, isCore := strings.CutPrefix(r.Path, client.Base)
	if !isCore || below != "" && below[0] != '/' || !d.Unversioned && !d.Slash && !d.JSONParameters && !d.Base64Factor {
		return r
	}
	r = r.Clone()
	if d.Unversioned {
		r.Path = unversionedBase + below
	}
	if d.Slash && !strings.HasSuffix(r.Path, "/") {
		r.Path += "/"
	}
	if d.JSONParameters && (r.Method == http.MethodGet || r.Method == http.MethodDelete) && len(r.Query) > 0 && r.Body == nil {
		r.Body = jsonParameters(r.Query)
		r.Query = url.Values{}
		r.Header.Set("Content-Type", "application/json")
	}
	if values := r.Header.Values(FactorHeader); d.Base64Factor && len(values) > 0 {
		r.Header.Del(FactorHeader)
		for _, v := range values {
			r.Header.Add(FactorHeader, base64.StdEncoding.EncodeToString([]byte(v)))
		}
	}
	return r
}

// FactorHeader carries the second factor of a sensitive action (section 4.2).
const FactorHeader = "X-P2-Sensitive-Solution"

// jsonParameters are the members of a query: numbers where the API has integers.
func jsonParameters(query url.Values) []byte {
	object := map[string]any{}
	for name := range query {
		object[name] = query.Get(name)
		if n, err := strconv.ParseUint(query.Get(name), 10, 64); err == nil && name != "session_id" {
			object[name] = n
		}
	}
	body, err := json.Marshal(object)
	if err != nil { // strings and numbers can be written
		return nil
	}
	return body
}

// SolvesWithCert says that a completed trial has the ID-Cert in its body.
func (d Dialect) SolvesWithCert() bool { return d.Solver == SolverCert }
