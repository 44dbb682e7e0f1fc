package p2

import (
	"bytes"

	"golang.org/x/crypto/cryptobyte"
	casn1 "golang.org/x/crypto/cryptobyte/asn1"
)

var tagAttributes = casn1.Tag(0).ContextSpecific().Constructed()

// ParseCSR reads a certification request of at most MaxInput bytes, as
// ParseCert reads a certificate.
func ParseCSR(der []byte) (*CSR, error) {
	if err := checkInput("certification request", der); err != nil {
		return nil, err
	}
	var (
		r = reader{der: bytes.Clone(der)}
		s = cryptobyte.String(r.der)
	)
	outer, err := r.want(&s, casn1.SEQUENCE, "certificationRequest")
	if err != nil {
		return nil, err
	}
	r.done(s, "certificationRequest")
	c := &CSR{Raw: outer.raw}
	info, err := r.want(&outer.content, casn1.SEQUENCE, "certificationRequestInfo")
	if err != nil {
		return nil, err
	}
	c.RawInfo = info.raw
	if err := r.within("certificationRequestInfo", func() error { return r.requestInfo(c, info.content) }); err != nil {
		return nil, err
	}
	if c.Algorithm, _, err = r.algorithm(&outer.content, "signatureAlgorithm"); err != nil {
		return nil, err
	}
	if c.Signature, err = r.signature(&outer.content); err != nil {
		return nil, err
	}
	r.done(outer.content, "certificationRequest")
	c.Findings = r.findings
	return c, nil
}

// requestInfo reads the content of a CertificationRequestInfo into c.
func (r *reader) requestInfo(c *CSR, s cryptobyte.String) error {
	version, err := r.want(&s, casn1.INTEGER, "version")
	if err != nil {
		return err
	}
	if c.Version = r.versionNumber(version.content); c.Version != 1 {
		r.note("version", "version %d, which PKCS #10 has not", c.Version)
	}
	if c.Subject, err = r.name(&s, "subject"); err != nil {
		return err
	}
	if c.Key, err = r.publicKey(&s); err != nil {
		return err
	}
	attributes, present, err := r.optional(&s, tagAttributes, "attributes")
	if err != nil {
		return err
	}
	if !present {
		r.note("attributes", "missing, where PKCS #10 wants at least an empty set")
	}
	r.done(s, "")
	var (
		previous []byte
		seen     = map[string]bool{}
	)
	for !attributes.content.Empty() {
		seq, err := r.want(&attributes.content, casn1.SEQUENCE, "attributes")
		if err != nil {
			return err
		}
		if bytes.Compare(previous, seq.raw) > 0 {
			r.note("attributes", "not in ascending order")
		}
		previous = seq.raw
		if err := r.csrAttribute(c, seen, seq.content); err != nil { // where it ends is known
			r.noteError("attribute", err)
		}
	}
	return nil
}

// csrAttribute reads the content of an Attribute and appends it to c; seen holds
// the types of those before it.
func (r *reader) csrAttribute(c *CSR, seen map[string]bool, s cryptobyte.String) error {
	const where = "attributes"
	id, err := r.want(&s, casn1.OBJECT_IDENTIFIER, where)
	if err != nil {
		return err
	}
	a := CSRAttribute{OID: r.oid(id.content, where)}
	set, err := r.want(&s, casn1.SET, where)
	if err != nil {
		return err
	}
	r.done(s, where)
	if set.content.Empty() {
		r.note(where, "attribute without a value")
	}
	for !set.content.Empty() {
		v, err := r.next(&set.content, where)
		if err != nil {
			return err
		}
		a.Values = append(a.Values, v.raw)
	}
	again := a.OID != nil && seen[a.OID.String()]
	seen[a.OID.String()] = true
	if again {
		r.note(where, "attribute %s more than once", a.OID)
	}
	c.Attributes = append(c.Attributes, a)
	if a.OID.Equal(OIDExtensionRequest) && !again {
		return r.extensionRequest(c, a.Values)
	}
	return nil
}

// extensionRequest reads the values of the attribute of that name, of which
// there is to be one.
func (r *reader) extensionRequest(c *CSR, values [][]byte) error {
	if len(values) != 1 {
		r.note("attributes.extensionRequest", "%d values instead of 1", len(values))
	}
	if len(values) == 0 {
		return nil
	}
	s := cryptobyte.String(values[0])
	var set extensionSet
	err := r.within("attributes.extensionRequest", func() (err error) {
		set, err = r.extensions(&s)
		return err
	})
	c.Extensions, c.BasicConstraints, c.KeyUsage = set.all, set.basicConstraints, set.keyUsage
	return err
}
