// Package driver does to a target what the spec leaves open: it registers
// actors, logs them in and knows their second factor.
package driver

import (
	"context"

	"github.com/p2conform/p2conform/harness/client"
)

// Driver is how the harness gets actors on a target.
type Driver interface {
	// Name is how a report and the command line call the driver.
	Name() string
	// Register asks the target for an actor with a local name and a password.
	Register(ctx context.Context, c *client.Client, name, password string) Registration
	// Login exchanges a name and password, and an ID-CSR in PEM where the target
	// takes one, for what the target gives.
	Login(ctx context.Context, c *client.Client, name, password, csr string) Registration
}

// Registration is what became of registering or logging in.
type Registration struct {
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
