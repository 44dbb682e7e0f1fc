package transport

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// overQUIC checks HTTP/3, which a server offers over TLS by the header Alt-Svc
// (RFC 9114, 3.1.1). It can do so in the DNS as well, where nobody looks here: a
// server without the header is asked at its own port.
var overQUIC = []check.Check{
	{
		ID:      "transport.http.version-3",
		Title:   "offers HTTP/3, and answers over it as over other versions",
		Decides: []requirement.Requirement{core.HTTP3},
		Run: func(ctx context.Context, t *check.T) {
			if _, why := findHTTP3(ctx, t); why != "" {
				t.Fail("HTTP/3 beside HTTP/1.1: an offer in Alt-Svc that can be followed", "%s", why)
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "transport.http.version-3-bodies",
		Title:   "reads the body and the headers of a request over HTTP/3",
		Decides: []requirement.Requirement{core.HTTP3},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			wire, why := findHTTP3(ctx, t)
			if why != "" {
				t.NotApplicable("the target speaks no HTTP/3: %s", why)
			}
			asActor(ctx, t, wire)
		},
	},
}

// findHTTP3 asks for the server's ID-Cert over TLS, and again over HTTP/3 in each
// place where that is offered, until one answers: what it answers is judged. The
// way there is what it returns, or why there is none.
func findHTTP3(ctx context.Context, t *check.T) (wire client.Wire, why string) {
	plain := t.Over(client.Wire{TLS: true}).Do(ctx, check.ServerCertRequest())
	served(t, plain)
	places, withdrawn := client.Alternatives(plain.Header, "h3", plain.Exchange.URL.Hostname())
	var dead []string
	for _, at := range places {
		wire := client.Wire{HTTP: 3, At: at}
		res := t.Over(wire).Do(ctx, check.ServerCertRequest())
		if hasAnswered(t, res) {
			t.Hold(likewise(res, plain))
			return wire, ""
		}
		dead = append(dead, at+" ("+res.Err.Error()+")")
	}
	switch {
	case len(dead) > 0:
		return wire, "it is offered at " + strings.Join(dead, ", ") + ", and nobody answers there, or UDP does not get through from here"
	case withdrawn:
		return wire, "Alt-Svc takes back every offer: " + plain.Header.Get("Alt-Svc")
	}
	wire = client.Wire{HTTP: 3}
	res := t.Over(wire).Do(ctx, check.ServerCertRequest())
	if !hasAnswered(t, res) {
		return wire, "no answer offers it in Alt-Svc, and nobody answers at the port of the URL: " + res.Err.Error()
	}
	t.Hold(likewise(res, plain))
	return wire, ""
}

// hasAnswered reports a whole answer. A request that we could not send is our own
// mistake, and not the target's.
func hasAnswered(t *check.T, res *client.Response) bool {
	if errors.Is(res.Err, client.ErrNotSent) || res.Status == http.StatusTooManyRequests {
		t.GotAnswer(res)
	}
	return res.Err == nil
}

// likewise decides whether an answer has the server's ID-Cert that another one
// has: one with the same key.
func likewise(res, plain *client.Response) *check.Deviation {
	want := "the server's ID-Cert over " + res.Exchange.Proto + " as over " + plain.Exchange.Proto
	got, other := keyIn(res), keyIn(plain)
	switch {
	case got == nil:
		return check.Deviates(want, "the answer is %s", actor.Line(res))
	case !bytes.Equal(got, other):
		return check.Deviates(want, "one with another key")
	}
	return nil
}

// keyIn is the key of the server's ID-Cert in an answer; nil without one.
func keyIn(res *client.Response) []byte {
	if !res.OK() {
		return nil
	}
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		return nil
	}
	cert, err := p2.ParseCertPEM(entry.PEM)
	if err != nil {
		return nil
	}
	return cert.Key.Raw
}
