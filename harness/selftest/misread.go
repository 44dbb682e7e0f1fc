package selftest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// misread holds the readings that a run recorded against those that the server
// takes. What nothing chosen probes is not asked for.
func (o Options) misread(s server, d *reports.Document) []Finding {
	var found []Finding
	switch s.kind {
	case Reference:
		for _, e := range o.probed() {
			if e.Rare && len(recorded(d.Readings, e)) == 0 {
				continue
			}
			found = append(found, wrongReading(s, d, e, e.Readings[0].ID)...)
		}
	case VariantKind:
		if slices.ContainsFunc(o.probed(), func(e ambiguity.Entry) bool { return e.ID == s.variant.Entry.ID }) {
			found = wrongReading(s, d, s.variant.Entry, s.variant.Reading)
		}
	}
	return found
}

// probed lists the ambiguities that the preflight or a chosen check finds out.
func (o Options) probed() []ambiguity.Entry {
	all := slices.Clone(o.Probed)
	for _, c := range o.Checks {
		all = append(all, c.Probes...)
	}
	slices.SortStableFunc(all, func(a, b ambiguity.Entry) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return slices.CompactFunc(all, func(a, b ambiguity.Entry) bool { return a.ID == b.ID })
}

// wrongReading is empty where the run recorded the one reading, and no other of
// the entry.
func wrongReading(s server, d *reports.Document, e ambiguity.Entry, want string) []Finding {
	got := recorded(d.Readings, e)
	if len(got) == 1 && got[0] == want {
		return nil
	}
	why := fmt.Sprintf("the server takes %q, and no reading was recorded", want)
	if len(got) > 0 {
		why = fmt.Sprintf("the server takes %q, and what was recorded is %q", want, got)
	}
	return []Finding{{s.name, string(e.ID), why}}
}

func recorded(readings []reports.Reading, e ambiguity.Entry) []string {
	var ids []string
	for _, r := range readings {
		if r.Ambiguity == string(e.ID) {
			ids = append(ids, r.Reading)
		}
	}
	return ids
}

// Unprobed lists the variants whose reading nobody finds out.
func (o Options) Unprobed() []string {
	probed := map[ambiguity.ID]bool{}
	for _, e := range o.probed() {
		probed[e.ID] = true
	}
	var names []string
	for _, v := range o.Variants {
		if !probed[v.Entry.ID] {
			names = append(names, v.Name())
		}
	}
	return names
}
