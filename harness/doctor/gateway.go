package doctor

import (
	"context"
	"errors"
	"net/http"

	"github.com/coder/websocket"

	"github.com/p2conform/p2conform/harness/run"
)

// gateway tries whether the place that the target file names takes a WebSocket
// connection. Nothing is said on it: that is for checks.
func (e *examination) gateway(ctx context.Context, s *Step) {
	place := e.Target.Gateway
	if place == "" {
		s.skip("not tried: the target file names none (gateway:), and the specification does not say where one is")
		return
	}
	s.say("the target file names %s", place)
	ctx, cancel := context.WithTimeout(ctx, e.Limit)
	defer cancel()
	conn, answer, err := websocket.Dial(ctx, place, &websocket.DialOptions{HTTPClient: e.Target.HTTP})
	if err == nil {
		_ = conn.CloseNow() // it was only to be there
		s.say("it takes a WebSocket connection")
		return
	}
	const named = "name the URL of the gateway under gateway: in the target file, or take it out"
	switch {
	case answer != nil && answer.StatusCode == http.StatusSwitchingProtocols:
		s.warn("it switches protocols, but not as WebSocket does (RFC 6455, 4.2.2): %v", err)
		s.Do = "answer the handshake as RFC 6455 has it"
	case answer != nil:
		s.warn("it answers %d %s, and not 101 Switching Protocols", answer.StatusCode, http.StatusText(answer.StatusCode))
		s.Do = named + "; a proxy in front of it has to pass on the headers Connection and Upgrade"
	case errors.Is(err, context.DeadlineExceeded):
		s.warn("it did not answer within %s", e.Limit)
		s.Do = "look into the gateway's log: it takes connections, and does not answer the handshake"
	default:
		s.warn("it cannot be reached: %s", run.Unreached(err))
		s.Do = "start the gateway, or " + named
	}
}
