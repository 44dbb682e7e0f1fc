package gateway

import (
	"context"
	"fmt"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// unknownOpcode and invalidPayload are the codes of what is wrong with a message;
// either are where both fit.
var (
	unknownOpcode  = []p2.CloseCode{p2.CloseUnknownOpcode}
	invalidPayload = []p2.CloseCode{p2.CloseInvalidPayload}
	either         = []p2.CloseCode{p2.CloseInvalidPayload, p2.CloseUnknownOpcode}
)

// opcodes is about what nobody knows (core 3.2.5).
var opcodes = []check.Check{
	closesOn("opcode.next", "closes a connection whose client sends the opcode after the last one of the table", "the opcode 12, which core does not have",
		text(`{"n":"core","op":12,"d":{}}`), unknownOpcode, core.CloseUnknownOpcode, core.CloseCodesKnown),
	closesOn("opcode.last", "closes a connection whose client sends the highest opcode there can be", "the opcode 65535, which core does not have",
		text(`{"n":"core","op":65535,"d":null}`), unknownOpcode, core.CloseUnknownOpcode),
	{
		ID:      "gateway.opcode.receive-only",
		Title:   "passes over an event that only gateways send, or closes the connection of the client that sends it with 4001 or 4002",
		Decides: []requirement.Requirement{core.CloseCodesKnown},
		Probes:  []ambiguity.Entry{ambiguity.ReceiveOnlyOpcode},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Identified(ctx, s)
			g.Send(ctx, p2.OpHello, map[string]any{"heartbeat_interval": 45000})
			t.Took(ambiguity.ReceiveOnlyOpcode, closedOrIgnored(ctx, t, g, "a hello event of a client", "ignored", either))
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.opcode.namespace-unknown",
		Title:   "reads no message of a namespace that nobody knows as one of core",
		Decides: []requirement.Requirement{core.NamespaceKnown},
		Probes:  []ambiguity.Entry{ambiguity.UnknownNamespace},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Identified(ctx, s)
			// As one of core, this would be a second identification.
			g.SendJSON(ctx, map[string]any{"n": "org.p2conform.nobody", "op": p2.OpIdentify, "d": map[string]any{"token": s.Token}})
			if end := g.Settled(ctx); end != nil && end.Code == p2.CloseAlreadyAuthenticated {
				t.TookBy(check.Deviates("a message of another namespace that is not read as one of core", "%s, as for a second identification", end),
					ambiguity.UnknownNamespace, "any-namespace")
			}
			reading := closedOrIgnored(ctx, t, g, "a namespace that nobody knows", "ignored", either)
			t.Took(ambiguity.UnknownNamespace, map[string]string{"4001": "unknown-opcode", "4002": "invalid-payload", "ignored": "ignored"}[reading])
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.opcode.no-namespace",
		Title:   "reads no message without a namespace as one of core",
		Decides: []requirement.Requirement{core.NamespaceKnown, core.PayloadNamespace},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Identified(ctx, s)
			g.SendJSON(ctx, map[string]any{"op": p2.OpIdentify, "d": map[string]any{"token": s.Token}})
			closedOrIgnored(ctx, t, g, "a message without a namespace", "ignored", either)
			t.Hold(nil)
		},
	},
}

// closedOrIgnored is how a connection was closed, as in "4001", or a word for that it
// was not. Another end fails the check.
func closedOrIgnored(ctx context.Context, t *check.T, g *check.Gateway, what, ignored string, codes []p2.CloseCode) string {
	if g.Settled(ctx) == nil {
		g.StaysOpen(ctx, what)
		return ignored
	}
	return fmt.Sprint(g.ClosesWith(ctx, what, codes...))
}

// envelopes is about payloads that are none (core 3.2.1, 3.2.5).
var envelopes = []check.Check{
	closesOn("payload.no-opcode", "closes a connection whose client sends a payload without an opcode", "a payload without op",
		text(`{"n":"core","d":{"from":"0","to":"0"}}`), either, core.CloseInvalidPayload, core.PayloadOpcode),
	closesOn("payload.opcode-null", "closes a connection whose client sends null for the opcode", "a payload whose op is null",
		text(`{"n":"core","op":null,"d":{"from":"0","to":"0"}}`), either, core.CloseInvalidPayload, core.PayloadOpcode),
	closesOn("payload.opcode-word", "closes a connection whose client sends a word for the opcode", "a payload whose op is a word",
		text(`{"n":"core","op":"heartbeat","d":{"from":"0","to":"0"}}`), either, core.CloseInvalidPayload, core.PayloadOpcode),
	closesOn("payload.opcode-negative", "closes a connection whose client sends a negative opcode", "a payload whose op is -1",
		text(`{"n":"core","op":-1,"d":{"from":"0","to":"0"}}`), either, core.CloseInvalidPayload, core.PayloadOpcode),
	closesOn("payload.opcode-wraps", "closes a connection whose client sends an opcode with more than 16 bits", "a payload whose op is 65536, which is 0 in 16 bits",
		text(`{"n":"core","op":65536,"d":{"from":"0","to":"0"}}`), either, core.CloseInvalidPayload, core.PayloadOpcode),
	closesOn("payload.opcode-fraction", "closes a connection whose client sends a fraction for the opcode", "a payload whose op is 0.5",
		text(`{"n":"core","op":0.5,"d":{"from":"0","to":"0"}}`), either, core.CloseInvalidPayload, core.PayloadOpcode),
	closesOn("payload.namespace-number", "closes a connection whose client sends a number for the namespace", "a payload whose n is a number",
		text(`{"n":1,"op":0,"d":{"from":"0","to":"0"}}`), either, core.CloseInvalidPayload, core.PayloadNamespace),
	closesOn("payload.array", "closes a connection whose client sends an array", "a message that is an array",
		text(`[{"n":"core","op":0,"d":{"from":"0","to":"0"}}]`), invalidPayload, core.CloseInvalidPayload),
	closesOn("payload.null", "closes a connection whose client sends null", "a message that is null",
		text(`null`), invalidPayload, core.CloseInvalidPayload),
	closesOn("payload.data-number", "closes a connection whose client sends a number as the data of a heartbeat", "a heartbeat whose d is a number",
		text(`{"n":"core","op":0,"d":7}`), invalidPayload, core.CloseInvalidPayload, core.HeartbeatList),
	{
		ID:      "gateway.payload.token-number",
		Title:   "takes no number for the token of an identification",
		Decides: []requirement.Requirement{core.CloseInvalidPayload, core.IdentifyRefusalReason},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			t.Identified(ctx, alice(ctx, t))
			for _, d := range []any{map[string]any{"token": 7}, map[string]any{"token": nil}, map[string]any{}, nil} {
				g := t.Connected(ctx)
				g.Send(ctx, p2.OpIdentify, d)
				g.ClosesWith(ctx, fmt.Sprintf("an identification with the data %v", d), p2.CloseInvalidPayload, p2.CloseInvalidAuthentication, p2.CloseNotAuthenticated)
			}
		},
	},
	{
		ID:      "gateway.payload.sequence-of-client",
		Title:   "passes over the member s of a client's message, or holds it to be an invalid payload",
		Decides: []requirement.Requirement{core.CloseCodesKnown},
		Probes:  []ambiguity.Entry{ambiguity.ClientSequence},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			g := t.Identified(ctx, alice(ctx, t))
			g.SendJSON(ctx, map[string]any{"n": "core", "op": p2.OpHeartbeat, "d": g.Unreported(), "s": 1})
			if g.Until(ctx, check.IsEvent(p2.OpHeartbeatACK)) != nil {
				t.Took(ambiguity.ClientSequence, "ignored")
				t.Hold(nil)
				return
			}
			g.ClosesWith(ctx, "the member s in a message of a client", p2.CloseInvalidPayload)
			t.Took(ambiguity.ClientSequence, "refused")
		},
	},
}

// unread are the codes of RFC 6455 for what is wrong with a message.
var unread = []p2.CloseCode{p2.CloseInvalidPayload, p2.CloseUnsupportedData, p2.CloseInvalidData, p2.CloseTooBig, p2.CloseProtocolError}

// frames is about messages that are no JSON, and frames that are none (RFC 6455).
var frames = []check.Check{
	{
		ID:      "gateway.frame.malformed",
		Title:   "closes a connection whose client sends what is no JSON in UTF-8, with 4002 or a code of RFC 6455",
		Decides: []requirement.Requirement{core.CloseInvalidPayload},
		Probes:  []ambiguity.Entry{ambiguity.MalformedFrame},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			broken := t.Identified(ctx, s)
			broken.SendText(ctx, `{"n":"core","op":0,`)
			json := broken.ClosesWith(ctx, "JSON that is cut short", unread...)
			binary := t.Identified(ctx, s)
			binary.SendBinary(ctx, []byte{0xff, 0x00, 0xfe})
			other := binary.ClosesWith(ctx, "a binary message that is no text", unread...)
			switch {
			case json != p2.CloseInvalidPayload:
				t.Took(ambiguity.MalformedFrame, "rfc6455")
			case other != p2.CloseInvalidPayload:
				t.Took(ambiguity.MalformedFrame, "mixed")
			default:
				t.Took(ambiguity.MalformedFrame, "4002")
			}
		},
	},
	closesOn("frame.not-utf8", "closes a connection whose client sends text that is not UTF-8", "a text message with bytes that are no UTF-8",
		func(_ context.Context, g *check.Gateway) {
			g.SendFrames(gateway.Frame{Opcode: gateway.FrameText, Payload: []byte("{\"n\":\"core\xff\",\"op\":0}")})
		}, unread, core.CloseInvalidPayload),
	{
		ID:      "gateway.close.not-reserved",
		Title:   "never closes a connection with 4006",
		Decides: []requirement.Requirement{core.CloseReserved},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s, closed := alice(ctx, t), 0
			for _, message := range []string{`{"n":"core","op":12,"d":{}}`, `null`, `{"n":"core","op":0,"d":{"from":"0","to":"1000000"}}`, `{"n":"core","op":2,"d":{"token":"` + s.Token + `"}}`} {
				g := t.Identified(ctx, s)
				g.SendText(ctx, message)
				end := g.Settled(ctx)
				if end == nil {
					g.Drop()
					continue
				}
				if closed++; end.Code == p2.CloseReserved {
					t.Fail("another code than 4006, which is reserved", "%s", end)
				}
			}
			if closed == 0 {
				t.Untested("the gateway closed no connection, whatever was sent")
			}
			t.Hold(nil)
		},
	},
}
