package reports

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/p2conform/p2conform/spec/requirement"
)

// view is the document as people read it: sorted, grouped and put in words. All
// renderers for people work from it, so that they agree.
type view struct {
	*Document
	Name     string
	Overall  ClaimState
	Headline string
	// Counts are recomputed from the results, whatever the summary says.
	Counts Summary
	// Items are the results in the order of the document. Groups hold them by
	// verdict, worst first; none is empty.
	Items  []item
	Groups []group
	// About and Run are what else is known of the target and of the run.
	About, Run []fact
}

// group is the results of one verdict, worst impact first and in catalogue
// order among equals.
type group struct {
	Verdict Verdict
	words
	Items []*item
}

// item is one result with all that is known of it.
type item struct {
	Result
	// Anchor is unique in the document and the same in every run.
	Anchor string
	Duties []duty
	// Shown is the exchange that the verdict rests on, or the last one where
	// none is marked; nil if there is none. Others are the rest, in order.
	Shown  *Exchange
	Others []Exchange
	// Root is the result of the check that blocks this one; nil for none.
	Root *item
	// Open says that the page shows it unfolded: a few failures are what the reader
	// came for.
	Open bool
	// Brief is what the folded result says beside its title.
	Brief string
}

// Group is the verdict under which the result stands, and Symbol its sign.
func (it *item) Group() Verdict { return it.group() }

// Symbol is described at Group.
func (it *item) Symbol() string { return verdictWords[it.group()].Symbol }

// Again are the tries in words, for the page.
func (it *item) Again() string { return it.triesWords() }

// duty is what the specification asks for.
type duty struct {
	Requirement
	// Place is where it stands, as in "core 6.1.1.3".
	Place string
	// Href is a link to the place that is safe to follow, or empty.
	Href string
}

type fact struct{ Name, Value string }

func newView(d *Document) *view {
	n := (&Document{Results: d.Results}).counted()
	v := &view{
		Document: d, Name: orElse(d.Target.Name, orElse(d.Target.URL, "the target")),
		Overall: Overall(d), Headline: headline(d, n), Counts: n,
	}
	v.group()
	v.facts()
	return v
}

// counted is the summary that Count would make.
func (d *Document) counted() Summary {
	c := Document{Results: d.Results}
	c.Count()
	return c.Summary
}

func (v *view) group() {
	reqs := map[requirement.ID]Requirement{}
	for _, q := range v.Requirements {
		reqs[q.ID] = q
	}
	by, anchors := map[Verdict][]*item{}, map[string]bool{}
	v.Items = make([]item, len(v.Results))
	for i, r := range v.Results {
		it := &v.Items[i]
		it.Result, it.Anchor = r, anchor(r.Check, i, anchors)
		for _, id := range r.Requirements {
			q, ok := reqs[id]
			if !ok {
				q = Requirement{ID: id}
			}
			it.Duties = append(it.Duties, newDuty(q))
		}
		it.pick()
		by[r.group()] = append(by[r.group()], it)
	}
	for _, w := range byBadness {
		items := by[w]
		if len(items) == 0 {
			continue
		}
		slices.SortStableFunc(items, func(a, b *item) int { return cmp.Compare(rank(a.Impact), rank(b.Impact)) })
		v.Groups = append(v.Groups, group{Verdict: w, words: verdictWords[w], Items: items})
	}
	for i := range v.Items {
		it := &v.Items[i]
		it.Root = v.item(it.BlockedBy)
		if it.group() == Fail {
			it.Open = v.Counts.Fail <= 3
		} else {
			it.Brief = oneLine(it.Detail)
		}
	}
	for _, g := range v.Groups {
		for _, c := range v.Causes(g) {
			for _, it := range c.Items {
				if c.By == "" && c.Shared() {
					it.Brief = "" // it is what the cause says
				}
			}
		}
	}
}

// of returns the group of a verdict, which is empty if no result has it.
func (v *view) of(w Verdict) group {
	for _, g := range v.Groups {
		if g.Verdict == w {
			return g
		}
	}
	return group{Verdict: w, words: verdictWords[w]}
}

// rank puts an impact that is not known after those that are.
func rank(i requirement.Impact) int {
	if i <= 0 {
		return int(requirement.Cosmetic) + 1
	}
	return int(i)
}

// anchor is the check's id, with a number where that is not one, or not unique.
func anchor(check string, i int, taken map[string]bool) string {
	a := "r-" + check
	bad := strings.ContainsFunc(check, func(r rune) bool {
		return !(r == '.' || r == '-' || r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
	})
	if bad || check == "" || taken[a] {
		a = "result-" + strconv.Itoa(i+1)
	}
	taken[a] = true
	return a
}

func newDuty(q Requirement) duty {
	return duty{Requirement: q, Place: strings.TrimSpace(q.Doc + " " + q.Section), Href: safeLink(q.Link)}
}

// safeLink is a link that is safe to follow, or empty.
func safeLink(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.String()
}

// pick chooses the exchange to show.
func (it *item) pick() {
	n := len(it.Exchanges)
	if n == 0 {
		return
	}
	i := slices.IndexFunc(it.Exchanges, func(x Exchange) bool { return x.Decisive })
	for i < 0 {
		if n--; n < 0 {
			return
		}
		if it.Exchanges[n].Event == "" {
			i = n
		}
	}
	it.Shown = &it.Exchanges[i]
	for j, x := range it.Exchanges {
		if j != i && x.Event == "" {
			it.Others = append(it.Others, x)
		}
	}
}

func (v *view) facts() {
	driver := v.Target.Driver
	if v.Target.Embedded {
		driver += " (the embedded reference server)"
	}
	v.About = known(
		fact{"Version", v.Target.Version}, fact{"Contact", v.Target.Contact},
		fact{"Domain", v.Target.Domain}, fact{"Driver", strings.TrimSpace(driver)}, fact{"Gateway", v.Target.Gateway},
		fact{"Started by the suite", v.Target.Launched}, fact{"Ended during the run", v.Target.Ended},
		fact{"Prose", v.Spec.Prose}, fact{"API", v.Spec.API},
	)
	run := []fact{
		{"Suite", strings.TrimSpace("p2conform " + v.Suite.Version)}, {"Commit", v.Suite.Commit},
		{"Seed", strconv.FormatInt(v.Settings.Seed, 10)},
		{"Checks", orElse(v.Settings.Selection, "all")},
		{"Digest of the specification", v.Spec.Digest},
	}
	if v.Started != nil {
		run = append(run, fact{"Started", v.Started.UTC().Format("2006-01-02 15:04:05 UTC")})
		if v.Ended != nil {
			run = append(run, fact{"Took", v.Ended.Sub(*v.Started).Round(100 * time.Millisecond).String()})
		}
	}
	run = append(run,
		fact{"Side by side", plural(v.Settings.Parallel, "check")}, fact{"Limit for a check", v.Settings.CheckTimeout},
		fact{"Limit for the run", v.Settings.RunTimeout}, fact{"Longest wait", v.Settings.MaxWait})
	v.Run = known(run...)
}

func specWords(s Spec) string {
	var parts []string
	if s.Prose != "" {
		parts = append(parts, "polyproto "+s.Prose)
	}
	if s.API != "" {
		parts = append(parts, "API "+s.API)
	}
	return strings.Join(parts, ", ")
}

func known(fs ...fact) []fact {
	return slices.DeleteFunc(fs, func(f fact) bool { return strings.TrimSpace(f.Value) == "" })
}

// Tag is a result's level and impact, as in "MUST · security".
func (r Result) Tag() string { return tag(r.Level, r.Impact) }

func tag(l requirement.Level, i requirement.Impact) string {
	var parts []string
	if l > 0 {
		parts = append(parts, l.String())
	}
	if i > 0 {
		parts = append(parts, i.String())
	}
	return strings.Join(parts, " · ")
}

// Line is the first line of a message, as in "POST https://…" or "404 Not Found".
func (m Message) Line() string {
	if m.Status != 0 {
		return strings.TrimSpace(m.Proto + " " + strings.TrimSpace(strconv.Itoa(m.Status)+" "+http.StatusText(m.Status)))
	}
	return strings.TrimSpace(m.Method + " " + m.URL)
}

// Cut says how much of the body is missing, or nothing.
func (m Message) Cut() string {
	if m.Size <= int64(len(m.Body)) {
		return ""
	}
	return fmt.Sprintf("the body has %d bytes in all", m.Size)
}
