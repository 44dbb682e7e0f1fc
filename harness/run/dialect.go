package run

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// variation is one reading of how an ID-CSR is to be written.
type variation struct {
	entry   ambiguity.Entry
	reading string
	apply   func(*target.Dialect)
}

// variations are tried one after another, the reference server's reading first,
// and then together, until the target issues an ID-Cert.
func variations() []variation {
	return []variation{
		{ambiguity.RequestedCapabilities, "attributes", func(d *target.Dialect) { d.Capabilities = idcert.UpstreamAttributes }},
		{ambiguity.ComponentOrder, "specific-first", func(d *target.Dialect) { d.SpecificFirst = !d.SpecificFirst }},
		{ambiguity.SessionIDTag, "utf8", func(d *target.Dialect) { d.SessionIDAsUTF8 = true }},
		{ambiguity.BearerPrefix, "bare", func(d *target.Dialect) { d.BareToken = true }},
	}
}

// dialect finds the readings under which the target issues an ID-Cert, and
// returns the session that it made; nil if it issues none under any.
func (p *preflight) dialect(ctx context.Context, a *actor.Actor) *actor.Session {
	if a.Token == "" {
		return nil
	}
	plain := p.t.Dialect
	all := variations()
	for choice := range 1 << len(all) {
		d := plain
		for i, v := range all {
			if choice&(1<<i) != 0 {
				v.apply(&d)
			}
		}
		p.t.Dialect = d
		call := a.NewIDCert()
		s, err := call.Session(call.Send(ctx))
		if err != nil {
			continue
		}
		for i, v := range all {
			if choice&(1<<i) != 0 {
				p.took(v.entry, v.reading)
			}
		}
		return s
	}
	p.t.Dialect = plain
	p.note("no ID-CSR was accepted under any known reading; checks send the plain one")
	return nil
}

func (p *preflight) took(e ambiguity.Entry, reading string) {
	r, err := e.Reading(reading)
	if err != nil {
		p.note("%v", err)
		return
	}
	p.Readings = append(p.Readings, reports.Reading{Ambiguity: string(e.ID), Reading: r.ID, Says: r.Says})
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
			return
		}
	}
	p.t.Dialect.NoTrial = "no known route gives out challenge strings (A-033)"
}
