// Package services checks how a home server makes the services of its actors
// discoverable: what it takes, lists and removes, which provider is the primary
// one, and for whom it does so (section 9, and the API operations under
// /services).
package services

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	var all []check.Check
	all = append(all, register...)
	all = append(all, bodies...)
	all = append(all, names...)
	all = append(all, urls...)
	all = append(all, discovery...)
	all = append(all, limits...)
	all = append(all, ranking...)
	all = append(all, primary...)
	all = append(all, removal...)
	all = append(all, removalLists...)
	all = append(all, successors...)
	all = append(all, spellings...)
	all = append(all, sessions...)
	all = append(all, isolation...)
	all = append(all, authorization...)
	for _, c := range secondFactor {
		c.Needs.SecondFactor = true
		all = append(all, c)
	}
	all = append(all, races...)
	all = append(all, generated...)
	all = append(all, extension...)
	return all
}

// The operations that checks rest on.
const (
	opAdd      = "Registered_registerService"
	opRemove   = "Registered_unregisterService"
	opPrimary  = "Registered_setPrimaryProvider"
	opDiscover = "Unregistered_getServicesOfActor"
	opOne      = "Unregistered_getSingleServiceOfActor"
)

// one is a check with actors of its own.
func one(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{ID: "services." + id, Title: title, Decides: decides, Needs: check.Needs{Actors: true}, Run: run}
}

// racing is one whose requests come at the same time as many others.
func racing(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := one(id, title, run, decides...)
	c.Needs.Racing = true
	return c
}
