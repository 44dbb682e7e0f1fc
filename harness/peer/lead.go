package peer

import (
	"fmt"
	"net/http"
	"strings"
)

// real is a home server that is none of the harness's.
type real struct{ http.Handler }

func (real) isDown() bool { return false }

// Lead gives a home server that is none of the harness's a name in the network: what
// is asked of the host there is handed to h.
func (n *Network) Lead(host string, h http.Handler) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	host = strings.ToLower(host)
	if n.hosts[host] != nil {
		return fmt.Errorf("the name %s is taken", host)
	}
	n.hosts[host] = real{h}
	return nil
}
