package peer

import (
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/netip"
	"sync"
)

// proxyHandler leads CONNECT to the port 443 of a home, and refuses all else.
func (e *Entrance) proxyHandler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := Arrival{By: ByProxy, From: r.RemoteAddr, Wanted: r.Method + " " + r.RequestURI}
		status := http.StatusForbidden
		host, port, err := net.SplitHostPort(r.Host)
		at := e.network.find(host)
		switch _, ip := netip.ParseAddr(host); {
		case r.Method != http.MethodConnect:
			a.Refused = "it is a request without TLS"
		case err != nil:
			a.Refused = "it names no host and port"
		case ip == nil && at == nil:
			a.Refused = "it names an address"
		case port != "443":
			a.Refused = "it names another port than 443"
		case at == nil:
			a.Refused, status = errNoSuchHost.Error(), http.StatusBadGateway
		case at.isDown():
			a.Refused, status = errDown.Error(), http.StatusBadGateway
		}
		e.network.arrived(a)
		if a.Refused != "" {
			if trap := e.network.trapsAt(hostname(r.Host)); trap != nil {
				trap.ServeHTTP(w, trapped(r))
				return
			}
			http.Error(w, "p2conform leads to its home servers, and nowhere else: "+a.Refused, status)
			return
		}
		conn, buffered, err := http.NewResponseController(w).Hijack()
		if err != nil {
			http.Error(w, "only HTTP/1.1 can be a tunnel", http.StatusHTTPVersionNotSupported)
			return
		}
		if _, err := io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
			_ = conn.Close() // nobody is there to tell
			return
		}
		e.tunnels.offer(&tunnel{Conn: conn, early: io.LimitReader(buffered, int64(buffered.Reader.Buffered()))})
	})
}

// trapped is a request to the proxy as a trap is to know it: what would come through
// a tunnel would be TLS.
func trapped(r *http.Request) *http.Request {
	if r.Method == http.MethodConnect {
		r = r.Clone(r.Context())
		r.TLS = &tls.ConnectionState{}
	}
	return r
}

// tunnel is a connection to a home through the proxy.
type tunnel struct {
	net.Conn
	// early is what was sent before the tunnel was there.
	early io.Reader
}

// Read reads what the visitor sends.
func (t *tunnel) Read(b []byte) (int, error) {
	if t.early != nil {
		if n, err := t.early.Read(b); err == nil {
			return n, nil
		}
		t.early = nil
	}
	return t.Conn.Read(b)
}

// tunnels is a listener for what comes through the proxy.
type tunnels struct {
	accept chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newTunnels() *tunnels {
	return &tunnels{accept: make(chan net.Conn), closed: make(chan struct{})}
}

func (t *tunnels) offer(c net.Conn) {
	select {
	case t.accept <- c:
	case <-t.closed:
		_ = c.Close() // it came too late
	}
}

// Accept waits for the next connection.
func (t *tunnels) Accept() (net.Conn, error) {
	select {
	case c := <-t.accept:
		return c, nil
	case <-t.closed:
		return nil, net.ErrClosed
	}
}

// Close ends Accept.
func (t *tunnels) Close() error {
	t.once.Do(func() { close(t.closed) })
	return nil
}

// Addr names the listener.
func (*tunnels) Addr() net.Addr { return inside{} }

type inside struct{}

func (inside) Network() string { return "tcp" }
func (inside) String() string  { return "the proxy" }
