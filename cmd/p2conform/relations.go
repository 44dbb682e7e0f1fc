package main

import (
	"slices"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// checksWhere are the checks for which f holds, in the order of reports.
func checksWhere(f func(check.Check) bool) []check.Check {
	return slices.DeleteFunc(suites.All(), func(c check.Check) bool { return !f(c) })
}

// checksIn decide something in a version of the API document.
func checksIn(version string) []check.Check {
	return checksWhere(func(c check.Check) bool {
		return slices.ContainsFunc(c.Decides, func(r requirement.Requirement) bool { return r.HoldsIn(version) })
	})
}

// requirementsOf are those of a profile in a version of the API document.
func requirementsOf(p requirement.Profile, version string) []requirement.Requirement {
	return slices.DeleteFunc(catalog.OfProfile(p), func(r requirement.Requirement) bool { return !r.HoldsIn(version) })
}

// checksOf decide a requirement.
func checksOf(id requirement.ID) []check.Check {
	return checksWhere(func(c check.Check) bool { return slices.Contains(decidedBy(c), string(id)) })
}

func checksOfSuite(name string) []check.Check {
	return checksWhere(func(c check.Check) bool { return c.Suite() == name })
}

func checksOfProfile(p requirement.Profile) []check.Check {
	return checksWhere(func(c check.Check) bool { return slices.Contains(profilesOf(c), string(p)) })
}

// checksAgainst decide what a fault breaks.
func checksAgainst(f homeserver.Fault) []check.Check {
	return checksWhere(func(c check.Check) bool {
		return slices.ContainsFunc(decidedBy(c), func(id string) bool { return slices.Contains(broken(f), id) })
	})
}

// faultsOf are the names of the faults that break a requirement.
func faultsOf(id requirement.ID) []string {
	names := []string{}
	for _, f := range homeserver.Faults() {
		if slices.Contains(f.Breaks, id) {
			names = append(names, f.Name)
		}
	}
	return names
}

// faultsFor are the names of the faults that a check is to notice.
func faultsFor(c check.Check) []string {
	var names []string
	for _, r := range c.Decides {
		for _, name := range faultsOf(r.ID) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// preflight is what finds out readings before the checks do.
const preflight = "preflight"

// probesOf are what finds out which reading of an ambiguity a server takes:
// checks by their id, and the preflight.
func probesOf(id ambiguity.ID) []string {
	is := func(e ambiguity.Entry) bool { return e.ID == id }
	names := []string{}
	if slices.ContainsFunc(run.Probed(), is) {
		names = append(names, preflight)
	}
	return append(names, idsOf(checksWhere(func(c check.Check) bool { return slices.ContainsFunc(c.Probes, is) }))...)
}

// variantsOf are the readings of an ambiguity that the reference home server can
// be switched to.
func variantsOf(id ambiguity.ID) []string {
	readings := []string{}
	for _, v := range homeserver.Variants() {
		if v.Entry.ID == id && !slices.Contains(readings, v.Reading) {
			readings = append(readings, v.Reading)
		}
	}
	return readings
}

func broken(f homeserver.Fault) []string {
	ids := make([]string, len(f.Breaks))
	for i, id := range f.Breaks {
		ids[i] = string(id)
	}
	return ids
}

// needs are what a check asks of a target, in words.
func needs(n check.Needs) []string {
	all := []struct {
		needed bool
		words  string
	}{
		{n.Actors && !n.Names, "actors can be had"},
		{n.Names, "actors can be registered under names of our choice"},
		{n.SecondFactor, "the actors' second factors are known"},
		{n.Trials, "the server gives out challenge strings"},
		{n.Domain, "the visible domain name is known (--domain)"},
		{n.Admin, "an administrator's account is known"},
		{n.Messages, "messages can be posted"},
		{n.Time, "the server's clock can be moved, or the run may wait (--max-wait)"},
		{n.Destructive, "the server's data may be lost (--destructive)"},
	}
	words := []string{}
	for _, one := range all {
		if one.needed {
			words = append(words, one.words)
		}
	}
	return words
}
