package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// choice is which checks a user wants. Names of one kind add up; kinds narrow
// each other.
type choice struct {
	checks, requirements, suites, profiles []string
	expression                             string
}

func (c *choice) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVar(&c.checks, "check", nil, "choose a check by `ID`; repeatable")
	f.StringArrayVar(&c.requirements, "requirement", nil, "choose the checks that decide the requirement `ID`; repeatable")
	f.StringArrayVar(&c.suites, "suite", nil, "choose the checks of a suite by `NAME`; repeatable")
	f.StringArrayVar(&c.profiles, "profile", nil, "choose the checks of a profile by `NAME`; repeatable")
	f.StringVar(&c.expression, "select", "", "choose checks by their labels: an `EXPR` of Ginkgo's label language, as in 'identity && !level:should'")
	complete(cmd, "check", checkNames)
	complete(cmd, "requirement", requirementNames)
	complete(cmd, "suite", fixed(suiteNames(suites.All())...))
	complete(cmd, "profile", fixed(profileNames()...))
	complete(cmd, "select", noNames)
}

// kind is one way to choose: the names that were asked for, all that there are,
// and which names a check answers to.
type kind struct {
	noun, plural string
	wanted, all  []string
	of           func(check.Check) []string
}

func (c *choice) kinds(all []check.Check) []kind {
	return []kind{
		{"check", "checks", c.checks, idsOf(all), func(k check.Check) []string { return []string{k.ID} }},
		{"requirement", "requirements", c.requirements, requirementIDs(), decidedBy},
		{"suite", "suites", c.suites, suiteNames(all), func(k check.Check) []string { return []string{k.Suite()} }},
		{"profile", "profiles", c.profiles, profileNames(), profilesOf},
	}
}

// apply chooses among all the checks. Words is the choice for a report, empty
// for all of them. Promised are the profiles whose claims the choice is about:
// those that were named, if nothing else narrows it. The error says which name
// is unknown, or that nothing is left.
func (c *choice) apply(all []check.Check) (chosen []check.Check, words string, promised []requirement.Profile, err error) {
	chosen = all
	var said []string
	for _, k := range c.kinds(all) {
		if len(k.wanted) == 0 {
			continue
		}
		for _, name := range k.wanted {
			if !slices.Contains(k.all, name) {
				return nil, "", nil, unknown(k.noun, name, k.all, k.plural)
			}
		}
		chosen = slices.DeleteFunc(slices.Clone(chosen), func(ch check.Check) bool {
			return !slices.ContainsFunc(k.of(ch), func(name string) bool { return slices.Contains(k.wanted, name) })
		})
		noun := k.noun
		if len(k.wanted) > 1 {
			noun = k.plural
		}
		said = append(said, noun+" "+join(k.wanted, "and"))
	}
	if strings.TrimSpace(c.expression) != "" {
		if chosen, err = suites.Select(chosen, c.expression); err != nil {
			return nil, "", nil, usage("labels are suites, topics, and check:ID, requirement:ID, level:must, impact:security, profile:NAME; "+
				"they are joined by && || ! and ( )", "--select: %v", err)
		}
		said = append(said, fmt.Sprintf("labels %q", c.expression))
	}
	if len(chosen) == 0 {
		return nil, "", nil, c.empty(said)
	}
	if len(c.profiles) > 0 && len(said) == 1 {
		for _, name := range c.profiles {
			promised = append(promised, requirement.Profile(name))
		}
	}
	return chosen, strings.Join(said, "; "), promised, nil
}

// empty says why nothing is left.
func (c *choice) empty(said []string) error {
	switch {
	case len(said) == 0:
		return usage("", "there are no checks")
	case len(said) > 1:
		return usage("each of the flags narrows the choice; leave one out", "nothing is selected: no check is at once of %s", strings.Join(said, " and of "))
	case c.expression != "":
		return usage("p2conform list checks -o json shows the labels of every check", "nothing is selected: no check matches the %s", said[0])
	case len(c.requirements) > 0:
		return usage("p2conform explain "+c.requirements[0]+" says more", "nothing is selected: no check decides the %s yet", said[0])
	}
	return usage("p2conform list checks shows what there is", "nothing is selected: there is no check for the %s yet", said[0])
}

func idsOf(checks []check.Check) []string {
	ids := make([]string, len(checks))
	for i, c := range checks {
		ids[i] = c.ID
	}
	return ids
}

func suiteNames(checks []check.Check) []string {
	var names []string
	for _, c := range checks {
		if !slices.Contains(names, c.Suite()) {
			names = append(names, c.Suite())
		}
	}
	return names
}

func profileNames() []string {
	names := make([]string, len(requirement.Profiles))
	for i, p := range requirement.Profiles {
		names[i] = string(p)
	}
	return names
}

func requirementIDs() []string {
	var ids []string
	for _, r := range catalog.All() {
		ids = append(ids, string(r.ID))
	}
	return ids
}

func decidedBy(c check.Check) []string {
	var ids []string
	for _, r := range c.Decides {
		ids = append(ids, string(r.ID))
	}
	return ids
}

func profilesOf(c check.Check) []string {
	var names []string
	for _, r := range c.Decides {
		if !slices.Contains(names, string(r.Profile)) {
			names = append(names, string(r.Profile))
		}
	}
	return names
}
