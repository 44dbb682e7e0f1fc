package target

import (
	"bytes"
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

// memory is a transport that hands requests to a handler in this process. The
// self-test asks some hundred servers a million questions: without sockets that
// takes half the time. What only a connection shows (who ends it, what its bytes
// are) is not seen here; servers of their own show it.
type memory struct {
	handler http.Handler
	// wire is how the request says that it came.
	wire client.Wire
	// hands run the handler; nil makes a goroutine for each request.
	hands *hands
}

var errAborted = errors.New("the server ended the connection without an answer")

// RoundTrip answers a request, or says that its context ended.
func (m memory) RoundTrip(req *http.Request) (*http.Response, error) {
	in := req.Clone(req.Context())
	in.RequestURI, in.Host, in.RemoteAddr = req.URL.RequestURI(), req.URL.Host, "127.0.0.1:1"
	if m.wire.IP == 6 {
		in.RemoteAddr = "[::1]:1"
	}
	switch m.wire.HTTP {
	case 2:
		in.Proto, in.ProtoMajor, in.ProtoMinor = "HTTP/2.0", 2, 0
	case 3:
		if at := m.wire.At; at != "" && at != req.URL.Host {
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
	m.hands.do(func() {
		a := &answer{header: http.Header{}}
		defer func() {
			a.panicked = recover() != nil
			out <- a
		}()
		m.handler.ServeHTTP(a, in)
	})
	select {
	case a := <-out:
		return a.response(req, in)
	case <-req.Context().Done():
		return nil, fmt.Errorf("no answer: %w", req.Context().Err())
	}
}

// answer keeps what a handler writes.
type answer struct {
	header, sent http.Header
	status       int
	body         bytes.Buffer
	panicked     bool
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
	return a.body.Write(b)
}

func (a *answer) response(req, in *http.Request) (*http.Response, error) {
	if a.panicked {
		return nil, errAborted
	}
	a.WriteHeader(http.StatusOK)
	var body io.Reader = &a.body
	switch length := strconv.Itoa(a.body.Len()); {
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
