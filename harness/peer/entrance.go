package peer

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"
)

// Opening says where a network is open to targets that are not in this process. At
// least one of TLS and Proxy is given.
type Opening struct {
	// TLS is the HOST:PORT where all homes answer; who finds them by their names
	// needs the port 443. Empty for by the proxy alone.
	TLS string
	// Proxy is the HOST:PORT of a forward proxy that leads to the homes, and nowhere
	// else.
	Proxy string
	// DNS is the HOST:PORT of a name server, over UDP and TCP, that has the names of
	// the homes, and no others. It needs TLS.
	DNS string
	// Address is what the name server answers; default the host of TLS.
	Address netip.Addr
	// Certificate is shown for all names; default one of the run's own authority for
	// each.
	Certificate *tls.Certificate
}

// Entrance is where a network is open. It is closed by Close.
type Entrance struct {
	network *Network
	opening Opening
	ca      *authority // nil where a certificate was given

	tls      *http.Server
	proxy    *http.Server
	names    *nameServer
	tunnels  *tunnels
	tlsAddr  net.Addr
	proxyURL string
	serving  sync.WaitGroup
}

// Open lets targets in that are not in this process.
func (n *Network) Open(o Opening) (*Entrance, error) {
	if o.TLS == "" && o.Proxy == "" || o.DNS != "" && o.TLS == "" {
		return nil, errors.New("no address to be found at is given")
	}
	e := &Entrance{network: n, opening: o, tunnels: newTunnels()}
	if o.Certificate == nil {
		var err error
		if e.ca, err = newAuthority(); err != nil {
			return nil, fmt.Errorf("make an authority for TLS: %w", err)
		}
	}
	e.tls = &http.Server{
		Handler: http.HandlerFunc(n.serveSecure), TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: e.certificate},
		ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: log.New(&handshakes{n}, "", 0),
	}
	if err := e.listen(); err != nil {
		return nil, errors.Join(err, e.Close())
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.entrances = append(n.entrances, e)
	return e, nil
}

// listen begins to serve at all addresses of the opening.
func (e *Entrance) listen() error {
	e.serving.Go(func() { _ = e.tls.ServeTLS(e.tunnels, "", "") }) // it ends when it is closed
	if e.opening.TLS != "" {
		l, err := net.Listen("tcp", e.opening.TLS)
		if err != nil {
			return fmt.Errorf("serve the home servers: %w", err)
		}
		e.tlsAddr = l.Addr()
		e.serving.Go(func() { _ = e.tls.ServeTLS(l, "", "") })
	}
	if e.opening.Proxy != "" {
		l, err := net.Listen("tcp", e.opening.Proxy)
		if err != nil {
			return fmt.Errorf("serve a proxy to the home servers: %w", err)
		}
		e.proxyURL = "http://" + l.Addr().String()
		e.proxy = &http.Server{Handler: e.proxyHandler(), ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(&handshakes{}, "", 0)}
		e.serving.Go(func() { _ = e.proxy.Serve(l) })
	}
	if e.opening.DNS != "" {
		at := e.opening.Address
		if !at.IsValid() {
			at = e.tlsAddr.(*net.TCPAddr).AddrPort().Addr().Unmap()
		}
		var err error
		if e.names, err = serveNames(e.network, e.opening.DNS, at); err != nil {
			return fmt.Errorf("serve the names of the home servers: %w", err)
		}
	}
	return nil
}

// Close ends all connections, and returns when nothing of the entrance is left that
// listens.
func (e *Entrance) Close() error {
	n := e.network
	n.mu.Lock()
	for i, other := range n.entrances {
		if other == e {
			n.entrances = append(n.entrances[:i:i], n.entrances[i+1:]...)
			break
		}
	}
	n.mu.Unlock()
	var errs []error
	if e.names != nil {
		errs = append(errs, e.names.close())
	}
	if e.proxy != nil {
		errs = append(errs, e.proxy.Close())
	}
	errs = append(errs, e.tls.Close(), e.tunnels.Close())
	e.serving.Wait()
	return errors.Join(errs...)
}

// Authority is the certificate, in PEM, that a target has to trust; empty where it
// was given another.
func (e *Entrance) Authority() []byte {
	if e.ca == nil {
		return nil
	}
	return e.ca.PEM()
}

// Proxy is the URL of the proxy; empty for none.
func (e *Entrance) Proxy() string { return e.proxyURL }

// TLS is where the homes answer; nil for by the proxy alone.
func (e *Entrance) TLS() net.Addr { return e.tlsAddr }

// DNS is where the name server answers; nil for none.
func (e *Entrance) DNS() net.Addr {
	if e.names == nil {
		return nil
	}
	return e.names.addr
}

// String says in words how a target is led through the entrance.
func (e *Entrance) String() string {
	var ways []string
	if e.proxyURL != "" {
		ways = append(ways, "by the proxy "+e.proxyURL)
	}
	switch {
	case e.names != nil:
		ways = append(ways, fmt.Sprintf("by the name server at %s, to TLS at %s", e.names.addr, e.tlsAddr))
	case e.tlsAddr != nil:
		ways = append(ways, fmt.Sprintf("by names below %s that lead to TLS at %s", e.network.suffix, e.tlsAddr))
	}
	return strings.Join(ways, "; ")
}

// certificate is that of the home which a connection wants. There is none for names
// that nobody has, and no connection to a home that is down.
func (e *Entrance) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	host := strings.ToLower(hello.ServerName)
	a := Arrival{By: ByTLS, From: hello.Conn.RemoteAddr().String(), Wanted: host}
	switch r := e.network.find(host); {
	case host == "":
		a.Refused = errNoName.Error()
	case r == nil:
		a.Refused = errNoSuchHost.Error()
	case r.isDown():
		a.Refused = errDown.Error()
		reset(hello.Conn)
	}
	e.network.arrived(a)
	if a.Refused != "" {
		return nil, errors.New(a.Refused)
	}
	if e.opening.Certificate != nil {
		return e.opening.Certificate, nil
	}
	return e.ca.issue(host, e.network.now())
}

// errNoName is what who names no host in TLS is told.
var errNoName = errors.New("it named no host (SNI)")

// errDown is what who looks for a home that is down is told.
var errDown = errors.New("the home server is down")

// reset ends a connection as a machine does on which nobody listens.
func reset(c net.Conn) {
	if t, ok := c.(*tunnel); ok {
		c = t.Conn
	}
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // it is closed in any case
	}
	_ = c.Close()
}

// serveSecure answers as the home with the host name of the request.
func (n *Network) serveSecure(w http.ResponseWriter, r *http.Request) {
	at := n.find(r.Host)
	switch {
	case at == nil:
		n.arrived(Arrival{By: ByTLS, From: r.RemoteAddr, Wanted: r.Host, Refused: errNoSuchHost.Error()})
		w.WriteHeader(http.StatusMisdirectedRequest)
	case at.isDown():
		panic(http.ErrAbortHandler) // of a connection that was there before
	default:
		// What a check has the home do may last; it ends with the entrance.
		at.ServeHTTP(w, r)
	}
}

// handshakes takes what net/http has to say, of which handshakes that failed are
// arrivals.
type handshakes struct{ network *Network }

func (h *handshakes) Write(line []byte) (int, error) {
	if rest, ok := strings.CutPrefix(string(line), "http: TLS handshake error from "); ok && h.network != nil {
		from, why, _ := strings.Cut(strings.TrimSpace(rest), ": ")
		ours := slices.ContainsFunc([]error{errNoName, errNoSuchHost, errDown}, func(err error) bool { return why == err.Error() })
		if !ours { // or it is there already
			h.network.arrived(Arrival{By: ByTLS, From: from, Wanted: Handshake, Refused: why})
		}
	}
	return len(line), nil
}

// closing is how long a part of an entrance may take to end.
const closing = 5 * time.Second

func closingContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), closing)
}
