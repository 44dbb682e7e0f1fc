package identity

import (
	"context"
	"slices"
	"strings"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrNames checks what an ID-CSR claims to be the name of: the common name and
// the UID (section 6.1.1.1), their forms, then the domain.
var csrNames = slices.Concat(csrActorNames, csrNameForms, csrDomains)

// otherDomain is a domain that no target has.
const otherDomain = "elsewhere.p2.example"

var csrActorNames = []check.Check{
	{
		ID:      "identity.csr.common-name-absent",
		Title:   "rejects an ID-CSR without a common name",
		Decides: []requirement.Requirement{core.CSRCommonName},
		Probes:  []ambiguity.Entry{ambiguity.CommonNameRules},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			root := t.ServerCert(ctx).Cert
			t.Refuses(ctx, t.NewActor(ctx).NewIDCert(), "a subject without a common name", actor.CSR(idcert.WithoutCommonName()))
			if len(root.Subject.PDN().CommonNames) == 0 { // else another check says so
				t.Took(ambiguity.CommonNameRules, "local-name")
			}
		},
	},
	misnamed("identity.csr.common-name-federation-id", "rejects an ID-CSR whose common name is the federation ID instead of the local name",
		core.CSRCommonName, "the federation ID as the common name",
		func(alice, _ *actor.Actor) idcert.Change { return idcert.CommonName(alice.FID.String()) }),
	misnamed("identity.csr.common-name-other-actor", "rejects an ID-CSR whose common name is another actor's",
		core.CSRCommonName, "the common name of another actor",
		func(_, bob *actor.Actor) idcert.Change { return idcert.CommonName(bob.FID.Local) }),
	doubled("identity.csr.common-name-second", "issues nothing in the name of another actor for an ID-CSR that has its common name after the right one",
		core.CSRCommonName, "a second common name",
		func(_, bob *actor.Actor) idcert.Change { return idcert.SecondCommonName(bob.FID.Local) }),
	misnamed("identity.csr.common-name-before", "rejects an ID-CSR that has the common name of another actor before the right one",
		core.CSRCommonName, "another common name before the right one",
		func(alice, bob *actor.Actor) idcert.Change {
			return func(c *idcert.CSR) {
				idcert.CommonName(bob.FID.Local)(c)
				idcert.SecondCommonName(alice.FID.Local)(c)
			}
		}),
	{
		ID:      "identity.csr.common-name-beside",
		Title:   "issues nothing in the name of another actor for an ID-CSR that has its common name in the same relative name as the right one",
		Decides: []requirement.Requirement{core.CSRCommonName},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice, bob := t.NewActor(ctx), t.NewActor(ctx)
			if alice.FID.Local > bob.FID.Local { // DER sorts them: the right one stands first
				alice, bob = bob, alice
			}
			p := newProbeFor(ctx, t, alice, nil)
			p.send(ctx, "two common names in one relative name", beside(bob.FID.Local))
		},
	},
	flawed("identity.csr.uid-absent", "rejects an ID-CSR without a UID",
		core.CSRUID, "a subject without a UID", idcert.WithoutUID()),
	misnamed("identity.csr.uid-other-actor", "rejects an ID-CSR whose UID is another actor's",
		core.CSRUID, "the UID of another actor",
		func(_, bob *actor.Actor) idcert.Change { return idcert.UID(bob.FID.String()) }),
	misnamed("identity.csr.uid-other-domain", "rejects an ID-CSR whose UID has another domain than its domain components",
		core.CSRUID, "a UID at another server",
		func(alice, _ *actor.Actor) idcert.Change { return idcert.UID(alice.FID.Local + "@" + otherDomain) }),
	alsoDeciding(misnamed("identity.csr.uid-nobody", "rejects an ID-CSR whose UID is a well-formed federation ID that is not the actor's",
		core.CSRUID, "a UID that is the federation ID of nobody",
		func(alice, _ *actor.Actor) idcert.Change { return idcert.UID("nobody." + alice.FID.String()) }), core.FIDGrammarNotProof),
	misnamed("identity.csr.uid-without-domain", "rejects an ID-CSR whose UID is the local name alone",
		core.CSRUID, "a UID without a domain",
		func(alice, _ *actor.Actor) idcert.Change { return idcert.UID(alice.FID.Local) }),
	{
		ID:      "identity.csr.uid-shorter-domain",
		Title:   "rejects an ID-CSR whose UID has the beginning of the domain that its domain components name",
		Decides: []requirement.Requirement{core.CSRUID},
		Probes:  []ambiguity.Entry{ambiguity.UIDDomain},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			shorter, last := t.Target().Domain, strings.LastIndexByte(t.Target().Domain, '.')
			if last < 0 {
				t.NotApplicable("the domain %q has one label", shorter)
			}
			alice := t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(), "a UID at the first labels of the domain",
				actor.CSR(idcert.UID(alice.FID.Local+"@"+shorter[:last])))
			t.Took(ambiguity.UIDDomain, "equal")
		},
	},
	doubled("identity.csr.uid-second", "issues nothing in the name of another actor for an ID-CSR that has its UID after the right one",
		core.CSRUID, "a second UID",
		func(_, bob *actor.Actor) idcert.Change {
			return idcert.SubjectAttribute(idcert.OIDUID, bob.FID.String())
		}),
	{
		ID:      "identity.csr.further-attribute",
		Title:   "names the actor as ever where an ID-CSR has a further attribute in its subject, or refuses the ID-CSR",
		Decides: []requirement.Requirement{core.SubjectName},
		Probes:  []ambiguity.Entry{ambiguity.CriticalAttributes},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			// Refusing says that the sentence binds attributes; taking it, that it
			// is about extensions.
			reading := "attributes"
			if p.send(ctx, "an organization in the subject", idcert.SubjectAttribute(idcert.OIDOrganization, "p2")) != nil {
				reading = "extensions"
			}
			t.Took(ambiguity.CriticalAttributes, reading)
		},
	},
}

// misnamed makes a check that a wrong name is refused, of an actor and another
// one who is registered as well.
func misnamed(id, title string, decides requirement.Requirement, flaw string, change func(alice, bob *actor.Actor) idcert.Change) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice, bob := t.NewActor(ctx), t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(), flaw, actor.CSR(change(alice, bob)))
		},
	}
}

// doubled makes a check that a second name, of another actor who is registered as
// well, is in no ID-Cert: the request is refused, or the first of its kind counts
//
func doubled(id, title string, decides requirement.Requirement, flaw string, change func(alice, bob *actor.Actor) idcert.Change) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewActor(ctx)
			p := newProbe(ctx, t, nil)
			p.send(ctx, flaw, change(p.alice, bob))
		},
	}
}

// beside puts a second common name into the relative name that has the first.
func beside(name string) idcert.Change {
	return func(c *idcert.CSR) {
		for i, rdn := range c.Subject {
			if len(rdn) == 1 && rdn[0].OID.Equal(idcert.OIDCommonName) {
				c.Subject[i] = append(rdn, idcert.Attr{OID: idcert.OIDCommonName, Tag: cryptobyte_asn1.UTF8String, Value: []byte(name)})
			}
		}
	}
}
