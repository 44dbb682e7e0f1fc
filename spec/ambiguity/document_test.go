package ambiguity

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

func TestDocument(t *testing.T) {
	worse := Entry{
		ID: "A-997", Title: "Place of the shed", Places: []requirement.Ref{{Doc: "core", Section: "6.1.1.3"}},
		Question: "It is not said.", Readings: []Reading{{ID: "left", Says: "Left."}, {ID: "right", Says: "Right."}},
		Impact: requirement.Cosmetic, Accepts: "Nothing is said.", Proposal: "Say it.",
	}
	worst := worse
	worst.ID, worst.Impact, worst.Places = "A-999", requirement.Security, []requirement.Ref{{Doc: "core", Section: "6.1.4"}}
	schema := worse
	schema.ID, schema.Places = "A-995", []requirement.Ref{{Doc: "api", Section: "Models.Service"}}
	worst.Wire, worst.Probe = true, "Look at the shed."
	why := func(e Entry) string {
		if e.ID == worst.ID {
			return "Nobody has a shed."
		}
		return ""
	}
	got := Document([]Entry{schema, worse, worst, filed["erratum"]}, why, "core v1.0", "api v2.0")
	path := filepath.Join("testdata", "document.md")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("run with -update and look at the difference:\n%s", got)
	}
}

// TestDocumentIsWhole holds that every entry stands in the document once, with
// one link from the contents, and all that it says by itself.
func TestDocumentIsWhole(t *testing.T) {
	text := Document(All, func(e Entry) string { return "" }, "core v1.0")
	for _, e := range All {
		anchor := strings.ToLower(string(e.ID))
		for _, once := range []string{"](#" + anchor + ")", `<a id="` + anchor + `"></a>`, "\n#### " + string(e.ID) + ": " + e.Title + "\n"} {
			if n := strings.Count(text, once); n != 1 {
				t.Errorf("%s: %q stands there %d times", e.ID, once, n)
			}
		}
		for _, part := range []string{e.Question, e.Accepts, e.Proposal} {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q is not in the document", e.ID, part)
			}
		}
	}
	if strings.Contains(text, "\n\n\n") {
		t.Error("two blank lines follow each other")
	}
	headings := regexp.MustCompile(`(?m)^### (.*)$`).FindAllString(text, -1)
	if len(headings) < 20 {
		t.Errorf("only %d chapters: %q", len(headings), headings)
	}
}

func TestDocumentOfNothing(t *testing.T) {
	if text := Document(nil, nil); strings.Contains(text, "## Open questions") || strings.Contains(text, "## Errata") {
		t.Errorf("nothing has parts:\n%s", text)
	}
}
