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

// methods checks that requests of methods which the API document does not have
// are answered as HTTP has it, one way or the other: by no server error. What the
// answer should be is open.
var methods = []check.Check{
	{
		ID:      "transport.methods.head",
		Title:   "answers HEAD like GET, or refuses it",
		Decides: []requirement.Requirement{core.HTTP11},
		Probes:  []ambiguity.Entry{ambiguity.HeadRequests},
		Run: func(ctx context.Context, t *check.T) {
			res := ask(ctx, t, http.MethodHead, "/idcert/server", nil)
			t.Took(ambiguity.HeadRequests, map[bool]string{true: "as-get", false: "refused"}[grantedOrRefused(t, res)])
		},
	},
	{
		ID:      "transport.methods.options",
		Title:   "grants OPTIONS, by which browsers ask what they may send, or refuses it",
		Decides: []requirement.Requirement{core.HTTP11},
		Probes:  []ambiguity.Entry{ambiguity.OptionsRequests},
		Run: func(ctx context.Context, t *check.T) {
			res := ask(ctx, t, http.MethodOptions, "/idcert", http.Header{
				"Origin": {"https://client.p2.example"}, "Access-Control-Request-Method": {http.MethodPost},
				"Access-Control-Request-Headers": {"authorization,content-type,x-p2-sensitive-solution"},
			})
			t.Took(ambiguity.OptionsRequests, map[bool]string{true: "answered", false: "refused"}[grantedOrRefused(t, res)])
		},
	},
	{
		ID:      "transport.methods.other",
		Title:   "answers a method that a path does not have without failing",
		Decides: []requirement.Requirement{core.HTTP11},
		Probes:  []ambiguity.Entry{ambiguity.OtherMethods},
		Run: func(ctx context.Context, t *check.T) {
			res := ask(ctx, t, http.MethodPatch, "/idcert/server", nil)
			grantedOrRefused(t, res)
			reading := "other" // a route more is allowed, too
			switch res.Status {
			case http.StatusMethodNotAllowed:
				reading = "405"
			case http.StatusNotFound:
				reading = "404"
			}
			t.Took(ambiguity.OtherMethods, reading)
		},
	},
}

// ask sends a request of some method, once the server's ID-Cert could be had.
func ask(ctx context.Context, t *check.T, method, path string, h http.Header) *client.Response {
	served(t, t.Client().Do(ctx, check.ServerCertRequest()))
	res := t.Client().Do(ctx, client.Request{Method: method, Path: client.Base + path, Header: h})
	t.GotAnswer(res)
	return res
}

// grantedOrRefused fails the check where an answer is neither. Who knows a method
// on no path at all says so by 501.
func grantedOrRefused(t *check.T, res *client.Response) bool {
	refused := res.Status >= 400 && res.Status < 500 || res.Status == http.StatusNotImplemented
	if !res.OK() && !refused {
		t.Fail("a request that is granted, or refused by a status from 400 on or 501", "%s", actor.Line(res))
	}
	t.Hold(nil)
	return res.OK()
}
