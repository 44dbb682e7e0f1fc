package run

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// toward describes a target by its URL alone, as a user would.
func toward(t *testing.T, base string, roots *x509.CertPool) *target.Target {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	h := client.NewHTTP(client.Options{TLS: &tls.Config{RootCAs: roots}})
	t.Cleanup(h.CloseIdleConnections)
	noWait := func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return &target.Target{Name: base, URL: u, HTTP: h, Pause: noWait}
}

// plenty is the time of what must end: only what hangs takes it, however slow the
// machine is.
const plenty = 5 * time.Minute

// limited is a context that ends before a test would.
func limited(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// handler serves over plain HTTP, and says where.
func handler(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// home is a reference server's handler.
func home(t *testing.T, s *homeserver.Server) http.HandlerFunc {
	t.Helper()
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	return s.ServeHTTP
}

// problem runs a preflight that has to give up.
func problem(t *testing.T, tg *target.Target) *Problem {
	t.Helper()
	ctx := limited(t, plenty)
	_, err := Preflight(ctx, tg, nil)
	var p *Problem
	if !errors.As(err, &p) {
		t.Fatalf("error %v is no problem", err)
	}
	if ctx.Err() != nil {
		t.Error("it took all the time there was")
	}
	return p
}

func TestUnreachable(t *testing.T) {
	tests := []struct {
		name, url, what, hint string
	}{
		{"nobody listens", "http://" + freeAddress(t), "connection refused", "is the server running"},
		{"no such name", "http://no-such-name.invalid", `the name "no-such-name.invalid" does not resolve`, "check the spelling"},
		{"hangs up", handler(t, hangsUp), "the server closed the connection", "is the server running"},
		{"another protocol", handler(t, hijacked("SSH-2.0-OpenSSH_9.6\r\n")), "malformed HTTP response", "is the server running"},
		{"a password in the URL", "http://u:s3cr3t@" + freeAddress(t), "u:xxxxx@", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := problem(t, toward(t, tt.url, nil))
			if p.Cause != Unreachable || !strings.Contains(p.Error(), tt.what) || !strings.Contains(p.Hint, tt.hint) || errors.Unwrap(p) == nil {
				t.Errorf("%+v", p)
			}
			if strings.Contains(p.What, "s3cr3t") {
				t.Errorf("%s shows the password", p.What)
			}
		})
	}
}

// freeAddress is one that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(nil)
	s.Close()
	return s.Listener.Addr().String()
}

// hijacked answers with bytes that are no HTTP.
func hijacked(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer c.Close()
		_, _ = io.WriteString(c, text) // the client's error will show
	}
}

// A target that does not answer in time is a finding; a user who does not wait
// is none.
func TestNeverAnswers(t *testing.T) {
	silent := handler(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	_, err := Preflight(limited(t, 50*time.Millisecond), toward(t, silent, nil), nil)
	var p *Problem
	if !errors.As(err, &p) || p.Cause != Unreachable || !strings.Contains(p.What, "no answer in time") {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := Preflight(ctx, toward(t, silent, nil), nil); errors.As(err, &p) && p == nil || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// A preflight that is stopped later says so, too.
func TestStoppedWhileDriving(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("the user said so")
	reference := home(t, &homeserver.Server{})
	tg := toward(t, handler(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			_, _ = io.Copy(io.Discard, r.Body) // or the server does not notice that the client is gone
			cancel(why)
			<-r.Context().Done()
			return
		}
		reference(w, r)
	}), nil)
	if _, err := Preflight(ctx, tg, nil); !errors.Is(err, why) {
		t.Errorf("error %v", err)
	}
}

func TestNotPolyproto(t *testing.T) {
	for name, h := range map[string]http.HandlerFunc{
		"404": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) },
		"401": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) },
		"500": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
		"{}":  func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") },
		"a page": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, "<html><script>alert(1)</script>")
		},
		"another api": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"api":5}`) },
		"too large": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, strings.Repeat("x", client.MaxBody+1))
		},
		"elsewhere": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/x", http.StatusFound) },
	} {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int32
			p := problem(t, toward(t, handler(t, func(w http.ResponseWriter, r *http.Request) { n.Add(1); h(w, r) })+"/base", nil))
			if p.Cause != NotPolyproto || !strings.Contains(p.What, "not as a polyproto home server") || p.Hint == "" || n.Load() > 6 {
				t.Errorf("%+v after %d requests", p, n.Load())
			}
		})
	}
}

// A path that is no base of the API is told from a server that is none.
func TestWrongBase(t *testing.T) {
	base := handler(t, home(t, &homeserver.Server{}))
	p := problem(t, toward(t, base+"/some/path", nil))
	if p.Cause != WrongBase || !strings.Contains(p.What, base+"/some/path") || !strings.Contains(p.Hint, base+":") {
		t.Errorf("%+v", p)
	}
}

// One of the two documents is enough to go on.
func TestOneDocumentIsEnough(t *testing.T) {
	for name, spoil := range map[string]func(http.ResponseWriter){
		"missing": func(w http.ResponseWriter) { w.WriteHeader(http.StatusNotFound) },
		"failing": func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) },
		"broken off": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "100")
			w.WriteHeader(http.StatusOK)
			panic(http.ErrAbortHandler)
		},
		"hung up on": func(http.ResponseWriter) { panic(http.ErrAbortHandler) },
	} {
		for _, path := range []string{"/.well-known/polyproto-core", client.Base + "/idcert/server"} {
			t.Run(path+" "+name, func(t *testing.T) {
				reference := home(t, &homeserver.Server{Domain: "p2.example"})
				tg := toward(t, handler(t, func(w http.ResponseWriter, r *http.Request) {
					if r.URL.Path == path {
						spoil(w)
						return
					}
					reference(w, r)
				}), nil)
				if _, err := Preflight(limited(t, plenty), tg, nil); err != nil {
					t.Fatal(err)
				}
				if tg.Driver == nil || tg.Domain == "" {
					t.Errorf("driver %v, domain %q", tg.Driver, tg.Domain)
				}
			})
		}
	}
}

// A target whose actors cannot be had is asked what it can be asked.
func TestNoDriver(t *testing.T) {
	reference := home(t, &homeserver.Server{})
	tg := toward(t, handler(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/.p2/auth/") {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		reference(w, r)
	}), nil)
	f, err := Preflight(limited(t, plenty), tg, nil)
	if err != nil {
		t.Fatal(err)
	}
	if tg.Driver != nil || !strings.Contains(tg.NoDriver, "no route registers actors") || !strings.Contains(strings.Join(f.Notes, "\n"), "everything that needs an actor is untested") {
		t.Errorf("driver %v, %q, notes %q", tg.Driver, tg.NoDriver, f.Notes)
	}
	if tg.Dialect.TrialPath != "/session/auth" {
		t.Errorf("challenge strings are had at %q", tg.Dialect.TrialPath)
	}
}

// A driver that is given and does not work is kept, so that checks say so.
func TestDriverThatDoesNotWork(t *testing.T) {
	tg := toward(t, handler(t, home(t, &homeserver.Server{})), nil)
	tg.Driver = driver.Auth{Base: "/elsewhere"}
	f, err := Preflight(limited(t, plenty), tg, nil)
	if err != nil || tg.Driver == nil || !strings.Contains(strings.Join(f.Notes, "\n"), "the driver could not register an actor: POST /elsewhere/register answered 404") {
		t.Errorf("notes %q, error %v", f.Notes, err)
	}
}

// Clocks are compared by the Date header, unless we have the target's in hand.
func TestSkew(t *testing.T) {
	dated := func(d time.Duration) http.HandlerFunc {
		reference := home(t, &homeserver.Server{})
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Date", time.Now().Add(d).UTC().Format(http.TimeFormat))
			reference(w, r)
		}
	}
	for skew, noted := range map[time.Duration]bool{0: false, -time.Second: false, time.Hour: true, -24 * time.Hour: true, 100 * 365 * 24 * time.Hour: true} {
		tg := toward(t, handler(t, dated(skew)), nil)
		f, err := Preflight(limited(t, plenty), tg, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(strings.Join(f.Notes, "\n"), "the target's clock differs from ours by "); got != noted || (tg.Skew-skew).Abs() > 3*time.Second {
			t.Errorf("%s: skew %s, notes %q", skew, tg.Skew, f.Notes)
		}
	}
	for name, date := range map[string]string{"none": "", "another form": "2026-01-01", "nonsense": "yesterday"} {
		reference := home(t, &homeserver.Server{})
		tg := toward(t, handler(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Date"] = nil
			if date != "" {
				w.Header().Set("Date", date)
			}
			reference(w, r)
		}), nil)
		if _, err := Preflight(limited(t, plenty), tg, nil); err != nil || tg.Skew != 0 {
			t.Errorf("%s: skew %s, error %v", name, tg.Skew, err)
		}
	}
}

// Nothing that a preflight learned reaches what it tells.
func TestPreflightLearnsSecrets(t *testing.T) {
	r := &reports.Redactor{}
	var passwords []string
	reference := home(t, &homeserver.Server{})
	tg := toward(t, handler(t, func(w http.ResponseWriter, req *http.Request) {
		if p := req.Header.Get("X-P2-Sensitive-Solution"); p != "" {
			passwords = append(passwords, p, strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer "))
		}
		reference(w, req)
	}), nil)
	if _, err := Preflight(limited(t, plenty), tg, r); err != nil {
		t.Fatal(err)
	}
	if len(passwords) == 0 {
		t.Fatal("no secrets were sent")
	}
	for _, p := range passwords {
		if got := r.String("it is " + p); strings.Contains(got, p) {
			t.Errorf("%q was not learned", p)
		}
	}
}

// The domain is what the user says, or what the ID-Cert does, or the URL's host.
func TestDomain(t *testing.T) {
	tests := []struct {
		name, host, given, cert string
		domain                  string
		known, specific, noted  bool
	}{
		{name: "from the ID-Cert", host: "127.0.0.1", cert: "p2.example", domain: "p2.example", noted: true},
		{name: "given", host: "127.0.0.1", given: "p2.example", cert: "p2.example", domain: "p2.example", known: true},
		{name: "given otherwise", host: "127.0.0.1", given: "other.example", cert: "p2.example", domain: "other.example", known: true},
		{name: "the host is the domain", host: "P2.example", cert: "p2.example", domain: "p2.example", known: true},
		{name: "the host is the domain the other way round", host: "example.p2", cert: "p2.example", domain: "example.p2", known: true, specific: true},
		{name: "given the other way round", host: "h", given: "example.p2", cert: "p2.example", domain: "example.p2", known: true, specific: true},
		{name: "no ID-Cert", host: "p2.example", domain: "p2.example", known: true},
		{name: "no ID-Cert, an address", host: "[::1]", domain: "::1"},
		{name: "a domain that is none", host: "p2.example", cert: "a b\n.example", domain: "p2.example", known: true, noted: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tg := &target.Target{URL: &url.URL{Scheme: "https", Host: tt.host}, Domain: tt.given, DomainGiven: tt.given != ""}
			p := &preflight{t: tg}
			p.domain(rootOf(t, tt.cert))
			if tg.Domain != tt.domain || tg.DomainGiven != tt.known || tg.Dialect.SpecificFirst != tt.specific || (len(p.Notes) > 0) != tt.noted {
				t.Errorf("domain %q, known %v, specific first %v, notes %q", tg.Domain, tg.DomainGiven, tg.Dialect.SpecificFirst, p.Notes)
			}
			if strings.Contains(fmt.Sprint(p.Notes), "\n") {
				t.Errorf("a note has two lines: %q", p.Notes)
			}
		})
	}
}
