// Package discovery checks how a home server is found and what it says of
// itself: the well-known document (section 3.1) and its own ID-Cert (6.1.1, 6.5).
package discovery

import "github.com/p2conform/p2conform/harness/check"

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	var all []check.Check
	all = append(all, wellKnown...)
	all = append(all, root...)
	all = append(all, serverCert...)
	return all
}
