// Package requirement is the vocabulary of the catalogue: what a normative
// statement of the spec is, how binding it is, on whom, where it stands, and how
// one finds out whether it holds. It imports nothing of ours, so that every other
// package may import it.
package requirement

import "fmt"

// ID is the permanent name of a requirement: lower-case words, joined by
// hyphens inside a part and by dots between parts, the document first, as in
// "core.idcert.session-id.length". It says what is required, never where, so
// that a renumbered section does not change it.
type ID string

// Requirement is one normative statement of the spec, in our own words.
type Requirement struct {
	ID      ID
	Level   Level
	Subject Subject
	Impact  Impact
	Profile Profile
	// Decided is how one finds out whether the requirement holds.
	Decided Means
	// By is what the means leave open: the capability for Driver, what has to end
	// for Time, the reason for Untestable, and for Peer the capability that it
	// takes besides, if any. It is empty for the others.
	By string
	// Since is the version of the API document that first has the requirement, as
	// in "v1.0-beta.2"; empty for what all versions that we know have, and for
	// the prose.
	Since string
	// Until is the last version that has it; empty for what the newest has.
	Until string
	Ref   Ref
	// Says is the statement: one sentence, ours, about the subject.
	Says string
	// Note is why we read it so, where the text does not make it plain.
	Note string
}

// Level is how binding a statement is. The spec writes its keywords in lower
// case and defines none, so a level is our reading of a sentence.
type Level int

// The levels, most binding first.
const (
	Must Level = iota + 1
	MustNot
	Should
	ShouldNot
	May
)

// Binding reports whether breaking the requirement makes a server nonconformant.
func (l Level) Binding() bool { return l == Must || l == MustNot }

func (l Level) String() string { return name(levelNames, int(l), "level") }

// MarshalText writes the level as it is known from RFC 2119.
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (l *Level) UnmarshalText(b []byte) error {
	n, err := number(levelNames, string(b), "level")
	*l = Level(n)
	return err
}

// Subject is whom a statement binds.
type Subject int

// The subjects. Both means home servers and clients alike.
const (
	HomeServer Subject = iota + 1
	ForeignServer
	Client
	Both
	Operator
	Extension
)

func (s Subject) String() string { return name(subjectNames, int(s), "subject") }

// MarshalText writes the subject's name, as in "home server".
func (s Subject) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Subject) UnmarshalText(b []byte) error {
	n, err := number(subjectNames, string(b), "subject")
	*s = Subject(n)
	return err
}

// Impact is what a broken requirement does to the people who use the server.
// Reports sort by it.
type Impact int

// The impacts, worst first.
const (
	Security Impact = iota + 1 // somebody can be impersonated, or lose control
	Interop                    // other implementations cannot talk to it
	Degraded                   // corner cases or comfort suffer
	Cosmetic                   // nobody would notice but a validator
)

func (i Impact) String() string { return name(impactNames, int(i), "impact") }

// MarshalText writes the impact's name, as in "interop".
func (i Impact) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (i *Impact) UnmarshalText(b []byte) error {
	n, err := number(impactNames, string(b), "impact")
	*i = Impact(n)
	return err
}

// Profile names a set of requirements that a server can be certified for.
type Profile string

// The profiles.
const (
	Discovery   Profile = "discovery"
	Identity    Profile = "identity"
	KeyMaterial Profile = "keymaterial"
	Services    Profile = "services"
	Federation  Profile = "federation"
	Migration   Profile = "migration"
	Resources   Profile = "resources"
	Gateway     Profile = "gateway"
	Transport   Profile = "transport"
	Auth        Profile = "auth"
	MLS         Profile = "mls"
)

// Profiles lists every profile, in the order in which reports show them.
var Profiles = []Profile{
	Discovery, Identity, KeyMaterial, Services, Federation, Migration, Resources, Gateway, Transport, Auth, MLS,
}

var (
	levelNames   = []string{"", "MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"}
	subjectNames = []string{"", "home server", "foreign server", "client", "both", "operator", "extension"}
	impactNames  = []string{"", "security", "interop", "degraded", "cosmetic"}
)

func name(names []string, n int, kind string) string {
	if n <= 0 || n >= len(names) {
		return fmt.Sprintf("%s(%d)", kind, n)
	}
	return names[n]
}

func number(names []string, s, kind string) (int, error) {
	for i, n := range names {
		if i > 0 && n == s {
			return i, nil
		}
	}
	return 0, fmt.Errorf("unknown %s %q: want one of %q", kind, s, names[1:])
}
