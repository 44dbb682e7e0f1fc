package reports

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// state is what became of a requirement in a run: the verdict that its checks
// came to together, or why there is none.
type state string

// What every check found, and the states of a requirement that no result names.
const (
	passed     state = "pass"
	unchosen   state = "unchosen"
	unchecked  state = "unchecked"
	untestable state = "untestable"
)

// stateWords are how the map speaks of a state.
type stateWords struct {
	State         state
	Symbol, Means string
	// Said stands for the symbol where it cannot be seen.
	Said string
}

// states are in the order in which readers need them. What a check found comes
// first, and the worst before all; one feature that is not there does not count
// where another check passed.
var states = func() []stateWords {
	var list []stateWords
	for _, v := range []Verdict{Fail, Warn, Error, Blocked, Untested, Pass, NotApplicable} {
		w := verdictWords[v]
		list = append(list, stateWords{state(v.String()), w.Symbol, w.Means, w.One})
	}
	return append(list,
		stateWords{unchosen, "○", "A check decides it, which did not run this time.", "not asked"},
		stateWords{unchecked, "□", "No check decides it yet.", "no check yet"},
		stateWords{untestable, "◇", "It binds clients alone, or nobody outside a server can find out.", "out of reach"})
}()

// chart is the specification's table of contents, and what became of it.
type chart struct {
	census
	Parts []*part
}

// part is a section with those in it.
type part struct {
	census
	// Depth, Doc, Number and Heading are of the section.
	Depth                int
	Doc, Number, Heading string
	// Anchor is unique in the document, and the same in every run.
	Anchor string
	Href   string
	Spots  []spot
	Parts  []*part
}

// spot is one requirement on the map.
type spot struct {
	Entry
	stateWords
	// Why says why there is no result, where more is known than the state.
	Why     string
	Results []*item
}

// census counts requirements by their state.
type census struct {
	Total  int
	counts map[state]int
}

// counted is one state and how many have it.
type counted struct {
	stateWords
	N int
}

// States lists those that any requirement has.
func (t census) States() []counted {
	var list []counted
	for _, w := range states {
		if n := t.counts[w.State]; n > 0 {
			list = append(list, counted{w, n})
		}
	}
	return list
}

// sliver is the least width of a segment, in thousandths of a bar: one failure
// among hundreds is to be seen.
const sliver = 12

// Bar has a segment for each state: what passed, then what else was found, then
// the rest.
func (t census) Bar() []segment {
	found := t.States()
	if i := slices.IndexFunc(found, func(s counted) bool { return s.State == passed }); i > 0 {
		found = slices.Concat(found[i:i+1], found[:i], found[i+1:])
	}
	var list []segment
	room, x := 1000-sliver*len(found), 0
	for _, s := range found {
		width := sliver + room*s.N/t.Total
		list = append(list, segment{string(s.State), x, width})
		x += width
	}
	if len(list) > 0 {
		list[len(list)-1].Width += 1000 - x
	}
	return list
}

func (t *census) add(other census) {
	if t.counts == nil {
		t.counts = map[state]int{}
	}
	t.Total += other.Total
	for s, n := range other.counts {
		t.counts[s] += n
	}
}

// newChart lays the results out over the table of contents; nil if the document
// has none.
func newChart(v *view) *chart {
	if len(v.Contents) == 0 {
		return nil
	}
	decided := map[requirement.ID][]*item{}
	for i := range v.Items {
		for _, id := range v.Items[i].Requirements {
			decided[id] = append(decided[id], &v.Items[i])
		}
	}
	c := &chart{}
	var open []*part // from the document to the section that was added last
	for i, s := range v.Contents {
		p := &part{Depth: s.Depth, Doc: s.Doc, Number: s.Section, Heading: s.Heading, Anchor: "s-" + strconv.Itoa(i+1), Href: safeLink(s.Link)}
		for _, e := range s.Requirements {
			spot := newSpot(e, decided[e.ID])
			p.Spots = append(p.Spots, spot)
			p.add(census{1, map[state]int{spot.State: 1}})
		}
		for len(open) > 0 && open[len(open)-1].Depth >= s.Depth {
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			c.Parts = append(c.Parts, p)
		} else {
			open[len(open)-1].Parts = append(open[len(open)-1].Parts, p)
		}
		for _, above := range open {
			above.add(p.census)
		}
		c.add(p.census)
		open = append(open, p)
	}
	return c
}

func newSpot(e Entry, results []*item) spot {
	s := spot{Entry: e, Results: slices.Clone(results)}
	slices.SortStableFunc(s.Results, func(a, b *item) int { return cmp.Compare(order(a.Verdict), order(b.Verdict)) })
	is := unchosen
	switch {
	case len(results) > 0:
		is = states[order(s.Results[0].Verdict)].State
	case e.Checks > 0:
	case e.Decided == requirement.ClientOnly:
		is, s.Why = untestable, "Only a client shows whether it holds."
	case e.Decided == requirement.Untestable:
		is, s.Why = untestable, e.By
	default:
		is, s.Why = unchecked, takes(e)
	}
	s.stateWords = states[slices.IndexFunc(states, func(w stateWords) bool { return w.State == is })]
	return s
}

// order is where a verdict stands among the states.
func order(v Verdict) int {
	is := state(effective(v).String())
	return slices.IndexFunc(states, func(w stateWords) bool { return w.State == is })
}

// takes says what deciding a requirement takes beyond requests; empty if nothing.
func takes(e Entry) string {
	switch e.Decided {
	case requirement.Peer:
		return strings.TrimSpace("It takes a home server beside the target. " + driverTakes(e.By))
	case requirement.Driver:
		return driverTakes(e.By)
	case requirement.Time:
		return "It takes waiting for the end of " + e.By + "."
	default:
		return ""
	}
}

func driverTakes(capability string) string {
	if capability == "" {
		return ""
	}
	return "It takes a driver with the capability \"" + capability + "\"."
}
