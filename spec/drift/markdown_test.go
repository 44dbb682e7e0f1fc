package drift

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// everything is a report in which everything has happened, with names that would
// be markup if they were let.
func everything(t *testing.T) Report {
	t.Helper()
	a := API{
		Source:       Source{Doc: "api", Version: "v1", Commit: "1234567", Other: "v2 <b>"},
		Requirements: Tally{Unchanged: 3, Changed: 2, Gone: 1},
		Places:       Tally{Unchanged: 1},
		Parts: []Part{
			{Kind: "schema", Name: "Lid", What: Added},
			{Kind: "operation", Name: "GET /box/{id}", Operation: "Box_read", What: Removed, Requirements: []string{"api.box.read"}},
			{Kind: "schema", Name: "Box", What: Altered, Requirements: []string{"api.box.size", "api.box.name"}, Changes: []Difference{
				{Altered, []string{"property `size`", "type"}, "integer", "</script>]]> & \"quoted\" \x1b[31m"},
				{Removed, []string{"required"}, "size", ""},
				{Added, []string{"enum"}, "", "*a*"},
			}},
		},
	}
	still := Prose{Source: Source{Doc: "lids", Version: "v1", Commit: "1234567"}, Requirements: Tally{Unchanged: 1}, Paragraphs: Paragraphs{Kept: 1}}
	return Report{Prose: []Prose{boxes(t), still}, API: &a}
}

func TestMarkdown(t *testing.T) {
	for name, r := range map[string]Report{
		"everything.golden.md": everything(t),
		"nothing.golden.md":    {API: &API{Source: Source{Doc: "api", Version: "v1", Commit: "1234567", Other: "v1"}, Requirements: Tally{Unchanged: 6}}},
	} {
		var b bytes.Buffer
		if err := Markdown(&b, r); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s: got\n%s", name, b.String())
		}
		if strings.ContainsAny(b.String(), "\x1b") || strings.Contains(b.String(), "</script>") {
			t.Errorf("%s has markup of the text", name)
		}
	}
}

type broken struct{}

var errBroken = errors.New("broken")

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestMarkdownSaysThatItCannotBeWritten(t *testing.T) {
	if err := Markdown(broken{}, Report{}); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

func TestReportDrifted(t *testing.T) {
	for name, c := range map[string]struct {
		r    Report
		want bool
	}{
		"nothing given":    {Report{}, false},
		"nothing changed":  {Report{Prose: []Prose{{}}, API: &API{}}, false},
		"paragraphs alone": {Report{Prose: []Prose{{Paragraphs: Paragraphs{New: 1, Gone: 2}}}}, false},
		"a sentence":       {Report{Prose: []Prose{{}, {Sentences: []Sentence{{}}}}}, true},
		"a paragraph":      {Report{Prose: []Prose{{Touched: []Touched{{}}}}}, true},
		"a part":           {Report{API: &API{Parts: []Part{{}}}}, true},
	} {
		if got := c.r.Drifted(); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
