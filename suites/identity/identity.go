// Package identity checks what an actor's identity rests on: the registration of
// names (section 5), ID-CSRs and ID-Certs (6.1), sessions, the certificates'
// publication and their cache data (6.4.1), challenge strings (4.3) and second
// factors (4.2).
package identity

import (
	"slices"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	var all []check.Check
	all = append(all, registration...)
	all = append(all, issue...)
	all = append(all, csr...)
	all = append(all, csrNames...)
	all = append(all, csrSessionID...)
	all = append(all, csrKeys...)
	all = append(all, csrStrict...)
	all = append(all, csrCapabilities...)
	all = append(all, csrBody...)
	all = append(all, csrStatus...)
	all = append(all, authorization...)
	all = append(all, secondFactor...)
	all = append(all, issued...)
	all = append(all, issuedNames...)
	all = append(all, issuedExtensions...)
	all = append(all, certs...)
	all = append(all, cache...)
	all = append(all, sessions...)
	all = append(all, tokens...)
	all = append(all, challenge...)
	all = append(all, serials...)
	all = append(all, almost...)
	all = append(all, races...)
	all = append(all, generated...)
	all = append(all, mixups...)
	all = append(all, careless...)
	all = append(all, lookups...)
	all = append(all, refusals...)
	return all
}

// alsoDeciding adds what a failure of a check breaks besides.
func alsoDeciding(c check.Check, more ...requirement.Requirement) check.Check {
	c.Decides = slices.Concat(c.Decides, more)
	return c
}
