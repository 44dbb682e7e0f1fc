package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"slices"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/targetfile"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// plan is a run whose flags have all been read.
type plan struct {
	*runFlags
	checks   []check.Check
	words    string
	promised []requirement.Profile
	// parts is the one of --shard; nil without.
	parts   *reports.Parts
	outputs *outputs
	// server is what the run has started; nil where it asks another one.
	server *started
	// homes are the home servers beside it, and shared the network that they are to be
	// in; nil for one of their own.
	homes  *homes
	shared *peer.Network
	// asked is the target, as soon as it is known, and found what the preflight
	// noticed.
	asked *target.Target
	found run.Findings
}

// softMemory is from how many bytes on a run looks harder for memory that it does
// not use any more: a target may send much that is soon forgotten.
const softMemory = 128 << 20

// execute runs the checks, writes the reports and says what it came to by an
// exitStatus. Whatever is wrong with the flags comes to light before a server is
// asked.
func (a *app) execute(ctx context.Context, f *runFlags) error {
	p := &plan{runFlags: f}
	if f.peer != "" {
		return a.executeBetween(ctx, p)
	}
	var err error
	if p.checks, p.words, p.promised, err = f.choice.apply(suites.All()); err != nil {
		return err
	}
	if err := a.narrow(p); err != nil {
		return err
	}
	for _, name := range p.promised {
		if !slices.Contains(suites.Certified, name) {
			return usage("--select profile:"+string(name)+" runs the checks that there are", "no server can be certified for the profile %s yet", name)
		}
	}
	if p.outputs, err = f.output.open(a); err != nil {
		return err
	}
	p.outputs.promised = p.promised
	if limit := debug.SetMemoryLimit(-1); limit == math.MaxInt64 { // nor has the environment one
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(softMemory))
	}
	ctx, end := a.interruptible(ctx, "writing what there is")
	defer end()
	// The reports come first: what was started may take its time to end.
	defer p.end(a)
	d, err := a.ask(ctx, p)
	if d == nil && exitCode(nil, nil, err) == exitUnknown {
		d = a.unasked(ctx, p, err)
	}
	if d != nil {
		err = errors.Join(err, p.outputs.finish(d))
	}
	if err != nil {
		a.complainEach(err)
	}
	code := exitCode(d, p.promised, err)
	if code == exitOK && p.words == "" && p.unclaimed() != "" {
		code = exitUnknown // whatever is waived
	}
	if err == nil {
		a.remark(d, code)
	}
	if code != exitOK {
		return exitStatus(code)
	}
	return nil
}

// remark says why the exit code is not what the result's last line suggests.
func (a *app) remark(d *reports.Document, code int) {
	overall := reports.Overall(d)
	switch {
	case code == exitOK && overall != reports.Conformant:
		a.note("what was chosen holds, so the exit code is 0; a claim needs every check of its profile")
	case code == exitUnknown && overall == reports.Conformant:
		s := d.Summary
		a.complain(&problem{
			what: fmt.Sprintf("not everything was found out (%d blocked, %d untested, %d errors), so the exit code is 3", s.Blocked, s.Untested, s.Error),
			hint: "leave out what this server cannot be asked, with --profile, --check or --select",
		})
	}
}

// ask starts or finds the server, and runs the checks against it.
func (a *app) ask(ctx context.Context, p *plan) (*reports.Document, error) {
	t, end, err := a.start(ctx, p)
	if err != nil {
		return nil, err
	}
	defer end()
	if err := a.reset(ctx, t); err != nil {
		return nil, err
	}
	against := ""
	if p.target.version != openapi.Newest {
		against = "API " + p.target.version + ", "
	}
	a.note(fmt.Sprintf("%s against %s (%sseed %d%s)", count(len(p.checks), "check"), whereIs(t), against, p.seed, p.doing(t)))
	for _, line := range p.target.halfAllowed(t) {
		a.note(line)
	}
	p.found, err = a.preflight(ctx, t, p.timeout)
	switch {
	case err != nil && p.server != nil && ctx.Err() == nil:
		return nil, p.server.explain(err)
	case err != nil:
		return nil, err
	}
	progress := a.newProgress(len(p.checks))
	defer progress.end()
	o := p.options(a, t)
	o.Nonce, o.Progress, o.Save = nonce(t), progress.result, p.outputs.save
	if p.server != nil {
		var unwatch context.CancelFunc
		ctx, unwatch = p.server.watch(ctx)
		defer unwatch()
		o.Gone = p.server.why
		o.Progress = func(r reports.Result) {
			p.server.progress(r)
			progress.result(r)
		}
	}
	return run.Run(ctx, o)
}

// options are what the run is asked to do to a target.
func (p *plan) options(a *app, t *target.Target) run.Options {
	build := thisBuild()
	o := run.Options{
		Checks: p.checks, Suite: suites.All(), Certifies: suites.Certified, Target: t,
		Configured: p.target.file != nil, Unclaimed: p.unclaimed(), Waivers: p.waived, Retries: p.retries,
		Seed: p.seed, Parallel: p.parallel,
		CheckTimeout: p.timeout, RunTimeout: p.runTimeout, MaxWait: p.maxWait,
		Selection: p.words, Parts: p.parts, Flags: p.again(),
		Version: build.Version, Commit: build.Commit,
		Preflight: p.found, Redactor: &a.redactor,
	}
	if p.server != nil {
		o.Start, o.StartAfter, o.Complete = p.launch.words(), p.launch.after(), p.server.complete
	}
	return o
}

// preflight looks at the server before any check runs, for no longer than one
// check may take.
func (a *app) preflight(ctx context.Context, t *target.Target, limit time.Duration) (run.Findings, error) {
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	found, err := run.Preflight(bounded, t, &a.redactor)
	switch {
	case ctx.Err() != nil:
		return found, fmt.Errorf("no check was run: %w", context.Cause(ctx))
	case errors.Is(err, context.DeadlineExceeded) && !errors.As(err, new(*run.Problem)):
		return found, &problem{
			code: exitUnknown, err: err, hint: "allow more with --timeout",
			what: fmt.Sprintf("%s answers too slowly to be asked: the first look at it took more than %s", whereIs(t), limit),
		}
	}
	return found, err
}

// start finds or starts the server, and its driver.
func (a *app) start(ctx context.Context, p *plan) (*target.Target, func(), error) {
	var operator driver.Operator
	t, end, err := (*target.Target)(nil), func() {}, error(nil)
	var beside *homes
	if p.launcher != nil || p.target.url != "" {
		if beside, err = p.target.homes(); err != nil {
			return nil, nil, err
		}
		if p.shared != nil && beside.network != nil && beside.public == nil {
			beside.network = p.shared
		}
		p.homes = beside
	}
	switch {
	case p.launcher != nil:
		if t, p.server, err = a.launch(ctx, p, beside); err == nil {
			end = func() { t.HTTP.CloseIdleConnections(); beside.close() }
			beside.lead(t, p.server)
		}
	case p.target.url != "":
		if t, err = p.target.remote(); err == nil {
			end = func() { t.HTTP.CloseIdleConnections(); beside.close() }
			beside.lead(t, nil)
		}
	default:
		var e *target.Embedded
		if e, err = p.target.reference(p.seed); err == nil {
			// Nothing that the end of a server in memory could say matters here.
			t, operator, end = e.Target, e.Operator, func() { _ = e.Close() }
			p.homes = &homes{network: e.Peers}
		}
	}
	p.asked = t
	if err != nil {
		beside.close()
		return nil, nil, err
	}
	d, err := p.target.driver.start(a, t, operator)
	if err != nil {
		end()
		return nil, nil, err
	}
	if d != nil {
		t.Driver = d
	}
	return t, func() { a.closeDriver(d); end() }, nil
}

// reset has the driver bring the server back to its beginning, where it can and
// the user lets it lose data.
func (a *app) reset(ctx context.Context, t *target.Target) error {
	if t.Driver == nil || !t.Destructive || !t.Driver.Capabilities().Has(driver.Reset) {
		return nil
	}
	if err := t.Driver.Reset(ctx, t.NewClient(check.Secrets(a.redactor.Add))); err != nil {
		return &problem{code: exitUnknown, err: err, what: fmt.Sprintf("the driver %s cannot reset the server: %v", t.Driver.Name(), err)}
	}
	return nil
}

// doing says what is done to a server that is not our own, beyond asking it.
func (p *plan) doing(t *target.Target) string {
	if t.Embedded {
		return ""
	}
	says := fmt.Sprintf(", %d side by side", p.parallel)
	if t.Pace != nil {
		says += fmt.Sprintf(", at most %g requests in a second", p.target.file.Allow.Rate)
	}
	switch {
	case t.Destructive && t.Racing:
		return says + ", with checks that lose its data, and some that send it up to 200 requests at once"
	case t.Destructive:
		return says + ", with checks that lose its data"
	case t.Racing:
		return says + ", with checks that send it up to 200 requests at once"
	}
	return says
}

// unclaimed says why the run makes no claim, or nothing.
func (p *plan) unclaimed() string {
	if p.timeout <= targetfile.LongestCheck {
		return ""
	}
	return fmt.Sprintf("no claim of conformance is made, since a check may take %s: with more than %s a server is too slow for others to work with", p.timeout, targetfile.LongestCheck)
}

// nonce keeps two runs of one seed apart on a server that remembers the first.
// The embedded one remembers nothing, and two runs of it can be compared.
func nonce(t *target.Target) string {
	if t.Embedded {
		return ""
	}
	return rand.Text()
}

func whereIs(t *target.Target) string {
	if t.Embedded {
		return t.Name
	}
	return t.URL.String()
}

// complainEach complains about errors that were joined, one after another.
func (a *app) complainEach(err error) {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			a.complainEach(e)
		}
		return
	}
	a.complain(err)
}
