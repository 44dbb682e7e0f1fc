package federation

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// passingOn is about ID-Certs of other home servers that are asked for here (core
// 6.4.1). A server that answers for its own actors alone has no part in it.
var passingOn = []check.Check{
	{
		ID:      "federation.passing-on.unchanged",
		Title:   "passes on cache window and cache signature of a foreign ID-Cert as its home server made them",
		Decides: []requirement.Requirement{core.CacheDataPassedOn},
		Probes:  []ambiguity.Entry{ambiguity.ForeignActorCerts},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob := t.NewForeigner(home)
			t.LogIn(ctx, bob)
			res := bob.Actor.Certs().Send(ctx)
			t.GotAnswer(res)
			if !res.OK() || res.Status == http.StatusNoContent {
				t.Hold(nil)
				t.Took(ambiguity.ForeignActorCerts, "own-only")
				return
			}
			passed := t.Entries(res)
			t.Hold(judgePassedOn(passed, shownBy(home), bob.PEM))
			t.Took(ambiguity.ForeignActorCerts, "proxied")
		},
	},
	refusesEntry("other-window", "does not pass on a foreign ID-Cert whose cache window was changed after it was signed",
		"an entry whose window ends later than its cache signature says", func(entry map[string]any, _ time.Time) {
			entry["cacheNotValidAfter"] = numberOf(entry, "cacheNotValidAfter") + 3600
		}),
	refusesEntry("no-signature", "does not pass on a foreign ID-Cert whose cache signature is that of nobody",
		"an entry with a cache signature of zeros", func(entry map[string]any, _ time.Time) {
			text, _ := entry["cacheSignature"].(string)
			zeros := make([]byte, len(text))
			for i := range zeros {
				zeros[i] = '0'
			}
			entry["cacheSignature"] = string(zeros)
		}),
	refusesEntry("invented-revocation", "does not pass on a foreign ID-Cert with a revocation that the cache signature does not cover",
		"an entry with a time of invalidation that nobody signed", func(entry map[string]any, now time.Time) {
			entry["invalidatedAt"] = now.Add(-time.Minute).Unix()
		}),
	{
		ID:      "federation.passing-on.revocation-hidden",
		Title:   "does not pass on a revoked foreign ID-Cert as one that is good",
		Decides: []requirement.Requirement{core.CheckOnRequest},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob, alice := t.NewForeigner(home), t.NewForeigner(home)
			home.Revoke(bob.Issued)
			rewriteEntries(home, "hides revocations", bob, func(entry map[string]any) { delete(entry, "invalidatedAt") })
			doesNotPassOn(ctx, t, bob, "a revoked ID-Cert whose time of invalidation was taken out", alice)
		},
	},
}

// refusesEntry makes a check that an entry is not passed on that has one flaw. Its
// control is that of another actor of the same home server.
func refusesEntry(id, title, flaw string, spoil func(entry map[string]any, now time.Time)) check.Check {
	return check.Check{
		ID: "federation.passing-on." + id, Title: title, Decides: []requirement.Requirement{core.CheckOnRequest}, Needs: needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob, alice := t.NewForeigner(home), t.NewForeigner(home)
			now := t.Now()
			rewriteEntries(home, "hands out "+flaw, bob, func(entry map[string]any) { spoil(entry, now) })
			doesNotPassOn(ctx, t, bob, flaw, alice)
		},
	}
}

// doesNotPassOn asks the target for a spoiled entry of one actor, and for a right one
// of another.
func doesNotPassOn(ctx context.Context, t *check.T, spoiled *check.Foreigner, flaw string, right *check.Foreigner) {
	bad, good := spoiled.Actor.Certs().Send(ctx), right.Actor.Certs().Send(ctx)
	t.GotAnswer(good)
	if !good.OK() || !has(t.Entries(good), right.PEM) {
		t.NotApplicable("the server does not answer for actors of other home servers (A-098): %s", actor.Line(good))
	}
	t.GotAnswer(bad)
	if bad.OK() && has(t.Entries(bad), spoiled.PEM) {
		t.FailAt(bad, "no answer with "+flaw, "%s, with the entry", actor.Line(bad))
	}
	if !bad.OK() {
		t.RefusedForOthers(bad, flaw)
	}
	t.Hold(nil)
}

// rewriteEntries has a home spoil the entries that it hands out of one actor.
func rewriteEntries(home *peer.Home, what string, of *check.Foreigner, spoil func(entry map[string]any)) {
	home.Rewrite(what, func(op string, _ *http.Request, a *peer.Answer) {
		var list []map[string]any
		if op != "Unregistered_actorCerts" || json.Unmarshal(a.Body, &list) != nil {
			return
		}
		for _, entry := range list {
			if entry["idCertPem"] == of.PEM {
				spoil(entry)
			}
		}
		if body, err := json.Marshal(list); err == nil {
			a.Body = body
		}
	})
}

func numberOf(entry map[string]any, member string) int64 {
	n, _ := entry[member].(float64)
	return int64(n)
}

func has(entries []check.Entry, pem string) bool {
	for _, e := range entries {
		if e.PEM == pem {
			return true
		}
	}
	return false
}

// shownBy are the entries that a home has handed out so far.
func shownBy(home *peer.Home) []p2.CacheableCert {
	var all []p2.CacheableCert
	for _, v := range home.Visits() {
		if len(v.Request.Path) > len(client.Base+"/idcert/actor/") {
			if list, err := p2.ParseCacheableCerts(v.Body); err == nil {
				all = append(all, list...)
			}
		}
	}
	return all
}

// judgePassedOn wants the entry of a certificate to be one that its home server has
// handed out.
func judgePassedOn(passed []check.Entry, shown []p2.CacheableCert, pem string) *check.Deviation {
	const want = "window, cache signature and time of invalidation as the home server handed them out"
	found := false
	for _, e := range passed {
		if e.PEM != pem {
			continue
		}
		found = true
		for _, s := range shown {
			if s.PEM == pem && sameCacheData(s, e.CacheableCert) {
				return nil
			}
		}
	}
	if !found {
		return check.Deviates(want, "a list without the ID-Cert of the actor")
	}
	return check.Deviates(want, "an entry with other cache data than any that the home server has handed out")
}

func sameCacheData(a, b p2.CacheableCert) bool {
	if (a.InvalidatedAt == nil) != (b.InvalidatedAt == nil) || a.InvalidatedAt != nil && *a.InvalidatedAt != *b.InvalidatedAt {
		return false
	}
	return a.NotBefore == b.NotBefore && a.NotAfter == b.NotAfter && a.Signature == b.Signature
}
