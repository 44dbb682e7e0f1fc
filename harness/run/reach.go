package run

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/p2"
)

// reach asks for the two documents that every home server has. One of them is
// enough to go on: that the other is missing is for a check to say.
func (p *preflight) reach(ctx context.Context) error {
	wellKnown := p.c.Do(ctx, client.Request{Method: http.MethodGet, Path: "/.well-known/polyproto-core"})
	if err := stopped(ctx); err != nil {
		return err
	}
	if wellKnown.Status == 0 && final(wellKnown.Err) {
		return unreachable(p.t.URL, wellKnown.Err)
	}
	res := p.c.Do(ctx, check.ServerCertRequest())
	if err := stopped(ctx); err != nil {
		return err
	}
	if wellKnown.Status == 0 && res.Status == 0 {
		return unreachable(p.t.URL, wellKnown.Err)
	}
	p.skew(wellKnown, res)
	api, isDocument := apiOf(wellKnown)
	cert := certIn(res)
	if cert == nil {
		cert = p.otherPaths(ctx, res)
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
	return p.notHere(ctx, wellKnown)
}

// stopped is the end of ctx, unless it is that of a deadline: a target that does
// not answer in time is a finding.
func stopped(ctx context.Context) error {
	if ctx.Err() == nil || errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
		return nil
	}
	return fmt.Errorf("the preflight was stopped: %w", context.Cause(ctx))
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
// a home server (section 3.1). It goes one step.
func (p *preflight) follow(ctx context.Context, api string) bool {
	place, ok := delegated(p.t.URL, api)
	if !ok {
		return false
	}
	elsewhere := *p.t
	elsewhere.URL = place
	cert := certIn(elsewhere.NewClient(nil).Do(ctx, check.ServerCertRequest()))
	if cert == nil {
		return false
	}
	p.note("the well-known document delegates to %s; checks go there", place)
	p.t.URL = place
	p.c = p.t.NewClient(check.Secrets(p.redactor.Add))
	p.domain(cert)
	return true
}

// delegated is the place below which the routes stand that a well-known document
// names, if it is another than the one it was had from. What is known to be safe
// in transit is not sent in the clear because a document says so.
func delegated(from *url.URL, api string) (*url.URL, bool) {
	if !strings.Contains(api, "://") {
		api = from.Scheme + "://" + api
	}
	u, err := url.Parse(api)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || from.Scheme == "https" && u.Scheme == "http" {
		return nil, false
	}
	path, _, _ := strings.Cut(u.Path, "/.p2/")
	place := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimSuffix(path, "/")}
	here := place.Scheme == from.Scheme && strings.EqualFold(place.Host, from.Host) && place.Path == strings.TrimSuffix(from.Path, "/")
	return place, !here
}

// notHere says what is wrong with a URL that answers, but has neither document.
func (p *preflight) notHere(ctx context.Context, wellKnown *client.Response) error {
	if strings.Trim(p.t.URL.Path, "/") != "" {
		origin := *p.t
		origin.URL = &url.URL{Scheme: p.t.URL.Scheme, Host: p.t.URL.Host, User: p.t.URL.User}
		if certIn(origin.NewClient(nil).Do(ctx, check.ServerCertRequest())) != nil {
			return &Problem{
				Cause: WrongBase,
				What:  fmt.Sprintf("no polyproto server below %s", p.t.URL.Redacted()),
				Hint:  fmt.Sprintf("one answers below %s: name that, without a path", origin.URL.Redacted()),
			}
		}
	}
	if p.hasAccounts(ctx, wellKnown) {
		return &Problem{
			Cause: NoCore,
			What: fmt.Sprintf("%s registers actors at %s, but has no core API below it: neither /.well-known/polyproto-core nor %s/idcert/server can be read",
				p.t.URL.Redacted(), driver.AuthBase, client.Base),
			Hint: "every check needs one of the two, so begin with them; p2conform driver test tries what is there already",
		}
	}
	hint := "name the URL that the paths of the core API stand below, as in https://example.com"
	if p.t.URL.Scheme == "http" && wellKnown.Status == http.StatusBadRequest {
		hint = "if this is a port of https, name the URL with https://"
	}
	return &Problem{
		Cause: NotPolyproto,
		What: fmt.Sprintf("%s answers, but not as a polyproto home server: neither /.well-known/polyproto-core nor %s/idcert/server can be read",
			p.t.URL.Redacted(), client.Base),
		Hint: hint,
	}
}

// hasAccounts reports that a server without the core API has the auth extension's
// routes: an empty login is refused for what it lacks, where other paths are not
// found. Nobody is registered for that.
func (p *preflight) hasAccounts(ctx context.Context, wellKnown *client.Response) bool {
	if wellKnown.Status != http.StatusNotFound {
		return false
	}
	login := p.c.Do(ctx, client.Request{
		Method: http.MethodPost, Path: driver.AuthBase + "/login",
		Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte("{}"),
	})
	return slices.Contains([]int{http.StatusBadRequest, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity}, login.Status)
}

// skew compares clocks by the first Date header that can be read. It has whole
// seconds, and is of some moment between our request and the answer.
func (p *preflight) skew(answers ...*client.Response) {
	for _, res := range answers {
		date, err := http.ParseTime(res.Header.Get("Date"))
		if err != nil || p.t.Clock != nil {
			continue
		}
		var d time.Duration
		sent := res.Exchange.Started
		switch received := sent.Add(res.Exchange.Duration); {
		case date.Add(time.Second).Before(sent):
			d = date.Sub(sent)
		case date.After(received):
			d = date.Sub(received)
		}
		if d.Abs() > 2*time.Second {
			p.t.Skew = d.Round(time.Second)
			p.note("the target's clock differs from ours by %s; its times are held against its own", p.t.Skew)
		}
		return
	}
}

// domain takes the visible domain name from what is known: the user, or the
// domain components of the server's ID-Cert, or the URL.
func (p *preflight) domain(cert *p2.Cert) {
	p.root = cert
	host := p.t.URL.Hostname()
	var general, specific string
	var pdn p2.PDN
	if cert != nil {
		pdn = cert.Issuer.PDN()
		general, specific = pdn.Domain(p2.GeneralFirst), pdn.Domain(p2.SpecificFirst)
	}
	if err := p2.CheckDomain(general); general != "" && err != nil {
		p.note("the server's ID-Cert names no domain that federation IDs could have (%v); it is taken from the URL", err)
		general, specific = "", ""
	}
	if p.t.Domain == "" {
		switch {
		case general == "" || strings.EqualFold(host, general) || strings.EqualFold(host, specific):
			p.t.Domain = strings.ToLower(host)
			p.t.DomainGiven = net.ParseIP(host) == nil
		default:
			p.t.Domain, p.components = general, &pdn
			p.note("the visible domain name %q is taken from the server's ID-Cert", general)
		}
	}
	p.t.Dialect.SpecificFirst = general != specific && p.t.Domain == specific
}
