package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// The files that people copy are YAML, and the command lines in them are ones that
// this program understands.
func TestExamplesOfCI(t *testing.T) {
	files := []string{"../../action.yml", "../../.goreleaser.yaml"}
	for _, pattern := range []string{"../../examples/ci/*.yml", "../../examples/cluster/*.yaml"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v, error %v", pattern, found, err)
		}
		files = append(files, found...)
	}
	commands := 0
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var doc any
		if err := yaml.Unmarshal(text, &doc); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, line := range commandsIn(string(text)) {
			commands++
			if err := understood(line); err != nil {
				t.Errorf("%s: %q: %v", path, line, err)
			}
		}
		for _, words := range argsIn(doc) {
			commands++
			if err := understood(strings.Join(words, " ")); err != nil {
				t.Errorf("%s: %q: %v", path, words, err)
			}
		}
	}
	if commands < 6 {
		t.Errorf("only %d command lines were found", commands)
	}
}

// What the documentation has people type is understood as well.
func TestExamplesOfDocs(t *testing.T) {
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	typed := 0
	for _, path := range append(files, "../../README.md") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			command, ok := strings.CutPrefix(strings.TrimSpace(line), "$ ")
			_, args, ours := strings.Cut(command, "p2conform ")
			if !ok || !ours || strings.HasPrefix(command, "docker ") || strings.HasPrefix(command, "go build ") {
				continue
			}
			for _, end := range []string{" #", " > ", " >> ", " | ", " && "} {
				args, _, _ = strings.Cut(args, end)
			}
			typed++
			if err := understood(strings.TrimSuffix(strings.TrimSpace(args), "\\")); err != nil {
				t.Errorf("%s: %q: %v", path, command, err)
			}
		}
	}
	if typed < 30 {
		t.Errorf("only %d command lines were found", typed)
	}
}

var commandLine = regexp.MustCompile(`(?m)(?:^|[/"\s])p2conform"? ((?:run|report|waive|replay|init|doctor)\b[^\n]*)`)

// commandsIn are the arguments of p2conform in a text.
func commandsIn(text string) []string {
	var lines []string
	for _, m := range commandLine.FindAllStringSubmatch(text, -1) {
		line, _, _ := strings.Cut(m[1], "||")
		line, _, _ = strings.Cut(line, ">>")
		if !strings.HasSuffix(strings.TrimSpace(m[0]), ".") {
			lines = append(lines, line)
		}
	}
	return lines
}

// argsIn are the lists called args at any depth.
func argsIn(doc any) [][]string {
	var all [][]string
	switch doc := doc.(type) {
	case map[string]any:
		for name, v := range doc {
			if list, ok := v.([]any); ok && name == "args" {
				var words []string
				for _, w := range list {
					words = append(words, w.(string))
				}
				all = append(all, words)
				continue
			}
			all = append(all, argsIn(v)...)
		}
	case []any:
		for _, v := range doc {
			all = append(all, argsIn(v)...)
		}
	}
	return all
}

// understood looks for the command and its flags, and runs nothing.
func understood(line string) error {
	a, _, _ := newApp()
	words := shellWords(strings.NewReplacer(`"${args[@]}"`, "", `"`, "").Replace(line))
	cmd, rest, err := a.root().Find(words)
	if err != nil {
		return err
	}
	return cmd.ParseFlags(rest)
}
