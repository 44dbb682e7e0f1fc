package federation

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// messageStatus is about what a server has to know of an ID-Cert before its actor may
// send messages (core 4.1.1, 6.4.1). Logging in does not have to take it in, so that
// a refusal at that point is as good as one of the message.
var messageStatus = []check.Check{
	{
		ID:      "federation.message-status.revoked",
		Title:   "takes no message of an actor whose ID-Cert was revoked before its home server was first asked",
		Decides: []requirement.Requirement{core.ForeignRevocationChecked, core.CheckBeforeMessages},
		Probes:  []ambiguity.Entry{ambiguity.CacheSatisfiesCheck},
		Needs:   posting,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			mallory := t.NewForeigner(home)
			home.Revoke(mallory.Issued)
			bob, phone := newPair(t, home)
			refusesSender(ctx, t, mallory, "an ID-Cert that its home server has revoked", phone)
			t.LogIn(ctx, bob)
			home.Revoke(bob.Issued)
			m := t.NewMessage(bob.Session)
			p := t.Post(ctx, bob.Session, m)
			if !p.Accepted {
				t.RefusedMessage(bob.Session, m, p, "an ID-Cert that its home server has revoked since the login")
			}
			t.PostsRight(ctx, phone.Session)
			t.Took(ambiguity.CacheSatisfiesCheck, map[bool]string{true: "cached", false: "fresh"}[p.Accepted])
		},
	},
	{
		ID:    "federation.message-status.revoked-after-window",
		Title: "takes no message of an actor whose ID-Cert was revoked, once the cache window has ended",
		Decides: []requirement.Requirement{
			core.ForeignRevocationChecked, core.CheckBeforeMessages, core.CacheExpiredUnused,
		},
		Needs: timedPosting,
		Alone: true,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			home.CacheFor(shortWindow)
			bob, phone := newPair(t, home)
			t.LogIn(ctx, bob)
			t.LogIn(ctx, phone)
			t.PostsRight(ctx, bob.Session)
			home.Revoke(bob.Issued)
			t.WaitUntil(ctx, t.Now().Add(shortWindow+2*time.Second), "the end of a cache window")
			t.RefusesMessage(ctx, bob.Session, t.NewMessage(bob.Session), "an ID-Cert that its home server has revoked")
			t.PostsRight(ctx, phone.Session)
		},
	},
	{
		ID:      "federation.message-status.home-server-down",
		Title:   "takes no message of an actor whose home server cannot be asked, once the cache window has ended",
		Decides: []requirement.Requirement{core.CheckBeforeMessages, core.CacheExpiredUnused},
		Probes:  []ambiguity.Entry{ambiguity.HomeServerDown},
		Needs:   timedPosting,
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			home.CacheFor(shortWindow)
			bob := t.NewForeigner(home)
			t.LogIn(ctx, bob)
			t.PostsRight(ctx, bob.Session)
			inWindow := postWhileDown(ctx, t, home, bob)
			t.WaitUntil(ctx, t.Now().Add(shortWindow+2*time.Second), "the end of a cache window")
			if postWhileDown(ctx, t, home, bob) {
				t.Fail("a refusal of a message whose ID-Cert nobody may rely on any more",
					"the server took it, although the home server could not be asked and had let its ID-Certs be cached for %s", shortWindow)
			}
			t.PostsRight(ctx, bob.Session)
			t.Took(ambiguity.HomeServerDown, map[bool]string{true: "unexpired-cache", false: "refused"}[inWindow])
		},
	},
	refusesStatus("other-window", "takes no message of an actor whose cache window was changed after it was signed",
		"an entry whose window ends later than its cache signature says", func(entry map[string]any) {
			entry["cacheNotValidAfter"] = numberOf(entry, "cacheNotValidAfter") + 3600
		}),
	refusesStatus("no-signature", "takes no message of an actor whose cache signature is that of nobody",
		"an entry with a cache signature of zeros", func(entry map[string]any) {
			entry["cacheSignature"] = zeros(entry["cacheSignature"])
		}),
	{
		ID:      "federation.message-status.revocation-hidden",
		Title:   "takes no message of an actor whose revocation was taken out of what the home server had signed",
		Decides: []requirement.Requirement{core.CheckBeforeMessages, core.ForeignRevocationChecked},
		Needs:   posting,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			mallory, bob := t.NewForeigner(home), t.NewForeigner(home)
			home.Revoke(mallory.Issued)
			rewriteEntries(home, "hides revocations", mallory, func(entry map[string]any) { delete(entry, "invalidatedAt") })
			refusesSender(ctx, t, mallory, "a revoked ID-Cert whose time of invalidation was taken out", bob)
		},
	},
}

// newPair are two sessions of one actor.
func newPair(t *check.T, home *peer.Home) (one, other *check.Foreigner) {
	one = t.NewForeigner(home)
	return one, t.Another(one)
}

// postWhileDown posts a right message while the home server of its sender cannot be
// asked, and reports whether it was taken.
func postWhileDown(ctx context.Context, t *check.T, home *peer.Home, bob *check.Foreigner) bool {
	m := t.NewMessage(bob.Session)
	home.Down(true)
	p := t.Post(ctx, bob.Session, m)
	home.Down(false)
	if !p.Accepted {
		t.RefusedMessage(bob.Session, m, p, "a sender whose home server cannot be asked")
	}
	return p.Accepted
}

// refusesStatus makes a check that no message is taken of an actor about whom the
// home server's answer has one flaw. Its control is another actor of the same one.
func refusesStatus(id, title, what string, spoil func(entry map[string]any)) check.Check {
	return check.Check{
		ID: "federation.message-status." + id, Title: title, Decides: []requirement.Requirement{core.CheckBeforeMessages}, Needs: posting,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			mallory, bob := t.NewForeigner(home), t.NewForeigner(home)
			rewriteEntries(home, "hands out "+what, mallory, spoil)
			refusesSender(ctx, t, mallory, what, bob)
		},
	}
}

// refusesSender expects that an actor gets no token, or that its message is refused;
// right, of the same home server, gets a token and has a message taken.
func refusesSender(ctx context.Context, t *check.T, f *check.Foreigner, what string, right *check.Foreigner) {
	if t.TryLogIn(ctx, f) {
		t.RefusesMessage(ctx, f.Session, t.NewMessage(f.Session), what)
	}
	t.LogIn(ctx, right)
	t.PostsRight(ctx, right.Session)
	t.Hold(nil)
}

// zeros is a text of as many zeros as another has characters.
func zeros(text any) string {
	s, _ := text.(string)
	out := make([]byte, len(s))
	for i := range out {
		out[i] = '0'
	}
	return string(out)
}
