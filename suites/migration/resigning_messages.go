package migration

import (
	"context"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// resigningMessages is about what is handed out to be re-signed (core 7.2.1, API
// Unregistered_getMessages).
var resigningMessages = []check.Check{
	check.Proving(opGetMessages, resigns("messages.ok", "hands out the messages to re-sign with 200, as an array of message batches", handsOutBatches,
		api.GetMessagesOK, api.MessageBatchRequired, api.MessageBatchMessage)),
	check.Probing(resigns("messages.old", "hands out messages with the signatures and ID-Certs that they were posted with, and their content", handsOutOld,
		core.ResigningOldContents, core.BatchCertificate, core.BatchMessages), ambiguity.BatchForm),
	resigns("messages.one-certificate", "has in each message batch messages of one ID-Cert", oneCertificate, core.BatchOneCertificate),
	resigns("messages.no-permission", "answers with 403 an actor whom nobody lets re-sign", withoutPermission, api.GetMessagesForbidden),
	resigns("messages.proven-keys", "hands out no messages of keys that were not proved", unprovenKeys,
		api.GetMessagesProvenKeysOnly, api.AllowResigningProvenKeysOnly),
	resigns("messages.again", "hands out again what was handed out and not re-signed", handedAgain, api.GetMessagesAgain),
	resigns("messages.own", "hands out to an actor its own messages, which it lets itself re-sign", handedItself, api.GetMessagesOK),
}

// resigningChosen is about the parameters.
var resigningChosen = []check.Check{
	resigns("messages.limit", "hands out no more messages than limit says", limited, api.GetMessagesLimit),
	resigns("messages.default-limit", "hands out 300 messages at most where nobody says how many", defaultLimit, api.GetMessagesDefaultLimit),
	check.Probing(resigns("messages.serial-number", "hands out the messages of one ID-Cert to who names its serial number", oneSerial,
		api.GetMessagesSerialNumber, core.ResigningByCertificate), ambiguity.SerialParameterName),
	resigns("messages.serial-unproven", "hands out nothing for the serial number of an ID-Cert whose key was not proved", unprovenSerial,
		api.GetMessagesProvenKeysOnly),
}

func handsOutBatches(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	d.post(ctx, d.alice)
	d.deals(ctx)
	res := d.messages(d.bob).Send(ctx)
	t.Answered(res)
	if list, wrong := batchesIn(res.Body); !res.OK() || wrong == nil && counted(list) == 0 {
		res = d.messages(d.bob).With(underSerial(d.alice)).Send(ctx)
	}
	t.Granted(res, http.StatusOK)
	list, wrong := batchesIn(res.Body)
	t.Hold(wrong)
	if counted(list) == 0 {
		t.Fail("a message batch with the message that was posted", "no message: %.200q", res.Body)
	}
	t.Hold(nil)
}

func handsOutOld(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 2)
	d.deals(ctx)
	list := d.fetch(ctx, d.bob)
	if counted(list) == 0 {
		list = d.fetch(ctx, d.bob, underSerial(d.alice))
	}
	t.Hold(handsOut(list, messages...))
	b := among(list, driverMessages(messages)...)[0]
	t.Took(ambiguity.BatchForm, b.form())
}

func oneCertificate(ctx context.Context, t *check.T) {
	d, phone, messages := d2(ctx, t)
	d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob}, phone)
	list := d.fetch(ctx, d.bob)
	if counted(list) == 0 {
		list = append(d.fetch(ctx, d.bob, underSerial(d.alice)), d.fetch(ctx, d.bob, underSerial(phone))...)
	}
	if n := counted(among(list, driverMessages(messages)...)); n != len(messages) {
		t.Blocked(opGetMessages, "%d of %d messages were handed out", n, len(messages))
	}
	for _, b := range list {
		by := map[*actor.Session]bool{}
		for _, m := range messages {
			if counted(among([]handedBatch{b}, m.Message)) > 0 {
				by[m.by] = true
			}
		}
		if len(by) > 1 {
			t.Fail("message batches with messages of one ID-Cert each", "one with messages of %d", len(by))
		}
	}
	t.Hold(nil)
}

// d2 is a deal in which alice has posted from two sessions.
func d2(ctx context.Context, t *check.T) (d *deal, phone *actor.Session, messages []sentMessage) {
	d = newDeal(ctx, t)
	phone = t.NewSession(ctx, d.alice.Actor)
	return d, phone, []sentMessage{d.post(ctx, d.alice), d.post(ctx, phone), d.post(ctx, d.alice)}
}

func withoutPermission(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	t.Refused(d.messages(d.bob).Send(ctx), "an actor without permission to re-sign", check.Status(http.StatusForbidden))
	t.Refused(d.messages(d.alice).Send(ctx), "an actor who has not let itself re-sign", check.Status(http.StatusForbidden))
	d.deals(ctx)
	d.handed(ctx, message)
	t.Refused(d.messages(d.alice).Send(ctx), "an actor who has let another one re-sign, and not itself", check.Status(http.StatusForbidden))
}

func unprovenKeys(ctx context.Context, t *check.T) {
	d, _, messages := d2(ctx, t)
	d.deals(ctx)
	d.handed(ctx, messages[0], messages[2])
	t.Hold(withholds(d.fetch(ctx, d.bob), messages[1]))
}

func unprovenSerial(ctx context.Context, t *check.T) {
	d, phone, messages := d2(ctx, t)
	d.deals(ctx)
	d.handed(ctx, messages[0], messages[2])
	res := d.messages(d.bob).With(underSerial(phone)).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Refused(res, "the serial number of an ID-Cert whose key was not proved")
		return
	}
	t.Hold(withholds(d.read(res), messages[1]))
	d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob}, phone)
	d.handed(ctx, messages...)
}

func handedAgain(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 3)
	d.deals(ctx)
	list := d.handed(ctx, messages...)
	d.still(ctx, "they were handed out once", messages...)
	d.commits(ctx, list, messages[0])
	d.still(ctx, "another one was re-signed", messages[1:]...)
}

func handedItself(ctx context.Context, t *check.T) {
	d := ownDeal(ctx, t)
	message := d.post(ctx, d.alice)
	d.deals(ctx)
	d.offered(ctx, "its own message, which it has let itself re-sign", message)
}

func limited(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 3)
	d.deals(ctx)
	d.handed(ctx, messages...)
	for _, limit := range []int{1, 2} {
		if n := counted(d.some(ctx, actor.Limit(limit))); n > limit {
			t.Fail(fmt.Sprintf("%d messages at most, of %d", limit, len(messages)), "%d", n)
		}
	}
	d.still(ctx, "some of them were asked for", messages...)
}

func defaultLimit(ctx context.Context, t *check.T) {
	const most = 300
	d := newDeal(ctx, t)
	d.posts(ctx, most+1)
	d.deals(ctx)
	if n := counted(d.some(ctx)); n > most {
		t.Fail(fmt.Sprintf("%d messages at most, of %d", most, most+1), "%d", n)
	}
	t.Hold(nil)
}

// some is what is handed out to bob, at least one message: else the check is blocked.
func (d *deal) some(ctx context.Context, changes ...actor.Change) []handedBatch {
	for _, change := range []actor.Change{func(*actor.Call) {}, underSerial(d.alice)} {
		if list := d.fetch(ctx, d.bob, append(changes, change)...); counted(list) > 0 {
			return list
		}
	}
	d.t.Blocked(opGetMessages, "no message was handed out")
	return nil
}

func oneSerial(ctx context.Context, t *check.T) {
	d, phone, messages := d2(ctx, t)
	d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob}, phone)
	d.handed(ctx, messages...)
	laptop, others := []sentMessage{messages[0], messages[2]}, messages[1:2]
	listed := d.fetch(ctx, d.bob, underSerial(d.alice))
	capital := d.messages(d.bob).With(actor.Query("SerialNumber", d.alice.Cert.Serial.String())).Send(ctx)
	t.Answered(capital)
	narrowed := false
	if list, wrong := batchesIn(capital.Body); capital.OK() && wrong == nil {
		narrowed = handsOut(list, laptop...) == nil && withholds(list, others...) == nil
	}
	wrong := afterwards("asking for one serial number", handsOut(listed, laptop...))
	if wrong == nil {
		wrong = afterwards("asking for another serial number", withholds(listed, others...))
	}
	switch {
	case wrong != nil && narrowed:
		t.TookBy(wrong, ambiguity.SerialParameterName, "capital")
	case wrong != nil:
		t.Hold(wrong)
	case narrowed:
		t.Took(ambiguity.SerialParameterName, "any-case")
	default:
		t.Took(ambiguity.SerialParameterName, "api-name")
	}
	t.Hold(nil)
}
