package peer

import (
	"net"
	"net/url"
	"strings"
)

// door is how a host is spoken to.
type door struct {
	scheme string
	port   string // empty is the scheme's own
}

// usualDoor is that of a home whose address nobody says: FIDs have no port.
var usualDoor = door{scheme: "https"}

// url is an address behind the door, without a path.
func (d door) url(host string) string {
	if d.port != "" {
		host = net.JoinHostPort(host, d.port)
	}
	return d.scheme + "://" + host
}

// usualPorts are those of the schemes.
var usualPorts = map[string]string{"https": "443", "http": "80"}

func portOf(scheme, port string) string {
	if port == "" {
		return usualPorts[scheme]
	}
	return port
}

// Opens reports whether the host of an address is asked there, by that scheme and at
// that port.
func (n *Network) Opens(u *url.URL) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	d, ok := n.doors[strings.ToLower(u.Hostname())]
	if !ok {
		d = usualDoor
	}
	return u.Scheme == d.scheme && portOf(u.Scheme, u.Port()) == portOf(d.scheme, d.port)
}

// hostname is a host without its port.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		return name
	}
	return host
}
