package doctor

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/run"
)

func TestHomeServer(t *testing.T) {
	root, pool := authority(t)
	url := secured(t, certificate(t, &root, func(*x509.Certificate) {}))
	tg := at(t, url, pool)
	tg.Offers = []string{"auth", "http3"}
	r := look(t, Options{Target: tg})
	if r.Outcome != Ready || r.Driver != "auth /.p2/auth" || r.Domain != "home.p2.example" {
		t.Errorf("%+v", r)
	}
	for _, name := range []string{"dns", "tcp", "tls", "http", "place", "server-cert", "clock", "register", "second-factor", "first-id-cert", "second-id-cert", "key-trial"} {
		if s := of(t, r, name); s.State != OK {
			t.Errorf("%s is %s: %q", name, s.State, s.Found)
		}
	}
	says(t, of(t, r, "tls"), OK, "TLS 1.3, h2 by ALPN")
	says(t, of(t, r, "features"), Warn, "auth (offered): yes", "resources: yes", "http3 (offered): no", "http2: yes")
	for _, s := range r.Steps {
		for _, x := range s.Exchanges {
			if strings.Contains(x.Sent+x.Received, "Pw-") {
				t.Errorf("%s shows a password: %s %s", s.Name, x.Sent, x.Received)
			}
		}
	}
	if n := len(r.Next); n != 3 || r.Next[1].Command != "p2conform run --target "+url+" --out out" {
		t.Errorf("next is %q", r.Next)
	}
}

// says holds a step's state and what is found against parts of it.
func says(t *testing.T, s Step, state State, parts ...string) {
	t.Helper()
	text := strings.Join(append(s.Found, s.Do, s.Command), "\n")
	if s.State != state {
		t.Errorf("%s is %s, want %s: %s", s.Name, s.State, state, text)
	}
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%s does not say %q:\n%s", s.Name, part, text)
		}
	}
}

func TestCertificates(t *testing.T) {
	root, pool := authority(t)
	for _, c := range []struct {
		name    string
		parent  *tls.Certificate
		trusted *x509.CertPool
		change  func(*x509.Certificate)
		want    []string
	}{
		{"self-signed", nil, pool, func(*x509.Certificate) {}, []string{"self-signed", "--ca roots.pem", "openssl s_client"}},
		{"unknown authority", &root, x509.NewCertPool(), func(*x509.Certificate) {}, []string{"nobody whom this machine trusts", "full chain", "CN=a root of this test"}},
		{"expired", &root, pool, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Hour) }, []string{"it expired on", "renew", "it is for 127.0.0.1", "vouches for it"}},
		{"not yet", &root, pool, func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Hour) }, []string{"it is not valid before"}},
		{"another name", &root, pool, func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"other.example"} }, []string{"another name: other.example"}},
		{"no name", &root, pool, func(c *x509.Certificate) { c.IPAddresses = nil }, []string{"names no host at all"}},
		{"all of it", nil, pool, func(c *x509.Certificate) { c.IPAddresses, c.NotAfter = nil, time.Now().Add(-time.Hour) },
			[]string{"another name", "it expired on", "self-signed", "renew"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := look(t, Options{Target: at(t, secured(t, certificate(t, c.parent, c.change)), c.trusted)})
			says(t, of(t, r, "tls"), Failed, c.want...)
			says(t, of(t, r, "http"), Skipped, "not tried: TLS does not hold")
			if r.Outcome != Wrong {
				t.Errorf("it comes to %s", r.Outcome)
			}
		})
	}
	t.Run("soon", func(t *testing.T) {
		cert := certificate(t, &root, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(24 * time.Hour) })
		r := look(t, Options{Target: at(t, secured(t, cert), pool)})
		says(t, of(t, r, "tls"), Warn, "soon")
		if r.Outcome != Ready {
			t.Errorf("it comes to %s", r.Outcome)
		}
	})
}

func TestSchemes(t *testing.T) {
	url := plain(t, &homeserver.Server{})
	r := look(t, Options{Target: at(t, strings.Replace(url, "http://", "https://", 1), nil)})
	says(t, of(t, r, "tls"), Failed, "speaks no TLS", "plain HTTP", "p2conform doctor --target "+url)

	root, pool := authority(t)
	url = secured(t, certificate(t, &root, func(*x509.Certificate) {}))
	r = look(t, Options{Target: at(t, strings.Replace(url, "https://", "http://", 1), pool)})
	says(t, of(t, r, "http"), Failed, "speaks TLS", "--target "+url)
	if r.Outcome != Wrong {
		t.Errorf("it comes to %s", r.Outcome)
	}
}

func TestPlaces(t *testing.T) {
	home := &homeserver.Server{}
	page := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	t.Run("base", func(t *testing.T) {
		url := plain(t, home)
		r := look(t, Options{Target: at(t, url+"/.p2/core/v1", nil)})
		says(t, of(t, r, "place"), Failed, "no polyproto server below", "p2conform doctor --target "+url)
	})
	t.Run("page", func(t *testing.T) {
		r := look(t, Options{Target: at(t, plain(t, page(200, "<h1>\x1b[31mhello")), nil)})
		says(t, of(t, r, "place"), Failed, "a web page", "/.p2/ and /.well-known/")
		if x := of(t, r, "place").Exchanges; len(x) == 0 || !strings.Contains(x[0].Received, `\x1b[31mhello`) {
			t.Errorf("the answer is shown as %q", x)
		}
	})
	t.Run("proxy", func(t *testing.T) {
		r := look(t, Options{Target: at(t, plain(t, page(502, "Bad Gateway")), nil)})
		says(t, of(t, r, "http"), Failed, "502 Bad Gateway", "behind it is not")
		says(t, of(t, r, "place"), Skipped, "not tried")
		if of(t, r, "clock").State != OK {
			t.Error("the clock was not looked at, although there is an answer")
		}
	})
	t.Run("redirect", func(t *testing.T) {
		url := plain(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://else.example/base"+r.URL.Path, http.StatusFound)
		}))
		r := look(t, Options{Target: at(t, url, nil)})
		says(t, of(t, r, "place"), Failed, "is redirected to https://else.example/base/.well-known", "p2conform doctor --target https://else.example/base")
	})
	t.Run("no actors", func(t *testing.T) {
		mux := http.NewServeMux()
		mux.Handle("/.p2/auth/", http.NotFoundHandler())
		mux.Handle("/", home)
		r := look(t, Options{Target: at(t, plain(t, mux), nil)})
		says(t, of(t, r, "register"), Failed, "no route registers actors", "docs/drivers.md")
		says(t, of(t, r, "first-id-cert"), Skipped, "not tried: Registration")
		if r.Outcome != Wrong {
			t.Errorf("it comes to %s", r.Outcome)
		}
	})
}

func TestClock(t *testing.T) {
	for _, c := range []struct {
		off   time.Duration
		state State
		want  string
	}{{0, OK, "the server's clock is right"}, {time.Hour, Warn, "ahead of ours"}, {-time.Hour, Warn, "behind ours"}} {
		home := &homeserver.Server{Now: func() time.Time { return time.Now().Add(c.off) }}
		url := plain(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().Add(c.off).UTC().Format(http.TimeFormat))
			home.ServeHTTP(w, r)
		}))
		s := of(t, look(t, Options{Target: at(t, url, nil)}), "clock")
		if says(t, s, c.state, c.want); c.off != 0 && !strings.Contains(s.Do, "NTP") {
			t.Errorf("%s: to do is %q", c.off, s.Do)
		}
	}
}

// resolver answers every question alike.
type resolver struct {
	ips   []netip.Addr
	err   error
	alias string
}

func (r resolver) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	return r.ips, r.err
}
func (r resolver) LookupCNAME(context.Context, string) (string, error) { return r.alias, nil }

func TestDNS(t *testing.T) {
	tg := at(t, "https://p2.example:8443", nil)
	missing := resolver{err: &net.DNSError{Err: "no such host", Name: "p2.example", IsNotFound: true}}
	r := look(t, Options{Target: tg, Resolver: missing})
	says(t, of(t, r, "dns"), Failed, "does not resolve", `resolve: {p2.example: "IP:8443"}`)
	if r.Outcome != Unknown {
		t.Errorf("it comes to %s", r.Outcome)
	}
	r = look(t, Options{Target: tg, Resolver: resolver{err: errors.New("server misbehaving")}})
	says(t, of(t, r, "dns"), Failed, "server misbehaving", "resolver of this machine")
	r = look(t, Options{Target: tg, Dial: nothing, Resolver: resolver{
		ips: []netip.Addr{netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8::1")}, alias: "host.example.",
	}})
	says(t, of(t, r, "dns"), OK, "192.0.2.1 (IPv4)", "2001:db8::1 (IPv6)", "(CNAME) of host.example")
	says(t, of(t, r, "tcp"), Failed, "[2001:db8::1]:8443: ")
	r = look(t, Options{Target: tg, Dial: nothing, Resolve: map[string]string{"P2.example": "127.0.0.1:1"}})
	says(t, of(t, r, "dns"), OK, "dialled at 127.0.0.1:1")
}

// One address of two is enough to go on.
func TestHalfReachable(t *testing.T) {
	url := plain(t, &homeserver.Server{})
	dial := func(ctx context.Context, network, addr string) (net.Conn, error) {
		if strings.HasPrefix(addr, "[") {
			return nothing(ctx, network, addr)
		}
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}
	named := strings.Replace(url, "127.0.0.1", "localhost", 1)
	r := look(t, Options{Target: at(t, named, nil), Dial: dial, Resolver: resolver{
		ips: []netip.Addr{netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("::1")},
	}})
	says(t, of(t, r, "tcp"), Warn, "takes connections", "[::1]:", "all addresses")
	says(t, of(t, r, "place"), OK)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A server that takes connections and says nothing is given up after the limit, in
// a bubble whose time passes while all wait.
func TestSilent(t *testing.T) {
	for _, scheme := range []string{"http", "https"} {
		tg := *at(t, scheme+"://192.0.2.1", nil)
		synctest.Test(t, func(t *testing.T) {
			tg.HTTP = &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
				<-r.Context().Done()
				return nil, context.Cause(r.Context())
			})}
			r, _ := Examine(t.Context(), Options{Target: &tg, Dial: func(context.Context, string, string) (net.Conn, error) {
				ours, theirs := net.Pipe()
				t.Cleanup(func() { _ = theirs.Close() })
				return ours, nil
			}})
			valid(t, r)
			name := map[string]string{"http": "http", "https": "tls"}[scheme]
			if s := of(t, r, name); s.State != Failed || !s.unknown || r.Outcome != Unknown {
				t.Errorf("%s: %+v, outcome %s", scheme, s, r.Outcome)
			}
		})
	}
}

// A look that is cut short has all steps.
func TestCutShort(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, _ := Examine(ctx, Options{Target: at(t, "http://192.0.2.1", nil)})
	valid(t, r)
	if len(r.Steps) != 18 || r.Outcome != Unknown {
		t.Errorf("%d steps, outcome %s", len(r.Steps), r.Outcome)
	}
}

// Commands have no more in them than words, whatever a server sends.
func TestWord(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example/b": "https://a.example/b", "": "''", "a b": "'a b'", "$(x)": "'$(x)'", "a'b": `'a'\''b'`,
	} {
		if got := word(text); got != want {
			t.Errorf("%q is written %s, want %s", text, got, want)
		}
	}
}

// Every stage has advice.
func TestStages(t *testing.T) {
	for _, name := range run.StageNames {
		if stages[name].do == "" {
			t.Errorf("nothing is said about what to do where %s fails", name)
		}
	}
}
