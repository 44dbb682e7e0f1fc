package gateway

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// sessions is about sessions that begin and end while others are connected (core
// 3.2.3.4, 3.2.5, 4.4).
var sessions = []check.Check{
	{
		ID:      "gateway.new-session.announced",
		Title:   "tells the connected sessions of an actor about a new one, with its ID-Cert",
		Decides: []requirement.Requirement{core.NewSessionOthers, core.NewSessionCert, core.OpcodeNewSession, core.NewSessionsAnnounced},
		Needs:   acting,
		Proves:  check.GatewayEvents,
		Run: func(ctx context.Context, t *check.T) {
			laptop := alice(ctx, t)
			tablet := t.NewSession(ctx, laptop.Actor)
			one, two := t.Identified(ctx, laptop), t.Identified(ctx, tablet)
			phone := another(ctx, t, laptop)
			for _, g := range []*check.Gateway{one, two} {
				before := len(g.Got)
				if g.Heartbeat(ctx) == nil {
					t.Blocked(check.GatewayHeartbeat, "a heartbeat was not acknowledged")
				}
				if find(g.Got, aboutSession(phone)) == nil {
					t.Fail("a new session event, with opcode 3 and the ID-Cert of the new session as the member cert", "%s", texts(g.Got[before:]))
				}
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.new-session.not-itself",
		Title:   "does not tell a new session about itself",
		Decides: []requirement.Requirement{core.NewSessionNotItself},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			laptop := alice(ctx, t)
			g := t.Identified(ctx, laptop)
			phone := t.NewSession(ctx, laptop.Actor)
			its := t.Identified(ctx, phone)
			told(ctx, t, g, phone)
			its.Heartbeat(ctx)
			if m := find(its.Got, aboutSession(phone)); m != nil {
				t.Fail("no new session event to the session that it is about", "%s", m.Text)
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.new-session.not-strangers",
		Title:   "does not tell the sessions of other actors about a new one",
		Decides: []requirement.Requirement{core.NewSessionOthers},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			laptop := alice(ctx, t)
			hers, his := t.Identified(ctx, laptop), t.Identified(ctx, alice(ctx, t))
			phone := another(ctx, t, laptop)
			told(ctx, t, hers, phone)
			his.Heartbeat(ctx)
			if m := find(his.Got, aboutSession(phone)); m != nil {
				t.Fail("no new session event to another actor", "%s", m.Text)
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.session.revoked",
		Title:   "closes the connection of a session that is revoked, at once or at its next message",
		Decides: []requirement.Requirement{core.CloseSessionInvalidated},
		Probes:  []ambiguity.Entry{ambiguity.ClosedOnRevocation},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			laptop := alice(ctx, t)
			phone := t.NewSession(ctx, laptop.Actor)
			g := t.Identified(ctx, phone)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
			// Whichever comes first: the end, or an event that the session would get.
			tablet := another(ctx, t, laptop)
			event := g.Until(ctx, aboutSession(tablet))
			g.ClosesWith(ctx, "a session that was revoked", p2.CloseNotAuthenticated)
			t.Took(ambiguity.ClosedOnRevocation, map[bool]string{true: "at-once", false: "next-message"}[event == nil])
		},
	},
}

// texts are messages as they came, for an outcome.
func texts(all []*gateway.Message) string {
	s := ""
	for _, m := range all {
		s += string(m.Text) + " "
	}
	return s
}

// unknownChannel opens the channel of a service that nobody offers.
var unknownChannel = map[string]any{"action": "subscribe", "service": "org.p2conform.nobody"}

// channels is about service channels (core 3.2.3.3).
var channels = []check.Check{
	{
		ID:    "gateway.channel.acknowledged",
		Title: "answers whoever opens the channel of a service that nobody offers with an ACK that says so",
		Decides: []requirement.Requirement{
			core.ChannelAcknowledged, core.OpcodeServiceChannel, core.OpcodeServiceChannelACK, core.ChannelACKAction,
			core.ChannelACKService, core.ChannelACKSuccess, core.ChannelACKError,
		},
		Needs: acting,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Identified(ctx, alice(ctx, t))
			for _, action := range []string{"subscribe", "unsubscribe"} {
				g.Send(ctx, p2.OpServiceChannel, map[string]any{"action": action, "service": "org.p2conform.nobody"})
				before := len(g.Got)
				if end := g.Settled(ctx); end != nil {
					t.Fail("a service channel ACK", "%s", end)
				}
				m := find(g.Got[before:], check.IsEvent(p2.OpChannelACK))
				if m == nil {
					t.Fail("a service channel ACK, with opcode 9 of core", "%s", texts(g.Got[before:]))
				}
				t.Hold(judgeChannelACK(m.Payload.Data, action, "org.p2conform.nobody"))
			}
		},
	},
	{
		ID:      "gateway.channel.action",
		Title:   "takes no action on a service channel that is neither subscribe nor unsubscribe",
		Decides: []requirement.Requirement{core.ChannelAction},
		Probes:  []ambiguity.Entry{ambiguity.UnknownChannelAction},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Identified(ctx, alice(ctx, t))
			refusedChannel(ctx, t, g, map[string]any{"action": "listen", "service": "org.p2conform.nobody"}, "an action that is neither of the two", true)
		},
	},
	{
		ID:      "gateway.channel.service",
		Title:   "takes no service of a channel that is no text",
		Decides: []requirement.Requirement{core.ChannelService},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			for _, d := range []map[string]any{{"action": "subscribe", "service": 7}, {"action": "subscribe"}} {
				g := t.Identified(ctx, alice(ctx, t))
				refusedChannel(ctx, t, g, d, "a service that is no text", false)
			}
		},
	},
}

// refusedChannel expects that a service channel event is answered with an ACK that
// says no, or that the connection is closed with 4002.
func refusedChannel(ctx context.Context, t *check.T, g *check.Gateway, d any, what string, probe bool) {
	g.Send(ctx, p2.OpServiceChannel, d)
	before, reading := len(g.Got), "closed"
	if g.Settled(ctx) == nil {
		m := find(g.Got[before:], check.IsEvent(p2.OpChannelACK))
		if m == nil || string(members(m.Payload.Data)["success"]) != "false" {
			t.Fail("an ACK that says that the action failed, or 4002, for "+what, "%s", texts(g.Got[before:]))
		}
		reading = "failed"
	} else {
		if g.End.Code == p2.CloseUnknownOpcode {
			t.Blocked("", "service channel events are not known: %s", g.End)
		}
		g.ClosesWith(ctx, what, p2.CloseInvalidPayload)
	}
	t.Hold(nil)
	if probe {
		t.Took(ambiguity.UnknownChannelAction, reading)
	}
}
