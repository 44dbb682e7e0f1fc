package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/drift"
	"github.com/p2conform/p2conform/spec/openapi"
)

// drifted is a report in which everything has happened, with texts that would
// steer a terminal if they were let.
var drifted = drift.Report{
	Prose: []drift.Prose{
		{
			Source:       drift.Source{Doc: "core", Version: "v1", Commit: "1234567", Other: "v2\x1b[31m"},
			Requirements: drift.Tally{Unchanged: 7, Moved: 1, Reworded: 1, Gone: 1},
			Places:       drift.Tally{Gone: 1},
			Paragraphs:   drift.Paragraphs{Kept: 1, New: 2, Gone: 3},
			Touched: []drift.Touched{
				{State: drift.Moved, From: "1", To: "2", Line: 3, Cited: []drift.Cited{{ID: "core.box", Says: "A box is a box."}}},
				{State: drift.Reworded, From: "1.1", To: "1.2", Line: 9, Likeness: 0.875, Text: "A box\nmust \x1b[31m" + strings.Repeat("long ", 60) + "be.",
					Cited: []drift.Cited{{ID: "core.long", Says: "A box is long, and says so in more words than fit into one line of this report."}}},
				{State: drift.Reworded, From: "1.1", To: "1.1", Line: 12, Likeness: 1, Text: "*A* box.", Cited: []drift.Cited{{ID: "core.box.first", Says: "It is the first."}}},
				{State: drift.Gone, From: "", Cited: []drift.Cited{{ID: "core.head", Says: "It has a head."}, {ID: "A-999", Ambiguity: true, Says: "Which head"}}},
			},
			Sentences: []drift.Sentence{
				{Section: "1.2", Line: 9, Text: "A box must be.", Near: []string{"core.long", "core.box"}},
				{Section: "3", Line: 30, Text: "A lid \x07must be."},
			},
		},
		{Source: drift.Source{Doc: "mls", Version: "v1", Commit: "1234567"}, Requirements: drift.Tally{Unchanged: 1}, Paragraphs: drift.Paragraphs{Kept: 1}},
	},
	API: &drift.API{
		Source:       drift.Source{Doc: "api", Version: "v1", Commit: "1234567", Other: "v2"},
		Requirements: drift.Tally{Unchanged: 1, Changed: 1},
		Parts: []drift.Part{
			{Kind: "schema", Name: "Box", What: drift.Altered, Requirements: []string{"api.box"}, Changes: []drift.Difference{
				{What: drift.Altered, At: []string{"property size", "type"}, From: "integer", To: "string\x1b[31m"},
				{What: drift.Removed, At: []string{"required"}, From: "size"},
			}},
			{Kind: "operation", Name: "GET /box", Operation: "Box_read", What: drift.Added},
			{Kind: "operation", Name: "GET /lid", Operation: "Lid_read", What: drift.Removed, Requirements: []string{"api.lid.a", "api.lid.b"}},
		},
	},
}

func TestDriftForPeople(t *testing.T) {
	p := &page{width: 80}
	p.drift(drifted)
	path := filepath.Join("testdata", "spec_drift.golden.txt")
	if *update {
		if err := os.WriteFile(path, []byte(p.b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.b.String(); got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if strings.ContainsAny(p.b.String(), "\x1b\x07") {
		t.Error("what a text says reaches the terminal as it is")
	}
}

// TestDriftOfTheDocumentThatWasRead: our copy of the API document is what was
// read of it, and one change makes a difference.
func TestDriftOfTheDocumentThatWasRead(t *testing.T) {
	same, other := filepath.Join(t.TempDir(), "same.yaml"), filepath.Join(t.TempDir(), "other.yaml")
	ours, err := openapi.Raw(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(ours), "maxLength: 32\n", "maxLength: 128\n", 1)
	for path, text := range map[string]string{same: string(ours), other: changed} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		path, format string
		code         int
		says         string
	}{
		{same, "text", exitOK, "  Nothing is to be read again.\n"},
		{same, "markdown", exitOK, "\nNothing is to be read again.\n"},
		{same, "json", exitOK, `"parts": [],`},
		{other, "text", exitNonconformant, "maxLength: 128, was 32\n"},
		{other, "markdown", exitNonconformant, "maxLength: 128, was 32\n"},
		{other, "json", exitNonconformant, `"state": "changed"`},
	} {
		a, stdout, stderr := newApp()
		if code := a.run([]string{"spec", "drift", "--api", c.path, "-o", c.format}); code != c.code {
			t.Errorf("%s: exit code %d, want %d: %s", c.format, code, c.code, stderr)
		}
		if !strings.Contains(stdout.String(), c.says) {
			t.Errorf("%s: it does not say %q: %s", c.format, c.says, stdout)
		}
		if c.format == "json" && !json.Valid(stdout.Bytes()) {
			t.Errorf("it is no JSON: %s", stdout)
		}
	}
}
