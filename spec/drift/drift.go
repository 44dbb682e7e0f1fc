// Package drift holds another version of the specification's texts against the
// one that the catalogue was read from. It says which statements are to be read
// again: those whose paragraph was reworded, has moved or is gone, and sentences
// that bind somebody and that nobody has read yet. Of the API document it says
// which operations, parameters, schemas and so on are new, gone or different.
//
// We have no copy of the prose. What is known of it are fingerprints, in prints/:
// go test ./spec/drift -texts DIR -update writes them anew.
package drift

import "fmt"

// Report is what became of the texts. A text that was not given is not in it.
type Report struct {
	Prose []Prose `json:"prose,omitempty"`
	API   *API    `json:"api,omitempty"`
}

// Drifted reports whether anything is to be read again.
func (r Report) Drifted() bool {
	for _, p := range r.Prose {
		if p.Drifted() {
			return true
		}
	}
	return r.API != nil && r.API.Drifted()
}

// State is what became of the paragraph or part that a statement was read from.
type State string

// The states.
const (
	Unchanged State = "unchanged"
	Moved     State = "moved"
	Reworded  State = "reworded"
	Changed   State = "changed" // of a part of the API document
	Gone      State = "gone"
)

// Tally counts statements by what became of them.
type Tally struct {
	Unchanged int `json:"unchanged"`
	Moved     int `json:"moved,omitempty"`
	Reworded  int `json:"reworded,omitempty"`
	Changed   int `json:"changed,omitempty"`
	Gone      int `json:"gone,omitempty"`
}

// Total is how many statements were counted.
func (t Tally) Total() int { return t.Unchanged + t.Moved + t.Reworded + t.Changed + t.Gone }

// of is how many have the state.
func (t Tally) of(s State) int {
	switch s {
	case Unchanged:
		return t.Unchanged
	case Moved:
		return t.Moved
	case Reworded:
		return t.Reworded
	case Changed:
		return t.Changed
	}
	return t.Gone
}

func (t *Tally) count(s State) {
	switch s {
	case Unchanged:
		t.Unchanged++
	case Moved:
		t.Moved++
	case Reworded:
		t.Reworded++
	case Changed:
		t.Changed++
	case Gone:
		t.Gone++
	}
}

// Source is the text that the catalogue was read from.
type Source struct {
	Doc     string `json:"doc"`
	Version string `json:"version"`
	Commit  string `json:"commit"`
	// Other is what the text that was given calls itself, or empty.
	Other string `json:"other,omitempty"`
}

// Cited is a statement of ours, or an entry of the register.
type Cited struct {
	// ID is a requirement's or an ambiguity's.
	ID string `json:"id"`
	// Ambiguity says which.
	Ambiguity bool   `json:"ambiguity,omitempty"`
	Says      string `json:"says"`
}

// Touched is a paragraph, or a part of the API document, that is not what or
// where it was, and what cites it.
type Touched struct {
	State State `json:"state"`
	// From is the section that it stood in, or the name of the part.
	From string `json:"from"`
	// To is the section that it stands in; of what is gone it is empty.
	To string `json:"to,omitempty"`
	// Line is where a paragraph stands now.
	Line int `json:"line,omitempty"`
	// Likeness is that of a reworded paragraph to the old one, from 0 to 1.
	Likeness float64 `json:"likeness,omitempty"`
	// Text is the reworded paragraph.
	Text  string  `json:"text,omitempty"`
	Cited []Cited `json:"cited"`
}

// requirements are those that cite it.
func (t Touched) requirements() []string {
	var ids []string
	for _, c := range t.Cited {
		if !c.Ambiguity {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Where says where a paragraph stood, and where it stands.
func (t Touched) Where() string {
	from := t.From
	if from == "" {
		from = "0"
	}
	switch t.State {
	case Moved:
		return fmt.Sprintf("%s, now %s, line %d", from, t.To, t.Line)
	case Reworded:
		alike := "the same words, other markup"
		if t.Likeness < 1 {
			alike = fmt.Sprintf("%d %% alike", int(100*t.Likeness))
		}
		return fmt.Sprintf("%s, now %s, line %d, %s", from, t.To, t.Line, alike)
	}
	return from
}
