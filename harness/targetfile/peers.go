package targetfile

import (
	"net"
	"net/netip"
	"strconv"
)

// Peers is how the server finds the home servers that the run has beside it.
type Peers struct {
	// None is why it cannot find any, for the report; then no other member is there.
	None string `json:"none"`
	// Suffix is a public domain name: the names of the home servers are below it, and
	// all lead to this machine. Certificate and Key are of the files, in PEM, of what
	// they show in TLS: a certificate for all names below Suffix.
	Suffix      string `json:"suffix"`
	Certificate string `json:"certificate"`
	Key         string `json:"key"`
	// Listen is the HOST:PORT of this machine where they answer; default :443 with
	// Suffix, and without it what a server that is started reaches anyway.
	Listen string `json:"listen"`
}

// checkPeers holds what the schema cannot say.
func (f *File) checkPeers(wrong func(path, hint, format string, args ...any)) {
	p := f.Peers
	if p == nil {
		return
	}
	others := []struct{ name, value string }{{"suffix", p.Suffix}, {"certificate", p.Certificate}, {"key", p.Key}, {"listen", p.Listen}}
	if p.None != "" {
		for _, o := range others {
			if o.value != "" {
				wrong("peers/"+o.name, "leave one of them out", "peers.none says that there are none, and peers.%s is about them", o.name)
			}
		}
		return
	}
	for _, o := range others[1:3] {
		switch {
		case o.value != "" && p.Suffix == "":
			wrong("peers/"+o.name, "name the domain that it is for under peers.suffix, or leave it out", "peers.%s is there without peers.suffix", o.name)
		case o.value == "" && p.Suffix != "":
			wrong("peers/suffix", "home servers with public names show a certificate for *."+p.Suffix+" that the server trusts", "peers.suffix is there without peers.%s", o.name)
		}
	}
	if p.Suffix == "" && f.Process == nil && f.Container == nil && p.Listen != "" {
		wrong("peers", "name a public domain under peers.suffix, with its certificate and key; docs/federation.md shows how", "peers leads a server that runs already nowhere without peers.suffix")
	}
	if p.Listen == "" {
		return
	}
	host, port, err := net.SplitHostPort(p.Listen)
	if err == nil && host != "" {
		_, err = netip.ParseAddr(host)
	}
	if n, e := strconv.ParseUint(port, 10, 16); err != nil || e != nil || n == 0 || host == "" && p.Suffix == "" {
		wrong("peers/listen", "write an address of this machine and a port, as in 192.0.2.1:443; with peers.suffix :443 is all of its addresses", "peers.listen is %q, which is none", p.Listen)
	}
}
