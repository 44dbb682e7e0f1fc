// Package suites is all the checks there are, in the order of reports, and the
// ways to choose among them and to run them under Ginkgo.
package suites

import (
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/suites/discovery"
	"github.com/p2conform/p2conform/suites/identity"
)

// All lists every check, a suite after the other.
func All() []check.Check {
	var all []check.Check
	all = append(all, discovery.Checks()...)
	all = append(all, identity.Checks()...)
	return all
}
