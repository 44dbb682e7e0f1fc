package federation

import (
	"context"
	"crypto/rand"
	"math/big"
	"strconv"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// tooLong is a cache window that nobody can mean, and someTime when a server that
// shortens it has asked again.
const (
	tooLong  = 10 * 365 * 24 * time.Hour
	someTime = 8 * 24 * time.Hour
)

// cacheLimits is about cache windows and signatures that are right, and that a
// careful server may mistrust (core 6.4, 6.4.1).
var cacheLimits = []check.Check{
	{
		ID:      "federation.cache.long-window",
		Title:   "gives a token for an ID-Cert that may be cached for ten years, or refuses it",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Probes:  []ambiguity.Entry{ambiguity.CacheWindowLimits},
		Needs:   timed,
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			home, right := t.NewPeer(), t.NewForeigner(t.NewPeer())
			home.CacheFor(tooLong)
			bob := t.NewForeigner(home)
			phone := t.Another(bob)
			taken := t.LogsInOrNot(ctx, bob, "an ID-Cert that may be cached for ten years", right)
			t.LogIn(ctx, right)
			t.Hold(nil)
			if !taken {
				t.Took(ambiguity.CacheWindowLimits, "refused")
				return
			}
			before := askedForActors(home)
			t.WaitUntil(ctx, t.Now().Add(someTime), "a time that is longer than most would cache anything")
			logInAgain(ctx, t, bob, phone)
			t.Took(ambiguity.CacheWindowLimits, map[bool]string{true: "clamped", false: "obeyed"}[askedForActors(home) > before])
		},
	},
	{
		ID:      "federation.passing-on.shifted",
		Title:   "passes on a foreign ID-Cert whose cache signature was made for another one of which all is joined alike, or refuses it",
		Decides: []requirement.Requirement{core.CheckOnRequest},
		Probes:  []ambiguity.Entry{ambiguity.CacheJoining},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			alice := t.NewForeigner(home)
			bob := shifted(t, home)
			good, bad := alice.Actor.Certs().Send(ctx), bob.Actor.Certs().Send(ctx)
			t.GotAnswer(good)
			if !good.OK() || !has(t.Entries(good), alice.PEM) {
				t.NotApplicable("the server does not answer for actors of other home servers (A-098): %d", good.Status)
			}
			t.GotAnswer(bad)
			passed := bad.OK() && has(t.Entries(bad), bob.PEM)
			if !bad.OK() {
				t.RefusedForOthers(bad, "an entry whose window begins decades ago")
			}
			t.Hold(nil)
			t.Took(ambiguity.CacheJoining, map[bool]string{true: "as-written", false: "length-checked"}[passed])
		},
	},
}

// shifted is an actor whose entry has the cache signature of another ID-Cert: the
// first digit of its window stands at the end of the serial number instead.
func shifted(t *check.T, home *peer.Home) *check.Foreigner {
	from := t.Now().Add(-time.Minute).Unix()
	digits := strconv.FormatInt(from, 10)
	for digits[1] == '0' { // no number begins with one
		from -= 100_000_000
		digits = strconv.FormatInt(from, 10)
	}
	other, err := rand.Int(t.Random(), big.NewInt(1e15))
	if err != nil {
		t.Error("no serial number could be drawn: %v", err)
	}
	serial, _ := new(big.Int).SetString(other.String()+digits[:1], 10) // digits alone
	bob := t.NewForeigner(home, peer.Numbered(serial))
	to := t.Now().Add(6 * time.Hour).Unix()
	signature, err := home.CacheText(other.String() + digits + strconv.FormatInt(to, 10))
	if err != nil {
		t.Error("%v", err)
	}
	later, _ := strconv.ParseInt(digits[1:], 10, 64)
	rewriteEntries(home, "hands out for one ID-Cert the cache signature of another", bob, func(entry map[string]any) {
		entry["cacheNotValidBefore"], entry["cacheNotValidAfter"], entry["cacheSignature"] = later, to, signature
	})
	return bob
}
