package target

import (
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// Way is a reading of the register that says what the harness sends.
type Way struct {
	Entry   ambiguity.Entry
	Reading string
	// Topic is what of the dialect the reading settles. Of one topic, a target
	// takes one way.
	Topic string
	// Apply goes over to the reading.
	Apply func(*Dialect)
}

// Name is the entry and the reading, as in "A-033=get-challenge".
func (w Way) Name() string { return string(w.Entry.ID) + "=" + w.Reading }

// way makes a Way that sets one field of the dialect.
func way[V any](e ambiguity.Entry, reading, topic string, field func(*Dialect) *V, value V) Way {
	return Way{e, reading, topic, func(d *Dialect) { *field(d) = value }}
}

// Ways lists every reading that says what the harness sends. Those that send
// what the API document has come before the others of their topic.
func Ways() []Way {
	return slices.Concat(addressWays(), requestWays(), trialWays(), solutionWays())
}

func addressWays() []Way {
	accounts := func(d *Dialect) *string { return &d.Accounts }
	unversioned := func(d *Dialect) *bool { return &d.Unversioned }
	slash := func(d *Dialect) *bool { return &d.Slash }
	inBody := func(d *Dialect) *bool { return &d.JSONParameters }
	escaped := func(d *Dialect) *bool { return &d.EscapedAt }
	bare := func(d *Dialect) *bool { return &d.BareToken }
	return []Way{
		way(ambiguity.AccountRoutes, "password-token", "accounts", accounts, driver.AuthBase),
		way(ambiguity.AccountRoutes, "draft", "accounts", accounts, driver.AuthBaseV1),
		way(ambiguity.PathVersion, "shorthand", "version", unversioned, false),
		way(ambiguity.PathVersion, "literal", "version", unversioned, false),
		way(ambiguity.PathVersion, "unversioned", "version", unversioned, true),
		way(ambiguity.TrailingSlash, "exact", "slash", slash, false),
		way(ambiguity.TrailingSlash, "insignificant", "slash", slash, false),
		way(ambiguity.TrailingSlash, "with-slash", "slash", slash, true),
		way(ambiguity.ParameterPlace, "query", "parameters", inBody, false),
		way(ambiguity.ParameterPlace, "both", "parameters", inBody, false),
		way(ambiguity.ParameterPlace, "json-body", "parameters", inBody, true),
		way(ambiguity.FIDInPath, "both", "at", escaped, false),
		way(ambiguity.FIDInPath, "raw", "at", escaped, false),
		way(ambiguity.FIDInPath, "escaped", "at", escaped, true),
		way(ambiguity.BearerPrefix, "bearer", "bearer", bare, false),
		way(ambiguity.BearerPrefix, "either", "bearer", bare, false),
		way(ambiguity.BearerPrefix, "bare", "bearer", bare, true),
	}
}

func requestWays() []Way {
	factor := func(d *Dialect) *bool { return &d.Base64Factor }
	body := func(d *Dialect) *bool { return &d.Base64CSR }
	version := func(d *Dialect) *bool { return &d.X509Version }
	wishes := func(d *Dialect) *idcert.Encoding { return &d.Capabilities }
	order := func(d *Dialect) *bool { return &d.SpecificFirst }
	session := func(d *Dialect) *StringType { return &d.SessionID }
	names := func(d *Dialect) *bool { return &d.UTF8Names }
	token := func(d *Dialect) *TokenSource { return &d.NextToken }
	providers := func(d *Dialect) *bool { return &d.OwnProviders }
	return []Way{
		way(ambiguity.ProviderHosts, "any", "providers", providers, false),
		way(ambiguity.ProviderHosts, "resolvable", "providers", providers, true),
		way(ambiguity.RequestedCapabilities, "either", "capabilities", wishes, idcert.ExtensionRequest),
		way(ambiguity.RequestedCapabilities, "extension-request", "capabilities", wishes, idcert.ExtensionRequest),
		way(ambiguity.RequestedCapabilities, "attributes", "capabilities", wishes, idcert.UpstreamAttributes),
		way(ambiguity.ComponentOrder, "general-first", "order", order, false),
		way(ambiguity.ComponentOrder, "specific-first", "order", order, true),
		way(ambiguity.SessionIDTag, "ia5", "session-id", session, IA5String),
		way(ambiguity.SessionIDTag, "as-requested", "session-id", session, IA5String),
		way(ambiguity.SessionIDTag, "utf8", "session-id", session, UTF8String),
		way(ambiguity.SessionIDTag, "printable", "session-id", session, PrintableString),
		way(ambiguity.CSREncoding, "either", "csr", body, false),
		way(ambiguity.CSREncoding, "pem", "csr", body, false),
		way(ambiguity.CSREncoding, "all", "csr", body, false),
		way(ambiguity.CSREncoding, "base64-der", "csr", body, true),
		way(ambiguity.NameStringTypes, "rfc5280", "names", names, false),
		way(ambiguity.NameStringTypes, "any-string", "names", names, false),
		way(ambiguity.NameStringTypes, "utf8", "names", names, true),
		way(ambiguity.SensitiveValue, "raw", "factor", factor, false),
		way(ambiguity.SensitiveValue, "encoded", "factor", factor, true),
		way(ambiguity.CSRVersion, "pkcs10", "csr-version", version, false),
		way(ambiguity.CSRVersion, "any", "csr-version", version, false),
		way(ambiguity.CSRVersion, "x509", "csr-version", version, true),
		way(ambiguity.FirstIDCertToken, "login-token", "token", token, SameToken),
		way(ambiguity.FirstIDCertToken, "one-use", "token", token, FreshToken),
		way(ambiguity.FirstIDCertToken, "other-session", "token", token, SessionToken),
	}
}

// TrialPaths are where the readings of A-033 have challenge strings, below
// client.Base.
const (
	loginPath     = "/session/auth"
	challengePath = "/challenge"
)

func trialWays() []Way {
	source := func(reading, path string, first bool, none string) Way {
		return Way{ambiguity.TrialSource, reading, "trial-source", func(d *Dialect) {
			d.TrialPath, d.FirstAnswer, d.NoTrial = path, first, none
		}}
	}
	named := func(d *Dialect) *bool { return &d.NamedTrial }
	return []Way{
		source("get-session-auth", loginPath, false, ""),
		source("get-challenge", challengePath, false, ""),
		source("first-answer", loginPath, true, ""),
		source("out-of-band", "", false, "no known route gives out challenge strings (A-033)"),
		way(ambiguity.TrialAuthentication, "optional", "trial-named", named, false),
		way(ambiguity.TrialAuthentication, "none", "trial-named", named, false),
		way(ambiguity.TrialAuthentication, "token", "trial-named", named, false),
		way(ambiguity.TrialAuthentication, "named", "trial-named", named, true),
	}
}

func solutionWays() []Way {
	serial := func(d *Dialect) *SerialType { return &d.Serial }
	solver := func(d *Dialect) *Solver { return &d.Solver }
	proofs := func(d *Dialect) *ProofForm { return &d.Proofs }
	header := func(d *Dialect) *bool { return &d.ChallengeHeader }
	signature := func(reading string, decoded, base64 bool) Way {
		return Way{ambiguity.TrialSignatureForm, reading, "signature", func(d *Dialect) {
			d.DecodedTrial, d.SignatureAsBase64 = decoded, base64
		}}
	}
	return []Way{
		way(ambiguity.TrialSerialType, "either", "serial", serial, NumberSerial),
		way(ambiguity.TrialSerialType, "integer", "serial", serial, NumberSerial),
		way(ambiguity.TrialSerialType, "string", "serial", serial, StringSerial),
		way(ambiguity.SerialForm, "bytes", "serial", serial, BytesSerial),
		signature("hex", false, false),
		signature("either", false, false),
		signature("base64", false, true),
		signature("decoded", true, false),
		way(ambiguity.TrialAnswerActor, "body-member", "solver", solver, SolverFID),
		way(ambiguity.TrialAnswerActor, "serial-only", "solver", solver, SolverSerial),
		way(ambiguity.TrialAnswerActor, "certificate", "solver", solver, SolverCert),
		way(ambiguity.TrialHeaderForm, "json", "proofs", proofs, JSONProofs),
		way(ambiguity.TrialHeaderForm, "percent-json", "proofs", proofs, EscapedProofs),
		way(ambiguity.TrialHeaderForm, "simple", "proofs", proofs, SimpleProofs),
		way(ambiguity.TrialHeaderForm, "base64-json", "proofs", proofs, Base64Proofs),
		way(ambiguity.TrialHeaderName, "api-name", "proof-header", header, false),
		way(ambiguity.TrialHeaderName, "prose-name", "proof-header", header, true),
	}
}

// WaysOf lists the ways of some topics, in the order of the topics.
func WaysOf(topics ...string) []Way {
	var out []Way
	for _, topic := range topics {
		for _, w := range Ways() {
			if w.Topic == topic {
				out = append(out, w)
			}
		}
	}
	return out
}

// A ReadingError says in what a name is that of no reading that the harness can be
// told.
type ReadingError struct {
	// Name is what was told.
	Name string
	// Known is set where the register has the reading, but what the harness
	// sends is the same under each of the entry's.
	Known bool
	// Names are those that can be told: of the entry if the register has it, else
	// of all.
	Names []string
}

func (e *ReadingError) Error() string {
	if e.Known {
		return fmt.Sprintf("the reading %s makes no difference to what is sent", e.Name)
	}
	return fmt.Sprintf("no reading is called %s", e.Name)
}

// ParseReading finds the way of a name, as in "A-033=get-challenge". The error is
// a *ReadingError.
func ParseReading(name string) (Way, error) {
	id, reading, _ := strings.Cut(name, "=")
	wrong := &ReadingError{Name: name}
	for _, w := range Ways() {
		if w.Name() == name {
			return w, nil
		}
		if string(w.Entry.ID) == id {
			wrong.Names = append(wrong.Names, w.Name())
		}
	}
	registered := slices.IndexFunc(ambiguity.All, func(e ambiguity.Entry) bool { return string(e.ID) == id })
	if registered < 0 {
		for _, w := range Ways() {
			wrong.Names = append(wrong.Names, w.Name())
		}
		return Way{}, wrong
	}
	for _, r := range ambiguity.All[registered].Readings {
		wrong.Known = wrong.Known || r.ID == reading
	}
	return Way{}, wrong
}

// Tell settles readings, so that they are not looked for. Two different ones for
// one topic are an error.
func (t *Target) Tell(names ...string) error {
	for _, name := range names {
		w, err := ParseReading(name)
		if err != nil {
			return err
		}
		switch before, told := t.ToldOf(w.Topic); {
		case !told:
			t.Told = append(t.Told, w)
			w.Apply(&t.Dialect)
		case before.Name() != w.Name():
			return fmt.Errorf("%s and %s cannot both be so", before.Name(), w.Name())
		}
	}
	return nil
}

// ToldOf is the way of a topic that was told.
func (t *Target) ToldOf(topic string) (Way, bool) {
	i := slices.IndexFunc(t.Told, func(w Way) bool { return w.Topic == topic })
	if i < 0 {
		return Way{}, false
	}
	return t.Told[i], true
}
