package federation

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// reachRedirects is about home servers that answer with redirects.
var reachRedirects = []check.Check{
	{
		ID:      "federation.reach.redirects",
		Title:   "follows redirects of other home servers, or not, as it reads the text",
		Decides: []requirement.Requirement{core.ForeignTokenIssued},
		Probes:  []ambiguity.Entry{ambiguity.ForeignRedirects},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			same, other := t.NewPeer(), t.NewPeer()
			same.Misbehave("redirects to other paths of its own", movedBelow)
			host(t, other, redirectingAll())
			switch {
			case t.LogsInOrNot(ctx, t.NewForeigner(other), "an actor of a home server whose visible domain name redirects to the host of the API", direct):
				t.Took(ambiguity.ForeignRedirects, "followed")
			case t.LogsInOrNot(ctx, t.NewForeigner(same), "an actor of a home server that redirects to other paths", direct):
				t.Took(ambiguity.ForeignRedirects, "same-host")
			default:
				t.Took(ambiguity.ForeignRedirects, "not-followed")
			}
			t.LogIn(ctx, direct)
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.reach.redirected-elsewhere",
		Title:   "does not take a server for that of a domain name because the API there redirects to it",
		Decides: []requirement.Requirement{core.WellKnownMismatchRefused},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			wrong := t.NewPeer(peer.Root(func(c *idcert.Cert) { names(c, "somebody-else.p2.example") }))
			host(t, wrong, redirectingAll())
			t.RefusesLogin(ctx, t.NewForeigner(wrong), "an actor of a home server whose API redirects to a server with an ID-Cert of another domain name", t.NewForeigner(t.NewPeer()))
		},
	},
	{
		ID:      "federation.reach.redirected-actor",
		Title:   "gives no token for ID-Certs of another server to which the home server redirects",
		Decides: []requirement.Requirement{core.ForeignIssuerVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			// The other server has a key of its own, shows its right domain name, and hands
			// out an ID-Cert that it has signed for an actor of this one.
			home, other := t.NewPeer(), t.NewPeer(peer.AnyDomain())
			mallory := t.NewForeigner(other, func(c *peer.Certification) {
				c.Edit = func(cert *idcert.Cert) {
					cert.Issuer, cert.Subject = idcert.ServerName(home.Domain), idcert.ActorName(c.Local, home.Domain, c.SessionID)
				}
			})
			mallory.Actor.FID.Domain = home.Domain
			bob := t.NewForeigner(home)
			home.Misbehave("redirects questions for one actor to "+other.Domain, func(w http.ResponseWriter, r *http.Request) bool {
				if !strings.Contains(r.URL.Path, mallory.Actor.FID.Local) {
					return false
				}
				to("https://"+other.Domain+r.URL.EscapedPath())(w, r)
				return true
			})
			t.RefusesLogin(ctx, mallory, "an ID-Cert that another server has signed, to which the home server redirects", bob)
		},
	},
	{
		ID:      "federation.reach.endless",
		Title:   "gives no token where redirects never end, and answers all the same",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			var n atomic.Int64
			for _, way := range []struct {
				what string
				next func(r *http.Request, actual string) string
			}{
				{"to itself", func(r *http.Request, _ string) string { return r.URL.Path }},
				{"from one path to the next", func(*http.Request, string) string { return fmt.Sprintf("/%d", n.Add(1)) }},
				{"to and fro between two hosts", func(r *http.Request, actual string) string {
					if strings.EqualFold(r.Host, actual) {
						actual, _, _ = strings.Cut(r.URL.RawQuery, "&")
					}
					return "https://" + actual + r.URL.Path + "?" + r.Host
				}},
			} {
				home, label := t.NewPeer(), t.NewLabel()
				if _, err := home.MoveTo(label); err != nil {
					t.Error("%v", err)
				}
				home.Misbehave("redirects "+way.what+", without an end", func(w http.ResponseWriter, r *http.Request) bool {
					to(way.next(r, t.Target().Peers.Name(label)))(w, r)
					return true
				})
				t.GivesNoToken(ctx, t.LoggingIn(ctx, t.NewForeigner(home)), "an actor of a home server that redirects "+way.what+", without an end", direct)
			}
			t.LogIn(ctx, direct)
			t.Hold(nil)
		},
	},
}

// movedBelow redirects to a path with something before it, under which all is well.
func movedBelow(w http.ResponseWriter, r *http.Request) bool {
	const moved = "/moved"
	if below, ok := strings.CutPrefix(r.URL.Path, moved); ok {
		r.URL.Path, r.URL.RawPath = below, strings.TrimPrefix(r.URL.RawPath, moved)
		return false
	}
	to(moved+r.URL.EscapedPath())(w, r)
	return true
}

// redirectingAll redirects the API to its host; there is no well-known document that
// leads to it as well.
func redirectingAll() peer.Hosting {
	return peer.Hosting{Document: always(http.NotFound), Otherwise: func(w http.ResponseWriter, r *http.Request, api string) {
		to(strings.TrimSuffix(api, "/.p2/core/")+r.URL.EscapedPath())(w, r)
	}}
}
