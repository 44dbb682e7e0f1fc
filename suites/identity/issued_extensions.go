package identity

import (
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// issuedExtensions holds the extensions of an ID-Cert against section 6.1.1.2.
var issuedExtensions = []check.Check{
	ofIssued("identity.issued.not-ca", "issues ID-Certs without the CA flag", core.ActorNotCA, certNotCA),
	ofIssued("identity.issued.no-key-cert-sign", "issues ID-Certs without the key usage keyCertSign", core.ActorNoKeyCertSign, certNoKeyCertSign),
	ofIssued("identity.issued.signing-usage", "issues ID-Certs with the key usage digitalSignature or contentCommitment", core.ActorSigningUsage, certSigningUsage),
	ofIssued("identity.issued.key-usage-critical", "marks the key usage of ID-Certs critical", core.KeyUsageCritical, certKeyUsageCritical),
	ofIssued("identity.issued.basic-constraints-critical", "marks the basic constraints of ID-Certs, where they have any, critical", core.BasicConstraintsCritical, certBasicConstraintsCritical),
	ofIssued("identity.issued.further-critical", "marks no further extension of ID-Certs critical", core.FurtherAttributesNonCritical, certFurtherCritical),
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
	if i.Cert.KeyUsage != nil && !i.Cert.KeyUsage.Critical {
		return check.Deviates("a critical key usage extension", "one that is not critical")
	}
	return nil
}

func certBasicConstraintsCritical(i issuance) *check.Deviation {
	if i.Cert.BasicConstraints != nil && !i.Cert.BasicConstraints.Critical {
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
