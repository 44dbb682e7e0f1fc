// Package run takes checks to a target: preflight, plan, a bounded pool, and one
// document that is written as it grows.
package run

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Options are what a run is asked to do. Bounds that are zero have a default.
type Options struct {
	// Checks to run, in the order of the report. None is ErrEmpty.
	Checks []check.Check
	// Suite are all the checks there are: what a claim needs, and who decides
	// what blocks. Empty means Checks.
	Suite []check.Check
	// Certifies are the profiles about which a claim can be made: those of which
	// the suite has checks for more than a few requirements. Empty means all.
	Certifies []requirement.Profile
	// Target is the server under test, after Preflight. The version of its API
	// document says which requirements hold.
	Target *target.Target
	// Seed makes names, keys and the order; Nonce keeps two runs of one seed
	// apart on a target that remembers.
	Seed  int64
	Nonce string
	// Parallel is how many checks run side by side; default 4, at most 64.
	Parallel int
	// CheckTimeout bounds one check (default 30 s), RunTimeout the whole run
	// (0 is none), MaxWait the longest wait for real time to pass.
	CheckTimeout, RunTimeout, MaxWait time.Duration
	// KeepGoing asks every check, even of a target that has stopped answering.
	KeepGoing bool
	// Selection is the choice of checks in words, for the report.
	Selection string
	// Parts are those asked of what was chosen; nil for all.
	Parts *reports.Parts
	// Flags are what somebody needs on the command line beside the target, the
	// check and the seed to see a result again, as in "--ca", "roots.pem".
	Flags []string
	// Unclaimed says why a run with these settings makes no claim of conformance;
	// empty where it does.
	Unclaimed string
	// Configured says that Flags name the target too.
	Configured bool
	// Version and Commit are of the program.
	Version, Commit string
	// Notes and Readings come from the preflight.
	Preflight Findings
	// Trusted says that nobody is shown the target's words: nothing is redacted,
	// and no secret learned. Only the self-test, on servers of its own, may.
	Trusted bool
	// Start are the words of the command line that start the target, in the place of
	// --target and its URL, and StartAfter what stands behind all flags; empty where
	// somebody else has started it.
	Start, StartAfter []string
	// Complete adds to each document what the caller knows of the target, before
	// secrets are taken out; it may be nil.
	Complete func(*reports.Document)
	// Gone is called when a check got no answer, and says why the target will never
	// give one again; empty where that is not so. It may be nil.
	Gone func() string
	// Redactor learns the secrets of the run; default a new one.
	Redactor *reports.Redactor
	// Progress is called when a check begins (with a zero Verdict) and ends. It
	// may be called by several goroutines, but never at the same time.
	Progress func(reports.Result)
	// Save is called with the document, redacted and valid, after a check that
	// ended, though not more often than four times a second, nor for more than a
	// tenth of the time, and at the end. The document is the callee's. Only an error of the last call is one of the run.
	Save func(*reports.Document) error

	// Retries is how often a check that failed or is in error is tried again; 0 to
	// 10. Its verdict is the worst of all tries, and a note names what flakes.
	Retries int
	// Waivers are the known failures of the target; the day decides whether they
	// have expired.
	Waivers []reports.Waiver

	now func() time.Time // what says when to save again; default time.Now
}

// ErrEmpty says that no check was chosen.
var ErrEmpty = errors.New("no check was chosen")

// breakAfter is how many checks in a row may lose the target before the rest is
// given up.
const breakAfter = 5

// Run runs the checks and returns the whole document. An error is one of ours;
// whatever the target did is in the document. When ctx ends, or the target is
// gone, the document is partial.
func Run(ctx context.Context, o Options) (*reports.Document, error) {
	if len(o.Checks) == 0 {
		return nil, ErrEmpty
	}
	o.setDefaults()
	version := o.Target.API.Version()
	o.Checks, o.Suite = narrow(o.Checks, version), deciding(o.Suite, version)
	if o.RunTimeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.RunTimeout, errRunTimeout)
		defer cancel()
	}
	o.Preflight.Notes = append(slices.Clone(o.Preflight.Notes), missingNotes(o.Target, o.Checks)...)
	r := &runner{o: o, started: time.Now(), results: make([]*reports.Result, len(o.Checks))}
	findGateway(ctx, o)
	for i, c := range o.Checks {
		if result, ok := otherVersion(c, version); ok {
			r.keep(i, result)
		} else if result, ok := plan(c, o.Target); ok {
			r.keep(i, result)
		}
	}
	side, alone := r.schedule()
	r.pool(ctx, side, o.Parallel)
	r.pool(ctx, alone, 1)
	if err := setBack(ctx, o.Target); err != nil {
		r.o.Preflight.Notes = append(r.o.Preflight.Notes, err.Error())
	}
	doc, err := r.finish(ctx)
	if r.panicked != nil {
		return doc, errors.Join(r.panicked, err)
	}
	return doc, err
}

var errRunTimeout = errors.New("the time for the whole run was over")

func (o *Options) setDefaults() {
	if o.Parallel <= 0 {
		o.Parallel = 4
	}
	o.Parallel = min(o.Parallel, 64)
	if o.CheckTimeout <= 0 {
		o.CheckTimeout = 30 * time.Second
	}
	if o.now == nil {
		o.now = time.Now
	}
	if o.Redactor == nil {
		o.Redactor = &reports.Redactor{}
	}
	if len(o.Suite) == 0 {
		o.Suite = o.Checks
	}
}

// learn is what checks tell the secrets of the run.
func (o *Options) learn() func(reports.Kind, string) {
	if o.Trusted {
		return nil
	}
	return o.Redactor.Add
}

func (r *runner) redact(d *reports.Document) {
	if !r.o.Trusted {
		r.o.Redactor.Document(d)
	}
}

type runner struct {
	o       Options
	started time.Time

	mu       sync.Mutex
	results  []*reports.Result // by the check's place; nil while it has none
	lost     int               // checks in a row that lost the target
	again    bool              // requests were sent again, since the target limits our rate
	gone     string            // why no further check is begun
	saveAt   time.Time         // when the document may be saved next
	readings []reports.Reading
	panicked *Panic // the first mistake of ours, nil for none
}

// schedule is the order in which checks begin: shuffled by the seed, and those
// that run alone last.
func (r *runner) schedule() (side, alone []int) {
	order := rand.New(rand.NewPCG(uint64(r.o.Seed), 0)).Perm(len(r.o.Checks))
	for _, i := range order {
		switch {
		case r.results[i] != nil:
		case r.o.Checks[i].Alone:
			alone = append(alone, i)
		default:
			side = append(side, i)
		}
	}
	return side, alone
}

// pool runs the checks at the given places, at most n side by side.
func (r *runner) pool(ctx context.Context, places []int, n int) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, len(places)) {
		wg.Go(func() {
			for i := range next {
				r.one(ctx, i)
			}
		})
	}
	for _, i := range places {
		if ctx.Err() != nil || r.stopped() {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
}

func (r *runner) stopped() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.gone != ""
}

// one runs a single check.
func (r *runner) one(ctx context.Context, i int) {
	defer r.caught()
	c := r.o.Checks[i]
	if ctx.Err() != nil || r.stopped() {
		return
	}
	r.progress(reports.Result{Check: c.ID, Title: c.Title})
	var worst *reports.Result
	var tries []reports.Verdict
	for try := range r.o.Retries + 1 {
		result, ok := r.try(ctx, c, try)
		if !ok {
			break
		}
		tries = append(tries, result.Verdict)
		if worst == nil || result.Verdict > worst.Verdict {
			worst = &result
		}
		if result.Verdict != reports.Fail && result.Verdict != reports.Error {
			break
		}
	}
	if worst == nil {
		return // cut short: the check was not asked, and has no result
	}
	if len(tries) > 1 {
		worst.Tries = tries
	}
	r.keep(i, *worst)
	r.save()
}

// try runs a check once, as an actor that no other try knows. It was not asked
// if the run ended first.
func (r *runner) try(ctx context.Context, c check.Check, try int) (reports.Result, bool) {
	nonce := r.o.Nonce
	if try > 0 {
		nonce = fmt.Sprintf("%s try %d", nonce, try+1)
	}
	started := time.Now()
	outcome, log := check.Run(ctx, c, r.o.Target, check.Settings{
		Seed: r.o.Seed, Nonce: nonce, Timeout: r.o.CheckTimeout, MaxWait: r.o.MaxWait, Secret: r.o.learn(),
	})
	if ctx.Err() != nil && outcome.Verdict == reports.Error {
		return reports.Result{}, false
	}
	exchanged := log.Exchanges()
	if outcome.Lost && r.o.Gone != nil {
		r.giveUp(r.o.Gone())
	}
	r.countLost(outcome.Lost, exchanged)
	r.countAgain(exchanged)
	return r.result(c, outcome, exchanged, time.Since(started)), true
}

// countLost counts the checks that lost the target, one after another. A check
// that asked nothing says nothing about that.
func (r *runner) countLost(lost bool, exchanged []*client.Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	answered := slices.ContainsFunc(exchanged, func(e *client.Exchange) bool { return e.At == "" && e.Status != 0 })
	switch {
	case lost:
		r.lost++
	case answered:
		r.lost = 0
	}
	if r.lost >= breakAfter && !r.o.KeepGoing && r.gone == "" {
		r.gone = fmt.Sprintf("the target stopped answering: %d checks in a row got no answer", breakAfter)
	}
}

// countAgain remembers that requests had to be sent again, and what that shows.
func (r *runner) countAgain(exchanged []*client.Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.again = r.again || sentAgain(exchanged)
	r.readings = mergeReadings(r.readings, limitReadings(exchanged))
}

// sentAgain reports that the target limited our rate, and that requests were sent
// again for that.
func sentAgain(exchanged []*client.Exchange) bool {
	return slices.ContainsFunc(exchanged, func(e *client.Exchange) bool { return e.Again })
}

// saidAgain is the note on it. It has no number: that is another each time.
func saidAgain(when string) string {
	return "the target limited our rate " + when + ": requests were sent again after a pause"
}

// giveUp begins no further check, if there is a reason.
func (r *runner) giveUp(why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gone = cmp.Or(r.gone, why)
}

func (r *runner) progress(result reports.Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.tell(result)
}

// tell shows a result to who watches the run, without the secrets that are known
// by now.
func (r *runner) tell(result reports.Result) {
	if r.o.Progress != nil {
		r.o.Progress(r.shown(result))
	}
}

// shown is a copy of a result without the secrets that are known by now.
func (r *runner) shown(result reports.Result) reports.Result {
	d := reports.Document{Results: []reports.Result{copyResult(result)}}
	r.redact(&d)
	return d.Results[0]
}

func (r *runner) keep(i int, result reports.Result) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.results[i] = &result
	for _, reading := range result.Readings {
		if !slices.Contains(r.readings, reading) {
			r.readings = append(r.readings, reading)
		}
	}
	r.tell(result)
}

// finish says what is missing, and saves the whole document.
func (r *runner) finish(ctx context.Context) (*reports.Document, error) {
	r.mu.Lock()
	partial := r.gone
	if ctx.Err() != nil {
		partial = "the run was stopped: " + context.Cause(ctx).Error()
	}
	r.mu.Unlock()
	doc := r.document(partial)
	now := time.Now()
	doc.Ended = &now
	r.redact(doc)
	if r.o.Save == nil {
		return doc, nil
	}
	// What could not be saved while it grew does not matter when the whole can.
	if err := r.o.Save(doc); err != nil {
		return doc, fmt.Errorf("save the report: %w", err)
	}
	return doc, nil
}
