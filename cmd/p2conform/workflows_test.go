//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// project is a directory as that of somebody's server, which is ours with a fault,
// or with none.
type project struct{ dir, path string }

// newProject has a p2conform that asks the checks of one suite: the command lines
// are not about how many there are.
func newProject(t *testing.T, fault string) project {
	t.Helper()
	program, err := exec.LookPath("p2conform")
	if err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	wrapper := fmt.Sprintf("#!/bin/sh\n[ \"$1\" != run ] || exec '%s' \"$@\" --suite discovery\nexec '%s' \"$@\"\n", program, program)
	if err := os.WriteFile(filepath.Join(bin, "p2conform"), []byte(wrapper), 0o700); err != nil {
		t.Fatal(err)
	}
	p := project{dir: t.TempDir(), path: bin + string(filepath.ListSeparator) + os.Getenv("PATH")}
	command := "p2conform, serve"
	if fault != "" {
		command += ", --fault, " + fault
	}
	writeAll(t, p.dir, map[string]string{"p2conform.yaml": "p2conform: 1\ndomain: home.p2.example\nprocess: {command: [" + command + "]}\n"})
	return p
}

// sh runs a script as a runner does, and gives its exit code.
func (p project) sh(t *testing.T, script string, env ...string) (int, string) {
	t.Helper()
	cmd := exec.Command("sh", "-e", "-c", script)
	cmd.Dir, cmd.Env = p.dir, append(append(os.Environ(), "PATH="+p.path), env...)
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// waive writes down what is known to fail, as the guide has it.
func (p project) waive(t *testing.T) {
	t.Helper()
	if code, out := p.sh(t, "p2conform run --config p2conform.yaml --out known"); code != exitNonconformant {
		t.Fatalf("code %d\n%s", code, out)
	}
	if code, out := p.sh(t, "p2conform waive known/report.json --owner ann@example.com > p2conform-waivers.yaml"); code != exitOK {
		t.Fatalf("code %d\n%s", code, out)
	}
}

// has wants files of a project that a workflow goes on with.
func (p project) has(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		if _, err := os.Stat(filepath.Join(p.dir, name)); err != nil {
			t.Errorf("what the workflow takes is not there: %v", err)
		}
	}
}

func readYAML(t *testing.T, path string, v any) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// forge is a workflow of GitHub and of what is like it.
type forge struct {
	Jobs map[string]struct{ Steps []step }
}

// kept are the files that steps take by a parameter.
func (s step) kept() []string {
	var names []string
	for _, name := range []string{"path", "sarif_file"} {
		if v := s.With[name]; v != "" {
			names = append(names, v)
		}
	}
	return names
}

// withoutInstall leaves out the line that gets a release: what is tested is this one.
func withoutInstall(t *testing.T, lines []string) string {
	t.Helper()
	var kept []string
	for _, line := range lines {
		if !strings.HasPrefix(strings.TrimSpace(line), "go install ") {
			kept = append(kept, line)
		}
	}
	if len(kept) != len(lines)-1 {
		t.Fatalf("the script %q installs nothing", lines)
	}
	return strings.Join(kept, "\n")
}

// The workflows that people copy gate a server: what is known to fail passes, and
// what is not fails.
func TestWorkflows(t *testing.T) {
	notUnderRace(t)
	const fault = "root-version-1"
	t.Run("github", func(t *testing.T) {
		needsProgram(t, "bash")
		a := readAction(t)
		root, err := filepath.Abs("../..")
		if err != nil {
			t.Fatal(err)
		}
		var w forge
		readYAML(t, "../../examples/ci/github-actions.yml", &w)
		temp := t.TempDir()
		for name, known := range map[string]bool{"known": true, "new": false} {
			t.Run(name, func(t *testing.T) {
				p := newProject(t, fault)
				p.waive(t)
				want := exitOK
				if !known {
					writeAll(t, p.dir, map[string]string{"p2conform-waivers.yaml": "p2conform: 1\nwaivers: []\n"})
					want = exitNonconformant
				}
				runs := 0
				for _, s := range w.Jobs["p2conform"].Steps {
					if !strings.HasPrefix(s.Uses, "p2conform/p2conform@") {
						p.has(t, s.kept()...)
						continue
					}
					runs++
					s.With["args"] = "--suite=discovery"
					if r := a.run(t, root, temp, p.dir, s.With); r.code != want {
						t.Errorf("code %d, want %d\n%s", r.code, want, r.log)
					}
				}
				if runs != 1 {
					t.Errorf("the action is used %d times", runs)
				}
			})
		}
	})
	t.Run("forgejo", func(t *testing.T) {
		var w forge
		readYAML(t, "../../examples/ci/forgejo.yml", &w)
		p := newProject(t, fault)
		p.waive(t)
		runs := 0
		for _, s := range w.Jobs["p2conform"].Steps {
			p.has(t, s.kept()...)
			if s.Run == "" {
				continue
			}
			runs++
			script := withoutInstall(t, strings.Split(strings.TrimSpace(s.Run), "\n"))
			if code, out := p.sh(t, script); code != exitOK {
				t.Errorf("code %d\n%s", code, out)
			}
			writeAll(t, p.dir, map[string]string{"p2conform-waivers.yaml": "p2conform: 1\nwaivers: []\n"})
			if code, out := p.sh(t, script); code != exitNonconformant {
				t.Errorf("with nothing known: code %d\n%s", code, out)
			}
		}
		if runs != 1 {
			t.Errorf("%d steps have a script", runs)
		}
	})
	t.Run("gitlab", func(t *testing.T) {
		type job struct {
			Script    []string
			Parallel  int
			Artifacts struct {
				Paths   []string
				Reports struct{ JUnit string }
			}
		}
		var w struct {
			Parts job `yaml:"p2conform"`
			Gate  job `yaml:"p2conform gate"`
		}
		readYAML(t, "../../examples/ci/gitlab-ci.yml", &w)
		if w.Parts.Parallel < 2 {
			t.Fatalf("%d parts", w.Parts.Parallel)
		}
		for fault, want := range map[string]int{"": exitOK, fault: exitNonconformant} {
			p := newProject(t, fault)
			failed := 0
			for i := range w.Parts.Parallel {
				code, out := p.sh(t, withoutInstall(t, w.Parts.Script), "CI_NODE_INDEX="+strconv.Itoa(i+1), "CI_NODE_TOTAL="+strconv.Itoa(w.Parts.Parallel))
				switch code {
				case exitOK:
				case exitNonconformant:
					failed++
				default:
					t.Errorf("part %d: code %d\n%s", i+1, code, out)
				}
			}
			if (failed > 0) != (want != exitOK) {
				t.Errorf("fault %q: %d parts fail", fault, failed)
			}
			parts, err := filepath.Glob(filepath.Join(p.dir, w.Parts.Artifacts.Paths[0]))
			if err != nil || len(parts) != w.Parts.Parallel {
				t.Errorf("the reports of the parts: %q, %v", parts, err)
			}
			if code, out := p.sh(t, withoutInstall(t, w.Gate.Script)); code != want {
				t.Errorf("fault %q: code %d, want %d\n%s", fault, code, want, out)
			}
			p.has(t, append(w.Gate.Artifacts.Paths, w.Gate.Artifacts.Reports.JUnit)...)
		}
	})
}

// The pods of the indexed job ask all there is to ask, each its part.
func TestClusterJob(t *testing.T) {
	notUnderRace(t)
	const path = "../../examples/cluster/job.yaml"
	var w struct {
		Spec struct {
			CompletionMode string `yaml:"completionMode"`
			Completions    int
			Template       struct {
				Spec struct {
					Containers []struct {
						Args []string
					}
				}
			}
		}
	}
	readYAML(t, path, &w)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, merge, ok := strings.Cut(string(text), "#   p2conform ")
	merge, _, _ = strings.Cut(merge, "\n")
	if !ok || w.Spec.CompletionMode != "Indexed" || w.Spec.Completions < 2 || len(w.Spec.Template.Spec.Containers) != 1 {
		t.Fatalf("%+v, merged by %q", w, merge)
	}
	for fault, want := range map[string]int{"": exitOK, "root-version-1": exitNonconformant} {
		p := newProject(t, fault)
		for i := range w.Spec.Completions {
			args := strings.Join(w.Spec.Template.Spec.Containers[0].Args, " ")
			args = strings.ReplaceAll(args, "$(JOB_COMPLETION_INDEX)", strconv.Itoa(i))
			args = strings.NewReplacer("/config/", p.dir+"/", "/reports/", p.dir+"/").Replace(args)
			if code, out := p.sh(t, "p2conform "+args); code != exitOK && (code != exitNonconformant || want == exitOK) {
				t.Errorf("pod %d: code %d\n%s", i, code, out)
			}
		}
		if code, out := p.sh(t, "p2conform "+merge); code != want {
			t.Errorf("fault %q: code %d, want %d\n%s", fault, code, want, out)
		}
		whole := valid(t, reportSchema(t), filepath.Join(p.dir, "conformance", "report.json"))
		seen := map[string]int{}
		for _, r := range whole.Results {
			seen[r.Check]++
		}
		code, out := p.sh(t, "p2conform run --config p2conform.yaml --report json=all.json")
		if code != want {
			t.Fatalf("code %d\n%s", code, out)
		}
		all := valid(t, reportSchema(t), filepath.Join(p.dir, "all.json"))
		for _, r := range all.Results {
			if seen[r.Check] != 1 {
				t.Errorf("%s is in %d of the parts", r.Check, seen[r.Check])
			}
		}
		if len(whole.Results) != len(all.Results) {
			t.Errorf("the parts have %d checks, all are %d", len(whole.Results), len(all.Results))
		}
	}
}
