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
	all = append(all, timestamps...)
	all = append(all, answers...)
	all = append(all, paths...)
	return all
}

// The steps that other checks rest on, beside the operations of the API.
const (
	opWellKnown     = "GET /.well-known/polyproto-core"
	opWellKnownJSON = "the well-known document as JSON"
	opWellKnownAPI  = "the well-known document's api"
	opServerCert    = "Unregistered_serverIdCert"
)
