// Package federation checks what a server does about the actors of other home
// servers, and about those servers (core 3.1, 4.1.1, 6.1, 6.4; auth 1.3): the
// harness runs home servers beside the target that belong to one check each.
package federation

import (
	"maps"
	"slices"

	"github.com/p2conform/p2conform/harness/check"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	return slices.Concat(
		login, solutions, certificates, foreignNames, constraints, homes, tokens, updates, routes, cache, passingOn,
		asking, serverCerts, cacheLimits, unregistered,
		delegation, delegationRoots, delegationDocuments, reach, reachRedirects, reachSecrets,
		messages, ownMessages, messageStatus, messageChange,
	)
}

// needs is what every check of the suite needs: a home server beside the target, and
// challenge strings for the actors of it.
var needs = check.Needs{Peers: true, Trials: true}

// sorted are the names of what is tried, in the same order each time.
func sorted[V any](named map[string]V) []string { return slices.Sorted(maps.Keys(named)) }
