package identity

import (
	"context"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csr checks that every claim of an ID-CSR is verified (section 6.1): each sends
// a request that is right but for one thing, and then the right one.
var csr = []check.Check{
	flawed("identity.csr.signature", "rejects an ID-CSR whose signature does not verify",
		core.CSRSignatureVerified, "a signature with one bit changed", idcert.CorruptSignature()),
	flawed("identity.csr.common-name-absent", "rejects an ID-CSR without a common name",
		core.CommonNamePresent, "a subject without a common name", idcert.WithoutCommonName()),
	flawed("identity.csr.uid-absent", "rejects an ID-CSR without a UID",
		core.UIDPresent, "a subject without a UID", idcert.WithoutUID()),
	flawed("identity.csr.ca", "rejects an ID-CSR that asks to be a certificate authority",
		core.CSRCARefused, "the CA flag", idcert.RequestCA()),
	{
		ID:      "identity.csr.session-id-too-long",
		Title:   "rejects an ID-CSR whose session ID is longer than 32 characters",
		Decides: []requirement.Requirement{core.SessionIDLength},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(idcert.SessionID(strings.Repeat("a", 32))), "a session ID of 33 characters",
				actor.CSR(idcert.SessionID(strings.Repeat("a", 33))))
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
