package run

import (
	"context"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// providers finds out whether the target takes a provider of services whose host no
// DNS has: the suite's own ones are of that kind. One that refuses it, and
// takes the same at its own domain, is asked with that from then on. What else is
// wrong with its services is for checks to say.
func (p *preflight) providers(ctx context.Context) {
	_, told := p.t.ToldOf("providers")
	if p.session == nil || told || p.t.Providers != "" {
		return
	}
	call := func() *actor.Call {
		return p.session.AddService(p2.Service{Name: "polyproto-chat", URL: p.t.ProviderURL("p2conform"), Primary: true})
	}
	other := []int{http.StatusUnauthorized, http.StatusMethodNotAllowed, http.StatusTooManyRequests}
	if res := call().Send(ctx); res.Status < 400 || res.Status > 499 || slices.Contains(other, res.Status) {
		return
	}
	p.t.Dialect.OwnProviders = true
	if own := call(); own.Accepted(own.Send(ctx)) != nil {
		p.t.Dialect.OwnProviders = false
		return
	}
	p.took(ambiguity.ProviderHosts, "resolvable")
}
