package peer

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/miekg/dns"

	"github.com/p2conform/p2conform/harness/client"
)

const anyPort = "127.0.0.1:0"

// opened is a network with one home, alice's, and an entrance; both are gone with
// the test, or it fails.
func opened(t *testing.T, o Opening) (*Network, *Home, *Entrance) {
	t.Helper()
	n := NewNetwork("", time.Now)
	h, err := n.NewHome("alice", rand.Reader, &client.Log{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := n.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		if len(n.Entrances()) != 0 {
			t.Error("the network still has an entrance that is closed")
		}
		nothingRuns(t)
	})
	return n, h, e
}

// nothingRuns waits until no goroutine has anything of this package left, but for
// the test's own.
func nothingRuns(t *testing.T) {
	t.Helper()
	late := time.NewTimer(5 * time.Second)
	defer late.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		stacks := make([]byte, 1<<20)
		var left []string
		for _, g := range strings.Split(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
			if !strings.Contains(g, "testing.tRunner") && (strings.Contains(g, "harness/peer.") || strings.Contains(g, "net/http.(*conn)")) {
				left = append(left, g)
			}
		}
		if len(left) == 0 {
			return
		}
		select {
		case <-tick.C:
		case <-late.C:
			t.Fatalf("still running:\n%s", strings.Join(left, "\n\n"))
		}
	}
}

// visitor is a client that trusts the entrance's authority, and goes by its proxy.
func visitor(t *testing.T, e *Entrance, change func(*http.Transport)) *http.Client {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(e.Authority())
	tr := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	if e.Proxy() != "" {
		u, err := url.Parse(e.Proxy())
		if err != nil {
			t.Fatal(err)
		}
		tr.Proxy = http.ProxyURL(u)
	}
	if change != nil {
		change(tr)
	}
	t.Cleanup(tr.CloseIdleConnections)
	return &http.Client{Transport: tr, Timeout: 10 * time.Second}
}

// get returns the status of an answer, its version of HTTP and its body.
func get(t *testing.T, c *http.Client, url string) (int, int, string, error) {
	t.Helper()
	res, err := c.Get(url)
	if err != nil {
		return 0, 0, "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return res.StatusCode, res.ProtoMajor, string(body), err
}

// serverCertPath is answered by every home.
const serverCertPath = "/.p2/core/v1/idcert/server"

// Homes are found through the proxy, with HTTP/2 and HTTP/1.1, and with the run's
// authority alone.
func TestProxy(t *testing.T) {
	n, h, e := opened(t, Opening{Proxy: anyPort})
	at := "https://" + h.Domain + serverCertPath
	for version, change := range map[int]func(*http.Transport){2: nil, 1: func(tr *http.Transport) { tr.ForceAttemptHTTP2 = false }} {
		status, got, body, err := get(t, visitor(t, e, change), at)
		if err != nil || status != 200 || got != version || !strings.Contains(body, "idCertPem") {
			t.Errorf("HTTP/%d: %d over HTTP/%d, %v: %s", version, status, got, err, body)
		}
	}
	if got := h.Asked(serverCertPath); got != 2 {
		t.Errorf("the home has %d visits, want 2", got)
	}
	// A host of its own makes a certificate of its own.
	host, err := h.MoveTo("elsewhere")
	if err != nil {
		t.Fatal(err)
	}
	if status, _, _, err := get(t, visitor(t, e, nil), "https://"+host+serverCertPath); err != nil || status != 200 {
		t.Errorf("under its other name the home answers %d, %v", status, err)
	}
	if strays := n.Strays(); len(strays) != 0 {
		t.Errorf("all went well, and there are strays: %+v", strays)
	}
	_, _, _, err = get(t, visitor(t, e, func(tr *http.Transport) { tr.TLSClientConfig.RootCAs = x509.NewCertPool() }), at)
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) {
		t.Errorf("without the authority: %v", err)
	}
	eventually(t, n, ByTLS, Handshake, "bad certificate")
}

// eventually waits for a stray.
func eventually(t *testing.T, n *Network, by, wanted, why string) {
	t.Helper()
	late := time.NewTimer(5 * time.Second)
	defer late.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for {
		for _, a := range n.Strays() {
			if a.By == by && strings.HasPrefix(a.Wanted, wanted) && strings.Contains(a.Refused, why) {
				return
			}
		}
		select {
		case <-tick.C:
		case <-late.C:
			t.Fatalf("no stray by %s that wanted %q, refused for %q: %+v", by, wanted, why, n.Strays())
		}
	}
}

// What leads to no home is refused, and remembered.
func TestStrays(t *testing.T) {
	outside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("somebody outside was asked")
	}))
	defer outside.Close()
	secure := httptest.NewTLSServer(outside.Config.Handler)
	defer secure.Close()
	n, h, e := opened(t, Opening{Proxy: anyPort, TLS: anyPort})
	c := visitor(t, e, nil)
	for _, one := range []struct{ url, wanted, why string }{
		{"https://nobody." + DefaultSuffix, "CONNECT nobody." + DefaultSuffix + ":443", "no such host"},
		{"https://p2.example", "CONNECT p2.example:443", "no such host"},
		{"https://" + h.Domain + ":8443", "CONNECT " + h.Domain + ":8443", "another port"},
		{secure.URL, "CONNECT 127.0.0.1:", "an address"},
		{"https://[::1]", "CONNECT [::1]:443", "an address"},
		{"https://169.254.169.254", "CONNECT 169.254.169.254:443", "an address"},
	} {
		if _, _, _, err := get(t, c, one.url); err == nil {
			t.Errorf("%s was led somewhere", one.url)
		}
		eventually(t, n, ByProxy, one.wanted, one.why)
	}
	for _, plain := range []string{"http://" + h.Domain + "/x", outside.URL} {
		if status, _, body, err := get(t, c, plain); err != nil || status != http.StatusForbidden || !strings.Contains(body, "without TLS") {
			t.Errorf("%s: %d %q, %v", plain, status, body, err)
		}
		eventually(t, n, ByProxy, "GET "+plain, "without TLS")
	}
	if visits := h.Visits(); len(visits) != 0 {
		t.Errorf("the home has %d visits", len(visits))
	}
	// At the socket, too, only who names a home is let in.
	for name, why := range map[string]string{"": "named no host", "p2.example": "no such host"} {
		conn, err := tls.Dial("tcp", e.TLS().String(), &tls.Config{ServerName: name, InsecureSkipVerify: true})
		if err == nil {
			_ = conn.Close()
			t.Errorf("a handshake for %q came about", name)
		}
		eventually(t, n, ByTLS, name, why)
	}
	for _, a := range n.Strays() {
		if a.Wanted == Handshake {
			t.Errorf("what was refused for its name counts as a handshake, too: %+v", a)
		}
	}
}

// A home that is down is reached in no way, not even over a connection that was
// there before, and afterwards again.
func TestDown(t *testing.T) {
	n, h, e := opened(t, Opening{Proxy: anyPort, TLS: anyPort})
	at := "https://" + h.Domain + serverCertPath
	direct := func(tr *http.Transport) {
		tr.Proxy = nil
		tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, e.TLS().String())
		}
	}
	old := visitor(t, e, direct)
	if _, _, _, err := get(t, old, at); err != nil {
		t.Fatal(err)
	}
	h.Down(true)
	_, _, _, err := get(t, visitor(t, e, direct), at)
	if !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) {
		t.Errorf("a new connection: %v", err)
	}
	if _, _, _, err := get(t, old, at); err == nil {
		t.Error("over the old connection it still answers")
	}
	if _, _, _, err := get(t, visitor(t, e, nil), at); err == nil || !strings.Contains(err.Error(), "Bad Gateway") {
		t.Errorf("by the proxy: %v", err)
	}
	eventually(t, n, ByTLS, h.Domain, "down")
	eventually(t, n, ByProxy, "CONNECT "+h.Domain, "down")
	if got := len(h.Visits()); got != 1 {
		t.Errorf("%d visits, want that from before", got)
	}
	h.Down(false)
	if _, _, _, err := get(t, visitor(t, e, direct), at); err != nil {
		t.Error(err)
	}
	n.Leave(h)
	if _, _, _, err := get(t, visitor(t, e, direct), at); err == nil {
		t.Error("it is found although it has left")
	}
}

// The name server has the homes' names, over UDP and TCP, and no others.
func TestDNS(t *testing.T) {
	n, h, e := opened(t, Opening{TLS: anyPort, DNS: anyPort})
	for _, network := range []string{"udp", "tcp"} {
		for _, one := range []struct {
			name   string
			kind   uint16
			rcode  int
			answer string
		}{
			{h.Domain, dns.TypeA, dns.RcodeSuccess, "127.0.0.1"},
			{strings.ToUpper(h.Domain), dns.TypeA, dns.RcodeSuccess, "127.0.0.1"},
			{h.Domain, dns.TypeAAAA, dns.RcodeSuccess, ""},
			{h.Domain, dns.TypeHTTPS, dns.RcodeSuccess, ""},
			{"nobody." + DefaultSuffix, dns.TypeA, dns.RcodeNameError, ""},
			{"example.com", dns.TypeA, dns.RcodeNameError, ""},
		} {
			q := new(dns.Msg)
			q.SetQuestion(one.name+".", one.kind)
			got, _, err := (&dns.Client{Net: network}).ExchangeContext(t.Context(), q, e.DNS().String())
			if err != nil {
				t.Fatal(err)
			}
			answer := ""
			for _, rr := range got.Answer {
				answer += rr.(*dns.A).A.String()
				if rr.Header().Ttl != 0 {
					t.Errorf("%s may be kept for %d seconds", one.name, rr.Header().Ttl)
				}
			}
			if got.Rcode != one.rcode || answer != one.answer {
				t.Errorf("%s %s over %s: %s %q", dns.Type(one.kind), one.name, network, dns.RcodeToString[got.Rcode], answer)
			}
		}
	}
	eventually(t, n, ByDNS, "A example.com", "no such host")

	resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, e.DNS().String())
	}}
	_, port, _ := net.SplitHostPort(e.TLS().String())
	c := visitor(t, e, func(tr *http.Transport) {
		tr.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			host, _, _ := net.SplitHostPort(address)
			return (&net.Dialer{Resolver: resolver}).DialContext(ctx, network, net.JoinHostPort(host, port))
		}
	})
	if status, _, _, err := get(t, c, "https://"+h.Domain+serverCertPath); err != nil || status != 200 {
		t.Errorf("by name: %d, %v", status, err)
	}
	if _, _, _, err := get(t, c, "https://example.com"); err == nil {
		t.Error("a name outside was found")
	}
}

// With a certificate for all names below the suffix, a client may keep one
// connection for all of them.
func TestGivenCertificate(t *testing.T) {
	ca, err := newAuthority()
	if err != nil {
		t.Fatal(err)
	}
	wild, err := ca.issue("*."+DefaultSuffix, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	n, h, e := opened(t, Opening{TLS: anyPort, Address: netip.MustParseAddr("127.0.0.1"), Certificate: wild})
	if len(e.Authority()) != 0 {
		t.Error("it has an authority of its own as well")
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca.PEM())
	c := visitor(t, e, func(tr *http.Transport) {
		tr.TLSClientConfig.RootCAs, tr.TLSClientConfig.ServerName = roots, h.Domain
		tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, e.TLS().String())
		}
	})
	if status, _, _, err := get(t, c, "https://"+h.Domain+serverCertPath); err != nil || status != 200 {
		t.Errorf("%d, %v", status, err)
	}
	if status, _, _, err := get(t, c, "https://nobody."+DefaultSuffix); err != nil || status != http.StatusMisdirectedRequest {
		t.Errorf("another host over the same connection: %d, %v", status, err)
	}
	eventually(t, n, ByTLS, "nobody.", "no such host")
}

// An opening that cannot be is refused, and leaves nothing open.
func TestOpenFails(t *testing.T) {
	taken, err := net.Listen("tcp", anyPort)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, o := range []Opening{
		{}, {DNS: anyPort, Proxy: anyPort}, {TLS: taken.Addr().String()}, {TLS: anyPort, Proxy: taken.Addr().String()},
		{TLS: anyPort, Proxy: anyPort, DNS: "256.0.0.1:53"},
	} {
		n := NewNetwork("", time.Now)
		if _, err := n.Open(o); err == nil || len(n.Entrances()) != 0 {
			t.Errorf("%+v: error %v, %d entrances", o, err, len(n.Entrances()))
		}
	}
	nothingRuns(t)
}

// Of many arrivals the last are kept.
func TestArrivalsAreBounded(t *testing.T) {
	n := NewNetwork("", time.Now)
	for i := range 3 * mostArrivals {
		n.arrived(Arrival{By: ByDNS, Wanted: fmt.Sprint(i)})
	}
	all := n.Arrivals()
	if len(all) > mostArrivals || all[len(all)-1].Wanted != fmt.Sprint(3*mostArrivals-1) {
		t.Errorf("%d are kept, the last of them %+v", len(all), all[len(all)-1])
	}
}
