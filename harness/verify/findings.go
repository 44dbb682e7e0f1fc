package verify

import (
	"math/big"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/p2"
)

// Findings are those that make a certificate no X.509 certificate in DER, less
// what a rule of section 6.1.1 is about, so that each is told once: the version
// and what follows from it, the sign and the length of the serial number, and
// the equality of the two algorithms. Text around the PEM block and its line
// breaks are no matter of X.509, and of names the characters count, whatever
// type of string they are in.
func Findings(c *p2.Cert) []p2.Finding {
	return slices.DeleteFunc(slices.Clone(c.Findings), func(f p2.Finding) bool {
		if (strings.HasPrefix(f.Where, "subject.") || strings.HasPrefix(f.Where, "issuer.")) && strings.HasPrefix(f.What, "PrintableString with ") {
			return true
		}
		switch f.Where {
		case "PEM":
			return true
		case "version":
			return c.Version != 3
		case "extensions":
			return c.Version != 3
		case "issuerUniqueID", "subjectUniqueID":
			return c.Version == 1
		case "serialNumber":
			return c.Serial.Sign() <= 0 || SerialOctets(c) > p2.MaxSerialOctets
		case "signatureAlgorithm":
			return !c.Algorithm.OID.Equal(c.TBSAlgorithm.OID)
		}
		return false
	})
}

// SerialOctets is how many octets the serial number has in DER.
func SerialOctets(c *p2.Cert) int {
	n := c.Serial
	if n.Sign() < 0 {
		n = new(big.Int).Not(n) // two's complement
	}
	return n.BitLen()/8 + 1
}

// FurtherCritical lists the critical extensions other than key usage and basic
// constraints (section 6.1.1.1), by their identifiers; "unreadable" for one that
// has none.
func FurtherCritical(c *p2.Cert) []string {
	var further []string
	for _, e := range c.Extensions {
		switch {
		case !e.Critical, e.OID.Equal(p2.OIDKeyUsage), e.OID.Equal(p2.OIDBasicConstraints):
		case e.OID == nil:
			further = append(further, "unreadable")
		default:
			further = append(further, e.OID.String())
		}
	}
	return further
}
