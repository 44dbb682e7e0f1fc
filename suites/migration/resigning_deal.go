package migration

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
)

// The operations by which messages are re-signed.
const (
	opAllowResigning = "Unregistered_requestAllowResigning"
	opGetMessages    = "Unregistered_getMessages"
	opAbortResigning = "Unregistered_removeResigningExtern"
	opCommitMessages = "Unregistered_commitMessages"
)

// deal is what a check of re-signing begins with: alice has sent messages, and bob is
// to sign them anew.
type deal struct {
	t          *check.T
	alice, bob *actor.Session
	// form is how the target writes keys that may sign, once one was taken.
	form keyForm
	// oldCert says that it wants a commit under the ID-Cert of the old signatures
	//
	oldCert bool
	// kept is the account of the messages that nobody has re-signed.
	kept map[string]*check.Acknowledged
	// shown is what was handed out at the end, by who had posted it.
	shown map[*actor.Session][]handedBatch
}

// keyForm writes a key that may sign.
type keyForm struct {
	reading string
	write   func(s *actor.Session) string
}

var keyForms = []keyForm{
	{"pem", func(s *actor.Session) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: s.Cert.Key.Raw}))
	}},
	{"der-base64", func(s *actor.Session) string { return base64.StdEncoding.EncodeToString(s.Cert.Key.Raw) }},
	{"raw-hex", func(s *actor.Session) string { return hex.EncodeToString(s.Cert.Key.Bits) }},
}

func newDeal(ctx context.Context, t *check.T) *deal {
	return dealOf(t, t.NewSession(ctx, t.NewActor(ctx)), t.NewSession(ctx, t.NewActor(ctx)))
}

// ownDeal is a deal of an actor with itself, whose other session is to sign (core 7.2: the
// rotation of keys of past messages).
func ownDeal(ctx context.Context, t *check.T) *deal {
	alice := t.NewSession(ctx, t.NewActor(ctx))
	return dealOf(t, alice, t.NewSession(ctx, alice.Actor))
}

func dealOf(t *check.T, alice, bob *actor.Session) *deal {
	return &deal{t: t, alice: alice, bob: bob, form: keyForms[0], kept: map[string]*check.Acknowledged{}, shown: map[*actor.Session][]handedBatch{}}
}

// post posts a right message of a session. Where it is refused, the check is blocked.
func (d *deal) post(ctx context.Context, s *actor.Session) sentMessage {
	m := sentMessage{d.t.NewMessage(s), s}
	if p := d.t.Post(ctx, s, m.Message); !p.Accepted {
		d.t.Blocked(check.PostingMessages, "a right message was refused: %s", p.Why)
	}
	d.keep(m)
	return m
}

// posts posts some of alice's.
func (d *deal) posts(ctx context.Context, n int) []sentMessage {
	var all []sentMessage
	for range n {
		all = append(all, d.post(ctx, d.alice))
	}
	return all
}

// allow is the request that lets an actor re-sign with keys of sessions, without key
// trials.
func (d *deal) allow(from, to *actor.Session, keys ...*actor.Session) *actor.Call {
	texts := []string{}
	for _, s := range keys {
		texts = append(texts, d.form.write(s))
	}
	return from.AskJSON(opAllowResigning, http.MethodPost, "/messages", map[string]any{
		"newActorFid": to.Actor.FID.String(), "allowedResigningKeys": texts,
	})
}

// permit has a session prove its key and those of others, and let an actor re-sign with
// the keys of sessions. A target that refuses one form of keys is asked in the next.
func (d *deal) permit(ctx context.Context, from, to *actor.Session, keys []*actor.Session, proved ...*actor.Session) *client.Response {
	for _, form := range append([]keyForm{d.form}, keyForms...) {
		d.form = form
		call := d.allow(from, to, keys...).With(d.t.Prove(ctx, from, proved...))
		res := call.Send(ctx)
		d.t.GotAnswer(res)
		if call.Accepted(res) == nil {
			return res
		}
	}
	d.form = keyForms[0]
	if len(proved) > 0 { // each key may want a challenge string of its own
		call := d.allow(from, to, keys...).With(d.t.ProveEach(ctx, from, proved...))
		if res := call.Send(ctx); call.Accepted(res) == nil {
			return res
		}
	}
	return d.t.Grants(ctx, d.allow(from, to, keys...).With(d.t.Prove(ctx, from, proved...)), "a right request to allow re-signing")
}

// deals lets bob re-sign what alice has signed with the key of her session.
func (d *deal) deals(ctx context.Context) {
	d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob})
}

// messages asks for the messages that a session may re-sign.
func (d *deal) messages(s *actor.Session) *actor.Call {
	return s.Ask(opGetMessages, http.MethodGet, "/messages")
}

// fetch is what is handed out to a session; where that does not work, the check is
// blocked.
func (d *deal) fetch(ctx context.Context, s *actor.Session, changes ...actor.Change) []handedBatch {
	return d.read(d.t.Grants(ctx, d.messages(s).With(changes...), "a request for the messages to re-sign"))
}

func (d *deal) read(res *client.Response) []handedBatch {
	list, wrong := batchesIn(res.Body)
	if wrong != nil {
		d.t.Blocked(opGetMessages, "the messages to re-sign could not be read: %s", wrong.Actual)
	}
	return list
}

// handed is what is handed out to bob, with these messages among it; where one of them
// is missing, the check is blocked. A target may want to be told the ID-Cert.
func (d *deal) handed(ctx context.Context, messages ...sentMessage) []handedBatch {
	list := d.fetch(ctx, d.bob)
	if handsOut(list, messages...) != nil && counted(list) == 0 {
		for _, s := range signersOf(messages) {
			list = append(list, d.fetch(ctx, d.bob, underSerial(s))...)
		}
	}
	if wrong := handsOut(list, messages...); wrong != nil {
		d.t.Blocked(opGetMessages, "expected %s, got: %s", wrong.Expected, wrong.Actual)
	}
	return among(list, driverMessages(messages)...)
}

// underSerial chooses the messages under the ID-Cert of a session.
func underSerial(s *actor.Session) actor.Change {
	return actor.Query("serialNumber", s.Cert.Serial.String())
}

func signersOf(messages []sentMessage) []*actor.Session {
	var all []*actor.Session
	for _, m := range messages {
		if !slices.Contains(all, m.by) {
			all = append(all, m.by)
		}
	}
	return all
}

// commit is the request that commits batches for a session.
func (d *deal) commit(s *actor.Session, list []handedBatch) *actor.Call {
	return s.AskJSON(opCommitMessages, http.MethodPost, "/messages/commit", bodyOf(list))
}

// resign is the commit of bob's new signatures of messages that were handed out.
func (d *deal) resign(list []handedBatch, messages ...sentMessage) *actor.Call {
	next := signedAnew(among(list, driverMessages(messages)...), d.bob, messages...)
	if d.oldCert {
		for i := range next {
			next[i] = next[i].under(messages[0].by.PEM)
		}
	}
	return d.commit(d.bob, next)
}

// commits commits bob's signatures of some messages, under the ID-Cert that the target
// wants. Where that does not work, the check is blocked.
func (d *deal) commits(ctx context.Context, list []handedBatch, messages ...sentMessage) *client.Response {
	call := d.resign(list, messages...)
	res := call.Send(ctx)
	d.t.GotAnswer(res)
	if call.Accepted(res) != nil && !d.oldCert {
		d.oldCert = true
		again := d.resign(list, messages...)
		if res = again.Send(ctx); again.Accepted(res) != nil {
			d.oldCert = false
		}
	}
	if !res.OK() {
		res = d.t.Grants(ctx, d.resign(list, messages...), "a right commit of messages that were handed out")
	}
	d.done(messages...)
	return res
}

// ready has bob be let re-sign messages of alice's, with his key and those of others.
// One of them is committed: so a commit is known to be granted, and the others to be
// handed out again. They are in the order in which they were handed out.
func (d *deal) ready(ctx context.Context, n int, others ...*actor.Session) (list []handedBatch, first sentMessage, left []sentMessage) {
	messages := d.posts(ctx, n+1)
	d.permit(ctx, d.alice, d.bob, append([]*actor.Session{d.bob}, others...))
	list = d.handed(ctx, messages...)
	ordered := inOrder(list, messages)
	d.commits(ctx, list, ordered[0])
	return d.handed(ctx, ordered[1:]...), ordered[0], ordered[1:]
}

// gone fails the check where messages are handed out to bob that are re-signed.
func (d *deal) gone(ctx context.Context, messages ...sentMessage) {
	res := d.messages(d.bob).Send(ctx)
	d.t.GotAnswer(res)
	if res.Status == http.StatusForbidden {
		return // nothing is left, and so may the permission be
	}
	d.t.Answered(res)
	d.t.Hold(afterwards("they were re-signed", withholds(d.read(res), messages...)))
}

// still fails the check unless these messages are handed out to bob as they were
// posted.
func (d *deal) still(ctx context.Context, what string, messages ...sentMessage) {
	res := d.messages(d.bob).Send(ctx)
	d.t.Answered(res)
	if !res.OK() {
		d.t.Fail("after "+what+": the messages that were handed out before", "%s", actor.Line(res))
	}
	list := d.read(res)
	if counted(list) == 0 {
		list = d.fetch(ctx, d.bob, underSerial(messages[0].by))
	}
	d.t.Hold(afterwards(what, handsOut(list, messages...)))
}

// offered fails the check where a message is not handed out to bob.
func (d *deal) offered(ctx context.Context, what string, m sentMessage) {
	for _, change := range []actor.Change{func(*actor.Call) {}, underSerial(m.by)} {
		res := d.messages(d.bob).With(change).Send(ctx)
		d.t.Answered(res)
		if list, wrong := batchesIn(res.Body); res.OK() && (wrong != nil || counted(list) > 0) {
			d.t.Hold(nil) // in which form is for other checks
			return
		}
	}
	d.t.Fail("an actor is handed out "+what, "it is not there")
}

// refuses expects that a commit is refused, and that messages are left as they are.
// The control is the caller's.
func (d *deal) refuses(ctx context.Context, call *actor.Call, flaw string, left []sentMessage, options ...check.Option) {
	d.t.Refused(call.Send(ctx), flaw, options...)
	d.still(ctx, "the refusal of "+flaw, left...)
}

// afterwards says of a deviation when it was found.
func afterwards(what string, d *check.Deviation) *check.Deviation {
	if d == nil {
		return nil
	}
	return &check.Deviation{Expected: "after " + what + ": " + d.Expected, Actual: d.Actual}
}
