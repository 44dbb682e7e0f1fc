package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// names lists a directory.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func prepared(t *testing.T, path string) *destination {
	t.Helper()
	d := &destination{path: path}
	if err := d.prepare(); err != nil {
		t.Fatal(err)
	}
	return d
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func TestWriteReplacesAsAWhole(t *testing.T) {
	dir := t.TempDir()
	d := prepared(t, filepath.Join(dir, "r.json"))
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("preparing leaves %q behind", got)
	}
	if err := d.write(text("old")); err != nil {
		t.Fatal(err)
	}
	before, err := os.Open(d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	// A renderer that breaks off leaves the old report alone.
	broken := errors.New("broken")
	err = d.write(func(w io.Writer) error { _ = text("half")(w); return broken })
	if got, _ := os.ReadFile(d.path); !errors.Is(err, broken) || string(got) != "old" {
		t.Errorf("error %v, and the file holds %q", err, got)
	}
	if err := d.write(text("new")); err != nil {
		t.Fatal(err)
	}
	// Whoever had opened the old one still reads the whole of it.
	if got, _ := io.ReadAll(before); string(got) != "old" {
		t.Errorf("a reader of the old report gets %q", got)
	}
	if got, _ := os.ReadFile(d.path); string(got) != "new" {
		t.Errorf("the file holds %q", got)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
}

func TestPrepareRefuses(t *testing.T) {
	dir := t.TempDir()
	locked := filepath.Join(dir, "locked")
	if err := os.WriteFile(locked, nil, 0o400); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"a directory": dir, "no directory": filepath.Join(dir, "none", "r"), "below a file": filepath.Join(locked, "r"), "a protected file": locked,
	} {
		d := &destination{path: path}
		var p *problem
		if err := d.prepare(); !errors.As(err, &p) || p.code != exitUnknown {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
}
