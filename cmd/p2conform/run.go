package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
)

// runFlags are what a run is asked to do.
type runFlags struct {
	target targetFlags
	launch launchFlags
	choice choice
	output outputFlags

	parallel                     int
	seed                         int64
	timeout, runTimeout, maxWait time.Duration
	retries                      int
	// rerun is the path of a report whose failures are asked again, and shard a
	// part of what was chosen, as in 2/3.
	rerun, shard string
	// waivers is the path of a file of known failures, and waived what it says.
	waivers string
	waived  []reports.Waiver

	// peer is the path of the target file of a second server, or its URL, and empty for
	// none.
	peer string

	// launcher is the server to start; nil where none is.
	launcher launch.Launcher
}

const runLong = `Run asks a home server what the specification asks of one, and reports it.

Without --target it starts the reference home server and asks that; or yours, with
the command that stands behind --, or in a container. PORT in its environment, and
${PORT} in the command, are the port to listen on, ${DOMAIN} is what --domain says;
no shell reads the command. Whatever is started is ended with the run, however that
ends, and its log is in the reports. Any number
of --check, --requirement, --suite and --profile can be given: names of one kind
add up, and kinds narrow each other. The same seed asks the same questions.

The API document has several versions, and --spec-version says which one the
server is held against. A check of what only other versions require is not
applicable, and says so.

Where the specification can be read in two ways, run finds out before the checks
which way the server wants to be spoken to. --reading says so instead, and the
report tells what was told from what was found out.

The result goes to standard output, unless a report is written there; progress
and complaints go to standard error. A JSON report is rewritten while the run
goes on, and is valid at every moment; Ctrl-C ends a run early and writes what
there is. A server that could not be asked leaves reports, too: they say what was
tried and what to do, and blame it for nothing.

Exit codes:
  0  conformant. For a choice of checks: every one was decided, and no MUST is
     broken. That is no claim: a claim needs all checks of its profile
  1  nonconformant: a MUST is broken
  2  wrong usage or configuration, an unknown name, nothing selected
  3  could not find out: no server there, the run was cut short, a check was
     blocked, untested or an error, or a report could not be written
  4  a waiver has expired, or is stale, or its failure looks different now
What is waived decides nothing: with waivers, 0 says that the server is no worse
than they admit.`

const runExample = `  p2conform run --target https://polyproto.example --out out
  p2conform run --target http://localhost:8080 --domain example.com --profile identity
  p2conform run --domain example.com -- ./server --listen '127.0.0.1:${PORT}'
  p2conform run --image example/server:test --port 8080 --env LOG=debug
  p2conform run --target http://localhost:8080 --reading A-033=get-challenge
  p2conform run --select 'identity && !level:should' --report junit=report.xml
  p2conform run --target https://polyproto.example --spec-version beta.1
  p2conform run --check identity.issued.lifetime --fault cert-lives-61-days`

func (a *app) runCommand() *cobra.Command {
	f := &runFlags{}
	cmd := &cobra.Command{
		Use: "run [flags] [-- COMMAND ARGS...]", Short: "ask a home server, and report what it does",
		Long: runLong, Example: runExample,
		Args: commandArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.describe(c, a, args); err != nil {
				return err
			}
			if err := errors.Join(f.check(), f.readWaivers()); err != nil {
				return err
			}
			return a.execute(c.Context(), f)
		},
	}
	s := cmd.Flags()
	f.target.flags(cmd)
	f.launch.flags(cmd)
	f.choice.flags(cmd)
	f.output.flags(cmd)
	f.limits(cmd)
	s.StringVar(&f.rerun, "rerun-failed", "", "choose the checks that failed, were blocked or in error in the JSON report `FILE`")
	s.StringVar(&f.shard, "shard", "", "ask only the part `I/N` of what was chosen, as in 2/3, or 1of3 counted from 0; report merge puts the parts together")
	s.IntVar(&f.retries, "retries", 0, "how often a check that failed or is in error is tried again, 0 to 10; it counts as the worst of its tries, and what differs is called a flake")
	s.StringVar(&f.peer, "peer", "", "the target `FILE` of a second server, or its URL: then the checks that need no more of a home server than every real one does run between the two, both ways")
	s.StringVar(&f.waivers, "waivers", "", "a `FILE` of known failures, which do not count in the exit code; p2conform waive writes a first one")
	for _, name := range []string{"shard", "retries"} {
		complete(cmd, name, noNames)
	}
	return cmd
}

// limits are the flags that bound a run, and say what it is made from.
func (f *runFlags) limits(cmd *cobra.Command) {
	s := cmd.Flags()
	s.IntVar(&f.parallel, "parallel", 4, "how many checks run side by side, 1 to 64")
	s.Int64Var(&f.seed, "seed", 1, "what names, keys and the order are made from")
	s.DurationVar(&f.timeout, "timeout", 30*time.Second, "the limit for one check")
	s.DurationVar(&f.runTimeout, "run-timeout", 0, "the limit for the whole run; 0 is none")
	s.DurationVar(&f.maxWait, "max-wait", 0, "the longest that a check may wait for time to pass, for a challenge to expire, say")
	for _, name := range []string{"parallel", "seed", "timeout", "run-timeout", "max-wait"} {
		complete(cmd, name, noNames)
	}
}

// check holds the numbers against their bounds, and the target against its form.
func (f *runFlags) check() error {
	if f.parallel < 1 || f.parallel > 64 {
		return usage("write a number from 1 to 64", "--parallel %d is out of bounds", f.parallel)
	}
	if f.retries < 0 || f.retries > 10 {
		return usage("write a number from 0 to 10", "--retries %d is out of bounds", f.retries)
	}
	if f.timeout <= 0 {
		return usage("write how long one check may take, as in 30s", "--timeout %s is no time at all", f.timeout)
	}
	if f.runTimeout < 0 {
		return usage("write how long the run may take, as in 10m, or 0 for as long as it takes", "--run-timeout %s is negative", f.runTimeout)
	}
	if f.maxWait < 0 {
		return usage("write how long a check may wait, as in 2m, or 0 for not at all", "--max-wait %s is negative", f.maxWait)
	}
	return f.target.check()
}

// again are the flags that somebody needs beside target, check and seed to see a
// result again.
func (f *runFlags) again() []string {
	var flags []string
	if f.target.config != "" {
		flags = append(flags, "--config", f.target.config)
	}
	if f.target.fault != "" {
		flags = append(flags, "--fault", f.target.fault)
	}
	if f.target.version != openapi.Newest {
		flags = append(flags, "--spec-version", f.target.version)
	}
	if f.target.ca != "" {
		flags = append(flags, "--ca", f.target.ca)
	}
	if (f.target.url != "" || f.launcher != nil) && f.target.destructive {
		flags = append(flags, "--destructive")
	}
	flags = append(flags, f.target.driver.again()...)
	for _, name := range f.target.readings {
		flags = append(flags, "--reading", name)
	}
	if f.waivers != "" {
		flags = append(flags, "--waivers", f.waivers)
	}
	if f.maxWait > 0 {
		flags = append(flags, "--max-wait", f.maxWait.String())
	}
	return flags
}

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
