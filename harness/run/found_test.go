package run

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// faulty switches a reference server to a fault.
func faulty(t *testing.T, b *homeserver.Behaviour, name string) {
	t.Helper()
	all := homeserver.Faults()
	i := slices.IndexFunc(all, func(f homeserver.Fault) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("the reference server has no fault %s", name)
	}
	all[i].Set(b)
}

// A preflight finds each reading without which a target could not be asked, tells
// it, and leaves all else plain.
func TestFindsReadings(t *testing.T) {
	plain := target.Dialect{TrialPath: "/session/auth"}
	tests := []struct {
		name    string // of a variant, or of a fault
		told    string // the reading, if it is not the name of the variant
		changed func(*target.Dialect)
	}{
		{name: "A-013=redirect", changed: func(d *target.Dialect) { d.Slash = true }},
		{name: "A-017=bytes", changed: func(d *target.Dialect) { d.Serial = target.BytesSerial }},
		{name: "A-033=first-answer", changed: func(d *target.Dialect) { d.FirstAnswer = true }},
		{name: "A-034=named", changed: func(d *target.Dialect) { d.NamedTrial = true }},
		{name: "A-035=body-member", told: "A-033=get-session-auth"},
		{name: "A-035=serial-only", changed: func(d *target.Dialect) { d.Solver = target.SolverSerial }},
		{name: "A-035=certificate", changed: func(d *target.Dialect) { d.Solver = target.SolverCert }},
		{name: "A-334=refused", changed: func(d *target.Dialect) { d.Solver = target.SolverSerial }},
		{name: "A-036=id"},
		{name: "A-041=base64", changed: func(d *target.Dialect) { d.SignatureAsBase64 = true }},
		{name: "A-041=decoded", changed: func(d *target.Dialect) { d.DecodedTrial = true }},
		{name: "A-058=encoded", changed: func(d *target.Dialect) { d.Base64Factor = true }},
		{name: "A-061=printable", changed: func(d *target.Dialect) { d.SessionID = target.PrintableString }},
		{name: "A-066=one-use", changed: func(d *target.Dialect) { d.NextToken = target.FreshToken }},
		{name: "A-066=other-session", changed: func(d *target.Dialect) { d.NextToken = target.SessionToken }},
		{name: "A-066=login-issues"},
		{name: "A-067=base64-der", changed: func(d *target.Dialect) { d.Base64CSR = true }},
		{name: "A-067=all", told: "A-033=get-session-auth"},
		{name: "A-069=x509", changed: func(d *target.Dialect) { d.X509Version = true }},
		{name: "A-309=utf8", changed: func(d *target.Dialect) { d.UTF8Names = true }},
		{name: "A-010=draft"},
		{name: "A-026=six-dashes", told: "A-033=get-session-auth"},
		{name: "A-420=resolvable", changed: func(d *target.Dialect) { d.OwnProviders = true }},
		{name: "paths-with-slash", told: "A-013=with-slash", changed: func(d *target.Dialect) { d.Slash = true }},
		{name: "paths-without-version", told: "A-002=unversioned", changed: func(d *target.Dialect) { d.Unversioned = true }},
		{name: "parameters-in-the-body", told: "A-014=json-body", changed: func(d *target.Dialect) { d.JSONParameters = true }},
		{name: "token-bare-only", told: "A-022=bare", changed: func(d *target.Dialect) { d.BareToken = true }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &homeserver.Server{Domain: "p2.example"}
			want, told := plain, tt.told
			if tt.changed != nil {
				tt.changed(&want)
			}
			if tt.name[:2] == "A-" {
				reading(t, &s.Behaviour, tt.name)
			} else {
				faulty(t, &s.Behaviour, tt.name)
			}
			if told == "" {
				told = tt.name
			}
			tg, f := found(t, home(t, s), nil)
			if tg.Dialect != want {
				t.Errorf("dialect %+v, want %+v; notes %q", tg.Dialect, want, f.Notes)
			}
			if !slices.ContainsFunc(f.Readings, func(r reports.Reading) bool { return r.Ambiguity+"="+r.Reading == told && !r.Told }) {
				t.Errorf("the reading %s is not told: %+v", told, f.Readings)
			}
		})
	}
}

// asked are the requests that a handler sees, without names.
type asked struct {
	mu   sync.Mutex
	list []string
}

func (a *asked) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.list)
}

func (a *asked) of(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		a.list = append(a.list, r.Method+" "+r.URL.Path)
		a.mu.Unlock()
		h(w, r)
	}
}

// A target that reads the text as the reference server does is asked nine times,
// and each time as plainly as can be.
func TestPlainTargetIsAskedLittle(t *testing.T) {
	var a asked
	found(t, a.of(home(t, &homeserver.Server{})), nil)
	if n := a.count(); n != 9 {
		t.Errorf("%d requests: %q", n, a.list)
	}
}

// What is refused for a moment is not taken for a reading.
func TestTransientRefusals(t *testing.T) {
	for name, spoil := range map[string]func(http.ResponseWriter){
		"a rate":                   func(w http.ResponseWriter) { w.WriteHeader(http.StatusTooManyRequests) },
		"out of service":           func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) },
		"a time to wait":           func(w http.ResponseWriter) { w.Header().Set("Retry-After", "1"); w.WriteHeader(http.StatusForbidden) },
		"an error that goes away":  func(w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) },
		"a refusal that goes away": func(w http.ResponseWriter) { w.WriteHeader(http.StatusForbidden) },
	} {
		t.Run(name, func(t *testing.T) {
			reference := home(t, &homeserver.Server{})
			var mu sync.Mutex
			refused := map[string]int{}
			tg, f := found(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Method == http.MethodPost && (r.URL.Path == "/.p2/core/v1/idcert" || r.URL.Path == "/.p2/core/v1/session/auth") {
					mu.Lock()
					refused[r.URL.Path]++
					first := refused[r.URL.Path] == 1
					mu.Unlock()
					if first {
						spoil(w)
						return
					}
				}
				reference(w, r)
			}, nil)
			if tg.Dialect != (target.Dialect{TrialPath: "/session/auth"}) {
				t.Errorf("dialect %+v, notes %q", tg.Dialect, f.Notes)
			}
		})
	}
}

// A redirect of paths with a slash to those without is nothing to go on about.
func TestSlashRedirectsToPlain(t *testing.T) {
	reference := home(t, &homeserver.Server{})
	tg, f := found(t, func(w http.ResponseWriter, r *http.Request) {
		if bare, slash := strings.CutSuffix(r.URL.Path, "/"); slash {
			http.Redirect(w, r, bare, http.StatusPermanentRedirect)
			return
		}
		reference(w, r)
	}, nil)
	if tg.Dialect.Slash || slices.ContainsFunc(f.Readings, func(r reports.Reading) bool { return r.Ambiguity == string(ambiguity.TrailingSlash.ID) }) {
		t.Errorf("dialect %+v, readings %+v", tg.Dialect, f.Readings)
	}
}

// What was told is used and not looked for, even where it is wrong.
func TestTold(t *testing.T) {
	tests := []struct {
		name, variant string
		told          []string
		want          target.Dialect
		driver        string
	}{
		{
			name: "right", variant: "A-033=get-challenge", told: []string{"A-033=get-challenge"},
			want: target.Dialect{TrialPath: "/challenge"}, driver: "auth /.p2/auth",
		},
		{
			name: "wrong source", told: []string{"A-033=get-challenge"},
			want: target.Dialect{NoTrial: "the target gives out no challenge strings where it was told to (A-033=get-challenge)"}, driver: "auth /.p2/auth",
		},
		{
			name: "none", told: []string{"A-033=out-of-band"},
			want: target.Dialect{NoTrial: "the run was told that no known route gives out challenge strings (A-033=out-of-band)"}, driver: "auth /.p2/auth",
		},
		{
			name: "accounts and more", variant: "A-061=utf8", told: []string{"A-061=utf8", "A-010=draft", "A-045=string"},
			want: target.Dialect{
				TrialPath: "/session/auth", SessionID: target.UTF8String, Accounts: driver.AuthBaseV1, Serial: target.StringSerial,
			}, driver: "auth /.p2/auth/v1",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &homeserver.Server{Domain: "p2.example"}
			if tt.variant != "" {
				reading(t, &s.Behaviour, tt.variant)
			}
			tg := toward(t, handler(t, home(t, s)), nil)
			if err := tg.Tell(tt.told...); err != nil {
				t.Fatal(err)
			}
			f, err := Preflight(limited(t, plenty), tg, nil)
			if err != nil {
				t.Fatal(err)
			}
			if tg.Dialect != tt.want || tg.Driver.Name() != tt.driver {
				t.Errorf("dialect %+v, driver %s, notes %q", tg.Dialect, tg.Driver.Name(), f.Notes)
			}
			for _, name := range tt.told {
				if !slices.ContainsFunc(f.Readings, func(r reports.Reading) bool { return r.Ambiguity+"="+r.Reading == name && r.Told }) {
					t.Errorf("%s is not in the readings %+v", name, f.Readings)
				}
			}
		})
	}
}

// A target that takes no service whatever its provider is, and one whose providers the
// user names, are not asked at their own domain.
func TestProvidersAreNotFound(t *testing.T) {
	s := &homeserver.Server{Domain: "p2.example"}
	faulty(t, &s.Behaviour, "service-add-not-there")
	if tg, f := found(t, home(t, s), nil); tg.Dialect.OwnProviders || slices.ContainsFunc(f.Readings, func(r reports.Reading) bool { return r.Ambiguity == string(ambiguity.ProviderHosts.ID) }) {
		t.Errorf("%+v", f.Readings)
	}
	var a asked
	tg := toward(t, handler(t, a.of(home(t, &homeserver.Server{}))), nil)
	tg.Providers = "https://p.example/"
	if _, err := Preflight(limited(t, plenty), tg, nil); err != nil {
		t.Fatal(err)
	}
	if slices.Contains(a.list, "POST /.p2/core/v1/services") || tg.ProviderURL("word") != "https://p.example/word/p2" {
		t.Errorf("%q, %s", a.list, tg.ProviderURL("word"))
	}
}
