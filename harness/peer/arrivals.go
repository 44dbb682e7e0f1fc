package peer

import (
	"slices"
	"time"
)

// Arrival is something of the target's that reached the network, on the way to a
// home.
type Arrival struct {
	At time.Time
	// By is the way that it took: one of ByProxy, ByDNS, ByTLS and ByProcess.
	By string
	// From is the address that it came from; empty in this process.
	From string
	// Wanted is as in "CONNECT a.example:443", "A a.example" or "a.example".
	Wanted string
	// Refused is why it was led nowhere; empty where it was led to a home.
	Refused string
}

// What an arrival may come by.
const (
	ByProxy   = "proxy"
	ByDNS     = "DNS"
	ByTLS     = "TLS"
	ByProcess = "this process"
)

// Handshake is what an arrival wanted that ended in the middle of TLS.
const Handshake = "a handshake"

// mostArrivals is how many arrivals are remembered: the last ones.
const mostArrivals = 4096

func (n *Network) arrived(a Arrival) {
	a.At = time.Now()
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.arrivals) == mostArrivals {
		n.arrivals = slices.Delete(n.arrivals, 0, mostArrivals/2)
	}
	n.arrivals = append(n.arrivals, a)
}

// Arrivals are what reached the network, in its order; of many, the last. What is
// found in this process is none, as long as it is led to a home.
func (n *Network) Arrivals() []Arrival {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.arrivals)
}

// Strays are the arrivals that were led nowhere: for names that no home has, for
// addresses, for other ports and without TLS.
func (n *Network) Strays() []Arrival {
	return slices.DeleteFunc(n.Arrivals(), func(a Arrival) bool { return a.Refused == "" })
}
