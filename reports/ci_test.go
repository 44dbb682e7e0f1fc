package reports

import (
	"fmt"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

func TestSARIFIsValid(t *testing.T) {
	var b strings.Builder
	if err := SARIF(&b, full()); err != nil {
		t.Fatal(err)
	}
	report, err := sarif.FromString(b.String())
	if err != nil {
		t.Fatal(err)
	}
	if err := report.Validate(); err != nil {
		t.Error(err)
	}
	run := report.Runs[0]
	levels := map[string]int{}
	suppressed := 0
	for _, r := range run.Results {
		levels[r.Level]++
		suppressed += len(r.Suppressions)
	}
	if levels["error"] != 3 || levels["warning"] != 1 || suppressed != 1 {
		t.Errorf("levels %v, %d suppressed", levels, suppressed)
	}
	if n := len(run.Invocations[0].ToolExecutionNotifications); n != 11 || *run.Invocations[0].ExecutionSuccessful {
		t.Errorf("%d notifications", n)
	}
	b.Reset()
	if err := SARIF(&b, &Document{}); err != nil {
		t.Fatal(err)
	}
	if report, err = sarif.FromString(b.String()); err != nil || report.Validate() != nil {
		t.Errorf("an empty document: %v", err)
	}
}

func TestAnnotations(t *testing.T) {
	var b strings.Builder
	if err := Annotations(&b, full()); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "::error title=identity.session-id.too-long%3A ") || !strings.HasPrefix(lines[2], "::warning title=migration.notice.sent%3A ") {
		t.Errorf("%s", b.String())
	}
	if !strings.HasSuffix(lines[0], "::expected a 4xx; got no answer within 30s%0Ap2conform run --seed 42 --check identity.session-id.too-long") {
		t.Errorf("%s", lines[0])
	}

	d := &Document{}
	for i := range 25 {
		d.Results = append(d.Results, Result{Check: fmt.Sprintf("a.b.c%d", i), Title: "x", Verdict: Fail, Actual: "100%\n::error::pwned\r\x1b[31m"})
	}
	b.Reset()
	if err := Annotations(&b, d); err != nil {
		t.Fatal(err)
	}
	lines = strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 11 || lines[10] != "::notice title=p2conform::15 more results in the report" {
		t.Errorf("%d lines, the last is %s", len(lines), lines[len(lines)-1])
	}
	for _, l := range lines[:10] {
		if !strings.HasPrefix(l, "::error title=a.b.c") || !strings.Contains(l, "100%25") || strings.ContainsAny(l, "\r\x1b") {
			t.Errorf("%q", l)
		}
	}
}
