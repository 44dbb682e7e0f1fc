package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/http/httputil"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

// side is one of two servers that meet.
type side struct {
	*plan
	target *target.Target
	found  run.Findings
}

// executeBetween runs checks between two real servers: first actors of the second
// come to the first, and then the other way round. Each way has its own reports.
func (a *app) executeBetween(ctx context.Context, p *plan) error {
	if p.shard != "" || p.rerun != "" {
		return usage("leave them out", "--shard and --rerun-failed are about runs with one server, and --peer names a second one")
	}
	var err error
	if p.checks, p.words, p.promised, err = p.choice.apply(suites.All()); err != nil {
		return err
	}
	p.checks = slices.DeleteFunc(slices.Clone(p.checks), func(c check.Check) bool { return !c.Honest })
	if len(p.checks) == 0 {
		return usage("leave --check, --suite and so on out, or choose from --suite federation", "none of the checks that were chosen can be run between two real servers")
	}
	p.words = cmp.Or(p.words, "what two servers show each other")
	q := &plan{runFlags: &runFlags{parallel: p.parallel, timeout: p.timeout, runTimeout: p.runTimeout, maxWait: p.maxWait, seed: p.seed, retries: p.retries, output: p.output.back()}, checks: p.checks, words: p.words}
	q.target.version = p.target.version
	if strings.Contains(p.peer, "://") {
		q.target.url = p.peer
	} else {
		q.target.config = p.peer
	}
	if err := q.configure(&cobra.Command{}, a); err != nil {
		return err
	}
	if err := errors.Join(q.check(), q.readWaivers()); err != nil {
		return err
	}
	for _, one := range []*plan{p, q} {
		if one.outputs, err = one.output.open(a); err != nil {
			return err
		}
	}
	ctx, end := a.interruptible(ctx, "writing what there is")
	defer end()
	docs, err := a.between(ctx, p, q)
	code := exitOK
	for _, d := range docs {
		if c := exitCode(d, nil, nil); code == exitOK || c == exitNonconformant {
			code = c
		}
	}
	if err != nil {
		a.complainEach(err)
		code = exitCode(nil, nil, err)
	}
	if code != exitOK {
		return exitStatus(code)
	}
	return nil
}

// between starts or finds both servers, lets each find the other, and has them meet.
func (a *app) between(ctx context.Context, p, q *plan) ([]*reports.Document, error) {
	defer func() {
		for _, one := range []*plan{p, q} {
			if one.server != nil {
				one.server.close(a)
			}
		}
	}()
	var sides []side
	for _, one := range []*plan{p, q} {
		if one == q {
			q.shared = p.homes.network
		}
		t, end, err := a.start(ctx, one)
		if err != nil {
			return nil, err
		}
		defer end()
		found, err := a.preflight(ctx, t, one.timeout)
		if err != nil {
			return nil, err
		}
		sides = append(sides, side{one, t, found})
	}
	if sides[0].target.Domain == sides[1].target.Domain {
		return nil, usage("start one of them for another domain, and name that in its target file", "both servers are home to %s", sides[0].target.Domain)
	}
	networks := []*peer.Network{p.homes.network}
	if q.homes.network != p.homes.network {
		networks = append(networks, q.homes.network)
	}
	for _, network := range networks {
		for _, s := range sides {
			if network == nil {
				continue // who runs already finds the other as its own network has it
			}
			if err := network.Lead(s.target.Domain, passedOn(s.target)); err != nil {
				return nil, err
			}
		}
	}
	var docs []*reports.Document
	var errs []error
	for i, s := range sides {
		d, err := a.visit(ctx, s, sides[1-i])
		if d != nil {
			docs = append(docs, d)
			err = errors.Join(err, s.outputs.finish(d))
		}
		errs = append(errs, err)
	}
	return docs, errors.Join(errs...)
}

// visit has actors of one server come to another.
func (a *app) visit(ctx context.Context, to, from side) (*reports.Document, error) {
	a.note(fmt.Sprintf("%s: actors of %s come to %s", count(len(to.checks), "check"), from.target.Domain, to.target.Domain))
	t := *to.target
	if t.Beside = from.target; to.homes.network == nil && from.server != nil {
		t.Beside, t.Peers = nil, nil
		t.NoPeers = fmt.Sprintf("it runs already, and cannot be led to %s, which this run has started", from.target.Domain)
	}
	build := thisBuild()
	progress := a.newProgress(len(to.checks))
	defer progress.end()
	o := run.Options{
		Checks: to.checks, Suite: suites.All(), Certifies: suites.Certified, Target: &t, Configured: to.plan.target.file != nil,
		Seed: to.seed, Nonce: rand.Text(), Parallel: to.parallel, CheckTimeout: to.timeout, RunTimeout: to.runTimeout, MaxWait: to.maxWait,
		Waivers: to.waived, Retries: to.retries, Selection: to.words, Flags: to.again(), Version: build.Version, Commit: build.Commit,
		Preflight: to.found, Redactor: &a.redactor, Progress: progress.result, Save: to.outputs.save,
		Complete: func(d *reports.Document) {
			d.Target.Peer = from.target.Domain
			if to.server != nil {
				to.server.complete(d)
			}
		},
	}
	if other := cmp.Or(from.plan.target.config, from.plan.target.url); other != "" {
		o.Flags = append(o.Flags, "--peer", other)
	}
	return run.Run(ctx, o)
}

// passedOn hands what is asked of a server's domain name to where the server is.
func passedOn(t *target.Target) http.Handler {
	return &httputil.ReverseProxy{Transport: t.HTTP.Transport, Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(t.URL)
		r.Out.Host = r.In.Host // the server is to see its own name
	}}
}

// back are the places of the reports about the other way: report.json becomes
// report.back.json, and a directory has them in back below it.
func (f outputFlags) back() outputFlags {
	back := outputFlags{canonical: f.canonical}
	if f.dir != "" {
		back.dir = filepath.Join(f.dir, "back")
	}
	for _, r := range f.reports {
		if ext := filepath.Ext(r); !strings.HasSuffix(r, "="+toStdout) {
			r = strings.TrimSuffix(r, ext) + ".back" + ext
		}
		back.reports = append(back.reports, r)
	}
	return back
}
