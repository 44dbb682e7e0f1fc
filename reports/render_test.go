package reports

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	renderers := []struct {
		file   string
		render func(io.Writer, *Document) error
	}{
		{"full.json", JSON},
		{"full.junit.xml", JUnit},
		{"full.sarif", SARIF},
		{"full.md", Markdown},
		{"full.html", HTML},
		{"full.txt", terminalWith(TerminalOptions{})},
		{"full.narrow.txt", terminalWith(TerminalOptions{Width: 50})},
		{"full.verbose.txt", terminalWith(TerminalOptions{Colour: true, Width: 100, Verbose: true})},
		{"full.canonical.json", func(w io.Writer, d *Document) error { return JSON(w, Canonical(d)) }},
	}
	for _, r := range renderers {
		t.Run(r.file, func(t *testing.T) {
			var b bytes.Buffer
			if err := r.render(&b, full()); err != nil {
				t.Fatal(err)
			}
			golden(t, r.file, b.Bytes())
		})
	}
}

func TestGoldenOfWhatWasNotAsked(t *testing.T) {
	for _, r := range []struct {
		file   string
		render func(io.Writer, *Document) error
	}{
		{"unasked.json", JSON}, {"unasked.junit.xml", JUnit}, {"unasked.sarif", SARIF}, {"unasked.md", Markdown},
		{"unasked.html", HTML}, {"unasked.txt", terminalWith(TerminalOptions{})},
	} {
		t.Run(r.file, func(t *testing.T) {
			var b bytes.Buffer
			if err := r.render(&b, unasked()); err != nil {
				t.Fatal(err)
			}
			golden(t, r.file, b.Bytes())
		})
	}
}

func terminalWith(o TerminalOptions) func(io.Writer, *Document) error {
	return func(w io.Writer, d *Document) error { return Terminal(w, d, o) }
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := range min(len(g), len(w)) {
		if !bytes.Equal(g[i], w[i]) {
			t.Fatalf("%s, line %d:\n got %q\nwant %q\n(run with -update if this is meant)", path, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", path, len(g), len(w))
}

// everyRenderer has every format, and the terminal at its most talkative.
func everyRenderer() map[string]func(io.Writer, *Document) error {
	all := map[string]func(io.Writer, *Document) error{
		"terminal, verbose": terminalWith(TerminalOptions{Colour: true, Verbose: true, Width: 200}),
		"canonical JSON":    func(w io.Writer, d *Document) error { return JSON(w, Canonical(d)) },
	}
	for _, f := range Formats {
		all[f.Name] = f.Render
	}
	return all
}
