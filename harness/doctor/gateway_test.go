package doctor

import (
	"bufio"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/p2conform/p2conform/fixtures/homeserver"
)

// What a gateway answers to a WebSocket handshake, and what is told of it. None of it
// is in the way of a run.
func TestGateway(t *testing.T) {
	home := plain(t, &homeserver.Server{})
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "ws://" + closed.Addr().String() + "/gateway"
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	ws := func(h http.HandlerFunc) string { return "ws" + strings.TrimPrefix(plain(t, h), "http") + "/gateway" }
	for name, c := range map[string]struct {
		gateway string
		state   State
		says    string
	}{
		"none":   {"", Skipped, "not tried: the target file names none"},
		"a good": {ws(accepts), OK, "it takes a WebSocket connection"},
		"no gateway": {ws(http.NotFound), Warn,
			"it answers 404 Not Found, and not 101 Switching Protocols"},
		"another protocol": {ws(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Connection", "Upgrade")
			w.Header().Set("Upgrade", "tls")
			w.WriteHeader(http.StatusSwitchingProtocols)
		}), Warn, "it switches protocols, but not as WebSocket does"},
		"nobody there": {nobody, Warn, "it cannot be reached: "},
	} {
		t.Run(name, func(t *testing.T) {
			tg := at(t, home, nil)
			tg.Gateway = c.gateway
			r := look(t, Options{Target: tg})
			s := of(t, r, "gateway")
			says(t, s, c.state, c.says)
			if r.Outcome != Ready || (s.Do != "") != (c.state == Warn) {
				t.Errorf("%s, do %q", r.Outcome, s.Do)
			}
		})
	}
}

// accepts makes a WebSocket connection, and says nothing on it.
func accepts(w http.ResponseWriter, r *http.Request) {
	c, err := websocket.Accept(w, r, nil)
	if err != nil {
		return // the answer says so
	}
	_ = c.CloseNow() // the other side has seen what it wanted
}

// A gateway that is silent is waited for no longer than any other step.
func TestSilentGateway(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 1)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		line, _ := bufio.NewReader(conn).ReadString('\n')
		heard <- line
	}()
	e := &examination{Options: Options{Target: at(t, "http://"+l.Addr().String(), nil), Limit: 500 * time.Millisecond}}
	e.Target.Gateway = "ws://" + l.Addr().String() + "/gateway"
	var s Step
	s.State = OK
	e.gateway(t.Context(), &s)
	says(t, s, Warn, "it did not answer within 500ms")
	if line := <-heard; line != "GET /gateway HTTP/1.1\r\n" {
		t.Errorf("it was asked %q", line)
	}
}
