package gateway

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// hello is about how a connection begins (core 3.2.3.1).
var hello = []check.Check{
	{
		ID:      "gateway.hello.first",
		Title:   "begins a connection with a hello event, before the client has said anything",
		Decides: []requirement.Requirement{core.HelloOnConnect, core.OpcodeHello},
		Probes:  []ambiguity.Entry{ambiguity.GatewayURL},
		Needs:   needs,
		Proves:  check.GatewayHello,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Open(ctx)
			switch m := g.Next(ctx); {
			case m == nil && g.End != nil:
				t.Fail("a hello event", "%s", g.End)
			case m == nil:
				t.Fail("a hello event", "nothing came within 5 s")
			case m.Err != nil || !m.Payload.Is(p2.OpHello):
				t.Fail("a hello event, with opcode 1 of core", "%s", m.Text)
			}
			t.Hold(nil)
			t.Took(ambiguity.GatewayURL, t.GatewayPlace(ctx))
		},
	},
	{
		ID:      "gateway.hello.interval",
		Title:   "says in hello how many milliseconds lie between two heartbeats",
		Decides: []requirement.Requirement{core.HelloInterval},
		Probes:  []ambiguity.Entry{ambiguity.IntervalUnit},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			_, unit, d := judgeInterval(t.Connected(ctx).Hello.Payload.Data)
			if unit == "" {
				t.Hold(d)
			}
			t.TookBy(d, ambiguity.IntervalUnit, unit)
		},
	},
	{
		ID:      "gateway.hello.recommended",
		Title:   "asks for a heartbeat every 30 to 60 seconds",
		Decides: []requirement.Requirement{core.HeartbeatIntervalRecommended},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			interval, unit, d := judgeInterval(t.Connected(ctx).Hello.Payload.Data)
			if d != nil {
				t.Blocked("", "the interval cannot be read: %s", d.Actual)
			}
			if interval < 30000 || interval > 60000 {
				d = check.Deviates("an interval from 30000 to 60000 milliseconds", "%d %s", interval, unit)
			}
			t.Hold(d)
		},
	},
}

// payloads is about what all messages have (core 3.2.1).
var payloads = []check.Check{
	{
		ID:      "gateway.payload.members",
		Title:   "sends payloads with a namespace, an opcode, data and a sequence number",
		Decides: []requirement.Requirement{core.PayloadNamespace, core.PayloadOpcode, core.PayloadData, core.PayloadSequenceNumber},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Open(ctx)
			first := g.Next(ctx)
			if first == nil {
				t.Blocked(check.GatewayHello, "a connection did not begin with a message")
			}
			t.Hold(judgePayload(first))
			g.Identify(ctx, s.Token)
			if g.Heartbeat(ctx) == nil {
				check.ForAll(t, "messages of the gateway", g.Got, judgePayload)
				t.Blocked(check.GatewayHeartbeat, "a heartbeat was not acknowledged")
			}
			another(ctx, t, s)
			g.Heartbeat(ctx)
			check.ForAll(t, "messages of the gateway", g.Got, judgePayload)
		},
	},
	{
		ID:      "gateway.payload.opcode-as-string",
		Title:   "reads the opcode as a number, and takes one in a string for it or for an invalid payload",
		Decides: []requirement.Requirement{core.PayloadOpcode},
		Probes:  []ambiguity.Entry{ambiguity.EnvelopeForm},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			another(ctx, t, s)
			g := t.Connected(ctx)
			g.SendJSON(ctx, map[string]any{"n": "core", "op": "2", "d": map[string]any{"token": s.Token}})
			g.SendJSON(ctx, map[string]any{"n": "core", "op": 8, "d": unknownChannel})
			if answer := g.Until(ctx, check.IsEvent(p2.OpChannelACK)); answer != nil {
				t.Hold(nil)
				t.Took(ambiguity.EnvelopeForm, "either")
				return
			}
			g.ClosesWith(ctx, "an opcode that is a string", p2.CloseInvalidPayload, p2.CloseUnknownOpcode)
			t.Took(ambiguity.EnvelopeForm, "prose")
		},
	},
}

// sequences is about sequence numbers (core 3.2.1.3).
var sequences = []check.Check{
	{
		ID:      "gateway.sequence.zero",
		Title:   "gives its first message on a connection the sequence number 0",
		Decides: []requirement.Requirement{core.SequenceStartsAtZero},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			p := t.Connected(ctx).Hello
			if !p.Payload.HasSequence || p.Payload.Sequence != 0 {
				t.Fail("the sequence number 0", "%s", p.Text)
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.sequence.by-one",
		Title:   "counts its messages one by one, in the order in which they arrive",
		Decides: []requirement.Requirement{core.SequenceIncrements, core.DeliveryInOrder},
		Probes:  []ambiguity.Entry{ambiguity.CountedFrames},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Identified(ctx, s)
			another(ctx, t, s)
			ack := g.Heartbeat(ctx)
			if ack == nil {
				t.Blocked(check.GatewayHeartbeat, "a heartbeat was not acknowledged")
			}
			g.Heartbeat(ctx)
			for _, m := range g.Got {
				if m.Err != nil || !m.Payload.HasSequence && !mayBeUncounted(m.Payload) {
					t.Blocked("", "a message has no sequence number that can be read: %s", m.Text)
				}
			}
			t.Hold(judgeSequence(g.Got))
			t.Took(ambiguity.CountedFrames, map[bool]string{true: "counted", false: "uncounted"}[ack.Payload.HasSequence])
		},
	},
	{
		ID:      "gateway.sequence.per-connection",
		Title:   "counts the messages of two connections apart",
		Decides: []requirement.Requirement{core.SequencePerConnection},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			one, two := t.Identified(ctx, alice(ctx, t)), t.Identified(ctx, alice(ctx, t))
			for range 2 {
				if one.Heartbeat(ctx) == nil || two.Heartbeat(ctx) == nil {
					t.Blocked(check.GatewayHeartbeat, "a heartbeat was not acknowledged")
				}
			}
			t.Hold(judgeSequence(one.Got))
			t.Hold(judgeSequence(two.Got))
			if p := two.Hello; p.Payload.Sequence != one.Hello.Payload.Sequence {
				t.Fail("the second connection begins with the same number as the first", "%s", p.Text)
			}
		},
	},
}
