package migration

import (
	"context"
	"crypto/ed25519"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// resigningFlaws is about messages that have something wrong with them.
var resigningFlaws = []check.Check{
	resigns("commit.malformed", "answers a commit that is no array of message batches with 400", malformed, api.CommitMessagesMalformed),
	refusesMessage("signature.other-key", "takes no message that was signed with a key of nobody", "a signature of a key of nobody",
		func(d *deal, e handedMessage, m sentMessage) handedMessage {
			return e.signed(ed25519.Sign(d.t.NewKey(), m.Content))
		}),
	refusesMessage("signature.old", "takes no message with its old signature under the new ID-Cert", "the old signature",
		func(_ *deal, e handedMessage, m sentMessage) handedMessage { return e.signed(m.Signature) }),
	refusesMessage("signature.other-content", "takes no message whose new signature is over another content", "a signature over another content",
		func(d *deal, e handedMessage, m sentMessage) handedMessage {
			return e.signed(ed25519.Sign(d.bob.Key, append([]byte("x"), m.Content...)))
		}),
	refusesMessage("signature.cut", "takes no message whose new signature was cut short", "a signature of 63 bytes",
		func(d *deal, e handedMessage, m sentMessage) handedMessage {
			return e.signed(ed25519.Sign(d.bob.Key, m.Content)[:ed25519.SignatureSize-1])
		}),
	refusesMessage("signature.malleable", "takes no message whose new signature is another one for the same content and key",
		"a signature whose scalar is larger by the group order",
		func(d *deal, e handedMessage, m sentMessage) handedMessage {
			return e.signed(idcert.MalleableFrom(ed25519.Sign(d.bob.Key, m.Content)))
		}),
	check.Probing(resigns("commit.content", "takes no message whose content has changed", contentChanged, core.ResigningContentUnchanged),
		ambiguity.ChangedFederationID),
}

func malformed(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	list, _, left := d.ready(ctx, 1)
	message := left[0]
	right := d.signs(list, message)[0].body()
	without := func(name string) any {
		b := map[string]any{}
		for k, v := range right {
			if k != name {
				b[k] = v
			}
		}
		return []any{b}
	}
	call := d.resign(list, message)
	for _, bad := range []struct {
		what   string
		change actor.Change
	}{
		{"a body that is no JSON", actor.Body([]byte("[{"))},
		{"an empty body", actor.Body([]byte{})},
		{"an object for the array", actor.JSONBody(right)},
		{"a batch without an ID-Cert", actor.JSONBody(without(list[0].certName))},
		{"a batch without messages", actor.JSONBody(without("messages"))},
		{"a string for a batch", actor.JSONBody([]any{"batch"})},
		{"a message without a signature", actor.JSONBody(oneMessage(right, map[string]any{"content": list[0].messages[0].content}))},
		{"a message without content", actor.JSONBody(oneMessage(right, map[string]any{"signature": list[0].messages[0].members["signature"]}))},
		{"a string for a message", actor.JSONBody(oneMessage(right, "message"))},
	} {
		t.Refused(call.With(bad.change).Send(ctx), bad.what, check.Status(http.StatusBadRequest))
	}
	d.still(ctx, "commits that were malformed", message)
	d.commits(ctx, list, message)
}

// oneMessage is a body with one message in the place of those that are there.
func oneMessage[V any](batch map[string]V, message any) any {
	b := map[string]any{}
	for k, v := range batch {
		b[k] = v
	}
	b["messages"] = []any{message}
	return []any{b}
}

// refusesMessage makes a check that a commit is refused for one flaw of its message.
// A server that takes such a flaw from who posts a message cannot check it.
func refusesMessage(id, title, flaw string, spoil func(d *deal, e handedMessage, m sentMessage) handedMessage) check.Check {
	return check.Probing(resigns(id, title, func(ctx context.Context, t *check.T) {
		d := newDeal(ctx, t)
		list, _, left := d.ready(ctx, 1)
		m := left[0]
		next := d.signs(list, m)
		next[0].messages[0] = spoil(d, next[0].messages[0], m)
		res := d.commit(d.bob, next).Send(ctx)
		t.GotAnswer(res)
		if res.OK() {
			d.checksSignatures(ctx)
		}
		t.Refused(res, flaw)
		d.still(ctx, "the refusal of "+flaw, m)
		t.Took(ambiguity.SignedBytes, "content")
	}, core.ResigningSignatureVerified), ambiguity.SignedBytes)
}

// checksSignatures ends the check where the target takes any signature from who posts
// a message: what it is over is for an extension to say then, and nobody can check it.
func (d *deal) checksSignatures(ctx context.Context) {
	m := d.t.NewMessage(d.alice)
	m.Signature = ed25519.Sign(d.t.NewKey(), m.Content)
	if d.t.Post(ctx, d.alice, m).Accepted {
		d.t.Took(ambiguity.SignedBytes, "extension")
		d.t.NotApplicable("the server takes any signature of a message: which bytes it covers is for an extension to say (A-205)")
	}
}

// contentChanged changes a word, and then the federation ID alone.
func contentChanged(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	control := d.post(ctx, d.alice)
	old, next := d.alice.Actor.FID.String(), d.bob.Actor.FID.String()
	m := d.post(ctx, d.alice)
	named := d.naming(ctx, old)
	d.deals(ctx)
	list := d.handed(ctx, control, m, named)
	d.commits(ctx, list, control)
	list = d.handed(ctx, m, named)
	changed := d.signs(list, m)
	text := strings.Replace(string(m.Content), "p2conform ", "p2conforms ", 1)
	changed[0].messages[0] = changed[0].messages[0].saying(string(m.Content), text).signed(ed25519.Sign(d.bob.Key, []byte(text)))
	d.refuses(ctx, d.commit(d.bob, changed), "another content, which the new signature is over", []sentMessage{m})
	moved := d.signs(list, named)
	text = strings.Replace(string(named.Content), old, next, 1)
	moved[0].messages[0] = moved[0].messages[0].saying(string(named.Content), text).signed(ed25519.Sign(d.bob.Key, []byte(text)))
	if t.TakesOrRefuses(ctx, d.commit(d.bob, moved), "a content with the new federation ID in the place of the old one", d.messages(d.bob)) == nil {
		t.Took(ambiguity.ChangedFederationID, "unchanged")
		d.still(ctx, "that refusal", named)
		return
	}
	d.done(named)
	t.Took(ambiguity.ChangedFederationID, "federation-id")
}

// naming posts a message of alice's with a federation ID in it.
func (d *deal) naming(ctx context.Context, fid string) sentMessage {
	m := sentMessage{d.t.NewMessage(d.alice), d.alice}
	m.Content = append(append([]byte{}, m.Content...), " from "+fid...)
	m.Signature = ed25519.Sign(d.alice.Key, m.Content)
	if p := d.t.Post(ctx, d.alice, m.Message); !p.Accepted {
		d.t.Blocked(check.PostingMessages, "a right message was refused: %s", p.Why)
	}
	d.keep(m)
	return m
}
