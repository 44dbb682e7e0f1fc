package discovery

import (
	"context"
	"net/url"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/requirement"
)

// paths checks the path of the API document, as it is written there: all other
// checks ask where the preflight found the target's.
var paths = []check.Check{
	{
		ID:      "discovery.server-cert.path",
		Title:   "serves its root ID-Cert at the path of the API, or redirects from there to a slash at the end",
		Decides: []requirement.Requirement{api.ServerCertOK},
		Probes:  []ambiguity.Entry{ambiguity.TrailingSlash},
		Run:     documentedPath,
	},
}

func documentedPath(ctx context.Context, t *check.T) {
	t.ServerCert(ctx)
	exact, slash := check.ServerCertRequest(), check.ServerCertRequest()
	slash.Path += "/"
	exact.Verbatim, slash.Verbatim = true, true
	at, below := t.Client().Do(ctx, exact), t.Client().Do(ctx, slash)
	t.Answered(at)
	t.Answered(below)
	_, missing := certIn(at)
	_, none := certIn(below)
	switch {
	case missing == nil && none == nil:
		t.Took(ambiguity.TrailingSlash, "insignificant")
	case missing == nil && redirectsTo(below, at), none == nil && redirectsTo(at, below):
		t.Took(ambiguity.TrailingSlash, "redirect")
	case missing == nil:
		t.Took(ambiguity.TrailingSlash, "exact")
	default:
		if none == nil {
			t.Took(ambiguity.TrailingSlash, "with-slash") // which fails
		}
		t.Fail("the root ID-Cert at "+exact.Path, "%s", actor.Line(at))
	}
	t.Hold(nil)
}

// redirectsTo reports an answer that redirects to where another one came from.
func redirectsTo(res, to *client.Response) bool {
	if res.Status < 300 || res.Status >= 400 {
		return false
	}
	location, err := url.Parse(res.Header.Get("Location"))
	if err != nil || location.String() == "" {
		return false
	}
	return res.Exchange.URL.ResolveReference(location).EscapedPath() == to.Exchange.URL.EscapedPath()
}
