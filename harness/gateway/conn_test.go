package gateway_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/harness/inmemory"
)

// dial connects to a handler in this process that does something with the connection.
func dial(t *testing.T, do func(*websocket.Conn)) (*gateway.Conn, *client.Log) {
	t.Helper()
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		do(ws)
	})
	log := &client.Log{}
	c, err := gateway.Dial(t.Context(), gateway.Options{
		URL:  &url.URL{Scheme: "ws", Host: "gw.example", Path: "/gateway"},
		HTTP: &http.Client{Transport: inmemory.Transport{Handler: h}}, Log: log, Name: "gateway",
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Drop)
	return c, log
}

// How a connection ended is told apart, and nothing else is taken for a close code.
func TestEnds(t *testing.T) {
	for name, tc := range map[string]struct {
		do   func(*websocket.Conn)
		kind gateway.Kind
		says string
	}{
		"closed":    {func(ws *websocket.Conn) { _ = ws.Close(4001, "unknown opcode") }, gateway.Closed, `it was closed with 4001 ("unknown opcode")`},
		"no reason": {func(ws *websocket.Conn) { _ = ws.Close(4002, "") }, gateway.Closed, "it was closed with 4002"},
		"no code":   {func(ws *websocket.Conn) { _ = ws.Close(websocket.StatusNoStatusRcvd, "") }, gateway.NoCode, "without a close code"},
		"cut":       {func(ws *websocket.Conn) { _ = ws.CloseNow() }, gateway.Cut, "without a close frame"},
	} {
		t.Run(name, func(t *testing.T) {
			c, _ := dial(t, tc.do)
			m, end, err := c.Receive(t.Context())
			if m != nil || err != nil || end == nil {
				t.Fatalf("%v, %v, %v, want an end", m, end, err)
			}
			if end.Kind != tc.kind || !strings.Contains(end.String(), tc.says) {
				t.Errorf("%s: %s, want %s: %s", end.Kind, end, tc.kind, tc.says)
			}
		})
	}
}

// Every message is recorded, with what it is and in which direction it went.
func TestRecord(t *testing.T) {
	c, log := dial(t, func(ws *websocket.Conn) {
		_ = ws.Write(context.Background(), websocket.MessageText, []byte(`{"n":"core","op":1,"d":{},"s":0}`))
		_, _, _ = ws.Read(context.Background())
		_ = ws.Close(4002, "no")
	})
	m, _, err := c.Receive(t.Context())
	if err != nil || m == nil || m.Payload.Op != 1 || m.Err != nil {
		t.Fatalf("%+v, %v, want hello", m, err)
	}
	c.Send(t.Context(), []byte("\xff"))
	if _, end, _ := c.Receive(t.Context()); end == nil {
		t.Fatal("no end")
	}
	var said []string
	for _, e := range log.Exchanges()[1:] {
		said = append(said, e.At+" "+e.Event)
	}
	want := []string{
		`gateway sends hello: {"n":"core","op":1,"d":{},"s":0}`, `gateway is sent "\xff"`, `gateway closes with 4002, reason "no"`,
	}
	if !slices.Equal(said, want) {
		t.Errorf("recorded %q, want %q", said, want)
	}
	if e := log.Exchanges()[0]; e.Status != http.StatusSwitchingProtocols || e.URL.String() != "http://gw.example/gateway" {
		t.Errorf("the handshake was recorded as %d at %s", e.Status, e.URL)
	}
}

// A message may come in several frames, and what no client sends can be sent.
func TestFrames(t *testing.T) {
	got := make(chan string, 1)
	c, _ := dial(t, func(ws *websocket.Conn) {
		_, text, err := ws.Read(context.Background())
		if err != nil {
			text = []byte(err.Error())
		}
		got <- string(text)
	})
	c.SendFrames(gateway.Frame{Opcode: gateway.FrameText, More: true, Payload: []byte("one, ")}, gateway.Frame{Opcode: gateway.FrameContinuation, Payload: []byte("two")})
	if text := <-got; text != "one, two" {
		t.Errorf("%q came", text)
	}
	for _, tc := range []struct {
		frame gateway.Frame
		want  []byte
	}{
		{gateway.Frame{Opcode: gateway.FrameText, Unmasked: true, Payload: []byte("a")}, []byte{0x81, 1, 'a'}},
		{gateway.Frame{Opcode: gateway.FrameBinary, Reserved: 4, More: true, Unmasked: true}, []byte{0x42, 0}},
		{gateway.Frame{Opcode: gateway.FrameText, Unmasked: true, Length: 1 << 16, Payload: []byte("a")}, []byte{0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0, 'a'}},
		{gateway.CloseFrame(1000), []byte{0x88, 0x82, 0x70, 0x32, 0x63, 0x66, 0x73, 0xda}},
	} {
		if b := tc.frame.Bytes(); !bytes.Equal(b, tc.want) {
			t.Errorf("%+v is % x, want % x", tc.frame, b, tc.want)
		}
	}
}

// A server without a gateway is told from one that cannot be asked.
func TestFind(t *testing.T) {
	at := func(path string) http.Handler {
		mux := http.NewServeMux()
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if ws, err := websocket.Accept(w, r, nil); err == nil {
				_, _, _ = ws.Read(context.Background())
				_ = ws.CloseNow()
			}
		})
		return mux
	}
	for path, want := range map[string]string{
		"/.p2/core/v1/gateway": "wss://p2.example/.p2/core/v1/gateway", "/gateway": "wss://p2.example/gateway",
		"/.p2/core/gateway/": "wss://p2.example/.p2/core/gateway/", "/elsewhere": "",
	} {
		u, err := gateway.Find(t.Context(), &url.URL{Scheme: "https", Host: "p2.example"}, &http.Client{
			Transport:     inmemory.Transport{Handler: at(path)},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}, &client.Log{})
		switch {
		case want == "" && (err == nil || !strings.Contains(err.Error(), "/.p2/core/v1/gateway, /.p2/core/gateway, /gateway")):
			t.Errorf("at %s: %v, %v, want none, and where was looked", path, u, err)
		case want != "" && (err != nil || u.String() != want):
			t.Errorf("at %s: %v, %v, want %s", path, u, err, want)
		}
	}
}

// Nobody waits longer than asked for.
func TestReceiveEnds(t *testing.T) {
	c, _ := dial(t, func(ws *websocket.Conn) { _, _, _ = ws.Read(context.Background()) })
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if m, end, err := c.Receive(ctx); m != nil || end != nil || err == nil {
		t.Errorf("%v, %v, %v, want the end of the context", m, end, err)
	}
}
