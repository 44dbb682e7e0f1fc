package client_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// raw answers every request with the same bytes, and then closes, or with hold
// keeps the connection until the client ends it.
func raw(t testing.TB, hold bool, answer ...string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() }) // and with that the loop below
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				if _, err := http.ReadRequest(newReader(c)); err != nil {
					return
				}
				for _, part := range answer {
					if _, err := io.WriteString(c, part); err != nil {
						return
					}
				}
				if hold {
					_, _ = io.Copy(io.Discard, c) // until the client goes away
				}
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// Whatever a target answers, there is a response in time, within bounds, that
// says what is wrong.
func TestHostileAnswers(t *testing.T) {
	tests := []struct {
		name   string
		answer []string
		hold   bool
		status int
		body   int // bytes
		err    error
		says   string
	}{
		{name: "whole", answer: []string{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"}, status: 200, body: 2},
		{name: "until the end of the connection", answer: []string{"HTTP/1.0 200 OK\r\n\r\nhello"}, status: 200, body: 5},
		{name: "nothing", err: client.ErrClosed, says: "the server closed the connection"},
		{name: "half a status line", answer: []string{"HTTP/1.1 2"}, says: "malformed HTTP status code"},
		{name: "half a header", answer: []string{"HTTP/1.1 200 OK\r\nX: y\r\n"}, err: client.ErrClosed},
		{name: "another protocol", answer: []string{"SSH-2.0-OpenSSH_9.6\r\n"}, says: "malformed HTTP response"},
		{name: "a status that is none", answer: []string{"HTTP/1.1 abc OK\r\n\r\n"}, says: "malformed HTTP status code"},
		{name: "a status below all", answer: []string{"HTTP/1.1 000 OK\r\nContent-Length: 0\r\n\r\n"}, says: "the status is 000"},
		{name: "a header that is none", answer: []string{"HTTP/1.1 200 OK\r\n: x\r\n\r\n"}, says: "malformed MIME header"},
		{name: "two lengths", answer: []string{"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nhi"}, says: "Content-Length"},
		{name: "less than the length", answer: []string{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello"}, status: 200, body: 5, err: client.ErrClosed, says: "broke off after 5 bytes"},
		{name: "a chunk that is none", answer: []string{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\nxyz\r\n"}, status: 200, body: 2, says: "invalid byte in chunk length"},
		{name: "an endless chunk header", answer: []string{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;" + strings.Repeat("x", 1<<20)}, status: 200, says: "broke off after 0 bytes"},
		{name: "chunks without an end", answer: []string{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n"}, status: 200, body: 2, err: client.ErrClosed},
		{name: "a header too large", answer: []string{"HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 2*client.MaxHeader) + "\r\n\r\n"}, says: "server response headers exceeded"},
		{name: "headers without an end", answer: many("HTTP/1.1 200 OK\r\n", "X-A: b\r\n", 100_000), says: "server response headers exceeded"},
		{name: "continuing for ever", answer: many("", "HTTP/1.1 100 Continue\r\n\r\n", 100_000), says: "server response headers exceeded"},
		{name: "hints for ever", answer: many("", "HTTP/1.1 103 Early Hints\r\nLink: "+strings.Repeat("x", 1000)+"\r\n\r\n", 10_000)},
		{name: "the largest body", answer: []string{"HTTP/1.0 200 OK\r\n\r\n", strings.Repeat("x", client.MaxBody)}, status: 200, body: client.MaxBody},
		{name: "a body too large", answer: []string{"HTTP/1.0 200 OK\r\n\r\n", strings.Repeat("x", client.MaxBody+1)}, status: 200, body: client.MaxBody, err: client.ErrTooLarge},
		{name: "far too large", answer: []string{fmt.Sprintf("HTTP/1.1 500 Oh\r\nContent-Length: %d\r\n\r\n", 1<<40), strings.Repeat("x", 8<<20)}, status: 500, body: client.MaxBody, err: client.ErrTooLarge},
		{name: "no answer", hold: true, err: context.DeadlineExceeded},
		{name: "no end of the header", answer: []string{"HTTP/1.1 200 OK\r\nX: "}, hold: true, err: context.DeadlineExceeded},
		{name: "no end of the body", answer: []string{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi"}, hold: true, status: 200, body: 2, err: context.DeadlineExceeded, says: "broke off after 2 bytes"},
		{name: "switching protocols", answer: []string{"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nhi"}, status: 101, body: 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			limit := 5 * time.Minute
			if tt.hold {
				limit = 100 * time.Millisecond
			}
			var res *client.Response
			for ; ; limit *= 2 { // on a slow machine, what comes before the end takes longer
				ctx, cancel := context.WithTimeout(t.Context(), limit)
				res = dial(t, raw(t, tt.hold, tt.answer...), nil).Do(ctx, get(client.Base+"/idcert/server"))
				cancel()
				if !tt.hold || res.Status == tt.status && len(res.Body) == tt.body || limit > time.Minute {
					break
				}
			}
			if res.Status != tt.status || len(res.Body) != tt.body {
				t.Errorf("status %d, %d bytes, error %v", res.Status, len(res.Body), res.Err)
			}
			whole := tt.err == nil && tt.says == "" && tt.status != 0
			if whole != (res.Err == nil) || tt.err != nil && !errors.Is(res.Err, tt.err) {
				t.Errorf("error %v, want %v", res.Err, tt.err)
			}
			if res.Err != nil && (!strings.Contains(res.Err.Error(), tt.says) || len(res.Err.Error()) > 4096) {
				t.Errorf("error %q does not say %q", res.Err, tt.says)
			}
			if !tt.hold && errors.Is(res.Err, context.DeadlineExceeded) {
				t.Error("it took all the time there was")
			}
		})
	}
}

func many(first, part string, n int) []string {
	return []string{first, strings.Repeat(part, n)}
}

// The same failure has the same words each time, whichever port was ours.
func TestErrorsAreSteady(t *testing.T) {
	closed := raw(t, false)
	refused := "http://" + freeAddress(t)
	for _, base := range []string{closed, refused} {
		first := dial(t, base, nil).Do(t.Context(), get("/")).Err
		for range 20 {
			if err := dial(t, base, nil).Do(t.Context(), get("/")).Err; err == nil || err.Error() != first.Error() {
				t.Errorf("%v, and then %v", first, err)
			}
		}
	}
}

// freeAddress is one that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// FuzzResponse answers with any bytes.
func FuzzResponse(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"))
	f.Add([]byte("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n"))
	f.Add([]byte("HTTP/1.1 103 x\r\n\r\nHTTP/1.1 204 x\r\n\r\n"))
	base := &url.URL{Scheme: "http", Host: "p2.example"}
	f.Fuzz(func(t *testing.T, answer []byte) {
		h := client.NewHTTP(client.Options{})
		h.Transport.(*http.Transport).DialContext = func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() {
				defer theirs.Close()
				if _, err := http.ReadRequest(newReader(theirs)); err == nil {
					_, _ = io.Copy(theirs, bytes.NewReader(answer)) // the client may hang up
				}
			}()
			return ours, nil
		}
		defer h.CloseIdleConnections()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		c := client.New(base, h, nil, nil)
		res := c.Do(ctx, get("/"))
		if ctx.Err() != nil {
			t.Error("it took all the time there was")
		}
		if res.Status == 0 && res.Err == nil || len(res.Body) > client.MaxBody || errors.Is(res.Err, client.ErrNotSent) {
			t.Errorf("status %d, %d bytes, error %v", res.Status, len(res.Body), res.Err)
		}
		if len(c.Log().Exchanges()) != 1 {
			t.Error("it was not recorded once")
		}
	})
}

func newReader(r io.Reader) *bufio.Reader { return bufio.NewReader(r) }
