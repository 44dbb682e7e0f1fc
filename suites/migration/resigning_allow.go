package migration

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// resigningAllowed is about requests that let an actor re-sign (core 7.2, API
// Unregistered_requestAllowResigning).
var resigningAllowed = []check.Check{
	check.Probing(check.Proving(opAllowResigning, permits("allow.ok", "answers with 200 who proves a key and lets another actor re-sign", allowed,
		api.AllowResigningOK, api.AllowResigningBody)), ambiguity.EmptySuccess),
	permits("allow.own", "lets an actor re-sign for itself, with another key", allowedItself, api.AllowResigningOK),
	check.Probing(resigns("allow.key-form", "lets sign with the keys that the request named", keyForm187, core.ResigningKeyAllowed),
		ambiguity.ResigningKeyForm),
	check.Probing(resigns("allow.no-trial", "lets nobody re-sign without a completed key trial", withoutTrial,
		api.AllowResigningKeyTrial, core.ResigningOwnKeysOnly), ambiguity.ResigningOrder),
	resigns("allow.key-list", "gives a key trial to who asks for a permission without one, or refuses", firstAnswer, core.ResigningKeyList),
}

// resigningRefused are flaws of such requests.
var resigningRefused = []check.Check{
	refusesProof("other-key", "the signature of a key of nobody", func(ctx context.Context, d *deal, trial p2.KeyTrial) actor.Proof {
		other := *d.alice
		other.Key = d.t.NewKey()
		return other.Prove(trial)
	}),
	refusesProof("other-text", "a signature over another text", func(ctx context.Context, d *deal, trial p2.KeyTrial) actor.Proof {
		trial.Trial += "x"
		return d.alice.Prove(trial)
	}),
	refusesProof("other-actor", "the key trial of another actor, with their key", func(ctx context.Context, d *deal, _ p2.KeyTrial) actor.Proof {
		return d.bob.Prove(d.t.OwnTrial(ctx, d.bob))
	}),
	refusesProof("key-of-another", "the actor's challenge string, signed with the key of another actor", func(ctx context.Context, d *deal, trial p2.KeyTrial) actor.Proof {
		return d.bob.Prove(trial)
	}),
	refusesProof("serial-of-another", "the serial number of another actor's ID-Cert", func(ctx context.Context, d *deal, trial p2.KeyTrial) actor.Proof {
		p := d.alice.Prove(trial)
		p.Serial = d.bob.Cert.Serial
		return p
	}),
	refusesProof("no-such-serial", "a serial number of no ID-Cert", func(ctx context.Context, d *deal, trial p2.KeyTrial) actor.Proof {
		p := d.alice.Prove(trial)
		p.Serial = new(big.Int).Xor(p.Serial, big.NewInt(0x5a5a5a))
		return p
	}),
	permits("allow.members", "refuses a request for a permission without a member that the API requires", withoutMember, api.AllowResigningBodyRequired),
}

func allowed(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	var res *client.Response
	for _, form := range keyForms {
		d.form = form
		if res = d.allow(d.alice, d.bob, d.bob).With(t.Prove(ctx, d.alice)).Send(ctx); !aboutKeys(res) {
			break
		}
	}
	if res.Status == http.StatusNoContent {
		t.Took(ambiguity.EmptySuccess, "204")
	} else {
		t.Granted(res, http.StatusOK)
		t.Took(ambiguity.EmptySuccess, "200")
		t.InForm(res)
	}
	t.Hold(nil)
}

// aboutKeys reports a refusal that another form of the keys could escape.
func aboutKeys(res *client.Response) bool {
	switch res.Status {
	case http.StatusUnauthorized, http.StatusNotFound, http.StatusMethodNotAllowed:
		return false
	}
	return res.Status >= 400 && res.Status < 500
}

func allowedItself(ctx context.Context, t *check.T) {
	d := ownDeal(ctx, t)
	d.permit(ctx, d.alice, d.t.NewSession(ctx, d.t.NewActor(ctx)), []*actor.Session{d.bob}) // who else may: the control
	call := d.allow(d.alice, d.bob, d.bob).With(t.Prove(ctx, d.alice))
	t.Accepts(ctx, call, "a request that lets the actor itself re-sign, with the key of another session")
}

// keyForm187 tries one form after the other until a commit with the key is taken.
func keyForm187(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 1)
	var last *client.Response
	for _, form := range keyForms {
		d.form = form
		call := d.allow(d.alice, d.bob, d.bob).With(t.Prove(ctx, d.alice))
		res := call.Send(ctx)
		if t.GotAnswer(res); call.Accepted(res) != nil {
			continue
		}
		list := d.handed(ctx, messages...)
		for _, d.oldCert = range []bool{false, true} {
			if last = d.resign(list, messages...).Send(ctx); last.OK() {
				d.done(messages...)
				t.Took(ambiguity.ResigningKeyForm, form.reading)
				t.Hold(nil)
				return
			}
			t.GotAnswer(last)
		}
	}
	switch {
	case last == nil:
		t.Blocked(opAllowResigning, "no request to allow re-signing was granted, in any form of the keys")
	case last.Status != http.StatusForbidden:
		t.Blocked(opCommitMessages, "a right commit was not granted: %s", actor.Line(last))
	}
	t.Fail("a commit with a key that the request named is granted, in one of the forms of A-187", "%s", actor.Line(last))
}

// withoutTrial has alice's messages stay where they are, whatever the answer to a
// request without the header or with an empty list says.
func withoutTrial(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	res := d.allow(d.alice, d.bob, d.bob).Send(ctx)
	t.Answered(res)
	if _, isTrial := trialIn(res); res.OK() && isTrial {
		t.Took(ambiguity.ResigningOrder, "two-steps")
	} else {
		t.Refused(res, "no completed key trial")
		t.Took(ambiguity.ResigningOrder, "one-step")
	}
	d.unlocked(ctx, "a request without a completed key trial", message)
	t.Answered(d.allow(d.alice, d.bob, d.bob).With(d.alice.Actor.Proving()).Send(ctx))
	d.unlocked(ctx, "a request with an empty list of key trials", message)
	d.deals(ctx)
	d.handed(ctx, message)
}

// unlocked fails the check where bob is handed out messages that he may not re-sign.
func (d *deal) unlocked(ctx context.Context, what string, messages ...sentMessage) {
	for _, call := range []*actor.Call{d.messages(d.bob), d.messages(d.bob).With(underSerial(d.alice))} {
		res := call.Send(ctx)
		d.t.Answered(res)
		if list, wrong := batchesIn(res.Body); res.OK() && wrong == nil {
			d.t.Hold(afterwards(what, withholds(list, messages...)))
		}
	}
}

// trialIn is the challenge string that an answer has at its top, or in a member.
func trialIn(res *client.Response) (p2.KeyTrial, bool) {
	trial, err := p2.ParseKeyTrial(res.Body)
	if err == nil {
		return trial, true
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(res.Body, &members) != nil {
		return p2.KeyTrial{}, false
	}
	for _, name := range []string{"keyTrial", "trial"} {
		if trial, err = p2.ParseKeyTrial(members[name]); err == nil {
			return trial, true
		}
	}
	return p2.KeyTrial{}, false
}

// firstAnswer leaves one answer alone: a refusal, after which the trial is asked for
// by itself. What is granted without a key trial has to bring one along.
func firstAnswer(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	d.post(ctx, d.alice)
	d.deals(ctx)
	res := d.allow(d.alice, d.bob, d.bob).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Refused(res, "no completed key trial")
		return
	}
	trial, ok := trialIn(res)
	if !ok {
		t.Fail("an answer with a key trial, or a refusal", "%s: %.200q", actor.Line(res), res.Body)
	}
	if n := len([]rune(trial.Trial)); n < 32 || n > 256 {
		t.Fail("a challenge string of 32 to 256 characters", "one of %d", n)
	}
	t.Hold(nil)
}

// refusesProof makes a check that a permission is refused for a completed key trial.
func refusesProof(id, what string, proof func(ctx context.Context, d *deal, trial p2.KeyTrial) actor.Proof) check.Check {
	return resigns("proof."+id, "lets nobody re-sign for "+what, func(ctx context.Context, t *check.T) {
		d := newDeal(ctx, t)
		message := d.post(ctx, d.alice)
		d.permit(ctx, d.alice, d.alice, []*actor.Session{d.alice})
		trial := t.OwnTrial(ctx, d.alice)
		call := d.allow(d.alice, d.bob, d.bob).With(d.alice.Actor.Proving(proof(ctx, d, trial)))
		res := call.Send(ctx)
		t.Answered(res)
		if !res.OK() {
			t.Refused(res, what, check.Status(http.StatusForbidden))
		} else {
			t.Refused(res, what)
		}
		d.unlocked(ctx, "a key trial with "+what, message)
	}, api.AllowResigningForbidden)
}

// withoutMember spoils the body.
func withoutMember(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	d.deals(ctx)
	fid, keys := d.bob.Actor.FID.String(), []string{d.form.write(d.bob)}
	for _, bad := range []struct {
		what string
		body any
	}{
		{"no newActorFid", map[string]any{"allowedResigningKeys": keys}},
		{"no allowedResigningKeys", map[string]any{"newActorFid": fid}},
		{"null for newActorFid", map[string]any{"newActorFid": nil, "allowedResigningKeys": keys}},
		{"a number for newActorFid", map[string]any{"newActorFid": 7, "allowedResigningKeys": keys}},
		{"a string for allowedResigningKeys", map[string]any{"newActorFid": fid, "allowedResigningKeys": keys[0]}},
		{"numbers for allowedResigningKeys", map[string]any{"newActorFid": fid, "allowedResigningKeys": []int{1}}},
		{"an array for the body", []any{fid, keys}},
	} {
		call := d.allow(d.alice, d.bob, d.bob).With(t.Prove(ctx, d.alice), actor.JSONBody(bad.body))
		t.Refused(call.Send(ctx), fmt.Sprintf("a body with %s", bad.what))
	}
	d.deals(ctx)
}
