package gateway

import (
	"context"
	"fmt"
	"strconv"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// lists is about the numbers in a heartbeat (core 3.2.3.8).
var lists = []check.Check{
	refusesList("no-from", "a range without its first number", map[string]any{"to": "0"}, core.HeartbeatList),
	refusesList("no-to", "a range without its last number", map[string]any{"from": "0"}, core.HeartbeatList),
	refusesList("array", "a list in the place of a range", []any{"0", "0"}, core.HeartbeatList),
	refusesList("except-text", "a member except that is no list", map[string]any{"from": "0", "to": "0", "except": "0"}, core.HeartbeatList),
	refusesList("word", "a range whose first number is a word", check.Range{From: "zero", To: "0"}, core.HeartbeatListStrings),
	refusesList("negative", "a range whose first number is negative", check.Range{From: "-1", To: "0"}, core.HeartbeatListStrings),
	refusesList("fraction", "a range whose last number is a fraction", check.Range{From: "0", To: "0.5"}, core.HeartbeatListStrings),
	refusesList("too-large", "a range whose last number has more than 64 bits", check.Range{From: "0", To: "18446744073709551616"}, core.HeartbeatListStrings),
	refusesList("except-word", "an exception that is a word", check.Range{From: "0", To: "0", Except: []string{"zero"}}, core.HeartbeatListStrings),
	{
		ID:      "gateway.list.closed",
		Title:   "counts both ends of a range among its numbers",
		Decides: []requirement.Requirement{core.HeartbeatListClosed},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g, missed := missing(ctx, t, 2)
			t.Hold(holds(asksAgain(ctx, t, g, missed), missed...))
		},
	},
	{
		ID:      "gateway.list.never-sent",
		Title:   "closes a connection whose client reports a message that was not sent yet",
		Decides: []requirement.Requirement{core.CloseInvalidSequence},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Identified(ctx, alice(ctx, t))
			r := g.Unreported()
			r.To = "1000000"
			g.Send(ctx, p2.OpHeartbeat, r)
			g.ClosesWith(ctx, "a sequence number that was never sent", p2.CloseInvalidSequence)
		},
	},
	{
		ID:      "gateway.list.next",
		Title:   "closes a connection whose client reports the message after the last one",
		Decides: []requirement.Requirement{core.CloseInvalidSequence},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			for range 3 {
				g := t.Identified(ctx, alice(ctx, t))
				next := highest(g) + 1
				r := g.Unreported()
				r.To = strconv.FormatUint(next, 10)
				g.Send(ctx, p2.OpHeartbeat, r)
				if g.Settled(ctx) == nil && find(g.Got, func(p p2.Payload) bool { return p.Sequence == next && !p.Is(p2.OpHeartbeatACK) }) != nil {
					continue // something was sent meanwhile
				}
				g.ClosesWith(ctx, fmt.Sprintf("the sequence number %d, where %d was the last", next, next-1), p2.CloseInvalidSequence)
				return
			}
			t.Untested("the gateway sends something all the time, so that nobody knows which number is the next")
		},
	},
	{
		ID:      "gateway.list.invalid",
		Title:   "acknowledges what it does not hold to be invalid sequence numbers, and else closes the connection with 4007",
		Decides: []requirement.Requirement{core.CloseInvalidSequence},
		Probes:  []ambiguity.Entry{ambiguity.InvalidSequence},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			reversed := invalidSequence(ctx, t, t.Identified(ctx, alice(ctx, t)), "a range that is reversed", check.Range{From: "1", To: "0"})
			outside := invalidSequence(ctx, t, t.Identified(ctx, alice(ctx, t)), "an exception outside of the range", check.Range{From: "1", To: "1", Except: []string{"0"}})
			g := t.Identified(ctx, alice(ctx, t))
			g.Heartbeat(ctx)
			repeated := invalidSequence(ctx, t, g, "numbers that were acknowledged before", check.Range{From: "0", To: "0"})
			switch {
			case repeated:
				t.Took(ambiguity.InvalidSequence, "known-only")
			case reversed || outside:
				t.Took(ambiguity.InvalidSequence, "impossible")
			default:
				t.Took(ambiguity.InvalidSequence, "above-last")
			}
			t.Hold(nil)
		},
	},
}

// invalidSequence reports whether a connection is closed with 4007 for a range. Any
// other end fails the check.
func invalidSequence(ctx context.Context, t *check.T, g *check.Gateway, what string, r check.Range) bool {
	g.Send(ctx, p2.OpHeartbeat, r)
	if g.Settled(ctx) == nil {
		return false
	}
	g.ClosesWith(ctx, what, p2.CloseInvalidSequence)
	return true
}

// refusesList makes a check that a heartbeat with a list that is none is an invalid
// payload.
func refusesList(id, what string, d any, decides requirement.Requirement) check.Check {
	return closesOn("list."+id, "closes a connection whose client sends a heartbeat with "+what, "a heartbeat with "+what,
		func(ctx context.Context, g *check.Gateway) { g.Send(ctx, p2.OpHeartbeat, d) },
		[]p2.CloseCode{p2.CloseInvalidPayload, p2.CloseInvalidSequence}, decides)
}
