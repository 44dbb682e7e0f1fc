package transport

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/secure"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
)

// On a server with TLS the version of HTTP is negotiated, and this one is
// reachable over one version of IP alone. HTTP/3 is neither offered nor there.
func TestOverTLS(t *testing.T) {
	for name, tc := range map[string]struct {
		http2 bool
		want  map[string]reports.Verdict
	}{
		"with HTTP/2": {true, map[string]reports.Verdict{
			"transport.http.version-1-1": reports.Pass, "transport.http.version-2": reports.Pass, "transport.ip.both-versions": reports.NotApplicable, "transport.ip.version-6-actors": reports.NotApplicable,
			"transport.http.version-2-bodies": reports.Pass, "transport.http.version-3": reports.Warn, "transport.http.version-3-bodies": reports.NotApplicable,
		}},
		"without HTTP/2": {false, map[string]reports.Verdict{
			"transport.http.version-1-1": reports.Pass, "transport.http.version-2": reports.Warn, "transport.ip.both-versions": reports.NotApplicable, "transport.ip.version-6-actors": reports.NotApplicable,
			"transport.http.version-2-bodies": reports.NotApplicable, "transport.http.version-3": reports.Warn, "transport.http.version-3-bodies": reports.NotApplicable,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			tg := overTLS(t, tc.http2)
			for _, c := range slices.Concat(versions, overQUIC) {
				o, _ := check.Run(t.Context(), c, tg, check.Settings{Seed: 1})
				if o.Verdict != tc.want[c.ID] {
					t.Errorf("%s: %s, want %s: %+v", c.ID, o.Verdict, tc.want[c.ID], o)
				}
			}
		})
	}
}

// HTTP/3 is followed to where Alt-Svc offers it, and else tried at the server's
// own port.
func TestHTTP3(t *testing.T) {
	for name, tc := range map[string]struct {
		offer func(port string) string
		want  reports.Verdict
		says  string
	}{
		"at its port":                    {func(port string) string { return `h3=":` + port + `"; ma=60` }, reports.Pass, ""},
		"at another name":                {func(port string) string { return `h3="localhost:` + port + `"` }, reports.Pass, ""},
		"where nobody listens, and then": {func(port string) string { return `h3=":1", h3=":` + port + `"` }, reports.Pass, ""},
		"not at all":                     {func(string) string { return "" }, reports.Pass, ""},
		"for other protocols":            {func(port string) string { return `h2=":` + port + `", h3-29=":1"` }, reports.Pass, ""},
		"where nobody listens":           {func(string) string { return `h3=":1"` }, reports.Warn, "127.0.0.1:1 (dial udp 127.0.0.1:1: connection refused)"},
		"no longer":                      {func(string) string { return "clear" }, reports.Warn, "takes back"},
	} {
		t.Run(name, func(t *testing.T) {
			home := &homeserver.Server{HTTP3: true}
			home.Behaviour.Transport.Offer = func(r *http.Request) string {
				_, port, _ := net.SplitHostPort(r.Host)
				return tc.offer(port)
			}
			s, err := secure.Start("127.0.0.1:0", home)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			tg := targetOf(t, "https://"+s.Addr.String(), s.Cert)
			o, log := check.Run(t.Context(), overQUIC[0], tg, check.Settings{Seed: 1})
			if o.Verdict != tc.want || !strings.Contains(o.Actual, tc.says) {
				t.Errorf("%s, want %s: %+v", o.Verdict, tc.want, o)
			}
			all := log.Exchanges()
			if got := all[len(all)-1].Proto; tc.want == reports.Pass && got != "HTTP/3.0" {
				t.Errorf("the last exchange was over %q", got)
			}
			if o, _ := check.Run(t.Context(), overQUIC[1], tg, check.Settings{Seed: 1}); tc.want == reports.Pass && o.Verdict != reports.Pass {
				t.Errorf("bodies: %s: %+v", o.Verdict, o)
			}
		})
	}
}

// overTLS is the reference home server behind TLS.
func overTLS(t *testing.T, http2 bool) *target.Target {
	t.Helper()
	s := httptest.NewUnstartedServer(&homeserver.Server{})
	s.EnableHTTP2 = http2
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // a version that it does not speak is no news
	s.StartTLS()
	t.Cleanup(s.Close)
	return targetOf(t, s.URL, s.Certificate())
}

func targetOf(t *testing.T, place string, authority *x509.Certificate) *target.Target {
	t.Helper()
	u, err := url.Parse(place)
	if err != nil {
		t.Fatal(err)
	}
	api, err := openapi.Load(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(authority)
	return &target.Target{
		Name: "the reference home server with TLS", URL: u, API: api, Driver: driver.Auth{Base: driver.AuthBase},
		Domain: homeserver.DefaultDomain, HTTP: client.NewHTTP(client.Options{TLS: &tls.Config{RootCAs: pool}}),
	}
}
