// Package driver does to a target what the spec leaves open: it registers
// actors, logs them in, knows their second factor and the administrator, seeds and
// posts messages, sets the clock and resets the data. No driver has to do all of it:
// each says what it can, and what the others would decide is untested.
package driver

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// Driver is how the harness does to a target what the spec leaves open. A
// capability that it does not have answers with ErrNotOffered; embedding Unable
// does that for all of them. Its methods may be called by several goroutines.
type Driver interface {
	// Name is how a report and the command line call the driver.
	Name() string
	// Capabilities are what it can do, the same during a whole run.
	Capabilities() Capabilities
	// Register asks the target for an actor with a local name and a password.
	Register(ctx context.Context, c *client.Client, name, password string) Registration
	// Login exchanges a name and password, and an ID-CSR in PEM where the target
	// takes one, for what the target gives.
	Login(ctx context.Context, c *client.Client, name, password, csr string) Registration
	// SecondFactor is what the actor proves a sensitive action with (section 4.2).
	SecondFactor(ctx context.Context, c *client.Client, a Account) (Factor, error)
	// Admin is the account of an administrator of the target.
	Admin(ctx context.Context, c *client.Client) (Account, error)
	// Seed puts signed messages of an actor into the target's store, and says
	// under which names it has them, in the same order.
	Seed(ctx context.Context, c *client.Client, a Account, messages []Message) ([]string, error)
	// Stored shows the messages of an actor that the target stores, by the names
	// that Seed gave, in the same order.
	Stored(ctx context.Context, c *client.Client, a Account, names []string) ([]Message, error)
	Poster
	// SetClock makes the target's clock show a time, and go on from there.
	SetClock(ctx context.Context, c *client.Client, at time.Time) error
	// Reset brings the target back to a state without actors, or to that which
	// its operator begins with.
	Reset(ctx context.Context, c *client.Client) error
	// Close ends what the driver has started. No other method is called later.
	Close() error
}

// Prepared is a driver that hands out actors which were made beforehand: their
// names are not the check's to choose.
type Prepared interface {
	Driver
	// Next hands out an actor that nobody else has or gets; ErrNoActors where
	// there is none left.
	Next(ctx context.Context) Registration
}

// WholeRun is how many prepared actors are enough for all checks of the suite. It
// was measured (710, and room for more), and a test measures it again.
const WholeRun = 1500

// ErrNotOffered says that the driver does not have a capability.
var ErrNotOffered = errors.New("the driver does not offer that")

// ErrNoActors says that no prepared actor is left.
var ErrNoActors = errors.New("no prepared actor is left")

// NotOffered is ErrNotOffered for a capability, in words.
func NotOffered(name string, c Capability) error {
	return fmt.Errorf("%w: %s", ErrNotOffered, Lacks(name, c))
}

// Account is an actor of the target as a driver knows it. All but the local name
// may be empty.
type Account struct {
	LocalName string
	Password  string
	// Factor is the second factor, where the account brings one with it.
	Factor string
	// Token authorises the actor's ID-CSRs, or is that of the session of Cert.
	Token string
	// Key and Cert are of a session that the actor has: its private identity key
	// and its ID-Cert in PEM. Both are there, or none.
	Key  ed25519.PrivateKey
	Cert string
}

// Factor is a second factor.
type Factor struct {
	Value string
	// Once says that it is good for one action: the next one takes another.
	Once bool
}

// Message is a signed message of an actor (section 5).
type Message struct {
	// Content is what the signature is made over.
	Content []byte
	// Signature is made with the key of Cert.
	Signature []byte
	// Cert is the ID-Cert of the signature, in PEM.
	Cert string
}

// Registration is what became of registering or logging in.
type Registration struct {
	// Account is the actor that was handed out, where the driver chose it.
	Account *Account
	// Response is the target's answer, for a driver that speaks HTTP.
	Response *client.Response
	// Accepted says that the target took the actor.
	Accepted bool
	// Token authorises the actor's first ID-CSR; empty where the target gives
	// none before there is an ID-Cert.
	Token string
	// Cert is an ID-Cert in PEM, where logging in with an ID-CSR gives one.
	Cert string
	// Why says why the actor was not accepted, in words.
	Why string
	// Err is why the driver could not even ask; the target had no part in that.
	Err error
}

// failed is a registration that the target had no part in.
func failed(err error) Registration { return Registration{Why: err.Error(), Err: err} }

// NewActor gets an actor whose name nobody cares about: a prepared one where the
// driver hands these out, and else one that it registers.
func NewActor(ctx context.Context, d Driver, c *client.Client, name, password string) Registration {
	if p, ok := d.(Prepared); ok {
		return p.Next(ctx)
	}
	return d.Register(ctx, c, name, password)
}

// HasActors reports whether a driver has actors at all.
func HasActors(d Driver) bool {
	if d == nil {
		return false
	}
	_, prepared := d.(Prepared)
	return prepared || d.Capabilities().Has(Register)
}

// Sequential reports whether a driver registers one actor after another, so that
// no two registrations overlap.
func Sequential(d Driver) bool {
	s, ok := d.(interface{ Sequential() bool })
	return ok && s.Sequential()
}
