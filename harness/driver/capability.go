package driver

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Capability is something that a driver may be able to do. Its text is the one
// of configurations and of the contract with programs.
type Capability string

// The capabilities.
const (
	// Register makes actors of names and passwords that the harness chooses.
	Register Capability = "register"
	// Login exchanges a name and a password for a token.
	Login Capability = "login"
	// SecondFactor knows what an actor proves a sensitive action with.
	SecondFactor Capability = "secondFactor"
	// Admin knows an administrator of the target.
	Admin Capability = "admin"
	// SeedMessages puts messages into the target's store, and shows them.
	SeedMessages Capability = "seedMessages"
	// PostMessage posts a message as a client does.
	PostMessage Capability = "postMessage"
	// SetClock moves the clock of the target.
	SetClock Capability = "setClock"
	// Reset brings the target back to the state that it begins with.
	Reset Capability = "reset"
)

// All lists the capabilities, in the order in which reports have them.
var All = Capabilities{Register, Login, SecondFactor, Admin, SeedMessages, PostMessage, SetClock, Reset}

// Words is the capability for people, as in "seed messages".
func (c Capability) Words() string {
	var b strings.Builder
	for _, r := range string(c) {
		if unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// lacks are what a driver without a capability does not do.
var lacks = map[Capability]string{
	Register:     "register actors",
	Login:        "log actors in",
	SecondFactor: "know second factors",
	Admin:        "know an administrator",
	SeedMessages: "seed messages",
	PostMessage:  "post messages",
	SetClock:     "set the clock",
	Reset:        "reset the server",
}

// Lacks is why something is untested without a capability, as in "the driver
// static does not set the clock".
func Lacks(name string, c Capability) string {
	return fmt.Sprintf("the driver %s does not %s", name, lacks[c])
}

// Capabilities are a set of them.
type Capabilities []Capability

// Has reports whether a capability is in the set.
func (s Capabilities) Has(c Capability) bool { return slices.Contains(s, c) }

// Sorted is the set in the order of All, each once.
func (s Capabilities) Sorted() Capabilities {
	out := Capabilities{}
	for _, c := range All {
		if s.Has(c) {
			out = append(out, c)
		}
	}
	return out
}

// Missing are the capabilities that are not in the set.
func (s Capabilities) Missing() Capabilities {
	out := Capabilities{}
	for _, c := range All {
		if !s.Has(c) {
			out = append(out, c)
		}
	}
	return out
}

// ParseCapability reads one; the error says which there are.
func ParseCapability(text string) (Capability, error) {
	if c := Capability(text); All.Has(c) {
		return c, nil
	}
	var names []string
	for _, c := range All {
		names = append(names, string(c))
	}
	return "", fmt.Errorf("%q is no capability of a driver: they are %s", text, strings.Join(names, ", "))
}
