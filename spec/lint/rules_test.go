package lint

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/p2conform/p2conform/spec/prose"
)

var (
	update = flag.Bool("update", false, "write what is found into testdata anew")
	core   = flag.String("core", "", "the core protocol's prose, a `FILE`, which is not in this repository")
)

// TestRules proves each rule on a made-up text that breaks it and on one that
// does not. What is found stands above the texts.
func TestRules(t *testing.T) {
	for _, rule := range Rules {
		t.Run(rule.ID, func(t *testing.T) {
			path := filepath.Join("testdata", "rules", rule.ID+".txtar")
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			texts := map[string][]byte{}
			for _, f := range archive.Files {
				texts[f.Name] = f.Data
			}
			if found := rule.run(textsOf(t, texts, "holds")); len(found) > 0 {
				t.Errorf("it finds something where it holds: %s", listed(found))
			}
			got := listed(rule.run(textsOf(t, texts, "breaks")))
			if got == "" {
				t.Error("it finds nothing where it is broken")
			}
			if *update {
				archive.Comment = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got != string(archive.Comment) {
				t.Errorf("got:\n%swant:\n%s", got, archive.Comment)
			}
		})
	}
}

// textsOf reads the texts of one kind: a file api.yaml is for both kinds.
func textsOf(t *testing.T, texts map[string][]byte, kind string) Texts {
	t.Helper()
	var read Texts
	var err error
	for _, name := range []string{kind + ".yaml", "api.yaml"} {
		if text, ok := texts[name]; ok {
			if read.API, err = ReadAPI(text); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if text, ok := texts[kind+".md"]; ok {
		if read.Prose, err = prose.Parse(text); err != nil {
			t.Fatalf("%s.md: %v", kind, err)
		}
	}
	if read.API == nil && read.Prose == nil {
		t.Fatalf("there is no text that %s", kind)
	}
	return read
}

func listed(found []Finding) string {
	var b bytes.Buffer
	for _, f := range found {
		fmt.Fprintf(&b, "%s | %s | %d | %s\n", f.Place.Section, f.Place.Detail, f.Place.Line, f.What)
	}
	return b.String()
}

func TestRulesAreWhole(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, r := range Rules {
		functions := 0
		for _, has := range []bool{r.ofAPI != nil, r.ofProse != nil, r.ofBoth != nil} {
			if has {
				functions++
			}
		}
		switch {
		case !form.MatchString(r.ID), seen[r.ID]:
			t.Errorf("%s is no id, or another's", r.ID)
		case r.Severity != Error && r.Severity != Warning && r.Severity != Note:
			t.Errorf("%s: %q is no severity", r.ID, r.Severity)
		case !strings.HasSuffix(r.Says, ".") || strings.Count(r.Says, ". ") > 0:
			t.Errorf("%s: %q is not one sentence", r.ID, r.Says)
		case functions != 1:
			t.Errorf("%s has %d functions", r.ID, functions)
		}
		seen[r.ID] = true
	}
	files, err := filepath.Glob(filepath.Join("testdata", "rules", "*.txtar"))
	if err != nil || len(files) != len(Rules) {
		t.Errorf("%d files for %d rules, %v", len(files), len(Rules), err)
	}
}
