package identity

import (
	"bytes"
	"context"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csr checks that the claims of an ID-CSR as a whole are verified (section 6.1):
// its signature, its actor, its version. Each claim that has to be refused is
// sent in a request that is right but for this, and then the right one is sent;
// one that may be taken or refused comes after the right one.
var csr = []check.Check{
	flawed("identity.csr.signature", "rejects an ID-CSR whose signature does not verify",
		core.CSRSignatureVerified, "a signature with one bit changed", idcert.CorruptSignature()),
	flawed("identity.csr.signature-zero", "rejects an ID-CSR whose signature is all zeros",
		core.CSRSignatureVerified, "a signature of zeros", idcert.ZeroSignature()),
	flawed("identity.csr.signature-empty", "rejects an ID-CSR whose signature is empty",
		core.CSRSignatureVerified, "a signature of no octets", idcert.EmptySignature()),
	{
		ID:      "identity.csr.signature-other-key",
		Title:   "rejects an ID-CSR that is signed with the key of another session of the actor",
		Decides: []requirement.Requirement{core.CSRSignatureVerified},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			phone := t.NewSession(ctx, alice)
			t.Refuses(ctx, alice.NewIDCert(), "a signature that was made with another key of the actor",
				actor.CSR(idcert.SignedBy(phone.Key)))
		},
	},
	flawed("identity.csr.signature-before-change", "rejects an ID-CSR that was changed after it was signed",
		core.CSRSignatureVerified, "another session ID than the one that was signed", renamedAfterSigning),
	flawed("identity.csr.signature-malleable", "rejects an ID-CSR whose Ed25519 signature has a scalar that is not reduced",
		core.MalleableSignaturesRejected, "a signature whose scalar has the group order added to it", idcert.MalleableSignature()),
	{
		ID:      "identity.csr.signature-small-order-r",
		Title:   "certifies the key of an ID-CSR that was signed with a nonce of 0, or refuses the ID-CSR",
		Decides: []requirement.Requirement{core.CSRSignatureVerified},
		Probes:  []ambiguity.Entry{ambiguity.StrictVerification},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			// Keys of small order and scalars out of range are decided elsewhere.
			reading := "keys-and-scalars"
			if p.send(ctx, "an Ed25519 signature with a point of small order", idcert.SmallOrderR()) == nil {
				reading = "strict"
			}
			t.Took(ambiguity.StrictVerification, reading)
		},
	},
	{
		ID:      "identity.csr.other-actor",
		Title:   "rejects an ID-CSR that names another actor of the server throughout",
		Decides: []requirement.Requirement{core.CSROwnActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice, bob := t.NewActor(ctx), t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(), "the common name and the UID of another actor", actor.SubjectOf(bob))
		},
	},
	{
		ID:      "identity.csr.other-server",
		Title:   "rejects an ID-CSR that names an actor of another server throughout",
		Decides: []requirement.Requirement{core.CSROwnActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(), "the domain components and the UID of another server",
				actor.CSR(elsewhere(t), idcert.UID(alice.FID.Local+"@"+otherDomain)))
		},
	},
	{
		ID:      "identity.csr.version",
		Title:   "issues ID-Certs of X.509 version 3 whatever version an ID-CSR has, or refuses other versions than 0",
		Decides: []requirement.Requirement{core.Version3},
		Probes:  []ambiguity.Entry{ambiguity.CSRVersion},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, threeAsVersion)
			taken := 0
			for _, v := range []struct {
				wire int
				what string
			}{{1, "version 1 on the wire"}, {2, "version 2 on the wire, which X.509 calls v3"}, {3, "version 3 on the wire"}} {
				if p.send(ctx, v.what, idcert.Version(v.wire)) != nil {
					taken++
				}
			}
			switch taken {
			case 0:
				t.Took(ambiguity.CSRVersion, "pkcs10")
			case 3:
				t.Took(ambiguity.CSRVersion, "any")
			}
		},
	},
}

// flawed makes a check that an ID-CSR with one flaw is refused, where the same
// without it is granted.
func flawed(id, title string, decides requirement.Requirement, flaw string, changes ...idcert.Change) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(), flaw, actor.CSR(changes...))
		},
	}
}

// renamedAfterSigning changes the last character of the session ID in a request
// that is signed already.
func renamedAfterSigning(c *idcert.CSR) {
	id := sessionIDOf(c.Subject)
	if id == "" {
		return // and the request is right: the check then fails, and shows it
	}
	last := byte('x')
	if id[len(id)-1] == last {
		last = 'y'
	}
	renamed := id[:len(id)-1] + string(last)
	c.EditDER = func(der []byte) []byte {
		return bytes.Replace(der, []byte(id), []byte(renamed), 1)
	}
}
