package check

import (
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
)

// WrongToken is what stands in the place of a session token, and is none.
type WrongToken struct {
	// What it is, in words.
	What   string
	Change actor.Change
}

// WrongTokens are made from the right token of a session, and from what others
// know of it.
func (t *T) WrongTokens(s *actor.Session) []WrongToken {
	all := []WrongToken{
		{"a session token of nobody", actor.Token(actor.Word(t.random, 64))},
		{"an empty session token", actor.Header("Authorization", "Bearer ")},
		{"a session token under the scheme Basic", actor.Scheme("Basic", s.Token)},
		{"the serial number of the ID-Cert for a session token", actor.Token(s.Cert.Serial.String())},
		{"the session ID for a session token", actor.Token(s.ID)},
		{"a session token with a character behind it", actor.Token(s.Token + "x")},
		{"a session token without its last character", actor.Token(s.Token[:max(len(s.Token)-1, 0)])},
	}
	if upper := strings.ToUpper(s.Token); upper != s.Token {
		all = append(all, WrongToken{"a session token in capitals", actor.Token(upper)})
	}
	return all
}
