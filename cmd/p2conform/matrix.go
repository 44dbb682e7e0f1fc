package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/reports"
)

// table is a self-test for people.
type table struct {
	*selftest.Report
	page
	matrix bool
}

func (t *table) text(w io.Writer) error {
	if t.matrix {
		t.grid()
	} else {
		t.noticed()
	}
	t.findings("missed", t.Missed, "write a check that decides it, or correct what the fault says that it breaks")
	t.findings("tripped", t.Tripped, "make the check ask for less, or add to the fault what else it breaks")
	t.findings("alarms", t.Alarms, "make the check accept what the text allows")
	t.findings("misread", t.Misread, "correct the probe of the ambiguity, or write one")
	t.findings("passed", t.Passed, "give the check a positive control that such a server does not meet")
	t.findings("strayed", t.Strayed, "try it with --whole: the check is not alone with what it makes, or what a server replaces acts where it is not called")
	if n := len(t.Unproven); n > 0 {
		t.line("")
		t.line("unproven (%d): %s", n, "write a fault that breaks what the check decides")
		for _, id := range t.Unproven {
			t.line("  %s", id)
		}
	}
	t.line("")
	t.summary()
	return t.writeTo(w)
}

// noticed is the matrix without what is as it should be: for each server, the
// checks that did not pass on it.
func (t *table) noticed() {
	for i, row := range t.Rows {
		if i > 0 {
			t.line("")
		}
		t.line("%-9s %s", row.Kind, row.Server)
		for _, id := range row.Breaks {
			t.line("  breaks  %s", id)
		}
		if row.Kind == selftest.NullServer {
			t.line("  %s", verdictCounts(row.Verdicts))
			continue
		}
		for j, v := range row.Verdicts {
			if v != reports.Pass {
				t.line("  %-7s %s", v, t.Checks[j])
			}
		}
		if row.Kind == selftest.Reference {
			t.line("  %s", verdictCounts(row.Verdicts))
		}
	}
}

// verdictCounts is how often a server met each verdict.
func verdictCounts(verdicts []reports.Verdict) string {
	d := reports.Document{}
	for _, v := range verdicts {
		d.Results = append(d.Results, reports.Result{Verdict: v})
	}
	d.Count()
	var parts []string
	for _, v := range reports.Verdicts {
		if n := d.Summary.Of(v); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, v))
		}
	}
	return strings.Join(parts, ", ")
}

// letters are the verdicts in one column each.
var letters = map[reports.Verdict]string{
	reports.Pass: ".", reports.Fail: "F", reports.Warn: "W", reports.Blocked: "b",
	reports.Untested: "u", reports.NotApplicable: "n", reports.Error: "E",
}

// grid is the whole matrix: a line for each server, a column for each check,
// whose numbers are explained above it.
func (t *table) grid() {
	for i, id := range t.Checks {
		t.line("%3d %s", i+1, id)
	}
	t.line("")
	t.line("F fail, W warn, b blocked, u untested, n not applicable, E error, . pass")
	t.line("")
	width := 0
	for _, row := range t.Rows {
		width = max(width, len(row.Server))
	}
	for _, place := range []int{100, 10, 1} {
		if place > 1 && len(t.Checks) < place {
			continue
		}
		var head strings.Builder
		for i := range t.Checks {
			if n := i + 1; n < place {
				head.WriteByte(' ')
			} else {
				fmt.Fprintf(&head, "%d", n/place%10)
			}
		}
		t.line("%-*s  %s", width, "", head.String())
	}
	for _, row := range t.Rows {
		var cells strings.Builder
		for _, v := range row.Verdicts {
			cells.WriteString(letters[v])
		}
		t.line("%-*s  %s", width, row.Server, cells.String())
	}
}

func (t *table) findings(name string, found []selftest.Finding, todo string) {
	if len(found) == 0 {
		return
	}
	t.line("")
	t.line("%s (%d): %s", name, len(found), todo)
	for _, f := range found {
		t.line("  %s: %s", f.Server, f.Subject)
		t.para(6, reports.Visible(f.Why))
	}
}

// summary is what the self-test comes to.
func (t *table) summary() {
	faults, variants, nulls := 0, 0, 0
	for _, row := range t.Rows {
		switch row.Kind {
		case selftest.FaultKind:
			faults++
		case selftest.VariantKind:
			variants++
		case selftest.NullServer:
			nulls++
		}
	}
	t.line("%s, %s, %s, %s", count(len(t.Checks), "check"), count(faults, "fault"), count(variants, "other reading"), count(nulls, "null server"))
	if t.LeftOut > 0 {
		t.line("%s not asked for, since the check reaches nothing that the server replaces", count(t.LeftOut, "verdict"))
	}
	if t.OK() {
		t.line("Proven: every fault was noticed by a check of what it breaks, and by no other")
		return
	}
	t.line("Not proven: %d missed, %d tripped, %d alarms, %d misread, %d passed, %d strayed, %d unproven",
		len(t.Missed), len(t.Tripped), len(t.Alarms), len(t.Misread), len(t.Passed), len(t.Strayed), len(t.Unproven))
}
