package coverage

import (
	"slices"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/contents"
	"github.com/p2conform/p2conform/spec/requirement"
)

// New counts.
func New(s Source) *Document {
	d := &Document{
		Schema: Schema, Suite: s.Suite, Spec: s.Spec, Selection: s.Selection,
		Documents: []Text{}, Levels: []Group{}, Means: []Means{}, Profiles: []Group{}, Requirements: []Requirement{},
	}
	for _, r := range s.Requirements {
		d.Requirements = append(d.Requirements, s.settle(r))
	}
	d.Totals = d.count(func(Requirement) bool { return true })
	d.Documents = d.texts()
	for l := requirement.Must; l <= requirement.May; l++ {
		d.Levels = d.group(d.Levels, l.String(), func(r Requirement) bool { return r.Level == l })
	}
	for m := requirement.BlackBox; m <= requirement.Untestable; m++ {
		if c := d.count(func(r Requirement) bool { return r.Decided == m }); c.Total > 0 {
			d.Means = append(d.Means, Means{m, c, d.by(m)})
		}
	}
	for _, p := range requirement.Profiles {
		d.Profiles = d.group(d.Profiles, string(p), func(r Requirement) bool { return r.Profile == p })
	}
	d.Pending, d.OutOfReach = d.reasons(Waiting), d.reasons(OutOfReach)
	if len(s.Entries) > 0 {
		d.Ambiguities = newAmbiguities(s)
	}
	return d
}

// list is a copy of the slice that is never nil: a list in the document is never
// null.
func list[T any](s []T) []T { return append([]T{}, s...) }

// byID finds the requirements of the document.
func (d *Document) byID() map[requirement.ID]Requirement {
	m := make(map[requirement.ID]Requirement, len(d.Requirements))
	for _, r := range d.Requirements {
		m[r.ID] = r
	}
	return m
}

// settle says what became of a requirement.
func (s Source) settle(r requirement.Requirement) Requirement {
	out := Requirement{
		Requirement: reports.Describe(r), Checks: list(s.Checks[r.ID]), Faults: list(s.Faults[r.ID]),
	}
	switch {
	case len(out.Checks) > 0:
		out.State = Checked
	case r.Decided == requirement.ClientOnly:
		out.State, out.Why = OutOfReach, "Only a client shows it."
	case r.Decided == requirement.Untestable:
		out.State, out.Why = OutOfReach, r.By
	default:
		out.State, out.Why = Waiting, s.Why(r)
	}
	return out
}

// count counts the requirements for which f holds.
func (d *Document) count(f func(Requirement) bool) Counts {
	var c Counts
	for _, r := range d.Requirements {
		if f(r) {
			c.add(r.State)
		}
	}
	return c
}

func (c *Counts) add(s State) {
	c.Total++
	switch s {
	case Checked:
		c.Checked++
	case Waiting:
		c.Pending++
	case OutOfReach:
		c.OutOfReach++
	}
}

// group adds a group, unless it is empty.
func (d *Document) group(groups []Group, name string, f func(Requirement) bool) []Group {
	if c := d.count(f); c.Total > 0 {
		groups = append(groups, Group{name, c})
	}
	return groups
}

// by divides the requirements of some means, in the order of the catalogue.
func (d *Document) by(m requirement.Means) []Group {
	groups := []Group{}
	seen := map[string]bool{"": true}
	for _, r := range d.Requirements {
		if r.Decided != m || seen[r.By] {
			continue
		}
		seen[r.By] = true
		groups = d.group(groups, r.By, func(o Requirement) bool { return o.Decided == m && o.By == r.By })
	}
	return groups
}

// texts counts by document and section. What has no chosen requirement is left
// out where not all were chosen.
func (d *Document) texts() []Text {
	texts := []Text{}
	for _, v := range catalog.Versions {
		if v.Doc == "api" {
			v.Version = d.Spec.API
		}
		text := Text{Doc: v.Doc, Version: v.Version, Counts: d.count(func(r Requirement) bool { return r.Doc == v.Doc })}
		for _, s := range contents.All() {
			if s.Doc != v.Doc {
				continue
			}
			section := d.section(s)
			if section.Counts.Total > 0 || d.Selection == "" {
				text.Sections = append(text.Sections, section)
			}
		}
		if len(text.Sections) > 0 {
			texts = append(texts, text)
		}
	}
	return texts
}

func (d *Document) section(s contents.Section) Section {
	out := Section{Number: s.Number, Title: s.Title, Depth: s.Depth(), Requirements: []requirement.ID{}}
	for _, r := range d.Requirements {
		if r.Doc == s.Doc && r.Section == s.Number {
			out.Counts.add(r.State)
			out.Requirements = append(out.Requirements, r.ID)
		}
	}
	return out
}

// reasons groups what has no check by the reason.
func (d *Document) reasons(state State) []Reason {
	groups := []Reason{}
	for _, r := range d.Requirements {
		if r.State != state {
			continue
		}
		i := slices.IndexFunc(groups, func(g Reason) bool { return g.Why == r.Why })
		if i < 0 {
			i = len(groups)
			groups = append(groups, Reason{Why: r.Why})
		}
		groups[i].Requirements = append(groups[i].Requirements, r.ID)
	}
	slices.SortStableFunc(groups, func(a, b Reason) int { return len(b.Requirements) - len(a.Requirements) })
	return groups
}
