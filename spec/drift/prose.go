package drift

import (
	"slices"

	"github.com/p2conform/p2conform/spec/prose"
)

// Prose is what became of one document of the prose.
type Prose struct {
	Source
	// Requirements and Places count what cites the text: statements of the
	// catalogue, and places of the register.
	Requirements Tally      `json:"requirements"`
	Places       Tally      `json:"places"`
	Paragraphs   Paragraphs `json:"paragraphs"`
	// Touched are the statements and places that are not unchanged.
	Touched []Touched `json:"touched"`
	// Sentences may bind somebody, and are not in the text that was read.
	Sentences []Sentence `json:"sentences"`
}

// Paragraphs counts the paragraphs of the text, the items of its lists and the
// rows of its tables.
type Paragraphs struct {
	Kept int `json:"kept"`
	New  int `json:"new"`
	Gone int `json:"gone"`
}

// Sentence is a sentence that nobody has read yet.
type Sentence struct {
	Section string `json:"section"`
	Line    int    `json:"line"`
	Text    string `json:"text"`
	// Near are the requirements whose paragraph was reworded into the one that
	// the sentence stands in. It may be new, or theirs.
	Near []string `json:"near,omitempty"`
}

// Drifted reports whether anything is to be read again. Paragraphs that nothing
// cites and that bind nobody are counted, and do not.
func (p Prose) Drifted() bool { return len(p.Touched)+len(p.Sentences) > 0 }

// Foreign reports whether hardly a paragraph is one that was read: the text may
// be another document.
func (p Prose) Foreign() bool {
	return 20*p.Paragraphs.Kept < p.Paragraphs.Kept+p.Paragraphs.Gone
}

// OfProse compares a document with the text that the catalogue was read from;
// doc is "core", "auth" or "mls".
func OfProse(doc string, other *prose.Document) (Prose, error) {
	source := sourceOf(doc)
	source.Other = other.Version
	read, err := readingOf(source)
	if err != nil {
		return Prose{}, err
	}
	return compareProse(source, read, placesIn(doc), other), nil
}

func compareProse(source Source, read reading, places []place, other *prose.Document) Prose {
	p := Prose{Source: source, Touched: []Touched{}, Sentences: []Sentence{}}
	found := map[string][]prose.Unit{}
	for _, u := range other.Units {
		found[u.Print] = append(found[u.Print], u)
	}
	for print := range read.units {
		if found[print] != nil {
			p.Paragraphs.Kept++
		} else {
			p.Paragraphs.Gone++
		}
	}
	for print := range found {
		if _, ok := read.units[print]; !ok {
			p.Paragraphs.New++
		}
	}
	near := map[int][]string{}
	for _, place := range places {
		t := became(place, read, found, other)
		place.tally(t.State, &p.Requirements, &p.Places)
		if t.State == Unchanged {
			continue
		}
		p.Touched = append(p.Touched, t)
		if t.State == Reworded {
			near[t.Line] = append(near[t.Line], t.requirements()...)
		}
	}
	for _, u := range other.Units {
		for _, s := range u.Sentences() {
			if prose.Normative(s) && !read.sentences[prose.SentencePrint(s)] {
				p.Sentences = append(p.Sentences, Sentence{u.Section, u.Line, s, near[u.Line]})
			}
		}
	}
	return p
}

// became finds a paragraph that is cited in another text.
func became(p place, read reading, found map[string][]prose.Unit, other *prose.Document) Touched {
	was := read.units[p.ref.Print]
	t := Touched{State: Unchanged, From: p.ref.Section, Cited: p.cited}
	if same := found[p.ref.Print]; same != nil {
		if !slices.ContainsFunc(same, func(u prose.Unit) bool { return slices.Contains(was.sections, u.Section) }) {
			t.State, t.To, t.Line = Moved, same[0].Section, same[0].Line
		}
		return t
	}
	t.State = Gone
	for _, u := range other.Units {
		if _, ok := read.units[u.Print]; ok || u.Code != was.code {
			continue
		}
		likeness := was.sketch.Likeness(u.Sketch)
		if likeness > t.Likeness && likeness >= enough(slices.Contains(was.sections, u.Section)) {
			t.State, t.To, t.Line, t.Likeness, t.Text = Reworded, u.Section, u.Line, likeness, u.Text
		}
	}
	return t
}

// enough is how alike two paragraphs have to be for one to be taken for the
// other reworded. Strangers have about half of their bits in common, and one pair
// in thirty thousand three quarters. Within a section there are few pairs, so that
// less is enough: a short paragraph of which one word is another, say.
func enough(sameSection bool) float64 {
	if sameSection {
		return 0.67
	}
	return 0.8
}
