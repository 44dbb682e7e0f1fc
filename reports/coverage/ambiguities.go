package coverage

import (
	"slices"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Ambiguities is the register, with what finds out how a server reads it.
type Ambiguities struct {
	Counts  EntryCounts  `json:"counts"`
	Impacts []EntryGroup `json:"impacts"`
	// Readings counts the readings of all entries.
	Readings ReadingCounts `json:"readings"`
	// Unprobed are the entries that show and that nothing finds out, by the reason
	// why not, the reason of most first.
	Unprobed []Silence `json:"unprobed"`
	Entries  []Entry   `json:"entries"`
}

// EntryCounts says what became of some ambiguities. Total is the sum of the
// others.
type EntryCounts struct {
	Total int `json:"total"`
	// Errata are places where the text is wrong rather than open.
	Errata int `json:"errata"`
	// OffWire shows in nothing that a server sends, takes or does.
	OffWire int `json:"offWire"`
	// Probed shows, and something finds the reading out; Unprobed shows, and
	// nothing does yet.
	Probed   int `json:"probed"`
	Unprobed int `json:"unprobed"`
}

// OnWire is how many of them show in what a server does.
func (c EntryCounts) OnWire() int { return c.Probed + c.Unprobed }

// Apart is how many need no probe.
func (c EntryCounts) Apart() int { return c.OffWire + c.Errata }

// EntryGroup is what some ambiguities have in common, and their counts.
type EntryGroup struct {
	Name   string      `json:"name"`
	Counts EntryCounts `json:"counts"`
}

// ReadingCounts says what became of the readings. Total is the sum of the others.
type ReadingCounts struct {
	Total int `json:"total"`
	// OffWire are those of errata and of what does not show.
	OffWire int `json:"offWire"`
	// Reference are those that the reference server is seen to take by itself: the
	// first of each entry that has a probe, unless it shows in some servers only.
	Reference int `json:"reference"`
	// Variant are those that it can be switched to.
	Variant int `json:"variant"`
	// Failing are those that a server does not pass with.
	Failing int `json:"failing"`
	// Missing are those that it does not show yet: it cannot be switched to them,
	// or the entry has no probe.
	Missing int `json:"missing"`
}

// Silence is why nothing finds out some ambiguities.
type Silence struct {
	Why     string         `json:"why"`
	Entries []ambiguity.ID `json:"entries"`
}

// EntryState is what became of an ambiguity.
type EntryState string

// The states of an ambiguity, as in EntryCounts.
const (
	Erratum  EntryState = "erratum"
	OffWire  EntryState = "offWire"
	Probed   EntryState = "probed"
	Unprobed EntryState = "unprobed"
)

// Entry is one ambiguity, with what finds out how a server reads it.
type Entry struct {
	ID     ambiguity.ID       `json:"id"`
	Title  string             `json:"title"`
	Impact requirement.Impact `json:"impact"`
	State  EntryState         `json:"state"`
	// Probes are checks, by their id, and the preflight.
	Probes []string `json:"probes"`
	// Why says why there is none; empty where there is one, or nothing to find out.
	Why      string    `json:"why,omitempty"`
	Readings []Reading `json:"readings"`
}

// ReadingState is what became of a reading.
type ReadingState string

// The states of a reading, as in ReadingCounts.
const (
	NotSeen   ReadingState = "offWire"
	Reference ReadingState = "reference"
	Variant   ReadingState = "variant"
	Failing   ReadingState = "failing"
	Missing   ReadingState = "missing"
)

// Reading is one way to read the place.
type Reading struct {
	ID    string       `json:"id"`
	Says  string       `json:"says"`
	State ReadingState `json:"state"`
}

func newAmbiguities(s Source) *Ambiguities {
	a := &Ambiguities{Impacts: []EntryGroup{}, Unprobed: []Silence{}, Entries: []Entry{}}
	for _, e := range s.Entries {
		entry := s.entry(e)
		a.Entries = append(a.Entries, entry)
		a.Counts.add(entry.State)
		if entry.State == Unprobed {
			a.unprobed(entry)
		}
		for _, r := range entry.Readings {
			a.Readings.add(r.State)
		}
	}
	slices.SortStableFunc(a.Unprobed, func(a, b Silence) int { return len(b.Entries) - len(a.Entries) })
	for i := requirement.Security; i <= requirement.Cosmetic; i++ {
		var c EntryCounts
		for _, e := range a.Entries {
			if e.Impact == i {
				c.add(e.State)
			}
		}
		if c.Total > 0 {
			a.Impacts = append(a.Impacts, EntryGroup{i.String(), c})
		}
	}
	return a
}

// unprobed puts an entry to the others with its reason.
func (a *Ambiguities) unprobed(e Entry) {
	i := slices.IndexFunc(a.Unprobed, func(s Silence) bool { return s.Why == e.Why })
	if i < 0 {
		i = len(a.Unprobed)
		a.Unprobed = append(a.Unprobed, Silence{Why: e.Why})
	}
	a.Unprobed[i].Entries = append(a.Unprobed[i].Entries, e.ID)
}

func (s Source) entry(e ambiguity.Entry) Entry {
	out := Entry{ID: e.ID, Title: e.Title, Impact: e.Impact, Probes: list(s.Probes[e.ID]), Readings: []Reading{}}
	switch {
	case e.Erratum():
		out.State = Erratum
	case !e.Wire:
		out.State = OffWire
	case len(out.Probes) > 0:
		out.State = Probed
	default:
		out.State, out.Why = Unprobed, s.WhyUnprobed(e)
	}
	for i, r := range e.Readings {
		state := Missing
		switch {
		case out.State == Erratum || out.State == OffWire:
			state = NotSeen
		case r.Fails:
			state = Failing
		case i == 0 && out.State == Probed && !e.Rare:
			state = Reference
		case slices.Contains(s.Variants[e.ID], r.ID):
			state = Variant
		}
		out.Readings = append(out.Readings, Reading{r.ID, r.Says, state})
	}
	return out
}

func (c *EntryCounts) add(s EntryState) {
	c.Total++
	switch s {
	case Erratum:
		c.Errata++
	case OffWire:
		c.OffWire++
	case Probed:
		c.Probed++
	case Unprobed:
		c.Unprobed++
	}
}

func (c *ReadingCounts) add(s ReadingState) {
	c.Total++
	switch s {
	case NotSeen:
		c.OffWire++
	case Reference:
		c.Reference++
	case Variant:
		c.Variant++
	case Failing:
		c.Failing++
	case Missing:
		c.Missing++
	}
}
