package client

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/quic-go/quic-go"
	"github.com/quic-go/quic-go/http3"
)

// handshakeTimeout is how long a server may take for its first answer over QUIC.
// One that drops what it does not listen to is waited for no longer.
const handshakeTimeout = 3 * time.Second

// overQUIC sends each request over HTTP/3, by a connection of its own.
type overQUIC struct {
	// tls is as for other versions; nil uses the system's roots.
	tls *tls.Config
	// at is the HOST:PORT of an alternative service; empty for that of the URL.
	at string
	// network is udp, or that of one version of IP.
	network string
}

// RoundTrip sends one request, and ends the connection with the answer's body.
func (q overQUIC) RoundTrip(req *http.Request) (*http.Response, error) {
	var socket *socket
	tr := &http3.Transport{
		TLSClientConfig: q.tls, QUICConfig: &quic.Config{HandshakeIdleTimeout: handshakeTimeout},
		MaxResponseHeaderBytes: MaxHeader, DisableCompression: true,
		Dial: func(ctx context.Context, addr string, t *tls.Config, c *quic.Config) (*quic.Conn, error) {
			if q.at != "" {
				addr = q.at
			}
			var err error
			if socket, err = dialUDP(ctx, q.network, addr); err != nil {
				return nil, err
			}
			return socket.quic.Dial(ctx, socket.RemoteAddr(), t, c)
		},
	}
	end := func() {
		_ = tr.Close() // whatever was wanted of it is there, or will not come
		if socket != nil {
			_ = socket.quic.Close()
			_ = socket.Close()
		}
	}
	res, err := tr.RoundTrip(req)
	if err != nil {
		end()
		if errors.Is(err, syscall.ECONNREFUSED) && socket != nil { // by a write or a read, as it comes
			err = &net.OpError{Op: "dial", Net: "udp", Addr: socket.RemoteAddr(), Err: syscall.ECONNREFUSED}
		}
		return nil, err
	}
	res.Body = &lastBody{res.Body, end}
	return res, nil
}

// lastBody ends the connection that it came by.
type lastBody struct {
	io.ReadCloser
	end func()
}

func (b *lastBody) Close() error {
	err := b.ReadCloser.Close()
	b.end()
	return err
}

// socket is a UDP socket that is connected: where nobody listens, its system says
// so, as with TCP. It hides from quic-go that it could do more: of such a one,
// quic-go tells the standard log how large its buffers are.
type socket struct {
	packets
	udp  *net.UDPConn
	quic *quic.Transport
}

type packets interface {
	net.PacketConn
	RemoteAddr() net.Addr
	SetReadBuffer(int) error
	SetWriteBuffer(int) error
}

func dialUDP(ctx context.Context, network, addr string) (*socket, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	udp := conn.(*net.UDPConn) // as all networks are
	s := &socket{packets: udp, udp: udp}
	s.quic = &quic.Transport{Conn: s}
	return s, nil
}

// WriteTo sends to the one address that there is.
func (s *socket) WriteTo(b []byte, _ net.Addr) (int, error) { return s.udp.Write(b) }
