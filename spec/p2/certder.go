package p2

import (
	"bytes"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// MaxSerialOctets is the length of a serial number that RFC 5280 §4.1.2.2
// allows.
const MaxSerialOctets = 20

var (
	tagVersion         = casn1.Tag(0).ContextSpecific().Constructed()
	tagIssuerUniqueID  = casn1.Tag(1).ContextSpecific()
	tagSubjectUniqueID = casn1.Tag(2).ContextSpecific()
	tagExtensions      = casn1.Tag(3).ContextSpecific().Constructed()
)

// ParseCert reads a certificate of at most MaxInput bytes. It reads BER; what is
// not DER or not X.509 and can be read all the same is in the findings, each with
// its place. An error names the field that cannot be read, and where it begins.
func ParseCert(der []byte) (*Cert, error) {
	if err := checkInput("certificate", der); err != nil {
		return nil, err
	}
	var (
		r = reader{der: bytes.Clone(der)} // the caller's buffer stays its own
		s = cryptobyte.String(r.der)
	)
	outer, err := r.want(&s, casn1.SEQUENCE, "certificate")
	if err != nil {
		return nil, err
	}
	r.done(s, "certificate")
	c := &Cert{Raw: outer.raw}
	tbs, err := r.want(&outer.content, casn1.SEQUENCE, "tbsCertificate")
	if err != nil {
		return nil, err
	}
	c.RawTBS = tbs.raw
	var rawInner, rawOuter []byte
	if err := r.within("tbsCertificate", func() (err error) {
		rawInner, err = r.tbs(c, tbs.content)
		return err
	}); err != nil {
		return nil, err
	}
	beside := r.offset(outer.content)
	if c.Algorithm, rawOuter, err = r.algorithm(&outer.content, "signatureAlgorithm"); err != nil {
		return nil, err
	}
	if !bytes.Equal(rawInner, rawOuter) {
		r.noteAt(beside, "signatureAlgorithm", "differs from the algorithm in the signed part, %s", c.TBSAlgorithm.OID)
	}
	if c.Signature, err = r.signature(&outer.content); err != nil {
		return nil, err
	}
	r.done(outer.content, "certificate")
	c.Findings = r.findings
	return c, nil
}

// signature reads the BIT STRING that ends a certificate or a request.
func (r *reader) signature(s *cryptobyte.String) ([]byte, error) {
	e, err := r.want(s, casn1.BIT_STRING, "signatureValue")
	if err != nil {
		return nil, err
	}
	return r.bits(e.content, "signatureValue"), nil
}

// tbs reads the content of a TBSCertificate into c and returns the encoding of
// its algorithm.
func (r *reader) tbs(c *Cert, s cryptobyte.String) (rawAlgorithm []byte, err error) {
	if c.Version, err = r.version(&s); err != nil {
		return nil, err
	}
	if c.Serial, err = r.serial(&s); err != nil {
		return nil, err
	}
	if c.TBSAlgorithm, rawAlgorithm, err = r.algorithm(&s, "signature"); err != nil {
		return nil, err
	}
	if c.Issuer, err = r.name(&s, "issuer"); err != nil {
		return nil, err
	}
	if len(c.Issuer.RDNs) == 0 {
		r.note("issuer", "empty name")
	}
	if c.NotBefore, c.NotAfter, err = r.validity(&s); err != nil {
		return nil, err
	}
	if c.Subject, err = r.name(&s, "subject"); err != nil {
		return nil, err
	}
	if c.Key, err = r.publicKey(&s); err != nil {
		return nil, err
	}
	return rawAlgorithm, r.tail(c, s)
}

// version reads the optional version of a certificate as X.509 counts it, from
// 1.
func (r *reader) version(s *cryptobyte.String) (int, error) {
	wrapper, present, err := r.optional(s, tagVersion, "version")
	if err != nil {
		return 0, err
	}
	if !present {
		return 1, nil
	}
	e, err := r.want(&wrapper.content, casn1.INTEGER, "version")
	if err != nil {
		return 0, err
	}
	r.done(wrapper.content, "version")
	n := r.versionNumber(e.content)
	switch {
	case n == 1:
		r.note("version", "version 1 is encoded although it is the default")
	case n < 1 || n > 3:
		r.note("version", "version %d, which X.509 has not", n)
	}
	return n, nil
}

// maxVersion stands for every number above it.
const maxVersion = 1 << 15

// versionNumber turns an encoded version, which counts from 0, into the one
// that people use.
func (r *reader) versionNumber(content []byte) int {
	n := r.integer(content, "version")
	if n.BitLen() > 15 {
		r.note("version", "a number of %d bits", n.BitLen())
		return maxVersion * n.Sign()
	}
	return int(n.Int64()) + 1
}

func (r *reader) serial(s *cryptobyte.String) (*big.Int, error) {
	e, err := r.want(s, casn1.INTEGER, "serialNumber")
	if err != nil {
		return nil, err
	}
	n := r.integer(e.content, "serialNumber")
	switch n.Sign() {
	case 0:
		r.note("serialNumber", "zero")
	case -1:
		r.note("serialNumber", "negative")
	}
	if len(e.content) > MaxSerialOctets {
		r.note("serialNumber", "%d octets, more than %d", len(e.content), MaxSerialOctets)
	}
	return n, nil
}

// tail reads what follows the public key: unique identifiers and extensions,
// each optional, in this order.
func (r *reader) tail(c *Cert, s cryptobyte.String) error {
	var highest casn1.Tag
	for !s.Empty() {
		e, err := r.next(&s, "")
		if err != nil {
			return err
		}
		// Compared without the bit that marks a constructed encoding.
		number := e.tag &^ 0x20
		switch {
		case number == highest:
			r.note("", "element with tag 0x%02x more than once, the first counts", uint8(e.tag))
			continue
		case number < highest:
			r.note("", "element with tag 0x%02x after one with tag number %d", uint8(e.tag), highest&0x1f)
		default:
			highest = number
		}
		switch {
		case e.tag == tagIssuerUniqueID && c.IssuerUniqueID == nil:
			c.IssuerUniqueID = r.uniqueID(c, e, "issuerUniqueID")
		case e.tag == tagSubjectUniqueID && c.SubjectUniqueID == nil:
			c.SubjectUniqueID = r.uniqueID(c, e, "subjectUniqueID")
		case e.tag == tagExtensions && c.Extensions == nil:
			r.certExtensions(c, e)
		default:
			r.note("", "element with tag 0x%02x, not read", uint8(e.tag))
		}
	}
	return nil
}

// uniqueID reads a UniqueIdentifier; X.509 does not say that it is octets, so
// unused bits are no finding.
func (r *reader) uniqueID(c *Cert, e element, where string) []byte {
	if c.Version == 1 {
		r.note(where, "present in a certificate of version 1")
	}
	if len(e.content) == 0 || e.content[0] > 7 {
		r.note(where, "BIT STRING without a valid first octet")
		return append([]byte{}, e.content...)
	}
	return append([]byte{}, e.content[1:]...)
}

func (r *reader) certExtensions(c *Cert, e element) {
	if c.Version != 3 {
		r.note("extensions", "present in a certificate of version %d", c.Version)
	}
	set, err := r.extensions(&e.content)
	if err != nil { // where they end is known: the rest can be judged without
		r.noteError("what follows", err)
	}
	r.done(e.content, "extensions")
	c.Extensions, c.BasicConstraints, c.KeyUsage = set.all, set.basicConstraints, set.keyUsage
}
