package doctor

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"
)

// soon is how long before its end a certificate is warned of.
const soon = 14 * 24 * time.Hour

// secure looks at TLS: at the handshake, and then at the certificate, whose flaws
// are all told and not only the first.
func (e *examination) secure(ctx context.Context, s *Step) {
	if e.Target.URL.Scheme != "https" {
		s.skip("not tried: the URL begins with http://")
		return
	}
	state, err := e.handshake(ctx)
	if err != nil {
		s.stop = "there is no TLS connection"
		e.noHandshake(s, err)
		return
	}
	protocol := "no protocol by ALPN, so HTTP/1.1"
	if state.NegotiatedProtocol != "" {
		protocol = state.NegotiatedProtocol + " by ALPN"
	}
	s.say("%s, %s", tls.VersionName(state.Version), protocol)
	chain := state.PeerCertificates
	for i, c := range chain {
		s.say("certificate %d of %d: %s, issued by %s, until %s", i+1, len(chain), c.Subject, c.Issuer, day(c.NotAfter))
	}
	e.judge(s, chain)
	if s.State == Failed {
		s.stop = "TLS does not hold"
	}
}

// handshake makes a TLS connection without believing the certificate.
func (e *examination) handshake(ctx context.Context) (tls.ConnectionState, error) {
	ctx, cancel := context.WithTimeout(ctx, e.Limit)
	defer cancel()
	conn, err := e.Dial(ctx, "tcp", e.alive[0])
	if err != nil {
		return tls.ConnectionState{}, err
	}
	defer conn.Close() // nothing was asked over it
	config := e.tls.Clone()
	config.InsecureSkipVerify = true // judge verifies, and tells all that is wrong
	config.ServerName = e.host
	config.NextProtos = []string{"h2", "http/1.1"}
	c := tls.Client(conn, config)
	if err := c.HandshakeContext(ctx); err != nil {
		return tls.ConnectionState{}, err
	}
	return c.ConnectionState(), nil
}

func (e *examination) noHandshake(s *Step, err error) {
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &record):
		what := "what it sends is no TLS"
		if bytes.HasPrefix(record.RecordHeader[:], []byte("HTTP/")) {
			what = "it answers in plain HTTP"
		}
		s.fail("the server speaks no TLS on port %s: %s", e.port, what)
		plain := *e.Target.URL
		plain.Scheme = "http"
		s.Do = "name the URL with http://, or the port on which it has TLS"
		s.Command = e.again("doctor", "--target", plain.String())
	case errors.As(err, &alert):
		s.fail("the server refuses the TLS handshake: %v", alert)
		s.Do = "let the server take TLS 1.2 or 1.3, and give it a certificate for " + e.host
	case errors.Is(err, context.DeadlineExceeded):
		s.fail("the server did not answer the TLS handshake within %s", e.Limit)
		s.unknown = true
		s.Do = "look into the server's log: it takes connections, and says nothing"
	case errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		s.fail("the server closed the connection during the TLS handshake")
		s.Do = "look into the server's log; a server without TLS, or without a certificate for " + e.host + ", does that"
	default:
		s.fail("the TLS handshake fails: %v", err)
		s.unknown = errors.As(err, new(*net.OpError))
		s.Do = "look into the server's log, which may say more"
	}
}

// judge verifies a chain, one property after another.
func (e *examination) judge(s *Step, chain []*x509.Certificate) {
	if len(chain) == 0 {
		s.fail("the server shows no certificate")
		s.Do = "give the server a certificate for " + e.host
		return
	}
	leaf, now := chain[0], e.Now()
	var do []string
	if err := leaf.VerifyHostname(e.host); err != nil {
		s.fail("it is for another name: %s", names(leaf))
		do = append(do, "name the host that the certificate is for, or give the server one for "+e.host)
	} else {
		s.say("it is for %s", e.host)
	}
	switch left := leaf.NotAfter.Sub(now); {
	case left < 0:
		s.fail("it expired on %s", day(leaf.NotAfter))
		do = append(do, "renew the server's TLS certificate")
	case now.Before(leaf.NotBefore):
		s.fail("it is not valid before %s", day(leaf.NotBefore))
		do = append(do, "wait, or correct the clock of this machine or of the one that issued it")
	case left < soon:
		s.warn("it expires on %s: soon", day(leaf.NotAfter))
		do = append(do, "renew the server's TLS certificate before "+day(leaf.NotAfter))
	}
	if how := e.trust(s, chain); how != "" {
		do = append(do, how)
		s.Command = e.fetchChain(chain)
	}
	s.Do = strings.Join(do, "; and ")
}

// trust looks for an authority that vouches for the chain, at a time at which the
// server's own certificate is valid. It says what to do where there is none.
func (e *examination) trust(s *Step, chain []*x509.Certificate) (do string) {
	leaf, at := chain[0], e.Now()
	if at.After(leaf.NotAfter) {
		at = leaf.NotAfter
	}
	if at.Before(leaf.NotBefore) {
		at = leaf.NotBefore
	}
	between := x509.NewCertPool()
	for _, c := range chain[1:] {
		between.AddCert(c)
	}
	_, err := leaf.Verify(x509.VerifyOptions{Roots: e.tls.RootCAs, Intermediates: between, CurrentTime: at})
	const name = "save it as roots.pem, and name that: --ca roots.pem, or ca: roots.pem in the target file"
	var unknown x509.UnknownAuthorityError
	last := chain[len(chain)-1]
	switch {
	case err == nil:
		s.say("an authority that this machine trusts vouches for it")
		return ""
	case !errors.As(err, &unknown):
		s.fail("nobody vouches for it: %v", err)
		return "give the server a certificate whose chain holds"
	case len(chain) == 1 && selfIssued(leaf):
		s.fail("it is self-signed, and this machine does not trust it")
		return name
	case selfIssued(last):
		s.fail("its authority %s is not known to this machine", last.Subject)
		return "take the authority's certificate, the last of the chain: " + name
	}
	s.fail("nobody whom this machine trusts vouches for it: %s, which issued the last certificate, is not known", last.Issuer)
	return "send the intermediate certificates too (a full chain) where the authority is a public one; where it is one of your own, take its certificate: " + name
}

func selfIssued(c *x509.Certificate) bool { return bytes.Equal(c.RawIssuer, c.RawSubject) }

// fetchChain is a command that saves the last certificate of the chain that the
// server shows, if it is a root.
func (e *examination) fetchChain(chain []*x509.Certificate) string {
	if !selfIssued(chain[len(chain)-1]) {
		return ""
	}
	// Each BEGIN starts the text anew, so that the last certificate is left.
	return fmt.Sprintf("openssl s_client -connect %s -servername %s -showcerts </dev/null | awk '/BEGIN CERT/{c=\"\"} {c=c $0 \"\\n\"} /END CERT/{l=c} END{printf \"%%s\", l}' > roots.pem",
		word(e.alive[0]), word(e.host))
}

// mostNames is how many names of a certificate are told.
const mostNames = 8

// names are those that a certificate is for.
func names(c *x509.Certificate) string {
	all := append([]string(nil), c.DNSNames...)
	for _, ip := range c.IPAddresses {
		all = append(all, ip.String())
	}
	switch {
	case len(all) == 0:
		return "it names no host at all (a common name does not count)"
	case len(all) > mostNames:
		return fmt.Sprintf("%s and %d more", strings.Join(all[:mostNames], ", "), len(all)-mostNames)
	}
	return strings.Join(all, ", ")
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }
