package identity

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// cacheWindow is about the time for which an ID-Cert may be cached. The home
// server chooses it (section 6.4), and an entry that it sends has to be one that
// can be used.
var cacheWindow = []check.Check{
	check.Probing(ofWindow("identity.cache.window-started", "sends no ID-Cert with a cache window that is yet to start", core.CacheNotBefore, windowStarted), ambiguity.TimestampUnit),
	check.Proving(opWindow, ofWindow("identity.cache.window-open", "sends no ID-Cert with a cache window that is over", core.CacheNotAfter, windowOpen)),
	ofWindow("identity.cache.window-length", "sends ID-Certs with a cache window of one to twelve hours", core.CacheWindow, windowLength),
	{
		// It takes hours on a server whose clock is real, so that no MUST can hang
		// on it: a server that has been up for longer shows the same to window-open.
		ID:      "identity.cache.window-renewed",
		Title:   "sends an ID-Cert with a new cache window when the last one is over",
		Decides: []requirement.Requirement{core.CacheWindow},
		Needs:   check.Needs{Actors: true, Time: true},
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			first := cachedEntry(ctx, t, laptop)
			if d := windowOpen(first.CacheableCert, t.Now()); d != nil {
				t.Blocked(opWindow, "already the first cache window is over: %s", d.Actual)
			}
			end, _ := check.TimeOf(first.NotAfter)
			if end.After(laptop.Cert.NotAfter) {
				t.Untested("the cache window outlives the ID-Cert, so that it cannot be renewed")
			}
			t.WaitUntil(ctx, end.Add(2*clockTolerance), "the cache window to end")
			t.Hold(windowOpen(cachedEntry(ctx, t, laptop).CacheableCert, t.Now()))
		},
	},
}

// opWindow is that an entry can be cached at all.
const opWindow = "the end of cache windows"

// ofWindow makes a check that decides one thing on a cache window, at the time at
// which it was sent.
func ofWindow(id, title string, decides requirement.Requirement, decide func(p2.CacheableCert, time.Time) *check.Deviation) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			e := cachedEntry(ctx, t, t.NewSession(ctx, t.NewActor(ctx)))
			t.Hold(decide(e.CacheableCert, t.Now()))
			t.Took(ambiguity.TimestampUnit, string(e.Unit()))
		},
	}
}
