package discovery

import (
	"encoding/asn1"
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be said of a root ID-Cert from its bytes alone.

func rootVersion(c *p2.Cert) *check.Deviation {
	if c.Version != 3 {
		return check.Deviates("X.509 version 3", "version %d", c.Version)
	}
	return nil
}

func rootX509(c *p2.Cert) *check.Deviation {
	if found := verify.Findings(c); len(found) > 0 {
		return check.Deviates("a certificate that keeps to RFC 5280 and DER", "%s", verify.Told(found))
	}
	return nil
}

// rootSelfSigned decides on what verifying the signature under the
// certificate's own key came to.
func rootSelfSigned(err error) *check.Deviation {
	if err != nil {
		return check.Deviates("a signature that verifies under the certificate's own key", "%v", err)
	}
	return nil
}

func rootEd25519(c *p2.Cert) *check.Deviation {
	const want = "Ed25519 (1.3.101.112) as the key's and the signature's algorithm"
	switch {
	case !c.Key.Algorithm.OID.Equal(p2.OIDEd25519):
		return check.Deviates(want, "a key of algorithm %v", c.Key.Algorithm.OID)
	case !c.Algorithm.OID.Equal(p2.OIDEd25519):
		return check.Deviates(want, "a signature of algorithm %v", c.Algorithm.OID)
	}
	return nil
}

func rootAlgorithms(c *p2.Cert) *check.Deviation {
	if !c.Algorithm.OID.Equal(c.TBSAlgorithm.OID) {
		return check.Deviates("one signature algorithm in both fields",
			"%v in the signed part, %v beside the signature", c.TBSAlgorithm.OID, c.Algorithm.OID)
	}
	return nil
}

func rootSerialLength(c *p2.Cert) *check.Deviation {
	if n := verify.SerialOctets(c); n > p2.MaxSerialOctets {
		return check.Deviates(fmt.Sprintf("a serial number of at most %d octets", p2.MaxSerialOctets), "one of %d", n)
	}
	return nil
}

func rootSerialPositive(c *p2.Cert) *check.Deviation {
	if c.Serial.Sign() <= 0 {
		return check.Deviates("a serial number greater than 0", "a serial number that is not")
	}
	return nil
}

func rootCA(c *p2.Cert) *check.Deviation {
	const want = "basic constraints with CA true"
	switch {
	case c.BasicConstraints == nil:
		return check.Deviates(want, "no basic constraints")
	case !c.BasicConstraints.CA:
		return check.Deviates(want, "CA false")
	}
	return nil
}

func rootPathLength(c *p2.Cert) *check.Deviation {
	const want = "a path length constraint of 0"
	switch {
	case c.BasicConstraints == nil || c.BasicConstraints.PathLen == nil:
		return check.Deviates(want, "no path length constraint")
	case c.BasicConstraints.PathLen.Sign() != 0:
		return check.Deviates(want, "a path length constraint of %v", c.BasicConstraints.PathLen)
	}
	return nil
}

func rootKeyCertSign(c *p2.Cert) *check.Deviation {
	const want = "a key usage with keyCertSign"
	switch {
	case c.KeyUsage == nil:
		return check.Deviates(want, "no key usage")
	case !c.KeyUsage.Has(p2.KeyCertSign):
		return check.Deviates(want, "a key usage without it")
	}
	return nil
}

// notCritical reports that a certificate has an extension of a type, and that the
// first one is not critical. Whether its value can be read does not matter.
func notCritical(c *p2.Cert, oid asn1.ObjectIdentifier) bool {
	for _, e := range c.Extensions {
		if e.OID.Equal(oid) {
			return !e.Critical
		}
	}
	return false
}

func rootKeyUsageCritical(c *p2.Cert) *check.Deviation {
	if notCritical(c, p2.OIDKeyUsage) {
		return check.Deviates("a critical key usage extension", "one that is not critical")
	}
	return nil
}

func rootBasicConstraintsCritical(c *p2.Cert) *check.Deviation {
	if notCritical(c, p2.OIDBasicConstraints) {
		return check.Deviates("a critical basic constraints extension", "one that is not critical")
	}
	return nil
}

func rootFurtherCritical(c *p2.Cert) *check.Deviation {
	if further := verify.FurtherCritical(c); len(further) > 0 {
		return check.Deviates("no critical extension but key usage and basic constraints", "the critical extension %v", further)
	}
	return nil
}

// names are those of a certificate, by the field.
func names(c *p2.Cert) []struct {
	field string
	pdn   p2.PDN
} {
	return []struct {
		field string
		pdn   p2.PDN
	}{{"subject", c.Subject.PDN()}, {"issuer", c.Issuer.PDN()}}
}

func rootNoCommonName(c *p2.Cert) *check.Deviation {
	for _, n := range names(c) {
		if cn := n.pdn.CommonNames; len(cn) > 0 {
			return check.Deviates("no common name", "the common name %q in the %s", cn[0], n.field)
		}
	}
	return nil
}

func rootDomainComponent(c *p2.Cert) *check.Deviation {
	for _, n := range names(c) {
		if len(n.pdn.DomainComponents) == 0 {
			return check.Deviates("at least one domain component", "none in the %s", n.field)
		}
	}
	return nil
}

// rootEmptyComponent tells a component for a label that the domain name does
// not have. Whether all that it has are there is another rule.
func rootEmptyComponent(c *p2.Cert) *check.Deviation {
	for _, n := range names(c) {
		if slices.Contains(n.pdn.DomainComponents, "") {
			return check.Deviates("no domain component for a label that is not there", "%q in the %s", n.pdn.DomainComponents, n.field)
		}
	}
	return nil
}

func rootIssuerEqualsSubject(c *p2.Cert) *check.Deviation {
	issuer, subject := c.Issuer.PDN().DomainComponents, c.Subject.PDN().DomainComponents
	if !slices.EqualFunc(issuer, subject, p2.EqualNames) {
		return check.Deviates("the same domain components in the same order", "issuer %q, subject %q", issuer, subject)
	}
	return nil
}

// spells reports in which order of A-078 the domain components of a name spell
// a domain name, one for each label; "" for neither. A name of one label has no
// order, and counts as the first.
func spells(n p2.Name, domain string) string {
	got, labels := n.PDN().DomainComponents, strings.Split(domain, ".")
	if slices.EqualFunc(got, labels, p2.EqualNames) && len(labels) > 1 {
		return "specific-first"
	}
	slices.Reverse(labels)
	if slices.EqualFunc(got, labels, p2.EqualNames) {
		return "general-first"
	}
	return ""
}
