// Package prose reads the Markdown that the specification is written in, as far
// as it takes to say where a statement stands and whether it still stands there:
// headings with their numbers and anchors, paragraphs with their fingerprints,
// and what a reader may follow or copy: links, code spans, blocks of code.
//
// It reads files that a user names, and so takes any bytes.
package prose

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"
)

// What Parse reads, in bytes. Reading markup takes time that grows with the square
// of a line, and of the lines that stand together without an empty one between
// them. The longest document of the specification has an eighth of a megabyte,
// the longest line 300 bytes, and the most that stands together 4 KiB.
const (
	MaxSize     = 1 << 20
	MaxLine     = 4 << 10
	MaxTogether = 16 << 10
)

var (
	// ErrTooLarge is the answer to a text of more than MaxSize bytes.
	ErrTooLarge = fmt.Errorf("it has more than %d MiB", MaxSize>>20)
	// ErrLongLine is the answer to a text with a line of more than MaxLine bytes.
	ErrLongLine = fmt.Errorf("it has a line of more than %d KiB", MaxLine>>10)
	// ErrLongPart is the answer to a text with more than MaxTogether bytes without
	// an empty line between them.
	ErrLongPart = fmt.Errorf("it has more than %d KiB without an empty line", MaxTogether>>10)
	// ErrNotText is the answer to what is no UTF-8.
	ErrNotText = errors.New("it is no text in UTF-8")
	// ErrNoSections is the answer to a text in which no heading has a number: it
	// is no document of the specification.
	ErrNoSections = errors.New("it has no heading with a number, as in \"## 1. Terms\"")
)

// Document is one document of the prose.
type Document struct {
	// Version is what the document calls itself, or empty.
	Version string
	// Headings are in the order of the text.
	Headings []Heading
	// Units are the paragraphs and their parts, in the order of the text: a whole
	// before its parts.
	Units []Unit

	source []byte // without front matter, line for line as it was read
	lines  []line
	starts []int // offset of each line in source
}

// Heading is one heading.
type Heading struct {
	// Number is as in "6.1.1.3", without a dot at its end, or empty.
	Number string
	Title  string
	// Anchor is the fragment under which the published text has the heading.
	Anchor string
	Level  int
	Line   int
}

// Parse reads a document.
func Parse(text []byte) (*Document, error) {
	switch {
	case len(text) > MaxSize:
		return nil, ErrTooLarge
	case !utf8.Valid(text):
		return nil, ErrNotText
	}
	if err := bounded(text); err != nil {
		return nil, err
	}
	d := &Document{}
	d.scan(text)
	numbered := false
	for _, h := range d.Headings {
		numbered = numbered || h.Number != ""
	}
	if !numbered {
		return nil, ErrNoSections
	}
	d.split()
	return d, nil
}

// bounded holds the lines of a text to MaxLine and MaxTogether.
func bounded(text []byte) error {
	together, number := 0, 0
	for l := range bytes.Lines(text) {
		number++
		together += len(l)
		if len(bytes.Trim(l, " \t\r\n")) == 0 {
			together = 0
		}
		switch {
		case len(l) > MaxLine:
			return fmt.Errorf("%w: line %d", ErrLongLine, number)
		case together > MaxTogether:
			return fmt.Errorf("%w: it ends with line %d", ErrLongPart, number)
		}
	}
	return nil
}

// SectionAt is the number of the section that a line stands in, "0" above the
// first.
func (d *Document) SectionAt(number int) string {
	if number < 1 || number > len(d.lines) {
		return top
	}
	return d.lines[number-1].section
}
