// Package peer is the home servers that the harness runs itself, so that a target
// has somebody to federate with.
//
// A Home belongs to one check: no other has its name, its keys or its actors. It is
// honest until the check has it misbehave, and writes all that reaches it into the
// check's log. A Network gives the homes their names, and leads the target to them.
package peer

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/inmemory"
)

// DefaultSuffix ends the names of homes where nobody wants another one. It is a
// name that is reserved for examples, so that a request which goes astray harms
// nobody.
const DefaultSuffix = "peers.p2.example"

// Network is the homes of one run, by their names.
type Network struct {
	suffix string
	now    func() time.Time
	hands  *inmemory.Hands

	mu        sync.Mutex
	hosts     map[string]resident // by host name in lower case, without a port
	doors     map[string]door     // where a host is asked; those that are not here have the usual one
	traps     map[string][]*Trap  // by canonical host
	arrivals  []Arrival
	entrances []*Entrance
}

// resident is what has a name in a network.
type resident interface {
	http.Handler
	isDown() bool
}

// rootAge is how old the key of a home is: its ID-Certs begin later, and a target whose
// clock is slow finds it valid.
const rootAge = time.Hour

// NewNetwork makes one without homes. Names end with suffix; empty is
// DefaultSuffix. The homes' clocks show what now says: the target's time.
func NewNetwork(suffix string, now func() time.Time) *Network {
	if suffix == "" {
		suffix = DefaultSuffix
	}
	return &Network{
		suffix: suffix, now: now, hosts: map[string]resident{}, doors: map[string]door{}, traps: map[string][]*Trap{},
	}
}

// Name is the host name with a first label.
func (n *Network) Name(label string) string { return label + "." + n.suffix }

// NewHome runs a home server of a name that nobody has: label is what stands
// before the suffix: letters and digits, and dots between them. Random makes its keys, and log is told of what reaches it.
// It is a right one but for the changes.
func (n *Network) NewHome(label string, random io.Reader, log *client.Log, changes ...Change) (*Home, error) {
	h := &Home{Domain: n.Name(label), network: n, log: log}
	b := homeserver.Behaviour{Rewrite: h.rewritten, CacheWindow: h.cacheWindow}
	for _, change := range changes {
		change(&b)
	}
	h.Server = &homeserver.Server{Domain: h.Domain, Now: n.now, Random: random, RootAge: rootAge, Behaviour: b}
	if err := h.Server.Start(); err != nil {
		return nil, fmt.Errorf("start the home server %s: %w", h.Domain, err)
	}
	return h, n.join(h.Domain, h, usualDoor)
}

// join lets a home be found under a host name.
func (n *Network) join(host string, h *Home, d door) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.hosts[host] != nil {
		return fmt.Errorf("the name %s is taken", host)
	}
	n.hosts[host] = h
	if d != usualDoor {
		n.doors[host] = d
	}
	h.hosts = append(h.hosts, host)
	return nil
}

// At is the home with a host name, or nil.
func (n *Network) At(host string) *Home {
	h, _ := n.find(host).(*Home)
	return h
}

// find is what has a host name, of which a port and a final dot are no part; nil for
// nothing.
func (n *Network) find(host string) resident {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.hosts[strings.ToLower(strings.TrimSuffix(hostname(host), "."))]
}

// Suffix ends the names of all homes.
func (n *Network) Suffix() string { return n.suffix }

// Entrances are where targets that are not in this process get in.
func (n *Network) Entrances() []*Entrance {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.entrances)
}

// Leave takes a home out of the network: nobody reaches it any more.
func (n *Network) Leave(h *Home) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, host := range h.hosts {
		delete(n.hosts, host)
		delete(n.doors, host)
	}
	h.hosts = nil
}

// errNoSuchHost is what who looks for a name that nobody has is told.
var errNoSuchHost = errors.New("no such host")

// RoundTrip leads requests of a target in this process to the homes, without a
// socket, as if DNS and TLS were there: nothing else can be reached.
func (n *Network) RoundTrip(r *http.Request) (*http.Response, error) {
	h := n.find(r.URL.Host)
	stray := func(why string) {
		n.arrived(Arrival{By: ByProcess, Wanted: r.Method + " " + r.URL.Redacted(), Refused: why})
	}
	if h == nil {
		if traps := n.trapsAt(r.URL.Hostname()); traps != nil {
			return inmemory.Transport{Handler: traps, Hands: n.hands}.RoundTrip(r)
		}
		stray(errNoSuchHost.Error())
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: fmt.Errorf("lookup %s: %w", r.URL.Hostname(), errNoSuchHost)}
	}
	if !n.Opens(r.URL) {
		stray("nobody is asked by that scheme at that port")
	}
	if h.isDown() || !n.Opens(r.URL) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	}
	if home, ok := h.(*Home); ok && home.isSilent() { // nobody has to wait for what is known here
		home.visitedInVain(r)
		return nil, &net.OpError{Op: "read", Net: "tcp", Err: os.ErrDeadlineExceeded}
	}
	return inmemory.Transport{Handler: h, Hands: n.hands}.RoundTrip(r)
}
