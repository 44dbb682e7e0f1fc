package p2

import (
	"errors"
	"fmt"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

const (
	// constructed marks a tag whose content is elements in turn.
	constructed casn1.Tag = 0x20
	// numberMask are the bits of a tag that hold its number, all of them set for
	// a number above 30, which follows.
	numberMask casn1.Tag = 0x1f
	// maxPieces is how deep the pieces of a string may be nested.
	maxPieces = 8
)

// errTooLong is a length above what an input may have.
var errTooLong = fmt.Errorf("length above %d octets", MaxInput)

// element is one tag, length and value.
type element struct {
	// tag ends in numberMask for a number above 30, which no type here has.
	tag     casn1.Tag
	raw     []byte // all of it
	content cryptobyte.String
}

// header is the tag and the length that an element begins with.
type header struct {
	tag    casn1.Tag
	length int // -1 if indefinite
	// longTag and longLength tell what is not in the fewest octets.
	longTag, longLength bool
}

// readHeader reads one from s.
func readHeader(s *cryptobyte.String) (header, error) {
	var (
		h     header
		first uint8
		err   error
	)
	if h.tag, h.longTag, err = readTag(s); err != nil {
		return h, err
	}
	if !s.ReadUint8(&first) {
		return h, errors.New("ends after its tag")
	}
	h.length, h.longLength, err = readLength(s, first)
	return h, err
}

// readTag reads a tag. A number of 30 or less in the form for higher ones comes
// back as its short form.
func readTag(s *cryptobyte.String) (tag casn1.Tag, long bool, err error) {
	var o uint8
	if !s.ReadUint8(&o) {
		return 0, false, errors.New("missing")
	}
	tag = casn1.Tag(o)
	if tag&numberMask != numberMask {
		return tag, false, nil
	}
	number, padded := 0, false
	for first := true; first || o&0x80 != 0; first = false {
		if !s.ReadUint8(&o) {
			return 0, false, errors.New("ends within its tag")
		}
		padded = padded || first && o == 0x80
		number = min(number<<7|int(o&0x7f), MaxInput) // higher ones are all the same here
	}
	if number < int(numberMask) {
		return tag&^numberMask | casn1.Tag(number), true, nil
	}
	return tag, padded, nil
}

// readLength reads the rest of a length whose first octet is given.
func readLength(s *cryptobyte.String, first uint8) (length int, long bool, err error) {
	if first < 0x80 {
		return int(first), false, nil
	}
	if first == 0x80 {
		return -1, false, nil
	}
	var octets []byte
	if !s.ReadBytes(&octets, int(first&0x7f)) {
		return 0, false, errors.New("ends within its length")
	}
	for _, o := range octets {
		if length > MaxInput {
			break
		}
		length = length<<8 | int(o)
	}
	if length > MaxInput {
		return 0, false, errTooLong
	}
	return length, octets[0] == 0 || length < 0x80, nil
}

// next takes one element off s.
func (r *reader) next(s *cryptobyte.String, where string) (element, error) {
	start := []byte(*s)
	r.at = r.offset(start)
	h, err := readHeader(s)
	if err != nil {
		return element{}, r.errorf(where, "%w", err)
	}
	if h.longTag {
		r.note(where, "tag is not encoded in the fewest octets")
	}
	if h.longLength {
		r.note(where, "length %d is not encoded in the fewest octets", h.length)
	}
	var content []byte
	switch {
	case h.length < 0 && h.tag&constructed == 0:
		return element{}, r.errorf(where, "indefinite length, which only what has elements can have")
	case h.length < 0:
		var closed bool
		if content, closed = takeOpen(s); !closed {
			return element{}, r.errorf(where, "indefinite length without its end")
		}
		r.note(where, "indefinite length, which DER has not")
	case !s.ReadBytes(&content, h.length):
		return element{}, r.errorf(where, "%d octets of content announced, %d left", h.length, len(*s))
	}
	return element{tag: h.tag, raw: start[:len(start)-len(*s)], content: content}, nil
}

// takeOpen takes the content of an indefinite length off s, and the two zeros
// that end it.
func takeOpen(s *cryptobyte.String) (content []byte, closed bool) {
	start, rest := []byte(*s), *s
	for depth := 1; ; {
		before := len(rest)
		h, err := readHeader(&rest)
		switch {
		case err != nil:
			return nil, false
		case h.tag == 0 && h.length == 0:
			if depth--; depth == 0 {
				*s = rest
				return start[:len(start)-before], true
			}
		case h.length < 0:
			depth++
		case !rest.Skip(h.length):
			return nil, false
		}
	}
}

// want takes one element with the given tag off s. A string in pieces is put
// together. Another tag is a finding where its content has the same shape: what
// was meant is plain from the place.
func (r *reader) want(s *cryptobyte.String, tag casn1.Tag, where string) (element, error) {
	e, err := r.next(s, where)
	switch {
	case err != nil || e.tag == tag:
		return e, err
	case e.tag == tag|constructed && inPieces(tag):
		return r.join(e, tag, where)
	case e.tag&constructed == tag&constructed:
		r.note(where, "tag 0x%02x instead of 0x%02x", uint8(e.tag), uint8(tag))
		return e, nil
	}
	return element{}, r.errorf(where, "tag 0x%02x instead of 0x%02x", uint8(e.tag), uint8(tag))
}

// inPieces tells whether BER has a constructed form of a type besides the
// primitive one.
func inPieces(tag casn1.Tag) bool {
	switch tag {
	case casn1.BIT_STRING, casn1.OCTET_STRING, casn1.UTCTime, casn1.GeneralizedTime, tagBMPString, tagUniversalString:
		return true
	}
	return tag == casn1.UTF8String || tag >= 18 && tag <= 22 || tag >= 25 && tag <= 27
}

// join puts the pieces of a string together.
func (r *reader) join(e element, tag casn1.Tag, where string) (element, error) {
	r.note(where, "a string in pieces, which DER has not")
	begin := r.at
	content, err := r.pieces(e.content, tag, where, maxPieces)
	r.at = begin
	e.tag, e.content = tag, content
	return e, err
}

func (r *reader) pieces(s cryptobyte.String, tag casn1.Tag, where string, depth int) ([]byte, error) {
	if depth == 0 {
		return nil, r.errorf(where, "pieces of pieces more than %d deep", maxPieces)
	}
	var out []byte
	for !s.Empty() {
		e, err := r.next(&s, where)
		if err != nil {
			return nil, err
		}
		piece := []byte(e.content)
		switch {
		case e.tag == tag|constructed:
			if piece, err = r.pieces(e.content, tag, where, depth-1); err != nil {
				return nil, err
			}
		case e.tag != tag && e.tag != casn1.OCTET_STRING: // of which the pieces of text may be
			return nil, r.errorf(where, "a piece with tag 0x%02x", uint8(e.tag))
		}
		if tag == casn1.BIT_STRING && len(out) > 0 && len(piece) > 0 {
			out[0], piece = piece[0], piece[1:] // only the last piece has unused bits
		}
		out = append(out, piece...)
	}
	return slices.Clip(out), nil
}

// nextIs reports whether the next element of s has the tag.
func nextIs(s cryptobyte.String, tag casn1.Tag) bool {
	got, _, err := readTag(&s)
	return err == nil && got == tag
}

// optional takes one element off s if the next one has the given tag.
func (r *reader) optional(s *cryptobyte.String, tag casn1.Tag, where string) (element, bool, error) {
	if !nextIs(*s, tag) {
		return element{}, false, nil
	}
	e, err := r.next(s, where)
	return e, err == nil, err
}

// done notes what is left of s.
func (r *reader) done(s cryptobyte.String, where string) {
	if !s.Empty() {
		r.noteAt(r.offset(s), where, "%d octets of trailing data", len(s))
	}
}
