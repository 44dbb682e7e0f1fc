package main

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

func (a *app) driverCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "driver", Short: "try a driver before a server is certified with it",
		Long: `A driver does to a server what the specification leaves open: it registers actors,
logs them in, knows their second factor and an administrator, seeds messages, sets
the clock and resets the server. docs/drivers.md has the kinds that there are, and
docs/driver-contract.md is for whoever writes a program that is one.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error {
			c.SetOut(a.console)
			_ = c.Help() // a console that cannot be written to has no other place to say so
			return exitStatus(exitUsage)
		},
	}
	cmd.AddCommand(a.driverTestCommand(), a.driverSchemaCommand())
	return cmd
}

func (a *app) driverSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "print the JSON Schema of what a driver's program is told and says",
		Args: noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			if _, err := a.out.Write(driver.ContractSchema()); err != nil {
				return unwritten("on standard output", err, "")
			}
			return nil
		},
	}
}

// driverTest is what a test of a driver is asked to do.
type driverTest struct {
	runFlags
	command []string
	limit   time.Duration // of the whole test
}

func (a *app) driverTestCommand() *cobra.Command {
	f := &driverTest{}
	cmd := &cobra.Command{
		Use: "test [flags] [-- COMMAND ARGS…]", Short: "hold a driver against what it says that it can do",
		Long: `Test asks a driver for everything that it says it can do, and for some things that
have to be refused, and says what is wrong. It lists what each capability that the
driver does not have leaves untested.

A program, named after -- or by --driver-file, is held against the contract in
docs/driver-contract.md first, bad input included; that needs no server. The rest
needs one: name it with --target. It registers a few actors there, and resets the
server only with --destructive.

Exit codes: 0 nothing is wrong; 1 something is; 2 wrong usage or configuration;
3 could not find out.`,
		Example: `  p2conform driver test -- ./driver.sh
  p2conform driver test --target http://localhost:8080 -- python3 driver.py
  p2conform driver test --target http://localhost:8080 --driver-file driver.yaml
  p2conform driver test --driver reference`,
		RunE: func(c *cobra.Command, args []string) error {
			f.command = args
			if err := f.configure(c, a); err != nil {
				return err
			}
			if err := f.checkDriver(c.ArgsLenAtDash()); err != nil {
				return err
			}
			return a.testDriver(c.Context(), f)
		},
	}
	f.target.flags(cmd)
	cmd.Flags().DurationVar(&f.limit, "timeout", time.Minute, "the limit for the whole test")
	complete(cmd, "timeout", noNames)
	return cmd
}

func (f *driverTest) checkDriver(dash int) error {
	driven := f.target.driver
	switch {
	case len(f.command) > 0 && dash != 0:
		return usage("write -- before the program, as in p2conform driver test -- ./driver.sh", "p2conform driver test takes no arguments before --, got %q", f.command[0])
	case len(f.command) > 0 && (driven.file != "" || driven.kind != "" && driven.kind != driver.KindCommand):
		return usage("leave one of them out", "a program after -- and --driver or --driver-file name two drivers")
	case len(f.command) > 0:
		f.target.driver.run = f.command
	case driven.kind == "" && driven.file == "":
		return usage("name a program after --, or a driver with --driver or --driver-file", "there is no driver to test")
	}
	if f.limit <= 0 {
		return usage("write how long the test may take, as in 1m", "--timeout %s is no time at all", f.limit)
	}
	return f.target.check()
}

// testDriver prints what the driver was asked, and what is wrong with it.
func (a *app) testDriver(ctx context.Context, f *driverTest) error {
	ctx, end := a.interruptible(ctx, "ending the driver")
	defer end()
	ctx, cancel := context.WithTimeoutCause(ctx, f.limit, errors.New("the time for the test was over: allow more with --timeout"))
	defer cancel()
	test := &driver.Conformance{
		Word:   func(n int) string { return actor.Word(rand.Reader, n) },
		Secret: func(value string) { a.redactor.Add(reports.Password, value) },
	}
	all, missing, err := a.askDriver(ctx, test, f)
	if err != nil {
		return err
	}
	if _, err := a.out.Write([]byte(a.redactor.String(judged(all) + missing))); err != nil {
		return unwritten("on standard output", err, "")
	}
	switch {
	case ctx.Err() != nil:
		return &problem{code: exitUnknown, err: ctx.Err(), what: context.Cause(ctx).Error()}
	case slices.ContainsFunc(all, func(one driver.Answered) bool { return one.Judgement == driver.Wrong }):
		return exitStatus(exitNonconformant)
	}
	return nil
}

// askDriver asks a program what needs no server, and then the driver for all that
// it can do. Missing is what its capabilities leave untested.
func (a *app) askDriver(ctx context.Context, test *driver.Conformance, f *driverTest) (all []driver.Answered, missing string, err error) {
	t, operator, end, err := f.server(a)
	if err != nil {
		return nil, "", err
	}
	defer end()
	c, err := f.target.driver.config()
	if err != nil {
		return nil, "", err
	}
	if t != nil {
		test.Destructive = t.Destructive
		test.Client = t.NewClient(check.Secrets(a.redactor.Add))
		test.CSR = func(name string) string { return csrOf(name, t.Domain) }
	}
	if c.Kind == driver.KindCommand {
		all, err = test.Program(ctx, *c.Command, f.target.driver.options(a, t, operator))
		if err != nil || slices.ContainsFunc(all, func(one driver.Answered) bool { return one.Judgement == driver.Wrong }) {
			return all, "", wrongDriver(err)
		}
	}
	d, err := f.target.driver.start(a, t, operator)
	if err != nil {
		return nil, "", err
	}
	defer a.closeDriver(d)
	if t != nil && d == (driver.Auth{}) {
		found, r, err := driver.Detect(ctx, test.Client, test.Word(13), test.Word(24))
		a.redactor.Add(reports.Token, r.Token)
		if err != nil {
			return nil, "", &problem{code: exitUnknown, what: err.Error(), err: err}
		}
		d = found
	}
	if t != nil {
		t.Driver = d
		test.Sign = func(ctx context.Context, account driver.Account, content []byte) (driver.Posting, error) {
			return signed(ctx, t, test.Client, account, content)
		}
	}
	all = append(all, test.Driver(ctx, d)...)
	return all, missingFrom(d), nil
}

// server is what the driver is tried on: the one that was named, or for the kinds
// that the reference home server has the routes of, that; nil for none.
func (f *driverTest) server(a *app) (*target.Target, driver.Operator, func(), error) {
	if f.target.url != "" {
		t, err := f.target.remote()
		if err != nil {
			return nil, nil, nil, err
		}
		if t.Domain == "" {
			t.Domain = t.URL.Hostname()
		}
		return t, nil, t.HTTP.CloseIdleConnections, nil
	}
	switch f.target.driver.kind {
	case driver.KindReference, driver.KindAuth, driver.KindSonata:
	default:
		return nil, nil, func() {}, nil
	}
	e, err := f.target.reference(1)
	if err != nil {
		return nil, nil, nil, err
	}
	a.note("the driver is tried on " + e.Name)
	return e.Target, e.Operator, func() { _ = e.Close() }, nil // nothing that its end could say matters
}

// wrongDriver is an error of a driver's configuration as one of usage.
func wrongDriver(err error) error {
	if errors.Is(err, driver.ErrConfig) {
		return usage("name a program that can be started", "the driver cannot be made: %v", err)
	}
	return err
}

// csrOf writes an ID-CSR of an actor with a key that nobody keeps; empty where
// that cannot be done.
func csrOf(name, domain string) string {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return ""
	}
	text, err := idcert.NewCSR(key, idcert.ActorName(name, domain, actor.Word(rand.Reader, 10))).PEM()
	if err != nil {
		return ""
	}
	return text
}

// signed is a message of a new session of an actor.
func signed(ctx context.Context, t *target.Target, c *client.Client, account driver.Account, content []byte) (driver.Posting, error) {
	a, err := actor.Of(ctx, t, c, rand.Reader, account, nil)
	if err != nil {
		return driver.Posting{}, err
	}
	call := a.NewIDCert()
	s, err := call.Session(call.Send(ctx))
	if err != nil {
		return driver.Posting{}, fmt.Errorf("the actor gets no session: %w", err)
	}
	return driver.Posting{Token: s.Token, FederationID: a.FID.String(), Message: driver.Message{
		Content: content, Signature: ed25519.Sign(s.Key, content), Cert: s.PEM,
	}}, nil
}

// judged writes a line for each question.
func judged(all []driver.Answered) string {
	var b strings.Builder
	wrong, asked := 0, 0
	for _, one := range all {
		line := fmt.Sprintf("%-9s  %s", one.Judgement, one.What)
		if one.Why != "" {
			line += ": " + one.Why
		}
		b.WriteString(reports.Visible(line) + "\n")
		if one.Judgement != driver.NotAsked {
			asked++
		}
		if one.Judgement == driver.Wrong {
			wrong++
		}
	}
	switch wrong {
	case 0:
		fmt.Fprintf(&b, "Nothing is wrong: %s.\n", count(asked, "question"))
	default:
		fmt.Fprintf(&b, "Wrong: %d of %s.\n", wrong, count(asked, "question"))
	}
	return b.String()
}

// missingFrom lists what the capabilities that a driver does not have leave
// untested.
func missingFrom(d driver.Driver) string {
	var b strings.Builder
	var able []string
	for _, c := range d.Capabilities() {
		able = append(able, c.Words())
	}
	fmt.Fprintf(&b, "\nCapabilities of %s: %s\n", reports.Visible(d.Name()), cmp.Or(strings.Join(able, ", "), "none"))
	for _, m := range run.MissingOf(&target.Target{Driver: d}, suites.All()) {
		unless := ""
		if m.Unless != "" {
			unless = ", unless " + m.Unless
		}
		switch len(m.Checks) {
		case 0:
			fmt.Fprintf(&b, "Without %s, nothing that is checked so far is untested%s\n", m.Capability.Words(), only(m.Capability))
		default:
			fmt.Fprintf(&b, "Without %s, %s untested%s:\n", m.Capability.Words(), countAre(len(m.Checks), "check"), unless)
		}
		for _, id := range m.Checks {
			b.WriteString("  " + id + "\n")
		}
	}
	return b.String()
}

// only says what a capability is for where no check needs it.
func only(c driver.Capability) string {
	switch c {
	case driver.Login:
		return ", where registering gives a token and an administrator has one"
	case driver.Reset:
		return "; the actors of each run stay"
	}
	return ""
}

func countAre(n int, noun string) string {
	if n == 1 {
		return count(n, noun) + " is"
	}
	return count(n, noun) + " are"
}
