package selftest

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// asked counts how often a check is run, by its id.
type asked struct {
	mu    sync.Mutex
	times map[string]int
}

func (a *asked) counted(c check.Check) check.Check {
	body := c.Run
	c.Run = func(ctx context.Context, t *check.T) {
		a.mu.Lock()
		a.times[c.ID]++
		a.mu.Unlock()
		body(ctx, t)
	}
	return c
}

// rooted asks for the server's ID-Cert alone.
func rooted(id string) check.Check {
	c := blind(id, core.WellKnownJSON)
	c.Run = func(ctx context.Context, t *check.T) {
		t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: client.Base + "/idcert/server"})
		t.Hold(nil)
	}
	return c
}

// Left out is what reaches nothing that a server replaces: by the entries that are
// called, or, where they can be called beside, by what they come to.
func TestLeftOut(t *testing.T) {
	set := map[string]struct {
		fault func(*homeserver.Behaviour)
		// want are the checks, of a document, of the root and of the document in a race,
		// that are run there.
		want [3]bool
	}{
		"an entry that is called": {func(b *homeserver.Behaviour) {
			b.WellKnown = func(*http.Request) any { return map[string]any{"api": "https://home.p2.example/.p2/core/"} }
		}, [3]bool{true, false, true}},
		"one that is not": {func(b *homeserver.Behaviour) {
			b.NameClash = func(*homeserver.Actor, string) {}
		}, [3]bool{}},
		"one that comes to something else": {notFound, [3]bool{true, false, true}},
		"one that comes to the same": {func(b *homeserver.Behaviour) {
			b.Rewrite = func(string, *http.Request, *homeserver.Answer) {}
		}, [3]bool{false, false, true}},
		"a value":      {func(b *homeserver.Behaviour) { b.Lifetime = 1 << 50 }, [3]bool{true, true, true}},
		"at the start": {func(b *homeserver.Behaviour) { b.RootKey = sameKey }, [3]bool{true, true, true}},
	}
	for name, tt := range set {
		racing := blind("a.a.racing", core.WellKnownJSON)
		racing.Needs.Racing = true
		count := &asked{times: map[string]int{}}
		o := Options{
			Checks: []check.Check{count.counted(blind("a.a.document", core.WellKnownJSON)), count.counted(rooted("a.a.root")), count.counted(racing)},
			Faults: []homeserver.Fault{{Name: "a-fault", Set: tt.fault}},
		}
		r := tested(t, o)
		left := 0
		for i, c := range o.Checks {
			times := 2 // the reference, and the trace
			if tt.want[i] {
				times++
			} else {
				left++
			}
			if count.times[c.ID] != times {
				t.Errorf("%s: %s was run %d times, want %d", name, c.ID, count.times[c.ID], times)
			}
		}
		if r.LeftOut != left || slices.ContainsFunc(r.Rows[1].Verdicts, func(v reports.Verdict) bool { return v != reports.Pass }) {
			t.Errorf("%s: %d left out, want %d, verdicts %v", name, r.LeftOut, left, r.Rows[1].Verdicts)
		}
		o.Whole = true
		if r := tested(t, o); r.LeftOut != 0 {
			t.Errorf("%s: as a whole, %d are left out", name, r.LeftOut)
		}
	}
}

func sameKey(random func(int) []byte, _ *homeserver.Root) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(random(ed25519.SeedSize))
}

// What is there to notice something is always run.
func TestNeverLeftOut(t *testing.T) {
	count := &asked{times: map[string]int{}}
	deciding, asking := rooted("a.a.deciding"), rooted("a.a.probing")
	asking.Probes = []ambiguity.Entry{ambiguity.WellKnownAPIValue}
	tested(t, Options{
		Checks:   []check.Check{count.counted(deciding), count.counted(asking)},
		Faults:   []homeserver.Fault{harmless("unseen", core.WellKnownJSON.ID)},
		Variants: []homeserver.Variant{bareHost},
	})
	if n := count.times[deciding.ID]; n != 3 {
		t.Errorf("a check of what a fault breaks was run %d times", n)
	}
	if n := count.times[asking.ID]; n != 4 { // it decides the same
		t.Errorf("a check that probes a reading was run %d times", n)
	}
}

// Of what is left out a sample is run all the same, another one on each server.
func TestSample(t *testing.T) {
	count := &asked{times: map[string]int{}}
	var checks []check.Check
	for i := range 40 {
		checks = append(checks, count.counted(blind(fmt.Sprintf("a.a.%d", i), core.WellKnownJSON)))
	}
	o := Options{Checks: checks, Sample: 8, Seed: 1, Faults: []homeserver.Fault{harmless("one"), harmless("two"), harmless("three")}}
	r := tested(t, o)
	if r.LeftOut == 0 || r.LeftOut >= 3*len(checks) {
		t.Errorf("%d are left out", r.LeftOut)
	}
	differ := false
	for _, n := range count.times {
		differ = differ || n == 3
	}
	if !differ {
		t.Error("every fault has the same sample")
	}
	first := count.times
	count.times = map[string]int{}
	if tested(t, o); fmt.Sprint(count.times) != fmt.Sprint(first) {
		t.Errorf("a second time the sample is %v, and was %v", count.times, first)
	}
}

// A check that comes to something else where it reaches nothing else is shown for
// that.
func TestStrayed(t *testing.T) {
	var runs atomic.Int32
	fickle := blind("a.a.fickle", core.WellKnownJSON)
	fickle.Run = func(ctx context.Context, t *check.T) {
		t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: document})
		if runs.Add(1) > 2 { // the trace, and the reference
			t.Fail("what was before", "something else")
		}
		t.Hold(nil)
	}
	r := tested(t, Options{Checks: []check.Check{fickle}, Sample: 1, Parallel: 1, Faults: []homeserver.Fault{harmless("harmless")}})
	if got := findings(r.Strayed); !slices.Equal(got, []string{"harmless a.a.fickle"}) || r.OK() {
		t.Errorf("strayed are %q, OK is %v", got, r.OK())
	}
}
