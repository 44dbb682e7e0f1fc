package discovery

import (
	"errors"
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

func rootSelfSigned(c *p2.Cert) *check.Deviation {
	err := verify.Cert(c, c)
	if errors.Is(err, verify.ErrNotEd25519) {
		return nil // another check decides the algorithm, and we verify no other
	}
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

func rootKeyUsageCritical(c *p2.Cert) *check.Deviation {
	if c.KeyUsage != nil && !c.KeyUsage.Critical {
		return check.Deviates("a critical key usage extension", "one that is not critical")
	}
	return nil
}

func rootBasicConstraintsCritical(c *p2.Cert) *check.Deviation {
	if c.BasicConstraints != nil && !c.BasicConstraints.Critical {
		return check.Deviates("a critical basic constraints extension", "one that is not critical")
	}
	return nil
}

func rootNoCommonName(c *p2.Cert) *check.Deviation {
	for _, n := range []struct {
		field string
		name  p2.Name
	}{{"subject", c.Subject}, {"issuer", c.Issuer}} {
		if cn := n.name.PDN().CommonNames; len(cn) > 0 {
			return check.Deviates("no common name", "the common name %q in the %s", cn[0], n.field)
		}
	}
	return nil
}

func rootDomainComponent(c *p2.Cert) *check.Deviation {
	for _, n := range []struct {
		field string
		name  p2.Name
	}{{"subject", c.Subject}, {"issuer", c.Issuer}} {
		if len(n.name.PDN().DomainComponents) == 0 {
			return check.Deviates("at least one domain component", "none in the %s", n.field)
		}
	}
	return nil
}

func rootIssuerEqualsSubject(c *p2.Cert) *check.Deviation {
	issuer, subject := c.Issuer.PDN().DomainComponents, c.Subject.PDN().DomainComponents
	if !slices.EqualFunc(issuer, subject, strings.EqualFold) {
		return check.Deviates("the same domain components in the same order", "issuer %q, subject %q", issuer, subject)
	}
	return nil
}
