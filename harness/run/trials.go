package run

import (
	"context"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// trials looks for where challenge strings are given out, with the token
// of a session if there is one, and for how they are answered.
func (p *preflight) trials(ctx context.Context, s *actor.Session) {
	plain := p.t.Dialect
	sources := []target.Way{}
	for _, w := range target.WaysOf("trial-source") {
		told, isTold := p.t.ToldOf(w.Topic)
		if w.Reading != "out-of-band" && (!isTold || told.Name() == w.Name()) {
			sources = append(sources, w)
		}
	}
	for _, named := range p.namings(s) {
		for _, source := range sources {
			p.t.Dialect = plain
			p.t.Dialect.NamedTrial = named
			source.Apply(&p.t.Dialect)
			res := p.askTrial(ctx, s)
			if !givesTrial(res.Body) || !res.OK() && !p.t.Dialect.FirstAnswer {
				continue
			}
			p.took(ambiguity.TrialSource, source.Reading)
			if named {
				p.took(ambiguity.TrialAuthentication, "named")
			}
			if trial, err := p2.ParseKeyTrial(res.Body); err == nil {
				p.solution(ctx, s, trial)
			}
			return
		}
	}
	p.t.Dialect = plain
	told, isTold := p.t.ToldOf("trial-source")
	if isTold && told.Reading != "out-of-band" {
		p.t.Dialect.TrialPath, p.t.Dialect.FirstAnswer = "", false
		p.t.Dialect.NoTrial = fmt.Sprintf("the target gives out no challenge strings where it was told to (%s)", told.Name())
		p.note("%s", p.t.Dialect.NoTrial)
		return
	}
	for _, w := range target.WaysOf("trial-source") {
		if w.Reading == "out-of-band" {
			w.Apply(&p.t.Dialect)
		}
	}
	if isTold {
		p.t.Dialect.NoTrial = fmt.Sprintf("the run was told that no known route gives out challenge strings (%s)", told.Name())
	}
	if s != nil { // nobody was asked as anybody: others may be given them
		p.took(ambiguity.TrialSource, "out-of-band")
	}
}

// namings are whether the request names the actor: at first not, and only
// where there is one to name.
func (p *preflight) namings(s *actor.Session) []bool {
	told, isTold := p.t.ToldOf("trial-named")
	switch {
	case isTold:
		return []bool{told.Reading == "named"}
	case s == nil:
		return []bool{false}
	}
	return []bool{false, true}
}

// askTrial asks for a challenge string in the dialect of the target.
func (p *preflight) askTrial(ctx context.Context, s *actor.Session) *client.Response {
	if s != nil {
		return s.NewTrial().Send(ctx)
	}
	r := client.Request{Method: http.MethodGet, Path: client.Base + p.t.Dialect.TrialPath, Header: http.Header{}}
	if p.t.Dialect.FirstAnswer {
		r.Method, r.Body = http.MethodPost, []byte("{}")
		r.Header.Set("Content-Type", "application/json")
	}
	return p.c.Do(ctx, r)
}

// solutionTopics are what may be written otherwise in a completed trial, the
// likeliest first.
var solutionTopics = []string{"serial", "signature", "solver"}

// mostSolutions is in how many dialects a completed trial is sent until it is
// granted.
const mostSolutions = 12

// solution finds the form in which a completed trial is taken. A target that takes
// none of them, or lets no actor of its own log in so, keeps the plain form.
func (p *preflight) solution(ctx context.Context, s *actor.Session, trial p2.KeyTrial) {
	if s == nil {
		return
	}
	given := &trial
	search := &search{ways: untold(p.t, target.WaysOf(solutionTopics...)), most: mostSolutions, try: func(d target.Dialect) attempt {
		p.t.Dialect = d
		if given == nil {
			res := s.NewTrial().Send(ctx)
			next, err := p2.ParseKeyTrial(res.Body)
			if err != nil {
				return attempt{stop: true}
			}
			given = &next
		}
		res := s.CompleteTrial(*given).Send(ctx)
		given = nil
		if !res.OK() {
			return refusalOf(res)
		}
		s.Token = actor.Text(res)
		return attempt{granted: true}
	}}
	found, ok, _ := search.from(p.t.Dialect)
	p.t.Dialect = found.dialect
	if !ok {
		return
	}
	p.tookWays(found.used)
	if p.t.Dialect.Solver == target.SolverSerial {
		p.took(ambiguity.UnknownMembers, "refused")
	}
	if trial.ID != "" {
		p.took(ambiguity.TrialReference, "id")
	}
}
