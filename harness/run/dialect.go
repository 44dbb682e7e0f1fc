package run

import (
	"cmp"
	"context"
	"errors"
	"net/http"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// variation is one reading of how an ID-CSR is to be written: how to go over to
// it, and whether a dialect has it.
type variation struct {
	entry   ambiguity.Entry
	reading string
	apply   func(*target.Dialect)
	taken   func(target.Dialect) bool
}

// variations are tried one after another, the reference server's reading first,
// and then together, until the target issues an ID-Cert.
func variations() []variation {
	return []variation{
		{
			ambiguity.RequestedCapabilities, "attributes",
			func(d *target.Dialect) { d.Capabilities = idcert.UpstreamAttributes },
			func(d target.Dialect) bool { return d.Capabilities == idcert.UpstreamAttributes },
		},
		{
			ambiguity.ComponentOrder, "specific-first",
			func(d *target.Dialect) { d.SpecificFirst = !d.SpecificFirst },
			func(d target.Dialect) bool { return d.SpecificFirst },
		},
		{
			ambiguity.SessionIDTag, "utf8",
			func(d *target.Dialect) { d.SessionIDAsUTF8 = true },
			func(d target.Dialect) bool { return d.SessionIDAsUTF8 },
		},
		{
			ambiguity.BearerPrefix, "bare",
			func(d *target.Dialect) { d.BareToken = true },
			func(d target.Dialect) bool { return d.BareToken },
		},
	}
}

// dialects are all ways to write an ID-CSR, each after those that differ less from
// the plain one.
func dialects(plain target.Dialect) []target.Dialect {
	all := variations()
	out := make([]target.Dialect, 0, 1<<len(all))
	for choice := range 1 << len(all) {
		d := plain
		for i, v := range all {
			if choice&(1<<i) != 0 {
				v.apply(&d)
			}
		}
		out = append(out, d)
	}
	return out
}

// use goes over to a dialect. Where the domain is known from the ID-Cert alone, the
// order of its components decides what it is.
func (p *preflight) use(d target.Dialect, a *actor.Actor) {
	p.t.Dialect = d
	if p.components != nil {
		order := p2.GeneralFirst
		if d.SpecificFirst {
			order = p2.SpecificFirst
		}
		p.t.Domain = p.components.Domain(order)
		a.FID.Domain = p.t.Domain
	}
}

// login logs an actor in that got no token before. Where that takes an ID-CSR,
// the readings matter already.
func (p *preflight) login(ctx context.Context, a *actor.Actor) {
	plain := p.t.Dialect
	var first error
	for _, d := range dialects(plain) {
		p.use(d, a)
		err := a.Login(ctx)
		if err == nil {
			return
		}
		first = cmp.Or(first, err)
		var got *actor.LoginError
		if !errors.As(err, &got) || got.Response == nil || got.Response.Err != nil || got.Response.Status == http.StatusTooManyRequests {
			break
		}
	}
	p.use(plain, a)
	p.note("the driver could not log in: %v", first)
}

// dialect finds the readings under which the target issues an ID-Cert, and
// returns the session that it made; nil if it issues none under any.
func (p *preflight) dialect(ctx context.Context, a *actor.Actor) *actor.Session {
	if a.Token == "" {
		return nil
	}
	plain := p.t.Dialect
	for _, d := range dialects(plain) {
		p.use(d, a)
		call := a.NewIDCert()
		res := call.Send(ctx)
		s, err := call.Session(res)
		if res.Err != nil || res.Status == http.StatusTooManyRequests {
			p.use(plain, a)
			p.note("an ID-CSR got no answer that says how it is to be written (%s); checks send the plain one", actor.Line(res))
			return nil
		}
		if err != nil {
			continue
		}
		for _, v := range variations() {
			if v.taken(d) {
				p.took(v.entry, v.reading)
			}
		}
		if p.components != nil && d.SpecificFirst {
			p.note("it issues ID-Certs for the visible domain name %q alone, so that is its own", p.t.Domain)
		}
		p.pathForm(ctx, a)
		return s
	}
	p.use(plain, a)
	p.note("no ID-CSR was accepted under any known reading; checks send the plain one")
	return nil
}

// pathForm finds out how a federation ID stands in a path: with its "@" as it is,
// or percent-encoded where only that is found.
func (p *preflight) pathForm(ctx context.Context, a *actor.Actor) {
	if listed(a.Certs().Send(ctx)) {
		return
	}
	p.t.Dialect.EscapedAt = true
	if listed(a.Certs().Send(ctx)) {
		p.took(ambiguity.FIDInPath, "escaped")
		return
	}
	p.t.Dialect.EscapedAt = false
}

// listed reports an answer with at least one certificate.
func listed(res *client.Response) bool {
	if !res.OK() {
		return false
	}
	entries, err := p2.ParseCacheableCerts(res.Body)
	return err == nil && len(entries) > 0
}

func (p *preflight) took(e ambiguity.Entry, reading string) {
	r, err := e.Reading(reading)
	if err != nil {
		p.note("%v", err)
		return
	}
	p.Readings = append(p.Readings, reports.Reading{Ambiguity: string(e.ID), Reading: r.ID, Says: r.Says})
}

// solution finds the form in which a completed trial is taken: the JSON type of
// the serial number and the encoding of the signature. A target
// that takes none of them, or lets no actor of its own log in so, keeps the
// plain form.
func (p *preflight) solution(ctx context.Context, s *actor.Session) {
	if s == nil {
		return
	}
	plain := p.t.Dialect
	for choice := range 4 {
		p.t.Dialect.SerialAsString = choice&1 != 0
		p.t.Dialect.SignatureAsBase64 = choice&2 != 0
		trial, err := p2.ParseKeyTrial(s.NewTrial(plain.TrialPath).Send(ctx).Body)
		if err != nil {
			break
		}
		if res := s.CompleteTrial(trial.Trial).Send(ctx); res.OK() {
			if p.t.Dialect.SerialAsString {
				p.took(ambiguity.TrialSerialType, "string")
			}
			if p.t.Dialect.SignatureAsBase64 {
				p.took(ambiguity.TrialSignatureForm, "base64")
			}
			return
		}
	}
	p.t.Dialect = plain
}

// trialSources are the routes that may give out a challenge string, by the
// reading of A-033 that has them.
var trialSources = []struct{ reading, path string }{
	{"get-session-auth", "/session/auth"},
	{"get-challenge", "/challenge"},
}

// trials looks for a route that gives out challenge strings, with the token of a
// session if there is one.
func (p *preflight) trials(ctx context.Context, s *actor.Session) {
	for _, source := range trialSources {
		r := client.Request{Method: http.MethodGet, Path: client.Base + source.path, Header: http.Header{}}
		if s != nil {
			call := s.NewTrial(source.path)
			r = call.Request
		}
		res := p.c.Do(ctx, r)
		if !res.OK() {
			continue
		}
		if _, err := p2.ParseKeyTrial(res.Body); err == nil {
			p.t.Dialect.TrialPath = source.path
			p.took(ambiguity.TrialSource, source.reading)
			p.solution(ctx, s)
			return
		}
	}
	p.t.Dialect.NoTrial = "no known route gives out challenge strings (A-033)"
}
