package discovery

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/requirement"
)

// answers checks that what a client says of itself changes how the root ID-Cert
// is sent, and nothing else.
var answers = []check.Check{
	{
		ID:      "discovery.server-cert.compression",
		Title:   "serves its root ID-Cert to a client that takes zstd, compressed so or not at all",
		Decides: []requirement.Requirement{api.ServerCertOK},
		Probes:  []ambiguity.Entry{ambiguity.Compression},
		Run: func(ctx context.Context, t *check.T) {
			res := sameWith(ctx, t, "Accept-Encoding", "zstd")
			t.Took(ambiguity.Compression, map[bool]string{true: "content-coding", false: "none"}[check.ContentCoding(res.Header) != ""])
		},
	},
	{
		ID:      "discovery.server-cert.origin",
		Title:   "serves its root ID-Cert to a page of another origin, and lets browsers show it to the page or not",
		Decides: []requirement.Requirement{api.ServerCertOK},
		Probes:  []ambiguity.Entry{ambiguity.CrossOrigin},
		Run: func(ctx context.Context, t *check.T) {
			res := sameWith(ctx, t, "Origin", pageOrigin)
			t.Took(ambiguity.CrossOrigin, map[bool]string{true: "open", false: "none"}[allowsOrigin(res.Header)])
		},
	},
}

// pageOrigin is that of a page of nobody.
const pageOrigin = "https://client.p2.example"

// sameWith asks for the root ID-Cert with one header more, and wants one with the
// key of the one that is served without.
func sameWith(ctx context.Context, t *check.T, name, value string) *client.Response {
	current := t.ServerCert(ctx)
	r := check.ServerCertRequest()
	r.Header = http.Header{name: {value}}
	res := t.Whole(ctx, "a request with "+name+" as well",
		func() *client.Response { return t.Client().Do(ctx, r) },
		func() *client.Response { return t.Client().Do(ctx, check.ServerCertRequest()) })
	t.Granted(res, http.StatusOK)
	plain := *res
	var d *check.Deviation
	plain.Body, d = check.Decoded(res.Header, res.Body)
	t.Hold(d)
	if !sameServer(&plain, current) {
		t.Fail("the server's ID-Cert for a request with "+name+" as well", "%s, which is not it", actor.Line(res))
	}
	t.Hold(nil)
	return res
}

// allowsOrigin reports that a page of any origin may read an answer to it.
func allowsOrigin(h http.Header) bool {
	allowed := h.Values("Access-Control-Allow-Origin")
	return len(allowed) == 1 && (allowed[0] == "*" || allowed[0] == pageOrigin)
}
