package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

func selfTested() *selftest.Report {
	return &selftest.Report{
		Checks: []string{"a.b.one", "a.b.two"},
		Rows: []selftest.Row{
			{Server: "reference", Kind: selftest.Reference, Verdicts: []reports.Verdict{reports.Pass, reports.Pass}},
			{Server: "broken", Kind: selftest.FaultKind, Breaks: []string{"core.x"}, Verdicts: []reports.Verdict{reports.Fail, reports.Blocked}},
			{Server: "nothing", Kind: selftest.NullServer, Verdicts: []reports.Verdict{reports.Blocked, reports.Error}},
		},
	}
}

// shown is a self-test as people see it.
func shown(t *testing.T, r *selftest.Report, matrix bool) string {
	t.Helper()
	var b bytes.Buffer
	if err := (&table{Report: r, page: page{width: 80}, matrix: matrix}).text(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSelfTestShown(t *testing.T) {
	const noticed = `reference reference
  2 pass

fault     broken
  breaks  core.x
  fail    a.b.one
  blocked a.b.two

null      nothing
  1 blocked, 1 error

2 checks, 1 fault, 0 other readings, 1 null server
Proven: every fault was noticed by a check of what it breaks, and by no other
`
	if got := shown(t, selfTested(), false); got != noticed {
		t.Errorf("got\n%s\nwant\n%s", got, noticed)
	}
	const grid = `  1 a.b.one
  2 a.b.two

F fail, W warn, b blocked, u untested, n not applicable, E error, . pass

           12
reference  ..
broken     Fb
nothing    bE
`
	if got := shown(t, selfTested(), true); !strings.HasPrefix(got, grid) {
		t.Errorf("got\n%s\nwant\n%s", got, grid)
	}
}

// Each of the lists is shown with what to do about it, and counts.
func TestSelfTestFindings(t *testing.T) {
	found := []selftest.Finding{{Server: "broken", Subject: "a.b.one", Why: "got \x1b[31m"}}
	tests := map[string]struct {
		add  func(*selftest.Report)
		want string
	}{
		"missed":    {func(r *selftest.Report) { r.Missed = found }, "missed (1): write a check"},
		"tripped":   {func(r *selftest.Report) { r.Tripped = found }, "tripped (1): make the check ask for less"},
		"alarms":    {func(r *selftest.Report) { r.Alarms = found }, "alarms (1): make the check accept"},
		"misread":   {func(r *selftest.Report) { r.Misread = found }, "misread (1): correct the probe"},
		"passed":    {func(r *selftest.Report) { r.Passed = found }, "passed (1): give the check a positive control"},
		"strayed":   {func(r *selftest.Report) { r.Strayed = found }, "strayed (1): try it with --whole"},
		"not asked": {func(r *selftest.Report) { r.LeftOut, r.Unproven = 1, []string{"a.b.one"} }, "1 verdict not asked for"},
		"unproven":  {func(r *selftest.Report) { r.Unproven = []string{"a.b.one"} }, "unproven (1): write a fault"},
	}
	for name, test := range tests {
		r := selfTested()
		test.add(r)
		got := shown(t, r, false)
		if !strings.Contains(got, test.want) || !strings.Contains(got, "1 "+name) && r.LeftOut == 0 || strings.Contains(got, "\x1b") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// A self-test of one check does not blame it for what others decide, nor one of
// a fault the checks that it does not concern.
func TestNarrow(t *testing.T) {
	both, alone := "", ""
	for _, c := range checksOfSuite("identity") {
		for _, q := range c.Decides {
			switch n := len(checksOf(q.ID)); {
			case n > 1 && both == "":
				both = string(q.ID)
			case n == 1 && alone == "":
				alone = string(q.ID)
			}
		}
	}
	report := func() *selftest.Report {
		return &selftest.Report{Missed: []selftest.Finding{{Subject: both}, {Subject: alone}}, Unproven: []string{"a.b.one"}}
	}
	decider := checksOf(requirement.ID(alone))[0]
	r, f := report(), &selftestFlags{checks: []string{decider.ID}}
	f.narrow(r, selftest.Options{Checks: checksOf(requirement.ID(alone))})
	if len(r.Missed) != 1 || r.Missed[0].Subject != alone || len(r.Unproven) != 1 {
		t.Errorf("of one check: %+v", r)
	}
	r, f = report(), &selftestFlags{faults: []string{"x"}}
	f.narrow(r, selftest.Options{})
	if len(r.Missed) != 2 || len(r.Unproven) != 0 {
		t.Errorf("of one fault: %+v", r)
	}
	r, f = report(), &selftestFlags{}
	f.narrow(r, selftest.Options{})
	if len(r.Missed) != 2 || len(r.Unproven) != 1 {
		t.Errorf("of everything: %+v", r)
	}
}
