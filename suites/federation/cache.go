package federation

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// shortWindow is for how long a home server lets its ID-Certs be cached where a check
// waits for the end of that: long enough for a login, short enough to be waited for.
const shortWindow = 5 * time.Second

// timed is what checks need that wait for the end of a cache window.
var timed = check.Needs{Peers: true, Trials: true, Time: true}

var timedWithActors = check.Needs{Peers: true, Trials: true, Time: true, Actors: true}

// cache is about how long the ID-Certs of other home servers are relied on, and
// what does not depend on them (core 6.4, 6.4.1).
var cache = []check.Check{
	{
		ID:      "federation.cache.kept",
		Title:   "keeps the ID-Cert of an actor of another home server in a cache",
		Decides: []requirement.Requirement{core.Cached},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob := t.NewForeigner(home)
			t.LogIn(ctx, bob)
			before := askedForActors(home)
			if before == 0 {
				t.Blocked(check.ForeignLogin, "the home server of the actor was asked for no ID-Cert of an actor")
			}
			res := t.LoggingIn(ctx, bob).Send(ctx)
			if !res.OK() {
				t.NotApplicable("the server gives a session no second token while the first is good (A-053): %s", actor.Line(res))
			}
			if again := askedForActors(home) - before; again > 0 {
				t.FailAt(res, "no further request for an ID-Cert that may be cached for hours", "the home server was asked for it again at once")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.cache.evicted",
		Title:   "asks the home server again for an ID-Cert whose cache window has ended",
		Decides: []requirement.Requirement{core.CacheEvicted, core.CacheWindowOfIssuer, core.ServerRefetch},
		Needs:   timed,
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			home, bob, phone := cachedBriefly(ctx, t)
			before := askedForActors(home)
			res := logInAgain(ctx, t, bob, phone)
			if askedForActors(home) == before {
				t.FailAt(res, "a request for the ID-Cert to the home server, which let it be cached until "+shortWindow.String()+" after the first login",
					"a token, although the home server was not asked again")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.cache.stale-unused",
		Title:   "gives no token for an ID-Cert whose cache window has ended while the home server cannot be asked",
		Decides: []requirement.Requirement{core.CacheExpiredUnused},
		Needs:   timed,
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			home, bob, phone := cachedBriefly(ctx, t)
			solution := t.LoggingIn(ctx, bob)
			home.Down(true)
			res := solution.Send(ctx)
			home.Down(false)
			t.RefusedForOthers(res, "an ID-Cert that nobody may rely on any more")
			logInAgain(ctx, t, bob, phone)
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.cache.home-server-down",
		Title:   "gives no token to an actor whose home server it has never been able to ask",
		Decides: []requirement.Requirement{core.ForeignCertFetched},
		Probes:  []ambiguity.Entry{ambiguity.HomeServerDown},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob, stranger := t.NewForeigner(home), t.NewForeigner(home)
			t.LogIn(ctx, bob)
			again, first := t.LoggingIn(ctx, bob), t.LoggingIn(ctx, stranger)
			home.Down(true)
			known, unknown := again.Send(ctx), first.Send(ctx)
			home.Down(false)
			t.RefusedForOthers(unknown, "an ID-Cert that nobody has vouched for")
			t.GotAnswer(known)
			t.LogIn(ctx, stranger)
			t.Took(ambiguity.HomeServerDown, map[bool]string{true: "unexpired-cache", false: "refused"}[known.OK()])
		},
	},
	{
		ID:      "federation.cache.renewed",
		Title:   "takes a new ID-Cert of a session of which it has another one in its cache",
		Decides: []requirement.Requirement{core.CacheUpdatedOnChange},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob := t.NewForeigner(home)
			t.LogIn(ctx, bob)
			home.Revoke(bob.Issued)
			renewed := t.Renewed(bob)
			t.Accepts(ctx, t.LoggingIn(ctx, renewed), "a challenge string that was solved with the key of a renewed ID-Cert")
		},
	},
	independent("challenge", "gives a challenge string to a foreign session without asking its home server",
		[]requirement.Requirement{core.NoCheckForChallenge, core.NoCheckForTrial}, timed,
		func(_ context.Context, _ *check.T, bob *check.Foreigner) *actor.Call { return bob.NewTrial() }),
	independent("trial-information", "tells a foreign session of completed key trials without asking its home server",
		[]requirement.Requirement{core.NoCheckForTrialInformation}, timedWithActors,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			return bob.KeyTrials(t.NewActor(ctx).FID.String())
		}),
	independent("elsewhere", "shows the ID-Certs of its actors to a foreign session without asking the home server of that",
		[]requirement.Requirement{core.NoCheckElsewhere}, timedWithActors,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			call := bob.Actor.CertsOf(t.NewActor(ctx).FID.String())
			call.SetToken(bob.Token)
			return call
		}),
}

// askedForActors counts how often a home was asked for ID-Certs of actors.
func askedForActors(h *peer.Home) int { return h.Asked(client.Base + "/idcert/actor/") }

// cachedBriefly is a foreign session that has logged in, and whose ID-Cert may not
// be cached any more; phone is another session of the same actor.
func cachedBriefly(ctx context.Context, t *check.T) (home *peer.Home, bob, phone *check.Foreigner) {
	home = t.NewPeer()
	home.CacheFor(shortWindow)
	bob = t.NewForeigner(home)
	phone = t.Another(bob)
	t.LogIn(ctx, bob)
	t.WaitUntil(ctx, t.Now().Add(shortWindow+2*time.Second), "the end of a cache window")
	return home, bob, phone
}

// logInAgain logs a session in that has a token, or the other one where a session gets
// no second token.
func logInAgain(ctx context.Context, t *check.T, bob, phone *check.Foreigner) *client.Response {
	if res := t.LoggingIn(ctx, bob).Send(ctx); res.OK() {
		return res
	}
	return t.LogIn(ctx, phone)
}

// independent makes a check that a request of a foreign session is answered as
// before when its home server cannot be asked, and nothing that it said may be
// cached any more.
func independent(id, title string, decides []requirement.Requirement, n check.Needs,
	ask func(context.Context, *check.T, *check.Foreigner) *actor.Call,
) check.Check {
	return check.Check{
		ID: "federation.cache.no-check-" + id, Title: title, Decides: decides, Needs: n, Alone: true,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			home.CacheFor(shortWindow)
			bob := t.NewForeigner(home)
			t.LogIn(ctx, bob)
			call := ask(ctx, t, bob)
			before := call.Send(ctx)
			t.GotAnswer(before)
			if !before.OK() {
				t.NotApplicable("the server does not let foreign sessions do this: %s", actor.Line(before))
			}
			t.WaitUntil(ctx, t.Now().Add(shortWindow+2*time.Second), "the end of a cache window")
			home.Down(true)
			after := call.Send(ctx)
			home.Down(false)
			t.GotAnswer(after)
			if !after.OK() {
				t.FailAt(after, "the answer that there was while the home server could be asked: "+actor.Line(before), "%s", actor.Line(after))
			}
			t.Hold(nil)
		},
	}
}
