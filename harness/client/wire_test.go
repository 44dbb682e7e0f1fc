package client_test

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
)

// wired makes a client for a server whose requests travel in one way.
func wired(t *testing.T, s *httptest.Server, o client.Options, w client.Wire) *client.Client {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	h := client.NewHTTP(o)
	shared := client.New(u, h, nil, nil)
	if res := shared.Do(t.Context(), client.Request{Method: "GET", Path: "/"}); res.Err != nil && w.HTTP != 2 {
		t.Fatalf("the shared client got %v", res.Err)
	}
	t.Cleanup(h.CloseIdleConnections)
	tr, ok := h.Transport.(*http.Transport)
	if !ok {
		t.Fatalf("the transport is a %T", h.Transport)
	}
	return shared.Over(&http.Client{Transport: client.Over(tr, w)})
}

// handler answers with how it was asked.
func handler(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, r.Proto+" "+r.RemoteAddr) // the client's error will show
}

// TLS negotiates the newest version that both have, and HTTP/1.1 where nothing
// else is wanted.
func TestVersionsOverTLS(t *testing.T) {
	for _, tc := range []struct {
		served bool // HTTP/2
		wire   client.Wire
		want   string
	}{
		{true, client.Wire{}, "HTTP/2.0"},
		{true, client.Wire{HTTP: 1}, "HTTP/1.1"},
		{false, client.Wire{}, "HTTP/1.1"},
		{false, client.Wire{HTTP: 1}, "HTTP/1.1"},
	} {
		s := httptest.NewUnstartedServer(http.HandlerFunc(handler))
		s.EnableHTTP2 = tc.served
		s.StartTLS()
		t.Cleanup(s.Close)
		pool := x509.NewCertPool()
		pool.AddCert(s.Certificate())
		res := wired(t, s, client.Options{TLS: &tls.Config{RootCAs: pool}}, tc.wire).Do(t.Context(), client.Request{Method: "GET", Path: "/"})
		if res.Err != nil || res.Exchange.Proto != tc.want {
			t.Errorf("with HTTP/2 served: %t, over %+v: %q, error %v", tc.served, tc.wire, res.Exchange.Proto, res.Err)
		}
	}
}

// Without TLS, HTTP/2 is spoken to a server that knows of it, and to no other.
func TestVersionsWithoutTLS(t *testing.T) {
	for _, knows := range []bool{true, false} {
		s := httptest.NewUnstartedServer(http.HandlerFunc(handler))
		s.Config.Protocols = new(http.Protocols)
		s.Config.Protocols.SetHTTP1(true)
		s.Config.Protocols.SetUnencryptedHTTP2(knows)
		s.Start()
		t.Cleanup(s.Close)
		for version, want := range map[int]string{1: "HTTP/1.1", 2: "HTTP/2.0"} {
			res := wired(t, s, client.Options{}, client.Wire{HTTP: version}).Do(t.Context(), client.Request{Method: "GET", Path: "/"})
			switch {
			case version == 2 && !knows:
				if res.Err == nil || res.Status != 0 {
					t.Errorf("a server without HTTP/2 answered %d", res.Status)
				}
			case res.Err != nil || res.Exchange.Proto != want:
				t.Errorf("HTTP/%d: %q, error %v", version, res.Exchange.Proto, res.Err)
			}
		}
	}
}

// A client over another wire records in the same log.
func TestOverSharesTheLog(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(handler))
	t.Cleanup(s.Close)
	c := wired(t, s, client.Options{}, client.Wire{HTTP: 1})
	c.Do(t.Context(), client.Request{Method: "GET", Path: "/"})
	if n := len(c.Log().Exchanges()); n != 2 {
		t.Errorf("the log has %d exchanges", n)
	}
}

// A version of IP that nobody listens on is not answered by the other one.
func TestVersionOfIP(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(handler)) // on one loopback address
	t.Cleanup(s.Close)
	there, other := 4, 6
	if host, _, err := net.SplitHostPort(s.Listener.Addr().String()); err != nil {
		t.Fatal(err)
	} else if net.ParseIP(host).To4() == nil {
		there, other = other, there
	}
	for version, reached := range map[int]bool{there: true, other: false} {
		res := wired(t, s, client.Options{}, client.Wire{IP: version}).Do(t.Context(), client.Request{Method: "GET", Path: "/"})
		if (res.Err == nil) != reached {
			t.Errorf("over IPv%d: %d, error %v", version, res.Status, res.Err)
		}
	}
}

// A body goes out in chunks where the header says so, and with its length else.
func TestChunked(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		if len(r.TransferEncoding) > 0 {
			w.Header().Set("Chunked", "yes")
		}
		_, _ = w.Write(body) // the client's error will show
	}))
	t.Cleanup(s.Close)
	c := wired(t, s, client.Options{}, client.Wire{})
	for value, want := range map[string]string{"": "", "chunked": "yes"} {
		r := client.Request{Method: "POST", Path: "/", Header: http.Header{}, Body: []byte("some text")}
		if value != "" {
			r.Header.Set("Transfer-Encoding", value)
		}
		res := c.Do(t.Context(), r)
		if res.Err != nil || string(res.Body) != "some text" || res.Header.Get("Chunked") != want {
			t.Errorf("Transfer-Encoding %q: %q, %v, error %v", value, res.Body, res.Header, res.Err)
		}
	}
}
