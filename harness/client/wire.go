package client

import (
	"context"
	"net"
	"net/http"
)

// Wire is a way for requests to travel, of those that a target may have.
type Wire struct {
	// HTTP is its version: 1 for HTTP/1.1, and 2 for HTTP/2 without TLS by prior
	// knowledge; 0 leaves it to the two ends.
	HTTP int
	// IP is its version, 4 or 6; 0 leaves it to the name.
	IP int
}

// Over makes a transport like another, whose requests travel in one way only. It
// keeps no connection.
func Over(like *http.Transport, w Wire) *http.Transport {
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

// Over is a client of the same target, with the same log, whose requests travel
// by h.
func (c *Client) Over(h *http.Client) *Client {
	other := *c
	other.http = h
	return &other
}
