package driver

import (
	"errors"
	"strings"
	"testing"
)

// A server that refuses a message is told from a program that does not work.
func TestProgramsThatPost(t *testing.T) {
	for part, want := range map[string]Posted{
		"refuses":     {Why: "postMessage was refused: the name is taken"},
		"empty lines": {Accepted: true},
		"fails":       {Why: "postMessage: ", Err: errors.ErrUnsupported},
	} {
		d, err := startProgram(the(part), Options{})
		if err != nil {
			t.Fatal(err)
		}
		p := d.Post(t.Context(), nil, Posting{Token: "t", Message: Message{Content: []byte("hi")}})
		if p.Accepted != want.Accepted || (p.Err != nil) != (want.Err != nil) || !strings.HasPrefix(p.Why, want.Why) {
			t.Errorf("%s: %+v", part, p)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
}
