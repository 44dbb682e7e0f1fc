package target

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"sync"
	"syscall"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/fixtures/secure"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/inmemory"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/openapi"
)

// Embedded is the reference home server, running in this process.
type Embedded struct {
	*Target
	// Operator does to it what needs no HTTP; nil for what Serve describes.
	Operator driver.Operator
	server   *http.Server
	done     chan struct{}
	ended    error           // why it stopped serving, once done is closed
	hands    *inmemory.Hands // nil where requests come through a socket

	mu  sync.Mutex
	tls *secure.Server // which serves TLS; nil until that is asked for
}

// EmbeddedOptions choose a reference server.
type EmbeddedOptions struct {
	// Seed makes the server's keys, tokens and serials.
	Seed int64
	// Start is what the server's clock shows when it starts; zero is now.
	Start time.Time
	// Still stops the clock at Start: only what it is advanced by moves it.
	Still bool
	// Recurring has the server draw the same for the same requests, in whatever order
	// they come.
	Recurring bool
	// Behaviour is what it does differently; the zero value conforms.
	Behaviour homeserver.Behaviour
	// Trace is told which entries of Behaviour are called; nil for nobody.
	Trace *homeserver.Trace
	// Asks stands between the server and the other home servers that it asks; nil for
	// nothing.
	Asks func(http.RoundTripper) http.RoundTripper
	// API is the version of the API document that exchanges are held against;
	// default the newest.
	API string
	// Memory is of keys and signatures that other servers had before; nil makes
	// them all anew.
	Memory *idcert.Memory
	// InMemory hands requests over in this process, without a socket.
	InMemory bool
}

// Admin's account on every embedded server.
const (
	embeddedAdmin    = "admin"
	embeddedPassword = "correct horse battery staple"
)

// peerTimeout is how long the embedded server waits for a home server in the same
// process: one that is silent says so at once there, and another may be slow on a busy
// machine.
const peerTimeout = 10 * time.Second

// StartEmbedded starts a reference server on a loopback port.
func StartEmbedded(o EmbeddedOptions) (*Embedded, error) {
	clock := &steppingClock{}
	if !o.Start.IsZero() {
		clock.offset = time.Until(o.Start)
		if o.Still {
			clock.still, clock.offset = o.Start, 0
		}
	}
	var seed [32]byte
	for i := range 8 {
		seed[i] = byte(o.Seed >> (8 * i))
	}
	home := &homeserver.Server{
		Now: clock.Now, Random: rand.NewChaCha8(seed), Admins: []string{embeddedAdmin}, Behaviour: o.Behaviour,
		Memory: o.Memory, HTTP3: true, Timeout: peerTimeout, Recurring: o.Recurring, Trace: o.Trace,
	}
	peers := peer.NewNetwork("", clock.Now)
	if home.Outbound = peers; o.Asks != nil {
		home.Outbound = o.Asks(peers)
	}
	if err := home.Start(); err != nil {
		return nil, fmt.Errorf("start the reference server: %w", err)
	}
	api, err := openapi.Load(cmp.Or(o.API, openapi.Newest))
	if err != nil {
		return nil, fmt.Errorf("load the API document: %w", err)
	}
	e, err := Serve(home, "the reference home server")
	if err != nil {
		return nil, err
	}
	e.API, e.Memory = api, o.Memory
	e.secured = sync.OnceValues(func() (*Secured, error) { return e.startTLS(home) })
	if o.InMemory {
		e.hands = inmemory.NewHands()
		e.HTTP.Transport = inmemory.Transport{Handler: home, Hands: e.hands}
		e.secured = func() (*Secured, error) {
			return &Secured{URL: &url.URL{Scheme: "https", Host: e.URL.Host}, HTTP: e.HTTP}, nil
		}
	}
	e.Domain, e.DomainGiven, e.Clock = home.Domain, true, clock
	e.Operator = operator{home, clock}
	e.Posts = driver.Reference{Operator: e.Operator}
	e.Peers = peers
	e.Destructive, e.Racing, e.Embedded = true, true, true
	e.Admin = &Admin{LocalName: embeddedAdmin, Password: embeddedPassword}
	return e, nil
}

// Serve puts a handler on a loopback port and describes it as a target that is
// held against the newest API document.
func Serve(h http.Handler, name string) (*Embedded, error) {
	api, err := openapi.Load(openapi.Newest)
	if err != nil {
		return nil, fmt.Errorf("load the API document: %w", err)
	}
	listeners, err := listen()
	if err != nil {
		return nil, fmt.Errorf("listen on a loopback port: %w", err)
	}
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetUnencryptedHTTP2(true)
	e := &Embedded{
		Target: &Target{
			Name: name,
			URL:  &url.URL{Scheme: "http", Host: listeners[0].Addr().String()},
			HTTP: client.NewHTTP(client.Options{}),
			API:  api,
			// No server of ours counts requests by real time.
			Pause: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		},
		server: &http.Server{
			Handler: h, Protocols: protocols, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0),
		},
		done: make(chan struct{}),
	}
	if len(listeners) == 1 {
		e.withoutIPv6 = h
	}
	e.serve(listeners)
	return e, nil
}

// startTLS serves the same handler with TLS as well, at another port.
func (e *Embedded) startTLS(h http.Handler) (*Secured, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	s, err := secure.Start("127.0.0.1:0", h)
	if err != nil {
		return nil, fmt.Errorf("serve the reference server with TLS: %w", err)
	}
	e.tls = s
	pool := x509.NewCertPool()
	pool.AddCert(s.Cert)
	return &Secured{
		URL:  &url.URL{Scheme: "https", Host: s.Addr.String()},
		HTTP: client.NewHTTP(client.Options{TLS: &tls.Config{RootCAs: pool}}),
	}, nil
}

// serve answers on each listener until the server is closed.
func (e *Embedded) serve(listeners []net.Listener) {
	ends := make([]error, len(listeners))
	var wg sync.WaitGroup
	for i, l := range listeners {
		wg.Go(func() {
			if err := e.server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				ends[i] = fmt.Errorf("%s ended early: %w", e.Name, err)
			}
		})
	}
	go func() {
		defer close(e.done)
		wg.Wait()
		e.ended = errors.Join(ends...)
	}()
}

// listen opens one port of both loopback addresses; that of IPv4 is first, and
// alone where this machine has no IPv6.
func listen() ([]net.Listener, error) {
	var last error
	for range 20 { // the port may be in use on the other address
		l4, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		_, port, _ := net.SplitHostPort(l4.Addr().String()) // it is of our own making
		l6, err := net.Listen("tcp6", net.JoinHostPort("::1", port))
		switch {
		case err == nil:
			return []net.Listener{l4, l6}, nil
		case !errors.Is(err, syscall.EADDRINUSE):
			return []net.Listener{l4}, nil
		}
		last = err
		_ = l4.Close() // another one is opened
	}
	return nil, last
}

// Close ends the server, without waiting for requests under way. The error may
// be that it ended before.
func (e *Embedded) Close() error {
	e.HTTP.CloseIdleConnections()
	e.hands.Rest()
	err := e.server.Close()
	<-e.done
	return errors.Join(err, e.ended, e.endTLS(func(s *secure.Server) error { return s.Close() }))
}

// Shutdown ends the server when the requests under way are answered.
func (e *Embedded) Shutdown(ctx context.Context) error {
	return errors.Join(e.server.Shutdown(ctx), e.endTLS(func(s *secure.Server) error { return s.Shutdown(ctx) }))
}

func (e *Embedded) endTLS(end func(*secure.Server) error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.tls
	if e.tls = nil; s == nil {
		return nil
	}
	return end(s)
}

// steppingClock is the real time plus what it was advanced by.
type steppingClock struct {
	mu     sync.Mutex
	offset time.Duration
	still  time.Time // zero for a clock that runs
}

func (c *steppingClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.still.IsZero() {
		return c.still.Add(c.offset)
	}
	return time.Now().Add(c.offset)
}

func (c *steppingClock) set(to time.Time) { c.Advance(to.Sub(c.Now())) }

func (c *steppingClock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset += d
}
