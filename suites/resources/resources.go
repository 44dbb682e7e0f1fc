// Package resources checks how a home server keeps what actors upload, and to whom
// it gives it (section 7.3.1, and the API operations under /resource).
package resources

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	return slices.Concat(
		uploads, refusals, ids, retrieval, access, accessReadings, foreignAccess, information,
		lists, orders, usage, changes, deletion, isolation, authorization, races, absence,
	)
}

// The operations that checks rest on.
const (
	opUpload = "Registered_postResource"
	opGet    = "Unregistered_getResource"
	opInfo   = "Unregistered_getResourceInfos"
	opModify = "Registered_modifyResource"
	opDelete = "Registered_deleteResource"
	opList   = "Registered_getResourceList"
	opUsage  = "ResourceAddressingWithRelativeRoots_getStorageLimitInfo"
)

// plain is a check with actors of its own, which uploads nothing that has to stay.
func plain(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{ID: "resources." + id, Title: title, Decides: decides, Needs: check.Needs{Actors: true}, Run: run}
}

// one is a check that uploads. At its end it asks for all that it uploaded: that this
// is there, as it was, and hidden where it is private, it decides besides.
func one(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	for _, r := range []requirement.Requirement{core.ResourceRetrieved, core.ResourcePrivate} {
		if !slices.Contains(decides, r) {
			decides = append(decides, r)
		}
	}
	return plain(id, title, run, decides...)
}

// racing is one whose requests come at the same time as others.
func racing(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := one(id, title, run, decides...)
	c.Needs.Racing = true
	return c
}

// withPeers is a check with foreign actors as well.
func withPeers(c check.Check) check.Check {
	c.Needs.Peers, c.Needs.Trials = true, true
	return c
}

// alone is a check that changes what others see while it runs.
func alone(c check.Check) check.Check {
	c.Alone = true
	return c
}
