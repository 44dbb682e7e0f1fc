package openapi

import (
	"bytes"
	"fmt"
)

// What is read of an API document that somebody names. Reading YAML takes time
// that grows with the square of its depth. The longest of our copies has 60 KiB.
const (
	MaxSize  = 1 << 20 // in bytes
	MaxDepth = 200
)

var (
	// ErrTooLarge is the answer to a document of more than MaxSize bytes.
	ErrTooLarge = fmt.Errorf("it has more than %d MiB", MaxSize>>20)
	// ErrTooDeep is the answer to a document with more than MaxDepth brackets,
	// braces or marks of elements inside of each other.
	ErrTooDeep = fmt.Errorf("its brackets are more than %d deep", MaxDepth)
)

// Bounded holds a document in YAML or JSON to MaxSize and MaxDepth before it is
// read. It looks for strings where one can begin, and has them end with their
// line, so that it rather counts too much than too little.
func Bounded(text []byte) error {
	if len(text) > MaxSize {
		return ErrTooLarge
	}
	depth, number := 0, 0
	for line := range bytes.Lines(text) {
		number++
		var deepest int
		if depth, deepest = deeper(line, depth); deepest > MaxDepth {
			return fmt.Errorf("%w: line %d", ErrTooDeep, number)
		}
	}
	return nil
}

// deeper is how deep a line ends that begins at a depth, and the deepest that it
// goes. The marks of elements that stand side by side, as in "- - a", count for
// their line alone.
func deeper(line []byte, depth int) (end, deepest int) {
	marks, last := 0, byte(' ')
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case c == ' ' || c == '\t':
			continue
		case (c == '"' || c == '\'') && bytes.IndexByte([]byte(" [{,:-?"), last) >= 0:
			i = closing(line, i)
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			depth = max(depth-1, 0)
		case (c == '-' || c == '?') && i+1 < len(line) && line[i+1] == ' ':
			marks++
		}
		deepest, last = max(deepest, depth+marks), c
	}
	return depth, deepest
}

// closing is where the string that begins at an index ends, or its line.
func closing(line []byte, start int) int {
	quote := line[start]
	for i := start + 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quote == '"':
			i++
		case line[i] == quote:
			return i
		}
	}
	return len(line)
}
