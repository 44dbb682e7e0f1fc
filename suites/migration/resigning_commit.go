package migration

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// resigningCommits is about commits that are granted (API Unregistered_commitMessages).
var resigningCommits = []check.Check{
	check.Probing(check.Proving(opCommitMessages, resigns("commit.ok",
		"takes messages with new signatures, with 200, in the form in which it handed them out", committed,
		api.CommitMessagesOK, api.CommitMessagesBody, core.BatchReturned, core.ResigningAcknowledged)), ambiguity.CommitIDCert),
	check.Probing(resigns("commit.last", "answers the commit of the last messages with no other batch", lastCommit, api.CommitMessagesOK),
		ambiguity.CommitAnswer),
	resigns("commit.gone", "hands out no more what was re-signed", committedGone, core.ResigningAcknowledged),
	resigns("commit.own", "takes new signatures of an actor's own messages, with another key", committedOwn, api.CommitMessagesOK),
	resigns("commit.more", "answers a commit with the messages that are left", more, api.CommitMessagesMore),
	resigns("commit.partial", "takes some of the messages that it handed out, and asks for no more", partial, core.ResigningPartial),
	check.Probing(resigns("commit.order", "takes messages in another order than that in which it handed them out, or refuses them", reordered,
		api.CommitMessagesOK), ambiguity.CommitMatching),
	check.Probing(resigns("commit.twice", "does not double a message that is committed twice", twice, api.CommitMessagesOK), ambiguity.CommitTwice),
	check.Probing(resigns("commit.mixed", "takes nothing wrong out of a commit with a right message in it", mixed, core.ResigningSignatureVerified),
		ambiguity.PartialCommit),
}

// committed commits all that is left each time.
func committed(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	d.deals(ctx)
	list := d.handed(ctx, message)
	res := d.resign(list, message).Send(ctx)
	t.GotAnswer(res)
	first := res.OK()
	if d.oldCert = true; first {
		d.done(message)
		message = d.post(ctx, d.alice)
		list = d.handed(ctx, message)
	}
	old := d.resign(list, message).Send(ctx)
	t.Answered(old)
	d.done(message)
	switch {
	case first && old.OK():
		t.Took(ambiguity.CommitIDCert, "either")
	case first:
		t.Took(ambiguity.CommitIDCert, "new")
	case old.OK():
		res = old
		t.Took(ambiguity.CommitIDCert, "old")
	}
	t.Granted(res, http.StatusOK)
}

func lastCommit(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	d.deals(ctx)
	res := d.commits(ctx, d.handed(ctx, message), message)
	body := strings.TrimSpace(string(res.Body))
	list, wrong := batchesIn(res.Body)
	switch {
	case body == "":
		t.Took(ambiguity.CommitAnswer, "no-body")
	case wrong == nil && counted(list) == 0:
		t.Took(ambiguity.CommitAnswer, "empty-list")
	case body == "{}":
		t.Took(ambiguity.CommitAnswer, "empty-object")
	case wrong == nil && counted(among(list, message.Message)) > 0:
		t.Blocked(opCommitMessages, "what was committed is handed out again")
	default:
		t.Hold(wrong)
		t.Fail("no other batch after the last message was committed", "%d messages in the answer", counted(list))
	}
	t.Hold(nil)
}

func committedGone(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 3)
	d.deals(ctx)
	d.commits(ctx, d.handed(ctx, messages...), messages[:2]...)
	d.gone(ctx, messages[:2]...)
}

func committedOwn(ctx context.Context, t *check.T) {
	d := ownDeal(ctx, t)
	messages := d.posts(ctx, 1)
	d.deals(ctx)
	d.accepts(ctx, d.handed(ctx, messages...), "a commit of the actor's own messages with new signatures", messages[0])
	d.done(messages[0])
	t.Hold(nil)
}

// accepts fails the check where bob's commit of a message is not granted, and that of
// other actors is.
func (d *deal) accepts(ctx context.Context, list []handedBatch, what string, m sentMessage) {
	res := d.resign(list, m).Send(ctx)
	d.t.GotAnswer(res)
	if res.OK() {
		return
	}
	control := newDeal(ctx, d.t)
	messages := control.posts(ctx, 1)
	control.deals(ctx)
	control.commits(ctx, control.handed(ctx, messages...), messages...)
	d.oldCert = control.oldCert
	d.t.Accepts(ctx, d.resign(list, m), what)
}

func more(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 3)
	d.deals(ctx)
	res := d.commits(ctx, d.handed(ctx, messages...), messages[0])
	list, wrong := batchesIn(res.Body)
	t.Hold(wrong)
	if counted(among(list, driverMessages(messages[1:])...)) == 0 {
		t.Fail("another batch in the answer to a commit, with messages that are left", "%d messages: %.200q", counted(list), res.Body)
	}
	for _, m := range messages[1:] {
		if counted(among(list, m.Message)) > 0 {
			t.Hold(handsOut(list, m))
		}
	}
}

// partial commits the first of what was handed out: those come first in any order that
// a server wants.
func partial(ctx context.Context, t *check.T) {
	d, phone, messages := d2(ctx, t)
	d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob}, phone)
	list := d.handed(ctx, messages...)
	first := inOrder(list, messages)[0]
	res := d.resign(list, first).Send(ctx)
	t.GotAnswer(res)
	if d.oldCert = !res.OK(); d.oldCert {
		res = d.resign(list, first).Send(ctx)
		t.GotAnswer(res)
	}
	if !res.OK() {
		d.oldCert = false
		d.commits(ctx, list, messages...) // all of them are taken, or another check decides that
		t.Fail("a commit of one message out of three is granted", "%s", actor.Line(res))
	}
	d.done(first)
	t.Hold(nil)
}

// inOrder are messages in the order in which they were handed out.
func inOrder(list []handedBatch, messages []sentMessage) []sentMessage {
	var out []sentMessage
	for _, b := range list {
		for _, e := range b.messages {
			for _, m := range messages {
				if e.is(m.Message) {
					out = append(out, m)
				}
			}
		}
	}
	return out
}

func reordered(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	list, _, rest := d.ready(ctx, 2)
	swapped := among(list, driverMessages(rest)...)
	b := &swapped[0]
	b.messages[0], b.messages[1] = b.messages[1], b.messages[0]
	call := d.resign(swapped, rest...)
	control := d.messages(d.bob)
	if t.TakesOrRefuses(ctx, call, "messages in another order than that in which they were handed out", control) == nil {
		t.Took(ambiguity.CommitMatching, "position")
		d.still(ctx, "that refusal", rest...)
		return
	}
	d.done(rest...)
	t.Took(ambiguity.CommitMatching, "content")
	t.Hold(nil)
}

// twice leaves open what the second commit comes to.
func twice(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 2)
	d.deals(ctx)
	list := d.handed(ctx, messages...)
	messages = inOrder(list, messages)
	d.commits(ctx, list, messages[0])
	d.handed(ctx, messages[1])
	if t.TakesOrRefuses(ctx, d.resign(list, messages[0]), "a commit of what was re-signed before", d.messages(d.bob)) == nil {
		t.Took(ambiguity.CommitTwice, "refused")
	} else {
		t.Took(ambiguity.CommitTwice, "taken")
	}
	d.still(ctx, "another one was committed twice", messages[1])
	d.once(ctx, messages[0])
}

// once fails the check where a message that bob re-signed is there more than once, or
// with another signature than his, among what he may re-sign of his own. A server that
// hands out nothing of what was re-signed before says nothing.
func (d *deal) once(ctx context.Context, messages ...sentMessage) {
	list := d.authored(ctx, d.bob)
	for _, m := range messages {
		found := among(list, m.Message)
		switch n := counted(found); {
		case n > 1:
			d.t.Fail(fmt.Sprintf("the message %q once after it was re-signed", m.Content), "it is there %d times", n)
		case n == 1 && !ed25519.Verify(d.bob.Key.Public().(ed25519.PublicKey), m.Content, found[0].messages[0].signature):
			d.t.Fail(fmt.Sprintf("the message %q with its new signature", m.Content), "with %x", found[0].messages[0].signature)
		}
	}
	d.t.Hold(nil)
}

// mixed commits a right message and one whose signature is of a key of nobody. The
// right one may be taken or not.
func mixed(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	list, _, left := d.ready(ctx, 2)
	right, wrong := left[0], left[1]
	next := d.signs(list, right, wrong)
	next[0].messages[1] = next[0].messages[1].signed(ed25519.Sign(t.NewKey(), wrong.Content))
	res := d.commit(d.bob, next).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Refused(res, "a message with a signature of a key of nobody, beside a right one")
	}
	d.still(ctx, "a commit with a wrong signature of it", wrong)
	if counted(among(d.fetch(ctx, d.bob), right.Message)) > 0 {
		t.Took(ambiguity.PartialCommit, "none")
		return
	}
	d.done(right)
	t.Took(ambiguity.PartialCommit, "some")
}

// signs are the batches of bob's signatures of messages that were handed out, under
// the ID-Cert that the target wants.
func (d *deal) signs(list []handedBatch, messages ...sentMessage) []handedBatch {
	next := signedAnew(among(list, driverMessages(messages)...), d.bob, messages...)
	for i := range next {
		if d.oldCert {
			next[i] = next[i].under(messages[0].by.PEM)
		}
	}
	return next
}
