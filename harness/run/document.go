package run

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/waiver"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
)

// plan decides about a check that the target cannot be asked.
func plan(c check.Check, t *target.Target) (reports.Result, bool) {
	why := ""
	switch n := c.Needs; {
	case n.Actors && t.Driver == nil:
		why = "no actor can be had: " + cmp.Or(t.NoDriver, "the target has no driver")
	case lacks(n, t.Driver) != "":
		why = lacks(n, t.Driver)
	case n.Trials && t.Dialect.TrialPath == "":
		why = "no challenge string can be had: " + cmp.Or(t.Dialect.NoTrial, "no route of the target gives them out")
	case n.Peers && t.Peers == nil && t.Beside == nil:
		why = "no home server can run beside the target: " + cmp.Or(t.NoPeers, "nothing leads the target to one")
	case n.Domain && !t.DomainGiven:
		why = "the visible domain name is known only from the target's own ID-Cert: name it with --domain"
	case n.Admin && t.Admin == nil && (t.Driver == nil || !t.Driver.Capabilities().Has(driver.Admin)):
		why = "no administrator's account is known"
	case n.Gateway && t.NoGateway != "":
		why = t.NoGateway
	case n.Messages && !posts(t):
		why = "no message can be posted: " + noPosts(t)
	case n.Destructive && !t.Destructive:
		why = "the check loses data of the target, which was not allowed: --destructive, or allow.destructive in the target file"
	case n.Racing && t.Pace != nil:
		why = "the check sends requests that have to come at the same time, and allow.rate of the target file keeps them apart"
	case n.Racing && !t.Racing:
		why = "the check sends up to 200 requests at once, which was not allowed: --racing, or allow.racing in the target file"
	}
	if why == "" {
		return reports.Result{}, false
	}
	r := describe(c)
	r.Verdict, r.Detail = reports.Untested, why
	return r, true
}

// lacks is what the driver does not do for a check, in words; empty for nothing.
func lacks(n check.Needs, d driver.Driver) string {
	if d == nil {
		return ""
	}
	c, lacking := n.Lacking(d)
	if !lacking {
		return ""
	}
	return driver.Lacks(d.Name(), c)
}

// posts reports whether messages can be posted to a target.
func posts(t *target.Target) bool {
	return t.Posts != nil || t.Driver != nil && t.Driver.Capabilities().Has(driver.PostMessage)
}

// noPosts is why they cannot, in words.
func noPosts(t *target.Target) string {
	if t.Driver == nil {
		return cmp.Or(t.NoDriver, "the target has no driver")
	}
	return driver.Lacks(t.Driver.Name(), driver.PostMessage)
}

// describe is a result without a verdict.
func describe(c check.Check) reports.Result {
	r := reports.Result{Check: c.ID, Title: c.Title, Suite: c.Suite(), Level: c.Level(), Impact: c.Impact()}
	for _, req := range c.Decides {
		r.Requirements = append(r.Requirements, req.ID)
	}
	return r
}

// result turns an outcome into what a report says of it.
func (r *runner) result(c check.Check, o check.Outcome, log []*client.Exchange, took time.Duration) reports.Result {
	res := describe(c)
	res.Verdict, res.Detail, res.Expected, res.Actual = o.Verdict, o.Detail, o.Expected, o.Actual
	res.Readings = o.Readings
	ms := took.Milliseconds()
	res.DurationMS = &ms
	if o.Verdict == reports.Blocked {
		res.BlockedBy = r.decider(c, o.BlockedOn)
	}
	if o.Verdict == reports.Pass {
		return res
	}
	res.Reproduce = &reports.Reproduce{Command: r.command(c)}
	if o.Decisive != nil {
		res.Reproduce.Curl = curl(o.Decisive)
	}
	res.Exchanges, res.Left = exchanges(log, o.Decisive)
	return res
}

func (r *runner) command(c check.Check) string {
	words := []string{"p2conform run"}
	for _, word := range r.o.Start {
		words = append(words, shellWord(word))
	}
	if t := r.o.Target; !t.Embedded && !r.o.Configured {
		if len(r.o.Start)+len(r.o.StartAfter) == 0 {
			words = append(words, "--target", shellWord(t.URL.Redacted()))
		}
		if t.DomainGiven {
			words = append(words, "--domain", shellWord(t.Domain))
		}
	}
	words = append(words, "--check", c.ID)
	for _, flag := range r.o.Flags {
		words = append(words, shellWord(flag))
	}
	words = append(words, fmt.Sprintf("--seed %d", r.o.Seed))
	for _, word := range r.o.StartAfter {
		words = append(words, shellWord(word))
	}
	return strings.Join(words, " ")
}

func (r *runner) document(partial string) *reports.Document {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.documentLocked(partial)
}

// documentLocked is the document as it stands, with partial where something is
// missing.
func (r *runner) documentLocked(partial string) *reports.Document {
	o, t := r.o, r.o.Target
	started := r.started // a copy: who keeps the document keeps nothing else of the run
	d := &reports.Document{
		Schema: reports.Schema,
		Suite:  reports.Suite{Version: o.Version, Commit: o.Commit},
		Spec:   reports.Spec{Prose: catalog.Prose, API: t.API.Version(), Digest: Digest(t.API.Version())},
		Target: reports.Target{Name: t.Name, Version: t.Version, Contact: t.Contact, URL: t.URL.Redacted(), Domain: t.Domain, Embedded: t.Embedded, Driver: "none", Gateway: t.Gateway},
		Settings: reports.Settings{
			Seed: o.Seed, Parallel: o.Parallel, CheckTimeout: o.CheckTimeout.String(),
			RunTimeout: o.RunTimeout.String(), MaxWait: o.MaxWait.String(), Selection: o.Selection, Parts: o.Parts,
		},
		Started: &started,
		Notes:   slices.Clone(o.Preflight.Notes),
		Results: []reports.Result{},
	}
	if t.Driver != nil {
		d.Target.Driver = t.Driver.Name()
	}
	if r.again {
		d.Notes = append(d.Notes, saidAgain("during the checks"))
	}
	for _, result := range r.results {
		if result == nil {
			d.Partial = cmp.Or(partial, "the run ended early")
			continue
		}
		d.Results = append(d.Results, copyResult(*result))
	}
	explain(d.Results, o.Suite)
	d.Readings = mergeReadings(o.Preflight.Readings, r.readings)
	d.Requirements = describeAll(requirementsOf(o.Checks))
	d.Contents = contents(t.API, o.Suite)
	d.Count()
	d.Claims = claims(d, o.Suite, o.Checks, o.Certifies)
	if note := flakes(d.Results); note != "" {
		d.Notes = append(d.Notes, note)
	}
	if len(o.Waivers) > 0 {
		waiver.Apply(d, o.Waivers, o.now())
	}
	if o.Unclaimed != "" {
		d.Notes = append(d.Notes, o.Unclaimed)
		for i := range d.Claims {
			if d.Claims[i].Claim == reports.Conformant {
				d.Claims[i].Claim = reports.Incomplete
			}
		}
	}
	if o.Complete != nil {
		o.Complete(d)
	}
	return d
}

// claims are what a document lets the target say of the profiles that are
// certified; none is all of them.
func claims(d *reports.Document, suite, chosen []check.Check, certifies []requirement.Profile) []reports.Claim {
	list := reports.Claims(d, describeAll(requirementsOf(suite)))
	if len(certifies) > 0 {
		list = slices.DeleteFunc(list, func(c reports.Claim) bool { return !slices.Contains(certifies, c.Profile) })
	}
	withhold(list, suite, chosen)
	return list
}

// withhold takes back claims of conformance that rest on a selection: a profile
// is only conformant where every check of its MUSTs was chosen.
func withhold(claims []reports.Claim, suite, chosen []check.Check) {
	asked := map[string]bool{}
	for _, c := range chosen {
		asked[c.ID] = true
	}
	for _, c := range suite {
		if asked[c.ID] {
			continue
		}
		for _, req := range c.Decides {
			for i := range claims {
				if claims[i].Profile == req.Profile && req.Level.Binding() && claims[i].Claim == reports.Conformant {
					claims[i].Claim = reports.Incomplete
				}
			}
		}
	}
}

// mergeReadings lists every reading once, in the order of the register's ids.
func mergeReadings(lists ...[]reports.Reading) []reports.Reading {
	out := []reports.Reading{}
	for _, list := range lists {
		for _, reading := range list {
			same := func(r reports.Reading) bool { return r.Ambiguity == reading.Ambiguity && r.Reading == reading.Reading }
			if !slices.ContainsFunc(out, same) {
				out = append(out, reading)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b reports.Reading) int {
		return cmp.Or(cmp.Compare(a.Ambiguity, b.Ambiguity), cmp.Compare(a.Reading, b.Reading))
	})
	return out
}

// requirementsOf lists what checks decide, in catalogue order.
func requirementsOf(checks []check.Check) []requirement.Requirement {
	named := map[requirement.ID]bool{}
	for _, c := range checks {
		for _, req := range c.Decides {
			named[req.ID] = true
		}
	}
	var out []requirement.Requirement
	for _, req := range catalog.All() {
		if named[req.ID] {
			out = append(out, req)
		}
	}
	return out
}

func describeAll(reqs []requirement.Requirement) []reports.Requirement {
	out := make([]reports.Requirement, 0, len(reqs))
	for _, r := range reqs {
		out = append(out, reports.Describe(r))
	}
	return out
}
