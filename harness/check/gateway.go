package check

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/p2"
)

// What Proves names for the steps of a gateway connection.
const (
	// GatewayHello is that a connection is taken, and begins with hello.
	GatewayHello = "greet on the gateway"
	// GatewayIdentify is that a session can identify itself, and stays connected.
	GatewayIdentify = "identify on the gateway"
	// GatewayHeartbeat is that heartbeats are acknowledged.
	GatewayHeartbeat = "acknowledge a heartbeat"
	// GatewayEvents is that a session is told of a new one.
	GatewayEvents = "announce a new session on the gateway"
	// GatewayResume is that a connection can be resumed.
	GatewayResume = "resume on the gateway"
)

const (
	// patience is how long an answer of the gateway may take: what comes later is
	// taken for missing.
	patience = 5 * time.Second
	// linger is how long a target may take to close a connection before it is asked
	// whether it is still there. One in this process does things in their order.
	linger = 2 * time.Second
)

// Gateway is a connection of a check to the gateway of the target.
type Gateway struct {
	// Hello is the first message.
	Hello *gateway.Message
	// Got are all messages, in the order in which they came.
	Got []*gateway.Message
	// End is how the connection ended; nil while nobody has seen that.
	End *gateway.End

	t    *T
	conn *gateway.Conn
	// told is the lowest sequence number that no heartbeat of ours has had, and most
	// one more than the highest that came.
	told, most uint64
}

// GatewayURL is where the gateway of the target is. Without one the check ends.
func (t *T) GatewayURL(ctx context.Context) *url.URL {
	tg := t.target
	switch {
	case tg.Gateway != "":
		u, err := url.Parse(tg.Gateway)
		if err != nil {
			t.Error("the URL of the gateway cannot be read: %v", err)
		}
		return u
	case tg.GatewayAt != nil:
		return tg.GatewayAt
	case tg.NoGateway != "":
		t.Untested("%s", tg.NoGateway)
	}
	u, err := gateway.Find(ctx, tg.URL, tg.HTTP, t.client.Log())
	if err != nil {
		t.Untested("%s", NoGateway(err))
	}
	return u
}

// GatewayPlace is the reading of A-112 that the place of the gateway shows.
func (t *T) GatewayPlace(ctx context.Context) string {
	switch at := t.GatewayURL(ctx); {
	case at.Host != t.target.URL.Host:
		return "configured"
	case strings.TrimSuffix(at.Path, "/") == gateway.At(t.target.URL, gateway.CorePlace).Path:
		return "core-path"
	}
	return "other-path"
}

// NoGateway says why nothing can be asked on a gateway, and what to do.
func NoGateway(err error) string {
	return fmt.Sprintf("no gateway is known: %v; the specification does not say where one is, so name it under gateway: in the target file", err)
}

// Open opens a connection, and reads nothing yet. Where that does not work, the check
// is blocked.
func (t *T) Open(ctx context.Context) *Gateway {
	at := t.GatewayURL(ctx)
	t.mu.Lock()
	name := "gateway"
	if n := len(t.gateways); n > 0 {
		name += " " + strconv.Itoa(n+1)
	}
	t.mu.Unlock()
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := gateway.Dial(waiting, gateway.Options{URL: at, HTTP: t.target.HTTP, Log: t.client.Log(), Name: name})
	if err != nil {
		t.Blocked(GatewayHello, "no WebSocket connection could be opened: %v", err)
	}
	g := &Gateway{t: t, conn: conn}
	t.mu.Lock()
	t.gateways = append(t.gateways, g)
	t.mu.Unlock()
	return g
}

// Connected opens a connection and waits for hello. Where that does not come first,
// the check is blocked.
func (t *T) Connected(ctx context.Context) *Gateway {
	g := t.Open(ctx)
	g.Hello = g.Next(ctx)
	if g.Hello == nil || g.Hello.Err != nil || !g.Hello.Payload.Is(p2.OpHello) {
		t.Blocked(GatewayHello, "a connection did not begin with hello: %s", g.says(g.Hello))
	}
	return g
}

// Identified opens a connection for a session, whose heartbeat is then acknowledged:
// the positive control of what the check sends next. Where that does not work, the
// check is blocked.
func (t *T) Identified(ctx context.Context, s *actor.Session) *Gateway {
	g := t.Connected(ctx)
	g.Identify(ctx, s.Token)
	if g.Heartbeat(ctx) == nil {
		t.Blocked(GatewayIdentify, "a session with a right token could not identify itself, or its heartbeat was not acknowledged: %s", g.state())
	}
	return g
}

// Identify sends an identification with a token.
func (g *Gateway) Identify(ctx context.Context, token string) {
	g.t.secret(reports.Token, token)
	g.Send(ctx, p2.OpIdentify, map[string]any{"token": token})
}

// Resume sends a wish to resume after a sequence number.
func (g *Gateway) Resume(ctx context.Context, token string, after uint64) {
	g.t.secret(reports.Token, token)
	g.Send(ctx, p2.OpResume, map[string]any{"s": after, "token": token})
}

// Send sends an event of core.
func (g *Gateway) Send(ctx context.Context, op p2.Opcode, data any) {
	g.SendJSON(ctx, map[string]any{"n": p2.CoreNamespace, "op": op, "d": data})
}

// SendJSON sends a payload whose envelope is the check's own.
func (g *Gateway) SendJSON(ctx context.Context, payload any) {
	text, err := json.Marshal(payload)
	if err != nil {
		g.t.Error("a payload cannot be written: %v", err)
	}
	g.SendText(ctx, string(text))
}

// SendText sends a text message as it stands.
func (g *Gateway) SendText(ctx context.Context, text string) { g.conn.Send(ctx, []byte(text)) }

// SendBinary sends a binary message.
func (g *Gateway) SendBinary(ctx context.Context, data []byte) { g.conn.SendBinary(ctx, data) }

// SendFrames sends frames that need not be what RFC 6455 has.
func (g *Gateway) SendFrames(frames ...gateway.Frame) { g.conn.SendFrames(frames...) }

// Drop ends the connection without a word.
func (g *Gateway) Drop() { g.conn.Drop() }

// Next waits for the next message. It returns nil where none comes within 5 s, and
// where the connection has ended: then End says how.
func (g *Gateway) Next(ctx context.Context) *gateway.Message {
	return g.within(ctx, patience)
}

func (g *Gateway) within(ctx context.Context, d time.Duration) *gateway.Message {
	waiting, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	m, end, err := g.conn.Receive(waiting)
	switch {
	case end != nil:
		g.End = end
		if end.Kind == gateway.Flooded {
			g.t.Error("%s", end)
		}
		return nil
	case err != nil:
		if ctx.Err() != nil {
			g.t.Error("the time was over while the gateway was waited for: %v", errors.Join(context.Cause(ctx)))
		}
		return nil
	}
	g.Got = append(g.Got, m)
	if m.Err == nil && m.Payload.HasSequence && m.Payload.Sequence < 1<<62 {
		g.most = max(g.most, m.Payload.Sequence+1)
	}
	return m
}

// Until waits for a message that is wanted, and returns nil where the connection ends
// before, or none comes. What comes before it is in Got.
func (g *Gateway) Until(ctx context.Context, wanted func(p2.Payload) bool) *gateway.Message {
	for {
		m := g.Next(ctx)
		if m == nil || m.Err == nil && wanted(m.Payload) {
			return m
		}
	}
}

// IsEvent wants events of core with an opcode.
func IsEvent(op p2.Opcode) func(p2.Payload) bool {
	return func(p p2.Payload) bool { return p.Is(op) }
}

// Range is the data of a heartbeat.
type Range struct {
	From   string   `json:"from"`
	To     string   `json:"to"`
	Except []string `json:"except,omitempty"`
}

// Unreported is the range of what has come since the last heartbeat, and of the last
// message alone where nothing has.
func (g *Gateway) Unreported() Range {
	to := max(g.most, 1) - 1
	from := min(g.told, to)
	return Range{From: strconv.FormatUint(from, 10), To: strconv.FormatUint(to, 10)}
}

// Heartbeat reports what has come, and waits for the acknowledgement: all that the
// gateway sent before has come by then. It returns nil where none comes.
func (g *Gateway) Heartbeat(ctx context.Context) *gateway.Message {
	return g.HeartbeatOf(ctx, g.Unreported())
}

// HeartbeatOf does the same with another range.
func (g *Gateway) HeartbeatOf(ctx context.Context, data any) *gateway.Message {
	g.told = g.most
	g.Send(ctx, p2.OpHeartbeat, data)
	return g.Answer(ctx, p2.OpHeartbeatACK)
}

// Answer waits for the event of core that answers what was just sent, and returns nil
// where another one comes in its place: one with a list, which nothing else has.
func (g *Gateway) Answer(ctx context.Context, op p2.Opcode) *gateway.Message {
	m := g.Until(ctx, func(p p2.Payload) bool {
		return p.Is(op) || p.Namespace == p2.CoreNamespace && bytes.HasPrefix(p.Data, []byte("["))
	})
	if m == nil || !m.Payload.Is(op) {
		return nil
	}
	return m
}

// Settled finds out what became of what was just sent: it returns nil where the
// connection is open still and acknowledges a heartbeat, and else how it ended.
func (g *Gateway) Settled(ctx context.Context) *gateway.End {
	if !g.t.target.Embedded {
		for until := time.Now().Add(linger); g.End == nil && time.Now().Before(until); {
			g.within(ctx, time.Until(until))
		}
	}
	if g.End == nil {
		g.Heartbeat(ctx)
	}
	return g.End
}

// ClosesWith fails the check unless the connection is closed with one of the codes,
// for a reason named as in "an opcode that nobody knows". The positive control is what
// was answered on the connection before.
func (g *Gateway) ClosesWith(ctx context.Context, what string, codes ...p2.CloseCode) p2.CloseCode {
	end := g.Settled(ctx)
	want := fmt.Sprintf("the gateway closes the connection with %s, for %s", codeList(codes), what)
	switch {
	case end == nil:
		g.t.Fail(want, "%s", g.state())
	case end.Kind != gateway.Closed || !hasCode(codes, end.Code):
		g.t.Fail(want, "%s", end)
	}
	g.t.hold()
	return end.Code
}

func hasCode(codes []p2.CloseCode, code p2.CloseCode) bool {
	for _, c := range codes {
		if c == code {
			return true
		}
	}
	return false
}

func codeList(codes []p2.CloseCode) string {
	text := ""
	for i, c := range codes {
		if i > 0 {
			text += " or "
		}
		text += strconv.Itoa(int(c))
	}
	return text
}

// StaysOpen fails the check unless a heartbeat is acknowledged on the connection, for
// a reason named as in "a token that is valid".
func (g *Gateway) StaysOpen(ctx context.Context, what string) {
	if end := g.Settled(ctx); end != nil {
		g.t.Fail("the connection stays open, for "+what, "%s", end)
	}
	g.acknowledged(ctx)
	g.t.hold()
}

// acknowledged ends the check where the last heartbeat was not.
func (g *Gateway) acknowledged(context.Context) {
	if n := len(g.Got); n == 0 || !g.Got[n-1].Payload.Is(p2.OpHeartbeatACK) {
		g.t.Blocked(GatewayHeartbeat, "a heartbeat was not acknowledged: %s", g.state())
	}
}

// state is what became of the connection, in words.
func (g *Gateway) state() string {
	if g.End != nil {
		return g.End.String()
	}
	if n := len(g.Got); n > 0 && g.Got[n-1].Payload.Is(p2.OpHeartbeatACK) {
		return "it stays open, and a heartbeat that was sent afterwards is acknowledged"
	}
	return fmt.Sprintf("it stays open, and nothing came within %s", patience)
}

func (g *Gateway) says(m *gateway.Message) string {
	switch {
	case m == nil:
		return g.state()
	case m.Err != nil:
		return m.Err.Error()
	}
	return "it began with " + string(m.Text)
}

// leaveGateways ends the connections of the check.
func (t *T) leaveGateways() {
	t.mu.Lock()
	all := t.gateways
	t.mu.Unlock()
	for _, g := range all {
		g.conn.Leave(p2.CloseNormal)
	}
}
