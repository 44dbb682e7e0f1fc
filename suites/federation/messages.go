package federation

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// posting is what checks of messages of foreign actors need: core has no route for
// messages, so that the driver posts them.
var posting = check.Needs{Peers: true, Trials: true, Messages: true}

var timedPosting = check.Needs{Peers: true, Trials: true, Messages: true, Time: true}

// messages is about whose messages a server takes (core 6.2.1, 6.2.2).
var messages = []check.Check{
	refusesMessage("unsigned", "takes no message without a signature", "no signature", unsigned,
		core.ExternalRefused),
	refusesMessage("other-key", "takes no message that was signed with a key of nobody",
		"a signature of a key of nobody", withOtherKey, core.MessagesVerified),
	refusesMessage("other-content", "takes no message whose signature is over another content",
		"a signature over another content", withOtherContent, core.MessagesVerified),
	refusesMessage("cut", "takes no message whose signature was cut short",
		"a signature of 63 bytes", func(_ *check.T, _ *actor.Session, m *driver.Message) {
			m.Signature = m.Signature[:ed25519.SignatureSize-1]
		}, core.MessagesVerified),
	refusesMessage("malleable", "takes no message whose signature is another one for the same content and key",
		"a signature whose scalar is larger by the group order", func(_ *check.T, _ *actor.Session, m *driver.Message) {
			m.Signature = idcert.MalleableFrom(m.Signature)
		}, core.MessagesVerified, core.MalleableSignaturesRejected),
	{
		ID:      "federation.messages.forged-certificate",
		Title:   "takes no message with an ID-Cert of its sender that the home server has not signed",
		Decides: []requirement.Requirement{core.MessagesCrossChecked},
		Needs:   posting,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			forged := t.Renewed(bob, peer.SignedBy(t.NewKey()), peer.Hidden())
			t.LogIn(ctx, bob)
			m := t.NewMessage(forged.Session)
			t.RefusesMessage(ctx, bob.Session, m, "an ID-Cert that anybody could have made, and the signature of its key")
			t.PostsRight(ctx, bob.Session)
		},
	},
	{
		ID:      "federation.messages.other-actor",
		Title:   "takes no message of one actor in the session of another",
		Decides: []requirement.Requirement{core.MessagesCrossChecked},
		Needs:   posting,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob, carol := t.NewForeigner(home), t.NewForeigner(home)
			t.LogIn(ctx, bob)
			t.LogIn(ctx, carol)
			t.RefusesMessage(ctx, bob.Session, t.NewMessage(carol.Session),
				"the ID-Cert and the signature of another actor of the same home server, who has a session as well")
			stolen := *carol.Session
			stolen.Token = bob.Token
			t.RefusesMessage(ctx, &stolen, t.NewMessage(carol.Session), "another actor as its sender than that of the session")
			t.PostsRight(ctx, bob.Session)
			t.PostsRight(ctx, carol.Session)
		},
	},
	{
		ID:      "federation.messages.other-session",
		Title:   "takes no message with an ID-Cert of another session of its sender that nobody has issued",
		Decides: []requirement.Requirement{core.MessagesCrossChecked},
		Probes:  []ambiguity.Entry{ambiguity.MessageSession},
		Needs:   posting,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			phone, forged := t.Another(bob), t.Another(bob, peer.SignedBy(t.NewKey()), peer.Hidden())
			t.LogIn(ctx, bob)
			t.LogIn(ctx, phone)
			t.PostsRight(ctx, phone.Session)
			t.RefusesMessage(ctx, bob.Session, t.NewMessage(forged.Session), "an ID-Cert of another session that anybody could have made")
			m := t.NewMessage(phone.Session)
			p := t.Post(ctx, bob.Session, m)
			if !p.Accepted {
				t.RefusedMessage(bob.Session, m, p, "the signature of another session of the same actor")
			}
			t.PostsRight(ctx, bob.Session)
			t.Took(ambiguity.MessageSession, map[bool]string{true: "any", false: "own"}[p.Accepted])
		},
	},
	{
		ID:      "federation.messages.attached",
		Title:   "takes no message with the signature of nobody and without an ID-Cert",
		Decides: []requirement.Requirement{core.MessagesVerified},
		Probes:  []ambiguity.Entry{ambiguity.AttachedIDCert},
		Needs:   posting,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			unknown := t.NewMessage(bob.Session)
			unknown.Cert = ""
			withOtherKey(t, bob.Session, &unknown)
			t.RefusesMessage(ctx, bob.Session, unknown, "the signature of a key of nobody, and no ID-Cert")
			m := t.NewMessage(bob.Session)
			m.Cert = ""
			p := t.Post(ctx, bob.Session, m)
			if !p.Accepted {
				t.RefusedMessage(bob.Session, m, p, "no ID-Cert")
			}
			t.PostsRight(ctx, bob.Session)
			t.Took(ambiguity.AttachedIDCert, map[bool]string{true: "signature-only", false: "attached"}[p.Accepted])
		},
	},
	{
		ID:      "federation.messages.expired",
		Title:   "takes no message of a session whose ID-Cert has expired since it logged in",
		Decides: []requirement.Requirement{core.MessagesCrossChecked},
		Needs:   timedPosting,
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			end := t.Now().Add(2 * shortWindow)
			bob := t.NewForeigner(t.NewPeer(), peer.Edited(func(c *idcert.Cert) { c.NotAfter = end }))
			phone := t.Another(bob)
			t.LogIn(ctx, bob)
			t.LogIn(ctx, phone)
			t.WaitUntil(ctx, end.Add(2*time.Second), "the end of an ID-Cert")
			t.RefusesMessage(ctx, bob.Session, t.NewMessage(bob.Session), "an ID-Cert that has expired")
			t.PostsRight(ctx, phone.Session)
		},
	},
}

// flaw spoils a right message of a session.
type flaw func(t *check.T, s *actor.Session, m *driver.Message)

func unsigned(_ *check.T, _ *actor.Session, m *driver.Message) { m.Signature = nil }

func withOtherKey(t *check.T, _ *actor.Session, m *driver.Message) {
	m.Signature = ed25519.Sign(t.NewKey(), m.Content)
}

func withOtherContent(t *check.T, s *actor.Session, m *driver.Message) {
	m.Signature = ed25519.Sign(s.Key, bytes.Replace(m.Content, []byte("p2conform "), []byte("p2conforms "), 1))
}

// refusesMessage makes a check that a message of a foreign actor is refused that has
// one flaw. Its control is another message of the same session.
func refusesMessage(id, title, what string, spoil flaw, decides ...requirement.Requirement) check.Check {
	return check.Check{
		ID: "federation.messages." + id, Title: title, Decides: decides, Needs: posting,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, bob)
			refusesFlaw(ctx, t, bob.Session, what, spoil)
		},
	}
}

func refusesFlaw(ctx context.Context, t *check.T, s *actor.Session, what string, spoil flaw) {
	m := t.NewMessage(s)
	spoil(t, s, &m)
	t.RefusesMessage(ctx, s, m, what)
	t.PostsRight(ctx, s)
}
