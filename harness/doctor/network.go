package doctor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"syscall"
)

// mostAddrs is how many addresses of a name are tried.
const mostAddrs = 8

// dns finds the addresses of the URL's host.
func (e *examination) dns(ctx context.Context, s *Step) {
	if to, ok := e.override(); ok {
		e.addrs = []string{to}
		s.say("%s is dialled at %s, as the target file says under resolve", e.host, to)
		return
	}
	if ip, err := netip.ParseAddr(e.host); err == nil {
		e.addrs = []string{net.JoinHostPort(e.host, e.port)}
		s.say("%s is an address: there is nothing to resolve", ip)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, e.Limit)
	defer cancel()
	ips, err := e.Resolver.LookupNetIP(ctx, "ip", e.host)
	var wrong *net.DNSError
	switch {
	case errors.As(err, &wrong) && wrong.IsNotFound:
		s.fail("the name %q does not resolve: there is no such name, or it has no address", e.host)
		s.Do = "check the spelling; for a name that no DNS has, write resolve: {" + e.host + ": \"IP:" + e.port + "\"} in the target file"
	case err != nil:
		s.fail("the name %q could not be resolved: %v", e.host, err)
		s.Do = "check the resolver of this machine (/etc/resolv.conf), and whether it has a network at all"
	case len(ips) == 0:
		s.fail("the name %q has no address", e.host)
		s.Do = "give it an A or AAAA record"
	}
	if s.State == Failed {
		s.unknown, s.stop = true, "the host has no address"
		return
	}
	for i, ip := range ips {
		if i == mostAddrs {
			s.say("and %d more, which are not tried", len(ips)-i)
			break
		}
		ip = ip.Unmap()
		s.say("%s (%s)", ip, map[bool]string{true: "IPv4", false: "IPv6"}[ip.Is4()])
		e.addrs = append(e.addrs, net.JoinHostPort(ip.String(), e.port))
	}
	if !strings.Contains(e.host, ".") {
		return
	}
	// An alias is worth telling; that none can be found out is not.
	if name, err := e.Resolver.LookupCNAME(ctx, e.host); err == nil {
		if name = strings.TrimSuffix(name, "."); name != "" && !strings.EqualFold(name, e.host) {
			s.say("it is an alias (CNAME) of %s", name)
		}
	}
}

// override is what the target file says is dialled for the URL's host.
func (e *examination) override() (string, bool) {
	for name, to := range e.Resolve {
		if strings.EqualFold(name, net.JoinHostPort(e.host, e.port)) {
			return to, true
		}
	}
	for name, to := range e.Resolve {
		if strings.EqualFold(name, e.host) {
			return to, true
		}
	}
	return "", false
}

// tcp connects to each address.
func (e *examination) tcp(ctx context.Context, s *Step) {
	ctx, cancel := context.WithTimeout(ctx, e.Limit)
	defer cancel()
	errs := make([]error, len(e.addrs))
	var wg sync.WaitGroup
	for i, addr := range e.addrs {
		wg.Go(func() {
			conn, err := e.Dial(ctx, "tcp", addr)
			if errs[i] = err; err == nil {
				_ = conn.Close() // it was only to be there
			}
		})
	}
	wg.Wait()
	refused := true
	for i, addr := range e.addrs {
		if errs[i] == nil {
			e.alive = append(e.alive, addr)
			s.say("%s takes connections", addr)
			continue
		}
		refused = refused && errors.Is(errs[i], syscall.ECONNREFUSED)
		s.warn("%s: %s", addr, e.dialed(errs[i]))
	}
	if len(e.alive) > 0 {
		if s.State == Warn {
			s.Do = "have the server listen on all addresses that its name has, or take the others out of the DNS; run asks over whichever answers"
		}
		return
	}
	s.State, s.unknown, s.stop = Failed, true, "no address takes connections"
	s.Do = "let connections to port " + e.port + " through: a firewall, or a network in between, drops or rejects them"
	if refused {
		s.Do = "start the server, or name the port that it listens on: nothing listens on port " + e.port
	}
}

// dialed is why there is no connection.
func (e *examination) dialed(err error) string {
	var op *net.OpError
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens there (connection refused)"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &op) && op.Timeout():
		return fmt.Sprintf("no connection within %s", e.Limit)
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EADDRNOTAVAIL):
		return "this machine has no way there (network unreachable)"
	case errors.Is(err, syscall.EHOSTUNREACH):
		return "there is no way to it (no route to host)"
	}
	return err.Error()
}
