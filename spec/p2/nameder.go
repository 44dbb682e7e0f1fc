package p2

import (
	"bytes"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// ParseName reads a distinguished name of at most MaxInput bytes by itself, and
// what is not DER about it.
func ParseName(der []byte) (Name, []Finding, error) {
	if err := checkInput("name", der); err != nil {
		return Name{}, nil, err
	}
	var (
		r = reader{der: bytes.Clone(der)}
		s = cryptobyte.String(r.der)
	)
	n, err := r.name(&s, "name")
	if err != nil {
		return Name{}, nil, err
	}
	r.done(s, "name")
	return n, r.findings, nil
}

// name reads a Name (RFC 5280 §4.1.2.4).
func (r *reader) name(s *cryptobyte.String, where string) (Name, error) {
	seq, err := r.want(s, casn1.SEQUENCE, where)
	if err != nil {
		return Name{}, err
	}
	n := Name{Raw: seq.raw}
	for !seq.content.Empty() {
		set, err := r.want(&seq.content, casn1.SET, where)
		if err != nil {
			return Name{}, err
		}
		rdn, err := r.rdn(set.content, where)
		if err != nil {
			return Name{}, err
		}
		n.RDNs = append(n.RDNs, rdn)
	}
	return n, nil
}

// rdn reads the content of a RelativeDistinguishedName.
func (r *reader) rdn(s cryptobyte.String, where string) ([]Attribute, error) {
	if s.Empty() {
		r.note(where, "relative name without attributes")
	}
	var (
		rdn      []Attribute
		previous []byte
	)
	for !s.Empty() {
		seq, err := r.want(&s, casn1.SEQUENCE, where)
		if err != nil {
			return nil, err
		}
		// In DER the members of a SET OF ascend; bytes.Compare agrees with
		// X.690 §11.6, as no encoding is the beginning of another.
		if bytes.Compare(previous, seq.raw) > 0 {
			r.note(where, "attributes of a relative name are not in ascending order")
		}
		previous = seq.raw
		a, err := r.attribute(seq.content, where)
		if err != nil { // where it ends is known: the rest can be judged without
			r.noteError("attribute", err)
		}
		if a.Type != nil && slices.ContainsFunc(rdn, func(other Attribute) bool { return other.Type.Equal(a.Type) }) {
			r.note(where, "attribute %s twice in one relative name", attributeName(a))
		}
		rdn = append(rdn, a)
	}
	return rdn, nil
}

// attribute reads the content of an AttributeTypeAndValue.
func (r *reader) attribute(s cryptobyte.String, where string) (Attribute, error) {
	id, err := r.want(&s, casn1.OBJECT_IDENTIFIER, where)
	if err != nil {
		return Attribute{}, err
	}
	a := Attribute{Type: r.oid(id.content, where)}
	at := where + "." + attributeName(a)
	value, err := r.next(&s, at)
	if err != nil {
		return a, err
	}
	if tag := value.tag &^ constructed; tag != value.tag && inPieces(tag) {
		if value, err = r.join(value, tag, at); err != nil {
			return a, err
		}
	}
	a.Tag, a.Value = uint8(value.tag), value.content
	if wrong := checkString(value.tag, a.Value); wrong != "" {
		r.note(at, "%s", wrong)
	}
	r.done(s, at)
	return a, nil
}
