package prose_test

import (
	"slices"
	"testing"

	"github.com/p2conform/p2conform/spec/prose"
)

func TestSentences(t *testing.T) {
	for name, c := range map[string]struct {
		unit prose.Unit
		want []string
	}{
		"two":             {prose.Unit{Text: "It is\n  red. It is\nlarge."}, []string{"It is red.", "It is large."}},
		"no end":          {prose.Unit{Text: "It is red"}, []string{"It is red"}},
		"an abbreviation": {prose.Unit{Text: "Some, e.g. boxes, are red. Others (ex. lids) are not."}, []string{"Some, e.g. boxes, are red.", "Others (ex. lids) are not."}},
		"quotes":          {prose.Unit{Text: "It says \"no.\" It means _yes._ Or not?"}, []string{"It says \"no.\"", "It means _yes._", "Or not?"}},
		"a version":       {prose.Unit{Text: "Version 1.0 is out."}, []string{"Version 1.0 is out."}},
		"an item":         {prose.Unit{Kind: prose.Item, Text: "  12. It is red."}, []string{"It is red."}},
		"a row":           {prose.Unit{Kind: prose.Row, Text: "| It is. | Red. |"}, []string{"| It is. | Red. |"}},
		"code":            {prose.Unit{Code: true, Text: "It is red."}, nil},
		"a whole":         {prose.Unit{Whole: true, Text: "It is red."}, nil},
		"nothing":         {prose.Unit{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.unit.Sentences(); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNormative(t *testing.T) {
	for sentence, want := range map[string]bool{
		"A box MUST have a lid.":            true,
		"A box must not be red.":            true,
		"Boxes **should** be small.":        true,
		"The lid may be left out.":          true,
		"A lid is required.":                true,
		"IPv6 is mandatory.":                true,
		"The box has to be closed.":         true,
		"A box cannot be opened.":           true,
		"A box is red.":                     false,
		"Mayor Mustard shouldered the box.": false,
		"":                                  false,
	} {
		if got := prose.Normative(sentence); got != want {
			t.Errorf("%q: %v", sentence, got)
		}
	}
}

func TestSentencePrints(t *testing.T) {
	const sentence = "A *box* must have `a lid`."
	for other, same := range map[string]bool{
		sentence:                       true,
		"A box must have\na lid":       true,
		"a _Box_ **must** have a lid!": true,
		"A box should have a lid.":     false,
	} {
		if got := prose.SentencePrint(sentence) == prose.SentencePrint(other); got != same {
			t.Errorf("%q: %v", other, got)
		}
	}
}
