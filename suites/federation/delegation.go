package federation

import (
	"context"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// delegation is about home servers whose API stands under another domain name than
// the visible one (core 3.1).
var delegation = []check.Check{
	{
		ID:      "federation.delegation.followed",
		Title:   "gives a token to an actor whose home server is hosted under another domain name",
		Decides: []requirement.Requirement{core.ForeignTokenIssued},
		Probes:  []ambiguity.Entry{ambiguity.DelegationSupport, ambiguity.DelegationBootstrap},
		Needs:   needs,
		Proves:  delegated,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, direct)
			var followed []form
			for _, f := range forms {
				if t.LogsInOrNot(ctx, delegatedActor(t, f), "an actor of a home server that is hosted under another domain name", direct) {
					followed = append(followed, f)
				}
			}
			if len(followed) == 0 {
				t.TookBy(check.Deviates("a token for an actor of a home server that is hosted under another domain name, "+
					"to which the well-known document of the visible domain name leads",
					"none, whatever the form of the document; an actor of a home server under its own domain name gets one"),
					ambiguity.DelegationSupport, "same-host")
			}
			t.Took(ambiguity.DelegationSupport, "delegated")
			if len(followed) == 1 { // else what it serves itself says which one it prefers
				t.Took(ambiguity.WellKnownAPIValue, followed[0].reading)
			}
			start := "federation-id"
			if t.Target().Dialect.SolvesWithCert() {
				start = "received-certificate"
			}
			t.Took(ambiguity.DelegationBootstrap, start)
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.delegation.consulted",
		Title:   "finds the home server of an actor through the API or the well-known document of its domain name",
		Decides: []requirement.Requirement{core.ForeignTokenIssued},
		Probes:  []ambiguity.Entry{ambiguity.WellKnownConsulted},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			direct := t.NewForeigner(home)
			t.LogIn(ctx, direct)
			f := followed(ctx, t)
			broken := host(t, t.NewPeer(), peer.Hosting{Document: f.write, Otherwise: always(http.NotFound)})
			switch {
			case consultsFirst(home):
				t.Took(ambiguity.WellKnownConsulted, "always")
			case t.LogsInOrNot(ctx, t.NewForeigner(broken), "an actor of a home server whose visible domain name answers with 404 where its API is elsewhere", direct):
				t.Took(ambiguity.WellKnownConsulted, "any-error")
			default:
				t.Took(ambiguity.WellKnownConsulted, "no-connection")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.delegation.transport",
		Title:   "reaches home servers by HTTPS, at another port or without TLS as it reads the text",
		Decides: []requirement.Requirement{core.ForeignTokenIssued},
		Probes:  []ambiguity.Entry{ambiguity.TransportSecurity},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			t.LogIn(ctx, direct)
			f := followed(ctx, t)
			plain := host(t, t.NewPeer(), peer.Hosting{Scheme: "http", Document: f.write})
			other := host(t, t.NewPeer(), peer.Hosting{Port: "8448", Document: f.write})
			switch {
			case f.reading != "bare-host" && t.LogsInOrNot(ctx, t.NewForeigner(plain), "an actor of a home server whose API has no TLS", direct):
				t.Took(ambiguity.TransportSecurity, "http-allowed")
			case t.LogsInOrNot(ctx, t.NewForeigner(other), "an actor of a home server whose API is at another port", direct):
				t.Took(ambiguity.TransportSecurity, "https")
			default:
				t.Took(ambiguity.TransportSecurity, "https-443")
			}
			t.Hold(nil)
		},
	},
}

// delegated is what checks of delegation rest on.
const delegated = "log in an actor whose home server is hosted under another domain name"

// form is how a well-known document writes the address of the API.
type form struct {
	reading string
	edit    func(api string) string
}

// forms are all of them, the likeliest first.
var forms = []form{
	{"absolute-url", func(api string) string { return api }},
	{"bare-host", func(api string) string { return strings.TrimPrefix(api, "https://") }},
	{"versioned", func(api string) string { return api + "v1/" }},
}

// write is the document in the form.
func (f form) write(w http.ResponseWriter, r *http.Request, api string) { peer.API(w, r, f.edit(api)) }

// host has a home hosted under another domain name.
func host(t *check.T, home *peer.Home, o peer.Hosting) *peer.Home {
	o.Label = t.NewLabel()
	if _, err := home.Host(o); err != nil {
		t.Error("%v", err)
	}
	return home
}

// delegatedActor is an actor of a home server of their own whose document has a form:
// what did not work may be remembered.
func delegatedActor(t *check.T, f form) *check.Foreigner {
	return t.NewForeigner(host(t, t.NewPeer(), peer.Hosting{Document: f.write}))
}

// followed is the first form that the target follows, and ends the check where it
// follows none.
func followed(ctx context.Context, t *check.T) form {
	for _, f := range forms {
		res := t.LoggingIn(ctx, delegatedActor(t, f)).Send(ctx)
		t.GotAnswer(res)
		if res.OK() && actor.Text(res) != "" {
			return f
		}
	}
	t.Blocked(delegated, "an actor of a home server that is hosted under another domain name got no token, whatever the form of the well-known document")
	return form{}
}

// consultsFirst reports that a home was asked for its well-known document before its
// API, which it serves itself.
func consultsFirst(home *peer.Home) bool {
	for _, v := range home.Visits() {
		switch {
		case v.URL.Path == peer.WellKnownPath:
			return true
		case strings.HasPrefix(v.URL.Path, "/.p2/"):
			return false
		}
	}
	return false
}
