// Package launch starts the server under test, as a process or in a container, and
// ends it for sure: when it is told to, when the program panics or is interrupted,
// and when it is killed with a signal that nobody can catch.
//
// A watchdog sees to the last of these. It is the program itself, run once more
// (see Watch), in a session of its own, with a pipe whose other end only the
// program has: when that end closes, for whatever reason, the watchdog ends the
// server and what the server has started, and then itself. There is one way to
// end a server, so the way that matters most is the one that every run goes.
//
// It needs a Unix.
package launch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/reports"
)

// Launcher is a server that can be started: a Process or a Container.
type Launcher interface {
	// Check holds the description against itself, before anything is started; its
	// error is a *Problem.
	Check() error
	// Start starts the server and waits until it is ready. Its error is a *Problem,
	// or what ended ctx; then nothing is left running. What it started does not end
	// with ctx, but with Stop.
	Start(ctx context.Context, o Options) (*Running, error)
	// String names the server in a few words, without its environment.
	String() string
}

// Options are what a launch needs to know beside the server's description.
type Options struct {
	// Watch is the command line, the program's name first, on which this very
	// program calls Watch, as in {"p2conform", "__watch"}. It must be given.
	Watch []string
	// Domain is the visible domain name, for ${DOMAIN}; empty where it is not known.
	Domain string
	// Environ is the environment that a process inherits, as os.Environ has it. A
	// container inherits nothing.
	Environ []string
	// Secret learns the values of the environment that look like secrets; may be nil.
	Secret func(reports.Kind, string)
	// Peers are home servers that the server is to find; nil for none. How it is led
	// to them is for its environment to say, unless its description says otherwise.
	Peers *peer.Network
	// PeersAt is the HOST:PORT of this machine where the server finds them, for one
	// that reaches neither the loopback address nor Docker's gateway; default those.
	// With the port 443 a name server is at the port 53 beside it.
	PeersAt string
	// State is the directory that remembers which containers belong to a run that is
	// alive; default p2conform in the user's cache directory.
	State string
}

// Running is a server that was started. Its methods may be called by several
// goroutines.
type Running struct {
	// URL is where it answers.
	URL *url.URL

	name   string
	log    *record
	dog    *watchdog
	exited chan struct{}

	// entrance is where the server finds other home servers; nil for nowhere, and
	// noPeers says why; peersNote says what of it could not be had.
	entrance           *peer.Entrance
	noPeers, peersNote string

	mu   sync.Mutex
	exit Exit

	stop    sync.Once
	stopped chan struct{}
	stopErr error
}

// Exit is how a server ended.
type Exit struct {
	// Status is as in "exit status 3" or "signal: killed".
	Status string
	// Asked says that it was ended by Stop.
	Asked bool
}

func newRunning(name string) *Running {
	return &Running{name: name, log: &record{}, exited: make(chan struct{}), stopped: make(chan struct{})}
}

// Name is what the server was called when it was started.
func (r *Running) Name() string { return r.name }

// Peers says in words how the server is led to the home servers of Options.Peers;
// where it is not, how is empty and why says the reason.
func (r *Running) Peers() (how, why string) {
	if r.entrance == nil {
		return "", r.noPeers
	}
	if r.peersNote != "" {
		return fmt.Sprintf("%s (%s)", r.entrance, r.peersNote), ""
	}
	return r.entrance.String(), ""
}

// leave closes what the home servers were found by.
func (r *Running) leave() {
	if r.entrance != nil {
		r.stopErr = errors.Join(r.stopErr, r.entrance.Close())
	}
}

// Log is what the server has written to its standard output and its standard
// error, as one text. Of a long one the first 32 KiB and the last 96 KiB are kept,
// to a whole line where there is one, with a line between that says how much is
// left out. Bytes that are no UTF-8 are written as in \xff; nothing else is escaped
// or redacted yet.
func (r *Running) Log() string { return r.log.text() }

// LastLines are the last n lines of the log, each cut after 400 characters.
func (r *Running) LastLines(n int) []string { return r.log.lastLines(n) }

// Exited is closed when the server has ended, by itself or by Stop.
func (r *Running) Exited() <-chan struct{} { return r.exited }

// Exit is how the server ended, once Exited is closed; zero before.
func (r *Running) Exit() Exit {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.exit
}

// ended notes how the server ended. Only the first time counts.
func (r *Running) ended(status string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	select {
	case <-r.exited:
	default:
		r.exit.Status = status
		close(r.exited)
	}
}

// Stop asks the server to end, waits for the grace that its description gives it,
// and then ends it and all that it started. It returns when nothing is left, or
// with an error that says what may be. It can be called any number of times. A ctx
// that ends takes the rest of the grace away.
func (r *Running) Stop(ctx context.Context) error {
	r.stop.Do(func() {
		r.mu.Lock()
		select {
		case <-r.exited:
		default:
			r.exit.Asked = true
		}
		r.mu.Unlock()
		r.stopErr = r.dog.end(ctx)
		r.leave()
		r.ended("it was stopped")
		close(r.stopped)
	})
	<-r.stopped
	return r.stopErr
}

// stopNow ends what was started when a launch fails; the launch's error is the one
// to tell.
func (r *Running) stopNow(ctx context.Context) {
	_ = r.Stop(context.WithoutCancel(ctx))
}

// Problem is a server that cannot be launched, or that did not become ready.
type Problem struct {
	Cause Cause
	// Field is the member of the description that is wrong, as in "ready.timeout";
	// empty where it is not one.
	Field string
	// What is wrong, and with which value; Hint is what to do about it.
	What, Hint string
	// Log is the end of the server's log, or of the log of its image's build.
	Log []string
	Err error
}

// Error is what is wrong, and the end of the log, each line after a bar.
func (p *Problem) Error() string {
	if len(p.Log) == 0 {
		return p.What
	}
	return p.What + "; its log ends with:\n  | " + strings.Join(p.Log, "\n  | ")
}

// Unwrap gives the error under the problem, which may be nil.
func (p *Problem) Unwrap() error { return p.Err }

// Cause is why a launch failed.
type Cause int

// The causes.
const (
	Misconfigured Cause = iota + 1 // the description contradicts itself, or names nothing that there is
	PortTaken                      // somebody else listens where the server should
	EndedEarly                     // the server ended before it was ready
	NotReady                       // it was not ready in time
	NoDocker                       // there is no Docker that answers
	NoImage                        // the image is not there, or cannot be built
	Failed                         // the machine, or Docker, refuses
)

func misconfigured(field, hint, format string, args ...any) error {
	return &Problem{Cause: Misconfigured, Field: field, What: fmt.Sprintf(format, args...), Hint: hint}
}

// graceOf is how long a server may take to end, with its default.
func graceOf(d Duration) time.Duration {
	if d == 0 {
		return defaultStop
	}
	return time.Duration(d)
}

// pairs are the variables of an environment as NAME=VALUE, sorted.
func pairs(env map[string]string) []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(env)) {
		list = append(list, name+"="+env[name])
	}
	return list
}
