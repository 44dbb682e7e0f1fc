package driver

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// CommandConfig is a program of the implementer's, which speaks the contract of
// docs/driver-contract.md on its standard input and output.
type CommandConfig struct {
	// Run is the program and its arguments. No shell reads it. The program starts
	// in the directory of the configuration, and has the environment of p2conform.
	Run []string `yaml:"run" json:"run"`
	// Timeout is how long one answer may take, as in "10s"; default 10s, at most 10m.
	Timeout Duration `yaml:"timeout,omitempty" json:"timeout,omitempty"`
	// Grace is how long the program may take to end after its standard input was
	// closed, before it is killed; default 5s, at most 1m.
	Grace Duration `yaml:"grace,omitempty" json:"grace,omitempty"`
}

// Duration is a time.Duration that is written as in "10s".
type Duration time.Duration

// MarshalText writes the duration.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%q is no duration, as in 10s", text)
	}
	*d = Duration(v)
	return nil
}

func (c CommandConfig) check() error {
	switch {
	case len(c.Run) == 0 || c.Run[0] == "":
		return wrong("command.run", "it names no program")
	case c.Timeout < 0 || c.Timeout > Duration(10*time.Minute):
		return wrong("command.timeout", "%s is not between 0s and 10m", time.Duration(c.Timeout))
	case c.Grace < 0 || c.Grace > Duration(time.Minute):
		return wrong("command.grace", "%s is not between 0s and 1m", time.Duration(c.Grace))
	}
	return nil
}

// withDefaults fills in what is zero.
func (c CommandConfig) withDefaults() CommandConfig {
	if c.Timeout == 0 {
		c.Timeout = Duration(10 * time.Second)
	}
	if c.Grace == 0 {
		c.Grace = Duration(5 * time.Second)
	}
	return c
}

// Command drives a target by a program.
type Command struct {
	Unable
	program *program
	name    string
	has     Capabilities
	one     bool // it takes one request at a time
}

// startProgram starts the program and greets it.
func startProgram(c CommandConfig, o Options) (*Command, error) {
	p, err := launch(c.withDefaults(), o, false)
	if err != nil {
		return nil, err
	}
	d, err := greet(p, o)
	if err != nil {
		return nil, errors.Join(err, p.close())
	}
	return d, nil
}

func greet(p *program, o Options) (*Command, error) {
	a, err := p.ask(context.Background(), Request{Version: ContractVersion, Op: opHello, Target: o.Target, Domain: o.Domain})
	if err != nil {
		return nil, err
	}
	has, err := a.greeting()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProgram, err)
	}
	p.allow(a.Parallel)
	return &Command{program: p, name: a.Name, has: has, one: a.Parallel <= 1}, nil
}

// Name is "command", with the name that the program has for itself.
func (d *Command) Name() string {
	if d.name == "" {
		return KindCommand
	}
	return KindCommand + " " + clipped(d.name)
}

// Capabilities are what the program said.
func (d *Command) Capabilities() Capabilities { return d.has }

// Sequential says that requests are made one after another.
func (d *Command) Sequential() bool { return d.one }

// do asks for something that has a capability, and reads a refusal and an error.
func (d *Command) do(ctx context.Context, c Capability, r Request) (Answer, error) {
	if !d.has.Has(c) {
		return Answer{}, ErrNotOffered
	}
	a, err := d.program.ask(ctx, r)
	switch {
	case err != nil:
		return a, err
	case a.Error != "":
		return a, fmt.Errorf("%s: %s", r.Op, clipped(a.Error))
	case a.Refused != "":
		return a, &refusedError{fmt.Sprintf("%s was refused: %s", r.Op, clipped(a.Refused))}
	}
	return a, nil
}

func (d *Command) registration(a Answer, err error) Registration {
	return registration(values{capturedToken: a.Token, capturedCert: a.Cert}, nil, err)
}

// Register asks for register.
func (d *Command) Register(ctx context.Context, _ *client.Client, name, password string) Registration {
	return d.registration(d.do(ctx, Register, Request{Op: string(Register), LocalName: name, Password: password}))
}

// Login asks for login.
func (d *Command) Login(ctx context.Context, _ *client.Client, name, password, csr string) Registration {
	a, err := d.do(ctx, Login, Request{Op: string(Login), LocalName: name, Password: password, CSR: csr})
	if err == nil && a.Token == "" {
		err = errors.New("login: the answer has neither token nor refused nor error")
	}
	return d.registration(a, err)
}

// SecondFactor asks for secondFactor.
func (d *Command) SecondFactor(ctx context.Context, _ *client.Client, account Account) (Factor, error) {
	if account.Factor != "" {
		return Factor{Value: account.Factor}, nil
	}
	a, err := d.do(ctx, SecondFactor, Request{
		Op: string(SecondFactor), LocalName: account.LocalName, Password: account.Password, Token: account.Token,
	})
	if err == nil && a.SecondFactor == "" {
		err = errors.New("secondFactor: the answer has no secondFactor")
	}
	return Factor{Value: a.SecondFactor, Once: a.Once}, err
}

// Admin asks for admin.
func (d *Command) Admin(ctx context.Context, _ *client.Client) (Account, error) {
	a, err := d.do(ctx, Admin, Request{Op: string(Admin)})
	if err == nil && (a.LocalName == "" || a.Token == "") {
		err = errors.New("admin: the answer has no localName or no token")
	}
	return Account{LocalName: a.LocalName, Password: a.Password, Factor: a.SecondFactor, Token: a.Token}, err
}

// Seed asks for seedMessages.
func (d *Command) Seed(ctx context.Context, _ *client.Client, account Account, messages []Message) ([]string, error) {
	r := Request{Op: string(SeedMessages), LocalName: account.LocalName}
	for _, m := range messages {
		r.Messages = append(r.Messages, WireMessage(m))
	}
	a, err := d.do(ctx, SeedMessages, r)
	if err == nil && len(a.Names) != len(messages) {
		err = fmt.Errorf("seedMessages: the answer has %d names for %d messages", len(a.Names), len(messages))
	}
	return a.Names, err
}

// Stored asks for storedMessages.
func (d *Command) Stored(ctx context.Context, _ *client.Client, account Account, names []string) ([]Message, error) {
	a, err := d.do(ctx, SeedMessages, Request{Op: opStored, LocalName: account.LocalName, Names: names})
	if err != nil {
		return nil, err
	}
	if len(a.Messages) != len(names) {
		return nil, fmt.Errorf("storedMessages: the answer has %d messages for %d names", len(a.Messages), len(names))
	}
	var out []Message
	for _, m := range a.Messages {
		out = append(out, Message(m))
	}
	return out, nil
}

// SetClock asks for setClock.
func (d *Command) SetClock(ctx context.Context, _ *client.Client, at time.Time) error {
	at = at.UTC()
	_, err := d.do(ctx, SetClock, Request{Op: string(SetClock), Time: &at, TimeUnix: at.Unix()})
	return err
}

// Reset asks for reset.
func (d *Command) Reset(ctx context.Context, _ *client.Client) error {
	_, err := d.do(ctx, Reset, Request{Op: string(Reset)})
	return err
}

// Close ends the program.
func (d *Command) Close() error { return d.program.close() }
