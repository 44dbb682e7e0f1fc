package transport

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
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
			for _, offer := range []string{"identity", "zstd;q=0"} {
				res := t.Grants(ctx, alice.Certs().With(actor.Header("Accept-Encoding", offer)), "the list of an actor's ID-Certs")
				if coding := check.ContentCoding(res.Header); coding != "" {
					t.Fail("an answer without a content coding to Accept-Encoding: "+offer, "one in the content coding %q", coding)
				}
				listsAll(t, res, res.Body, n)
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

func compressed(ctx context.Context, t *check.T) {
	alice, n := withSessions(ctx, t)
	call := alice.Certs().With(actor.Header("Accept-Encoding", "zstd"))
	res := t.Whole(ctx, "a request that offers zstd",
		func() *client.Response { return call.Send(ctx) },
		func() *client.Response { return alice.Certs().Send(ctx) })
	if !res.OK() {
		t.Fail("the list of an actor's ID-Certs, compressed", "%s", actor.Line(res))
	}
	if check.ContentCoding(res.Header) == "" {
		t.Took(ambiguity.Compression, "none")
		t.Fail("a body in the content coding zstd", "an uncompressed body of %d bytes", len(res.Body))
	}
	body, d := check.Decoded(res.Header, res.Body)
	t.Hold(d)
	listsAll(t, res, body, n)
	t.Took(ambiguity.Compression, "content-coding")
}

// listsAll fails the check unless a body is the list of so many ID-Certs.
func listsAll(t *check.T, res *client.Response, body []byte, n int) {
	plain := *res
	plain.Body = body
	if plain.Status == http.StatusNoContent || len(t.Entries(&plain)) != n {
		t.Fail("the same list of ID-Certs as without Accept-Encoding", "another one")
	}
	t.Hold(nil)
}
