package doctor

import (
	"context"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/run"
)

// stages say of each stage what to do where it did not go well, and whether a run
// is senseless then.
var stages = map[string]struct {
	do, command string
	needed      bool
}{
	run.StageRegister: {"have the server register actors, or describe with a driver how it does (docs/drivers.md); without actors nearly all is untested", "p2conform driver test --help", true},
	run.StageFactor:   {"have the driver say what a sensitive action is proved with (docs/drivers.md)", "p2conform driver test --help", true},
	run.StageLogin:    {"have the driver log actors in, or registering give a token (docs/drivers.md)", "p2conform driver test --help", true},
	run.StageFirst:    {"look at what was answered: the ID-CSR was refused in every form that is known; --reading names one", "p2conform list ambiguities --verbose", true},
	run.StageSecond:   {"name what authorises a second ID-CSR with --reading (A-066); checks with two sessions are blocked till then", "", false},
	run.StageTrial:    {"name where challenge strings are had, if the server has such a route: --reading A-033=…", "p2conform explain A-033", false},
	run.StageForeign:  {"look at what the server answered to an actor of another home server, and whether it has a way there (docs/federation.md)", "p2conform run --check federation.login.token", false},
}

// notThere reports that all answers are those to a path that nobody serves.
func notThere(all []*client.Exchange) bool {
	served := func(x *client.Exchange) bool {
		return x.Status != http.StatusNotFound && x.Status != http.StatusMethodNotAllowed && x.Status != http.StatusNotImplemented
	}
	return len(all) > 0 && !slices.ContainsFunc(all, served)
}

// stage tells of one stage of the preflight, the one that has the step's name.
func (e *examination) stage(_ context.Context, s *Step) {
	for _, g := range e.found.Stages {
		if g.Name != s.Name {
			continue
		}
		s.say("%s", g.Says)
		advice := stages[s.Name]
		switch {
		case g.OK:
		case advice.needed:
			s.State = Failed
		default:
			s.State = Warn
		}
		if !g.OK {
			s.Do, s.Command = advice.do, advice.command
		}
		if !g.OK && s.Name == run.StageFirst && notThere(g.Exchanges) {
			s.Do = "serve POST " + client.Base + "/idcert: it answers as if it were not there, and nearly all needs an ID-Cert"
			s.Command = e.again("run", "--check", "identity.issue.granted")
		}
		s.Exchanges = e.exchanged(g.Exchanges...)
		return
	}
	for _, before := range e.steps {
		if before.State == Failed {
			s.skip("not tried: %s did not go well", before.Title)
			return
		}
	}
	s.skip("not needed")
}

// readings tell how the target takes places that can be read in two ways.
func (e *examination) readings(_ context.Context, s *Step) {
	for _, r := range e.found.Readings {
		how := "found out"
		if r.Told {
			how = "told"
		}
		s.say("%s=%s (%s): %s", r.Ambiguity, r.Reading, how, r.Says)
	}
	if len(s.Found) == 0 {
		s.say("it takes the plain reading of everything that was asked")
	}
}

// features compare what the target file offers with what was found.
func (e *examination) features(_ context.Context, s *Step) {
	for _, f := range e.found.Features {
		declared := ""
		if f.Declared {
			declared = " (offered)"
		}
		switch {
		case f.Presence == run.Present:
			s.say("%s%s: yes, %s", f.Name, declared, f.Says)
		case f.Declared && f.Presence == run.Absent:
			s.warn("%s%s: no, %s", f.Name, declared, f.Says)
			s.Do = "take what the server does not have out of offers in the target file, or switch it on"
		case f.Presence == run.Absent:
			s.say("%s: no, %s", f.Name, f.Says)
		default:
			s.say("%s%s: not found out, %s", f.Name, declared, f.Says)
		}
	}
	if len(e.found.Features) == 0 {
		s.skip("not tried: the look at the server was cut short")
	}
}
