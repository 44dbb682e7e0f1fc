package migration

import (
	"bytes"
	"context"
	"fmt"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// keep has a message asked for at the end of the check: its author lets itself re-sign
// what it has signed, and the message is there once, as it was posted. So is one that is
// posted then: a server that does not even show that has shown nothing about the others.
func (d *deal) keep(m sentMessage) {
	d.kept[string(m.Content)] = d.t.Acknowledge(fmt.Sprintf("the message %q", m.Content), func(ctx context.Context) string {
		list, asked := d.shown[m.by]
		if !asked {
			list = d.authored(ctx, m.by)
			d.shown[m.by] = list
		}
		if list == nil {
			return ""
		}
		switch found := among(list, m.Message); {
		case counted(found) == 0:
			return "is gone"
		case counted(found) > 1:
			return fmt.Sprintf("is there %d times", counted(found))
		case !bytes.Equal(found[0].messages[0].signature, m.Signature):
			return "has another signature"
		}
		return ""
	})
}

// authored is all that a session may re-sign of its own; nil where it cannot be had,
// which other checks decide.
func (d *deal) authored(ctx context.Context, s *actor.Session) []handedBatch {
	witness := sentMessage{d.t.NewMessage(s), s}
	if !d.t.Post(ctx, s, witness.Message).Accepted {
		return nil
	}
	call := d.allow(s, s, s)
	trial := s.NewTrial()
	challenge, ok := challengeIn(trial, trial.Send(ctx))
	if !ok {
		return nil
	}
	call = call.With(s.Actor.Proving(s.Prove(challenge)))
	if call.Accepted(call.Send(ctx)) != nil {
		return nil
	}
	res := d.messages(s).With(actor.Query("limit", "1000"), underSerial(s)).Send(ctx)
	list, wrong := batchesIn(res.Body)
	if !res.OK() || wrong != nil || handsOut(list, witness) != nil {
		return nil
	}
	return list
}

// done takes messages out of the account that bob has re-signed, or may have.
func (d *deal) done(messages ...sentMessage) {
	for _, m := range messages {
		if a := d.kept[string(m.Content)]; a != nil {
			d.t.Forget(a)
		}
	}
}

// challengeIn reads a challenge string out of an answer.
func challengeIn(call *actor.Call, res *client.Response) (p2.KeyTrial, bool) {
	trial, err := p2.ParseKeyTrial(res.Body)
	return trial, call.Accepted(res) == nil && err == nil
}
