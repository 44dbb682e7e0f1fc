package reports

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// cause is what several results have in common: the check that blocks them, or the
// reason why they are not known.
type cause struct {
	// By is the check that broke first; empty where none is named, and then Why is
	// what all the results say.
	By, Why string
	// Root is By's own result; nil where By was not asked.
	Root  *item
	Items []*item
}

// causes groups results that are not known by what they have in common: most
// results first, and in the order of the group among equals.
func (v *view) causes(g group) []cause {
	var all []cause
	for _, it := range g.Items {
		c := cause{By: it.BlockedBy}
		if c.By == "" {
			c.Why = it.why()
		}
		at := slices.IndexFunc(all, func(o cause) bool { return o.By == c.By && o.Why == c.Why })
		if at < 0 {
			at = len(all)
			c.Root = v.item(c.By)
			all = append(all, c)
		}
		all[at].Items = append(all[at].Items, it)
	}
	slices.SortStableFunc(all, func(a, b cause) int { return cmp.Compare(len(b.Items), len(a.Items)) })
	return all
}

// Said is what several results have in common, with how many they are.
func (c cause) Said() string {
	if c.By == "" {
		return plural(len(c.Items), "check") + ": " + c.Why
	}
	return plural(len(c.Items), "check") + " are " + c.says()
}

// Shared reports that more than one result has the cause, and Folded that they are
// too many to be named one by one without being asked for.
func (c cause) Shared() bool { return len(c.Items) > 1 }

// Folded is described at Shared.
func (c cause) Folded() bool { return len(c.Items) > few }

// Suites counts the results by their suites.
func (c cause) Suites() string { return bySuite(c.Items) }

// few is how many results with one cause are all named; of more, only the number
// of each suite is shown, until somebody wants to see them.
const few = 3

// explained are the verdicts whose results are read by what they have in common.
// A failure, a warning and what holds stand for themselves.
var explained = []Verdict{Error, Blocked, Untested, waived, NotApplicable}

// Causes are the results of a group under what they have in common; nil where each
// stands for itself.
func (v *view) Causes(g group) []cause {
	if !slices.Contains(explained, g.Verdict) {
		return nil
	}
	return v.causes(g)
}

// why is the reason why a result is not known, or does not count.
func (it *item) why() string {
	if it.Waived != nil {
		return oneLine(it.Waived.says())
	}
	return orElse(oneLine(it.Detail), oneLine(it.Title))
}

// item is the result of a check; nil where there is none.
func (v *view) item(check string) *item {
	if check == "" {
		return nil
	}
	i := slices.IndexFunc(v.Items, func(it item) bool { return it.Check == check })
	if i < 0 {
		return nil
	}
	return &v.Items[i]
}

// says is the cause in a sentence that goes on from how many checks it keeps from
// being decided.
func (c cause) says() string {
	if c.By == "" {
		return c.Why
	}
	s := "blocked by " + oneLine(c.By)
	if c.Root == nil {
		return s + ", which was not asked"
	}
	s += ", which " + cameTo[c.Root.group()]
	if said := c.Root.answered(); said != "" {
		s += ": " + said
	}
	return s
}

// cameTo says of a check what it came to.
var cameTo = map[Verdict]string{
	Pass: "passed", Fail: "failed", waived: "failed, as its waiver says", Warn: "has a warning", Blocked: "is blocked itself",
	Untested: "is untested", NotApplicable: "is not applicable", Error: "could not find out",
}

// answered is the exchange that a verdict rests on in a few words, as in "POST
// /x answered 404 Not Found". Where there is none, or no answer, it is what the
// check says.
func (it *item) answered() string {
	if x := it.Shown; x != nil && x.Response != nil && x.Response.Status != 0 {
		answer := *x.Response
		answer.Proto = ""
		said := fmt.Sprintf("%s %s answered %s", oneLine(x.Request.Method), oneLine(pathOf(x.Request.URL)), oneLine(answer.Line()))
		if answer.Status < 400 && it.Actual != "" && it.Actual != answer.Line() {
			said += ", with " + oneLine(it.Actual)
		}
		return said
	}
	return orElse(oneLine(it.Actual), oneLine(it.Detail))
}

// pathOf is the path of a URL, and the whole of what is none.
func pathOf(url string) string {
	_, rest, found := strings.Cut(url, "://")
	if at := strings.IndexByte(rest, '/'); found && at >= 0 {
		path, _, _ := strings.Cut(rest[at:], "?")
		return path
	}
	return url
}

// bySuite counts results by their suites, in the order in which these come first:
// "identity 300, services 105".
func bySuite(items []*item) string {
	var names []string
	n := map[string]int{}
	for _, it := range items {
		if n[it.Suite]++; n[it.Suite] == 1 {
			names = append(names, it.Suite)
		}
	}
	slices.Sort(names)
	for i, name := range names {
		names[i] = fmt.Sprintf("%s %d", oneLine(orElse(name, "others")), n[name])
	}
	return strings.Join(names, ", ")
}

// step is something to do about a report, that would decide more than a check.
type step struct {
	// Root is the check to make pass, and Waits how many are blocked by it; nil where
	// the step is another, which Says says.
	Root  *item
	Waits int
	Says  string
}

// Text is the step in words.
func (s step) Text() string {
	if s.Root == nil {
		return oneLine(s.Says)
	}
	return "make " + oneLine(s.Root.Check) + " pass: " + waiting(s.Waits) + " for it"
}

func waiting(n int) string {
	if n == 1 {
		return "1 check waits"
	}
	return plural(n, "check") + " wait"
}

// Steps are what to do first: about a target that could not be asked; and the
// checks that block others, those first that most wait for. They are few.
func (v *view) Steps() []step {
	var out []step
	if v.Problem != nil && v.Problem.Hint != "" {
		out = append(out, step{Says: v.Problem.Hint})
	}
	for _, c := range v.causes(v.of(Blocked)) {
		if c.Root != nil && len(out) < few {
			out = append(out, step{Root: c.Root, Waits: len(c.Items)})
		}
	}
	return out
}
