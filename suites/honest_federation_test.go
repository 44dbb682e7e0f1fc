package suites_test

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/suites"
)

// federating are ways to meet other home servers that no text speaks of, so that no
// register has them.
var federating = map[string]struct {
	set  func(*homeserver.Behaviour)
	asks func(http.RoundTripper) http.RoundTripper
}{
	"refuses with 401":        {set: refusing(http.StatusUnauthorized)},
	"refuses with 404":        {set: refusing(http.StatusNotFound)},
	"refuses with 422":        {set: refusing(http.StatusUnprocessableEntity)},
	"answers for others":      {set: blaming(http.StatusBadGateway)},
	"says that others failed": {set: blaming(http.StatusGatewayTimeout)},
	"asks with HEAD first": {asks: before(func(r *http.Request) []*http.Request {
		head := r.Clone(r.Context())
		head.Method = http.MethodHead
		return []*http.Request{head}
	})},
	"asks twice": {asks: before(func(r *http.Request) []*http.Request { return []*http.Request{r.Clone(r.Context())} })},
	"looks for the document each time": {asks: before(func(r *http.Request) []*http.Request {
		document := r.Clone(r.Context())
		document.URL.Path, document.URL.RawPath, document.URL.RawQuery = "/.well-known/polyproto-core", "", ""
		return []*http.Request{document}
	})},
	"looks for services as well": {asks: before(func(r *http.Request) []*http.Request {
		services := r.Clone(r.Context())
		services.URL.Path = strings.Replace(r.URL.Path, "/idcert/actor/", "/services/discover/", 1)
		services.URL.RawPath = strings.Replace(r.URL.RawPath, "/idcert/actor/", "/services/discover/", 1)
		return []*http.Request{services}
	})},
	"wants JSON to be called that": {asks: func(next http.RoundTripper) http.RoundTripper {
		return asking(func(r *http.Request) (*http.Response, error) {
			res, err := next.RoundTrip(r)
			if err == nil && res.StatusCode == http.StatusOK && !strings.HasPrefix(res.Header.Get("Content-Type"), "application/json") {
				return nil, errors.Join(errors.New("the answer is no JSON"), res.Body.Close())
			}
			return res, err
		})
	}},
	"wants one valid ID-Cert for a session": {asks: func(next http.RoundTripper) http.RoundTripper {
		return asking(func(r *http.Request) (*http.Response, error) {
			res, err := next.RoundTrip(r)
			if err != nil || !strings.Contains(r.URL.Path, "/idcert/actor/") {
				return res, err
			}
			body, err := io.ReadAll(res.Body)
			if err = errors.Join(err, res.Body.Close()); err != nil {
				return nil, err
			}
			if err := twoForOneSession(body); err != nil {
				return nil, err
			}
			res.Body = io.NopCloser(bytes.NewReader(body))
			return res, nil
		})
	}},
	"keeps home servers for half a day": {set: func(b *homeserver.Behaviour) {
		b.Foreign.RootUntil = func(r *homeserver.ForeignRoot) time.Time { return r.Now.Add(12 * time.Hour) }
		b.Foreign.Rediscovers = func() bool { return false }
	}},
	"verifies cache signatures at a login": {set: func(b *homeserver.Behaviour) {
		b.Foreign.CheckInvalidated = func(c *homeserver.ForeignCert) error {
			return cmp.Or(homeserver.CheckCached(c), homeserver.CheckInvalidated(c))
		}
	}},
	"wants validities as the text has them": {set: func(b *homeserver.Behaviour) {
		b.Foreign.CheckValidity = func(c *homeserver.ForeignCert) error {
			const most = 60 * 24 * time.Hour
			if c.Cert.NotBefore.Before(c.Root.NotBefore) || c.Cert.NotAfter.After(c.Root.NotAfter) || c.Cert.NotAfter.Sub(c.Cert.NotBefore) > most {
				return refused(http.StatusForbidden, "the ID-Cert has a validity that it cannot have")
			}
			return homeserver.CheckValidity(c)
		}
	}},
	"wants serial numbers of 64 bits": {set: func(b *homeserver.Behaviour) {
		b.Foreign.CheckVersion = func(c *homeserver.ForeignCert) error {
			if !c.Cert.SerialNumber.IsUint64() {
				return refused(http.StatusForbidden, "the serial number is too long")
			}
			return homeserver.CheckForeignVersion(c)
		}
	}},
	"wants nothing but what the text has": {set: func(b *homeserver.Behaviour) {
		b.Foreign.CheckVersion = func(c *homeserver.ForeignCert) error {
			for _, e := range c.Cert.Extensions {
				if !e.Id.Equal(idcert.OIDKeyUsage) && !e.Id.Equal(idcert.OIDBasicConstraints) {
					return refused(http.StatusForbidden, "the ID-Cert has another extension")
				}
			}
			return homeserver.CheckForeignVersion(c)
		}
	}},
}

// twoForOneSession is an error where a list has two valid ID-Certs of a session.
func twoForOneSession(list []byte) error {
	entries, err := p2.ParseCacheableCerts(list)
	if err != nil {
		return nil // which is read elsewhere
	}
	seen := map[string]bool{}
	for _, e := range entries {
		cert, err := p2.ParseCertPEM(e.PEM)
		if err != nil || e.InvalidatedAt != nil || time.Now().After(cert.NotAfter) || len(cert.Subject.PDN().SessionIDs) == 0 {
			continue
		}
		id := cert.Subject.PDN().SessionIDs[0].Text()
		if seen[id] {
			return errors.New("two ID-Certs of the session " + id + " are valid")
		}
		seen[id] = true
	}
	return nil
}

// refusing has refusals of what foreigners do another status than ours.
func refusing(status int) func(*homeserver.Behaviour) {
	return func(b *homeserver.Behaviour) {
		b.Rewrite = func(op string, _ *http.Request, a *homeserver.Answer) {
			if a.Status == http.StatusForbidden && (op == "Unregistered_requestToken" || op == "Unregistered_updateSessionCert") {
				a.Status = status
			}
		}
	}
}

// blaming has another status say that the home server of an actor was no help.
func blaming(status int) func(*homeserver.Behaviour) {
	return func(b *homeserver.Behaviour) {
		b.Foreign.Failed = func(_ string, err error) error {
			if n := new(homeserver.NotFound); errors.As(err, &n) && n.At != homeserver.AtDomain {
				return refused(status, err.Error())
			}
			return err
		}
	}
}

// asking is a function that asks.
type asking func(*http.Request) (*http.Response, error)

func (f asking) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// before asks more before each question, and takes no notice of the answers.
func before(more func(*http.Request) []*http.Request) func(http.RoundTripper) http.RoundTripper {
	return func(next http.RoundTripper) http.RoundTripper {
		return asking(func(r *http.Request) (*http.Response, error) {
			for _, first := range more(r) {
				if res, err := next.RoundTrip(first); err == nil {
					_ = res.Body.Close()
				}
			}
			return next.RoundTrip(r)
		})
	}
}

// A server that meets others in a way of its own is not failed.
func TestHonestFederationIsNotFailed(t *testing.T) {
	notUnderRace(t)
	var checks []check.Check
	for _, c := range suites.All() {
		if c.Suite() == "federation" {
			checks = append(checks, c)
		}
	}
	for name, way := range federating {
		t.Run(name, func(t *testing.T) {
			o := target.EmbeddedOptions{Seed: 1, InMemory: true, Asks: way.asks}
			if way.set != nil {
				way.set(&o.Behaviour)
			}
			e, err := target.StartEmbedded(o)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := e.Close(); err != nil {
					t.Error(err)
				}
			}()
			for _, r := range asked(t, e, run.Options{Checks: checks, Suite: suites.All(), Seed: 1, Parallel: 4}).Results {
				if r.Verdict == reports.Pass || r.Verdict == reports.NotApplicable {
					continue
				}
				t.Errorf("%s is %s: expected %s, got %s %s", r.Check, r.Verdict, r.Expected, r.Actual, r.Detail)
			}
		})
	}
}
