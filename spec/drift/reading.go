package drift

import (
	"embed"
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/spec/prose"
)

//go:embed prints/*.prints
var prints embed.FS

// reading is what we know of a text that the catalogue was read from.
type reading struct {
	// units are by their print; one print can stand in more than one section.
	units map[string]known
	// sentences are the prints of those with a word that may bind somebody.
	sentences map[string]bool
}

// known is a unit of a text that was read.
type known struct {
	sections []string
	sketch   prose.Sketch
	code     bool
}

// A file of prints has a line for each unit and for each sentence that may bind
// somebody, in the order of the text: the section, what it is, the print, and of
// a unit the sketch.
const sentenceKind = "sentence"

// printsOf writes what is kept of a text.
func printsOf(d *prose.Document) string {
	var b strings.Builder
	for _, u := range d.Units {
		kind := string(u.Kind)
		if u.Code {
			kind = "code"
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", u.Section, kind, u.Print, u.Sketch)
		for _, s := range u.Sentences() {
			if prose.Normative(s) {
				fmt.Fprintf(&b, "%s\t%s\t%s\n", u.Section, sentenceKind, prose.SentencePrint(s))
			}
		}
	}
	return b.String()
}

func printsFile(s Source) string { return "prints/" + s.Doc + "-" + s.Commit + ".prints" }

// readingOf reads what is kept of the text of a document.
func readingOf(s Source) (reading, error) {
	text, err := prints.ReadFile(printsFile(s))
	if err != nil {
		return reading{}, fmt.Errorf("what was read of %s: %w", s.Doc, err)
	}
	r, err := readingFrom(string(text))
	if err != nil {
		return reading{}, fmt.Errorf("what was read of %s: %w", s.Doc, err)
	}
	return r, nil
}

// readingFrom reads what printsOf writes.
func readingFrom(text string) (reading, error) {
	r := reading{units: map[string]known{}, sentences: map[string]bool{}}
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case len(cells) == 3 && cells[1] == sentenceKind:
			r.sentences[cells[2]] = true
		case len(cells) == 4:
			sketch, err := prose.ParseSketch(cells[3])
			if err != nil {
				return reading{}, fmt.Errorf("the line %q: %w", line, err)
			}
			sections := append(r.units[cells[2]].sections, cells[0])
			r.units[cells[2]] = known{sections: sections, sketch: sketch, code: cells[1] == "code"}
		default:
			return reading{}, fmt.Errorf("the line %q has %d cells", line, len(cells))
		}
	}
	return r, nil
}
