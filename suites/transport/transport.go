// Package transport checks how requests and answers travel: the versions of HTTP
// and of IP (sections 3.4 and 3.5), content codings (3.6), and where the routes
// stand (section 3 and the head of the document).
//
// The compression of a gateway has no check yet: no gateway is asked.
package transport

import (
	"slices"

	"github.com/p2conform/p2conform/harness/check"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	return slices.Concat(routes, methods, parameters, unusual, versions, overQUIC, compression)
}
