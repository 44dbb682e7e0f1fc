package identity

import (
	"context"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrDomains checks the domain components of an ID-CSR (sections 6.1.1 and
// 6.1.1.1). First and last are those of the encoding: which end of the domain
// that is depends on the reading of A-078.
var csrDomains = []check.Check{
	flawed("identity.csr.domain-absent", "rejects an ID-CSR without domain components",
		core.CSRDomainComponents, "a subject without domain components", idcert.WithoutDomain()),
	flawed("identity.csr.domain-other", "rejects an ID-CSR whose domain components are another server's",
		core.CSRDomainComponents, "the domain components of another server", idcert.Domain(otherDomain)),
	flawed("identity.csr.domain-first", "rejects an ID-CSR whose first domain component is wrong",
		core.CSRDomainComponents, "another first domain component",
		components(func(dcs []string) []string { return append([]string{wrongLabel}, dcs[1:]...) })),
	flawed("identity.csr.domain-last", "rejects an ID-CSR whose last domain component is wrong",
		core.CSRDomainComponents, "another last domain component",
		components(func(dcs []string) []string { return append(dcs[:len(dcs)-1], wrongLabel) })),
	flawed("identity.csr.domain-without-first", "rejects an ID-CSR that leaves out the first domain component",
		core.CSRDomainComponents, "all domain components but the first",
		components(func(dcs []string) []string { return dcs[1:] })),
	flawed("identity.csr.domain-without-last", "rejects an ID-CSR that leaves out the last domain component",
		core.CSRDomainComponents, "all domain components but the last",
		components(func(dcs []string) []string { return dcs[:len(dcs)-1] })),
	flawed("identity.csr.domain-one-before", "rejects an ID-CSR that has one more domain component before the right ones",
		core.CSRDomainComponents, "one more domain component at the beginning",
		components(func(dcs []string) []string { return append([]string{wrongLabel}, dcs...) })),
	flawed("identity.csr.domain-one-after", "rejects an ID-CSR that has one more domain component after the right ones",
		core.CSRDomainComponents, "one more domain component at the end",
		components(func(dcs []string) []string { return append(dcs, wrongLabel) })),
	{
		ID:      "identity.csr.domain-reversed",
		Title:   "issues no ID-Cert whose subject has the domain components in another order than its issuer",
		Decides: []requirement.Requirement{core.DomainComponentsSameOrder},
		Probes:  []ambiguity.Entry{ambiguity.ComponentOrder},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			labels := strings.Split(t.Target().Domain, ".")
			turned := slices.Clone(labels)
			slices.Reverse(turned)
			if slices.EqualFunc(labels, turned, p2.EqualNames) {
				t.NotApplicable("the domain %q is the same in either order", t.Target().Domain)
			}
			p := newProbe(ctx, t, sameComponents)
			reading := "any"
			if p.send(ctx, "the domain components in the other order", idcert.ReversedDomain()) == nil {
				reading = "general-first"
				if t.Target().Dialect.SpecificFirst {
					reading = "specific-first"
				}
			}
			t.Took(ambiguity.ComponentOrder, reading)
		},
	},
}

// wrongLabel is a label that no target's domain has.
const wrongLabel = "p2c-wrong"

// components makes a change of the domain components, in the order of the
// encoding. A subject without any is left alone.
func components(edit func([]string) []string) idcert.Change {
	return func(c *idcert.CSR) {
		var dcs []string
		for _, rdn := range c.Subject {
			for _, a := range rdn {
				if a.OID.Equal(idcert.OIDDomainComponent) {
					dcs = append(dcs, string(a.Value))
				}
			}
		}
		if len(dcs) == 0 {
			return
		}
		dcs = edit(dcs)
		if len(dcs) == 0 {
			idcert.WithoutDomain()(c)
			return
		}
		slices.Reverse(dcs) // a domain is written the other way round
		idcert.Domain(strings.Join(dcs, "."))(c)
	}
}

// elsewhere makes the domain components those of another server, in the order
// that the target wants.
func elsewhere(t *check.T) idcert.Change {
	return func(c *idcert.CSR) {
		idcert.Domain(otherDomain)(c)
		if t.Target().Dialect.SpecificFirst {
			idcert.ReversedDomain()(c)
		}
	}
}
