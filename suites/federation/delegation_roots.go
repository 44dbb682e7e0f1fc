package federation

import (
	"context"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// delegationRoots is about servers whose own ID-Cert shows another domain name than
// the one that they are taken for. All else about them is right, the ID-Certs of
// their actors included: nobody but who looks at the issuer of the server's notices.
var delegationRoots = []check.Check{
	refusesRoot("elsewhere", "does not take a server for that of a domain name because the well-known document leads to it",
		"the well-known document leads to a server whose ID-Cert shows another domain name",
		func(_, _ string, c *idcert.Cert) { names(c, "somebody-else.p2.example") }),
	refusesRoot("actual", "does not take a server for that of the visible domain name if its ID-Cert shows the domain name that it is hosted under",
		"the issuer of the server's ID-Cert is the domain name that the server is hosted under, and not the visible one",
		func(_, actual string, c *idcert.Cert) { names(c, actual) }),
	refusesRoot("parent", "does not take a server for that of a domain name if its ID-Cert shows the domain name above it",
		"the issuer of the server's ID-Cert is the visible domain name without its first label",
		func(visible, _ string, c *idcert.Cert) {
			_, parent, _ := strings.Cut(visible, ".")
			names(c, parent)
		}),
	refusesRoot("child", "does not take a server for that of a domain name if its ID-Cert shows one below it",
		"the issuer of the server's ID-Cert is the visible domain name with a label more",
		func(visible, _ string, c *idcert.Cert) { names(c, "www."+visible) }),
	refusesRoot("suffix", "does not take a server for that of a domain name if its ID-Cert shows one that ends with the same letters",
		"the issuer of the server's ID-Cert is the visible domain name with a letter before it",
		func(visible, _ string, c *idcert.Cert) { names(c, "x"+visible) }),
	refusesRoot("tail", "does not take a server for that of a domain name if its ID-Cert shows one that begins with the same labels",
		"the issuer of the server's ID-Cert is the visible domain name and more labels behind it",
		func(visible, _ string, c *idcert.Cert) { names(c, visible+".example") }),
	refusesRoot("arrangement", "does not take a server for that of a domain name if its ID-Cert shows the same labels in another arrangement",
		"the issuer of the server's ID-Cert has the labels of the visible domain name with two in the middle exchanged",
		func(visible, _ string, c *idcert.Cert) {
			labels := strings.Split(visible, ".")
			labels[1], labels[2] = labels[2], labels[1]
			names(c, strings.Join(labels, "."))
		}),
	refusesRoot("alone", "holds the issuer of a server's ID-Cert against the visible domain name, and not the subject",
		"the issuer of the server's ID-Cert is another domain name, though its subject is the visible one",
		func(_, _ string, c *idcert.Cert) { c.Issuer = idcert.ServerName("somebody-else.p2.example") }),
	{
		ID:      "federation.delegation.direct-other-domain",
		Title:   "does not take a server for that of the domain name under which it answers if its ID-Cert shows another one",
		Decides: []requirement.Requirement{core.WellKnownMismatchRefused},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			wrong := t.NewPeer(peer.Root(func(c *idcert.Cert) { names(c, "somebody-else.p2.example") }))
			t.RefusesLogin(ctx, t.NewForeigner(wrong), "an actor of a home server whose own ID-Cert shows another domain name", t.NewForeigner(t.NewPeer()))
		},
	},
	{
		ID:      "federation.delegation.not-itself",
		Title:   "does not take a server that is hosted for another domain name for that of its own host",
		Decides: []requirement.Requirement{core.WellKnownMismatchRefused},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home, label := t.NewPeer(peer.AnyDomain()), t.NewLabel()
			actual, err := home.MoveTo(label)
			if err != nil {
				t.Error("%v", err)
			}
			mallory := t.NewForeigner(home, func(c *peer.Certification) {
				c.Edit = func(cert *idcert.Cert) {
					cert.Issuer, cert.Subject = idcert.ServerName(actual), idcert.ActorName(c.Local, actual, c.SessionID)
				}
			})
			mallory.Actor.FID.Domain = actual
			t.RefusesLogin(ctx, mallory, "a federation ID of the domain name under which a server is hosted, whose ID-Cert shows another one",
				t.NewForeigner(t.NewPeer()))
		},
	},
}

// names has an ID-Cert of a server show a domain name.
func names(c *idcert.Cert, domain string) {
	c.Issuer, c.Subject = idcert.ServerName(domain), idcert.ServerName(domain)
}

// refusesRoot makes a check that a server that is hosted under another domain name is
// refused for its own ID-Cert. Its control is an actor of another one that is hosted
// alike and shows the right name.
func refusesRoot(id, title, flaw string, edit func(visible, actual string, c *idcert.Cert)) check.Check {
	return check.Check{
		ID: "federation.delegation.issuer-" + id, Title: title,
		Decides: []requirement.Requirement{core.WellKnownMismatchRefused}, Needs: needs,
		Run: func(ctx context.Context, t *check.T) {
			f := followed(ctx, t)
			visible, actual := t.NewLabel(), t.NewLabel()
			wrong := t.NewPeerAt(visible, peer.Root(func(c *idcert.Cert) {
				edit(t.Target().Peers.Name(visible), t.Target().Peers.Name(actual), c)
			}))
			if _, err := wrong.Host(peer.Hosting{Label: actual, Document: f.write}); err != nil {
				t.Error("%v", err)
			}
			right := host(t, t.NewPeer(), peer.Hosting{Document: f.write})
			t.RefusesLogin(ctx, t.NewForeigner(wrong), "an actor of a home server, since "+flaw, t.NewForeigner(right))
		},
	}
}
