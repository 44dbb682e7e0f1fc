package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/p2conform/p2conform/spec/requirement"
)

// sarifPlace is the file that results are shown at: SARIF is about source files,
// and the one that every user has is the target file.
const sarifPlace = "p2conform.yaml"

// SARIF writes the document as SARIF 2.1.0, for code scanning: a rule for each
// requirement that a result is about, and a result for each broken one, an error
// for a fail and a warning for a warn. What is waived is suppressed. What could
// not be found out is a notification of the tool, and no result. Its errors are
// the writer's.
func SARIF(w io.Writer, d *Document) error {
	v := newView(d)
	run := sarif.NewRunWithInformationURI("p2conform", "https://p2conform.dev")
	if v.Suite.Version != "" {
		run.Tool.Driver.WithVersion(Visible(v.Suite.Version))
	}
	call := sarif.NewInvocation().WithExecutionSuccessful(d.Partial == "" && d.Problem == nil)
	if d.Problem != nil {
		call.AddToolExecutionNotification(sarif.NewNotification().WithLevel("error").WithMessage(
			sarif.NewTextMessage("the server could not be asked: " + oneLine(d.Problem.What))))
	}
	for i := range v.Items {
		it := &v.Items[i]
		switch effective(it.Verdict) {
		case Fail, Warn:
			run.AddResult(it.sarif(run))
		case Blocked, Untested, Error:
			call.AddToolExecutionNotification(sarif.NewNotification().WithLevel("note").WithMessage(
				sarif.NewTextMessage(fmt.Sprintf("%s: %s: %s", oneLine(it.Check), verdictWords[effective(it.Verdict)].One, oneLine(orElse(it.Detail, it.Title))))))
		}
	}
	run.AddInvocation(call)
	report := sarif.NewReport()
	report.AddRun(run)
	if err := report.PrettyWrite(w); err != nil {
		return fmt.Errorf("write report as SARIF: %w", err)
	}
	return nil
}

// sarif is a result, under the rule of the first of its duties: code scanning
// knows one rule for each.
func (it *item) sarif(run *sarif.Run) *sarif.Result {
	rule := it.Check
	if len(it.Duties) > 0 {
		d := it.Duties[0]
		rule = string(d.ID)
		descriptor := run.AddRule(Visible(rule)).WithName(Visible(rule)).WithDescription(oneLine(d.Says))
		if d.Href != "" {
			descriptor.WithHelpURI(d.Href)
		}
	}
	level := "error"
	if it.Verdict == Warn {
		level = "warning"
	}
	r := sarif.NewRuleResult(Visible(rule)).WithLevel(level).WithMessage(sarif.NewTextMessage(it.sarifText()))
	r.WithPartialFingerprints(map[string]string{"p2conform/check/v1": Visible(it.Check)})
	r.AddLocation(sarif.NewLocationWithPhysicalLocation(
		sarif.NewPhysicalLocation().
			WithArtifactLocation(sarif.NewSimpleArtifactLocation(sarifPlace)).
			WithRegion(sarif.NewSimpleRegion(1, 1)),
	))
	bag := sarif.NewPropertyBag()
	bag.Add("check", Visible(it.Check))
	bag.Add("impact", it.Impact.String())
	if it.Impact == requirement.Security {
		bag.Add("tags", []string{"security"})
	}
	r.WithProperties(bag)
	if it.Waived != nil {
		r.AddSuppression(sarif.NewSuppression().WithKind("external").WithStatus("accepted").WithJustification(oneLine(it.Waived.says())))
	}
	return r
}

func (it *item) sarifText() string {
	parts := []string{"This does not hold: the server " + oneLine(it.Title) + "."}
	for _, s := range []struct{ label, text string }{{"Expected", it.Expected}, {"Got", it.Actual}, {"", it.Detail}} {
		if s.text == "" {
			continue
		}
		text, _ := clip(oneLine(s.text), 500, 1)
		if s.label != "" {
			text = s.label + ": " + text
		}
		parts = append(parts, text)
	}
	if it.Reproduce != nil {
		parts = append(parts, "See it again: "+oneLine(it.Reproduce.Command))
	}
	return strings.Join(parts, "\n")
}
