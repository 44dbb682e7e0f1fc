package driver

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// Conformance of a driver: what it does with what it is asked, right and wrong. A
// program is held against its contract first.

// Judgement is what one question came to.
type Judgement int

// The judgements.
const (
	Right Judgement = iota
	Wrong
	NotAsked
)

func (j Judgement) String() string { return [...]string{"ok", "wrong", "not asked"}[j] }

// Answered is one question to a driver and what it came to.
type Answered struct {
	// What is a sentence about the driver, without its subject.
	What      string
	Judgement Judgement
	// Why says what is wrong, or why it was not asked.
	Why string
}

// Conformance is how a driver is tested.
type Conformance struct {
	// Client is of the target; nil where there is none, and then only what needs no
	// target is asked.
	Client *client.Client
	// Destructive allows to reset the target.
	Destructive bool
	// Word draws a word of n letters and digits, for names and passwords.
	Word func(n int) string
	// CSR writes a right ID-CSR of an actor in PEM, for logging in.
	CSR func(localName string) string
	// Sign makes a session of an actor, and a right message of it with a content; nil
	// leaves out the question that needs it.
	Sign func(ctx context.Context, a Account, content []byte) (Posting, error)
	// Secret learns the passwords, tokens and second factors; nil forgets them.
	Secret func(value string)

	all []Answered
}

func (t *Conformance) add(what string, err error) bool {
	a := Answered{What: what}
	if err != nil {
		a.Judgement, a.Why = Wrong, err.Error()
	}
	t.all = append(t.all, a)
	return err == nil
}

func (t *Conformance) skip(what, format string, args ...any) {
	t.all = append(t.all, Answered{What: what, Judgement: NotAsked, Why: fmt.Sprintf(format, args...)})
}

func (t *Conformance) secret(value string) string {
	if t.Secret != nil && value != "" {
		t.Secret(value)
	}
	return value
}

// Program holds a program against the contract, in a process of its own, without
// asking anything of the target. The error says that the configuration is wrong.
func (t *Conformance) Program(ctx context.Context, c CommandConfig, o Options) ([]Answered, error) {
	t.all = nil
	if err := c.check(); err != nil {
		return nil, err
	}
	p, err := launch(c.withDefaults(), o, true)
	if err != nil {
		return nil, err
	}
	a, err := p.ask(ctx, Request{Version: ContractVersion, Op: opHello, Target: o.Target, Domain: o.Domain})
	if err == nil {
		_, err = a.greeting()
	}
	if t.add("answers hello with its version and its capabilities", err) {
		t.badInput(ctx, p)
	}
	t.add("has no members in its answers that the contract does not have", p.unknown())
	t.add("ends when its standard input is closed", p.close())
	return t.all, nil
}

// unknownOp is an operation that no version of the contract has.
const unknownOp = "p2conformTest"

// badInput sends what a later version could send, and what none does.
func (t *Conformance) badInput(ctx context.Context, p *program) {
	refuses := func() error {
		a, err := p.ask(ctx, Request{Op: unknownOp})
		switch {
		case err != nil:
			return err
		case a.Error == "":
			return fmt.Errorf("to the operation %s, which there is none of, it answered without an error", unknownOp)
		}
		return nil
	}
	if !t.add("answers an operation that it does not know with an error", refuses()) {
		return
	}
	for _, bad := range []struct{ what, line string }{
		{"a line that is no JSON", "this is no JSON"},
		{"a list in place of an object", `[{"id":1,"op":"hello"}]`},
		{"an object without an operation", `{"unexpected":{"deeply":["nested",null,1.5e3]}}`},
		{"an empty line", ""},
		{"a line of 200 kB", `{"op":"` + string(bytes.Repeat([]byte("x"), 200_000)) + `"}`},
	} {
		p.send([]byte(bad.line + "\n"))
		if !t.add("goes on after "+bad.what, refuses()) {
			return
		}
	}
}

// awkward is in the passwords that a driver is given: what means something in
// JSON, in a URL, in a form, to a shell.
const awkward = `"\ 'é&=%2B+#?;$(x)`

// Driver asks a driver for all that it says it can do, and for some that has to be
// refused.
func (t *Conformance) Driver(ctx context.Context, d Driver) []Answered {
	t.all = nil
	if t.Client == nil {
		for _, c := range d.Capabilities() {
			t.skip(c.Words(), "that needs a target: name one with --target")
		}
		return t.all
	}
	has := d.Capabilities()
	account, ok := t.actor(ctx, d)
	if ok && has.Has(Login) {
		t.logsIn(ctx, d, &account)
	}
	if ok && has.Has(SecondFactor) {
		f, err := d.SecondFactor(ctx, t.Client, account)
		if err == nil && t.secret(f.Value) == "" {
			err = errors.New("it is empty")
		}
		t.add("knows the second factor of an actor", err)
	}
	if has.Has(Admin) {
		a, err := d.Admin(ctx, t.Client)
		t.secret(a.Password)
		if err == nil && (a.LocalName == "" || t.secret(a.Token) == "") {
			err = errors.New("the account has no local name or no token")
		}
		t.add("knows an administrator", err)
	}
	if ok && has.Has(SeedMessages) {
		t.add("stores messages, and shows them as they were", t.seeds(ctx, d, account))
	}
	if has.Has(PostMessage) {
		t.posts(ctx, d, account, ok)
	}
	if has.Has(SetClock) {
		err := d.SetClock(ctx, t.Client, time.Now().Add(time.Hour))
		t.add("sets the clock", errors.Join(err, d.SetClock(ctx, t.Client, time.Now())))
	}
	if has.Has(Reset) {
		t.resets(ctx, d, account)
	}
	return t.all
}

// actor gets an actor: one that is registered, and refused a second time; or a
// prepared one.
func (t *Conformance) actor(ctx context.Context, d Driver) (Account, bool) {
	if p, ok := d.(Prepared); ok {
		one, two := p.Next(ctx), p.Next(ctx)
		err := errors.Join(one.Err, two.Err)
		if err == nil && (one.Account == nil || two.Account == nil || one.Account.LocalName == two.Account.LocalName) {
			err = errors.New("two actors that were handed out are the same, or nobody")
		}
		if !t.add("hands out prepared actors, each once", err) {
			return Account{}, false
		}
		return *one.Account, true
	}
	if !d.Capabilities().Has(Register) {
		return Account{}, false
	}
	a := Account{LocalName: "p2c" + t.Word(13), Password: t.secret("Pw-" + t.Word(24))}
	ok := t.add("registers an actor", t.accepted(ctx, d, &a))
	other := Account{LocalName: "p2c" + t.Word(13), Password: t.secret(t.Word(12) + awkward)}
	if t.add("registers an actor whose password has special characters", t.accepted(ctx, d, &other)) && d.Capabilities().Has(Login) {
		r := t.login(ctx, d, other.LocalName, other.Password)
		t.add("logs that actor in with the same password", outcome(r, true))
	}
	if ok {
		r := d.Register(ctx, t.Client, a.LocalName, t.secret("Pw-"+t.Word(24)))
		t.secret(r.Token)
		t.add("says that a local name is refused which is taken", outcome(r, false))
	}
	return a, ok
}

func (t *Conformance) accepted(ctx context.Context, d Driver, a *Account) error {
	r := d.Register(ctx, t.Client, a.LocalName, a.Password)
	a.Token = t.secret(r.Token)
	if err := outcome(r, true); err != nil {
		return err
	}
	if r.Token == "" && !d.Capabilities().Has(Login) {
		return errors.New("registering gives no token, and the driver cannot log in")
	}
	return nil
}

// outcome says in what a registration is not what it ought to be.
func outcome(r Registration, accepted bool) error {
	switch {
	case r.Err != nil:
		return r.Err
	case accepted && !r.Accepted:
		return errors.New(r.Why)
	case !accepted && r.Accepted:
		return errors.New("it was accepted")
	case !accepted && r.Why == "":
		return errors.New("it does not say why")
	}
	return nil
}

func (t *Conformance) login(ctx context.Context, d Driver, name, password string) Registration {
	r := d.Login(ctx, t.Client, name, password, t.CSR(name))
	t.secret(r.Token)
	return r
}

func (t *Conformance) logsIn(ctx context.Context, d Driver, a *Account) {
	r := t.login(ctx, d, a.LocalName, a.Password)
	err := outcome(r, true)
	if err == nil && r.Token == "" {
		err = errors.New("there is no token")
	}
	if err == nil {
		a.Token = r.Token
	}
	t.add("logs an actor in", err)
	t.add("says that a wrong password is refused", outcome(t.login(ctx, d, a.LocalName, "not "+a.Password), false))
	t.add("says that an actor is refused who is not there", outcome(t.login(ctx, d, "p2c"+t.Word(13), a.Password), false))
}

func (t *Conformance) seeds(ctx context.Context, d Driver, a Account) error {
	messages := []Message{
		{Content: []byte("one " + awkward), Signature: []byte{0, 0xff, 1}, Cert: "-----BEGIN CERTIFICATE-----\n"},
		{Content: []byte{0, 1, 0xfe, '\n'}, Signature: []byte("two"), Cert: "-----BEGIN CERTIFICATE-----\n"},
	}
	names, err := d.Seed(ctx, t.Client, a, messages)
	if err != nil {
		return err
	}
	if len(names) != len(messages) {
		return fmt.Errorf("%d messages got %d names", len(messages), len(names))
	}
	got, err := d.Stored(ctx, t.Client, a, names)
	if err != nil {
		return err
	}
	for i, m := range messages {
		if i >= len(got) || !bytes.Equal(got[i].Content, m.Content) || !bytes.Equal(got[i].Signature, m.Signature) || got[i].Cert != m.Cert {
			return fmt.Errorf("message %d of %d is another one than was stored", i+1, len(messages))
		}
	}
	return nil
}

// resets looks for an actor after a reset.
func (t *Conformance) resets(ctx context.Context, d Driver, a Account) {
	const what = "resets the server, which knows no actor after that"
	if !t.Destructive {
		t.skip(what, "it loses the server's data: allow that with --destructive")
		return
	}
	err := d.Reset(ctx, t.Client)
	if err == nil && a.Password != "" && d.Capabilities().Has(Register) {
		err = t.accepted(ctx, d, &a)
	}
	t.add(what, err)
}
