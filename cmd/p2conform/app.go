package main

import (
	"context"
	"errors"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/reports"
)

// app is one invocation: its streams, its environment, and the flags that every
// command has.
type app struct {
	in      io.Reader
	out     io.Writer
	console *console
	env     environment
	// redactor learns the secrets of a run. Whatever goes to the console goes
	// through it.
	redactor reports.Redactor

	colour  string // auto, always or never
	quiet   bool
	verbose bool
}

// environment is what was read from the process's environment.
type environment struct {
	noColour bool                        // NO_COLOR is set and not empty
	dumb     bool                        // TERM is dumb
	lookup   func(string) (string, bool) // of what a target file names
	actions  bool                        // GITHUB_ACTIONS: a forge shows annotations
	summary  string                      // GITHUB_STEP_SUMMARY: a file that it shows
	// port is PORT, which whoever starts servers tells them so.
	port string
	// program is how this program was called, and environ all of its environment, for
	// what it starts.
	program string
	environ []string
}

// run executes a command line, without the program's name, and returns the exit
// code. A panic is our own fault, and so nothing was found out.
func (a *app) run(args []string) (code int) {
	a.console.redact, a.console.inert = a.redactor.String, a.inert
	defer func() {
		if p := recover(); p != nil {
			code = a.fail(&run.Panic{Value: p, Stack: debug.Stack()})
		}
	}()
	root := a.root()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.console)
	a.adoptCompletion(root, args)
	err := root.ExecuteContext(context.Background())
	var status exitStatus
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &status):
		return int(status)
	}
	return a.fail(err)
}

// fail complains about an error, and returns its exit code.
func (a *app) fail(err error) int {
	a.complainEach(err)
	return exitCode(nil, nil, err)
}

// complain says what is wrong, and what to do about it where we know.
func (a *app) complain(err error) {
	a.console.say("p2conform: " + err.Error())
	if hint := hintOf(err); hint != "" {
		a.console.say("hint: " + hint)
	}
	var p *run.Panic
	if a.verbose && errors.As(err, &p) {
		a.console.say(string(p.Stack))
	}
}

// note says something that is no complaint, unless --quiet.
func (a *app) note(text string) {
	if !a.quiet {
		a.console.say("p2conform: " + text)
	}
}

const rootLong = `p2conform certifies home servers of polyproto, a federation protocol for portable
identity. It asks a server what the specification asks of one, and reports what
held, what did not, where the specification says so, and how to see it again.

Without a target it runs against the reference home server that it brings along.`

const rootExample = `  p2conform run                                     the reference home server
  p2conform run --target https://polyproto.example  a server of yours
  p2conform run --fault session-id-any-length       what a failure looks like
  p2conform explain core.idcert.session-id.length   what is asked, and where it says so
  p2conform serve                                   a home server to write a client against`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "p2conform",
		Short: "certify polyproto home servers",
		Long:  rootLong, Example: rootExample,
		SilenceErrors: true, SilenceUsage: true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error {
			// A command line that asks for nothing must not pass for a run.
			c.SetOut(a.console)
			_ = c.Help() // a console that cannot be written to has no other place to say so
			return exitStatus(exitUsage)
		},
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.colour, "color", "auto", "colour of what is written to a terminal: auto, always or never")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "write nothing to standard error but complaints")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "say more: all headers, what passed, how ambiguous places are read")
	root.SetFlagErrorFunc(flagError)
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return a.checkShared() }
	root.AddCommand(
		a.runCommand(), a.initCommand(), a.doctorCommand(), a.listCommand(), a.explainCommand(), a.serveCommand(),
		a.selftestCommand(), a.reportCommand(), a.replayCommand(), a.waiveCommand(), a.driverCommand(), a.specCommand(), a.vectorsCommand(), a.versionCommand(),
		a.watchCommand(),
	)
	root.SetHelpCommand(a.helpCommand())
	complete(root, "color", fixed("auto", "always", "never"))
	return root
}

// checkShared holds the flags that every command has against what they may be.
func (a *app) checkShared() error {
	switch {
	case a.colour != "auto" && a.colour != "always" && a.colour != "never":
		return usage("write auto, always or never", "--color %q is none of the three", a.colour)
	case a.quiet && a.verbose:
		return usage("leave one of them out", "--quiet and --verbose contradict each other")
	}
	return nil
}

func (a *app) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "say how a command is used",
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(c.Root(), args[0])
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
	}
}
