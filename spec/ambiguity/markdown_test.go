package ambiguity

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

var update = flag.Bool("update", false, "write the golden files anew")

// filed are made up, so that the golden files change with the form only.
var filed = map[string]Entry{
	"open": {
		ID: "A-999", Title: "Colour of the shed",
		Places: []requirement.Ref{
			{Doc: "core", Section: "3.1", Anchor: "31-shed", Print: "sha256:0000000000000000"},
			{Doc: "core", Section: "3.1", Anchor: "31-shed", Print: "sha256:1111111111111111"},
			{Doc: "api", Section: "Unregistered_getShed", Print: "sha256:2222222222222222"},
		},
		Question: "The prose has red, the API green.",
		Readings: []Reading{
			{ID: "red", Says: "It is red."},
			{ID: "green", Says: "It is green."},
			{ID: "none", Says: "There is no shed.", Fails: true},
		},
		Impact: requirement.Security, Wire: true, Probe: "Look at it.",
		Accepts: "Each follows a document.", Proposal: "Name one colour.", Issue: "https://example.com/issues/1",
	},
	"erratum": {
		ID: "A-998", Title: "Spelling of colour",
		Places:   []requirement.Ref{{Doc: "auth", Print: "sha256:0000000000000000"}},
		Question: "It is spelled in two ways.",
		Readings: []Reading{{ID: "same", Says: "Both mean the same."}},
		Impact:   requirement.Cosmetic, Accepts: "It can be told.", Proposal: "Spell it in one way.",
	},
}

// TestPassing holds that the number of the readings that pass is told right.
func TestPassing(t *testing.T) {
	pass, fail := Reading{ID: "a"}, Reading{ID: "b", Fails: true}
	for _, tt := range []struct {
		readings []Reading
		want     string
	}{
		{[]Reading{pass, pass}, "every reading passes"},
		{[]Reading{pass, fail}, "the other reading passes"},
		{[]Reading{pass, fail, fail}, "the other reading passes"},
		{[]Reading{pass, fail, pass}, "the others pass"},
	} {
		if got := (Entry{Readings: tt.readings}).passing(); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.readings, got, tt.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	for name, e := range filed {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("testdata", name+".md")
			if *update {
				if err := os.WriteFile(path, []byte(e.Markdown("")), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got := e.Markdown(""); got != string(want) {
				t.Errorf("run with -update and look at the difference:\n%s", got)
			}
		})
	}
}

// TestMarkdownSaysWhatIsUnprobed holds that the reason stands below how to see it,
// and nowhere where nothing is to be seen.
func TestMarkdownSaysWhatIsUnprobed(t *testing.T) {
	e := Entry{Title: "Place of the shed", Probe: "Look at it.", Readings: []Reading{{ID: "left"}, {ID: "right"}}}
	const why = "No test finds it out yet: Nobody has a shed.\n"
	if text := e.Markdown("Nobody has a shed."); strings.Contains(text, why) {
		t.Errorf("what does not show has a reason:\n%s", text)
	}
	e.Wire = true
	if text := e.Markdown("Nobody has a shed."); !strings.Contains(text, "How to see it: Look at it.\n\n"+why) {
		t.Errorf("the reason is missing:\n%s", text)
	}
	if text := e.Markdown(""); strings.Contains(text, "No test") {
		t.Errorf("what is found out has a reason:\n%s", text)
	}
}

// TestMarkdownIsWhole holds that nothing of an entry that its readers need is
// left out, and that no text of the register breaks the form.
func TestMarkdownIsWhole(t *testing.T) {
	for _, e := range All {
		text := e.Markdown("")
		for _, part := range []string{string(e.ID), e.Title, e.Question, e.Accepts, e.Probe, e.Proposal, e.Issue} {
			if !strings.Contains(text, part) {
				t.Errorf("%s: %q is not in the text", e.ID, part)
			}
		}
		for _, r := range e.Readings {
			if !strings.Contains(text, r.Says) {
				t.Errorf("%s: the reading %s is not in the text", e.ID, r.ID)
			}
		}
		for _, line := range strings.Split(text, "\n") {
			if strings.TrimRight(line, " ") != line || strings.Contains(line, "  ") {
				t.Errorf("%s: blanks in %q", e.ID, line)
			}
		}
	}
}
