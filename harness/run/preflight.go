package run

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/p2"
)

// Findings are what the preflight noticed.
type Findings struct {
	Notes    []string
	Readings []reports.Reading
}

// Cause is why a preflight gave up.
type Cause int

// The causes.
const (
	Unreachable  Cause = iota + 1 // no connection, no answer
	Insecure                      // TLS does not hold
	WrongBase                     // a polyproto server, but not at this path
	NotPolyproto                  // answers, but as no polyproto server
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

// preflight looks at one target before any check runs.
type preflight struct {
	t        *target.Target
	c        *client.Client
	redactor *reports.Redactor
	Findings
}

// Preflight finds out what the harness must know to go on: whether the target is
// there, its domain and its clock, a driver that works, and the readings without
// which nothing could be asked. It completes the target. The error is a
// *Problem, or the end of ctx.
func Preflight(ctx context.Context, t *target.Target, r *reports.Redactor) (Findings, error) {
	if r == nil {
		r = &reports.Redactor{}
	}
	p := &preflight{t: t, redactor: r}
	p.c = t.NewClient(check.Secrets(r.Add))
	if err := p.reach(ctx); err != nil {
		return p.Findings, err
	}
	p.drive(ctx)
	if ctx.Err() != nil {
		return p.Findings, fmt.Errorf("the preflight was stopped: %w", context.Cause(ctx))
	}
	return p.Findings, nil
}

func (p *preflight) note(format string, args ...any) {
	p.Notes = append(p.Notes, fmt.Sprintf(format, args...))
}

// reach asks for the two documents that every home server has. One of them is
// enough to go on: that the other is missing is for a check to say.
func (p *preflight) reach(ctx context.Context) error {
	wellKnown := p.c.Do(ctx, client.Request{Method: http.MethodGet, Path: "/.well-known/polyproto-core"})
	if wellKnown.Err != nil {
		return unreachable(p.t.URL, wellKnown.Err)
	}
	p.skew(wellKnown)
	api, isDocument := apiOf(wellKnown)
	cert, err := p.serverCert(ctx)
	if err != nil {
		return err
	}
	switch {
	case cert != nil:
		p.domain(cert)
		return nil
	case isDocument && p.follow(ctx, api):
		return nil
	case isDocument:
		p.note("the server's ID-Cert could not be read; the domain is taken from the URL")
		p.domain(nil)
		return nil
	}
	return p.notHere(ctx)
}

// serverCert gets the target's ID-Cert, nil if there is none to be read.
func (p *preflight) serverCert(ctx context.Context) (*p2.Cert, error) {
	res := p.c.Do(ctx, check.ServerCertRequest())
	if res.Err != nil && res.Status == 0 {
		return nil, unreachable(p.t.URL, res.Err)
	}
	return certIn(res), nil
}

func certIn(res *client.Response) *p2.Cert {
	if !res.OK() {
		return nil
	}
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		return nil
	}
	cert, err := p2.ParseCertPEM(entry.PEM)
	if err != nil {
		return nil
	}
	return cert
}

// apiOf reads the well-known document's member, as section 3.1 has it.
func apiOf(res *client.Response) (string, bool) {
	var doc struct {
		API string `json:"api"`
	}
	if !res.OK() || json.Unmarshal(res.Body, &doc) != nil || doc.API == "" {
		return "", false
	}
	return doc.API, true
}

// follow takes the target to be where its well-known document says, if there is
// a home server (section 3.1).
func (p *preflight) follow(ctx context.Context, api string) bool {
	if !strings.Contains(api, "://") {
		api = p.t.URL.Scheme + "://" + api
	}
	u, err := url.Parse(api)
	if err != nil || u.Host == "" || u.Host == p.t.URL.Host {
		return false
	}
	u.Path, _, _ = strings.Cut(u.Path, "/.p2/")
	elsewhere := *p.t
	elsewhere.URL = &url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	cert := certIn(elsewhere.NewClient(nil).Do(ctx, check.ServerCertRequest()))
	if cert == nil {
		return false
	}
	p.note("the well-known document delegates to %s; checks go there", elsewhere.URL)
	p.t.URL = elsewhere.URL
	p.c = p.t.NewClient(check.Secrets(p.redactor.Add))
	p.domain(cert)
	return true
}

// notHere says what is wrong with a URL that answers, but has neither document.
func (p *preflight) notHere(ctx context.Context) error {
	if strings.Trim(p.t.URL.Path, "/") != "" {
		origin := *p.t
		origin.URL = &url.URL{Scheme: p.t.URL.Scheme, Host: p.t.URL.Host}
		if certIn(origin.NewClient(nil).Do(ctx, check.ServerCertRequest())) != nil {
			return &Problem{
				Cause: WrongBase,
				What:  fmt.Sprintf("no polyproto server below %s", p.t.URL),
				Hint:  fmt.Sprintf("one answers below %s: name that, without a path", origin.URL),
			}
		}
	}
	return &Problem{
		Cause: NotPolyproto,
		What: fmt.Sprintf("%s answers, but not as a polyproto home server: neither /.well-known/polyproto-core nor %s/idcert/server can be read",
			p.t.URL, client.Base),
		Hint: "name the URL that the paths of the core API stand below, as in https://example.com",
	}
}

// unreachable sorts the ways in which a connection fails.
func unreachable(u *url.URL, err error) error {
	p := &Problem{Cause: Unreachable, Err: err}
	var dns *net.DNSError
	var unknownCA x509.UnknownAuthorityError
	var wrongName x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	switch {
	case errors.As(err, &dns):
		p.What = fmt.Sprintf("%s cannot be reached: the name %q does not resolve", u, dns.Name)
		p.Hint = "check the spelling, or the resolver of this machine"
	case errors.As(err, &unknownCA):
		p.Cause, p.What = Insecure, fmt.Sprintf("TLS to %s fails: its certificate is signed by an authority that this machine does not know", u)
		p.Hint = "name its authority with --ca FILE"
	case errors.As(err, &wrongName):
		p.Cause, p.What = Insecure, fmt.Sprintf("TLS to %s fails: its certificate is for another name", u)
		p.Hint = "name the host that the certificate is for"
	case errors.As(err, &invalid):
		p.Cause, p.What = Insecure, fmt.Sprintf("TLS to %s fails: %v", u, invalid)
		p.Hint = "renew the server's TLS certificate"
	case errors.As(err, &record), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		p.Cause, p.What = Insecure, fmt.Sprintf("TLS to %s fails: the server speaks no TLS on this port", u)
		p.Hint = "name the URL with http://, or the port of https"
	case errors.As(err, &verification):
		p.Cause, p.What = Insecure, fmt.Sprintf("TLS to %s fails: %v", u, verification.Err)
	case errors.Is(err, context.DeadlineExceeded):
		p.What = fmt.Sprintf("%s cannot be reached: no answer in time", u)
		p.Hint = "is the server running, and is this the right port?"
	default:
		p.What = fmt.Sprintf("%s cannot be reached: %v", u, err)
		p.Hint = "is the server running, and is this the right port?"
	}
	return p
}

// skew compares clocks by the Date header, which has whole seconds.
func (p *preflight) skew(res *client.Response) {
	date, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil || p.t.Clock != nil {
		return
	}
	if d := time.Until(date); d.Abs() > 2*time.Second {
		p.t.Skew = d.Round(time.Second)
		p.note("the target's clock differs from ours by %s; its times are held against its own", p.t.Skew)
	}
}

// domain takes the visible domain name from what is known: the user, or the
// domain components of the server's ID-Cert, or the URL.
func (p *preflight) domain(cert *p2.Cert) {
	host := p.t.URL.Hostname()
	var general, specific string
	if cert != nil {
		pdn := cert.Issuer.PDN()
		general, specific = strings.ToLower(pdn.Domain(p2.GeneralFirst)), strings.ToLower(pdn.Domain(p2.SpecificFirst))
	}
	if p.t.Domain == "" {
		switch {
		case general == "" || strings.EqualFold(host, general) || strings.EqualFold(host, specific):
			p.t.Domain = strings.ToLower(host)
			p.t.DomainGiven = net.ParseIP(host) == nil
		default:
			p.t.Domain = general
			p.note("the visible domain name %q is taken from the server's ID-Cert", general)
		}
	}
	p.t.Dialect.SpecificFirst = general != specific && p.t.Domain == specific
}

// drive finds a driver and the readings that it takes to get an ID-Cert.
func (p *preflight) drive(ctx context.Context) {
	name, password := check.NamePrefix+actor.Word(rand.Reader, 13), "Pw-"+actor.Word(rand.Reader, 24)
	p.redactor.Add(reports.Password, password)
	var r driver.Registration
	if p.t.Driver == nil {
		d, got, err := driver.Detect(ctx, p.c, name, password)
		if err != nil {
			p.t.NoDriver = err.Error()
			p.note("%s: everything that needs an actor is untested", err)
			p.trials(ctx, nil)
			return
		}
		p.t.Driver, r = d, got
	} else if r = p.t.Driver.Register(ctx, p.c, name, password); !r.Accepted {
		p.note("the driver could not register an actor: %s", r.Why)
		p.trials(ctx, nil)
		return
	}
	a := actor.New(p.t, p.c, rand.Reader, name, password, r.Token)
	if a.Token == "" {
		if err := a.Login(ctx); err != nil {
			p.note("the driver could not log in: %v", err)
		}
	}
	p.trials(ctx, p.dialect(ctx, a))
}
