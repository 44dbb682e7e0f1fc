// Package inmemory hands HTTP requests to handlers in this process. The self-test
// asks some hundred servers a million questions: without sockets that takes half
// the time. What only a connection shows (who ends it, what its bytes are) is not
// seen here; servers of their own show it.
package inmemory

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"syscall"

	"github.com/p2conform/p2conform/harness/client"
)

// Transport gives every request to one handler.
type Transport struct {
	Handler http.Handler
	// Wire is how the request says that it came.
	Wire client.Wire
	// Hands run the handler; nil makes a goroutine for each request.
	Hands *Hands
}

// maxAnswer is how much of an answer is kept, in bytes: more than anybody here reads.
const maxAnswer = 8 << 20

// errNotRead is what a handler is told of the rest.
var errNotRead = errors.New("the other side reads no further")

var errAborted = errors.New("the server ended the connection without an answer")

// RoundTrip answers a request, or says that its context ended.
func (m Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	in := req.Clone(bare{req.Context()})
	in.RequestURI, in.Host, in.RemoteAddr = req.URL.RequestURI(), req.URL.Host, "127.0.0.1:1"
	if m.Wire.IP == 6 {
		in.RemoteAddr = "[::1]:1"
	}
	switch m.Wire.HTTP {
	case 2:
		in.Proto, in.ProtoMajor, in.ProtoMinor = "HTTP/2.0", 2, 0
	case 3:
		if at := m.Wire.At; at != "" && at != req.URL.Host {
			return nil, &net.OpError{Op: "dial", Net: "udp", Err: syscall.ECONNREFUSED}
		}
		in.Proto, in.ProtoMajor, in.ProtoMinor = "HTTP/3.0", 3, 0
	}
	if req.URL.Scheme == "https" {
		in.TLS = &tls.ConnectionState{HandshakeComplete: true}
	}
	if in.Body == nil {
		in.Body = http.NoBody
	}
	out := make(chan *answer, 1)
	m.Hands.do(func() {
		a := &answer{header: http.Header{}}
		a.switched = func() { out <- a }
		defer func() {
			if panicked := recover() != nil; !a.hijacked {
				a.panicked = panicked
				out <- a
			}
		}()
		m.Handler.ServeHTTP(a, in)
	})
	select {
	case a := <-out:
		return a.response(req, in)
	case <-req.Context().Done():
		if req.Header.Get("Upgrade") != "" {
			go drop(out)
		}
		return nil, fmt.Errorf("no answer: %w", req.Context().Err())
	}
}

// answer keeps what a handler writes.
type answer struct {
	header, sent http.Header
	status       int
	body         bytes.Buffer
	panicked     bool
	cut          bool // it was longer than maxAnswer

	// switched hands over an answer that the handler goes on after, once hijacked, with
	// a connection whose other end is ours.
	switched func()
	hijacked bool
	ours     net.Conn
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status, a.sent = status, a.header.Clone()
	}
}

func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	if a.status == http.StatusNoContent || a.status == http.StatusNotModified {
		return 0, http.ErrBodyNotAllowed
	}
	if a.body.Len() > maxAnswer {
		a.cut = true
		return 0, errNotRead
	}
	return a.body.Write(b)
}

func (a *answer) response(req, in *http.Request) (*http.Response, error) {
	if a.panicked {
		return nil, errAborted
	}
	if a.hijacked {
		return a.upgraded(req, in), nil
	}
	a.WriteHeader(http.StatusOK)
	var body io.Reader = &a.body
	switch length := strconv.Itoa(a.body.Len()); {
	case a.cut:
		body = io.MultiReader(body, broken{})
	case a.status == http.StatusNoContent: // a handler that sends a length there means it
	case req.Method == http.MethodHead:
		body = http.NoBody
	case a.sent.Get("Content-Length") == "":
		a.sent.Set("Content-Length", length)
	case a.sent.Get("Content-Length") != length: // which net/http breaks off
		body = io.MultiReader(body, broken{})
	}
	return &http.Response{
		Status: strconv.Itoa(a.status) + " " + http.StatusText(a.status), StatusCode: a.status,
		Proto: in.Proto, ProtoMajor: in.ProtoMajor, ProtoMinor: in.ProtoMinor,
		Header: a.sent, Body: io.NopCloser(body), ContentLength: int64(a.body.Len()), Request: req,
	}, nil
}

// broken is where a connection ends too early.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// bare is a context without values: those of who asks, which may be a handler
// itself, do not travel over a wire either.
type bare struct{ context.Context }

func (bare) Value(any) any { return nil }
