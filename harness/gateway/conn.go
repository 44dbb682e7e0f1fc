// Package gateway speaks WebSocket to the gateway of a target (core 3.2). It records
// every message, can send what no client should, and says how a connection ended; it
// trusts nothing that comes back.
package gateway

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// Bounds on what a target can do to us.
const (
	// MaxMessage is how long a message may be, in bytes.
	MaxMessage = 1 << 20
	// MaxWaiting is how many messages may have come that nobody has asked for.
	MaxWaiting = 1024
)

// Options say where to connect, and where it is recorded.
type Options struct {
	// URL has the scheme ws or wss, or that of HTTP.
	URL *url.URL
	// HTTP sends the handshake.
	HTTP *http.Client
	// Log is where the handshake and the messages are recorded, under Name.
	Log  *client.Log
	Name string
}

// Conn is one connection. Its methods may be called by one goroutine at a time.
type Conn struct {
	o    Options
	ws   *websocket.Conn
	wire *tap
	in   chan Message // closed at the end
	end  End          // how it ended, once in is closed
}

// Message is one message of the gateway.
type Message struct {
	At     time.Time
	Binary bool
	Text   []byte
	// Payload is what could be read of it, and Err why that is not all.
	Payload p2.Payload
	Err     error
}

// Dial opens a connection. The error says why there is none; it is a *Refused where
// the server answered otherwise than by switching protocols.
func Dial(ctx context.Context, o Options) (*Conn, error) {
	tapped := *o.HTTP
	wire := &tap{}
	tapped.Transport = tapping{tapped.Transport, wire}
	e := &client.Exchange{
		Request: client.Request{
			Method: http.MethodGet, Path: o.URL.EscapedPath(),
			Header: http.Header{"Connection": {"Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"}},
		},
		URL: httpOf(o.URL), Started: time.Now(),
	}
	ws, answer, err := websocket.Dial(ctx, o.URL.String(), &websocket.DialOptions{HTTPClient: &tapped})
	e.Duration = time.Since(e.Started)
	if answer != nil {
		e.Status, e.Header, e.Proto = answer.StatusCode, answer.Header, answer.Proto
	} else {
		e.Err = err
	}
	o.Log.Record(e)
	switch {
	case err != nil && answer != nil:
		return nil, &Refused{Status: answer.StatusCode, Err: err}
	case err != nil:
		return nil, fmt.Errorf("no connection to the gateway at %s: %w", o.URL.Redacted(), err)
	}
	ws.SetReadLimit(MaxMessage)
	c := &Conn{o: o, ws: ws, wire: wire, in: make(chan Message, MaxWaiting)}
	go c.read()
	return c, nil
}

// Refused is an answer to a handshake that opens no connection.
type Refused struct {
	Status int
	Err    error
}

func (r *Refused) Error() string {
	if r.Status == http.StatusSwitchingProtocols {
		return fmt.Sprintf("the server switches protocols, but not as WebSocket does: %v", r.Err)
	}
	return fmt.Sprintf("the server answers %d %s, and not 101 Switching Protocols", r.Status, http.StatusText(r.Status))
}

func (r *Refused) Unwrap() error { return r.Err }

// httpOf is the URL of the request that opens a WebSocket.
func httpOf(u *url.URL) *url.URL {
	h := *u
	switch u.Scheme {
	case "ws":
		h.Scheme = "http"
	case "wss":
		h.Scheme = "https"
	}
	return &h
}

// read receives messages until the connection ends.
func (c *Conn) read() {
	defer close(c.in)
	for {
		kind, text, err := c.ws.Read(context.Background())
		if err != nil {
			c.end = endOf(err)
			c.record("%s", c.end.says())
			return
		}
		m := Message{At: time.Now(), Binary: kind == websocket.MessageBinary, Text: text}
		m.Payload, m.Err = p2.ParsePayload(text)
		c.record("sends %s", describe(m.Binary, text))
		select {
		case c.in <- m:
		default:
			c.end = End{Kind: Flooded}
			c.record("%s", c.end.says())
			_ = c.ws.CloseNow() // it is not read any more
			return
		}
	}
}

// Receive waits for the next message. It returns nil for none, and the end of the
// connection where that is why; the error is that of ctx.
func (c *Conn) Receive(ctx context.Context) (*Message, *End, error) {
	select {
	case m, ok := <-c.in:
		if !ok {
			return nil, &c.end, nil
		}
		return &m, nil, nil
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
}

// Send sends a text message. That the connection has ended is no error: Receive says
// how.
func (c *Conn) Send(ctx context.Context, text []byte) { c.send(ctx, websocket.MessageText, text) }

// SendBinary sends a binary message.
func (c *Conn) SendBinary(ctx context.Context, data []byte) {
	c.send(ctx, websocket.MessageBinary, data)
}

func (c *Conn) send(ctx context.Context, kind websocket.MessageType, data []byte) {
	c.record("is sent %s", describe(kind == websocket.MessageBinary, data))
	_ = c.ws.Write(ctx, kind, data) // the reader finds out how it ended
}

// SendFrames sends frames as they stand, whatever RFC 6455 says of them.
func (c *Conn) SendFrames(frames ...Frame) {
	for _, f := range frames {
		c.record("is sent %s", f.says())
		if _, err := c.wire.Write(f.Bytes()); err != nil {
			return // the reader finds out how it ended
		}
	}
}

// Leave says goodbye with a close code, and does not wait for an answer.
func (c *Conn) Leave(code p2.CloseCode) {
	c.SendFrames(CloseFrame(code))
	c.hangUp()
}

// Drop ends the connection without a word.
func (c *Conn) Drop() {
	c.record("is left without a word")
	c.hangUp()
}

func (c *Conn) hangUp() {
	_ = c.ws.CloseNow() // it may have ended before
	for range c.in {    // until the reader is done
	}
}

func (c *Conn) record(format string, args ...any) {
	c.o.Log.Record(&client.Exchange{At: c.o.Name, Event: fmt.Sprintf(format, args...), Started: time.Now()})
}

// tapping hands over the connection below a WebSocket.
type tapping struct {
	http.RoundTripper
	to *tap
}

func (t tapping) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := t.RoundTripper.RoundTrip(r)
	if err == nil && res.StatusCode == http.StatusSwitchingProtocols {
		if rwc, ok := res.Body.(io.ReadWriteCloser); ok {
			t.to.ReadWriteCloser = rwc
			res.Body = t.to
		}
	}
	return res, err
}

// tap keeps what several write from getting mixed up.
type tap struct {
	io.ReadWriteCloser
	mu sync.Mutex
}

func (t *tap) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.ReadWriteCloser == nil {
		return 0, errors.New("there is no connection")
	}
	return t.ReadWriteCloser.Write(b)
}
