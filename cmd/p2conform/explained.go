package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
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
	p.part("Why we read it so", r.Note)
	checks := checksOf(r.ID)
	if len(checks) == 0 {
		p.part("Decided by", "No check decides it yet.")
		return
	}
	p.checks("Decided by", checks)
	p.heading("Run them")
	p.line("    p2conform run --requirement %s", r.ID)
	if faults := faultsOf(r.ID); len(faults) > 0 {
		p.heading("See it broken")
		for _, name := range faults {
			p.line("    p2conform run --requirement %s --fault %s", r.ID, name)
		}
	}
}

// checks lists checks with their titles.
func (p *page) checks(heading string, checks []check.Check) {
	p.heading(heading)
	for _, c := range checks {
		p.line("    %s", c.ID)
		p.para(6, c.Title)
	}
}

func (p *page) ambiguity(e ambiguity.Entry) {
	p.line("ambiguity %s: %s", e.ID, e.Title)
	p.line("")
	p.para(2, e.Question)
	p.heading("Impact when two servers differ: " + e.Impact.String())
	p.heading("Places")
	for _, ref := range e.Places {
		p.line("    %s, %s", ref, ref.URL())
	}
	p.heading("Readings")
	for i, r := range e.Readings {
		note := ""
		switch {
		case r.Fails:
			note = " (against the plain text: fails)"
		case i == 0:
			note = " (the reference home server's)"
		}
		p.line("    %s%s", r.ID, note)
		p.para(6, r.Says)
	}
	p.part("Why they pass", e.Accepts)
	p.part("How a run finds out", e.Probe)
	p.heading("See how a server reads it")
	p.line("    p2conform run --verbose")
}

func (p *page) profile(name requirement.Profile) {
	reqs, checks := catalog.OfProfile(name), checksOfProfile(name)
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
