package run

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

// What the target cannot be asked is untested, and says why.
// prepared is a driver with one actor, and no second factor.
func prepared(driver.Driver) driver.Driver {
	s, err := driver.ReadStatic("f", []byte("actors: [{localName: a, token: t}]"))
	if err != nil {
		panic(err)
	}
	return s
}

func TestPlan(t *testing.T) {
	all := check.Needs{Actors: true, Trials: true, Domain: true, Admin: true, Destructive: true}
	able := target.Target{
		Driver: driver.Auth{}, Dialect: target.Dialect{TrialPath: "/x"}, DomainGiven: true, Admin: &target.Admin{}, Destructive: true,
	}
	tests := []struct {
		name   string
		needs  check.Needs
		change func(*target.Target)
		why    string // empty where it is asked
	}{
		{"all there", all, func(*target.Target) {}, ""},
		{"nothing needed", check.Needs{}, func(t *target.Target) { *t = target.Target{} }, ""},
		{"no driver", all, func(t *target.Target) { t.Driver = nil }, "no actor can be had: the target has no driver"},
		{"no driver, with a reason", all, func(t *target.Target) { t.Driver, t.NoDriver = nil, "no route" }, "no actor can be had: no route"},
		{"no trials", all, func(t *target.Target) { t.Dialect.TrialPath = "" }, "no challenge string can be had: no route of the target gives them out"},
		{"no trials, with a reason", all, func(t *target.Target) { t.Dialect = target.Dialect{NoTrial: "404"} }, "no challenge string can be had: 404"},
		{"no domain", all, func(t *target.Target) { t.DomainGiven = false }, "name it with --domain"},
		{"no administrator", all, func(t *target.Target) { t.Admin = nil }, "no administrator's account is known"},
		{
			"no administrator but the driver's", all,
			func(t *target.Target) { t.Admin, t.Driver = nil, driver.Reference{} }, "",
		},
		{
			"no names", check.Needs{Actors: true, Names: true},
			func(t *target.Target) { t.Driver = prepared(t.Driver) }, "the driver static does not register actors",
		},
		{"any names", check.Needs{Actors: true}, func(t *target.Target) { t.Driver = prepared(t.Driver) }, ""},
		{
			"no second factors", check.Needs{Actors: true, SecondFactor: true},
			func(t *target.Target) { t.Driver = prepared(t.Driver) }, "the driver static does not know second factors",
		},
		{"no messages", check.Needs{Messages: true}, func(*target.Target) {}, "no message can be posted: the driver auth  does not post messages"},
		{"no messages, without a driver", check.Needs{Messages: true}, func(t *target.Target) { t.Driver = nil }, "the target has no driver"},
		{"messages", check.Needs{Messages: true}, func(t *target.Target) { t.Posts = driver.Reference{} }, ""},
		{"messages of the driver's", check.Needs{Messages: true}, func(t *target.Target) { t.Driver = driver.Reference{} }, ""},
		{"time", check.Needs{Time: true}, func(*target.Target) {}, ""},
		{"nothing may be lost", all, func(t *target.Target) { t.Destructive = false }, "which was not allowed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tg := able
			tt.change(&tg)
			c := check.Check{ID: "a.b.c", Title: "t", Needs: tt.needs, Decides: []requirement.Requirement{core.WellKnownJSON}}
			r, planned := plan(c, &tg)
			if planned != (tt.why != "") {
				t.Fatalf("planned is %v: %+v", planned, r)
			}
			if planned && (r.Verdict != reports.Untested || !strings.Contains(r.Detail, tt.why) || r.Check != c.ID || !slices.Equal(r.Requirements, []requirement.ID{core.WellKnownJSON.ID})) {
				t.Errorf("%+v", r)
			}
		})
	}
}

// A check that is blocked names the one that decides what broke, among all that
// there are; never itself.
func TestBlockedBy(t *testing.T) {
	blocks := func(operation string) func(context.Context, *check.T) {
		return func(_ context.Context, c *check.T) { c.Blocked(operation, "why") }
	}
	decider := asking("a.a.decider", holds)
	decider.Proves = "op"
	itself := asking("a.a.itself", blocks("own"))
	itself.Proves = "own"
	checks := []check.Check{asking("a.a.one", blocks("op")), asking("a.a.two", blocks("other")), asking("a.a.three", blocks("")), itself}
	d := run(t, Options{Checks: checks, Suite: append([]check.Check{decider}, checks...), Target: serve(t, fine)})
	var by []string
	for _, r := range d.Results {
		by = append(by, r.BlockedBy)
	}
	if want := []string{"a.a.decider", "", "", ""}; !slices.Equal(by, want) {
		t.Errorf("blocked by %q, want %q", by, want)
	}
}

// A check that is blocked by one that passed names the first that failed on the
// same operation; where none did, none, and says so.
func TestBlockedByWhatPassed(t *testing.T) {
	blocks := func(ctx context.Context, c *check.T) { c.Blocked("Unregistered_serverIdCert", "it cannot be read") }
	asks := func(verdict func(*check.T)) func(context.Context, *check.T) {
		return func(ctx context.Context, c *check.T) {
			c.Client().Do(ctx, check.ServerCertRequest())
			verdict(c)
		}
	}
	decider := asking("a.a.decider", holds)
	decider.Proves = "Unregistered_serverIdCert"
	fails := func(c *check.T) { c.Fail("x", "y") }
	tests := []struct {
		name  string
		other []check.Check
		want  string
	}{
		{"nothing failed", []check.Check{asking("a.a.held", asks(func(c *check.T) { c.Hold(nil) }))}, ""},
		{"others failed", []check.Check{asking("a.a.elsewhere", func(_ context.Context, c *check.T) { fails(c) })}, ""},
		{"two failed", []check.Check{asking("a.a.one", asks(fails)), asking("a.a.two", asks(fails))}, "a.a.one"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checks := append([]check.Check{asking("a.a.blocked", blocks), decider}, tt.other...)
			d := run(t, Options{Checks: checks, Target: serve(t, fine)})
			got := d.Results[0]
			detail := "it cannot be read"
			if tt.want == "" {
				detail += "; a.a.decider decides this by itself, and passed"
			}
			if got.BlockedBy != tt.want || got.Detail != detail {
				t.Errorf("blocked by %q, want %q: %s", got.BlockedBy, tt.want, got.Detail)
			}
		})
	}
	failing := asking("a.a.decider", asks(fails))
	failing.Proves = decider.Proves
	d := run(t, Options{Checks: []check.Check{asking("a.a.first", asks(fails)), asking("a.a.blocked", blocks), failing}, Target: serve(t, fine)})
	if got := d.Results[1].BlockedBy; got != "a.a.decider" {
		t.Errorf("blocked by %s, although its decider failed", got)
	}
}

// A document counts what came of every check, and says what it was asked to do.
func TestDocument(t *testing.T) {
	verdict := func(f func(*check.T)) func(context.Context, *check.T) {
		return func(_ context.Context, c *check.T) { f(c) }
	}
	should := asking("a.a.warn", verdict(func(c *check.T) { c.Fail("x", "y") }))
	should.Decides = []requirement.Requirement{core.WellKnownPresent}
	should.Decides[0].Level = requirement.Should
	untested := asking("a.a.planned", holds)
	untested.Needs.Admin = true
	checks := []check.Check{
		asking("a.a.pass", holds), should, untested,
		asking("a.a.fail", verdict(func(c *check.T) { c.Fail("this", "that") })),
		asking("a.a.blocked", verdict(func(c *check.T) { c.Blocked("op", "why") })),
		asking("a.a.untested", verdict(func(c *check.T) { c.Untested("why") })),
		asking("a.a.notApplicable", verdict(func(c *check.T) { c.NotApplicable("why") })),
		asking("a.a.error", verdict(func(c *check.T) { c.Error("why") })),
	}
	tg := serve(t, fine)
	tg.Domain, tg.DomainGiven = "p2.example", true
	found := Findings{Notes: []string{"a note"}, Readings: []reports.Reading{{Ambiguity: "A-2", Reading: "x"}}}
	d := run(t, Options{
		Checks: checks, Target: tg, Seed: 7, Selection: "some", Version: "1.2.3", Commit: "abc", Preflight: found,
	})
	if want := (reports.Summary{Pass: 1, Fail: 1, Warn: 1, Blocked: 1, Untested: 2, NotApplicable: 1, Error: 1}); d.Summary != want {
		t.Errorf("summary %+v, want %+v: %q", d.Summary, want, verdicts(d))
	}
	if d.Suite.Version != "1.2.3" || d.Settings.Selection != "some" || d.Settings.Seed != 7 || d.Target.Driver != "none" || d.Notes[0] != "a note" || d.Readings[0].Ambiguity != "A-2" {
		t.Errorf("%+v", d)
	}
	if d.Spec.Digest != Digest(d.Spec.API) || d.Spec.API != openapi.Newest || d.Spec.Prose != catalog.Prose || !strings.HasPrefix(d.Spec.Digest, "sha256:") {
		t.Errorf("spec %+v", d.Spec)
	}
	if len(d.Requirements) != 1 || d.Requirements[0].ID != core.WellKnownPresent.ID || d.Requirements[0].Link == "" {
		t.Errorf("requirements %+v", d.Requirements)
	}
	pass, fail := d.Results[0], d.Results[3]
	if pass.Reproduce != nil || pass.Exchanges != nil || pass.Detail != "" || pass.DurationMS == nil {
		t.Errorf("a pass keeps %+v", pass)
	}
	if fail.Expected != "this" || fail.Actual != "that" || len(fail.Exchanges) != 1 || !fail.Exchanges[0].Decisive {
		t.Errorf("a failure says %+v", fail)
	}
	if want := "p2conform run --target " + tg.URL.String() + " --domain p2.example --check a.a.fail --seed 7"; fail.Reproduce.Command != want {
		t.Errorf("run it again with %q, want %q", fail.Reproduce.Command, want)
	}
	if !strings.HasPrefix(fail.Reproduce.Curl, "curl -i -X GET ") {
		t.Errorf("curl line %q", fail.Reproduce.Curl)
	}
}

// Readings are told once each, in the order of the register, from both sources.
func TestReadings(t *testing.T) {
	merged := mergeReadings(
		[]reports.Reading{{Ambiguity: "A-033", Reading: "x"}, {Ambiguity: "A-003", Reading: "b"}},
		[]reports.Reading{{Ambiguity: "A-003", Reading: "a"}, {Ambiguity: "A-003", Reading: "b"}},
	)
	var got []string
	for _, r := range merged {
		got = append(got, r.Ambiguity+r.Reading)
	}
	if want := []string{"A-003a", "A-003b", "A-033x"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if mergeReadings() == nil {
		t.Error("no readings are no list")
	}
}

// A profile is conformant only where all checks of its MUSTs were chosen, and
// held.
func TestClaims(t *testing.T) {
	other := asking("a.a.other", holds)
	other.Decides = []requirement.Requirement{core.WellKnownJSON}
	twin := asking("a.a.twin", holds) // decides the same as a.a.0
	tests := []struct {
		name   string
		checks []check.Check
		suite  []check.Check
		want   reports.ClaimState
	}{
		{"all chosen", numbered(1, holds), nil, reports.Conformant},
		{"a requirement left out", numbered(1, holds), []check.Check{other}, reports.Incomplete},
		{"a check left out", numbered(1, holds), []check.Check{twin}, reports.Incomplete},
		{"one failed", append(numbered(1, holds), asking("a.a.f", func(_ context.Context, c *check.T) { c.Fail("x", "y") })), nil, reports.Nonconformant},
		{"one failed, others left out", []check.Check{asking("a.a.f", func(_ context.Context, c *check.T) { c.Fail("x", "y") })}, []check.Check{other}, reports.Nonconformant},
		{"one unknown", append(numbered(1, holds), asking("a.a.f", func(_ context.Context, c *check.T) { c.Error("x") })), nil, reports.Incomplete},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := run(t, Options{Checks: tt.checks, Suite: append(tt.suite, tt.checks...), Target: serve(t, fine)})
			if len(d.Claims) != 1 || d.Claims[0].Claim != tt.want || d.Claims[0].Profile != requirement.Discovery {
				t.Errorf("claims %+v, want %s", d.Claims, tt.want)
			}
		})
	}
}

// A command line is one for a shell, whatever a target calls itself, and shows
// no password.
func TestCommand(t *testing.T) {
	u, err := url.Parse("https://user:secret@p2.example/;reboot;$(x)`y`")
	if err != nil {
		t.Fatal(err)
	}
	r := &runner{o: Options{
		Seed: -1, Flags: []string{"--ca", "my roots.pem"},
		Target: &target.Target{URL: u, Domain: "it's", DomainGiven: true},
	}}
	want := "p2conform run --target 'https://user:xxxxx@p2.example/;reboot;$%28x%29%60y%60' --domain 'it'\\''s' --check a.b.c --ca 'my roots.pem' --seed -1"
	if got := r.command(check.Check{ID: "a.b.c"}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	r.o.Target = &target.Target{URL: u, Embedded: true}
	r.o.Flags = nil
	if got := r.command(check.Check{ID: "a.b.c"}); got != "p2conform run --check a.b.c --seed -1" {
		t.Errorf("%s", got)
	}
}

// A password in the target's URL is in no report.
func TestUserinfo(t *testing.T) {
	var user string
	tg := serve(t, func(_ http.ResponseWriter, r *http.Request) { user, _, _ = r.BasicAuth() })
	tg.URL.User = url.UserPassword("alice", "hush-hush-hush")
	d := run(t, Options{Target: tg, Checks: numbered(1, func(_ context.Context, c *check.T) { c.Fail("x", "y") })})
	var b strings.Builder
	if err := reports.JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	if user != "alice" || strings.Contains(b.String(), "hush-hush-hush") {
		t.Errorf("user %q; the password is in %s", user, b.String())
	}
}
