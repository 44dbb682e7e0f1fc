package p2

import (
	"encoding/asn1"
	"math"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

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
func (r *reader) bits(content []byte, where string) []byte {
	if len(content) == 0 {
		r.note(where, "BIT STRING without its first octet, read as empty")
		return []byte{}
	}
	if content[0] != 0 {
		r.note(where, "BIT STRING with %d unused bits where whole octets are wanted", content[0])
	}
	return content[1:]
}

// oid reads the content of an OBJECT IDENTIFIER; nil, with a finding, when it
// is broken or too large for its type.
func (r *reader) oid(content []byte, where string) asn1.ObjectIdentifier {
	if len(content) == 0 || content[len(content)-1]&0x80 != 0 {
		r.note(where, "OBJECT IDENTIFIER is cut short")
		return nil
	}
	out := make(asn1.ObjectIdentifier, 0, len(content)+1)
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
		if len(out) == 0 {
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
	k.Bits = r.bits(b.content, where+".subjectPublicKey")
	if k.Algorithm.OID.Equal(OIDEd25519) && len(k.Bits) != 32 {
		r.note(where+".subjectPublicKey", "Ed25519 key of %d octets instead of 32", len(k.Bits))
	}
	r.done(seq.content, where)
	return k, nil
}
