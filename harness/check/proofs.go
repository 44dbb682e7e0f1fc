package check

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/spec/p2"
)

// OwnTrial asks for a challenge string with a session's token (core 4.3). Where there
// is none to be had, the check is blocked.
func (t *T) OwnTrial(ctx context.Context, s *actor.Session) p2.KeyTrial {
	call := s.NewTrial()
	res := call.Send(ctx)
	t.GotAnswer(res)
	if call.Accepted(res) != nil {
		t.Blocked(Challenge, "a request for a challenge string was not granted (the answer is %s)", actor.Line(res))
	}
	trial, err := p2.ParseKeyTrial(res.Body)
	if err != nil {
		t.Blocked(Challenge, "a challenge string could not be read: %v", err)
	}
	return trial
}

// Prove asks for a challenge string with the token of a session, and solves it with
// its key and with those of others: what operations of a migration want in a header
// (core 7). One challenge string is solved with all keys, which fits both readings of
// A-046 where the target gives out no list of them.
func (t *T) Prove(ctx context.Context, s *actor.Session, others ...*actor.Session) actor.Change {
	trial := t.OwnTrial(ctx, s)
	proofs := []actor.Proof{s.Prove(trial)}
	for _, o := range others {
		proofs = append(proofs, o.Prove(trial))
	}
	return s.Actor.Proving(proofs...)
}

// ProveEach is Prove with a challenge string for each key.
func (t *T) ProveEach(ctx context.Context, s *actor.Session, others ...*actor.Session) actor.Change {
	proofs := []actor.Proof{s.Prove(t.OwnTrial(ctx, s))}
	for _, o := range others {
		proofs = append(proofs, o.Prove(t.OwnTrial(ctx, s)))
	}
	return s.Actor.Proving(proofs...)
}
