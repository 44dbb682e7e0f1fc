package driver

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// Operator is what an embedded server lets the one who runs it do, without HTTP.
// A refusal is an error that Refused recognises.
type Operator interface {
	// Enroll registers an actor, and gives a token that is good for an ID-Cert.
	Enroll(name, password string) (token string, err error)
	// Admit gives an actor that is there such a token.
	Admit(name, password string) (token string, err error)
	// Administrator is the account of one; it may not be enrolled yet.
	Administrator() (name, password string)
	// Store and Messages put messages of an actor into the store, and show them.
	Store(actor string, messages []Message) ([]string, error)
	Messages(actor string, names []string) ([]Message, error)
	// Post is as in Poster.
	Post(ctx context.Context, p Posting) error
	// SetClock and Reset are as in Driver.
	SetClock(at time.Time)
	Reset() error
	// Refused reports whether an error is the server's answer, and no accident.
	Refused(err error) bool
}

// Reference drives the embedded reference home server without HTTP.
type Reference struct {
	Unable
	Operator Operator
}

// Name is "reference".
func (Reference) Name() string { return KindReference }

// Capabilities are all there are.
func (Reference) Capabilities() Capabilities { return All }

// Sequential says that registrations do not overlap.
func (Reference) Sequential() bool { return true }

// Register enrolls an actor.
func (r Reference) Register(_ context.Context, _ *client.Client, name, password string) Registration {
	return r.registration(r.Operator.Enroll(name, password))
}

// Login admits one. It takes no ID-CSR.
func (r Reference) Login(_ context.Context, _ *client.Client, name, password, _ string) Registration {
	return r.registration(r.Operator.Admit(name, password))
}

func (r Reference) registration(token string, err error) Registration {
	switch {
	case err == nil:
		return Registration{Accepted: true, Token: token}
	case r.Operator.Refused(err):
		return Registration{Why: err.Error()}
	}
	return failed(err)
}

// SecondFactor is the password.
func (Reference) SecondFactor(_ context.Context, _ *client.Client, a Account) (Factor, error) {
	return Factor{Value: a.Password}, nil
}

// Admin admits the administrator, and enrolls it before where nobody has.
func (r Reference) Admin(context.Context, *client.Client) (Account, error) {
	name, password := r.Operator.Administrator()
	token, err := r.Operator.Admit(name, password)
	if err != nil {
		var enrolled error
		if token, enrolled = r.Operator.Enroll(name, password); enrolled != nil {
			return Account{}, fmt.Errorf("the administrator is not admitted: %w", errors.Join(err, enrolled))
		}
	}
	return Account{LocalName: name, Password: password, Token: token}, nil
}

// Seed stores messages.
func (r Reference) Seed(_ context.Context, _ *client.Client, a Account, messages []Message) ([]string, error) {
	return r.Operator.Store(a.LocalName, messages)
}

// Stored shows them.
func (r Reference) Stored(_ context.Context, _ *client.Client, a Account, names []string) ([]Message, error) {
	return r.Operator.Messages(a.LocalName, names)
}

// SetClock sets the server's clock.
func (r Reference) SetClock(_ context.Context, _ *client.Client, at time.Time) error {
	r.Operator.SetClock(at)
	return nil
}

// Reset forgets all that the server knows, its keys included.
func (r Reference) Reset(context.Context, *client.Client) error { return r.Operator.Reset() }
