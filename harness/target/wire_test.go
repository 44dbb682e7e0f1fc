package target_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

// An embedded server is asked in each version of HTTP and of IP, over sockets and
// in memory alike.
func TestOver(t *testing.T) {
	var told homeserver.Behaviour
	told.WellKnown = func(r *http.Request) any { return r.Proto + " from " + r.RemoteAddr }
	for _, inMemory := range []bool{false, true} {
		e := start(t, target.EmbeddedOptions{Behaviour: told, InMemory: inMemory})
		for _, tc := range []struct {
			wire         client.Wire
			proto, among string
		}{
			{client.Wire{}, "HTTP/1.1", "127.0.0.1:"},
			{client.Wire{HTTP: 1}, "HTTP/1.1", "127.0.0.1:"},
			{client.Wire{HTTP: 2}, "HTTP/2.0", "127.0.0.1:"},
			{client.Wire{IP: 4}, "HTTP/1.1", "127.0.0.1:"},
			{client.Wire{IP: 6}, "HTTP/1.1", "[::1]:"},
		} {
			c := e.NewClient(nil).Over(e.Over(tc.wire))
			res := c.Do(t.Context(), client.Request{Method: http.MethodGet, Path: "/.well-known/polyproto-core"})
			if res.Err != nil || res.Exchange.Proto != tc.proto || !strings.HasPrefix(string(res.Body), `"`+tc.proto+" from "+tc.among) {
				t.Errorf("in memory: %t, over %+v: %s %s, error %v", inMemory, tc.wire, res.Exchange.Proto, res.Body, res.Err)
			}
		}
	}
}
