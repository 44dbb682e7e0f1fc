package prose_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/prose"
)

// FuzzParse: whatever a user names as a document, it is refused or read, and
// every part of it stands on a line that there is.
func FuzzParse(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("testdata", "sample.md"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("# 1. A\r\n\r\n| `a` | [b](#c \"d\") |\r\n~~~~\r\n```\r\n"))
	f.Add([]byte("---\n---\n# 1 []()\n`\n> - 1) \x00"))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := prose.Parse(text)
		if err != nil {
			return
		}
		last := strings.Count(string(text), "\n") + 1
		on := func(what string, line int) {
			if line < 1 || line > last {
				t.Errorf("%s stands on line %d of %d", what, line, last)
			}
		}
		for _, h := range d.Headings {
			on("a heading", h.Line)
		}
		for _, u := range d.Units {
			on("a unit", u.Line)
			if u.Section == "" || u.Print == "" {
				t.Errorf("%+v has no section or no print", u)
			}
			for _, s := range u.Sentences() {
				if strings.Contains(s, "\n") {
					t.Errorf("%q is more than a line", s)
				}
			}
		}
		for _, l := range d.Links() {
			on("a link", l.Line)
		}
		for _, s := range d.Spans() {
			on("a span", s.Line)
		}
		for _, b := range d.CodeBlocks() {
			on("a block", b.Line)
		}
	})
}
