package doctor

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/run"
)

// mostStrays is how many requests are told that led nowhere.
const mostStrays = 4

// foreign says how the target is led to the home servers of the harness, what of it
// arrived there, and whether an actor of theirs could log in.
func (e *examination) foreign(ctx context.Context, s *Step) {
	if e.peers == nil {
		s.skip("not tried: no home server can run beside it: %s", cmp.Or(e.Target.NoPeers, "there is no way to one"))
		s.Do = "lead it to them: docs/federation.md has the ways"
		return
	}
	s.say("it is led to names below %s %s", e.peers.Suffix(), cmp.Or(e.Target.PeersBy, "in this process"))
	if e.Target.PeersBy != "" {
		s.say("%s", arrivals(e.peers))
	}
	e.stage(ctx, s)
	if s.State != Warn || !e.tried() || e.Target.Peers != nil {
		return // it has found them, whatever it made of them
	}
	strays := e.peers.Strays()
	for _, a := range strays[max(0, len(strays)-mostStrays):] {
		s.say("led nowhere, by %s: %s: %s", a.By, a.Wanted, a.Refused)
	}
	s.Do, s.Command = e.wayOut(), ""
}

// tried reports whether the preflight came as far as an actor of another home server.
func (e *examination) tried() bool {
	for _, g := range e.found.Stages {
		if g.Name == run.StageForeign {
			return true
		}
	}
	return false
}

// arrivals counts what reached the network from outside, by its way.
func arrivals(n *peer.Network) string {
	var all []string
	for _, by := range []string{peer.ByDNS, peer.ByProxy, peer.ByTLS} {
		count, refused := 0, 0
		for _, a := range n.Arrivals() {
			if a.By == by {
				count++
				if a.Refused != "" {
					refused++
				}
			}
		}
		says := fmt.Sprintf("%d by %s", count, by)
		if refused > 0 {
			says += fmt.Sprintf(" (%d of them led nowhere)", refused)
		}
		if count > 0 {
			all = append(all, says)
		}
	}
	if len(all) == 0 {
		return "nothing arrived"
	}
	return "what arrived: " + strings.Join(all, ", ")
}

// wayOut is what to do for a target that has not found the homes.
func (e *examination) wayOut() string {
	for _, a := range e.peers.Strays() {
		if a.By == peer.ByTLS && a.Wanted == peer.Handshake {
			return "have it trust the authorities of the file that SSL_CERT_FILE names in its environment, or give the homes a certificate that it trusts (peers.certificate in the target file)"
		}
	}
	if len(e.peers.Arrivals()) > 0 {
		return "have it ask the home server of an actor at https:// and the domain name of the federation ID, port 443"
	}
	for _, in := range e.peers.Entrances() {
		switch {
		case in.DNS() != nil:
			return "have it ask the name servers of its container, or take the proxy that HTTPS_PROXY names in its environment: docs/federation.md"
		case in.Proxy() != "":
			return "have it take the proxy that HTTPS_PROXY names in its environment; a program that cannot is found by names in a container: docs/federation.md"
		}
	}
	return "have every name below " + e.peers.Suffix() + " lead to this machine, port 443, and let it through every wall in between: docs/federation.md"
}
