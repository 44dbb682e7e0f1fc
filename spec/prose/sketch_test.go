package prose_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/p2conform/p2conform/spec/prose"
)

func TestLikeness(t *testing.T) {
	const text = "A server that is asked for the certificate of an actor answers with all that have not been revoked, oldest first."
	for name, c := range map[string]struct {
		other       string
		least, most float64
	}{
		"the same":       {text, 1, 1},
		"other layout":   {"**A server** that is asked for the certificate\nof an actor, answers: with all that have not been revoked (oldest first)", 1, 1},
		"one word":       {"A server that is asked for the certificate of an actor answers with all that have not been revoked, newest first.", 0.8, 0.99},
		"something else": {"Boxes are made of wood, glass or paper, and can be stacked as long as none of them is heavier than those below.", 0.3, 0.66},
	} {
		t.Run(name, func(t *testing.T) {
			if got := prose.SketchOf(text).Likeness(prose.SketchOf(c.other)); got < c.least || got > c.most {
				t.Errorf("got %v, want between %v and %v", got, c.least, c.most)
			}
		})
	}
}

func TestSketchesAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := prose.Sketch(rapid.Uint64().Draw(t, "sketch"))
		if got, err := prose.ParseSketch(s.String()); got != s || err != nil || len(s.String()) != 16 {
			t.Errorf("%s was read as %s, %v", s, got, err)
		}
	})
	if _, err := prose.ParseSketch("no digits"); err == nil {
		t.Error("it reads what is no sketch")
	}
}
