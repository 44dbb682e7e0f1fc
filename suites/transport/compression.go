package transport

import (
	"context"
	"mime"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// compression checks content codings on an answer that is worth it: the list of
// ID-Certs of an actor with some sessions.
var compression = []check.Check{
	{
		ID:      "transport.compression.zstd",
		Title:   "compresses an answer with zstd for a client that offers that",
		Decides: []requirement.Requirement{core.CompressionHTTP},
		Probes:  []ambiguity.Entry{ambiguity.Compression},
		Needs:   check.Needs{Actors: true},
		Run:     compressed,
	},
	{
		ID:      "transport.compression.none",
		Title:   "sends an answer uncompressed to a client that offers no content coding",
		Decides: []requirement.Requirement{core.Uncompressed},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice, n := withSessions(ctx, t)
			for _, offer := range []string{"identity", "zstd;q=0", "identity, *;q=0"} {
				res := t.Grants(ctx, alice.Certs().With(actor.Header("Accept-Encoding", offer)), "the list of an actor's ID-Certs")
				if coding := check.ContentCoding(res.Header); coding != "" {
					t.Fail("an answer without a content coding to Accept-Encoding: "+offer, "one in the content coding %q", coding)
				}
				listsAll(t, res, res.Body, n)
			}
			// Which coding of those that are offered is taken is the server's choice.
			res := t.Grants(ctx, alice.Certs().With(actor.Header("Accept-Encoding", "gzip")), "the list of an actor's ID-Certs")
			if coding := check.ContentCoding(res.Header); coding != "" && coding != "gzip" && coding != "x-gzip" {
				t.Fail("an answer in gzip or without a content coding to Accept-Encoding: gzip", "one in the content coding %q", coding)
			}
		},
	},
}

// sessions make a list of several thousand bytes: servers leave short answers as
// they are.
const sessions = 5

// withSessions makes an actor with sessions, and counts its ID-Certs.
func withSessions(ctx context.Context, t *check.T) (*actor.Actor, int) {
	alice := t.NewActor(ctx)
	for range sessions {
		t.NewSession(ctx, alice)
	}
	return alice, len(t.Certs(ctx, alice))
}

// zstdOffers want zstd: alone, and more than nothing at all.
var zstdOffers = []string{"zstd", "identity;q=0.1, zstd;q=1.0"}

func compressed(ctx context.Context, t *check.T) {
	alice, n := withSessions(ctx, t)
	plain := t.Grants(ctx, alice.Certs(), "the list of an actor's ID-Certs")
	for _, offer := range zstdOffers {
		call := alice.Certs().With(actor.Header("Accept-Encoding", offer))
		res := t.Whole(ctx, "a request with Accept-Encoding: "+offer,
			func() *client.Response { return call.Send(ctx) },
			func() *client.Response { return alice.Certs().Send(ctx) })
		if !res.OK() {
			t.Fail("the list of an actor's ID-Certs, compressed", "%s", actor.Line(res))
		}
		if check.ContentCoding(res.Header) == "" {
			if offer == zstdOffers[0] {
				t.Took(ambiguity.Compression, "none")
			}
			t.Fail("a body in the content coding zstd to Accept-Encoding: "+offer, "an uncompressed body of %d bytes", len(res.Body))
		}
		body, d := check.Decoded(res.Header, res.Body)
		t.Hold(d)
		listsAll(t, res, body, n)
		t.Hold(sameMedia(res.Header, plain.Header))
	}
	t.Took(ambiguity.Compression, "content-coding")
}

// sameMedia decides whether an answer has the media type of another: it is that of
// the body before it was compressed (RFC 9110, 8.4).
func sameMedia(got, want http.Header) *check.Deviation {
	media := func(h http.Header) string {
		m, _, err := mime.ParseMediaType(h.Get("Content-Type"))
		if err != nil {
			return h.Get("Content-Type")
		}
		return m
	}
	if media(got) != media(want) {
		return check.Deviates("the Content-Type "+want.Get("Content-Type")+", as without Accept-Encoding", "%q", got.Get("Content-Type"))
	}
	return nil
}

// listsAll fails the check unless a body is the list of so many ID-Certs.
func listsAll(t *check.T, res *client.Response, body []byte, n int) {
	const want = "the same list of ID-Certs as without Accept-Encoding"
	entries, err := p2.ParseCacheableCerts(body)
	switch {
	case res.Status == http.StatusNoContent || err == nil && len(entries) != n:
		t.Fail(want, "another one: %s with %d", actor.Line(res), len(entries))
	case err != nil:
		t.Fail(want, "%v", err)
	}
	t.Hold(nil)
}
