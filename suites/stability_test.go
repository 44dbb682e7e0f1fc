package suites_test

import (
	"bytes"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

var (
	stabilitySeeds  = flag.Int("stability.seeds", 2, "how many seeds TestStableOverSeeds runs")
	stabilityFaults = flag.Int("stability.faults", 2, "how many faults are set, one at a time; 0 is all")
)

// runs is how many runs a test makes of those that it would.
func runs(n int) int {
	if testing.Short() {
		return min(n, 2)
	}
	return n
}

// notUnderRace skips what makes many whole runs and looks for no races: there they
// take ten times as long. In CI, a step without the detector makes them.
func notUnderRace(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("this is no test for races: run it without -race")
	}
}

// certified runs every check against a reference server of the same seed.
func certified(t *testing.T, seed int64, parallel int, set func(*homeserver.Behaviour)) *reports.Document {
	t.Helper()
	var b homeserver.Behaviour
	if set != nil {
		set(&b)
	}
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: seed, Behaviour: b})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	return asked(t, e, run.Options{Checks: suites.All(), Seed: seed, Parallel: parallel})
}

// asked runs checks against a server as the command line does.
func asked(t *testing.T, e *target.Embedded, o run.Options) *reports.Document {
	t.Helper()
	o.Redactor = &reports.Redactor{}
	found, err := run.Preflight(t.Context(), e.Target, o.Redactor)
	if err != nil {
		t.Fatal(err)
	}
	o.Target, o.Preflight = e.Target, found
	doc, err := run.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// sameVerdicts reports each check that came to something else than before.
func sameVerdicts(t *testing.T, what string, want, got *reports.Document) {
	t.Helper()
	if got.Partial != "" || len(got.Results) != len(want.Results) {
		t.Errorf("%s: %d results of %d, partial %q", what, len(got.Results), len(want.Results), got.Partial)
		return
	}
	for i, r := range got.Results {
		if before := want.Results[i]; r.Check != before.Check || r.Verdict != before.Verdict {
			t.Errorf("%s: %s is %s and was %s: expected %s, got %s %s", what, r.Check, r.Verdict, before.Verdict, r.Expected, r.Actual, r.Detail)
		}
	}
}

// The seed decides names, keys and the order, and nothing else: a verdict is the
// same whatever it is, and however many checks run side by side.
func TestStableOverSeeds(t *testing.T) {
	notUnderRace(t)
	first := certified(t, 1, 1, nil)
	for seed := range runs(*stabilitySeeds) {
		for _, parallel := range []int{4, 16} {
			sameVerdicts(t, fmt.Sprintf("seed %d, %d side by side", seed+2, parallel), first, certified(t, int64(seed+2), parallel, nil))
		}
	}
}

// The same server can be asked twice, with the same seed, and remembers the
// first time.
func TestStableOnOneServer(t *testing.T) {
	notUnderRace(t)
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	first := asked(t, e, run.Options{Checks: suites.All(), Seed: 1, Nonce: "first"})
	for _, nonce := range []string{"second", "third"} {
		sameVerdicts(t, nonce, first, asked(t, e, run.Options{Checks: suites.All(), Seed: 1, Nonce: nonce}))
	}
}

// Each check comes to the same alone as among the others.
func TestStableAlone(t *testing.T) {
	notUnderRace(t)
	all := certified(t, 1, 4, nil)
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	step := 1
	if n := runs(len(all.Results)); n < len(all.Results) {
		step = 10
	}
	for i := 0; i < len(all.Results); i += step {
		c := suites.All()[i]
		alone := asked(t, e, run.Options{Checks: []check.Check{c}, Suite: suites.All(), Seed: 1, Nonce: c.ID})
		if v := alone.Results[0].Verdict; v != all.Results[i].Verdict {
			t.Errorf("%s is %s alone and was %s", c.ID, v, all.Results[i].Verdict)
		}
	}
}

// Two runs of one seed make the same document, byte for byte, but for what
// Canonical takes out: on the reference server, and with faults.
func TestCanonicalDocuments(t *testing.T) {
	notUnderRace(t)
	faults := append([]homeserver.Fault{{Name: "none"}}, someFaults()...)
	for _, names := range unsteady {
		faults = append(faults, together(t, names))
	}
	for _, f := range faults {
		t.Run(f.Name, func(t *testing.T) {
			first, second := canonical(t, f), canonical(t, f)
			if first == second {
				return
			}
			a, b := strings.Split(first, "\n"), strings.Split(second, "\n")
			for i := range min(len(a), len(b)) {
				if a[i] != b[i] {
					t.Fatalf("line %d is\n%s\nand then\n%s", i+1, a[i], b[i])
				}
			}
			t.Fatalf("one has %d lines, the other %d", len(a), len(b))
		})
	}
}

// unsteady are faults that make checks speak of what is another one in each run:
// times, random bytes, and what depends on the order of requests. Those that do
// not get in each other's way are set together.
var unsteady = [][]string{
	{"cache-window-in-local-time", "cert-starts-before-root", "trial-shows-when-it-was-made", "cache-signature-with-0x"},
	{"cache-window-a-duration", "cert-session-id-twice-different", "trial-from-a-pool"},
	{"cache-window-ends-at-its-start", "cert-in-local-time"},
	{"cache-window-never-renewed"},
	{"root-expired"},
}

// together is a server with several faults.
func together(t *testing.T, names []string) homeserver.Fault {
	t.Helper()
	var sets []func(*homeserver.Behaviour)
	for _, name := range names {
		i := slices.IndexFunc(homeserver.Faults(), func(f homeserver.Fault) bool { return f.Name == name })
		if i < 0 {
			t.Fatalf("there is no fault %s", name)
		}
		sets = append(sets, homeserver.Faults()[i].Set)
	}
	return homeserver.Fault{Name: strings.Join(names, "+"), Set: func(b *homeserver.Behaviour) {
		for _, set := range sets {
			set(b)
		}
	}}
}

// someFaults are as many as the flag says, from everywhere in the list. How long a body
// is that was compressed is a matter of what is in it, and faults that show in races take
// long: those are left out.
func someFaults() []homeserver.Fault {
	all := slices.DeleteFunc(homeserver.Faults(), func(f homeserver.Fault) bool {
		return strings.HasPrefix(f.Name, "compressed-") || strings.HasPrefix(f.Name, "race-")
	})
	n := runs(*stabilityFaults)
	if n <= 0 || n > len(all) {
		return all
	}
	var some []homeserver.Fault
	for i := range n {
		some = append(some, all[(2*i+1)*len(all)/(2*n)])
	}
	return some
}

func canonical(t *testing.T, f homeserver.Fault) string {
	t.Helper()
	var b bytes.Buffer
	if err := reports.JSON(&b, reports.Canonical(inOrder(certified(t, 7, 4, f.Set)))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// inOrder leaves out what checks recorded of requests that overlap: these are
// answered in an order of their own each time, and on a server that does not keep
// up, with answers of their own.
func inOrder(d *reports.Document) *reports.Document {
	racing := map[string]bool{}
	for _, c := range suites.All() {
		racing[c.ID] = c.Needs.Racing
	}
	for i := range d.Results {
		if r := &d.Results[i]; racing[r.Check] {
			r.Exchanges, r.Actual = nil, ""
		}
	}
	return d
}

// What is blocked names another check that decides what broke, and that did not
// pass; or it says that what broke works by itself.
func TestBlockedNamesItsDecider(t *testing.T) {
	notUnderRace(t)
	known := map[string]bool{}
	for _, c := range suites.All() {
		known[c.ID] = true
	}
	blocked := 0
	// Two that break what much rests on are there however few are picked.
	faults := someFaults()
	for _, f := range homeserver.Faults() {
		if f.Name == "well-known-missing" || f.Name == "well-known-without-api" {
			faults = append(faults, f)
		}
	}
	for _, f := range faults {
		doc := certified(t, 1, 4, f.Set)
		for _, r := range doc.Results {
			if r.Verdict != reports.Blocked {
				continue
			}
			blocked++
			switch by := r.BlockedBy; {
			case by == "" && strings.Contains(r.Detail, "decides this by itself, and passed"):
			case !known[by] || by == r.Check:
				t.Errorf("%s: %s is blocked by no other check (%q): %s", f.Name, r.Check, by, r.Detail)
			case passed(doc, by):
				t.Errorf("%s: %s is blocked by %s, which passed: %s", f.Name, r.Check, by, r.Detail)
			}
		}
	}
	if blocked == 0 {
		t.Error("no fault blocked any check: choose others")
	}
}

func passed(doc *reports.Document, id string) bool {
	return slices.ContainsFunc(doc.Results, func(r reports.Result) bool { return r.Check == id && r.Verdict == reports.Pass })
}
