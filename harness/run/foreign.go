package run

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

// StageForeign is that an actor of a home server of ours logs in.
const StageForeign = "foreign-login"

// federate finds out whether the target can be led to the home servers that we run,
// and how it takes the completed trial of an actor from there. What does not work
// is left to the checks, as long as it is known that the target has a way.
func (p *preflight) federate(ctx context.Context) {
	if p.t.Peers == nil || p.t.Dialect.TrialPath == "" {
		return
	}
	stage := p.stage(StageForeign)
	home, s, err := p.foreigner()
	if err != nil {
		p.note("no home server could be run beside the target: %v", err)
		stage(false, "")
		return
	}
	defer p.t.Peers.Leave(home)
	res := s.NewTrial().Send(ctx)
	trial, err := p2.ParseKeyTrial(res.Body)
	if err != nil {
		p.t.NoForeigners = "challenge strings are given to whoever has a token already (A-034), and an actor of another home server has none"
		stage(true, p.t.NoForeigners)
		return
	}
	granted := p.foreignSolution(ctx, s, trial)
	asked := home.Asked("/") > 0
	switch {
	case granted:
		stage(true, "an actor of "+home.Domain+" got a token")
	case p.t.Dialect.Solver == target.SolverSerial:
		p.t.NoForeigners = "a completed key trial names nobody but by a serial number (A-035), which says nothing about the home server of its actor"
		stage(true, p.t.NoForeigners)
	case asked || p.t.Embedded:
		stage(false, "the target asked "+home.Domain+" about its actor, who got no token all the same")
	default:
		why := "the target asked none of the home servers that run beside it about an actor of theirs: " + p.strayed(home.Domain)
		p.t.Peers, p.t.NoPeers = nil, why+"; see docs/federation.md"
		stage(false, why)
	}
}

// strayed says what came of a target that was to be led to a home, and did not get
// there.
func (p *preflight) strayed(home string) string {
	arrived := p.t.Peers.Arrivals()
	for _, a := range slices.Backward(arrived) {
		if a.By == peer.ByTLS && a.Wanted == peer.Handshake {
			return "it came as far as TLS, and ended that (" + a.Refused + "), so it may not trust the authority that it was given"
		}
	}
	for _, a := range slices.Backward(arrived) {
		if strings.Contains(a.Wanted, home) && a.Refused != "" {
			return fmt.Sprintf("it asked for %q by %s, which leads nowhere, since %s", a.Wanted, a.By, a.Refused)
		}
	}
	for _, a := range slices.Backward(arrived) {
		if strings.Contains(a.Wanted, home) {
			return fmt.Sprintf("it asked for %q by %s, and then nothing more", a.Wanted, a.By)
		}
	}
	return "nothing of it arrived " + cmp.Or(p.t.PeersBy, "in this process")
}

// foreigner is a session of an actor of a home server of ours.
func (p *preflight) foreigner() (*peer.Home, *actor.Session, error) {
	home, err := p.t.Peers.NewHome(check.NamePrefix+actor.Word(rand.Reader, 13), rand.Reader, p.c.Log())
	if err != nil {
		return nil, nil, err
	}
	a := actor.New(p.t, p.c, rand.Reader, check.NamePrefix+actor.Word(rand.Reader, 13), "", "")
	a.FID.Domain = home.Domain
	key := a.NewKey()
	s := &actor.Session{ID: a.NewSessionID(), Key: key, Actor: a}
	issued, err := home.Certify(peer.Certification{Local: a.FID.Local, SessionID: s.ID, Key: key.Public().(ed25519.PublicKey)})
	if err != nil {
		return nil, nil, err
	}
	s.PEM = issued.PEM
	s.Cert, err = p2.ParseCertPEM(issued.PEM)
	return home, s, err
}

// foreignSolution answers a trial as the target takes it from its own actors, and
// then in the other ways.
func (p *preflight) foreignSolution(ctx context.Context, s *actor.Session, trial p2.KeyTrial) bool {
	plain, given := p.t.Dialect, &trial
	search := &search{ways: untold(p.t, target.WaysOf(solutionTopics...)), most: mostSolutions, try: func(d target.Dialect) attempt {
		p.t.Dialect = d
		if given == nil {
			next, err := p2.ParseKeyTrial(s.NewTrial().Send(ctx).Body)
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
		return attempt{granted: true}
	}}
	found, ok, _ := search.from(plain)
	if p.t.Dialect = plain; ok {
		p.t.Dialect = found.dialect
		p.tookWays(found.used)
	}
	return ok
}
