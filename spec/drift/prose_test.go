package drift

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/prose"
	"github.com/p2conform/p2conform/spec/requirement"
)

func parsed(t *testing.T, name string) *prose.Document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	d, err := prose.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// citing is a place for the unit that begins with some words, cited by one
// requirement, or by an entry of the register.
func citing(t *testing.T, d *prose.Document, begins, id string) place {
	t.Helper()
	for _, u := range d.Units {
		if !u.Whole && strings.HasPrefix(strings.TrimSpace(u.Text), begins) {
			ref := requirement.Ref{Doc: "boxes", Section: u.Section, Print: u.Print}
			return place{ref, []Cited{{ID: id, Ambiguity: strings.HasPrefix(id, "A-"), Says: "What " + id + " says."}}}
		}
	}
	t.Fatalf("nothing begins with %q", begins)
	return place{}
}

// boxes compares two made-up texts that hold everything which can happen.
func boxes(t *testing.T) Prose {
	t.Helper()
	before, after := parsed(t, "before.md"), parsed(t, "after.md")
	read, err := readingFrom(printsOf(before))
	if err != nil {
		t.Fatal(err)
	}
	return compareProse(Source{Doc: "boxes", Version: "v1", Commit: "1234567", Other: after.Version}, read, []place{
		citing(t, before, "A box must have", "boxes.size"),
		citing(t, before, "A box may be red", "boxes.red"),
		citing(t, before, "- It must have a lid", "boxes.lid"),
		citing(t, before, "A box must not weigh", "boxes.weight"),
		citing(t, before, "Whoever sells", "A-999"),
		citing(t, before, "{ \"weight\"", "boxes.json"),
	}, after)
}

func TestCompareProse(t *testing.T) {
	got := boxes(t)
	if want := (Tally{Unchanged: 1, Moved: 1, Reworded: 2, Gone: 1}); got.Requirements != want {
		t.Errorf("requirements: got %+v, want %+v", got.Requirements, want)
	}
	if want := (Tally{Reworded: 1}); got.Places != want || want.Total() != 1 {
		t.Errorf("places: got %+v, want %+v", got.Places, want)
	}
	type seen struct {
		id       string
		state    State
		from, to string
		line     int
	}
	var touched []seen
	for _, x := range got.Touched {
		touched = append(touched, seen{x.Cited[0].ID, x.State, x.From, x.To, x.Line})
		if (x.State == Reworded) != (x.Likeness > 0.6 && x.Text != "") {
			t.Errorf("%s is %s, %v alike, now %q", x.Cited[0].ID, x.State, x.Likeness, x.Text)
		}
	}
	if want := []seen{
		{"boxes.size", Reworded, "1", "1", 7},
		{"boxes.red", Gone, "1", "", 0},
		{"boxes.weight", Moved, "2", "3", 19},
		{"A-999", Reworded, "2", "2", 15},
		{"boxes.json", Reworded, "2", "3", 25},
	}; !reflect.DeepEqual(touched, want) {
		t.Errorf("got\n%+v\nwant\n%+v", touched, want)
	}
	if want := []Sentence{
		{"1", 7, "A box should have a size, which its maker writes on the side of it that is seen first.", []string{"boxes.size"}},
		{"1", 7, "It must be written in ink with `</script>|_*`.", []string{"boxes.size"}},
		{"3", 22, "The stairs must be clean.", nil},
	}; !reflect.DeepEqual(got.Sentences, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got.Sentences, want)
	}
	if !got.Drifted() || got.Foreign() {
		t.Errorf("drifted %v, foreign %v", got.Drifted(), got.Foreign())
	}
}

func TestTheSameTextHasNotDrifted(t *testing.T) {
	before := parsed(t, "before.md")
	read, err := readingFrom(printsOf(before))
	if err != nil {
		t.Fatal(err)
	}
	got := compareProse(Source{}, read, []place{citing(t, before, "A box may", "boxes.red")}, before)
	if got.Drifted() || got.Paragraphs.New+got.Paragraphs.Gone > 0 || got.Requirements != (Tally{Unchanged: 1}) {
		t.Errorf("got %+v", got)
	}
}

func TestAnotherDocumentIsForeign(t *testing.T) {
	got, err := OfProse("core", parsed(t, "before.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !got.Foreign() || got.Requirements.Unchanged+got.Requirements.Moved > 0 || got.Requirements.Total() < 400 {
		t.Errorf("foreign %v, %+v", got.Foreign(), got.Requirements)
	}
	if _, err := OfProse("boxes", parsed(t, "before.md")); err == nil {
		t.Error("it compares a document that was never read")
	}
}

func TestReadingRefuses(t *testing.T) {
	for _, text := range []string{"1\tblock\tsha256:00\n", "1\tblock\tsha256:00\tno sketch\n", "nonsense\n"} {
		if _, err := readingFrom(text); err == nil {
			t.Errorf("it reads %q", text)
		}
	}
}
