package migration

import (
	"context"
	"crypto/ed25519"
	"math/big"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// proved is an operation that is for who proves keys: the export or the deletion.
type proved struct {
	id, does string
	// bearer and trial are decided by who gets no access without a token, and without
	// a proof.
	bearer, trial []requirement.Requirement
	// status is what the document has for a proof that does not hold; none where it has
	// no status for that.
	status []check.Option
	call   func(*actor.Session) *actor.Call
	// kept says what has to be there still after refusals; nil for nothing.
	kept func(ctx context.Context, t *check.T, s *actor.Session, key p2.EncryptedKey)
}

var exporting = proved{
	id: "export", does: "exports nothing", call: (*actor.Session).Export,
	bearer: []requirement.Requirement{api.ExportDataBearer},
	trial:  []requirement.Requirement{api.ExportDataKeyTrial},
}

// exportRefusals are the checks of who gets no export.
var exportRefusals = exporting.checks()

func (p proved) checks() []check.Check {
	return []check.Check{
		data(p.id+".without-token", p.does+" for a request without a session token", provers,
			p.refusesTokens(func(*check.T, *actor.Session) []check.WrongToken {
				return []check.WrongToken{{What: "no session token", Change: actor.WithoutToken()}}
			}), p.bearer...),
		data(p.id+".wrong-token", p.does+" for anything but a session token that it gave out", provers,
			p.refusesTokens((*check.T).WrongTokens), p.bearer...),
		data(p.id+".revoked", p.does+" for the token of a revoked session", provers, p.refusesRevoked,
			append(slices.Clone(p.bearer), core.RevocationEndsSession)...),
		data(p.id+".other-actor", p.does+" for proofs of the keys of another actor", provers, p.refusesOthers,
			slices.Concat(p.trial, p.bearer)...),
		data(p.id+".without-trial", p.does+" of an actor with messages that proves no key", posters, p.refusesUnproved, p.trial...),
		data(p.id+".wrong-trial", p.does+" for a signature that solves no challenge string", provers, p.refusesWrong, p.trial...),
		data(p.id+".other-key", p.does+" for a challenge string that was signed with another key than that of the ID-Cert", provers, p.refusesOtherKey, p.trial...),
	}
}

// start has a session whose requests are to be refused, and an encrypted key of it
// where a request that is not would take that away.
func (p proved) start(ctx context.Context, t *check.T) (*actor.Session, p2.EncryptedKey) {
	s := newSession(ctx, t)
	if p.kept == nil {
		return s, p2.EncryptedKey{}
	}
	return s, uploaded(ctx, t, s)
}

// control sends the right request, once what was refused had no effect.
func (p proved) control(ctx context.Context, t *check.T, s *actor.Session, key p2.EncryptedKey) {
	if p.kept != nil {
		p.kept(ctx, t, s, key)
	}
	t.Grants(ctx, p.call(s).With(t.Prove(ctx, s)), "the same request with the right token and proof")
}

func (p proved) refusesTokens(tokens func(*check.T, *actor.Session) []check.WrongToken) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		s, key := p.start(ctx, t)
		right := t.Prove(ctx, s)
		for _, w := range tokens(t, s) {
			t.Refused(p.call(s).With(right, w.Change).Send(ctx), w.What)
		}
		p.control(ctx, t, s, key)
	}
}

// refusesRevoked proves the key of another session than the one whose token is sent.
func (p proved) refusesRevoked(ctx context.Context, t *check.T) {
	s, key := p.start(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	right := t.Prove(ctx, s)
	t.OwnTrial(ctx, phone) // the token was good
	t.Grants(ctx, s.RevokeSession(phone.ID), "the revocation of a session")
	t.Refused(p.call(s).With(right, actor.Token(phone.Token)).Send(ctx), "the token of a revoked session")
	p.control(ctx, t, s, key)
}

func (p proved) refusesOthers(ctx context.Context, t *check.T) {
	s, key := p.start(ctx, t)
	bob := newSession(ctx, t)
	t.Refused(p.call(bob).With(t.Prove(ctx, s)).Send(ctx), "the proof of a key of another actor, who made it")
	trial := t.OwnTrial(ctx, bob)
	t.Refused(p.call(bob).With(s.Actor.Proving(s.Prove(trial))).Send(ctx), "the proof of a key of another actor")
	p.control(ctx, t, s, key)
}

// refusesUnproved is about an actor with messages: what one without any proves is
// open.
func (p proved) refusesUnproved(ctx context.Context, t *check.T) {
	s, key := p.start(ctx, t)
	post(ctx, t, s)
	t.Refused(p.call(s).With(actor.Unproved).Send(ctx), "no header with completed key trials")
	t.Refused(p.call(s).With(s.Actor.Proving()).Send(ctx), "an empty list of completed key trials")
	p.control(ctx, t, s, key)
}

func (p proved) refusesWrong(ctx context.Context, t *check.T) {
	s, key := p.start(ctx, t)
	trial := t.OwnTrial(ctx, s)
	made := trial
	made.Trial = actor.Word(t.Random(), len(trial.Trial))
	cut := s.Prove(trial)
	cut.Signature = cut.Signature[:ed25519.SignatureSize-1]
	for _, w := range []struct {
		what  string
		proof actor.Proof
	}{
		{"a signature over a text that is no challenge string of the server", s.Prove(made)},
		{"a signature of zeros", actor.Proof{Signature: make([]byte, ed25519.SignatureSize), Serial: s.Cert.Serial}},
		{"a signature that was cut short", cut},
		{"no signature", actor.Proof{Serial: s.Cert.Serial}},
	} {
		t.Refused(p.call(s).With(s.Actor.Proving(w.proof)).Send(ctx), w.what)
	}
	p.control(ctx, t, s, key)
}

func (p proved) refusesOtherKey(ctx context.Context, t *check.T) {
	s, key := p.start(ctx, t)
	forged := func() actor.Proof {
		return actor.Proof{Signature: ed25519.Sign(t.NewKey(), []byte(t.OwnTrial(ctx, s).Trial)), Serial: s.Cert.Serial}
	}
	t.Refused(p.call(s).With(s.Actor.Proving(forged())).Send(ctx), "the signature of a key of nobody", p.status...)
	of := forged()
	of.Serial = new(big.Int).Add(s.Cert.Serial, big.NewInt(1))
	t.Refused(p.call(s).With(s.Actor.Proving(of)).Send(ctx), "the signature of a key of nobody, with the serial number of nobody")
	p.control(ctx, t, s, key)
}
