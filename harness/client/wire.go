package client

import (
	"context"
	"net"
	"net/http"
	"net/url"
)

// Wire is a way for requests to travel, of those that a target may have.
type Wire struct {
	// HTTP is its version: 1 for HTTP/1.1, 2 for HTTP/2, by prior knowledge where
	// there is no TLS, and 3 for HTTP/3, which is never without; 0 leaves it to the
	// two ends.
	HTTP int
	// IP is its version, 4 or 6; 0 leaves it to the name.
	IP int
	// TLS says that there is TLS, even if the target is asked without.
	TLS bool
	// At is the HOST:PORT of an alternative service for HTTP/3 (RFC 7838); empty
	// for that of the URL.
	At string
}

// Over makes a transport like another, whose requests travel in one way only. It
// keeps no connection.
func Over(like *http.Transport, w Wire) http.RoundTripper {
	if w.HTTP == 3 {
		return overQUIC{like.TLSClientConfig, w.At, map[int]string{0: "udp", 4: "udp4", 6: "udp6"}[w.IP]}
	}
	tr := like.Clone()
	tr.DisableKeepAlives = true
	switch w.HTTP {
	case 1:
		tr.ForceAttemptHTTP2 = false
		tr.Protocols = new(http.Protocols)
		tr.Protocols.SetHTTP1(true)
		if tr.TLSClientConfig != nil { // a transport that was used has named HTTP/2 in it
			tr.TLSClientConfig.NextProtos = nil
		}
	case 2:
		tr.Protocols = new(http.Protocols)
		tr.Protocols.SetHTTP2(true)
		tr.Protocols.SetUnencryptedHTTP2(true)
	}
	if w.IP != 0 {
		network := map[int]string{4: "tcp4", 6: "tcp6"}[w.IP]
		dial := tr.DialContext
		if dial == nil {
			dial = dialer(nil)
		}
		tr.DialContext = func(ctx context.Context, _, addr string) (net.Conn, error) {
			return dial(ctx, network, loopback(addr, w.IP))
		}
	}
	return tr
}

// loopback is an address of this machine in the version of IP that is wanted;
// every other address is left as it is.
func loopback(addr string, version int) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil || !net.ParseIP(host).IsLoopback() {
		return addr
	}
	return net.JoinHostPort(map[int]string{4: "127.0.0.1", 6: "::1"}[version], port)
}

// At is a client of the same target, with the same log, below another URL.
func (c *Client) At(base *url.URL) *Client {
	other := *c
	other.base = base
	return &other
}

// Over is a client of the same target, with the same log, whose requests travel
// by h.
func (c *Client) Over(h *http.Client) *Client {
	other := *c
	other.http = h
	return &other
}
