package transport

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
)

func TestSpeaks(t *testing.T) {
	for _, proto := range []string{"HTTP/1.0", "HTTP/2.0", ""} {
		if speaks(proto, "HTTP/1.1") == nil {
			t.Errorf("%q passes for HTTP/1.1", proto)
		}
	}
	if d := speaks("HTTP/1.1", "HTTP/1.1"); d != nil {
		t.Error(d)
	}
}

func TestUnreachable(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp6", Err: errors.New("connection refused")}
	for _, tc := range []struct {
		err  error
		want bool
	}{
		{nil, false},
		{refused, true},
		{fmt.Errorf("ask: %w", refused), true},
		{&net.DNSError{Err: "no such host"}, true},
		{&net.AddrError{Err: "no suitable address"}, true},
		{&net.OpError{Op: "read", Err: errors.New("connection reset")}, false},
		{client.ErrClosed, false},
		{context.DeadlineExceeded, false},
	} {
		if unreachable(tc.err) != tc.want {
			t.Errorf("%v is unreachable: want %t", tc.err, tc.want)
		}
	}
}

func TestSameMedia(t *testing.T) {
	for _, tc := range []struct {
		got, want string
		same      bool
	}{
		{"application/json", "application/json", true},
		{`Application/JSON; charset="utf-8"`, "application/json", true},
		{"", "", true},
		{"application/zstd", "application/json", false},
		{"", "application/json", false},
		{"/;;", "application/json", false},
	} {
		if d := sameMedia(http.Header{"Content-Type": {tc.got}}, http.Header{"Content-Type": {tc.want}}); (d == nil) != tc.same {
			t.Errorf("%q and %q: %v", tc.got, tc.want, d)
		}
	}
}
