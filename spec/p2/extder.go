package p2

import (
	"bytes"
	"math/bits"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// extensionSet is what is read from the Extensions of a certificate or a
// request.
type extensionSet struct {
	all              []Extension
	basicConstraints *BasicConstraints
	keyUsage         *KeyUsage
}

// extensions reads an Extensions (RFC 5280 §4.2).
func (r *reader) extensions(s *cryptobyte.String) (extensionSet, error) {
	seq, err := r.want(s, casn1.SEQUENCE, "extensions")
	if err != nil {
		return extensionSet{}, err
	}
	if seq.content.Empty() {
		r.note("extensions", "present but empty")
	}
	var (
		set  extensionSet
		seen = map[string]bool{} // by the encoding, which also tells apart what oid cannot read
	)
	err = r.within("extensions", func() error {
		for !seq.content.Empty() {
			one, err := r.want(&seq.content, casn1.SEQUENCE, "")
			if err != nil {
				return err
			}
			begin := r.at
			ext, id, err := r.extension(one.content)
			set.all = append(set.all, ext)
			if err == nil && seen[string(id)] {
				r.noteAt(begin, "", "extension %s more than once", dotted(ext))
				continue
			}
			if err == nil {
				seen[string(id)] = true
				err = r.capability(&set, ext)
			}
			if err != nil { // where it ends is known: the rest can be judged without
				r.noteError("extension "+dotted(ext), err)
			}
		}
		return nil
	})
	return set, err
}

// capability reads the value of an extension that polyproto knows.
func (r *reader) capability(set *extensionSet, ext Extension) (err error) {
	switch {
	case ext.OID.Equal(OIDBasicConstraints):
		set.basicConstraints, err = r.basicConstraints(ext)
	case ext.OID.Equal(OIDKeyUsage):
		set.keyUsage, err = r.keyUsage(ext)
	}
	return err
}

func dotted(e Extension) string {
	if e.OID == nil {
		return "with an unreadable identifier"
	}
	return e.OID.String()
}

// extension reads the content of an Extension and returns that of its identifier
// too. With an error, Value is nil.
func (r *reader) extension(s cryptobyte.String) (Extension, []byte, error) {
	id, err := r.want(&s, casn1.OBJECT_IDENTIFIER, "")
	if err != nil {
		return Extension{}, nil, err
	}
	ext := Extension{OID: r.oid(id.content, "")}
	critical, present, err := r.optional(&s, casn1.BOOLEAN, "")
	if err != nil {
		return ext, nil, err
	}
	if present {
		if ext.Critical = r.boolean(critical.content, ""); !ext.Critical {
			r.note("", "critical FALSE of extension %s is encoded although it is the default", dotted(ext))
		}
	}
	value, err := r.want(&s, casn1.OCTET_STRING, "")
	if err != nil {
		return ext, nil, err
	}
	ext.Value = value.content
	if ext.Value == nil {
		ext.Value = []byte{}
	}
	r.done(s, "")
	return ext, id.content, nil
}

// basicConstraints reads the value of the extension of that name.
func (r *reader) basicConstraints(ext Extension) (*BasicConstraints, error) {
	const where = "basicConstraints"
	s := cryptobyte.String(ext.Value)
	seq, err := r.want(&s, casn1.SEQUENCE, where)
	if err != nil {
		return nil, err
	}
	bc := &BasicConstraints{Critical: ext.Critical}
	ca, present, err := r.optional(&seq.content, casn1.BOOLEAN, where+".cA")
	if err != nil {
		return nil, err
	}
	if present {
		if bc.CA = r.boolean(ca.content, where+".cA"); !bc.CA {
			r.note(where+".cA", "FALSE is encoded although it is the default")
		}
	}
	length, present, err := r.optional(&seq.content, casn1.INTEGER, where+".pathLenConstraint")
	if err != nil {
		return nil, err
	}
	if present {
		bc.PathLen = r.integer(length.content, where+".pathLenConstraint")
		if bc.PathLen.Sign() < 0 {
			r.note(where+".pathLenConstraint", "negative")
		}
		if !bc.CA {
			r.note(where+".pathLenConstraint", "present although cA is false")
		}
	}
	r.done(seq.content, where)
	r.done(s, where)
	return bc, nil
}

// keyUsage reads the value of the extension of that name. The bits are a list
// of names, so DER drops the zeros that trail and counts them as unused.
func (r *reader) keyUsage(ext Extension) (*KeyUsage, error) {
	const where = "keyUsage"
	s := cryptobyte.String(ext.Value)
	e, err := r.want(&s, casn1.BIT_STRING, where)
	if err != nil {
		return nil, err
	}
	r.done(s, where)
	if len(e.content) == 0 {
		return nil, r.errorf(where, "BIT STRING without its first octet")
	}
	octets := r.usageOctets(int(e.content[0]), bytes.Clone(e.content[1:]))
	ku := &KeyUsage{Critical: ext.Critical}
	for i, o := range octets {
		for ; o != 0; o &= o - 1 {
			bit := 8*i + 7 - bits.TrailingZeros8(o)
			if bit > int(DecipherOnly) {
				r.note(where, "bit %d is set, which X.509 does not know", bit)
			}
			if bit < 16 {
				ku.Bits |= 1 << bit
			}
		}
	}
	if ku.Bits == 0 {
		r.note(where, "no bit is set")
	}
	return ku, nil
}

// usageOctets compares the announced number of unused bits with the right one,
// and returns the octets with unused bits cleared.
func (r *reader) usageOctets(unused int, octets []byte) []byte {
	const where = "keyUsage"
	if len(octets) == 0 {
		if unused != 0 {
			r.note(where, "%d unused bits in an empty BIT STRING", unused)
		}
		return octets
	}
	last := octets[len(octets)-1]
	leading, trailing := bits.LeadingZeros8(last), bits.TrailingZeros8(last)
	switch {
	case last == 0:
		r.note(where, "the last octet is zero, which DER drops")
	case unused == trailing:
	case unused == leading:
		// Known of an implementation that counts from the other end. What it
		// calls unused may hold the bits that it means, so none are cleared.
		r.note(where, "unused bits are counted from the wrong end: %d, the zeros that lead the last octet, instead of %d, those that trail it", unused, trailing)
	case unused > 7:
		r.note(where, "%d unused bits, more than an octet has", unused)
	case unused < trailing:
		r.note(where, "%d unused bits announced where %d zeros trail, which DER drops", unused, trailing)
	default:
		r.note(where, "bits are set among the %d unused ones, not counted", unused)
		octets[len(octets)-1] &= 0xff << unused
	}
	return octets
}
