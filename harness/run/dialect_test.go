package run

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// mostRequests is the largest number that a preflight may take, whatever it meets.
const mostRequests = 64

// reading switches a reference server to a reading of the register.
func reading(t *testing.T, b *homeserver.Behaviour, names ...string) {
	t.Helper()
	for _, name := range names {
		i := slices.IndexFunc(homeserver.Variants(), func(v homeserver.Variant) bool { return v.Name() == name })
		if i < 0 {
			t.Fatalf("the reference server has no reading %s", name)
		}
		homeserver.Variants()[i].Set(b)
	}
}

// bareTokens takes tokens without a scheme only.
func bareTokens(b *homeserver.Behaviour) {
	b.Authenticate = func(h http.Header, lookup func(string) *homeserver.Login) (*homeserver.Login, error) {
		if l := lookup(h.Get("Authorization")); l != nil {
			return l, nil
		}
		return nil, &homeserver.Refusal{Status: http.StatusUnauthorized, Message: "no"}
	}
}

// A preflight finds how a target wants to be spoken to, in few requests, and
// says which readings it met.
func TestDialects(t *testing.T) {
	plain := target.Dialect{TrialPath: "/session/auth"}
	with := func(change func(*target.Dialect)) target.Dialect {
		d := plain
		change(&d)
		return d
	}
	all := with(func(d *target.Dialect) {
		*d = target.Dialect{
			Capabilities: idcert.UpstreamAttributes, SpecificFirst: true, SessionID: target.UTF8String, BareToken: true,
			TrialPath: "/session/auth", Serial: target.StringSerial, SignatureAsBase64: true, EscapedAt: true,
		}
	})
	tests := []struct {
		name     string
		readings []string
		set      func(*homeserver.Behaviour)
		want     target.Dialect
		met      []string
	}{
		{name: "plain", want: plain, met: []string{"A-033 get-session-auth"}},
		{
			name: "capabilities as attributes", readings: []string{"A-068=attributes"},
			want: with(func(d *target.Dialect) { d.Capabilities = idcert.UpstreamAttributes }), met: []string{"A-068 attributes"},
		},
		{name: "capabilities as an extension request", readings: []string{"A-068=extension-request"}, want: plain},
		{
			name: "specific components first", readings: []string{"A-078=specific-first"},
			want: with(func(d *target.Dialect) { d.SpecificFirst = true }), met: []string{"A-078 specific-first"},
		},
		{
			name: "session IDs of UTF-8", readings: []string{"A-061=utf8"},
			want: with(func(d *target.Dialect) { d.SessionID = target.UTF8String }), met: []string{"A-061 utf8"},
		},
		{
			name: "bare tokens", set: bareTokens,
			want: with(func(d *target.Dialect) { d.BareToken = true }), met: []string{"A-022 bare"},
		},
		{name: "either token", readings: []string{"A-022=either"}, want: plain},
		{
			name: "serials as strings", readings: []string{"A-045=string"},
			want: with(func(d *target.Dialect) { d.Serial = target.StringSerial }), met: []string{"A-045 string"},
		},
		{
			name: "signatures in base64", set: func(b *homeserver.Behaviour) { b.DecodeSignature = base64.StdEncoding.DecodeString },
			want: with(func(d *target.Dialect) { d.SignatureAsBase64 = true }), met: []string{"A-041 base64"},
		},
		{
			name: "an escaped @", readings: []string{"A-027=escaped"},
			want: with(func(d *target.Dialect) { d.EscapedAt = true }), met: []string{"A-027 escaped"},
		},
		{
			name: "all at once", readings: []string{"A-068=attributes", "A-078=specific-first", "A-061=utf8", "A-045=string", "A-027=escaped"},
			set: func(b *homeserver.Behaviour) {
				bareTokens(b)
				b.DecodeSignature = base64.StdEncoding.DecodeString
			},
			want: all, met: []string{"A-068 attributes", "A-078 specific-first", "A-061 utf8", "A-022 bare", "A-045 string", "A-041 base64", "A-027 escaped"},
		},
		{
			name: "challenge strings at /challenge", readings: []string{"A-033=get-challenge"},
			want: with(func(d *target.Dialect) { d.TrialPath = "/challenge" }), met: []string{"A-033 get-challenge"},
		},
		{
			name: "no challenge strings", readings: []string{"A-033=out-of-band"},
			want: target.Dialect{NoTrial: "no known route gives out challenge strings (A-033)"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &homeserver.Server{Domain: "p2.example"}
			reading(t, &s.Behaviour, tt.readings...)
			if tt.set != nil {
				tt.set(&s.Behaviour)
			}
			tg, f := found(t, home(t, s), nil)
			if tg.Dialect != tt.want {
				t.Errorf("dialect %+v, want %+v; notes %q", tg.Dialect, tt.want, f.Notes)
			}
			if tg.Domain != "p2.example" {
				t.Errorf("domain %q, notes %q", tg.Domain, f.Notes)
			}
			for _, name := range tt.met {
				if !slices.ContainsFunc(f.Readings, func(r reports.Reading) bool { return r.Ambiguity+" "+r.Reading == name && r.Says != "" }) {
					t.Errorf("the reading %s is not told: %+v", name, f.Readings)
				}
			}
			for _, r := range f.Readings {
				// What a preflight tells of any target.
				always := slices.ContainsFunc(Probed(), func(e ambiguity.Entry) bool { return string(e.ID) == r.Ambiguity })
				if !always && !slices.Contains(tt.met, r.Ambiguity+" "+r.Reading) {
					t.Errorf("the reading %+v is told", r)
				}
			}
		})
	}
}

// found runs a preflight on a handler, and holds it to its bound.
func found(t *testing.T, h http.HandlerFunc, d driver.Driver) (*target.Target, Findings) {
	t.Helper()
	var n atomic.Int32
	tg := toward(t, handler(t, func(w http.ResponseWriter, r *http.Request) { n.Add(1); h(w, r) }), nil)
	tg.Driver = d
	f, err := Preflight(limited(t, plenty), tg, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := n.Load(); got > mostRequests {
		t.Errorf("%d requests were made", got)
	}
	return tg, f
}

// The order that a user's domain shows is not told as the other reading.
func TestOrderGivenByTheDomain(t *testing.T) {
	s := &homeserver.Server{Domain: "p2.example"}
	reading(t, &s.Behaviour, "A-078=specific-first")
	tg := toward(t, handler(t, home(t, s)), nil)
	tg.Domain, tg.DomainGiven = "p2.example", true
	f, err := Preflight(limited(t, plenty), tg, nil)
	if err != nil || !tg.Dialect.SpecificFirst || tg.Domain != "p2.example" {
		t.Errorf("dialect %+v, notes %q, error %v", tg.Dialect, f.Notes, err)
	}
}

// Where logging in takes an ID-CSR, its form is found out there.
func TestLoginDialect(t *testing.T) {
	s := &homeserver.Server{Domain: "p2.example"}
	reading(t, &s.Behaviour, "A-068=attributes", "A-061=utf8")
	tg, f := found(t, home(t, s), driver.Auth{Base: driver.AuthBaseV1})
	if tg.Dialect.Capabilities != idcert.UpstreamAttributes || tg.Dialect.SessionID != target.UTF8String || len(f.Notes) != 1 {
		t.Errorf("dialect %+v, notes %q", tg.Dialect, f.Notes)
	}
}

// A target that takes no ID-CSR leaves the plain dialect, and few requests.
func TestNoDialect(t *testing.T) {
	tests := []struct {
		name   string
		set    func(*homeserver.Behaviour)
		driver driver.Driver
		note   string
	}{
		{"refuses every ID-CSR", func(b *homeserver.Behaviour) { b.CheckCA = refuseAll }, nil, "no ID-CSR was accepted under any known reading"},
		{"limits the rate", rewriteIDCert(http.StatusTooManyRequests), nil, "(429 Too Many Requests)"},
		{"hangs up", func(b *homeserver.Behaviour) {
			b.CheckCA = func(*homeserver.SigningRequest) error { panic(http.ErrAbortHandler) }
		}, nil, "the server closed the connection"},
		{"refuses every login", func(b *homeserver.Behaviour) { b.CheckCA = refuseAll }, driver.Auth{Base: driver.AuthBaseV1}, "the driver could not log in: logging in gave no token"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &homeserver.Server{Domain: "p2.example"}
			tt.set(&s.Behaviour)
			tg, f := found(t, home(t, s), tt.driver)
			if notes := strings.Join(f.Notes, "\n"); !strings.Contains(notes, tt.note) {
				t.Errorf("notes %q do not say %q", f.Notes, tt.note)
			}
			tg.Dialect.TrialPath, tg.Dialect.NoTrial = "", ""
			if tg.Dialect != (target.Dialect{}) || tg.Driver == nil {
				t.Errorf("dialect %+v, driver %v", tg.Dialect, tg.Driver)
			}
		})
	}
}

func refuseAll(*homeserver.SigningRequest) error {
	return &homeserver.Refusal{Status: http.StatusBadRequest, Message: "no"}
}

func rewriteIDCert(status int) func(*homeserver.Behaviour) {
	return func(b *homeserver.Behaviour) {
		b.Rewrite = func(op string, _ *http.Request, a *homeserver.Answer) {
			if op == "Registered_newIdCert" {
				*a = homeserver.Answer{Status: status, Header: http.Header{}}
			}
		}
	}
}

func TestGivesTrial(t *testing.T) {
	for body, want := range map[string]bool{
		`{"trial":"abc","expires":1}`:                      true,
		`{"challenge":"abc","lifetime":"300"}`:             true,
		`{"trial":"abc","expires":"2030-01-01T00:00:00Z"}`: true, // for a check to decide
		`{"trial":"abc"}`:                                  true,
		`{"trial":""}`:                                     false,
		`{"trial":1,"expires":1}`:                          false,
		`{}`:                                               false,
		`[]`:                                               false,
		`abc`:                                              false,
		``:                                                 false,
	} {
		if got := givesTrial([]byte(body)); got != want {
			t.Errorf("givesTrial(%s) = %t", body, got)
		}
	}
}
