package run

import (
	"context"
	"net/http"
	"net/url"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// otherPaths looks for the server's ID-Cert where it is not at the path of the API
// document: at the one that this redirects to, with a slash at the end,
// without a version. Refused is the answer at the documented path.
func (p *preflight) otherPaths(ctx context.Context, refused *client.Response) *p2.Cert {
	redirected := redirectsToSlash(refused)
	if !redirected && refused.Status != http.StatusNotFound {
		return nil
	}
	plain := p.t.Dialect
	candidates := []target.Dialect{plain, plain}
	candidates[0].Slash = true
	candidates[1].Unversioned = true
	if redirected {
		candidates = candidates[:1]
	}
	for _, d := range candidates {
		_, slashTold := p.t.ToldOf("slash")
		_, versionTold := p.t.ToldOf("version")
		if d == plain || d.Slash != plain.Slash && slashTold || d.Unversioned != plain.Unversioned && versionTold {
			continue
		}
		p.t.Dialect = d
		cert := certIn(p.c.Do(ctx, check.ServerCertRequest()))
		switch {
		case cert == nil:
			continue
		case redirected:
			p.took(ambiguity.TrailingSlash, "redirect")
		case d.Slash:
			p.took(ambiguity.TrailingSlash, "with-slash")
		default:
			p.took(ambiguity.PathVersion, "unversioned")
		}
		return cert
	}
	p.t.Dialect = plain
	return nil
}

// redirectsToSlash reports an answer that redirects to its own path with a slash
// at the end.
func redirectsToSlash(res *client.Response) bool {
	if res.Status < 300 || res.Status >= 400 || res.Exchange == nil {
		return false
	}
	to, err := url.Parse(res.Header.Get("Location"))
	if err != nil {
		return false
	}
	from := res.Exchange.URL
	return from.ResolveReference(to).EscapedPath() == from.EscapedPath()+"/"
}
