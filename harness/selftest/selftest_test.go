package selftest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

const document = "/.well-known/polyproto-core"

// present is a check that bites: the document has to be there, and name an api.
func present(id string) check.Check {
	return check.Check{
		ID: id, Title: "serves the document", Decides: []requirement.Requirement{core.WellKnownPresent},
		Run: func(ctx context.Context, t *check.T) {
			res := t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: document})
			t.Granted(res, http.StatusOK)
			if !bytes.Contains(res.Body, []byte(`"api"`)) {
				t.Fail("a member api", "%s", res.Body)
			}
		},
	}
}

// blind is a check that asks, and holds whatever comes.
func blind(id string, decides requirement.Requirement) check.Check {
	return check.Check{
		ID: id, Title: "is always fine", Decides: []requirement.Requirement{decides},
		Run: func(ctx context.Context, t *check.T) {
			t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: document})
			t.Hold(nil)
		},
	}
}

// missing is a fault that present notices.
func missing(breaks ...requirement.ID) homeserver.Fault {
	return homeserver.Fault{Name: "document-missing", Breaks: breaks, Set: notFound}
}

func notFound(b *homeserver.Behaviour) {
	b.Rewrite = func(op string, _ *http.Request, a *homeserver.Answer) {
		if op == "wellKnown" {
			*a = homeserver.Answer{Status: http.StatusNotFound, Header: http.Header{}}
		}
	}
}

// harmless is a fault that nobody notices.
func harmless(name string, breaks ...requirement.ID) homeserver.Fault {
	return homeserver.Fault{Name: name, Breaks: breaks, Set: func(*homeserver.Behaviour) {}}
}

var null404 = Null{"always-404", always(http.StatusNotFound, "text/plain", "no")}

func tested(t *testing.T, o Options) *Report {
	t.Helper()
	r, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// findings lists them as "server subject", in order.
func findings(list []Finding) []string {
	var all []string
	for _, f := range list {
		all = append(all, f.Server+" "+f.Subject)
		if f.Why == "" {
			all = append(all, "without a reason")
		}
	}
	return all
}

// Each way in which a suite can be wrong has its list, and only where all are
// empty is it proven.
func TestReport(t *testing.T) {
	here, other := core.WellKnownPresent.ID, core.WellKnownJSON.ID
	rare := ambiguity.WellKnownAPIValue
	rare.Rare = true
	tests := []struct {
		name                                                 string
		o                                                    Options
		missed, tripped, alarms, misread, passed, unprovable []string
	}{
		{
			name: "proven",
			o:    Options{Checks: []check.Check{present("a.a.present")}, Faults: []homeserver.Fault{missing(here)}, Nulls: []Null{null404}},
		},
		{
			name:       "a check that cannot fail",
			o:          Options{Checks: []check.Check{present("a.a.present"), blind("a.a.blind", core.WellKnownPresent)}, Faults: []homeserver.Fault{missing(here)}},
			unprovable: []string{"a.a.blind"},
		},
		{
			name:       "a check that nothing is held against",
			o:          Options{Checks: []check.Check{present("a.a.present")}},
			unprovable: []string{"a.a.present"},
		},
		{
			name:   "a fault that is missed",
			o:      Options{Checks: []check.Check{present("a.a.present")}, Faults: []homeserver.Fault{missing(here), harmless("unseen", here)}},
			missed: []string{"unseen " + string(here)},
		},
		{
			name:   "a fault that is seen by half",
			o:      Options{Checks: []check.Check{present("a.a.present")}, Faults: []homeserver.Fault{missing(here, other)}},
			missed: []string{"document-missing " + string(other)},
		},
		{
			name: "a check that trips",
			o: Options{Checks: []check.Check{present("a.a.present"), tripping("a.a.trips")},
				Faults: []homeserver.Fault{missing(here)}},
			tripped: []string{"document-missing a.a.trips"}, unprovable: []string{"a.a.trips"},
		},
		{
			name: "a check that cannot find out",
			o: Options{Checks: []check.Check{present("a.a.present"), panicking("a.a.panics")},
				Faults: []homeserver.Fault{missing(here)}},
			tripped: []string{"document-missing a.a.panics"}, unprovable: []string{"a.a.panics"},
		},
		{
			name:    "a check that the reference does not pass",
			o:       Options{Checks: []check.Check{present("a.a.present"), untested("a.a.untested")}, Faults: []homeserver.Fault{missing(here)}},
			tripped: []string{"reference a.a.untested"}, unprovable: []string{"a.a.untested"},
		},
		{
			name:   "a check that passes on a null server",
			o:      Options{Checks: []check.Check{present("a.a.present"), blind("a.a.blind", core.WellKnownPresent)}, Faults: []homeserver.Fault{missing(here)}, Nulls: []Null{null404}},
			passed: []string{"always-404 a.a.blind"}, unprovable: []string{"a.a.blind"},
		},
		{
			name: "an alarm on another reading",
			o: Options{Checks: []check.Check{present("a.a.present")}, Faults: []homeserver.Fault{missing(here)}, Variants: []homeserver.Variant{
				{Entry: ambiguity.WellKnownAPIValue, Reading: "none", Set: notFound},
				{Entry: ambiguity.WellKnownAPIValue, Reading: "plain", Set: func(*homeserver.Behaviour) {}},
			}},
			alarms: []string{"A-003=none a.a.present"},
		},
		{
			name: "a reading on which nothing is asked",
			o: Options{Checks: []check.Check{present("a.a.present"), silentOn404("a.a.silent")}, Faults: []homeserver.Fault{missing(here)}, Variants: []homeserver.Variant{
				{Entry: ambiguity.WellKnownAPIValue, Reading: "none", Set: notFound},
			}},
			alarms: []string{"A-003=none a.a.present"}, unprovable: []string{"a.a.silent"},
		},
		{
			name: "readings that are recognised",
			o: Options{Checks: []check.Check{probing(present("a.a.present"), true)}, Faults: []homeserver.Fault{missing(here)},
				Variants: []homeserver.Variant{bareHost}},
		},
		{
			name: "readings that are taken for others",
			o: Options{Checks: []check.Check{probing(present("a.a.present"), false)}, Faults: []homeserver.Fault{missing(here)},
				Variants: []homeserver.Variant{bareHost}},
			misread: []string{"A-003=bare-host A-003"},
		},
		{
			name: "readings that nobody records",
			o: Options{Checks: []check.Check{present("a.a.present")}, Probed: []ambiguity.Entry{ambiguity.WellKnownAPIValue},
				Faults: []homeserver.Fault{missing(here)}, Variants: []homeserver.Variant{bareHost}},
			misread: []string{"reference A-003", "A-003=bare-host A-003"},
		},
		{
			name: "a rare reading that nobody records",
			o: Options{Checks: []check.Check{present("a.a.present")}, Probed: []ambiguity.Entry{rare},
				Faults: []homeserver.Fault{missing(here)}, Variants: []homeserver.Variant{bareHost}},
			misread: []string{"A-003=bare-host A-003"},
		},
		{
			name: "a rare reading that a server does not take",
			o: Options{Checks: []check.Check{check.Probing(wrongly(present("a.a.present")), rare)},
				Faults: []homeserver.Fault{missing(here)}},
			misread: []string{"reference A-003"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := tested(t, tt.o)
			for what, lists := range map[string][2][]string{
				"missed": {findings(r.Missed), tt.missed}, "tripped": {findings(r.Tripped), tt.tripped}, "alarms": {findings(r.Alarms), tt.alarms},
				"misread": {findings(r.Misread), tt.misread},
				"passed":  {findings(r.Passed), tt.passed}, "unproven": {r.Unproven, tt.unprovable},
			} {
				if !slices.Equal(lists[0], lists[1]) {
					t.Errorf("%s: %q, want %q", what, lists[0], lists[1])
				}
			}
			empty := len(tt.missed)+len(tt.tripped)+len(tt.alarms)+len(tt.misread)+len(tt.passed)+len(tt.unprovable) == 0
			if r.OK() != empty {
				t.Errorf("OK is %v", r.OK())
			}
		})
	}
}

// bareHost is a reading that probing can tell.
var bareHost = homeserver.Variant{Entry: ambiguity.WellKnownAPIValue, Reading: "bare-host", Set: func(b *homeserver.Behaviour) {
	b.WellKnown = func(r *http.Request) any { return map[string]any{"api": r.Host} }
}}

// probing records how the document names the API, or takes each for a URL.
func probing(c check.Check, looks bool) check.Check {
	decide := c.Run
	c.Probes = []ambiguity.Entry{ambiguity.WellKnownAPIValue}
	c.Run = func(ctx context.Context, t *check.T) {
		res := t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: document})
		if looks && !bytes.Contains(res.Body, []byte("://")) {
			t.Took(ambiguity.WellKnownAPIValue, "bare-host")
		} else {
			t.Took(ambiguity.WellKnownAPIValue, "absolute-url")
		}
		decide(ctx, t)
	}
	return c
}

// wrongly records a reading that the reference server does not take.
func wrongly(c check.Check) check.Check {
	decide := c.Run
	c.Run = func(ctx context.Context, t *check.T) {
		t.Took(ambiguity.WellKnownAPIValue, "bare-host")
		decide(ctx, t)
	}
	return c
}

// tripping fails where the document is missing, and says that it decides
// something else.
func tripping(id string) check.Check {
	c := present(id)
	c.Decides = []requirement.Requirement{core.WellKnownJSON}
	return c
}

func panicking(id string) check.Check {
	c := blind(id, core.WellKnownJSON)
	c.Run = func(ctx context.Context, t *check.T) {
		if res := t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: document}); res.Status != http.StatusOK {
			panic("not there")
		}
		t.Hold(nil)
	}
	return c
}

func untested(id string) check.Check {
	c := blind(id, core.WellKnownJSON)
	c.Run = func(_ context.Context, t *check.T) { t.Untested("nobody was asked") }
	return c
}

func silentOn404(id string) check.Check {
	c := blind(id, core.WellKnownJSON)
	c.Run = func(ctx context.Context, t *check.T) {
		if res := t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: document}); res.Status == http.StatusNotFound {
			t.NotApplicable("there is none")
		}
		t.Hold(nil)
	}
	return c
}

// The matrix has a row for each server and a verdict for each check, whatever
// the number of servers side by side.
func TestRows(t *testing.T) {
	var done []string
	o := Options{
		Checks: []check.Check{present("a.a.present"), blind("a.a.blind", core.WellKnownJSON)},
		Faults: []homeserver.Fault{missing(core.WellKnownPresent.ID), harmless("harmless")},
		Nulls:  Nulls(), Parallel: 4, Seed: 3,
		Progress: func(name string) { done = append(done, name) },
	}
	r := tested(t, o)
	want := []string{"reference", "document-missing", "harmless"}
	for _, n := range Nulls() {
		want = append(want, n.Name)
	}
	var names []string
	for _, row := range r.Rows {
		names = append(names, row.Server)
		if len(row.Verdicts) != 2 || slices.Contains(row.Verdicts, 0) {
			t.Errorf("%s: %v", row.Server, row.Verdicts)
		}
	}
	if !slices.Equal(names, want) || !slices.Equal(r.Checks, []string{"a.a.present", "a.a.blind"}) {
		t.Errorf("rows %q, columns %q", names, r.Checks)
	}
	if slices.Sort(done); !slices.Equal(done, slices.Sorted(slices.Values(want))) {
		t.Errorf("told of %q", done)
	}
	if r.Rows[0].Kind != Reference || r.Rows[1].Kind != FaultKind || r.Rows[3].Kind != NullServer || r.Rows[1].Breaks[0] != string(core.WellKnownPresent.ID) {
		t.Errorf("rows %+v", r.Rows)
	}
	if again := tested(t, o); !slices.EqualFunc(again.Rows, r.Rows, func(a, b Row) bool { return slices.Equal(a.Verdicts, b.Verdicts) }) {
		t.Errorf("a second run is %+v", again.Rows)
	}
}

// A list without findings is an empty one for who reads the report as JSON.
func TestJSON(t *testing.T) {
	b, err := json.Marshal(tested(t, Options{
		Checks: []check.Check{present("a.a.present")}, Faults: []homeserver.Fault{missing(core.WellKnownPresent.ID)},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "null") {
		t.Errorf("%s", b)
	}
	var r struct {
		Missed, Tripped, Alarms, Misread, Passed, Strayed []Finding
		Unproven                                          []string
	}
	if err := json.Unmarshal(b, &r); err != nil || r.Missed == nil || r.Tripped == nil || r.Alarms == nil || r.Misread == nil || r.Passed == nil || r.Strayed == nil || r.Unproven == nil {
		t.Errorf("%s, %v", b, err)
	}
}

// A self-test that is stopped says so, and finds nothing.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	why := errors.New("the user said so")
	r, err := Run(ctx, Options{
		Checks: []check.Check{present("a.a.present")}, Faults: []homeserver.Fault{harmless("one"), harmless("two")}, Parallel: 1,
		Progress: func(string) { cancel(why) },
	})
	if r != nil || !errors.Is(err, why) {
		t.Errorf("report %+v, error %v", r, err)
	}
}

// A fault with which the server does not start is an error, not a finding.
func TestServerThatDoesNotStart(t *testing.T) {
	broken := homeserver.Fault{Name: "no-root", Set: func(b *homeserver.Behaviour) {
		b.EditRoot = func(c *idcert.Cert) { c.Serial = nil }
	}}
	r, err := Run(t.Context(), Options{Checks: []check.Check{present("a.a.present")}, Faults: []homeserver.Fault{broken}})
	if r != nil || err == nil || !strings.Contains(err.Error(), "self-test on no-root") {
		t.Errorf("report %+v, error %v", r, err)
	}
}

// Null servers are asked all that there is, and leave nothing behind.
func TestNullServers(t *testing.T) {
	seen := map[string]bool{}
	for _, n := range Nulls() {
		if n.Name == "" || n.Handler == nil || seen[n.Name] {
			t.Errorf("%q", n.Name)
		}
		seen[n.Name] = true
	}
	needy := present("a.a.needy")
	needy.Needs = check.Needs{Actors: true, Trials: true, Domain: true, Admin: true, Destructive: true}
	needy.Run = func(ctx context.Context, t *check.T) { t.NewActor(ctx); t.Hold(nil) }
	r := tested(t, Options{Checks: []check.Check{needy}, Nulls: Nulls()})
	for _, row := range r.Rows[1:] {
		if v := row.Verdicts[0]; v == reports.Untested || v == reports.Pass {
			t.Errorf("%s: %s", row.Server, v)
		}
	}
	deadline := time.Now().Add(10 * time.Second)
	for stacks := make([]byte, 1<<20); strings.Contains(string(stacks[:runtime.Stack(stacks, true)]), "selftest.neverAnswer"); runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatal("a handler of a null server is left behind")
		}
	}
}
