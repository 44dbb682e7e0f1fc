package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/reports"
)

// The server of examples/python-server is young, and in another style than ours.
// Whoever certifies it is told of each thing that is missing once, and what blocks
// the rest.
func TestPythonServer(t *testing.T) {
	notUnderRace(t)
	const granted = "identity.issue.granted"
	for _, tt := range []struct {
		config string
		fails  int    // at most so many checks
		passes int    // at least so many
		first  string // what most checks wait for
	}{
		{"p2conform.yaml", 2, 40, granted},
		{"command.yaml", 2, 40, granted},
		{"issuing.yaml", 14, 200, "services.register.created"},
	} {
		t.Run(tt.config, func(t *testing.T) {
			needsProgram(t, "python3")
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "examples", "python-server"))); err != nil {
				t.Fatal(err)
			}
			saved := filepath.Join(dir, "report.json")
			// As a process of its own, since it starts another one.
			run := exec.Command("p2conform", "run", "--config", filepath.Join(dir, tt.config), "--timeout", "10m",
				"--report", "terminal=-", "--report", "json="+saved)
			var complaints strings.Builder
			run.Stderr = &complaints
			out, err := run.Output()
			if run.ProcessState.ExitCode() != exitNonconformant {
				t.Fatalf("%v: %s%s", err, out, complaints.String())
			}
			text, err := os.ReadFile(saved)
			if err != nil {
				t.Fatal(err)
			}
			var d reports.Document
			if err := json.Unmarshal(text, &d); err != nil {
				t.Fatal(err)
			}
			if d.Partial != "" || d.Summary.Fail > tt.fails || d.Summary.Pass < tt.passes || d.Summary.Error > 0 {
				t.Errorf("partial %q, %+v", d.Partial, d.Summary)
			}
			oneCauseEach(t, d.Results)
			if want := "What to do first:\n  1. make " + tt.first + " pass: "; !strings.Contains(string(out), want) {
				t.Errorf("it does not say %q: %s", want, out)
			}
		})
	}
}

// oneCauseEach holds that what is blocked names a check that failed, that what
// could not be asked says why, and that no request without a route fails two checks.
func oneCauseEach(t *testing.T, results []reports.Result) {
	t.Helper()
	noRoute := map[string]string{}
	for _, r := range results {
		switch r.Verdict {
		case reports.Blocked:
			by := slices.IndexFunc(results, func(o reports.Result) bool { return o.Check == r.BlockedBy })
			if by < 0 || results[by].Verdict != reports.Fail {
				t.Errorf("%s is blocked by %q, which did not fail: %s", r.Check, r.BlockedBy, r.Detail)
			}
		case reports.Untested, reports.NotApplicable:
			if r.Detail == "" {
				t.Errorf("%s: %v without a reason", r.Check, r.Verdict)
			}
		case reports.Fail:
			for _, x := range r.Exchanges {
				if !x.Decisive || x.Operation == "" || x.Response == nil || x.Response.Status != 404 {
					continue
				}
				if other := noRoute[x.Operation]; other != "" {
					t.Errorf("%s and %s fail for want of %s", other, r.Check, x.Operation)
				}
				noRoute[x.Operation] = r.Check
			}
		}
	}
}
