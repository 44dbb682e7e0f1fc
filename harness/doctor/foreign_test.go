package doctor

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/target"
)

// What leads a target to home servers, what of it arrives there, and what to do.
func TestForeign(t *testing.T) {
	for name, c := range map[string]struct {
		// outbound is how the target looks for other home servers; nil for not at all.
		outbound func(*peer.Entrance) *http.Transport
		noWay    string
		state    State
		says     []string
		do       string
	}{
		"led": {
			outbound: func(e *peer.Entrance) *http.Transport { return proxied(t, e, e.Authority()) },
			state:    OK, says: []string{"led to names below peers.p2.example by the proxy http://127.0.0.1:", "what arrived: ", " got a token"},
		},
		"distrustful": {
			outbound: func(e *peer.Entrance) *http.Transport { return proxied(t, e, nil) },
			state:    Warn, says: []string{"it came as far as TLS, and ended that (remote error: tls: bad certificate)", "led nowhere, by TLS: a handshake: remote error: tls: bad certificate"},
			do: "SSL_CERT_FILE",
		},
		"nowhere": {
			state: Warn, says: []string{"nothing arrived", "nothing of it arrived by the proxy http://127.0.0.1:"}, do: "have it take the proxy that HTTPS_PROXY names",
		},
		"without TLS": {
			outbound: func(e *peer.Entrance) *http.Transport {
				tr := proxied(t, e, nil)
				tr.RegisterProtocol("https", insecure{proxied(t, e, nil)})
				return tr
			},
			state: Warn, says: []string{`it asked for "GET http://`, "which leads nowhere, since it is a request without TLS", "led nowhere, by proxy: GET http://"}, do: "at https://",
		},
		"no way": {noWay: "the wall is high", state: Skipped, says: []string{"no home server can run beside it: the wall is high"}},
	} {
		t.Run(name, func(t *testing.T) {
			n := peer.NewNetwork("", time.Now)
			e, err := n.Open(peer.Opening{Proxy: "127.0.0.1:0"})
			if err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			home := &homeserver.Server{}
			if c.outbound != nil {
				tr := c.outbound(e)
				defer tr.CloseIdleConnections()
				home.Outbound = tr
			}
			tg := at(t, plain(t, home), nil)
			tg.Domain, tg.DomainGiven = homeserver.DefaultDomain, true
			tg.Peers, tg.PeersBy = n, e.String()
			if c.noWay != "" {
				tg.Peers, tg.NoPeers = nil, c.noWay
			}
			r := look(t, Options{Target: tg})
			s := of(t, r, "foreign-login")
			found := strings.Join(s.Found, "\n")
			for _, says := range c.says {
				if !strings.Contains(found, says) {
					t.Errorf("it does not say %q", says)
				}
			}
			if s.State != c.state || !strings.Contains(s.Do, c.do) || r.Outcome != Ready {
				t.Errorf("%s, %s, to do: %s", s.State, r.Outcome, s.Do)
			}
			if t.Failed() {
				t.Log(found)
			}
		})
	}
}

// In this process nothing has to be led anywhere.
func TestForeignInProcess(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	s := of(t, look(t, Options{Target: e.Target}), "foreign-login")
	if s.State != OK || !strings.Contains(strings.Join(s.Found, "\n"), "in this process") {
		t.Errorf("%+v", s)
	}
}

// proxied goes by the proxy of an entrance, and trusts what it is given.
func proxied(t *testing.T, e *peer.Entrance, trusted []byte) *http.Transport {
	t.Helper()
	u, err := url.Parse(e.Proxy())
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(trusted)
	return &http.Transport{Proxy: http.ProxyURL(u), TLSClientConfig: &tls.Config{RootCAs: roots}, DisableKeepAlives: true}
}

// insecure forgets TLS.
type insecure struct{ *http.Transport }

func (i insecure) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme = "http"
	return i.Transport.RoundTrip(r)
}
