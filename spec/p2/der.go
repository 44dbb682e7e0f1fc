package p2

import (
	"encoding/asn1"
	"errors"
	"fmt"
	"math"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// reader reads BER with definite lengths, a superset of DER, and notes what is
// not DER. cryptobyte's own element reader stops at a length that is not
// minimal; ours goes on. It never recurses: the grammar's depth is fixed.
type reader struct{ findings []Finding }

// element is one tag, length and value.
type element struct {
	tag     casn1.Tag
	raw     []byte // all of it
	content cryptobyte.String
}

func (r *reader) note(where, format string, args ...any) {
	switch n := len(r.findings); {
	case n < MaxFindings:
		r.findings = append(r.findings, Finding{Where: where, What: fmt.Sprintf(format, args...)})
	case n == MaxFindings:
		r.findings = append(r.findings, Finding{Where: where, What: "there are further findings, not kept"})
	}
}

// checkInput bounds an input.
func checkInput(what string, b []byte) error {
	switch {
	case len(b) > MaxInput:
		return fmt.Errorf("%s of %d bytes: longer than %d", what, len(b), MaxInput)
	case len(b) == 0:
		return fmt.Errorf("%s is empty", what)
	}
	return nil
}

// next takes one element off s.
func (r *reader) next(s *cryptobyte.String, where string) (element, error) {
	start := []byte(*s)
	var tag, first uint8
	if !s.ReadUint8(&tag) {
		return element{}, fmt.Errorf("%s: missing", where)
	}
	if tag&0x1f == 0x1f {
		return element{}, fmt.Errorf("%s: tag number above 30, which none of these types has", where)
	}
	if !s.ReadUint8(&first) {
		return element{}, fmt.Errorf("%s: ends after its tag", where)
	}
	length, minimal, err := readLength(s, first)
	if err != nil {
		return element{}, fmt.Errorf("%s: %w", where, err)
	}
	var content []byte
	if !s.ReadBytes(&content, length) {
		return element{}, fmt.Errorf("%s: %d octets of content announced, %d left", where, length, len(*s))
	}
	if !minimal {
		r.note(where, "length %d is not encoded in the fewest octets", length)
	}
	raw := start[:len(start)-len(*s)]
	return element{tag: casn1.Tag(tag), raw: raw, content: content}, nil
}

// readLength reads the rest of a length whose first octet is given.
func readLength(s *cryptobyte.String, first uint8) (length int, minimal bool, err error) {
	if first < 0x80 {
		return int(first), true, nil
	}
	if first == 0x80 {
		return 0, false, errors.New("indefinite length, which DER has not")
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
		return 0, false, fmt.Errorf("length above %d octets", MaxInput)
	}
	return length, octets[0] != 0 && length >= 0x80, nil
}

// want takes one element with the given tag off s.
func (r *reader) want(s *cryptobyte.String, tag casn1.Tag, where string) (element, error) {
	e, err := r.next(s, where)
	if err != nil {
		return element{}, err
	}
	if e.tag != tag {
		return element{}, fmt.Errorf("%s: tag 0x%02x instead of 0x%02x", where, uint8(e.tag), uint8(tag))
	}
	return e, nil
}

// optional takes one element off s if the next one has the given tag.
func (r *reader) optional(s *cryptobyte.String, tag casn1.Tag, where string) (element, bool, error) {
	if !s.PeekASN1Tag(tag) {
		return element{}, false, nil
	}
	e, err := r.next(s, where)
	return e, err == nil, err
}

// done notes what is left of s.
func (r *reader) done(s cryptobyte.String, where string) {
	if !s.Empty() {
		r.note(where, "%d octets of trailing data", len(s))
	}
}

// integer reads the content of an INTEGER.
func (r *reader) integer(content []byte, where string) *big.Int {
	if len(content) == 0 {
		r.note(where, "INTEGER without content, read as 0")
		return new(big.Int)
	}
	if len(content) > 1 && (content[0] == 0 && content[1] < 0x80 || content[0] == 0xff && content[1] >= 0x80) {
		r.note(where, "INTEGER of %d octets is not encoded in the fewest", len(content))
	}
	n := new(big.Int).SetBytes(content)
	if content[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(content))))
	}
	return n
}

// boolean reads the content of a BOOLEAN.
func (r *reader) boolean(content []byte, where string) bool {
	if len(content) != 1 {
		r.note(where, "BOOLEAN of %d octets instead of 1", len(content))
	} else if content[0] != 0 && content[0] != 0xff {
		r.note(where, "BOOLEAN TRUE is encoded as 0x%02x instead of 0xff", content[0])
	}
	for _, o := range content {
		if o != 0 {
			return true
		}
	}
	return false
}

// bits reads the content of a BIT STRING that holds octets.
func (r *reader) bits(content []byte, where string) ([]byte, error) {
	if len(content) == 0 {
		return nil, fmt.Errorf("%s: BIT STRING without its first octet", where)
	}
	if content[0] != 0 {
		r.note(where, "BIT STRING with %d unused bits where whole octets are wanted", content[0])
	}
	return content[1:], nil
}

// oid reads the content of an OBJECT IDENTIFIER; nil, with a finding, when it
// is broken or too large for its type.
func (r *reader) oid(content []byte, where string) asn1.ObjectIdentifier {
	if len(content) == 0 || content[len(content)-1]&0x80 != 0 {
		r.note(where, "OBJECT IDENTIFIER is cut short")
		return nil
	}
	var out asn1.ObjectIdentifier
	arc, atStart := uint64(0), true
	for _, o := range content {
		if atStart && o == 0x80 {
			r.note(where, "OBJECT IDENTIFIER with an arc that is not encoded in the fewest octets")
		}
		if arc = arc<<7 | uint64(o&0x7f); arc > math.MaxInt32 {
			r.note(where, "OBJECT IDENTIFIER with an arc above 2^31-1, which is not read")
			return nil
		}
		atStart = o&0x80 == 0
		if !atStart {
			continue
		}
		if out == nil {
			root := min(arc/40, 2)
			out = append(out, int(root), int(arc-40*root))
		} else {
			out = append(out, int(arc))
		}
		arc = 0
	}
	return out
}

// algorithm reads an AlgorithmIdentifier and returns its encoding beside it.
func (r *reader) algorithm(s *cryptobyte.String, where string) (Algorithm, []byte, error) {
	seq, err := r.want(s, casn1.SEQUENCE, where)
	if err != nil {
		return Algorithm{}, nil, err
	}
	id, err := r.want(&seq.content, casn1.OBJECT_IDENTIFIER, where+".algorithm")
	if err != nil {
		return Algorithm{}, nil, err
	}
	a := Algorithm{OID: r.oid(id.content, where+".algorithm")}
	if !seq.content.Empty() {
		p, err := r.next(&seq.content, where+".parameters")
		if err != nil {
			return Algorithm{}, nil, err
		}
		a.Parameters = p.raw
		if a.OID.Equal(OIDEd25519) || a.OID.Equal(OIDEd448) {
			r.note(where, "parameters are present, which RFC 8410 forbids for this algorithm")
		}
	}
	r.done(seq.content, where)
	return a, seq.raw, nil
}

// publicKey reads a SubjectPublicKeyInfo.
func (r *reader) publicKey(s *cryptobyte.String) (PublicKey, error) {
	const where = "subjectPublicKeyInfo"
	seq, err := r.want(s, casn1.SEQUENCE, where)
	if err != nil {
		return PublicKey{}, err
	}
	k := PublicKey{Raw: seq.raw}
	if k.Algorithm, _, err = r.algorithm(&seq.content, where+".algorithm"); err != nil {
		return PublicKey{}, err
	}
	b, err := r.want(&seq.content, casn1.BIT_STRING, where+".subjectPublicKey")
	if err != nil {
		return PublicKey{}, err
	}
	if k.Bits, err = r.bits(b.content, where+".subjectPublicKey"); err != nil {
		return PublicKey{}, err
	}
	if k.Algorithm.OID.Equal(OIDEd25519) && len(k.Bits) != 32 {
		r.note(where+".subjectPublicKey", "Ed25519 key of %d octets instead of 32", len(k.Bits))
	}
	r.done(seq.content, where)
	return k, nil
}
