package gateway

import (
	"context"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// identification is about who is served on a connection (core 3.2.3.2).
var identification = []check.Check{
	{
		ID:      "gateway.identify.accepted",
		Title:   "serves the session whose token a client identifies itself with",
		Decides: []requirement.Requirement{core.IdentifyAccepted, core.OpcodeIdentify},
		Needs:   acting,
		Proves:  check.GatewayIdentify,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Connected(ctx)
			g.Identify(ctx, s.Token)
			if end := g.Settled(ctx); end != nil {
				if !heartbeatsTaken(ctx, t) {
					t.Blocked(check.GatewayHeartbeat, "a heartbeat that was sent afterwards is not acknowledged: %s", end)
				}
				if s.Token == s.Actor.Token {
					t.Blocked("Registered_newIdCert", "the ID-Cert came with the token of the request for it, which may be of no session")
				}
				t.Grants(ctx, s.RevokeSession(s.ID), "the end of the session, with the same token")
			}
			g.StaysOpen(ctx, "a session token that is valid")
			g.Send(ctx, p2.OpServiceChannel, unknownChannel)
			if end := g.Settled(ctx); end != nil && end.Code == p2.CloseUnknownOpcode {
				t.Blocked("", "service channel events, which only a client may send that has identified itself, are not known: %s", end)
			}
			g.StaysOpen(ctx, "what only a client may send that has identified itself")
		},
	},
	{
		ID:      "gateway.identify.ready",
		Title:   "answers an identification with a ready event, or with nothing, since no text gives one an opcode",
		Decides: []requirement.Requirement{core.ReadyEvent},
		Probes:  []ambiguity.Entry{ambiguity.ReadyEvent},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Connected(ctx)
			g.Identify(ctx, s.Token)
			if g.Heartbeat(ctx) == nil {
				t.Blocked(check.GatewayIdentify, "a session with a right token could not identify itself")
			}
			reading, d := judgeReady(g.Got[1 : len(g.Got)-1])
			t.Hold(d)
			t.Took(ambiguity.ReadyEvent, reading)
		},
	},
	refusesToken("unknown", "closes a connection whose client identifies itself with a token that nobody was given", "a token that nobody was given",
		func(_ context.Context, t *check.T, _ *actor.Session) string { return actor.Word(t.Random(), 64) }),
	refusesToken("almost", "closes a connection whose client identifies itself with a token that is another one's but for its end", "a token whose last character is another",
		func(_ context.Context, _ *check.T, s *actor.Session) string { return almost(s.Token) }),
	refusesToken("longer", "closes a connection whose client identifies itself with a token that is too long", "a right token with one character more",
		func(_ context.Context, _ *check.T, s *actor.Session) string { return s.Token + "a" }),
	refusesToken("empty", "closes a connection whose client identifies itself with an empty token", "an empty token",
		func(context.Context, *check.T, *actor.Session) string { return "" }, p2.CloseInvalidPayload),
	refusesToken("revoked", "closes a connection whose client identifies itself with the token of a session that was revoked",
		"the token of a session that was revoked",
		func(ctx context.Context, t *check.T, s *actor.Session) string {
			phone := t.NewSession(ctx, s.Actor)
			t.Identified(ctx, phone)
			t.Grants(ctx, s.RevokeSession(phone.ID), "the revocation of another session")
			return phone.Token
		}, p2.CloseNotAuthenticated),
	{
		ID:      "gateway.identify.twice",
		Title:   "closes a connection whose client identifies itself again",
		Decides: []requirement.Requirement{core.CloseAlreadyAuthenticated, core.CloseCodesKnown},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Identified(ctx, s)
			g.Identify(ctx, s.Token)
			g.ClosesWith(ctx, "a second identification", p2.CloseAlreadyAuthenticated)
		},
	},
	{
		ID:      "gateway.identify.twice-other",
		Title:   "closes a connection whose client identifies itself as somebody else",
		Decides: []requirement.Requirement{core.CloseAlreadyAuthenticated},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s, bob := alice(ctx, t), alice(ctx, t)
			g := t.Identified(ctx, s)
			t.Identified(ctx, bob)
			g.Identify(ctx, bob.Token)
			g.ClosesWith(ctx, "a second identification, with the token of another actor", p2.CloseAlreadyAuthenticated)
		},
	},
	{
		ID:      "gateway.identify.second-connection",
		Title:   "serves a session that connects once more on one of its connections, at least",
		Decides: []requirement.Requirement{core.IdentifyAccepted},
		Probes:  []ambiguity.Entry{ambiguity.SecondConnection},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			one, two := t.Identified(ctx, s), t.Connected(ctx)
			two.Identify(ctx, s.Token)
			after, before := two.Settled(ctx), one.Settled(ctx)
			switch {
			case before == nil && after == nil:
				t.Took(ambiguity.SecondConnection, "both")
			case after == nil:
				t.Took(ambiguity.SecondConnection, "replaced")
			case before == nil && after.Kind == gateway.Closed && after.Code == p2.CloseAlreadyAuthenticated:
				t.Took(ambiguity.SecondConnection, "refused")
			case before == nil:
				t.Fail("a second connection of a session that is taken, or closed with 4005", "%s", after)
			default:
				t.Fail("one of two connections of a session that stays open", "of the first, %s; of the second, %s", before, after)
			}
			t.Hold(nil)
		},
	},
}

// heartbeatsTaken reports whether the gateway knows heartbeats, by one before an
// identification: what ended a connection on which both were sent was the other one.
func heartbeatsTaken(ctx context.Context, t *check.T) bool {
	g := t.Connected(ctx)
	end := g.Settled(ctx)
	return end == nil || end.Code == p2.CloseNotAuthenticated
}

// refusesToken makes a check that no session is served for a token. Its control is a
// right token, on another connection.
func refusesToken(id, title, what string, token func(context.Context, *check.T, *actor.Session) string, also ...p2.CloseCode) check.Check {
	return check.Check{
		ID: "gateway.identify." + id, Title: title, Needs: acting,
		Decides: []requirement.Requirement{core.CloseInvalidAuthentication, core.IdentifyRefusalReason},
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			t.Identified(ctx, s)
			wrong := token(ctx, t, s)
			g := t.Connected(ctx)
			g.Identify(ctx, wrong)
			g.ClosesWith(ctx, what, append([]p2.CloseCode{p2.CloseInvalidAuthentication}, also...)...)
		},
	}
}

// almost is a token with another last character.
func almost(token string) string {
	if strings.HasSuffix(token, "0") {
		return token[:len(token)-1] + "1"
	}
	return token[:max(len(token), 1)-1] + "0"
}

// judgeReady says what came between an identification and the acknowledgement of a
// heartbeat. What answers something else is no answer to it.
func judgeReady(between []*gateway.Message) (string, *check.Deviation) {
	for _, m := range between {
		switch {
		case m.Err != nil:
			return "", check.Deviates("a ready event, or nothing", "%s", m.Text)
		case m.Payload.Namespace != p2.CoreNamespace:
			return "extension", nil
		case m.Payload.Op > p2.OpHeartbeatRequest:
			return "unlisted-opcode", nil
		}
		switch m.Payload.Op {
		case p2.OpNewSession, p2.OpInvalidation, p2.OpServerCert, p2.OpServiceChannel, p2.OpHeartbeatRequest:
		default:
			return "", check.Deviates("a ready event, which has none of the opcodes of the table, or nothing", "%s", m.Text)
		}
	}
	return "silent", nil
}

// early is about messages before an identification (core 3.2.5).
var early = []check.Check{
	closesEarly("service-channel", "closes a connection whose client opens a service channel before it has identified itself", "a service channel event before an identification",
		func(ctx context.Context, g *check.Gateway) { g.Send(ctx, p2.OpServiceChannel, unknownChannel) }),
	closesEarly("after-refusal", "closes a connection whose client goes on after an identification that was refused", "a token that nobody was given, and a service channel event",
		func(ctx context.Context, g *check.Gateway) {
			g.Send(ctx, p2.OpIdentify, map[string]any{"token": "nobody's"})
			g.Send(ctx, p2.OpServiceChannel, unknownChannel)
		}, p2.CloseInvalidAuthentication, p2.CloseInvalidPayload),
	{
		ID:      "gateway.early.heartbeat",
		Title:   "acknowledges a heartbeat before an identification, or closes the connection as not authenticated",
		Decides: []requirement.Requirement{core.CloseNotAuthenticated},
		Probes:  []ambiguity.Entry{ambiguity.EarlyHeartbeat},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			t.Identified(ctx, alice(ctx, t))
			g := t.Connected(ctx)
			if g.Heartbeat(ctx) != nil {
				t.Took(ambiguity.EarlyHeartbeat, "allowed")
				t.Hold(nil)
				return
			}
			g.ClosesWith(ctx, "a heartbeat before an identification", p2.CloseNotAuthenticated)
			t.Took(ambiguity.EarlyHeartbeat, "refused")
		},
	},
}

// closesEarly makes a check that a connection is closed as not authenticated. The
// control is another one, which has identified itself and may send the same.
func closesEarly(id, title, what string, send func(context.Context, *check.Gateway), also ...p2.CloseCode) check.Check {
	return check.Check{
		ID: "gateway.early." + id, Title: title, Needs: acting,
		Decides: []requirement.Requirement{core.CloseNotAuthenticated, core.IdentifyRefusalReason},
		Run: func(ctx context.Context, t *check.T) {
			right := t.Identified(ctx, alice(ctx, t))
			right.Send(ctx, p2.OpServiceChannel, unknownChannel)
			if right.Settled(ctx) != nil {
				t.Blocked(check.GatewayIdentify, "a session that has identified itself may not open a service channel")
			}
			g := t.Connected(ctx)
			send(ctx, g)
			g.ClosesWith(ctx, what, append([]p2.CloseCode{p2.CloseNotAuthenticated}, also...)...)
		},
	}
}
