// Package gateway is the checks of WebSocket connections: how one begins, who is
// served on it, what arrives and in which order, and why it is closed (core 3.2).
//
// Nothing waits for silence: what a gateway sent before the acknowledgement of a
// heartbeat has come by then.
package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Checks lists the checks of the suite, in the order of reports.
func Checks() []check.Check {
	return slices.Concat(hello, payloads, sequences, identification, early, heartbeats, lists, opcodes, envelopes, frames, sessions, resuming, channels)
}

// needs is what checks of connections need, and acting what those of sessions do.
var (
	needs  = check.Needs{Gateway: true}
	acting = check.Needs{Gateway: true, Actors: true}
)

// alice is an actor with one session.
func alice(ctx context.Context, t *check.T) *actor.Session {
	return t.NewSession(ctx, t.NewActor(ctx))
}

// closesOn makes a check that a connection is closed for one message, with one of some
// codes. The session of the connection was identified, and a heartbeat acknowledged.
func closesOn(id, title, what string, send func(ctx context.Context, g *check.Gateway), codes []p2.CloseCode, decides ...requirement.Requirement) check.Check {
	return check.Check{
		ID: "gateway." + id, Title: title, Decides: decides, Needs: acting,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Identified(ctx, alice(ctx, t))
			send(ctx, g)
			g.ClosesWith(ctx, what, codes...)
		},
	}
}

// text sends a message as it stands.
func text(s string) func(context.Context, *check.Gateway) {
	return func(ctx context.Context, g *check.Gateway) { g.SendText(ctx, s) }
}

// another makes one more session of an actor, which connects: whatever a server takes
// for the beginning of a session has come to pass then.
func another(ctx context.Context, t *check.T, s *actor.Session) *actor.Session {
	next := t.NewSession(ctx, s.Actor)
	t.Identified(ctx, next)
	return next
}

// aboutSession wants a new session event about a session.
func aboutSession(s *actor.Session) func(p2.Payload) bool {
	return func(p p2.Payload) bool {
		cert := certOf(p.Data)
		return p.Is(p2.OpNewSession) && cert != nil && s.Cert != nil && bytes.Equal(cert.Raw, s.Cert.Raw)
	}
}

// told waits until a connection was told of a session. Where it is not, the check is
// blocked.
func told(ctx context.Context, t *check.T, g *check.Gateway, s *actor.Session) *gateway.Message {
	if m := find(g.Got, aboutSession(s)); m != nil {
		return m
	}
	before := len(g.Got)
	g.Heartbeat(ctx)
	m := find(g.Got[before:], aboutSession(s))
	if m == nil {
		t.Blocked(check.GatewayEvents, "a session was made, and another session of the actor was not told")
	}
	return m
}

func find(all []*gateway.Message, wanted func(p2.Payload) bool) *gateway.Message {
	for _, m := range all {
		if m.Err == nil && wanted(m.Payload) {
			return m
		}
	}
	return nil
}

// certOf is the certificate in the member cert of the data of an event; nil for none.
func certOf(data json.RawMessage) *p2.Cert {
	var d struct {
		Cert string `json:"cert"`
	}
	if json.Unmarshal(data, &d) != nil {
		return nil
	}
	cert, err := p2.ParseCertPEM(d.Cert)
	if err != nil {
		return nil
	}
	return cert
}
