package main

import (
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/suites"
)

func (p *page) ambiguity(e ambiguity.Entry) {
	p.line("ambiguity %s: %s", e.ID, e.Title)
	p.line("")
	p.para(2, e.Question)
	p.heading("Impact when two servers differ: " + e.Impact.String())
	p.heading("Places")
	for _, ref := range e.Places {
		p.line("    %s, %s", ref, ref.URL())
	}
	variants := variantsOf(e.ID)
	p.readings(e, variants)
	p.part("What passes, and why", e.Accepts)
	p.part("How to find out", e.Probe)
	p.probes(e)
	p.part("What the text could say", e.Proposal)
	if e.Issue != "" {
		p.heading("The authors of the specification on it")
		p.line("    %s", e.Issue)
	}
	if len(variants) > 0 {
		p.heading("Try the checks on a reading")
		for _, reading := range variants {
			p.line("    p2conform selftest --reading %s=%s", e.ID, reading)
		}
	}
	p.heading("As a text for the authors")
	p.line("    p2conform spec ambiguities %s", e.ID)
}

func (p *page) readings(e ambiguity.Entry, variants []string) {
	p.heading("Readings")
	for i, r := range e.Readings {
		note := ""
		switch {
		case e.Erratum():
			note = " (what is meant: the text is wrong)"
		case r.Fails:
			note = " (a server that reads it so does not pass)"
		case i == 0:
			note = " (the reference home server's)"
		case slices.Contains(variants, r.ID):
			note = " (the reference home server can take it)"
		}
		p.line("    %s%s", r.ID, note)
		p.para(6, r.Says)
	}
}

// probes are what finds out how a server reads an ambiguous place.
func (p *page) probes(e ambiguity.Entry) {
	names := probesOf(e.ID)
	switch {
	case !e.Wire:
		p.part("What finds out", "Nothing that a server does shows it.")
		return
	case len(names) == 0:
		p.part("What finds out", strings.TrimSpace("No check does yet. "+suites.WhyUnprobed(e)))
		return
	}
	p.heading("What finds out")
	for _, name := range names {
		if name == preflight {
			p.para(4, "the preflight, before the checks")
			continue
		}
		p.line("    p2conform run --verbose --check %s", name)
	}
}
