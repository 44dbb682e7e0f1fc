package coverage

import (
	"reflect"
	"testing"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/contents"
	"github.com/p2conform/p2conform/spec/requirement"
)

// all is the whole catalogue and register, with every third requirement checked.
func all() Source {
	s := Source{
		Requirements: catalog.All(), Entries: ambiguity.All, Checks: map[requirement.ID][]string{},
		Why:         func(requirement.Requirement) string { return "Not yet." },
		WhyUnprobed: func(e ambiguity.Entry) string { return "Not " + e.Impact.String() + "." },
	}
	for i, r := range s.Requirements {
		if i%3 == 0 && r.Decided < requirement.ClientOnly {
			s.Checks[r.ID] = []string{"some.check"}
		}
	}
	return s
}

// sum adds up, and holds each against itself.
func sum(t *testing.T, where string, counts ...Counts) Counts {
	t.Helper()
	var s Counts
	for _, c := range counts {
		if c.Checked+c.Pending+c.OutOfReach != c.Total {
			t.Errorf("%s: %+v does not add up", where, c)
		}
		s.Total += c.Total
		s.Checked += c.Checked
		s.Pending += c.Pending
		s.OutOfReach += c.OutOfReach
	}
	return s
}

func TestTotalsAddUp(t *testing.T) {
	for name, s := range map[string]Source{"made up": source(), "everything": all()} {
		t.Run(name, func(t *testing.T) {
			d := New(s)
			if d.Totals.Total != len(s.Requirements) {
				t.Errorf("%d requirements are counted, want %d", d.Totals.Total, len(s.Requirements))
			}
			want := sum(t, "totals", d.Totals)
			var texts, levels, means, profiles []Counts
			for _, text := range d.Documents {
				var sections []Counts
				for _, section := range text.Sections {
					sections = append(sections, section.Counts)
					if len(section.Requirements) != section.Counts.Total {
						t.Errorf("%s %s: %d requirements, counted %d", text.Doc, section.Number, len(section.Requirements), section.Counts.Total)
					}
				}
				if got := sum(t, text.Doc, sections...); got != text.Counts {
					t.Errorf("the sections of %s come to %+v, want %+v", text.Doc, got, text.Counts)
				}
				texts = append(texts, text.Counts)
			}
			for _, g := range d.Levels {
				levels = append(levels, g.Counts)
			}
			for _, m := range d.Means {
				means = append(means, m.Counts)
				var by []Counts
				for _, g := range m.By {
					by = append(by, g.Counts)
				}
				if got := sum(t, m.Decided.String(), by...); got.Total > m.Counts.Total {
					t.Errorf("%s is divided into %d, and is %d", m.Decided, got.Total, m.Counts.Total)
				}
			}
			for _, g := range d.Profiles {
				profiles = append(profiles, g.Counts)
			}
			for name, counts := range map[string][]Counts{"documents": texts, "levels": levels, "means": means, "profiles": profiles} {
				if got := sum(t, name, counts...); got != want {
					t.Errorf("the %s come to %+v, want %+v", name, got, want)
				}
			}
			for name, reasons := range map[string]struct {
				list []Reason
				want int
			}{"have no check yet": {d.Pending, want.Pending}, "are out of reach": {d.OutOfReach, want.OutOfReach}} {
				n := 0
				for _, r := range reasons.list {
					n += len(r.Requirements)
				}
				if n != reasons.want {
					t.Errorf("%d requirements %s for some reason, want %d", n, name, reasons.want)
				}
			}
		})
	}
}

func TestAmbiguitiesAddUp(t *testing.T) {
	for name, s := range map[string]Source{"made up": source(), "everything": all()} {
		t.Run(name, func(t *testing.T) {
			a := New(s).Ambiguities
			var got EntryCounts
			for _, g := range a.Impacts {
				c := g.Counts
				got = EntryCounts{got.Total + c.Total, got.Errata + c.Errata, got.OffWire + c.OffWire, got.Probed + c.Probed, got.Unprobed + c.Unprobed}
			}
			c := a.Counts
			if got != c || c.Total != len(s.Entries) || c.Errata+c.OffWire+c.Probed+c.Unprobed != c.Total {
				t.Errorf("%+v, by impact %+v, of %d", c, got, len(s.Entries))
			}
			unprobed := 0
			for i, s := range a.Unprobed {
				unprobed += len(s.Entries)
				if i > 0 && len(s.Entries) > len(a.Unprobed[i-1].Entries) {
					t.Errorf("%q is of more than %q before it", s.Why, a.Unprobed[i-1].Why)
				}
			}
			if unprobed != c.Unprobed {
				t.Errorf("%d ambiguities have no probe for some reason, want %d", unprobed, c.Unprobed)
			}
			for _, e := range a.Entries {
				if (e.State == Unprobed) != (e.Why != "") {
					t.Errorf("%s is %s, and has the reason %q", e.ID, e.State, e.Why)
				}
			}
			readings := 0
			for _, e := range s.Entries {
				readings += len(e.Readings)
			}
			if r := a.Readings; r.Total != readings || r.OffWire+r.Reference+r.Variant+r.Failing+r.Missing != r.Total {
				t.Errorf("%+v, of %d readings", r, readings)
			}
		})
	}
	made := New(source()).Ambiguities
	if want := (EntryCounts{Total: 4, Errata: 1, OffWire: 1, Probed: 1, Unprobed: 1}); made.Counts != want {
		t.Errorf("%+v, want %+v", made.Counts, want)
	}
	if want := (ReadingCounts{Total: 9, OffWire: 3, Reference: 1, Variant: 1, Failing: 1, Missing: 3}); made.Readings != want {
		t.Errorf("%+v, want %+v", made.Readings, want)
	}
}

func TestEverySectionIsListed(t *testing.T) {
	n := 0
	for _, text := range New(all()).Documents {
		n += len(text.Sections)
	}
	if want := len(contents.All()); n != want {
		t.Errorf("%d sections, want %d", n, want)
	}
}

func TestStates(t *testing.T) {
	want := map[requirement.ID]State{
		"core.a": Checked, "core.b": Waiting, "core.c": Waiting, "core.d": OutOfReach,
		"auth.e": OutOfReach, "mls.f": Waiting, "api.g": Checked, "api.h": Waiting,
	}
	for _, r := range New(source()).Requirements {
		if r.State != want[r.ID] {
			t.Errorf("%s is %s, want %s", r.ID, r.State, want[r.ID])
		}
		if (r.State == Checked) != (len(r.Checks) > 0) || (r.State == Checked) == (r.Why != "") {
			t.Errorf("%s is %s, has the checks %q and the reason %q", r.ID, r.State, r.Checks, r.Why)
		}
	}
}

// New changes nothing in what it is given.
func TestSourceStaysAsItIs(t *testing.T) {
	s := source()
	d := New(s)
	d.Requirements[0].Checks[0], d.Requirements[0].Faults[0] = "changed", "changed"
	d.Ambiguities.Entries[0].Probes[0] = "changed"
	want := source()
	if !reflect.DeepEqual(s.Checks, want.Checks) || !reflect.DeepEqual(s.Faults, want.Faults) || !reflect.DeepEqual(s.Probes, want.Probes) {
		t.Error("the document shares its lists with what it was made of")
	}
}

func TestPercent(t *testing.T) {
	for _, tc := range []struct {
		n, of int
		want  string
	}{{0, 10, "0 %"}, {1, 1000, "1 %"}, {1, 3, "33 %"}, {2, 3, "67 %"}, {999, 1000, "99 %"}, {10, 10, "100 %"}} {
		if got := percent(tc.n, tc.of); got != tc.want {
			t.Errorf("percent(%d, %d) = %q, want %q", tc.n, tc.of, got, tc.want)
		}
	}
}

func TestPartsFillTheBar(t *testing.T) {
	for _, c := range []Counts{{3, 1, 1, 1}, {7, 0, 7, 0}, {1000, 999, 0, 1}, {5, 5, 0, 0}} {
		total := 0
		for _, n := range c.parts(16) {
			total += n
		}
		if total != 16 {
			t.Errorf("%+v fills %d of 16", c, total)
		}
	}
	if got := (Counts{}).bar(); got != "" {
		t.Errorf("nothing fills %q", got)
	}
}
