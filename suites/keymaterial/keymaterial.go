// Package keymaterial checks how a home server keeps the encrypted private keys of
// its actors: what it takes, gives back and deletes, and for whom (section 6.3,
// and the API operations under /session/keymaterial).
package keymaterial

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	var all []check.Check
	all = append(all, upload...)
	all = append(all, serials...)
	all = append(all, bodies...)
	all = append(all, size...)
	all = append(all, get...)
	all = append(all, chosen...)
	all = append(all, deletion...)
	all = append(all, batches...)
	all = append(all, careless...)
	all = append(all, isolation...)
	all = append(all, authorization...)
	for _, c := range secondFactor {
		c.Needs.SecondFactor = true
		all = append(all, c)
	}
	all = append(all, races...)
	all = append(all, generated...)
	all = append(all, voluntary...)
	return all
}

// The operations that checks rest on.
const (
	opUpload = "Registered_uploadEncryptedPKM"
	opGet    = "Registered_getEncryptedPKM"
	opDelete = "Registered_deleteEncryptedPKM"
	opSize   = "Registered_encryptedPKMsizeLimit"
)

// one is a check with actors of its own.
func one(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{ID: "keymaterial." + id, Title: title, Decides: decides, Needs: check.Needs{Actors: true}, Run: run}
}

// racing is one whose requests come at the same time as many others.
func racing(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := one(id, title, run, decides...)
	c.Needs.Racing = true
	return c
}
