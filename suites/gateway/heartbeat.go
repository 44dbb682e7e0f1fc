package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// heartbeats is about acknowledgement, and events that are sent again (core 3.2.2,
// 3.2.3.8, 3.2.6).
var heartbeats = []check.Check{
	{
		ID:      "gateway.heartbeat.acknowledged",
		Title:   "acknowledges every heartbeat",
		Decides: []requirement.Requirement{core.HeartbeatAcknowledged, core.OpcodeHeartbeat, core.OpcodeHeartbeatACK},
		Needs:   acting,
		Proves:  check.GatewayHeartbeat,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Connected(ctx)
			g.Identify(ctx, s.Token)
			for range 3 {
				if g.Heartbeat(ctx) != nil {
					continue
				}
				switch {
				case g.End != nil && heartbeatsTaken(ctx, t):
					t.Blocked(check.GatewayIdentify, "a session with a right token could not identify itself: %s", g.End)
				case g.End != nil:
					t.Fail("a heartbeat ACK", "%s", g.End)
				}
				t.Fail("a heartbeat ACK, with opcode 7 of core", "none came within 5 s")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.heartbeat.empty-list",
		Title:   "says in a heartbeat ACK that nothing is sent again",
		Decides: []requirement.Requirement{core.HeartbeatACKDataPresent, core.HeartbeatACKArray},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Identified(ctx, alice(ctx, t))
			ack := g.Got[len(g.Got)-1]
			if ack.Payload.Data == nil {
				t.Fail("a member d, which may be empty and never missing", "%s", ack.Text)
			}
			list, _, d := listOf(ack.Payload.Data)
			t.Hold(d)
			if len(list) > 0 {
				t.Fail("an empty list, since nothing was named in except", "%s", ack.Text)
			}
		},
	},
	{
		ID:      "gateway.heartbeat.resent",
		Title:   "sends an event again that a heartbeat names as missing",
		Decides: []requirement.Requirement{core.DeliveryResent, core.HeartbeatACKArray, core.HeartbeatList},
		Probes:  []ambiguity.Entry{ambiguity.EventListForm, ambiguity.ResentEnvelope},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g, missed := missing(ctx, t, 1)
			empty := find(g.Got, check.IsEvent(p2.OpHeartbeatACK))
			ack := asksAgain(ctx, t, g, missed)
			list, form, d := listOf(ack.Payload.Data)
			t.Hold(d)
			if len(list) != 1 {
				t.Fail("one event, which except has named", "%d, in %s", len(list), ack.Text)
			}
			p, whole, d := resent(list[0])
			if d != nil && whole == "" {
				t.Hold(d)
			}
			t.TookBy(d, ambiguity.ResentEnvelope, whole)
			t.Hold(sameEvent(missed[0], p))
			if form == asArray {
				if _, without, d := listOf(empty.Payload.Data); d == nil && without == asArrayOrEmpty {
					form = asArrayOrEmpty
				}
			}
			t.Took(ambiguity.EventListForm, form)
		},
	},
	{
		ID:      "gateway.heartbeat.those-missing",
		Title:   "sends of several events again those that a heartbeat names, and no others",
		Decides: []requirement.Requirement{core.DeliveryResent},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g, missed := missing(ctx, t, 3)
			ack := asksAgain(ctx, t, g, missed, 0, 2)
			t.Hold(holds(ack, missed[0], missed[2]))
		},
	},
	{
		ID:      "gateway.heartbeat.again",
		Title:   "sends an event once more that a heartbeat names as missing again",
		Decides: []requirement.Requirement{core.DeliveryResentAgain},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g, missed := missing(ctx, t, 1)
			first := asksAgain(ctx, t, g, missed)
			if d := holds(first, missed[0]); d != nil {
				t.Blocked(check.GatewayHeartbeat, "the event was not sent again the first time: %s", d.Actual)
			}
			t.Hold(holds(asksAgain(ctx, t, g, missed), missed[0]))
		},
	},
	{
		ID:      "gateway.heartbeat.no-acknowledgement",
		Title:   "holds no heartbeat ACK in a heartbeat ACK",
		Decides: []requirement.Requirement{core.HeartbeatACKNotNested},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Identified(ctx, alice(ctx, t))
			before := g.Got[len(g.Got)-1].Payload
			if !before.HasSequence {
				g.Heartbeat(ctx)
				t.NotApplicable("heartbeat ACKs have no sequence number by which they could be asked for")
			}
			n := strconv.FormatUint(before.Sequence, 10)
			ack := g.HeartbeatOf(ctx, check.Range{From: n, To: n, Except: []string{n}})
			if ack == nil {
				t.Blocked(check.GatewayHeartbeat, "a heartbeat that names an acknowledgement as missing was not acknowledged")
			}
			list, _, d := listOf(ack.Payload.Data)
			if d != nil {
				t.Blocked(check.GatewayHeartbeat, "the list of a heartbeat ACK cannot be read: %s", d.Actual)
			}
			t.Hold(nil)
			for _, raw := range list {
				if p, _, _ := resent(raw); p.Is(p2.OpHeartbeatACK) {
					t.Fail("no heartbeat ACK in d", "%s", ack.Text)
				}
			}
		},
	},
}

// missing is a connection to which some events were sent, and those events.
func missing(ctx context.Context, t *check.T, n int) (*check.Gateway, []*gateway.Message) {
	s := alice(ctx, t)
	g := t.Identified(ctx, s)
	var others []*actor.Session
	for range n {
		others = append(others, another(ctx, t, s))
	}
	g.Heartbeat(ctx)
	var events []*gateway.Message
	for _, o := range others {
		m := told(ctx, t, g, o)
		if !m.Payload.HasSequence {
			t.Blocked("", "an event has no sequence number by which it could be asked for: %s", m.Text)
		}
		events = append(events, m)
	}
	return g, events
}

// asksAgain names events as missing in a heartbeat from the first to the last one,
// all where no places are given. Where it is not acknowledged, the check fails.
func asksAgain(ctx context.Context, t *check.T, g *check.Gateway, events []*gateway.Message, places ...int) *gateway.Message {
	number := func(m *gateway.Message) string { return strconv.FormatUint(m.Payload.Sequence, 10) }
	low, high := events[0], events[0]
	for _, m := range events {
		if m.Payload.Sequence < low.Payload.Sequence {
			low = m
		}
		if m.Payload.Sequence > high.Payload.Sequence {
			high = m
		}
	}
	r := check.Range{From: number(low), To: number(high)}
	for i, m := range events {
		if len(places) == 0 || slices.Contains(places, i) {
			r.Except = append(r.Except, number(m))
		}
	}
	ack := g.HeartbeatOf(ctx, r)
	switch {
	case ack != nil:
	case g.End != nil:
		t.Fail("a heartbeat ACK with the events that except names", "%s", g.End)
	default:
		t.Fail("a heartbeat ACK with the events that except names", "none came within 5 s")
	}
	return ack
}

// holds decides whether the list of an event has certain events, in their order, and
// nothing else.
func holds(m *gateway.Message, events ...*gateway.Message) *check.Deviation {
	list, _, d := listOf(m.Payload.Data)
	if d != nil {
		return d
	}
	if len(list) != len(events) {
		return check.Deviates(strconv.Itoa(len(events))+" events", "%d, in %s", len(list), m.Text)
	}
	for i, raw := range list {
		p, _, _ := resent(raw)
		if d := sameEvent(events[i], p); d != nil {
			return d
		}
	}
	return nil
}

// sameEvent decides whether an event is sent again as it was.
func sameEvent(was *gateway.Message, p p2.Payload) *check.Deviation {
	want := "the event that was missing, as it was sent: " + string(was.Text)
	switch {
	case p.Op != 0 && p.Op != was.Payload.Op, p.Namespace != "" && p.Namespace != was.Payload.Namespace:
		return check.Deviates(want, "opcode %d of %q", p.Op, p.Namespace)
	case p.HasSequence && p.Sequence != was.Payload.Sequence:
		return check.Deviates(want, "the sequence number %d", p.Sequence)
	case !sameJSON(p.Data, was.Payload.Data):
		return check.Deviates(want, "the data %s", p.Data)
	}
	return nil
}

// sameJSON reports that two texts are the same value.
func sameJSON(a, b json.RawMessage) bool {
	canonical := func(raw json.RawMessage) []byte {
		var v any
		if json.Unmarshal(raw, &v) != nil {
			return raw
		}
		text, err := json.Marshal(v)
		if err != nil {
			return raw
		}
		return text
	}
	return bytes.Equal(canonical(a), canonical(b))
}
