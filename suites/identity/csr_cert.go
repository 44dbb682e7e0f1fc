package identity

import (
	"bytes"
	"encoding/asn1"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be said of an ID-Cert that answers an unusual ID-CSR, from its bytes
// and from the request.

// sessionIDsOf lists the session IDs of a name in a request.
func sessionIDsOf(n idcert.Name) []string {
	var ids []string
	for _, rdn := range n {
		for _, a := range rdn {
			if a.OID.Equal(idcert.OIDUniqueIdentifier) {
				ids = append(ids, string(a.Value))
			}
		}
	}
	return ids
}

// sessionIDOf is the first of them, "" without any.
func sessionIDOf(n idcert.Name) string {
	if ids := sessionIDsOf(n); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

// answers holds an ID-Cert against the request that it was issued for: it has
// the key, names the actor and nobody else, and has a session ID that was asked
// for and no other.
func answers(cert *p2.Cert, fid p2.FID, csr *idcert.CSR) *check.Deviation {
	if d := certifiesKey(cert, csr); d != nil {
		return d
	}
	name := cert.Subject.PDN()
	if len(name.CommonNames) != 1 || !p2.EqualNames(name.CommonNames[0], fid.Local) {
		return check.Deviates("an ID-Cert with the common name "+fid.Local, "one with the common names %q", name.CommonNames)
	}
	if len(name.UIDs) != 1 || !p2.EqualNames(name.UIDs[0], fid.String()) {
		return check.Deviates("an ID-Cert with the UID "+fid.String(), "one with the UIDs %q", name.UIDs)
	}
	var got []string
	for _, id := range name.SessionIDs {
		got = append(got, id.Text())
	}
	if want := sessionIDsOf(csr.Subject); len(got) != 1 || !slices.Contains(want, got[0]) {
		return check.Deviates("an ID-Cert with one session ID, as it was asked for", "one with the session IDs %q, where %q was asked for", got, want)
	}
	return nil
}

// certifiesKey wants the very key of the request, under its own algorithm.
func certifiesKey(cert *p2.Cert, csr *idcert.CSR) *check.Deviation {
	if !bytes.Equal(cert.Key.Bits, csr.PublicKey) {
		return check.Deviates("an ID-Cert for the key of the ID-CSR", "one for another key")
	}
	got, want := cert.Key.Algorithm, csr.KeyAlgorithm
	if !got.OID.Equal(want.OID) || !bytes.Equal(got.Parameters, want.Parameters) {
		return check.Deviates("an ID-Cert that says of its key what the ID-CSR says", "one that calls a key of %v one of %v", want.OID, got.OID)
	}
	return nil
}

func threeAsVersion(cert *p2.Cert) *check.Deviation {
	if cert.Version != 3 {
		return check.Deviates("an ID-Cert of X.509 version 3", "one of version %d", cert.Version)
	}
	return nil
}

// sameComponents wants the domain components of issuer and subject to be equal
// and in the same order (section 6.1.1).
func sameComponents(cert *p2.Cert) *check.Deviation {
	issuer, subject := cert.Issuer.PDN().DomainComponents, cert.Subject.PDN().DomainComponents
	if !slices.EqualFunc(issuer, subject, p2.EqualNames) {
		return check.Deviates("an ID-Cert whose issuer and subject have the same domain components in the same order",
			"one with the issuer's %q and the subject's %q", issuer, subject)
	}
	return nil
}

func isCA(cert *p2.Cert) bool { return cert.BasicConstraints != nil && cert.BasicConstraints.CA }

func has(cert *p2.Cert, bit p2.KeyUsageBit) bool {
	return cert.KeyUsage != nil && cert.KeyUsage.Has(bit)
}

func noCA(cert *p2.Cert) *check.Deviation {
	if isCA(cert) {
		return check.Deviates("an ID-Cert without the CA flag", "one with it: its actor can issue certificates")
	}
	return nil
}

func noKeyCertSign(cert *p2.Cert) *check.Deviation {
	if has(cert, p2.KeyCertSign) {
		return check.Deviates("an ID-Cert without the key usage keyCertSign", "one with it")
	}
	return nil
}

func signingUsageGiven(cert *p2.Cert) *check.Deviation {
	if !has(cert, p2.DigitalSignature) && !has(cert, p2.ContentCommitment) {
		return check.Deviates("an ID-Cert with the key usage digitalSignature or contentCommitment", "one without both")
	}
	return nil
}

// noPathLength wants what RFC 5280, 4.2.1.9, wants: a path length belongs to CA
// certificates alone.
func noPathLength(cert *p2.Cert) *check.Deviation {
	if bc := cert.BasicConstraints; bc != nil && bc.PathLen != nil && !bc.CA {
		return check.Deviates("an ID-Cert without a path length, as it has no CA flag", "one with the path length %v", bc.PathLen)
	}
	return nil
}

// criticalCapabilities wants key usage and basic constraints to be critical,
// where they are there at all.
func criticalCapabilities(cert *p2.Cert) *check.Deviation {
	for _, e := range cert.Extensions {
		switch {
		case e.Critical:
		case e.OID.Equal(p2.OIDKeyUsage):
			return check.Deviates("an ID-Cert with a critical key usage", "one whose key usage is not critical")
		case e.OID.Equal(p2.OIDBasicConstraints):
			return check.Deviates("an ID-Cert with critical basic constraints", "one whose basic constraints are not critical")
		}
	}
	return nil
}

// notCriticalIn makes a decision on a further extension: it is left out, or not
// critical.
func notCriticalIn(oid asn1.ObjectIdentifier) func(*p2.Cert) *check.Deviation {
	return func(cert *p2.Cert) *check.Deviation {
		for _, e := range cert.Extensions {
			if e.OID.Equal(oid) && e.Critical {
				return check.Deviates("an ID-Cert without critical extensions beyond the text", "one with the critical extension %v", oid)
			}
		}
		return nil
	}
}

// honours reports that an ID-Cert has the one usage that the request asked for,
// and so was read for capabilities.
func honours(cert *p2.Cert) bool {
	return has(cert, p2.ContentCommitment) && !has(cert, p2.DigitalSignature)
}

// tagReading is the reading of A-061 that issued session IDs show, by the tag
// that was asked for; "" where they show none.
func tagReading(issued map[uint8]uint8) string {
	tags := map[uint8]bool{}
	kept := true
	for asked, got := range issued {
		tags[got] = true
		kept = kept && asked == got
	}
	switch {
	case kept && len(tags) > 1:
		return "as-requested"
	case len(tags) == 1:
		for tag := range tags {
			return tagReadings[tag]
		}
	}
	return ""
}

// The tags that a session ID may have.
const (
	tagUTF8      = uint8(asn1.TagUTF8String)
	tagPrintable = uint8(asn1.TagPrintableString)
	tagIA5       = uint8(asn1.TagIA5String)
)

// tagReadings are the readings of A-061 that have one type.
var tagReadings = map[uint8]string{tagIA5: "ia5", tagUTF8: "utf8", tagPrintable: "printable"}

// sessionIDTag is the tag of a certificate's session ID; 0 without one.
func sessionIDTag(cert *p2.Cert) uint8 {
	if ids := cert.Subject.PDN().SessionIDs; len(ids) > 0 {
		return ids[0].Tag
	}
	return 0
}
