package peer

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"

	"github.com/miekg/dns"
)

// nameServer answers for the names of a network, over UDP and TCP.
type nameServer struct {
	network  *Network
	address  netip.Addr
	addr     net.Addr
	udp, tcp *dns.Server
	serving  sync.WaitGroup
}

// serveNames begins to serve; all names lead to one address.
func serveNames(n *Network, at string, address netip.Addr) (*nameServer, error) {
	packets, err := net.ListenPacket("udp", at)
	if err != nil {
		return nil, err
	}
	// Over TCP at the same port, also where that was for the system to choose.
	listener, err := net.Listen("tcp", packets.LocalAddr().String())
	if err != nil {
		return nil, errors.Join(err, packets.Close())
	}
	s := &nameServer{network: n, address: address, addr: packets.LocalAddr()}
	var ready sync.WaitGroup
	ready.Add(2)
	s.udp = &dns.Server{PacketConn: packets, Handler: s, NotifyStartedFunc: ready.Done}
	s.tcp = &dns.Server{Listener: listener, Handler: s, NotifyStartedFunc: ready.Done}
	s.serving.Go(func() { _ = s.udp.ActivateAndServe() }) // it ends when it is shut down
	s.serving.Go(func() { _ = s.tcp.ActivateAndServe() })
	ready.Wait() // before that it cannot be shut down
	return s, nil
}

func (s *nameServer) close() error {
	ctx, cancel := closingContext()
	defer cancel()
	err := errors.Join(s.udp.ShutdownContext(ctx), s.tcp.ShutdownContext(ctx))
	s.serving.Wait()
	return err
}

// ServeDNS answers one question. Nothing may be kept: homes come and go.
func (s *nameServer) ServeDNS(w dns.ResponseWriter, q *dns.Msg) {
	m := new(dns.Msg)
	if len(q.Question) != 1 {
		m.SetRcode(q, dns.RcodeFormatError)
		_ = w.WriteMsg(m) // who asked may ask again
		return
	}
	m.SetReply(q)
	m.Authoritative = true
	one := q.Question[0]
	host := strings.TrimSuffix(one.Name, ".")
	a := Arrival{By: ByDNS, From: w.RemoteAddr().String(), Wanted: fmt.Sprintf("%s %s", dns.Type(one.Qtype), host)}
	header := dns.RR_Header{Name: one.Name, Rrtype: one.Qtype, Class: dns.ClassINET}
	switch {
	case s.network.find(host) == nil:
		m.Rcode, a.Refused = dns.RcodeNameError, errNoSuchHost.Error()
	case one.Qtype == dns.TypeA && s.address.Is4():
		m.Answer = append(m.Answer, &dns.A{Hdr: header, A: s.address.AsSlice()})
	case one.Qtype == dns.TypeAAAA && s.address.Is6():
		m.Answer = append(m.Answer, &dns.AAAA{Hdr: header, AAAA: s.address.AsSlice()})
	}
	s.network.arrived(a)
	_ = w.WriteMsg(m)
}
