package federation

import (
	"context"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// foreignNames is about the names in ID-Certs of other home servers (core 6.1.1, 6.1.1.1):
// who relies on one of them alone can be had by whoever controls that one.
var foreignNames = []check.Check{
	misnamed("uid-other-actor", "gives no token for an ID-Cert with the UID of another actor of its home server",
		"the UID of another actor beside the own common name", core.ReceivedUID,
		func(t *check.T, h *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDUID, t.NewName()+"@"+h.Domain)
		}),
	misnamed("uid-of-target", "gives no token for an ID-Cert of another home server with a UID at its own domain name",
		"a UID at the domain name of the server that is asked", core.ReceivedUID,
		func(t *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDUID, localName(c)+"@"+t.Target().Domain)
		}),
	misnamed("uid-other-home", "gives no token for an ID-Cert with a UID at the domain name of a third server",
		"a UID at the domain name of a third server", core.ReceivedUID,
		func(t *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDUID, localName(c)+"@"+t.NewPeer().Domain)
		}),
	misnamed("uid-subdomain", "gives no token for an ID-Cert with a UID below the domain name of its home server",
		"a UID at a name below the home server's", core.ReceivedUID,
		func(_ *check.T, h *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDUID, localName(c)+"@sub."+h.Domain)
		}),
	misnamed("uid-parent", "gives no token for an ID-Cert with a UID above the domain name of its home server",
		"a UID at the name above the home server's", core.ReceivedUID,
		func(_ *check.T, h *peer.Home, c *idcert.Cert) {
			_, above, _ := strings.Cut(h.Domain, ".")
			c.Subject = c.Subject.Replace(idcert.OIDUID, localName(c)+"@"+above)
		}),
	misnamed("uid-without-domain", "gives no token for an ID-Cert whose UID has no domain name",
		"a UID that is the local name alone", core.ReceivedUID,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDUID, localName(c))
		}),
	misnamed("uid-missing", "gives no token for an ID-Cert without a UID",
		"no UID", core.ReceivedUID,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) { c.Subject = c.Subject.Without(idcert.OIDUID) }),
	misnamed("uid-twice", "gives no token for an ID-Cert with the UID of another actor before the own one",
		"two UIDs, the first of another actor", core.ReceivedUID,
		func(t *check.T, h *peer.Home, c *idcert.Cert) { // to a lenient reader of A-308 the first one counts
			other := c.Subject.Replace(idcert.OIDUID, t.NewName()+"@"+h.Domain)
			for _, rdn := range c.Subject {
				if rdn[0].OID.Equal(idcert.OIDUID) {
					c.Subject = other.With(rdn)
					return
				}
			}
		}),
	misnamed("common-name-other", "gives no token for an ID-Cert with the common name of another actor",
		"the common name of another actor beside the own UID", core.ReceivedUID,
		func(t *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDCommonName, t.NewName())
		}),
	misnamed("common-name-missing", "gives no token for an ID-Cert without a common name",
		"no common name", core.ReceivedUID,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) { c.Subject = c.Subject.Without(idcert.OIDCommonName) }),
	misnamed("common-name-federation-id", "gives no token for an ID-Cert with the whole federation ID for a common name",
		"the federation ID for a common name", core.ReceivedUID,
		func(_ *check.T, h *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDCommonName, localName(c)+"@"+h.Domain)
		}),
	misnamed("both-other-domain", "gives no token for an ID-Cert whose issuer and subject have the domain components of another server",
		"the domain components of another server in both names, beside a UID at the home server", core.ReceivedUID,
		func(t *check.T, _ *peer.Home, c *idcert.Cert) {
			other := t.NewPeer().Domain
			c.Issuer, c.Subject = idcert.ServerName(other), withDomain(c.Subject, other)
		}),
	misnamed("issuer-components", "gives no token for an ID-Cert whose issuer has other domain components than its subject",
		"an ID-Cert with an issuer of another domain name", core.ReceivedDomainComponents,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) { c.Issuer = idcert.ServerName("elsewhere.p2.example") }),
	misnamed("components-order", "gives no token for an ID-Cert whose subject has the domain components in another order than its issuer",
		"domain components of the subject that stand in another order than the issuer's", core.ReceivedDomainComponents,
		func(_ *check.T, h *peer.Home, c *idcert.Cert) {
			c.Subject = withDomain(c.Subject, turned(h.Domain))
		}),
	misnamed("components-extra", "gives no token for an ID-Cert whose subject has a further domain component",
		"a subject with one domain component more than the issuer", core.ReceivedDomainComponents,
		func(_ *check.T, h *peer.Home, c *idcert.Cert) { c.Subject = withDomain(c.Subject, "sub."+h.Domain) }),
	misnamed("components-fewer", "gives no token for an ID-Cert whose subject lacks a domain component",
		"a subject with one domain component less than the issuer", core.ReceivedDomainComponents,
		func(_ *check.T, h *peer.Home, c *idcert.Cert) {
			_, above, _ := strings.Cut(h.Domain, ".")
			c.Subject = withDomain(c.Subject, above)
		}),
	misnamed("components-none", "gives no token for an ID-Cert whose subject has no domain components",
		"a subject without domain components", core.ReceivedDomainComponents,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Without(idcert.OIDDomainComponent)
		}),
	misnamed("session-id-missing", "gives no token for an ID-Cert without a session ID",
		"no session ID", core.ReceivedCorrectnessChecked,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Without(idcert.OIDUniqueIdentifier)
		}),
	misnamed("session-id-empty", "gives no token for an ID-Cert with an empty session ID",
		"an empty session ID", core.ReceivedCorrectnessChecked,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDUniqueIdentifier, "")
		}),
	misnamed("session-id-too-long", "gives no token for an ID-Cert with a session ID of 33 characters",
		"a session ID of 33 characters", core.ReceivedCorrectnessChecked,
		func(_ *check.T, _ *peer.Home, c *idcert.Cert) {
			c.Subject = c.Subject.Replace(idcert.OIDUniqueIdentifier, strings.Repeat("a", 33))
		}),
	{
		ID:      "federation.names.uid-domain-prefix",
		Title:   "gives no token for a UID at a domain name with which that of the home server only begins",
		Decides: []requirement.Requirement{core.ReceivedUID},
		Probes:  []ambiguity.Entry{ambiguity.UIDDomain},
		Needs:   needs,
		Run:     uidDomainPrefix,
	},
	{
		ID:      "federation.names.uid-capitals",
		Title:   "takes a UID in capitals, or refuses it",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Needs:   needs,
		Run: eitherWay("a UID in capitals", func(c *idcert.Cert) {
			for _, rdn := range c.Subject {
				if rdn[0].OID.Equal(idcert.OIDUID) {
					c.Subject = c.Subject.Replace(idcert.OIDUID, strings.ToUpper(string(rdn[0].Value)))
					return
				}
			}
		}, nil),
	},
	{
		ID:      "federation.names.issuer-attribute",
		Title:   "takes an ID-Cert whose issuer has a further attribute, or refuses it",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Probes:  []ambiguity.Entry{ambiguity.IssuerName},
		Needs:   needs,
		Run: eitherWay("an issuer with an attribute that the home server's own name lacks", func(c *idcert.Cert) {
			c.Issuer = c.Issuer.With(idcert.RDN{{OID: idcert.OIDOrganization, Tag: utf8String, Value: []byte("Example")}})
		}, func(t *check.T, taken bool) {
			t.Took(ambiguity.IssuerName, map[bool]string{true: "components", false: "whole"}[taken])
		}),
	},
}

// misnamed makes a check that an actor does not get in whose ID-Cert has one flaw
// in its names.
func misnamed(id, title, flaw string, decides requirement.Requirement, edit func(*check.T, *peer.Home, *idcert.Cert)) check.Check {
	c := refusesCert(id, title, flaw, func(t *check.T, h *peer.Home) func(*peer.Certification) {
		return peer.Edited(func(c *idcert.Cert) { edit(t, h, c) })
	}, decides)
	c.ID = "federation.names." + id
	return c
}

// eitherWay sends an ID-Cert with a difference that one server may take and another
// refuse; then, if it is not nil, says which it was.
func eitherWay(what string, edit func(*idcert.Cert), then func(t *check.T, taken bool)) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		home := t.NewPeer()
		alice, bob := t.NewForeigner(home, peer.Edited(edit)), t.NewForeigner(home)
		got := t.TakesOrRefuses(ctx, t.LoggingIn(ctx, alice), what, t.LoggingIn(ctx, bob))
		t.LogIn(ctx, bob)
		if then != nil {
			then(t, got != nil)
		}
		t.Hold(nil)
	}
}

// uidDomainPrefix has a home server whose name begins with that of another one, as
// anybody may choose it, speak for an actor there.
func uidDomainPrefix(ctx context.Context, t *check.T) {
	victims := t.NewPeer()
	carol := t.NewForeigner(victims)
	evil := t.NewPeerBelow(victims)
	bob := t.NewForeigner(evil)
	mallory := t.NewForeigner(evil, peer.Edited(func(c *idcert.Cert) {
		c.Subject = c.Subject.Replace(idcert.OIDCommonName, carol.Actor.FID.Local).Replace(idcert.OIDUID, carol.Actor.FID.String())
	}))
	res := t.LoggingIn(ctx, mallory).Send(ctx)
	if t.GotAnswer(res); res.OK() {
		t.Took(ambiguity.UIDDomain, "prefix") // which fails
	}
	t.RefusesLogin(ctx, mallory, "a UID at "+victims.Domain+" in an ID-Cert of "+evil.Domain, bob)
	t.Took(ambiguity.UIDDomain, "equal")
}

// localName is the common name of an ID-Cert's subject.
func localName(c *idcert.Cert) string {
	for _, rdn := range c.Subject {
		if rdn[0].OID.Equal(idcert.OIDCommonName) {
			return string(rdn[0].Value)
		}
	}
	return ""
}

// withDomain gives a name the domain components of a domain name.
func withDomain(n idcert.Name, domain string) idcert.Name {
	out := idcert.ServerName(domain)
	return append(out, n.Without(idcert.OIDDomainComponent)...)
}

// turned is a domain name with its first two labels in the other order.
func turned(domain string) string {
	labels := strings.SplitN(domain, ".", 3)
	labels[0], labels[1] = labels[1], labels[0]
	return strings.Join(labels, ".")
}
