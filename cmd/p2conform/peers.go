package main

import (
	"cmp"
	"crypto/tls"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/targetfile"
)

// homes are the home servers that run beside a server which is not in this process.
type homes struct {
	network *peer.Network // nil for none
	// at is where a server that is started finds them; empty for where it is usual.
	at string
	// public is where any server finds them, by a public name; nil for nowhere.
	public *peer.Entrance
	// none is why there are none.
	none string
	// target is the server, once it is described.
	target *target.Target
}

// noWay is why a server that runs already finds no home server of ours.
const noWay = "the server runs already, and the target file has no peers that lead it to home servers of ours: see docs/federation.md"

// publicPort is where servers look for each other.
const publicPort = ":443"

// homes opens what the target file says of them.
func (f *targetFlags) homes() (*homes, error) {
	var p targetfile.Peers
	if f.file != nil && f.file.Peers != nil {
		p = *f.file.Peers
	}
	h := &homes{at: p.Listen}
	switch {
	case p.None != "":
		h.none = "the target file has none: " + p.None
		return h, nil
	case p.Suffix == "" && !f.launched:
		h.none = noWay
		return h, nil
	}
	h.network = peer.NewNetwork(p.Suffix, h.now)
	if p.Suffix == "" {
		return h, nil
	}
	cert, err := tls.LoadX509KeyPair(f.file.Path(p.Certificate), f.file.Path(p.Key))
	if err != nil {
		return nil, misconfigured(f.file.Errorf([]string{"peers", "certificate"}, "name files in PEM: the certificate with all that it was signed by, and its key",
			"peers: the certificate %s cannot be used with the key %s: %v", p.Certificate, p.Key, plainPath(err)))
	}
	if err := cert.Leaf.VerifyHostname("any." + p.Suffix); err != nil {
		return nil, misconfigured(f.file.Errorf([]string{"peers", "certificate"}, "have one issued for *."+p.Suffix,
			"peers: the certificate %s is not for names below %s: %v", p.Certificate, p.Suffix, err))
	}
	h.public, err = h.network.Open(peer.Opening{TLS: cmp.Or(p.Listen, publicPort), Certificate: &cert})
	if err != nil {
		return nil, &problem{
			code: exitUnknown, err: err, what: err.Error(),
			hint: "end what listens there, or name another address under peers.listen that the port 443 of *." + p.Suffix + " leads to",
		}
	}
	return h, nil
}

// now is the server's time, as far as it is known.
func (h *homes) now() time.Time {
	if h.target == nil {
		return time.Now()
	}
	return h.target.Now()
}

// launch has a server that is to be started find them.
func (h *homes) launch(o *launch.Options) {
	if h.public == nil {
		o.Peers, o.PeersAt = h.network, h.at
	}
}

// lead tells the target where they are; started may be nil.
func (h *homes) lead(t *target.Target, started *started) {
	h.target = t
	t.Peers, t.NoPeers = h.network, h.none
	switch {
	case h.public != nil:
		t.PeersBy = h.public.String()
	case h.network != nil && started != nil:
		if t.PeersBy, t.NoPeers = started.Peers(); t.PeersBy == "" {
			t.Peers = nil
		}
	}
}

// close ends what is open.
func (h *homes) close() {
	if h != nil && h.public != nil {
		_ = h.public.Close() // nobody is in there any more
	}
}

// outbound is how the reference server reaches others: as the environment has it,
// which names the proxy, and the authorities to trust.
func outbound() *http.Transport {
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: 10 * time.Second, IdleConnTimeout: 30 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}
