package reports

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Change is a check that came to something else in a later run.
type Change struct {
	Check string `json:"check"`
	Title string `json:"title"`
	Kind  Kinds  `json:"kind"`
	// Old and New are the verdicts; 0 where the run had no such result.
	Old Verdict `json:"old,omitempty"`
	New Verdict `json:"new,omitempty"`
	// Before and After are what came instead, where it was not as it should be.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// Kinds are the ways in which a result changes.
type Kinds string

// The ways, worst first.
const (
	Broken    Kinds = "broken"    // it fails now, and did not
	Unsettled Kinds = "unsettled" // it was decided, and is not any more
	Differs   Kinds = "differs"   // it is as bad as before, and looks different
	Mended    Kinds = "mended"    // it failed, and holds now
	Settled   Kinds = "settled"   // it was not decided, and is good now
	Moved     Kinds = "moved"     // from one good verdict to another
	Added     Kinds = "added"     // only the later run has it
	Gone      Kinds = "gone"      // only the earlier run has it
)

var kindWords = []struct {
	kind    Kinds
	heading string
}{
	{Broken, "Broken"}, {Unsettled, "No longer decided"}, {Differs, "Failing in another way"}, {Mended, "Mended"},
	{Settled, "Decided now"}, {Moved, "Changed"}, {Added, "New checks"}, {Gone, "Gone"},
}

// Diff is what changed between two runs, the worst first, and in the order of the
// later one among equals. What varies from run to run is no change.
func Diff(before, after *Document) []Change {
	was := map[string]Result{}
	for _, r := range before.Results {
		was[r.Check] = r
	}
	var out []Change
	seen := map[string]bool{}
	for _, r := range after.Results {
		seen[r.Check] = true
		old, ok := was[r.Check]
		c := Change{Check: r.Check, Title: r.Title, Old: old.Verdict, New: r.Verdict, After: bad(r)}
		if !ok {
			c.Kind = Added
			if standing(r.Verdict) == unfit {
				c.Kind = Broken
			}
			out = append(out, c)
			continue
		}
		c.Before = bad(old)
		if c.Kind = change(old, r, c.Before != c.After); c.Kind != "" {
			out = append(out, c)
		}
	}
	for _, r := range before.Results {
		if !seen[r.Check] {
			out = append(out, Change{Check: r.Check, Title: r.Title, Kind: Gone, Old: r.Verdict, Before: bad(r)})
		}
	}
	place := func(k Kinds) int {
		for i, w := range kindWords {
			if w.kind == k {
				return i
			}
		}
		return len(kindWords)
	}
	slices.SortStableFunc(out, func(a, b Change) int { return place(a.Kind) - place(b.Kind) })
	return out
}

// Worse reports whether something in a list of changes is worse than before.
func Worse(changes []Change) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Kind == Broken || c.Kind == Unsettled })
}

// bad is the symptom of a result that is not good; empty for one that is.
func bad(r Result) string {
	if standing(r.Verdict) == good {
		return ""
	}
	return Symptom(r)
}

type stand int

const (
	good stand = iota
	undecided
	unfit
)

func standing(v Verdict) stand {
	switch effective(v) {
	case Pass, Warn, NotApplicable:
		return good
	case Fail:
		return unfit
	}
	return undecided
}

func change(old, now Result, looks bool) Kinds {
	a, b := standing(old.Verdict), standing(now.Verdict)
	switch {
	case b == unfit && a != unfit:
		return Broken
	case b == undecided && a != undecided:
		return Unsettled
	case b == good && a == unfit:
		return Mended
	case b == good && a == undecided:
		return Settled
	case b == good && old.Verdict != now.Verdict:
		return Moved
	case b != good && looks:
		return Differs
	}
	return ""
}

// DiffMarkdown writes changes for a comment on a pull request, at most 50 of each
// kind. Its errors are the writer's.
func DiffMarkdown(w io.Writer, before, after *Document, changes []Change) error {
	var b strings.Builder
	if len(changes) == 0 {
		b.WriteString("### No verdict changed\n")
	} else {
		fmt.Fprintf(&b, "### %s\n", diffHeadline(changes))
	}
	fmt.Fprintf(&b, "\nBefore: %s. After: %s.\n", mdText(short(headline(before, before.counted()))), mdText(short(headline(after, after.counted()))))
	for _, k := range kindWords {
		list := slices.DeleteFunc(slices.Clone(changes), func(c Change) bool { return c.Kind != k.kind })
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&b, "\n#### %s (%d)\n\n", k.heading, len(list))
		for i, c := range list {
			if i == 50 {
				fmt.Fprintf(&b, "- … %s\n", plural(len(list)-i, "more check"))
				break
			}
			fmt.Fprintf(&b, "- %s %s: %s%s\n", mdCode(short(c.Check)), mdText(short(c.Title)), c.flip(), mdInstead(c))
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write changes as Markdown: %w", err)
	}
	return nil
}

func mdInstead(c Change) string {
	if c.After == "" {
		return ""
	}
	return " (" + mdText(short(c.After)) + ")"
}

// DiffText writes changes for a terminal, one in a line or two. Its errors are the
// writer's.
func DiffText(w io.Writer, changes []Change) error {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%-9s  %s: %s\n", c.Kind, oneLine(c.Check), c.flip())
		if c.After != "" {
			fmt.Fprintf(&b, "           %s\n", short(c.After))
		}
	}
	if len(changes) == 0 {
		b.WriteString("no verdict changed\n")
	} else {
		b.WriteString(diffHeadline(changes) + "\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write changes: %w", err)
	}
	return nil
}

// flip is one verdict to another, in words.
func (c Change) flip() string {
	word := func(v Verdict) string {
		if v == 0 {
			return "not there"
		}
		return verdictWords[effective(v)].One
	}
	if c.Old == c.New {
		return word(c.New)
	}
	return word(c.Old) + " → " + word(c.New)
}

func diffHeadline(changes []Change) string {
	var parts []string
	for _, k := range kindWords {
		n := 0
		for _, c := range changes {
			if c.Kind == k.kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(k.heading)))
		}
	}
	return strings.Join(parts, ", ")
}
