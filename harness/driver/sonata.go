package driver

import (
	"context"

	"github.com/p2conform/p2conform/harness/client"
)

// Sonata drives upstream's server as it is: two routes below AuthBase, whose
// bodies have no ID-CSR and whose answers have a token.
type Sonata struct {
	Unable
	// Invite is the code that registering names; empty names none.
	Invite string
}

// Name is "sonata".
func (Sonata) Name() string { return "sonata" }

// Capabilities are the two routes, and the password as second factor.
func (Sonata) Capabilities() Capabilities { return Capabilities{Register, Login, SecondFactor} }

// Register posts the server's registration form. A right one is answered by 201.
func (s Sonata) Register(ctx context.Context, c *client.Client, name, password string) Registration {
	in := map[string]any{"tosConsent": true, "localName": name, "password": password}
	if s.Invite != "" {
		in["invite"] = s.Invite
	}
	return postAccount(ctx, c, AuthBase+"/register", in)
}

// Login posts the login form, which has no place for an ID-CSR.
func (s Sonata) Login(ctx context.Context, c *client.Client, name, password, _ string) Registration {
	return postAccount(ctx, c, AuthBase+"/login", map[string]any{"localName": name, "password": password})
}

// SecondFactor is the password: the server has no other secret of an actor.
func (Sonata) SecondFactor(_ context.Context, _ *client.Client, a Account) (Factor, error) {
	return Factor{Value: a.Password}, nil
}
