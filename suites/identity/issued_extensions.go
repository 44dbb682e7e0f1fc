package identity

import (
	"context"
	"encoding/asn1"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// issuedExtensions holds the extensions of an ID-Cert against section 6.1.1.2.
var issuedExtensions = []check.Check{
	withExtension(p2.OIDBasicConstraints, "identity.issued.not-ca", "issues ID-Certs without the CA flag", core.ActorNotCA, certNotCA),
	withExtension(p2.OIDKeyUsage, "identity.issued.no-key-cert-sign", "issues ID-Certs without the key usage keyCertSign", core.ActorNoKeyCertSign, certNoKeyCertSign),
	withExtension(p2.OIDKeyUsage, "identity.issued.signing-usage", "issues ID-Certs with the key usage digitalSignature or contentCommitment", core.ActorSigningUsage, certSigningUsage),
	ofIssued("identity.issued.key-usage-critical", "marks the key usage of ID-Certs critical", core.KeyUsageCritical, certKeyUsageCritical),
	ofIssued("identity.issued.basic-constraints-critical", "marks the basic constraints of ID-Certs, where they have any, critical", core.BasicConstraintsCritical, certBasicConstraintsCritical),
	ofIssued("identity.issued.further-critical", "marks no further extension of ID-Certs critical", core.FurtherAttributesNonCritical, certFurtherCritical),
}

// withExtension makes a check like ofIssued that decides on the value of an
// extension, which has to be one that can be read.
func withExtension(oid asn1.ObjectIdentifier, id, title string, decides requirement.Requirement, decide func(issuance) *check.Deviation) check.Check {
	c := ofIssued(id, title, decides, decide)
	c.Run = func(ctx context.Context, t *check.T) {
		i := newIssuance(ctx, t)
		t.Readable(opNewIDCert, i.Cert, oid)
		t.Hold(decide(i))
	}
	return c
}

// extensionOf is the first extension of a type, whether its value can be read or
// not.
func extensionOf(c *p2.Cert, oid asn1.ObjectIdentifier) (p2.Extension, bool) {
	for _, e := range c.Extensions {
		if e.OID.Equal(oid) {
			return e, true
		}
	}
	return p2.Extension{}, false
}

func certNotCA(i issuance) *check.Deviation {
	if i.Cert.BasicConstraints != nil && i.Cert.BasicConstraints.CA {
		return check.Deviates("the CA flag unset, or none", "the CA flag set")
	}
	return nil
}

func certNoKeyCertSign(i issuance) *check.Deviation {
	if i.Cert.KeyUsage != nil && i.Cert.KeyUsage.Has(p2.KeyCertSign) {
		return check.Deviates("a key usage without keyCertSign", "one with it")
	}
	return nil
}

func certSigningUsage(i issuance) *check.Deviation {
	const want = "the key usage digitalSignature or contentCommitment"
	switch {
	case i.Cert.KeyUsage == nil:
		return check.Deviates(want, "no key usage")
	case !i.Cert.KeyUsage.Has(p2.DigitalSignature) && !i.Cert.KeyUsage.Has(p2.ContentCommitment):
		return check.Deviates(want, "a key usage without both")
	}
	return nil
}

func certKeyUsageCritical(i issuance) *check.Deviation {
	if e, ok := extensionOf(i.Cert, p2.OIDKeyUsage); ok && !e.Critical {
		return check.Deviates("a critical key usage extension", "one that is not critical")
	}
	return nil
}

func certBasicConstraintsCritical(i issuance) *check.Deviation {
	if e, ok := extensionOf(i.Cert, p2.OIDBasicConstraints); ok && !e.Critical {
		return check.Deviates("a critical basic constraints extension, or none", "one that is not critical")
	}
	return nil
}

func certFurtherCritical(i issuance) *check.Deviation {
	if further := verify.FurtherCritical(i.Cert); len(further) > 0 {
		return check.Deviates("no critical extension but key usage and basic constraints", "the critical extension %v", further)
	}
	return nil
}
