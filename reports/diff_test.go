package reports

import (
	"strings"
	"testing"
)

func withVerdict(v Verdict, actual string) *Document {
	return &Document{Results: []Result{{Check: "a.b.c", Title: "does it", Verdict: v, Actual: actual}}}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct {
		old, now      Verdict
		before, after string
		want          Kinds
		worse         bool
	}{
		{Pass, Pass, "", "", "", false},
		{Pass, Fail, "", "x", Broken, true},
		{Warn, Fail, "x", "x", Broken, true},
		{Blocked, Fail, "x", "x", Broken, true},
		{Pass, Untested, "", "x", Unsettled, true},
		{Fail, Error, "x", "x", Unsettled, true},
		{Fail, Pass, "x", "", Mended, false},
		{Error, Pass, "x", "", Settled, false},
		{Pass, Warn, "", "x", Moved, false},
		{Warn, NotApplicable, "x", "", Moved, false},
		{Fail, Fail, "200 OK", "201 Created", Differs, false},
		{Blocked, Untested, "x", "y", Differs, false},
		{Fail, Fail, "at 2026-11-22T10:00:00Z from 127.0.0.1:4711", "at 2027-01-01T10:00:00Z from 127.0.0.1:4712", "", false},
		{0, Fail, "", "x", Broken, true},
		{0, Pass, "", "", Added, false},
		{0, Blocked, "", "x", Added, false},
		{Fail, 0, "x", "", Gone, false},
	} {
		before, after := withVerdict(c.old, c.before), withVerdict(c.now, c.after)
		if c.old == 0 {
			before.Results = nil
		}
		if c.now == 0 {
			after.Results = nil
		}
		changes := Diff(before, after)
		var got Kinds
		if len(changes) > 0 {
			got = changes[0].Kind
		}
		if got != c.want || len(changes) > 1 || Worse(changes) != c.worse {
			t.Errorf("%s %q to %s %q: %+v, want %q", c.old, c.before, c.now, c.after, changes, c.want)
		}
	}
}

// Another version's documents differ in everything; nothing of the target's is
// markup or mentions anybody.
func TestDiffRenders(t *testing.T) {
	before, after := full(), full()
	after.Results[0].Verdict, after.Results[0].Actual = Fail, nasty
	after.Results = after.Results[:len(after.Results)-1]
	changes := Diff(before, after)
	var text, md strings.Builder
	if err := DiffText(&text, changes); err != nil {
		t.Fatal(err)
	}
	if err := DiffMarkdown(&md, before, after, changes); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{text.String(), md.String()} {
		if !strings.Contains(s, "discovery.well-known.version") || !strings.Contains(s, "passed → failed") || strings.Contains(s, "\x1b") {
			t.Errorf("%s", s)
		}
	}
	if strings.Contains(md.String(), "@everyone") || strings.Contains(md.String(), "</script>") {
		t.Errorf("the target's text stands as it is: %s", md.String())
	}
	if first, _, _ := strings.Cut(md.String(), "\n"); first != "### 1 broken, 1 gone" {
		t.Errorf("it begins with %s", first)
	}
	text.Reset()
	if err := DiffText(&text, nil); err != nil || text.String() != "no verdict changed\n" {
		t.Errorf("%q, error %v", text.String(), err)
	}
}
