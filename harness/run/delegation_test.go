package run

import (
	"crypto/ed25519"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/spec/p2"
)

// rootOf is the ID-Cert of a server with a domain; nil for none.
func rootOf(t *testing.T, domain string) *p2.Cert {
	t.Helper()
	if domain == "" {
		return nil
	}
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	now := time.Now()
	der, err := idcert.NewRoot(domain, key.Public().(ed25519.PublicKey), big.NewInt(1), now, now.Add(time.Hour)).Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	c, err := p2.ParseCertPEM(idcert.PEM(der))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// delegating serves a well-known document with an api, and nothing else.
func delegating(t *testing.T, api string) string {
	t.Helper()
	return handler(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/.well-known/polyproto-core" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		_, _ = fmt.Fprintf(w, `{"api":%q}`, api) // the client's error will show
	})
}

// Checks go where the well-known document says, if a home server is there.
func TestDelegation(t *testing.T) {
	elsewhere := handler(t, home(t, &homeserver.Server{Domain: "p2.example"}))
	below := handler(t, http.StripPrefix("/sub", home(t, &homeserver.Server{Domain: "p2.example"})).ServeHTTP)
	for api, want := range map[string]string{
		elsewhere + "/.p2/core/": elsewhere, elsewhere + "/.p2/core/v1": elsewhere, strings.TrimPrefix(elsewhere, "http://") + "/.p2/core/": elsewhere,
		elsewhere: elsewhere, below + "/sub/.p2/core/": below + "/sub",
	} {
		tg := toward(t, delegating(t, api), nil)
		f, err := Preflight(limited(t, plenty), tg, nil)
		if err != nil {
			t.Fatal(err)
		}
		if tg.URL.String() != want || !strings.Contains(f.Notes[0], "delegates to "+want) || tg.Domain != "p2.example" || tg.Driver == nil {
			t.Errorf("%s: checks go to %s, domain %q, driver %v, notes %q", api, tg.URL, tg.Domain, tg.Driver, f.Notes)
		}
	}
}

// The same host may have the API below another path.
func TestDelegationToAPath(t *testing.T) {
	var base string
	reference := http.StripPrefix("/sub", home(t, &homeserver.Server{}))
	base = handler(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/.well-known/polyproto-core":
			_, _ = io.WriteString(w, `{"api":"`+base+`/sub/.p2/core/"}`) // the client's error will show
		case strings.HasPrefix(r.URL.Path, "/sub/"):
			reference.ServeHTTP(w, r)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	})
	tg := toward(t, base, nil)
	if _, err := Preflight(limited(t, plenty), tg, nil); err != nil || tg.URL.String() != base+"/sub" {
		t.Errorf("checks go to %s, error %v", tg.URL, err)
	}
}

// A delegation that leads nowhere is noted, and checks stay.
func TestDelegationToNowhere(t *testing.T) {
	for _, api := range []string{
		"http://" + freeAddress(t) + "/.p2/core/", handler(t, fine) + "/.p2/core/", handler(t, hangsUp), "ftp://x/.p2/core/", "://", "http://", "file:///etc/passwd", "%zz",
	} {
		base := delegating(t, api)
		tg := toward(t, base, nil)
		f, err := Preflight(limited(t, plenty), tg, nil)
		if err != nil || tg.URL.String() != base || !strings.Contains(strings.Join(f.Notes, "\n"), "ID-Cert could not be read") {
			t.Errorf("%s: checks go to %s, notes %q, error %v", api, tg.URL, f.Notes, err)
		}
	}
}

// Delegation goes one step, even to a server that delegates back.
func TestDelegationDoesNotLoop(t *testing.T) {
	n := 0
	var base string
	base = handler(t, func(w http.ResponseWriter, _ *http.Request) {
		n++
		_, _ = fmt.Fprintf(w, `{"api":"%s/x%d/.p2/core/"}`, base, n) // the client's error will show
	})
	if _, err := Preflight(limited(t, plenty), toward(t, base, nil), nil); err != nil {
		t.Fatal(err)
	}
	if n > 10 {
		t.Errorf("%d requests were made", n)
	}
}

func TestDelegated(t *testing.T) {
	tests := []struct{ from, api, want string }{
		{"https://p2.example", "https://api.p2.example/.p2/core/", "https://api.p2.example"},
		{"https://p2.example", "api.p2.example/.p2/core/", "https://api.p2.example"},
		{"https://p2.example", "api.p2.example:8443", "https://api.p2.example:8443"},
		{"https://p2.example", "https://p2.example/sub/.p2/core/v1/", "https://p2.example/sub"},
		{"http://p2.example", "https://p2.example/.p2/core/", "https://p2.example"},
		{"https://p2.example", "https://p2.example/.p2/core/", ""},
		{"https://p2.example/", "https://P2.example/.p2/core/", ""},
		{"https://p2.example/sub", "https://p2.example/sub/.p2/core/", ""},
		{"https://p2.example", "http://api.p2.example/.p2/core/", ""}, // in the clear
		{"https://p2.example", "https://u:p@api.p2.example/.p2/core/?q#f", "https://api.p2.example"},
		{"https://p2.example", "javascript:alert(1)", ""},
		{"https://p2.example", "", ""},
		{"https://p2.example", "\x00", ""},
	}
	for _, tt := range tests {
		from, err := url.Parse(tt.from)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if u, ok := delegated(from, tt.api); ok {
			got = u.String()
		}
		if got != tt.want {
			t.Errorf("%s from %s is %q, want %q", tt.api, tt.from, got, tt.want)
		}
	}
}

// FuzzDelegated: wherever a document points, it is an HTTP URL with a host and
// nothing else, and no step down in safety.
func FuzzDelegated(f *testing.F) {
	for _, api := range []string{"https://a/.p2/core/", "a", "://", "http://[::1]:80/x/.p2/core/v1?q", "//a"} {
		f.Add(api)
	}
	f.Fuzz(func(t *testing.T, api string) {
		from := &url.URL{Scheme: "https", Host: "p2.example"}
		u, ok := delegated(from, api)
		if !ok {
			return
		}
		if u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || *from != (url.URL{Scheme: "https", Host: "p2.example"}) {
			t.Errorf("%q leads to %+v", api, u)
		}
	})
}
