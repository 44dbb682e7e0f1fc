// Package suites is all the checks there are, in the order of reports, and the
// ways to choose among them and to run them under Ginkgo.
package suites

import (
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites/auth"
	"github.com/p2conform/p2conform/suites/discovery"
	"github.com/p2conform/p2conform/suites/federation"
	"github.com/p2conform/p2conform/suites/gateway"
	"github.com/p2conform/p2conform/suites/identity"
	"github.com/p2conform/p2conform/suites/keymaterial"
	"github.com/p2conform/p2conform/suites/migration"
	"github.com/p2conform/p2conform/suites/resources"
	"github.com/p2conform/p2conform/suites/services"
	"github.com/p2conform/p2conform/suites/transport"
)

// Certified are the profiles that this version can make a claim about. Some
// checks decide a requirement of another one by the way; that certifies nobody.
var Certified = []requirement.Profile{
	requirement.Discovery, requirement.Identity, requirement.Federation, requirement.KeyMaterial, requirement.Services,
	requirement.Resources, requirement.Transport,
}

// All lists every check, a suite after the other.
func All() []check.Check {
	var all []check.Check
	all = append(all, discovery.Checks()...)
	all = append(all, identity.Checks()...)
	all = append(all, keymaterial.Checks()...)
	all = append(all, services.Checks()...)
	all = append(all, resources.Checks()...)
	all = append(all, transport.Checks()...)
	all = append(all, auth.Checks()...)
	all = append(all, federation.Checks()...)
	all = append(all, migration.Checks()...)
	all = append(all, gateway.Checks()...)
	return all
}
