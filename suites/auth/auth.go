// Package auth checks the polyproto-auth extension: registering an actor (auth
// 1.1), and logging a client in on its home server (auth 1.2). It checks as well in
// which form operations of the core take a session token.
//
// The draft names a base path, and neither routes nor members. What is asked here
// has those of the one server that is known to have any; a server that takes no
// such request is not to blame.
package auth

import (
	"slices"

	"github.com/p2conform/p2conform/harness/check"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check { return slices.Concat(offer, registration, login, claims, operations) }
