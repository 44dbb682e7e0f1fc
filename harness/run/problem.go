package run

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
)

// Cause is why a preflight gave up.
type Cause int

// The causes.
const (
	Unreachable  Cause = iota + 1 // no connection, no answer
	Insecure                      // TLS does not hold
	WrongBase                     // a polyproto server, but not at this path
	NotPolyproto                  // answers, but as no polyproto server
	NoCore                        // registers actors, and has no core API
)

// Problem is a target that checks cannot be run on: what is wrong, and what to
// do about it.
type Problem struct {
	Cause Cause
	What  string
	Hint  string
	Err   error
}

func (p *Problem) Error() string { return p.What }

// Unwrap gives the error under the problem, which may be nil.
func (p *Problem) Unwrap() error { return p.Err }

// final reports an error after which no other request to the place goes through:
// there is no connection, or none in time. One that was closed may be the answer
// to a single route.
func final(err error) bool {
	var op *net.OpError
	dialed := errors.As(err, &op) && op.Op == "dial"
	return dialed || insecure(err) != "" || errors.Is(err, context.DeadlineExceeded)
}

// insecure says in what TLS does not hold, or nothing where it is not that.
func insecure(err error) (what string) {
	var unknownCA x509.UnknownAuthorityError
	var wrongName x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	var alert tls.AlertError
	switch {
	case errors.As(err, &unknownCA):
		return "its certificate is signed by an authority that this machine does not know"
	case errors.As(err, &wrongName):
		return "its certificate is for another name"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has expired or is not valid yet"
	case errors.As(err, &invalid):
		return invalid.Error()
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "the server speaks no TLS on this port"
	case errors.As(err, &verification):
		return verification.Err.Error()
	case errors.As(err, &alert):
		return alert.Error()
	}
	return ""
}

// Unreached is why no connection came about, in a few words.
func Unreached(err error) string {
	var dns *net.DNSError
	switch what := insecure(err); {
	case what != "":
		return "TLS fails: " + what
	case errors.As(err, &dns):
		return fmt.Sprintf("the name %q does not resolve", dns.Name)
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer in time"
	}
	return err.Error()
}

// unreachable sorts the ways in which a connection fails.
func unreachable(u *url.URL, err error) error {
	p := &Problem{Cause: Unreachable, Err: err, Hint: "is the server running, and is this the right port?"}
	place := u.Redacted()
	p.What = fmt.Sprintf("%s cannot be reached: %s", place, Unreached(err))
	switch what := insecure(err); {
	case what != "":
		p.Cause, p.Hint = Insecure, insecureHint(err)
		p.What = fmt.Sprintf("TLS to %s fails: %s", place, what)
	case errors.As(err, new(*net.DNSError)):
		p.Hint = "check the spelling, or the resolver of this machine"
	}
	return p
}

// insecureHint is what to do about it.
func insecureHint(err error) string {
	var unknownCA x509.UnknownAuthorityError
	var wrongName x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &unknownCA):
		return "name its authority with --ca FILE"
	case errors.As(err, &wrongName):
		return "name the host that the certificate is for"
	case errors.As(err, &invalid):
		return "renew the server's TLS certificate"
	case errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return "name the URL with http://, or the port of https"
	}
	return ""
}
