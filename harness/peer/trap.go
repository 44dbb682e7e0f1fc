package peer

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// Trap is addresses at which a home server has nothing to look for: those of its own
// machine and of the network around it. What arrives there is counted, and written
// into the log. It is no home server: nothing that it answers proves anything.
type Trap struct {
	log   *client.Log
	hosts []string // as the network knows them; the network's to guard

	mu     sync.Mutex
	visits []*client.Exchange
}

// NewTrap catches what is asked of hosts in any spelling of theirs, at any port and
// by any scheme. Where two traps have the same host, both catch it.
func (n *Network) NewTrap(log *client.Log, hosts ...string) *Trap {
	t := &Trap{log: log}
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, host := range hosts {
		host = canonical(host)
		if !slices.Contains(t.hosts, host) {
			n.traps[host] = append(n.traps[host], t)
			t.hosts = append(t.hosts, host)
		}
	}
	return t
}

// Spring takes a trap out of the network.
func (n *Network) Spring(t *Trap) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, host := range t.hosts {
		n.traps[host] = slices.DeleteFunc(n.traps[host], func(other *Trap) bool { return other == t })
		if len(n.traps[host]) == 0 {
			delete(n.traps, host)
		}
	}
	t.hosts = nil
}

// trapsAt answers at a host that is in traps; nil for any other.
func (n *Network) trapsAt(host string) http.Handler {
	n.mu.Lock()
	defer n.mu.Unlock()
	traps := slices.Clone(n.traps[canonical(host)])
	if len(traps) == 0 {
		return nil
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, t := range traps {
			t.catch(r)
		}
		http.NotFound(w, r) // which proves nothing
	})
}

// catch counts a request.
func (t *Trap) catch(r *http.Request) {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	e := &client.Exchange{
		Request: client.Request{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone()},
		URL:     &url.URL{Scheme: scheme, Host: r.Host, Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery},
		At:      r.Host + " (no home server)", Proto: r.Proto, Started: time.Now(), Status: http.StatusNotFound,
	}
	t.mu.Lock()
	t.visits = append(t.visits, e)
	t.mu.Unlock()
	t.log.Record(e)
}

// Visits are the requests that arrived.
func (t *Trap) Visits() []*client.Exchange {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.visits)
}

// canonical is a host as the network knows it: an address in its usual spelling,
// whatever spelling it had, and a name in lower case.
func canonical(host string) string {
	host = strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
	if a, err := netip.ParseAddr(host); err == nil {
		return a.Unmap().WithZone("").String()
	}
	if a, ok := looseIPv4(host); ok {
		return a.String()
	}
	return host
}

// looseIPv4 reads an IPv4 address as the resolvers of C do: one to four numbers,
// each decimal, octal or hexadecimal, of which the last fills what is left.
func looseIPv4(host string) (netip.Addr, bool) {
	parts := strings.Split(host, ".")
	if len(parts) > net.IPv4len {
		return netip.Addr{}, false
	}
	var address uint64
	for i, part := range parts {
		bits, shift := 8, 8*(3-i)
		if i == len(parts)-1 {
			bits, shift = 8*(net.IPv4len-i), 0
		}
		v, err := strconv.ParseUint(part, 0, bits)
		if err != nil || strings.ContainsAny(part, "_bo+") {
			return netip.Addr{}, false
		}
		address |= v << shift
	}
	return netip.AddrFrom4([4]byte{byte(address >> 24), byte(address >> 16), byte(address >> 8), byte(address)}), true
}
