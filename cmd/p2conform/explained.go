package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

func (p *page) check(c check.Check) {
	p.line("check %s", c.ID)
	p.line("")
	p.para(2, "Holds if the server "+c.Title+".")
	p.heading(fmt.Sprintf("Level   %s, impact %s", c.Level(), c.Impact()))
	p.line("  Suite   %s", c.Suite())
	p.line("  Profile %s", join(profilesOf(c), "and"))
	if n := needs(c.Needs); len(n) > 0 {
		p.hang("  Needs   ", strings.Repeat(" ", 10), join(n, "and"))
	}
	if c.Alone {
		p.line("  Runs    alone, after the others")
	}
	p.heading("It decides")
	for _, r := range c.Decides {
		p.duty(r)
	}
	p.heading("Run it")
	p.line("    p2conform run --check %s", c.ID)
	p.failures(c.ID, faultsFor(c))
}

// duty is a requirement in short.
func (p *page) duty(r requirement.Requirement) {
	p.line("    %s", r.ID)
	p.para(6, fmt.Sprintf("%s: %s", r.Level, r.Says))
	p.line("      %s, %s", r.Ref, r.Ref.URL())
}

// failures are the commands that show a check fail.
func (p *page) failures(id string, faults []string) {
	if len(faults) == 0 {
		return
	}
	p.heading("See it fail")
	for _, name := range faults {
		p.line("    p2conform run --check %s --fault %s", id, name)
	}
}

func (p *page) requirement(r requirement.Requirement) {
	p.line("requirement %s", r.ID)
	p.line("")
	p.para(2, r.Says)
	p.heading(fmt.Sprintf("Level   %s, impact %s", r.Level, r.Impact))
	p.line("  Binds   %s", r.Subject)
	p.line("  Profile %s", r.Profile)
	p.line("  Section %s", r.Ref)
	p.line("          %s", r.Ref.URL())
	if span := r.Span(); span != "" {
		p.line("  Holds   %s of the API document", span)
	}
	p.hang("  Takes   ", strings.Repeat(" ", 10), takes(r))
	p.part("Why we read it so", r.Note)
	checks := checksOf(r.ID)
	if len(checks) == 0 {
		p.part("Decided by", "No check decides it"+undecided(r))
		return
	}
	p.checks("Decided by", checks)
	p.heading("Run them")
	p.line("    p2conform run --requirement %s%s", r.ID, inVersion(r))
	if faults := faultsOf(r.ID); len(faults) > 0 {
		p.heading("See it broken")
		for _, name := range faults {
			p.line("    p2conform run --requirement %s%s --fault %s", r.ID, inVersion(r), name)
		}
	}
}

// inVersion is the flag without which a requirement of older versions is not
// applicable.
func inVersion(r requirement.Requirement) string {
	if r.Until == "" {
		return ""
	}
	return " --spec-version " + r.Until
}

// takes says what it takes to find out whether a requirement holds.
func takes(r requirement.Requirement) string {
	switch r.Decided {
	case requirement.BlackBox:
		return "requests to the server alone"
	case requirement.Peer:
		if r.By != "" {
			return fmt.Sprintf("a home server beside it, and a driver that can: %s", r.By)
		}
		return "a home server beside it, that it can reach"
	case requirement.Driver:
		return "a driver that can: " + r.By
	case requirement.Time:
		return "waiting for the end of " + r.By
	case requirement.ClientOnly:
		return "watching a client: no server can break it"
	}
	return "more than anybody outside can see. " + r.By
}

// undecided says why no check decides a requirement.
func undecided(r requirement.Requirement) string {
	switch why := suites.WhyPending(r); {
	case r.Decided == requirement.ClientOnly || r.Decided == requirement.Untestable:
		return ", and none can."
	case why != "":
		return " yet. " + why
	}
	return " yet."
}

// checks lists checks with their titles.
func (p *page) checks(heading string, checks []check.Check) {
	p.heading(heading)
	for _, c := range checks {
		p.line("    %s", c.ID)
		p.para(6, c.Title)
	}
}

func (p *page) profile(name requirement.Profile) {
	reqs, checks := requirementsOf(name, openapi.Newest), checksOfProfile(name)
	binding, decided := 0, 0
	for _, r := range reqs {
		if r.Level.Binding() {
			binding++
			if len(checksOf(r.ID)) > 0 {
				decided++
			}
		}
	}
	p.line("profile %s", name)
	p.line("")
	p.para(2, fmt.Sprintf("%s, of which %d bind (MUST or MUST NOT). Checks decide %d of those that bind.",
		count(len(reqs), "requirement"), binding, decided))
	p.line("")
	if !slices.Contains(suites.Certified, name) {
		p.para(2, "No server can be certified for it yet: its own checks have not been written.")
		return
	}
	p.para(2, "A server is conformant if every one of these passes, nonconformant if one fails, and else the claim is incomplete.")
	p.heading(fmt.Sprintf("See its %s", count(len(checks), "check")))
	p.line("    p2conform list checks --profile %s", name)
	p.heading("Run it")
	p.line("    p2conform run --profile %s", name)
}

func (p *page) suite(name string, checks []check.Check) {
	p.line("suite %s", name)
	p.line("")
	p.para(2, fmt.Sprintf("A family of %s, whatever the profile of what they decide.", count(len(checks), "check")))
	p.heading("See them")
	p.line("    p2conform list checks --suite %s", name)
	p.heading("Run it")
	p.line("    p2conform run --suite %s", name)
}

func (p *page) fault(f homeserver.Fault) {
	p.line("fault %s", f.Name)
	p.line("")
	p.para(2, "A deliberate violation that the reference home server can be given. A check of each requirement that it breaks fails, and no other.")
	p.heading("It breaks")
	for _, id := range f.Breaks {
		if r, ok := catalog.ByID(id); ok {
			p.duty(r)
		}
	}
	checks := checksAgainst(f)
	if len(checks) > 0 {
		p.checks("Noticed by", checks)
		p.heading("See the failure")
		for _, c := range checks {
			p.line("    p2conform run --check %s --fault %s", c.ID, f.Name)
		}
	}
	p.heading("Try a client against it")
	p.line("    p2conform serve --fault %s", f.Name)
}
