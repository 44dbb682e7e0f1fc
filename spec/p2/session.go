package p2

import (
	"errors"
	"fmt"
)

// MaxSessionID is the number of characters that a session ID has at most (core
// §6.1.1.3).
const MaxSessionID = 32

// SessionID names one session of an actor (core §6.1.1.3): 1 to 32 characters
// of IA5String. It may hold control characters.
type SessionID string

// ParseSessionID reads s as a session ID. The error says whether it is empty,
// too long, or holds a byte that IA5String does not know.
func ParseSessionID(s string) (SessionID, error) {
	if s == "" {
		return "", errors.New("session ID is empty")
	}
	// The length first, so that no error quotes an endless string.
	if len(s) > MaxSessionID {
		return "", fmt.Errorf("session ID of %d bytes: longer than %d", len(s), MaxSessionID)
	}
	for i := range len(s) {
		if s[i] > 127 {
			return "", fmt.Errorf("session ID %q: byte 0x%02x at %d is not in IA5String", s, s[i], i)
		}
	}
	return SessionID(s), nil
}
