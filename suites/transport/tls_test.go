package transport

import (
	"crypto/tls"
	"crypto/x509"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
)

// The embedded server has no TLS. On one that has, the version of HTTP is
// negotiated, and it is reachable over one version of IP alone.
func TestOverTLS(t *testing.T) {
	for name, tc := range map[string]struct {
		http2 bool
		want  map[string]reports.Verdict
	}{
		"with HTTP/2": {true, map[string]reports.Verdict{
			"transport.http.version-1-1": reports.Pass, "transport.http.version-2": reports.Pass, "transport.ip.both-versions": reports.NotApplicable,
		}},
		"without HTTP/2": {false, map[string]reports.Verdict{
			"transport.http.version-1-1": reports.Pass, "transport.http.version-2": reports.Warn, "transport.ip.both-versions": reports.NotApplicable,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			tg := overTLS(t, tc.http2)
			for _, c := range versions {
				o, _ := check.Run(t.Context(), c, tg, check.Settings{Seed: 1})
				if o.Verdict != tc.want[c.ID] {
					t.Errorf("%s: %s, want %s: %+v", c.ID, o.Verdict, tc.want[c.ID], o)
				}
			}
		})
	}
}

// overTLS is the reference home server behind TLS.
func overTLS(t *testing.T, http2 bool) *target.Target {
	t.Helper()
	s := httptest.NewUnstartedServer(&homeserver.Server{})
	s.EnableHTTP2 = http2
	s.StartTLS()
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	api, err := openapi.Load(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	return &target.Target{
		Name: "the reference home server with TLS", URL: u, API: api, Driver: driver.Auth{Base: driver.AuthBase},
		Domain: homeserver.DefaultDomain, HTTP: client.NewHTTP(client.Options{TLS: &tls.Config{RootCAs: pool}}),
	}
}
