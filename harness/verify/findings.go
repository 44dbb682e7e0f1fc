package verify

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/p2"
)

// Findings are those that make a certificate no X.509 certificate in DER, less
// what a rule of section 6.1.1 is about, so that each is told once: the version
// and what follows from it, the sign and the length of the serial number, and
// the equality of the two algorithms. What is wrong with the PEM is no matter of
// X.509 (TextFindings), and of names the characters count, whatever type of
// string they are in.
func Findings(c *p2.Cert) []p2.Finding {
	return slices.DeleteFunc(slices.Clone(c.Findings), func(f p2.Finding) bool {
		where := strings.TrimPrefix(f.Where, "tbsCertificate.")
		says := func(what string) bool { return strings.HasPrefix(f.What, what) }
		if (strings.HasPrefix(where, "subject.") || strings.HasPrefix(where, "issuer.")) && says("PrintableString with ") {
			return true
		}
		switch where {
		case "version":
			return c.Version != 3 && (says("version ") || says("a number of "))
		case "extensions", "issuerUniqueID", "subjectUniqueID":
			return c.Version != 3 && says("present in a certificate of version")
		case "serialNumber":
			return says("zero") || says("negative") || SerialOctets(c) > p2.MaxSerialOctets && strings.Contains(f.What, "octets, more than")
		case "signatureAlgorithm":
			return !c.Algorithm.OID.Equal(c.TBSAlgorithm.OID) && says("differs from ")
		}
		return inText(f)
	})
}

// TextFindings are those that make a text no PEM of one certificate or request.
// Text around the block, the lengths of lines and the like may be so.
func TextFindings(found []p2.Finding) []p2.Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f p2.Finding) bool { return !strings.HasPrefix(f.Where, "PEM.") })
}

// maxTold is how many findings are told one by one.
const maxTold = 8

// Told is what findings say, in one line: the first of them, and how many more
// there are.
func Told(found []p2.Finding) string {
	var all []string
	for i, f := range found {
		if i == maxTold {
			all = append(all, fmt.Sprintf("and %d findings more", len(found)-i))
			break
		}
		all = append(all, f.String())
	}
	return strings.Join(all, "; ")
}

// inText tells a finding on the PEM from one on the DER.
func inText(f p2.Finding) bool { return f.Where == "PEM" || strings.HasPrefix(f.Where, "PEM.") }

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
