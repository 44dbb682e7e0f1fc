package drift

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/spec/prose"
)

var (
	update = flag.Bool("update", false, "write the golden files anew, and with -texts the prints")
	texts  = flag.String("texts", "", "the `DIR`ectory with core.md, auth.md and mls.md as the catalogue was read from them")
)

var documents = []string{"core", "auth", "mls"}

// TestPrintsAreThoseOfTheTexts makes the prints again from the texts, which are
// not in this repository; with -update it writes them.
func TestPrintsAreThoseOfTheTexts(t *testing.T) {
	if *texts == "" {
		t.Skip("no -texts: the texts are not in this repository")
	}
	for _, doc := range documents {
		text, err := os.ReadFile(filepath.Join(*texts, doc+".md"))
		if err != nil {
			t.Fatal(err)
		}
		d, err := prose.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		source := sourceOf(doc)
		if d.Version != source.Version {
			t.Errorf("%s calls itself %s, and the catalogue was read from %s", doc, d.Version, source.Version)
		}
		file := filepath.FromSlash(printsFile(source))
		if *update {
			if err := os.WriteFile(file, []byte(printsOf(d)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if printsOf(d) != string(want) {
			t.Errorf("%s has other prints than %s", doc, file)
		}
	}
}

// TestEveryPlaceWasRead: what the catalogue and the register cite stands in the
// texts, and in the section that they say.
func TestEveryPlaceWasRead(t *testing.T) {
	for _, doc := range documents {
		read, err := readingOf(sourceOf(doc))
		if err != nil {
			t.Fatal(err)
		}
		places := placesIn(doc)
		if len(places) == 0 || len(read.sentences) == 0 {
			t.Errorf("%s: %d places, %d sentences", doc, len(places), len(read.sentences))
		}
		for _, p := range places {
			section := p.ref.Section
			if section == "" {
				section = "0" // the head of the document
			}
			if k, ok := read.units[p.ref.Print]; !ok || !slices.Contains(k.sections, section) {
				t.Errorf("%s cites %s, %s: it was read in %q", p.cited[0].ID, p.ref, p.ref.Print, k.sections)
			}
		}
	}
}
