package client

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/http/httpguts"
)

// Options are what a transport to a target needs to know.
type Options struct {
	// TLS is the configuration for https; nil uses the system's roots.
	TLS *tls.Config
	// MaxIdle is how many idle connections are kept; zero means 16.
	MaxIdle int
	// Resolve says which IP:port is dialled for a host, or for a host:port; what
	// is not in it, the system resolves.
	Resolve map[string]string
}

// idleTimeout is how long a connection is kept for the next request. Servers end
// idle connections after two seconds at the earliest; a request that is sent at
// that moment looks as if it was what made the server hang up.
const idleTimeout = time.Second

// NewHTTP makes the HTTP client that all clients of a target share. It follows
// no redirects: the spec has them on few routes, and there they are checked.
func NewHTTP(o Options) *http.Client {
	if o.MaxIdle == 0 {
		o.MaxIdle = 16
	}
	return &http.Client{
		Transport: &http.Transport{
			TLSClientConfig:        o.TLS,
			DialContext:            dialer(o.Resolve),
			ForceAttemptHTTP2:      true,
			MaxIdleConns:           o.MaxIdle,
			MaxIdleConnsPerHost:    o.MaxIdle,
			MaxResponseHeaderBytes: MaxHeader,
			IdleConnTimeout:        idleTimeout,
			TLSHandshakeTimeout:    10 * time.Second,
			ExpectContinueTimeout:  time.Second,
			DisableCompression:     true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// dialer dials what a host or host:port is to be resolved to.
func dialer(resolve map[string]string) func(ctx context.Context, network, addr string) (net.Conn, error) {
	d := &net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}
	lower := make(map[string]string, len(resolve))
	for name, to := range resolve {
		lower[strings.ToLower(name)] = to
	}
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		addr = strings.ToLower(addr)
		to, ok := lower[addr]
		if host, _, err := net.SplitHostPort(addr); !ok && err == nil {
			to, ok = lower[host]
		}
		if ok {
			addr = to
		}
		return d.DialContext(ctx, network, addr)
	}
}

// Why there is no whole response. The error of an exchange wraps one of them
// where it is known, or the one of the context.
var (
	// ErrNotSent says that the request cannot be put on the wire: the target had
	// no part in that.
	ErrNotSent = errors.New("the request cannot be written")
	// ErrClosed says that the target ended the connection early. However its
	// system words that, the text is the same.
	ErrClosed = errors.New("the server closed the connection")
	// ErrTooLarge says that the body is longer than MaxBody.
	ErrTooLarge = fmt.Errorf("the response is larger than %d bytes", MaxBody)
	// ErrTooMuch says that all bodies of one client are longer than MaxBodies.
	ErrTooMuch = fmt.Errorf("the responses to one check are together larger than %d bytes", MaxBodies)
)

// roundTrip fills in what came back.
func (c *Client) roundTrip(ctx context.Context, e *Exchange) {
	req, err := newRequest(ctx, e)
	if err != nil {
		e.Err = fmt.Errorf("%w: %w", ErrNotSent, err)
		return
	}
	res, err := c.http.Do(req)
	if err != nil {
		e.Err = plain(err)
		return
	}
	defer res.Body.Close() // whether it was read to its end is known by then
	if res.StatusCode < 100 {
		e.Err = fmt.Errorf("malformed HTTP response: the status is %03d", res.StatusCode)
		return
	}
	e.Proto, e.Status, e.Header = res.Proto, res.StatusCode, res.Header
	room, tooLong := int64(MaxBody), ErrTooLarge
	if left := max(c.room.Load(), 0); left < room {
		room, tooLong = left, ErrTooMuch
	}
	e.Body, err = readAll(io.LimitReader(res.Body, room+1), res.ContentLength)
	c.room.Add(-int64(len(e.Body)))
	switch {
	case err != nil:
		e.Err = fmt.Errorf("the response broke off after %d bytes: %w", len(e.Body), plain(err))
	case int64(len(e.Body)) > room:
		e.Body, e.Err = e.Body[:room], tooLong
	}
}

// mostAhead is how much room is made for a body of which nothing has come.
const mostAhead = 64 << 10

// readAll is io.ReadAll for a body whose length may have been announced.
func readAll(r io.Reader, announced int64) ([]byte, error) {
	room := min(max(announced, 0), mostAhead) + bytes.MinRead
	buffer := bytes.NewBuffer(make([]byte, 0, room))
	_, err := buffer.ReadFrom(r)
	return buffer.Bytes(), err
}

// newRequest refuses what net/http would only refuse on its way: a value may be
// a target's, as a token is. The error does not show it.
func newRequest(ctx context.Context, e *Exchange) (*http.Request, error) {
	var body io.Reader
	if e.Request.Body != nil {
		body = bytes.NewReader(e.Request.Body)
	}
	req, err := http.NewRequestWithContext(ctx, e.Request.Method, e.URL.String(), body)
	if err != nil {
		return nil, err
	}
	for name, values := range e.Request.Header {
		if !httpguts.ValidHeaderFieldName(name) {
			return nil, fmt.Errorf("%q is no name of a header", name)
		}
		for _, v := range values {
			if !httpguts.ValidHeaderFieldValue(v) {
				return nil, fmt.Errorf("the value of the header %s has bytes that none may have", name)
			}
		}
	}
	req.Header = e.Request.Header.Clone()
	if host := req.Header.Get("Host"); host != "" {
		req.Host = host
	}
	if req.Header.Get("Transfer-Encoding") == "chunked" {
		req.ContentLength = -1 // which is how net/http is told
		req.Header.Del("Transfer-Encoding")
	}
	return req, nil
}

// plain takes out of an error of net/http what its exchange has already, and
// what is different each time: the method and URL, and our port.
func plain(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	for _, closed := range []error{io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE} {
		if errors.Is(err, closed) {
			return &causedError{ErrClosed.Error(), []error{ErrClosed, err}}
		}
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Source != nil {
		text := strings.ReplaceAll(err.Error(), op.Source.String()+"->", "")
		return &causedError{text, []error{err}}
	}
	return err
}

// causedError has another text than its causes.
type causedError struct {
	text   string
	causes []error
}

func (e *causedError) Error() string { return e.text }

func (e *causedError) Unwrap() []error { return e.causes }
