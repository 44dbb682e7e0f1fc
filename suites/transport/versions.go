package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// versions checks which versions of HTTP and of IP a server handles.
var versions = []check.Check{
	{
		ID:      "transport.http.version-1-1",
		Title:   "speaks HTTP/1.1: it answers in it, and reads a body that comes in chunks",
		Decides: []requirement.Requirement{core.HTTP11},
		Needs:   check.Needs{Actors: true},
		Run:     http11,
	},
	{
		ID:      "transport.http.version-2",
		Title:   "speaks HTTP/2",
		Decides: []requirement.Requirement{core.HTTP2},
		Run:     http2,
	},
	{
		ID:      "transport.http.version-2-bodies",
		Title:   "reads the body and the headers of a request over HTTP/2",
		Decides: []requirement.Requirement{core.HTTP2},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			wire := client.Wire{HTTP: 2}
			if res := t.Over(wire).Do(ctx, check.ServerCertRequest()); !isServerCert(res) {
				t.NotApplicable("the target speaks no HTTP/2, or not without TLS: %s", actor.Line(res))
			}
			asActor(ctx, t, wire)
		},
	},
	{
		ID:      "transport.ip.both-versions",
		Title:   "answers over IPv4 and over IPv6, where it is reachable over both",
		Decides: []requirement.Requirement{core.BothIPVersions},
		Run:     bothIPVersions,
	},
	{
		ID:      "transport.ip.version-6-actors",
		Title:   "serves its actors over IPv6 as over IPv4, where it is reachable over it",
		Decides: []requirement.Requirement{core.BothIPVersions},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			wire := client.Wire{IP: 6}
			if res := t.Over(wire).Do(ctx, check.ServerCertRequest()); unreachable(res.Err) {
				t.NotApplicable("the target cannot be reached from here over IPv6, and need not be: %v", res.Err)
			}
			asActor(ctx, t, wire)
		},
	},
}

// http11 may be told that a body has to have a length: HTTP allows a server to
// insist on one (RFC 9110, 15.5.12).
func http11(ctx context.Context, t *check.T) {
	wire := client.Wire{HTTP: 1}
	res := t.Over(wire).Do(ctx, check.ServerCertRequest())
	served(t, res)
	t.Hold(speaks(res.Exchange.Proto, "HTTP/1.1"))
	alice := t.NewActorOver(ctx, wire)
	t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR with its length")
	withoutLength(ctx, t, alice)
}

// withoutLength sends an ID-CSR whose length nothing says before its end: in
// HTTP/1.1 in chunks.
func withoutLength(ctx context.Context, t *check.T, a *actor.Actor) {
	call := a.NewIDCert().With(actor.Header("Transfer-Encoding", "chunked"))
	res := call.Send(ctx)
	if res.Status == http.StatusLengthRequired {
		t.Hold(nil)
		return
	}
	t.Answered(res)
	if err := call.Accepted(res); err != nil {
		t.Fail("a right ID-CSR that does not say its length before it ends is read, or answered with 411", "%v", err)
	}
	t.Hold(nil)
}

// asActor does in one way what has headers with secrets, a body, a federation ID
// in the path or a query, after it was done in the usual way.
func asActor(ctx context.Context, t *check.T, wire client.Wire) {
	alice := t.NewActor(ctx)
	phone := t.NewSession(ctx, alice)
	if len(t.Entries(t.Grants(ctx, alice.Certs(), "the list of an actor's ID-Certs"))) == 0 {
		t.Blocked(opActorCerts, "the list of an actor's ID-Certs has not the one that was issued just now")
	}
	t.Grants(ctx, phone.RevokeSession(phone.ID), "the revocation of a session")
	bob := t.NewActorOver(ctx, wire)
	call := bob.NewIDCert()
	laptop := t.Session(call, t.Accepts(ctx, call, "a right ID-CSR"))
	if wire.HTTP > 1 { // HTTP/1.1 has a check of its own for that
		withoutLength(ctx, t, bob)
	}
	if res := t.Accepts(ctx, bob.Certs(), "the list of an actor's ID-Certs"); len(t.Entries(res)) == 0 {
		t.Fail("a list with the ID-Cert that was issued just now", "an empty one")
	}
	t.Accepts(ctx, laptop.RevokeSession(laptop.ID), "the revocation of a session")
}

// http2 lets TLS negotiate the version. Without TLS a client has to know before,
// and a server that does not know either is asked behind something that does.
func http2(ctx context.Context, t *check.T) {
	const want = "HTTP/2.0"
	plain := t.Client().Do(ctx, check.ServerCertRequest())
	served(t, plain)
	if t.Target().URL.Scheme == "https" {
		t.Hold(speaks(plain.Exchange.Proto, want))
		return
	}
	res := t.Over(client.Wire{HTTP: 2}).Do(ctx, check.ServerCertRequest())
	if res.Status == 0 {
		t.Untested("the target is asked without TLS, and HTTP/2 is negotiated with TLS: name a URL with https://")
	}
	if !isServerCert(res) {
		t.Fail("the server's ID-Cert in HTTP/2 as in HTTP/1.1", "the answer is %s", actor.Line(res))
	}
	t.Hold(speaks(res.Exchange.Proto, want))
}

// speaks decides whether an answer has the version of HTTP in which was asked.
func speaks(proto, want string) *check.Deviation {
	if proto != want {
		return check.Deviates("an answer in "+want, "one in %s", proto)
	}
	return nil
}

// served blocks the check where the server's ID-Cert cannot be had at all.
func served(t *check.T, res *client.Response) {
	if !isServerCert(res) {
		t.Blocked(opServerCert, "the server's ID-Cert could not be had: %s", actor.Line(res))
	}
}

// bothIPVersions asks only where both connections come about: whether a server
// can be reached so is left to its network.
func bothIPVersions(ctx context.Context, t *check.T) {
	answers := map[int]*client.Response{}
	for _, version := range []int{4, 6} {
		res := t.Over(client.Wire{IP: version}).Do(ctx, check.ServerCertRequest())
		if unreachable(res.Err) {
			t.NotApplicable("the target cannot be reached from here over IPv%d, and need not be: %v", version, res.Err)
		}
		answers[version] = res
	}
	if !isServerCert(answers[4]) && !isServerCert(answers[6]) {
		served(t, answers[4])
	}
	for _, version := range []int{4, 6} {
		if res := answers[version]; !isServerCert(res) {
			t.Fail("the server's ID-Cert over IPv4 and over IPv6", "over IPv%d the answer is %s", version, actor.Line(res))
		}
	}
	t.Hold(nil)
}

// unreachable reports that no connection came about: there is no address, no
// route, or nobody who listens.
func unreachable(err error) bool {
	var op *net.OpError
	var name *net.DNSError
	var addr *net.AddrError
	switch {
	case err == nil:
		return false
	case errors.As(err, &name), errors.As(err, &addr):
		return true
	}
	return errors.As(err, &op) && strings.HasPrefix(op.Op, "dial")
}
