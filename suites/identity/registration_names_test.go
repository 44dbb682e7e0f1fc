package identity

import (
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/p2"
)

func TestInGrammar(t *testing.T) {
	for fid, bad := range map[string]bool{
		"alice@p2.example":    false,
		"Alice@P2.example":    false,
		"a.b_c%d+e-f@x.y":     false,
		".alice@p2.example":   false, // a reading of A-082
		"alice@localhost":     false,
		"al ice@p2.example":   true,
		"al\nice@p2.example":  true,
		"al/ice@p2.example":   true,
		"al,ice@p2.example":   true,
		"alicé@p2.example":    true,
		"al@ice@p2.example":   true,
		"@p2.example":         true,
		"alice@":              true,
		"alice":               true,
		"":                    true,
		"alice@p2.example:80": true,
	} {
		if d := inGrammar(fid); (d != nil) != bad {
			t.Errorf("%q: decided %+v, want a deviation: %v", fid, d, bad)
		}
	}
}

// Every name of the table is outside the grammar, and by what it is called.
func TestOffGrammarNamesAreOutside(t *testing.T) {
	for _, text := range []string{" ", "@", "/", ",", "\n", "é"} {
		name := inside(text)("p2cabcdefgh")
		if p2.CheckLocalName(name) == nil || strings.ReplaceAll(name, text, "") != "p2cabcdefgh" {
			t.Errorf("%q is no name with %q inside", name, text)
		}
	}
	if len(offGrammar) != 7 {
		t.Errorf("the table has %d checks: name their texts here as well", len(offGrammar))
	}
}

func TestGivenFID(t *testing.T) {
	for body, want := range map[string]string{
		`{"federationId":"a@b"}`:            "a@b",
		`{"federation_id":"a@b"}`:           "a@b",
		`{"fid":"a@b","token":"x"}`:         "a@b",
		`{"token":"x"}`:                     "",
		`{"federationId":1}`:                "",
		`{"federationId":""}`:               "",
		`[]`:                                "",
		``:                                  "",
		`{"federationId":null,"fid":"a@b"}`: "a@b",
	} {
		got, ok := givenFID([]byte(body))
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v, want %q", body, got, ok, want)
		}
	}
}
