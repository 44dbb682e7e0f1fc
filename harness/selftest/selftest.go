// Package selftest proves the suite on itself. It runs checks against the
// reference server with each of its faults, against servers that are none, and
// against the reference server as it is, and says where a check did not notice,
// where one noticed what was not there, and which no fault trips.
package selftest

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// Options are what a self-test runs.
type Options struct {
	Checks []check.Check
	Faults []homeserver.Fault
	// Variants are other readings, on which nothing may fail.
	Variants []homeserver.Variant
	// Probed are the ambiguities whose reading is found out before any check
	// runs. Those that checks find out are in their Probes.
	Probed []ambiguity.Entry
	Nulls  []Null
	// Whole runs all checks on all servers. Else, on one with a fault or another
	// reading, those are left out that reach nothing of what it replaces: their verdict
	// is the one on the reference server.
	Whole bool
	// Brief leaves out all checks on a server with a fault but those that are to notice
	// it and the sample: it finds what is missed, and of what trips a part.
	Brief bool
	// Sample is about how many of those that could be left out are run all the same,
	// drawn by the seed and the server's name.
	Sample int
	// Parallel is how many servers are tested side by side, beside one that is
	// none; default 2.
	Parallel int
	// Seed makes keys and names.
	Seed int64
	// Progress is called when a server is done, one call at a time.
	Progress func(name string)

	// All servers but the one on a socket are asked at one time, which stands still
	// while nobody moves it, and draw the same for the same requests: they make the
	// same signatures, and remember those of each other.
	memory *idcert.Memory
	start  time.Time
	reach  *reach // nil where all checks are run
}

// Report is what a self-test found. All its lists but Rows are empty where the
// suite is proven.
type Report struct {
	// Checks are the columns of the matrix.
	Checks []string `json:"checks"`
	// Rows are the servers: the reference, each fault, each null server.
	Rows []Row `json:"rows"`
	// Missed are requirements that a fault breaks and no check noticed.
	Missed []Finding `json:"missed"`
	// Tripped are checks that failed although the fault does not break what
	// they decide, or that did not pass on the reference server.
	Tripped []Finding `json:"tripped"`
	// Alarms are checks that failed, or could not be decided, on a server that
	// keeps the spec under another reading.
	Alarms []Finding `json:"alarms"`
	// Misread are readings that were not found out, or taken for others: on the
	// reference server the first of each entry that is probed, on a variant its
	// own.
	Misread []Finding `json:"misread"`
	// Passed are checks that passed on a null server.
	Passed []Finding `json:"passed"`
	// Strayed are checks that came to something else on a server than on the
	// reference, although they reach nothing that it replaces: what was left out was
	// left out wrongly, or what they meet is not their own.
	Strayed []Finding `json:"strayed"`
	// Unproven are checks that no fault makes fail.
	Unproven []string `json:"unproven"`
	// LeftOut is how many verdicts in Rows were not asked for, and are those on the
	// reference server.
	LeftOut int `json:"leftOut"`
}

// Row is one server, and what each check came to on it.
type Row struct {
	Server   string            `json:"server"`
	Kind     Kind              `json:"kind"`
	Breaks   []string          `json:"breaks,omitempty"`
	Verdicts []reports.Verdict `json:"verdicts"`
}

// Kind is the kind of server in a row.
type Kind string

// The kinds.
const (
	Reference   Kind = "reference"
	FaultKind   Kind = "fault"
	VariantKind Kind = "variant"
	NullServer  Kind = "null"
)

// Finding is one thing that is wrong with the suite.
type Finding struct {
	Server string `json:"server"`
	// Subject is the id of a requirement (Missed), of an ambiguity (Misread) or
	// of a check.
	Subject string `json:"subject"`
	Why     string `json:"why"`
}

// OK reports that the suite is proven.
func (r *Report) OK() bool {
	return len(r.Missed) == 0 && len(r.Tripped) == 0 && len(r.Alarms) == 0 && len(r.Misread) == 0 && len(r.Passed) == 0 &&
		len(r.Strayed) == 0 && len(r.Unproven) == 0
}

// lighten drops what the judgement does not look at: the exchanges of a thousand
// runs are more than a machine holds.
func lighten(d *reports.Document) {
	if d == nil {
		return
	}
	d.Contents, d.Requirements = nil, nil
	for i := range d.Results {
		d.Results[i].Exchanges, d.Results[i].Reproduce = nil, nil
	}
}

// Run runs the self-test. An error means that a server could not be run, or that
// ctx ended, not that the suite is wrong.
func Run(ctx context.Context, o Options) (*Report, error) {
	if o.Parallel <= 0 {
		o.Parallel = 2
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	o.memory, o.start = &idcert.Memory{}, time.Now()
	if !o.Whole && len(o.Faults)+len(o.Variants) > 0 {
		var err error
		if o.reach, err = o.trace(ctx); err != nil && ctx.Err() == nil {
			return nil, fmt.Errorf("find out which checks reach what on the reference server: %w", err)
		}
	}
	servers := o.servers()
	outcomes := make([]outcome, len(servers))
	errs := make([]error, len(servers))
	var mu sync.Mutex
	one := func(i int) {
		outcomes[i], errs[i] = servers[i].run(ctx, o)
		lighten(outcomes[i].doc)
		mu.Lock()
		defer mu.Unlock()
		o.Progress(servers[i].name)
	}
	waiting, working := apart(servers)
	var wg sync.WaitGroup
	wg.Go(func() { side(ctx, waiting, 1, one) })
	wg.Go(func() { side(ctx, working, o.Parallel, one) })
	wg.Wait()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("the self-test was stopped: %w", context.Cause(ctx))
	}
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("self-test on %s: %w", servers[i].name, err)
		}
	}
	return o.judge(servers, outcomes), nil
}

// server is one row to be: the reference as it is, with a fault or with another
// reading, or a null server.
type server struct {
	name    string
	kind    Kind
	fault   homeserver.Fault
	variant homeserver.Variant
	null    Null
}

// behaviour is what a server of ours does differently.
func (s server) behaviour() homeserver.Behaviour {
	var b homeserver.Behaviour
	switch {
	case s.fault.Set != nil:
		s.fault.Set(&b)
	case s.variant.Set != nil:
		s.variant.Set(&b)
	}
	return b
}

func (o Options) servers() []server {
	list := []server{{name: "reference", kind: Reference}}
	for _, f := range o.Faults {
		list = append(list, server{name: f.Name, kind: FaultKind, fault: f})
	}
	for _, v := range o.Variants {
		list = append(list, server{name: v.Name(), kind: VariantKind, variant: v})
	}
	for _, n := range o.Nulls {
		list = append(list, server{name: n.Name, kind: NullServer, null: n})
	}
	return list
}

// apart tells the servers that are none from the others. On them checks wait for
// answers: they take time, and nothing that the others need.
func apart(servers []server) (waiting, working []int) {
	for i, s := range servers {
		if s.kind == NullServer {
			waiting = append(waiting, i)
		} else {
			working = append(working, i)
		}
	}
	return waiting, working
}

// side calls one for each place, at most n side by side, until ctx ends.
func side(ctx context.Context, places []int, n int, one func(int)) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, len(places)) {
		wg.Go(func() {
			for i := range next {
				one(i)
			}
		})
	}
	for _, i := range places {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
}

// Timeouts: a check on a healthy loopback server takes milliseconds; one on a
// server that never answers is waited for no longer than this.
const (
	faultTimeout = 30 * time.Second
	nullTimeout  = 500 * time.Millisecond
)

func (s server) run(ctx context.Context, o Options) (outcome, error) {
	opts := run.Options{Suite: o.Checks, Seed: o.Seed, Parallel: 4, CheckTimeout: faultTimeout, Trusted: true}
	var e *target.Embedded
	var err error
	if s.kind == NullServer {
		opts.CheckTimeout, opts.KeepGoing, opts.Parallel = nullTimeout, true, 64
		e, err = s.null.start()
	} else {
		e, err = target.StartEmbedded(target.EmbeddedOptions{
			Seed: o.Seed, Behaviour: s.behaviour(), InMemory: s.kind != Reference, Memory: o.memory,
			Start: o.start, Still: s.kind != Reference, Recurring: true,
		})
	}
	if err != nil {
		return outcome{}, err
	}
	defer e.Close() // nothing that a test server's end could say matters here
	if s.kind != NullServer {
		// A fault may be so bad that the preflight gives up; the checks say what
		// it is all the same.
		opts.Preflight, _ = run.Preflight(ctx, e.Target, nil)
	}
	var got outcome
	opts.Target = e.Target
	if opts.Checks, got.unreached = o.chosen(s, e.Target); len(opts.Checks) == 0 {
		got.doc = &reports.Document{}
		return got, nil
	}
	got.doc, err = run.Run(ctx, opts)
	return got, err
}

func (o Options) judge(servers []server, outcomes []outcome) *Report {
	r := &Report{
		Checks: []string{}, Rows: []Row{}, Missed: []Finding{}, Tripped: []Finding{},
		Alarms: []Finding{}, Misread: []Finding{}, Passed: []Finding{}, Strayed: []Finding{}, Unproven: []string{},
	}
	for _, c := range o.Checks {
		r.Checks = append(r.Checks, c.ID)
	}
	proven := map[string]bool{}
	for i, s := range servers {
		row := Row{Server: s.name, Kind: s.kind}
		for _, id := range s.fault.Breaks {
			row.Breaks = append(row.Breaks, string(id))
		}
		noticed := map[string]bool{}
		for j, c := range o.Checks {
			result, asked := o.resultOf(outcomes[i], c)
			if !asked {
				r.LeftOut++
			}
			row.Verdicts = append(row.Verdicts, result.Verdict)
			o.judgeOne(r, s, o.Checks[j], result, noticed)
			if s.kind == FaultKind && broken(result.Verdict) && decidesAny(c, s.fault) {
				proven[c.ID] = true
			}
		}
		for _, id := range row.Breaks {
			if !noticed[id] {
				r.Missed = append(r.Missed, Finding{s.name, id, "no check of this requirement failed"})
			}
		}
		r.Rows = append(r.Rows, row)
		r.Misread = append(r.Misread, o.misread(s, outcomes[i].doc)...)
		r.Strayed = append(r.Strayed, o.strayed(s, outcomes[i])...)
	}
	for _, c := range o.Checks {
		if !proven[c.ID] {
			r.Unproven = append(r.Unproven, c.ID)
		}
	}
	return r
}

// judgeOne holds one verdict against what the server is.
func (o Options) judgeOne(r *Report, s server, c check.Check, result reports.Result, noticed map[string]bool) {
	v := result.Verdict
	why := fmt.Sprintf("%s: expected %s, got %s %s", v, result.Expected, result.Actual, result.Detail)
	switch s.kind {
	case NullServer:
		if v == reports.Pass {
			r.Passed = append(r.Passed, Finding{s.name, c.ID, why})
		}
	case Reference:
		if v != reports.Pass {
			r.Tripped = append(r.Tripped, Finding{s.name, c.ID, why})
		}
	case VariantKind:
		switch v {
		case reports.Pass, reports.Untested, reports.NotApplicable:
		case reports.Warn: // a SHOULD that this reading does not keep: it counts nowhere
		default:
			r.Alarms = append(r.Alarms, Finding{s.name, c.ID, why})
		}
	case FaultKind:
		switch {
		case broken(v) && decidesAny(c, s.fault):
			for _, req := range c.Decides {
				noticed[string(req.ID)] = true
			}
		case s.fault.Loses() && v == reports.Fail && result.Expected == check.Kept: // that is for any check to notice
		case broken(v) || v == reports.Error:
			r.Tripped = append(r.Tripped, Finding{s.name, c.ID, why})
		}
	}
}

func broken(v reports.Verdict) bool { return v == reports.Fail || v == reports.Warn }

func decidesAny(c check.Check, f homeserver.Fault) bool {
	for _, req := range c.Decides {
		if slices.Contains(f.Breaks, req.ID) {
			return true
		}
	}
	return false
}

// Null is a server that is no polyproto server at all.
type Null struct {
	Name    string
	Handler http.Handler
}
