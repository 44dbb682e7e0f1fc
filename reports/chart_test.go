package reports

import (
	"slices"
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

// spots lists every requirement on the map.
func spots(parts []*part) []spot {
	var list []spot
	for _, p := range parts {
		list = append(list, p.Spots...)
		list = append(list, spots(p.Parts)...)
	}
	return list
}

func TestEveryRequirementHasItsState(t *testing.T) {
	want := map[requirement.ID]struct {
		state state
		why   string
	}{
		"core.well-known.version":         {"pass", ""},
		"core.gateway.resume":             {"notApplicable", ""},
		"core.idcert.reuse":               {"fail", ""},
		"core.idcert.session-id.length":   {"fail", ""},
		"core.idcert.session-id.unchosen": {unchosen, ""},
		"core.migration.notice":           {"warn", ""},
		"core.migration.peer":             {unchecked, `It takes a home server beside the target. It takes a driver with the capability "seed messages".`},
		"core.migration.driver":           {unchecked, `It takes a driver with the capability "post messages".`},
		"core.migration.time":             {unchecked, "It takes waiting for the end of the lifetime of a redirect."},
		"core.migration.client":           {untestable, "Only a client shows whether it holds."},
		"core.migration.inside":           {untestable, "Nobody sees " + nasty},
		"core.extension.names":            {"error", ""}, // and untested
		"api.error.form":                  {"blocked", ""},
	}
	c := newChart(newView(full()))
	list := spots(c.Parts)
	if len(list) != len(want) || c.Total != len(want) {
		t.Errorf("%d requirements, counted as %d, want %d", len(list), c.Total, len(want))
	}
	for _, s := range list {
		if w := want[s.ID]; s.State != w.state || s.Why != w.why {
			t.Errorf("%s is %s %q, want %s %q", s.ID, s.State, s.Why, w.state, w.why)
		}
	}
}

// Totals add up: a section has what stands in it and in those below.
func TestTotalsAddUp(t *testing.T) {
	c := newChart(newView(full()))
	var check func(p *part) int
	check = func(p *part) int {
		n := len(p.Spots)
		for _, below := range p.Parts {
			n += check(below)
			if below.Depth <= p.Depth {
				t.Errorf("%s, of depth %d, stands in %s, of depth %d", below.Heading, below.Depth, p.Heading, p.Depth)
			}
		}
		sum := 0
		for _, s := range p.States() {
			sum += s.N
		}
		if n != p.Total || n != sum {
			t.Errorf("%s has %d requirements, and says %d of %d", p.Heading, n, sum, p.Total)
		}
		return n
	}
	total := 0
	for _, p := range c.Parts {
		total += check(p)
	}
	if total != c.Total || len(c.Parts) != 2 {
		t.Errorf("%d parts with %d requirements, and the map says %d", len(c.Parts), total, c.Total)
	}
}

// A bar is as long as it says, and shows what is one among many.
func TestBarsShowEveryState(t *testing.T) {
	for _, counts := range []map[state]int{
		{passed: 836, "fail": 1},
		{passed: 1, "fail": 1, "warn": 1, unchecked: 1000, untestable: 1, unchosen: 1, "error": 1, "blocked": 1, "untested": 1, "notApplicable": 1},
		{untestable: 3},
	} {
		var c census
		for s, n := range counts {
			c.add(census{n, map[state]int{s: n}})
		}
		x := 0
		for i, s := range c.Bar() {
			if s.X != x || s.Width < sliver {
				t.Errorf("%v: segment %+v, want it at %d, and %d wide at least", counts, s, x, sliver)
			}
			if first := counts[passed] > 0 && i == 0; first != (s.Class == "pass") {
				t.Errorf("%v: segment %d is %s", counts, i, s.Class)
			}
			x += s.Width
		}
		if x != 1000 {
			t.Errorf("%v: the bar is %d wide", counts, x)
		}
	}
	if (census{}).Bar() != nil {
		t.Error("nothing has a bar")
	}
}

// The results of a requirement stand the worst first; a document that a target
// could have written takes no state that there is none of.
func TestResultsOfARequirement(t *testing.T) {
	results := func(verdicts ...Verdict) []*item {
		var list []*item
		for _, v := range verdicts {
			list = append(list, &item{Result: Result{Verdict: v}})
		}
		return list
	}
	for _, tc := range []struct {
		verdicts []Verdict
		want     state
	}{
		{[]Verdict{Pass, Fail, Warn}, "fail"},
		{[]Verdict{NotApplicable, Pass}, "pass"},
		{[]Verdict{Pass, Untested}, "untested"},
		{[]Verdict{Pass, Verdict(99)}, "error"},
	} {
		given := results(tc.verdicts...)
		s := newSpot(Entry{Checks: 1}, given)
		if s.State != tc.want || state(effective(s.Results[0].Verdict).String()) != tc.want {
			t.Errorf("%v: %s, and the first is %s, want %s", tc.verdicts, s.State, s.Results[0].Verdict, tc.want)
		}
		if !slices.EqualFunc(given, tc.verdicts, func(i *item, v Verdict) bool { return i.Verdict == v }) {
			t.Errorf("%v: the caller's list was sorted", tc.verdicts)
		}
	}
}

func TestNoContentsNoMap(t *testing.T) {
	d := full()
	d.Contents = nil
	if newChart(newView(d)) != nil {
		t.Error("a report of an earlier suite has a map")
	}
}
