//go:build unix

package launch

import (
	"context"
	"crypto/rand"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/testcontainers/testcontainers-go/network"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
)

// home is one in a network of its own.
func home(t *testing.T) (*peer.Network, *peer.Home) {
	t.Helper()
	n := peer.NewNetwork("", time.Now)
	h, err := n.NewHome("alice", rand.Reader, &client.Log{})
	if err != nil {
		t.Fatal(err)
	}
	return n, h
}

// visited is what a started server says of its visit to a URL.
func visited(t *testing.T, r *Running, to string) string {
	t.Helper()
	c := http.Client{Timeout: long}
	defer c.CloseIdleConnections()
	res, err := c.Get(r.URL.String() + "/visit?url=" + url.QueryEscape(to))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

const rootPath = "/.p2/core/v1/idcert/server"

// A process finds the homes, and nothing else, by its environment; what it was given
// for that is gone with it.
func TestProcessFindsPeers(t *testing.T) {
	n, h := home(t)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	// What the machine's environment says of proxies does not count.
	o := Options{Watch: watchArgs(), Environ: append(os.Environ(), "NO_PROXY=*", "no_proxy=*"), Peers: n}
	r := start(t, helper("h-visit"), o)
	if how, why := r.Peers(); !strings.HasPrefix(how, "by the proxy http://127.0.0.1:") || why != "" {
		t.Errorf("it is led %q, or not, since %q", how, why)
	}
	if got := visited(t, r, "https://"+h.Domain+rootPath); got != "200 OK" || h.Asked(rootPath) != 1 {
		t.Errorf("it found %q, and the home had %d visits", got, h.Asked(rootPath))
	}
	if got := visited(t, r, "https://elsewhere.p2.example"); !strings.Contains(got, "Bad Gateway") {
		t.Errorf("elsewhere it found %q", got)
	}
	if got := visited(t, r, "http://"+h.Domain+rootPath); got != "403 Forbidden" {
		t.Errorf("without TLS it found %q", got)
	}
	bundle := strings.TrimPrefix(r.LastLines(1)[0], "authorities in ")
	if text, err := os.ReadFile(bundle); err != nil || !strings.Contains(string(text), "BEGIN CERTIFICATE") || !strings.HasPrefix(bundle, temp) {
		t.Errorf("the authorities are in %s: %v", bundle, err)
	}
	if err := r.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if files, err := os.ReadDir(temp); err != nil || len(files) != 0 {
		t.Errorf("files are left: %v, %v", files, err)
	}
	if len(n.Entrances()) != 0 {
		t.Error("the network is still open")
	}
}

// The server's own description has the last word about its environment.
func TestOwnProxy(t *testing.T) {
	n, h := home(t)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
	}))
	defer other.Close()
	p := helper("h-visit")
	p.Env = map[string]string{"https_proxy": other.URL, "SSL_CERT_FILE": "kept apart"}
	r := start(t, p, Options{Watch: watchArgs(), Environ: []string{"PATH=" + os.Getenv("PATH")}, Peers: n})
	if got := visited(t, r, "https://"+h.Domain+rootPath); !strings.Contains(got, "teapot") {
		t.Errorf("it found %q", got)
	}
	if got := r.LastLines(1)[0]; len(n.Arrivals()) != 0 || got != "authorities in kept apart" {
		t.Errorf("%+v arrived, and its log ends with %q", n.Arrivals(), got)
	}
}

// A launch that fails leaves nothing open, and no file.
func TestFailedLaunchClosesPeers(t *testing.T) {
	n, _ := home(t)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for name, o := range map[string]Options{
		"no watchdog": {Environ: os.Environ(), Peers: n},
		"ends early":  {Environ: os.Environ(), Peers: n, Watch: watchArgs()},
	} {
		if _, err := helper("h-fail").Start(t.Context(), o); err == nil {
			t.Errorf("%s: it was started", name)
		}
		if len(n.Entrances()) != 0 {
			t.Errorf("%s: the network is still open", name)
		}
		if files, err := os.ReadDir(temp); err != nil || len(files) != 0 {
			t.Errorf("%s: files are left: %v, %v", name, files, err)
		}
	}
}

// A server is led by an address of its own; one that is not of this machine leads
// nowhere, which ends no launch.
func TestPeersAt(t *testing.T) {
	n, h := home(t)
	r := start(t, helper("h-visit"), Options{Watch: watchArgs(), Environ: os.Environ(), Peers: n, PeersAt: "127.0.0.1:0"})
	if got := visited(t, r, "https://"+h.Domain+rootPath); got != "200 OK" {
		t.Errorf("it found %q", got)
	}
	if how, _ := r.Peers(); !strings.Contains(how, "by the proxy http://127.0.0.1:") || !strings.Contains(how, "lead to TLS at 127.0.0.1:") {
		t.Errorf("it is led %q", how)
	}
	r = start(t, helper("h-serve"), Options{Watch: watchArgs(), Environ: os.Environ(), Peers: n, PeersAt: "192.0.2.1:443"})
	if how, why := r.Peers(); how != "" || !strings.Contains(why, "192.0.2.1:443") {
		t.Errorf("it is led %q, or not, since %q", how, why)
	}
}

// Where somebody else serves names already, all but the names is there; where nobody
// may listen, it says so.
func TestNamesAreTaken(t *testing.T) {
	const host = "127.0.0.9"
	n, h := home(t)
	o := Options{Watch: watchArgs(), Environ: os.Environ(), Peers: n, PeersAt: host + ":443"}
	other, err := net.ListenPacket("udp", host+":53")
	if err != nil {
		if how, why := start(t, helper("h-serve"), o).Peers(); how != "" || !strings.Contains(why, host) {
			t.Errorf("it is led %q, or not, since %q", how, why)
		}
		return
	}
	defer other.Close()
	r := start(t, helper("h-visit"), o)
	if how, why := r.Peers(); !strings.Contains(how, "lead to TLS at "+host+":443 (no names can be served: "+host+":53: ") || why != "" {
		t.Errorf("it is led %q, or not, since %q", how, why)
	}
	if got := visited(t, r, "https://"+h.Domain+rootPath); got != "200 OK" {
		t.Errorf("it found %q", got)
	}
}

// Whoever's system keeps its authorities elsewhere, says so in the environment.
func TestAuthorities(t *testing.T) {
	n, _ := home(t)
	e, err := n.Open(peer.Opening{Proxy: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	file := filepath.Join(t.TempDir(), "roots.pem")
	if err := os.WriteFile(file, []byte("the system's"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := string(authorities(e, []string{"SSL_CERT_FILE=" + file})); !strings.HasPrefix(got, string(e.Authority())) || !strings.HasSuffix(got, "the system's") {
		t.Errorf("%s", got)
	}
	if got := string(authorities(e, []string{"SSL_CERT_FILE=" + file + ".gone"})); got != string(e.Authority()) {
		t.Errorf("%s", got)
	}
}

// visitFromContainers has containers find the homes: by the proxy, and by their names
// alone where this user may serve them.
func visitFromContainers(t *testing.T, image string) {
	own, err := network.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := own.Remove(context.Background()); err != nil {
			t.Error(err)
		}
	})
	for _, c := range []struct {
		name, network string
		env           map[string]string
		by            string
	}{
		{"by the proxy", "", nil, peer.ByProxy},
		{"in a network, by the proxy", own.Name, nil, peer.ByProxy},
		{"in a network, by names", own.Name, map[string]string{"HTTPS_PROXY": ""}, peer.ByDNS},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, h := home(t)
			r, err := Container{Image: image, Network: c.network, Env: c.env}.Start(t.Context(), Options{Watch: watchArgs(), State: t.TempDir(), Environ: os.Environ(), Peers: n})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = r.Stop(context.Background()) })
			how, why := r.Peers()
			if why != "" {
				t.Fatal(why)
			}
			if c.by == peer.ByDNS && !strings.Contains(how, "name server") && os.Geteuid() != 0 {
				if !strings.Contains(how, "by the proxy alone, since") {
					t.Errorf("it is led %q", how)
				}
				return
			}
			if got := visited(t, r, "https://"+h.Domain+rootPath); got != "200 OK" || h.Asked(rootPath) != 1 {
				t.Errorf("led %s, it found %q, and the home had %d visits; strays: %+v", how, got, h.Asked(rootPath), n.Strays())
			}
			if got := visited(t, r, "https://elsewhere.p2.example"); got == "200 OK" || got == "" {
				t.Errorf("elsewhere it found %q", got)
			}
			for _, a := range n.Arrivals() {
				if a.By == c.by && a.Refused == "" && strings.Contains(a.Wanted, h.Domain) {
					return
				}
			}
			t.Errorf("nothing arrived by %s: %+v", c.by, n.Arrivals())
		})
	}
	n, _ := home(t)
	r, err := Container{Image: image, Network: "none", Ready: Ready{Log: "args"}}.Start(t.Context(), Options{Watch: watchArgs(), State: t.TempDir(), Peers: n})
	if err != nil {
		if p := problem(t, err); !strings.Contains(p.What, "no address") {
			t.Error(err)
		}
		return
	}
	defer func() { _ = r.Stop(context.Background()) }()
	if how, why := r.Peers(); how != "" || !strings.Contains(why, "network is none") {
		t.Errorf("without a network it is led %q, or not, since %q", how, why)
	}
}
