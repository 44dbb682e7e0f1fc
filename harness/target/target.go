// Package target describes a server under test: where it is, how it is driven,
// what may be done to it, and how it wants to be spoken to.
package target

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/openapi"
)

// Target is a server under test. Preflight completes what the user did not say.
type Target struct {
	// Name is what a report calls it.
	Name string
	// Version and Contact are of the server's makers, where they said them.
	Version, Contact string
	// URL is where the API is; routes stand below it, as in URL/.p2/core/v1.
	URL *url.URL
	// Domain is the visible domain name, as in the actors' federation IDs.
	Domain string
	// DomainGiven says that the user named Domain, so that it can be checked.
	DomainGiven bool
	// HTTP is shared by all clients of the target.
	HTTP *http.Client
	// API is what exchanges are held against.
	API *openapi.Document
	// Driver is nil where no actor can be had; NoDriver says why.
	Driver   driver.Driver
	NoDriver string
	// Clock moves the target's time; nil where the driver has to, or nobody can.
	Clock Clock
	// Posts posts messages without the driver; nil where the driver has to, or nobody
	// can.
	Posts driver.Poster
	// Pause waits until a target that limits our rate takes requests again; nil lets
	// real time pass. In this process nothing
	// waits.
	Pause func(ctx context.Context, d time.Duration) error
	// Skew is the target's clock less ours, as its Date header showed it.
	Skew time.Duration
	// Destructive allows checks that lose data of the target, or rotate its key,
	// and Racing those that send up to 200 requests at once.
	Destructive, Racing bool
	// Pace waits until the next request may be sent, under a limit that the user
	// set for all of them together; nil for at once.
	Pace func(context.Context) error
	// Embedded says that the target is our own reference server.
	Embedded bool
	// Offers are optional features that the target file declares: names of
	// run.FeatureNames.
	Offers []string
	// Gateway is the URL of the gateway, as the target file has it; empty where it
	// names none.
	Gateway string
	// GatewayAt is where the gateway was found that the target file does not name; nil
	// where nobody has looked, or NoGateway says that there was none.
	GatewayAt *url.URL
	NoGateway string
	// Providers is the URL below which providers of services are named, where the user
	// said one, for a target that looks for them; empty for names that no DNS has.
	Providers string
	// Admin is an actor with administrator permission that the user named; nil
	// where that was nobody, and only the driver may know one.
	Admin *Admin
	// Peers are the home servers that the harness runs for the target to federate
	// with; nil where it cannot be led to them, and NoPeers says why.
	Peers   *peer.Network
	NoPeers string
	// PeersBy says in words how it is led to them; empty in this process.
	PeersBy string
	// Beside is a second real server, whose actors come to the target where checks
	// want those of another home server; nil where Peers are what they have.
	Beside *Target
	// NoForeigners says why actors of other home servers cannot log in on the target
	// in any way that we could take; empty where they can, or should.
	NoForeigners string
	// Dialect is how the target wants to be spoken to, where the spec can be
	// read in two ways.
	Dialect Dialect
	// Memory is of what actors make on every target in the same way; nil makes it
	// anew.
	Memory *idcert.Memory
	// Told are the readings that the user named: Tell adds them.
	Told []Way

	// secured is where the target is reached with TLS, for one that is asked
	// without; nil where that is not known.
	secured func() (*Secured, error)
	// clockMoved says that the driver has set the clock.
	clockMoved bool
	// withoutIPv6 answers what would come over IPv6, for an embedded server on a
	// machine that has none.
	withoutIPv6 http.Handler
}

// ProviderURL is the URL of a provider of services that has the word in its name: one
// at a name that no DNS has (RFC 6761), or at the target's own domain, or
// where the user says.
func (t *Target) ProviderURL(word string) string {
	switch {
	case t.Providers != "":
		return strings.TrimRight(t.Providers, "/") + "/" + word + "/p2"
	case t.Dialect.OwnProviders:
		return "https://" + t.Domain + "/" + word + "/p2"
	}
	return "https://" + word + ".example/p2"
}

// Admin is an administrator's account.
type Admin struct{ LocalName, Password string }

// Clock is a target's time that the harness can move forward.
type Clock interface {
	Now() time.Time
	Advance(d time.Duration)
}

// Now is the target's time, as far as it is known.
func (t *Target) Now() time.Time {
	if t.Clock != nil {
		return t.Clock.Now()
	}
	return time.Now().Add(t.Skew)
}

// ClockSet notes that the target's clock was set to a time just now. No check may
// run beside the one that did.
func (t *Target) ClockSet(to time.Time) { t.Skew, t.clockMoved = time.Until(to), true }

// ClockMoved reports whether the target's clock was set.
func (t *Target) ClockMoved() bool { return t.clockMoved }

// NewClient makes a client with a log of its own, which speaks the dialect.
func (t *Target) NewClient(observe func(*client.Exchange)) *client.Client {
	c := client.New(t.URL, t.HTTP, t.API, observe)
	if t.Pace != nil {
		c.Paces(t.Pace)
	}
	c.Speaks(func(r client.Request) client.Request { return t.Dialect.Write(r) })
	c.Waits(t.BeLimited)
	return c
}

// BeLimited waits by Pause.
func (t *Target) BeLimited(ctx context.Context, d time.Duration) error {
	if t.Pause == nil {
		return client.Sleep(ctx, d)
	}
	return t.Pause(ctx, d)
}
