package prose_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/prose"
	"github.com/p2conform/p2conform/spec/requirement"
)

// sample is a made-up text with all that the reader knows.
func sample(t *testing.T) *prose.Document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "sample.md"))
	if err != nil {
		t.Fatal(err)
	}
	d, err := prose.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing":           {"", prose.ErrNoSections},
		"no headings":       {"There are boxes.", prose.ErrNoSections},
		"no numbers":        {"# Boxes\n\n## Size\n", prose.ErrNoSections},
		"YAML":              {"openapi: 3.0.0\ninfo:\n  # 1. Boxes\n", prose.ErrNoSections},
		"a heading in code": {"```\n# 1. Boxes\n```\n", prose.ErrNoSections},
		"bytes":             {"# 1. Boxes \xff", prose.ErrNotText},
		"too much":          {"# 1. Boxes\n" + strings.Repeat("x", prose.MaxSize), prose.ErrTooLarge},
		"a long line":       {"# 1. Boxes\n" + strings.Repeat("[", prose.MaxLine+1), prose.ErrLongLine},
		"no empty line":     {"# 1. Boxes\n" + strings.Repeat("> must\n", prose.MaxTogether/7), prose.ErrLongPart},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := prose.Parse([]byte(c.text)); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	d := sample(t)
	want := []prose.Heading{
		{Number: "", Title: "Boxes", Anchor: "boxes", Level: 1, Line: 5},
		{Number: "1", Title: "Size of a `box`", Anchor: "1-size-of-a-box", Level: 2, Line: 9},
		{Number: "1.1", Title: "Weight", Anchor: "11-weight", Level: 3, Line: 23},
		{Number: "", Title: "Notes", Anchor: "notes", Level: 3, Line: 29},
		{Number: "2", Title: "Colour", Anchor: "shades", Level: 2, Line: 41},
		{Number: "", Title: "Notes", Anchor: "notes-1", Level: 3, Line: 45},
	}
	if !slices.Equal(d.Headings, want) {
		t.Errorf("got\n%+v\nwant\n%+v", d.Headings, want)
	}
	if d.Version != "v1.0-beta.1" {
		t.Errorf("the version is %q", d.Version)
	}
	for line, section := range map[int]string{0: "0", 1: "0", 9: "1", 25: "1.1", 33: "1.1", 42: "2", 9999: "0"} {
		if got := d.SectionAt(line); got != section {
			t.Errorf("line %d is in %q, want %q", line, got, section)
		}
	}
}

func TestUnits(t *testing.T) {
	var got []string
	for _, u := range sample(t).Units {
		text, _, _ := strings.Cut(strings.TrimSpace(u.Text), "\n")
		marks := ""
		if u.Whole {
			marks += "+"
		}
		if u.Code {
			marks += "`"
		}
		got = append(got, strings.Join([]string{u.Section, string(u.Kind) + marks, text}, " | "))
	}
	want := []string{
		"0 | block | **Version:** `v1.0-beta.1`",
		"1 | block | A box must have a size, and",
		"1 | block+ | Its parts:",
		"1 | lead | Its parts:",
		"1 | item | - A lid. It may be",
		"1 | item | 2. A bottom.",
		"1 | block+ | | Part | Must |",
		"1 | row | | Part | Must |",
		"1 | row | | `lid` | a \\| b |",
		"1.1 | block | It weighs little, e.g. 1 kg. See [the size](#1-size-of-a-box) of [a",
		"1.1 | block | :::tip[Example of a box]",
		"1.1 | block+` | ```json",
		"1.1 | line` | { \"box\": 1,",
		"1.1 | block+` | \"lid\": 2 }",
		"1.1 | line` | \"lid\": 2 }",
		"1.1 | block | :::",
		"2 | block | It is <a id=\"red\"></a>red.",
		"2 | block+` | ```",
		"2 | line` | never closed",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestPrintsFollowTheWords(t *testing.T) {
	for _, u := range sample(t).Units {
		if u.Print != requirement.Print(u.Text) || u.Sketch != prose.SketchOf(u.Text) {
			t.Errorf("line %d has the print %s and the sketch %s", u.Line, u.Print, u.Sketch)
		}
	}
}

func TestCells(t *testing.T) {
	for _, u := range sample(t).Units {
		switch cells := u.Cells(); {
		case u.Kind != prose.Row && cells != nil:
			t.Errorf("line %d is no row, and has the cells %q", u.Line, cells)
		case strings.Contains(u.Text, "lid`") && u.Kind == prose.Row && !slices.Equal(cells, []string{"`lid`", "a | b"}):
			t.Errorf("got %q", cells)
		}
	}
}

func TestMarkup(t *testing.T) {
	d := sample(t)
	if got, want := d.Links(), []prose.Link{
		{Text: "the size", To: "#1-size-of-a-box", Line: 25},
		{Text: "a box", To: "other.md", Line: 25},
	}; !slices.Equal(got, want) {
		t.Errorf("got the links %+v, want %+v", got, want)
	}
	if got, want := d.Spans(), []prose.Span{
		{Text: "v1.0-beta.1", Line: 7}, {Text: "box", Line: 9}, {Text: "lid", Line: 21}, {Text: "kg", Line: 26},
	}; !slices.Equal(got, want) {
		t.Errorf("got the spans %+v, want %+v", got, want)
	}
	if got, want := d.CodeBlocks(), []prose.CodeBlock{
		{Language: "json", Title: "Example of a box", Text: "{ \"box\": 1,\n\n  \"lid\": 2 }\n", Line: 33},
		{Text: "never closed\n\n", Line: 47},
	}; !slices.Equal(got, want) {
		t.Errorf("got the blocks %+v, want %+v", got, want)
	}
	if got := d.Marks(); !slices.Equal(got, []string{"red"}) {
		t.Errorf("got the marks %q", got)
	}
}
