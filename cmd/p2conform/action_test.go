//go:build unix

package main

import (
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// action is a composite action, as far as ours goes.
type action struct {
	Inputs map[string]struct {
		Description string
		Default     string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []step
	}
}

type step struct {
	Name, ID, Shell, Run, Uses string
	Env, With                  map[string]string
}

// actionRun is what came of a run of the action.
type actionRun struct {
	code    int
	log     string
	outputs map[string]string
	summary string
}

// The steps of the action do what they should when they are run as a runner does.
func TestAction(t *testing.T) {
	notUnderRace(t)
	needsProgram(t, "bash")
	a := readAction(t)
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	temp := t.TempDir() // of the runner, for all runs: the first one builds
	run := func(t *testing.T, dir string, inputs map[string]string) actionRun {
		return a.run(t, root, temp, dir, inputs)
	}

	good := t.TempDir()
	t.Run("conformant", func(t *testing.T) {
		r := run(t, good, map[string]string{"args": "--suite=discovery\n\n--parallel\n2\n"})
		if r.code != exitOK || r.outputs["code"] != "0" || r.outputs["report"] != "p2conform-out/report.json" {
			t.Errorf("code %d, outputs %v\n%s", r.code, r.outputs, r.log)
		}
		d := valid(t, reportSchema(t), filepath.Join(good, r.outputs["report"]))
		if d.Summary.Pass == 0 || d.Summary.Fail > 0 || !strings.Contains(r.summary, "discovery") {
			t.Errorf("%+v, the page says %q", d.Summary, r.summary)
		}
	})
	t.Run("nonconformant", func(t *testing.T) {
		dir := t.TempDir()
		target := "p2conform: 1\ndomain: home.p2.example\nprocess: {command: [p2conform, serve, --fault, root-version-1]}\n"
		writeAll(t, dir, map[string]string{"target.yaml": target})
		r := run(t, dir, map[string]string{
			"config": "target.yaml", "args": "--suite=discovery", "out": "the reports", "baseline": filepath.Join(good, "p2conform-out", "report.json"),
		})
		if r.code != exitNonconformant || r.outputs["code"] != "1" || r.outputs["report"] != "the reports/report.json" {
			t.Errorf("code %d, outputs %v\n%s", r.code, r.outputs, r.log)
		}
		if d := valid(t, reportSchema(t), filepath.Join(dir, r.outputs["report"])); d.Summary.Fail == 0 {
			t.Errorf("%+v", d.Summary)
		}
		if !strings.Contains(r.log, "\n::error ") {
			t.Errorf("nothing is annotated:\n%s", r.log)
		}
		// What changed stands after the report.
		report, err := os.ReadFile(filepath.Join(dir, "the reports", "report.md"))
		if err != nil {
			t.Fatal(err)
		}
		if changed, ok := strings.CutPrefix(r.summary, string(report)); !ok || !strings.Contains(changed, "discovery.root.version") {
			t.Errorf("the page does not say what changed: %q", r.summary)
		}
	})
	t.Run("a part", func(t *testing.T) {
		dir := t.TempDir()
		r := run(t, dir, map[string]string{"args": "--suite=discovery", "shard": "1/4"})
		if r.code != exitOK {
			t.Fatalf("code %d\n%s", r.code, r.log)
		}
		all, part := valid(t, reportSchema(t), filepath.Join(good, "p2conform-out", "report.json")), valid(t, reportSchema(t), filepath.Join(dir, "p2conform-out", "report.json"))
		if n := len(part.Results); n == 0 || n > len(all.Results)/3 {
			t.Errorf("%d of %d checks", n, len(all.Results))
		}
	})
	t.Run("nothing there", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_ = l.Close() // so that nobody listens
		r := run(t, t.TempDir(), map[string]string{"target": "http://" + l.Addr().String(), "domain": "home.p2.example"})
		if r.code != exitUnknown || r.outputs["code"] != "3" {
			t.Errorf("code %d, outputs %v\n%s", r.code, r.outputs, r.log)
		}
	})
	t.Run("known failures that are not there", func(t *testing.T) {
		r := run(t, t.TempDir(), map[string]string{"waivers": "none.yaml", "args": "--suite=discovery"})
		if r.code != exitUsage || r.outputs["code"] != "2" || !strings.Contains(r.log, "none.yaml") {
			t.Errorf("code %d, outputs %v\n%s", r.code, r.outputs, r.log)
		}
	})
	// Whatever an input holds, it is a value, and no part of a script.
	for name := range a.Inputs {
		t.Run("hostile "+name, func(t *testing.T) {
			dir := t.TempDir()
			r := run(t, dir, map[string]string{"args": "--suite=discovery", name: "\"$(touch seen)`touch seen`\"; touch seen #'"})
			if _, err := os.Stat(filepath.Join(dir, "seen")); err == nil {
				t.Errorf("a shell has read it\n%s", r.log)
			}
			if r.outputs["code"] != strconv.Itoa(r.code) {
				t.Errorf("code %d, outputs %v\n%s", r.code, r.outputs, r.log)
			}
		})
	}
}

func readAction(t *testing.T) *action {
	t.Helper()
	text, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	a := &action{}
	if err := yaml.Unmarshal(text, a); err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Inputs) == 0 || len(a.Outputs) == 0 {
		t.Fatalf("%+v", a)
	}
	return a
}

// run runs the steps with a script in an empty environment, but for what a runner
// gives them, until one fails.
func (a *action) run(t *testing.T, root, temp, dir string, inputs map[string]string) actionRun {
	t.Helper()
	for name := range inputs {
		if _, ok := a.Inputs[name]; !ok {
			t.Fatalf("the action has no input %s", name)
		}
	}
	known := map[string]string{"github.action_path": root}
	for name, in := range a.Inputs {
		known["inputs."+name] = in.Default
		if v, ok := inputs[name]; ok {
			known["inputs."+name] = v
		}
	}
	summary := filepath.Join(t.TempDir(), "summary")
	var r actionRun
	scripts := 0
	for _, s := range a.Runs.Steps {
		if s.Uses != "" {
			for _, v := range s.With { // files of this repository
				if _, err := os.Stat(expression(t, v, known)); err != nil {
					t.Error(err)
				}
			}
			continue
		}
		scripts++
		if s.Shell != "bash" || strings.Contains(s.Run, "${{") {
			t.Fatalf("the shell is %q, the script %q", s.Shell, s.Run)
		}
		files := t.TempDir()
		script, output := filepath.Join(files, "script.sh"), filepath.Join(files, "output")
		writeAll(t, files, map[string]string{"script.sh": s.Run, "output": ""})
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", script)
		cmd.Dir = dir
		cmd.Env = []string{
			"CI=true", "GITHUB_ACTIONS=true", "GITHUB_ACTION_PATH=" + root, "GITHUB_WORKSPACE=" + dir,
			"GITHUB_OUTPUT=" + output, "GITHUB_STEP_SUMMARY=" + summary, "RUNNER_TEMP=" + temp,
		}
		for _, name := range []string{"PATH", "HOME", "GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOFLAGS", "GOROOT"} {
			if v, ok := os.LookupEnv(name); ok {
				cmd.Env = append(cmd.Env, name+"="+v)
			}
		}
		for name, v := range s.Env {
			cmd.Env = append(cmd.Env, name+"="+expression(t, v, known))
		}
		out, err := cmd.CombinedOutput()
		r.log += string(out)
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		maps.Copy(known, outputsOf(t, s.ID, output))
		if r.code = cmd.ProcessState.ExitCode(); r.code != 0 {
			break
		}
	}
	if scripts == 0 {
		t.Fatal("no step has a script")
	}
	r.outputs = map[string]string{}
	for name, out := range a.Outputs {
		r.outputs[name] = expression(t, out.Value, known)
	}
	if text, err := os.ReadFile(summary); err == nil { // a run that cannot begin has none
		r.summary = string(text)
	}
	return r
}

var expressions = regexp.MustCompile(`\$\{\{ *([^ }]+) *\}\}`)

// expression puts values in for what a runner knows by a name.
func expression(t *testing.T, text string, known map[string]string) string {
	t.Helper()
	return expressions.ReplaceAllStringFunc(text, func(s string) string {
		name := expressions.FindStringSubmatch(s)[1]
		v, ok := known[name]
		if !ok {
			t.Errorf("nothing is known by the name %s", name)
		}
		return v
	})
}

// outputsOf are the lines NAME=VALUE that a step has written.
func outputsOf(t *testing.T, id, file string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, v, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if !ok {
			t.Errorf("a step writes the output %q", line)
		}
		all[fmt.Sprintf("steps.%s.outputs.%s", id, name)] = v
	}
	return all
}

func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
