package reports_test

import (
	"strings"
	"testing"

	"github.com/p2conform/p2conform/reports"
)

// met is a run between two servers.
func met(target, peer string, verdicts ...reports.Verdict) *reports.Document {
	d := &reports.Document{Target: reports.Target{Domain: target, Peer: peer}}
	for _, v := range verdicts {
		d.Results = append(d.Results, reports.Result{Verdict: v})
	}
	return d
}

func TestMeetings(t *testing.T) {
	m, err := reports.Meet([]*reports.Document{
		met("b.example", "a.example", reports.Pass, reports.Fail),
		met("a.example", "b.example", reports.Pass),
		met("a.example", "x|<b>\x1b[31m", reports.Warn),
		met("b.example", "a.example", reports.Pass, reports.Untested),
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Cells) != 3 || m.Cells[2].Verdict != reports.Fail || m.Cells[2].Summary.Pass != 2 || m.Cells[0].Verdict != reports.Pass {
		t.Errorf("%+v", m.Cells)
	}
	var text, table strings.Builder
	if err := m.Text(&text); err != nil {
		t.Fatal(err)
	}
	if err := m.Markdown(&table); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"\nb.example", "1 fail", "2 pass", "1 untested"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	if strings.Contains(text.String()+table.String(), "\x1b") || strings.Contains(table.String(), "<b>") {
		t.Errorf("a name is written as it is:\n%s\n%s", text.String(), table.String())
	}
	lines := strings.Split(table.String(), "\n")
	for _, line := range lines[:5] {
		if got := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); got != 5 {
			t.Errorf("%d bars in %s", got, line)
		}
	}
	if _, err := reports.Meet([]*reports.Document{met("a.example", "b.example"), met("a.example", "")}); err == nil || !strings.Contains(err.Error(), "report 2") {
		t.Errorf("a report of one server: %v", err)
	}
}
